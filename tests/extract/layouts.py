"""Invented letters as other ministries lay them out, as their text comes out of a PDF."""

from __future__ import annotations

_ADDRESS = """De Voorzitter van de Tweede Kamer
der Staten-Generaal
Postbus 20018
2500 EA DEN HAAG
"""

# Return address above, the column right of the letter as a run of lines behind the head.
VWS = f"""> Retouradres Postbus 99350 2500 EJ Den Haag

{_ADDRESS}
Datum 3 maart 2031
Betreft Voortgang van het programma Zwemwater

Geachte voorzitter,

Bezoekadres
Lindelaan 5
2511 VX Den Haag
T 070 999 99 11
F 070 999 99 34
www.rijksoverheid.nl

Kenmerk
4012345-1077777-ZW

Bijlage(n)
1

Uw kenmerk
2031Z01234

Correspondentie uitsluitend
richten aan het retouradres
met vermelding van de datum
en het kenmerk van deze
brief.

In deze brief ga ik in op het zwemwater. Zoals ik uw Kamer in oktober heb laten
weten, is het programma in volle gang. Ik verwacht de Kamer in het tweede kwartaal
van 2031 over de uitkomsten te kunnen

Pagina 1 van 2

Kenmerk
4012345-1077777-ZW

informeren. Daarbij ga ik ook in op de motie-Molendijk.

Hoogachtend,

de minister van Volksgezondheid,
Welzijn en Sport,


A.B. van der Zandbank

Pagina 2 van 2
"""
VWS_BLOCKS = [
    (
        "paragraph",
        (
            "In deze brief ga ik in op het zwemwater. Zoals ik uw Kamer in oktober heb laten weten, is het "
            "programma in volle gang. Ik verwacht de Kamer in het tweede kwartaal van 2031 over de uitkomsten te "
            "kunnen informeren. Daarbij ga ik ook in op de motie-Molendijk."
        ),
    ),
    ("signature", "Hoogachtend,"),
    ("signature", "de minister van Volksgezondheid, Welzijn en Sport,"),
    ("signature", "A.B. van der Zandbank"),
]

# The side column stands beside the letter's first lines; marks are raised digits; the number of the page at its head.
SZW = """                                                                          Postbus 99801
De voorzitter van de Tweede Kamer                                         2509 LV Den Haag
der Staten-Generaal                                                       Lindelaan 10
Postbus 20018                                                             T 070 999 44 44
2500 EA Den Haag                                                          www.rijksoverheid.nl

                                                                          Onze referentie
Datum     3 maart 2031                                                    2031-0000123456
Betreft   Uitkomst van het onderzoek naar thuiswerk


Het onderzoek naar thuiswerk is afgerond.¹ De onderzoekers bevelen aan om de regeling
te vereenvoudigen.² In oktober heb ik daarover met de sociale partners gesproken.

Pagina 1 van 2

¹ Kamerstuk 39 876, nr. 12.
² Handelingen II 2030/31, nr. 45, item 3.

                                                                          Onze referentie
                                                                          2031-0000123456

Vervolg
Ik informeer uw Kamer vóór de zomer over de manier waarop ik de aanbevelingen
overneem. Ook stuur ik dan het advies van de raad mee.

De Minister van Sociale Zaken
en Werkgelegenheid,



A.B. van der Zandbank

Pagina 2 van 2
"""
SZW_BLOCKS = [
    (
        "paragraph",
        (
            "Het onderzoek naar thuiswerk is afgerond. De onderzoekers bevelen aan om de regeling te "
            "vereenvoudigen. In oktober heb ik daarover met de sociale partners gesproken."
        ),
    ),
    ("heading", "Vervolg"),
    (
        "paragraph",
        (
            "Ik informeer uw Kamer vóór de zomer over de manier waarop ik de aanbevelingen overneem. Ook stuur "
            "ik dan het advies van de raad mee."
        ),
    ),
    ("signature", "De Minister van Sociale Zaken en Werkgelegenheid,"),
    ("signature", "A.B. van der Zandbank"),
    ("footnote", "Kamerstuk 39 876, nr. 12."),
    ("footnote", "Handelingen II 2030/31, nr. 45, item 3."),
]

