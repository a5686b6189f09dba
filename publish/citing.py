"""A promise in the forms that others take over: a reference, a receipt, a proposal to correct it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from publish.queries import Row

_NAMESPACE = uuid.UUID("6f6d3f0e-5b6d-5f0c-9a35-6b7763680001")
"""Of our own making: so that the id of a promise in feeds does not depend on where the site stands."""

_PROPOSAL = """\
# Voorstel voor een correctie. Haal het hekje weg bij wat u voorstelt, vul het aan en stuur dit bestand op.
# Er is met dit bestand nog niets gewijzigd: een mens kijkt ieder voorstel na.

[[correctie]]
doel = "{key}"
op = {day}
door = ""         # uw naam, of die van uw organisatie
reden = ""        # waarom, met de vindplaats van wat er wel klopt
soort = "afgewezen"         # dit is geen toezegging
# soort = "bevestigd"       # dit is een toezegging, nagelezen
# soort = "termijn"         # de termijn is anders bedoeld:
# strikt = JJJJ-MM-DD       #   laatste dag, strikt gelezen
# ruim = JJJJ-MM-DD         #   laatste dag, ruim gelezen
# soort = "afgedaan"        # er is wel een antwoord geweest:
# datum = JJJJ-MM-DD        #   op deze dag
# stuk = "kst-00000-0"      #   in dit stuk
# soort = "vervallen"       # de toezegging is ingetrokken of achterhaald:
# datum = JJJJ-MM-DD        #   op deze dag
# stuk = "kst-00000-0"      #   volgens dit stuk
# soort = "weerwoord"       # een reactie, letterlijk te vermelden:
# tekst = ""
"""


def proposal(key: str, day: str) -> str:
    """A correction file (TOML) for the promise ``key``, to be filled in by a reader on ``day``."""
    return _PROPOSAL.format(key=key, day=day)


def feed_id(key: str) -> str:
    """The lasting id of a promise in a feed: the same on every copy of the site."""
    return uuid.uuid5(_NAMESPACE, key).urn


def csl_item(promise: Row, paper: Row, address: str, day: dt.date) -> dict[str, Any]:
    """A CSL JSON item (docs.citationstyles.org) for the promise as it stood on ``day``."""
    item: dict[str, Any] = {
        "id": promise["sleutel"],
        "type": "webpage",
        "title": f"Toezegging {promise['sleutel']}: “{promise['citaat']}”",
        "container-title": "Kamerwacht",
        "URL": address,
        "accessed": {"date-parts": [[day.year, day.month, day.day]]},
        "language": "nl",
        "note": f"In: {paper['titel'] or 'zonder titel'} ({paper['sleutel']})"
        + (f", {paper['url']}" if paper["url"] else ""),
    }
    if promise["datum"]:
        made = dt.date.fromisoformat(promise["datum"])
        item["issued"] = {"date-parts": [[made.year, made.month, made.day]]}
    who = promise["bewindspersoon"] or paper["afzender"] or paper["afzender_functie"]
    if who:
        item["author"] = [{"literal": who}]
    return item


def receipt(
    promise: Row, paper: Row, terms: Iterable[Row], address: str, stored: str | None
) -> dict[str, Any]:
    """What proves the promise: the literal sentence, where it stands, and in which bytes, read by what."""
    return {
        "toezegging": promise["sleutel"],
        "adres": address,
        "citaat": promise["citaat"],
        "begin": promise["begin"],
        "eind": promise["eind"],
        "stuk": {
            "sleutel": paper["sleutel"],
            "titel": paper["titel"],
            "datum": paper["datum"],
            "officieel": paper["url"],
        },
        "bestand": {
            "sha256": paper["sha256"],
            "opgehaald_van": paper["bestand_url"],
            "opgehaald_op": paper["opgehaald_op"],
            "mediatype": paper["mediatype"],
            "bytes": paper["grootte"],
            "bewaarde_kopie": stored,
        },
        "gelezen_met": paper["gelezen_met"],
        "regels": promise["regels"].split(),
        "termijnen": [
            {
                key: row[key]
                for key in ("aangekondigd_op", "tekst", "vanaf", "strikt", "ruim", "regel", "uitleg")
            }
            for row in terms
        ],
        "gevonden_op": promise["gevonden_op"],
        "geboekt_op": promise["geboekt_op"],
    }
