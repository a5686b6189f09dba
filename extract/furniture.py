"""Page furniture: lines that belong to the paper's form, not to its text.

Lines are compared without spaces and in lower case, since kerning leaves gaps in small print
("P agina 1 van 7").
"""

from __future__ import annotations

import re

_PAGE = re.compile(
    r"^(?:pagina|blz\.?|bladzijde|p\.)?\d{1,4}(?:(?:van|/)\d{1,4})$|^(?:pagina|bladzijde)\d{1,4}$"
)
_NUMBER = re.compile(r"^[–-]?\d{1,4}[–-]?$")
_FOOTER = re.compile(
    r"^(?:(?:kst|ah|h|kv|nds|ag|blg)-[\w.–-]{3,40}"
    r"|issn\d{4}-\d{3}[\dx]"
    r"|[’'‘]s-gravenhage(?:19|20)\d\d"
    r"|(?:tweede|eerste)kamer,vergaderjaar\d{4}[–-]\d{4},.{1,60}"
    r"|(?:tweede|eerste)kamerderstaten-generaal)$"
)
_SIDE = re.compile(
    r"^(?:>?retouradres.*|postbus\d{2,6}|\d{4}[a-z]{2}[a-z.’'-]{3,30}|(?:https?://)?www\.[\w./-]+"
    r"|ministerievan.{0,80}|directoraat-generaal.{0,80}|(?:hoofd)?directie.{0,80}|afdeling.{0,60}"
    r"|nationaalcoördinator|terrorismebestrijding(?:en)?(?:veiligheid)?|bureau(?:secretaris|bestuurs).{0,40}"
    r"|(?:bezoek|post|retour)adres.{0,60}|contactpersoon.{0,60}|behandelddoor.{0,60}|projectnaam.{0,80}"
    r"|(?:ons|uw|onze)?kenmerk.{0,40}|(?:onze|uw)referentie.{0,40}|uwbrief(?:\(kenmerk\)|van.{0,30})?"
    r"|bijlage(?:n|\(n\))?\d{0,2}|kopie(?:aan)?|[tfe]?\(?0\d[\d\s-]{7,12}\)?(?:\(algemeen\))?|[tfe]\+?[\d()-]{8,14}.{0,12}"
    r"|[te]?[\w.+-]{1,40}@[\w.-]{3,40}|overheidsidentificatienr|datum|aantalpagina.{0,10}|rubricering.{0,20}"
    r"|[a-zà-ÿ]{3,30}(?:straat|laan|plein|weg|kade|gracht|singel|hof|park|markt)\d{1,4}[a-z]?"
    r"|bijbeantwoordingdedatumen.*|(?:onze|ons)?(?:referentie|kenmerk)vermelden.*|uslechtséénzaakinuwbrief|behandelen\."
    r"|correspondentieuitsluitend|richtenaanhetretouradres|metvermeldingvandedatum(?:enhetkenmerk.*)?|enhetkenmerkvandeze(?:brief\.)?|brief\.)$"
)
_ADDRESS = re.compile(
    r"^(?:aan)?(?:de)?voorzitter(?:en)?van(?:de|het).{3,80}$|^derstaten-generaal$|^aan(?:de)?(?:tweede|eerste)kamer.{0,40}$"
    r"|^(?:prinsesirenestraat|binnenhof|korte?vijverberg|kazernestraat|plein|bezuidenhoutseweg).{0,8}$"
)


def squeeze(text: str) -> str:
    """``text`` without spaces, emphasis marks and case."""
    return "".join(text.split()).strip("*_#").lower()


def is_page_mark(squeezed: str) -> bool:
    """A page number with its word, or a running foot: the page ends or begins here."""
    return bool(_PAGE.match(squeezed) or _FOOTER.match(squeezed))


_REFERENCE = re.compile(r"^(?:onze|ons|uw)(?:referentie|kenmerk)[\w./-]{1,40}$")


def is_reference(squeezed: str) -> bool:
    """A label with its reference, though they came on several lines ("Onze", "referentie", "1234567")."""
    return bool(_REFERENCE.match(squeezed))


def is_number(squeezed: str) -> bool:
    """A bare number: a page number where it stands beside other furniture."""
    return bool(_NUMBER.match(squeezed))


def is_side(squeezed: str) -> bool:
    """A line of the side column or of the return address."""
    return bool(_SIDE.match(squeezed))


def is_address(squeezed: str) -> bool:
    """A line of the addressee's address."""
    return bool(_ADDRESS.match(squeezed))