# Labels above their values; a contact person; the marks are "[1 ]"; the reference split over the pages.
OCW = f""">Retouradres Postbus 99375 2500 BJ Den Haag

{_ADDRESS}
Datum
3 maart 2031
Betreft
Stand van zaken schoolgebouwen en
de planning voor 2032

Primair Onderwijs
IPC 2400
Lindelaan 50
Den Haag
Postbus 99375
2500 BJ Den Haag
www.rijksoverheid.nl

Contactpersoon
A. de Wit
T +31 6 99 99 99 99

Onze referentie
51234567

Met deze brief informeer ik u over schoolgebouwen. In het debat van 12 februari [1 ] heb
ik toegezegd de Kamer te informeren over de planning. Die volgt hieronder.

Planning
Voor de gebouwen die ouder zijn dan veertig jaar stel ik een plan op. Dat plan ontvangt u

[1 ] Kamerstuk 39 876, nr. 12.

Pagina 1 van 2

Datum
3 maart 2031

Onze
referentie
51234567

uiterlijk in september 2031. De gemeenten zijn daarover geïnformeerd.[2 ] In oktober
volgt de evaluatie.

[2 ] Handelingen II 2030/31, nr. 45, item 3.

de minister van Onderwijs, Cultuur en Wetenschap,

A.B. van der Zandbank

Pagina 2 van 2
"""
OCW_BLOCKS = [
    (
        "paragraph",
        (
            "Met deze brief informeer ik u over schoolgebouwen. In het debat van 12 februari heb ik toegezegd de "
            "Kamer te informeren over de planning. Die volgt hieronder."
        ),
    ),
    ("heading", "Planning"),
    (
        "paragraph",
        (
            "Voor de gebouwen die ouder zijn dan veertig jaar stel ik een plan op. Dat plan ontvangt u uiterlijk in "
            "september 2031. De gemeenten zijn daarover geïnformeerd. In oktober volgt de evaluatie."
        ),
    ),
    ("signature", "de minister van Onderwijs, Cultuur en Wetenschap,"),
    ("signature", "A.B. van der Zandbank"),
    ("footnote", "Kamerstuk 39 876, nr. 12."),
    ("footnote", "Handelingen II 2030/31, nr. 45, item 3."),
]

# The side column comes in the middle of the first paragraph; bold headings as lines of their own; a list.
LVVN = f"""> Retouradres Postbus 99401 2500 EK Den Haag

{_ADDRESS}
Datum 3 maart 2031
Betreft Aanpak van de muskusrat

Geachte Voorzitter,

De muskusrat graaft in dijken. Daarom werk ik met de waterschappen aan een aanpak die

Directoraat-generaal Natuur en
Visserij
Directie Dieren
Bezoekadres
Lindelaan 73
2594 AC Den Haag
Postadres
Postbus 99401
2500 EK Den Haag
Overheidsidentificatienr
00000001858272854000
T 070 999 89 11 (algemeen)
F 070 999 61 00 (algemeen)
www.rijksoverheid.nl/lvvn
Behandeld door
A. de Wit
T 070 999 00 00
Ons kenmerk
DGNV / 99123456
Uw kenmerk
2031Z01234
Bijlage(n)
2

in het najaar van start gaat. Die aanpak heeft drie delen:
• vangen langs de grens;
• onderzoek naar de graverij;
• een meldpunt, dat in sep-
tember opent.

Vervolg van de aanpak

Ik zal uw Kamer vóór 1 mei 2031 informeren over de kosten van

1

DGNV / 99123456

de aanpak. De waterschappen leveren daarvoor de cijfers.

A.B. van der Zandbank
Minister van Landbouw, Visserij, Voedselzekerheid en Natuur

2
"""
LVVN_BLOCKS = [
    (
        "paragraph",
        (
            "De muskusrat graaft in dijken. Daarom werk ik met de waterschappen aan een aanpak die in het najaar "
            "van start gaat. Die aanpak heeft drie delen:"
        ),
    ),
    ("list_item", "vangen langs de grens;"),
    ("list_item", "onderzoek naar de graverij;"),
    ("list_item", "een meldpunt, dat in september opent."),
    ("heading", "Vervolg van de aanpak"),
    (
        "paragraph",
        (
            "Ik zal uw Kamer vóór 1 mei 2031 informeren over de kosten van de aanpak. De waterschappen leveren "
            "daarvoor de cijfers."
        ),
    ),
    ("signature", "A.B. van der Zandbank"),
    ("signature", "Minister van Landbouw, Visserij, Voedselzekerheid en Natuur"),
]

# Kerning left gaps in the small print and in the text; marks glued to the full stop.
FIN = """> Retouradres Postbus 99201 2500 EE Den Haag

Voorzitter van de Tweede Kamer der Staten-Generaal
Postbus 20018
2500 EA  Den Haag

D at um            3 maart 2031
Bet ref t          Uitvoering van de hondenbelasting

Ministerie van F inanc iën
Directoraat-Generaal
Fiscale Zaken

L indelaan 7
2511 C W  Den Haag
Postbus 99201
2500 EE Den Haag
www.rijksoverheid.nl

O ns k enm erk
2031-0000054321

U w br ief  (k enm er k)

B ijlagen
geen

Geachte voorzitter,

De hondenbelasting wordt in s eptember van dit jaar herzien. De gemeenten zijn daarover
geïnformeerd.2 In oktober volgt de rekening.

De belastingdienst heeft daar 3 maanden voor nodig. Ik kom daar in de tweede helft van

2 Kamerstuk 39 876, nr. 12.

Pagina 1 v an 2

O ns k enm erk
2031-0000054321

het jaar schriftelijk op terug.

Hoogachtend,

de staatssecretaris van Financiën - Fiscaliteit, Belastingdienst en Douane

A.B. van der Zandbank

Pagina 2 v an 2
"""
FIN_BLOCKS = [
    (
        "paragraph",
        (
            "De hondenbelasting wordt in september van dit jaar herzien. De gemeenten zijn daarover geïnformeerd. "
            "In oktober volgt de rekening."
        ),
    ),
    (
        "paragraph",
        (
            "De belastingdienst heeft daar 3 maanden voor nodig. Ik kom daar in de tweede helft van het jaar "
            "schriftelijk op terug."
        ),
    ),
    ("signature", "Hoogachtend,"),
    ("signature", "de staatssecretaris van Financiën - Fiscaliteit, Belastingdienst en Douane"),
    ("signature", "A.B. van der Zandbank"),
    ("footnote", "Kamerstuk 39 876, nr. 12."),
]

# The ministry first, "MPC"; a running head on the second page that runs into the sentence; no salutation.
DEF = """Ministerie van Defensie

> Retouradres Postbus 99701 2500 ES Den Haag

de Voorzitter van de Tweede Kamer
der Staten-Generaal
Plein 2
2511 CR Den Haag

Datum 3 maart 2031
Betreft Onderhoud van de mijnenjagers

Ministerie van Defensie
Lindelaan 4
MPC 58 B
Postbus 99701
2500 ES Den Haag
www.defensie.nl

Onze referentie
BS2031001234

Bij beantwoording, datum,
onze referentie en onderwerp
vermelden.

Geachte voorzitter,

Het onderhoud van de mijnenjagers loopt uit. De werf in Nieuwendorp heeft te weinig
personeel. Ik informeer uw Kamer daarover in de eerstvolgende rapportage, die ik in
Pagina 2 van 3
het voorjaar van 2032 verwacht. Tot die tijd varen de schepen met een kleinere

Ministerie van Defensie
Onderhoud van de mijnenjagers
Datum
3 maart 2031
Onze referentie
BS2031001234
Pagina 3 van 3

bemanning.

Hoogachtend,

DE STAATSSECRETARIS VAN DEFENSIE

A.B. van der Zandbank
"""
DEF_BLOCKS = [
    (
        "paragraph",
        (
            "Het onderhoud van de mijnenjagers loopt uit. De werf in Nieuwendorp heeft te weinig personeel. Ik "
            "informeer uw Kamer daarover in de eerstvolgende rapportage, die ik in het voorjaar van 2032 verwacht. "
            "Tot die tijd varen de schepen met een kleinere bemanning."
        ),
    ),
    ("signature", "Hoogachtend,"),
    ("signature", "DE STAATSSECRETARIS VAN DEFENSIE"),
    ("signature", "A.B. van der Zandbank"),
]

# Each: its name, its text, the blocks it holds, its reference and its title.
LAYOUTS = [
    ("VWS", VWS, VWS_BLOCKS, "4012345-1077777-ZW", "Voortgang van het programma Zwemwater"),
    ("SZW", SZW, SZW_BLOCKS, "2031-0000123456", "Uitkomst van het onderzoek naar thuiswerk"),
    ("OCW", OCW, OCW_BLOCKS, "51234567", "Stand van zaken schoolgebouwen en de planning voor 2032"),
    ("LVVN", LVVN, LVVN_BLOCKS, "DGNV / 99123456", "Aanpak van de muskusrat"),
    ("FIN", FIN, FIN_BLOCKS, "2031-0000054321", "Uitvoering van de hondenbelasting"),
    ("DEF", DEF, DEF_BLOCKS, "BS2031001234", "Onderhoud van de mijnenjagers"),
]

# Columns as they stand on paper: on each page the side column begins elsewhere; notes with a full stop.
PAGES = """> Retouradres Postbus 99301 2500 EH Den Haag

Aan de Voorzitter van de Tweede Kamer                                     Lindelaan 147
der Staten-Generaal                                                       2511 DP Den Haag
Postbus 20018                                                             Postbus 99301
2500 EA DEN HAAG                                                          www.rijksoverheid.nl/jenv
Datum   3 maart 2031                                                      Onze referentie
Betreft Toezicht op de dijkwacht                                          1234567

Het toezicht op de dijkwacht is vorig jaar herzien.1 De Kamer is in oktober over de

1. Kamerstuk 39 876, nr. 12.

                                                                     Pagina 1 van 2
\f                                                                              Directie Toezicht
uitkomsten van de herziening geïnformeerd. Ik zal de Kamer                    Datum
uiterlijk in het najaar een evaluatie sturen. Daarin ga ik in op              3 maart 2031
de kosten, de planning en de rol van                                          Onze referentie
de waterschappen.                                                             1234567

De Minister van Justitie en Veiligheid,

A.B. van der Zandbank
                                                                     Pagina 2 van 2
"""
PAGES_BLOCKS = [
    (
        "paragraph",
        (
            "Het toezicht op de dijkwacht is vorig jaar herzien. De Kamer is in oktober over de uitkomsten van de "
            "herziening geïnformeerd. Ik zal de Kamer uiterlijk in het najaar een evaluatie sturen. Daarin ga ik "
            "in op de kosten, de planning en de rol van de waterschappen."
        ),
    ),
    ("signature", "De Minister van Justitie en Veiligheid,"),
    ("signature", "A.B. van der Zandbank"),
    ("footnote", "Kamerstuk 39 876, nr. 12."),
]
LAYOUTS.append(("JenV", PAGES, PAGES_BLOCKS, "1234567", "Toezicht op de dijkwacht"))
