"""Invented letters (no real office holders) in the layouts in which real ones come."""

from __future__ import annotations

HEAD = """> Retouradres Postbus 99999 2500 ZZ Den Haag

Aan de Voorzitter van de Tweede Kamer
der Staten-Generaal
Postbus 20018
2500 EA DEN HAAG

Datum   3 maart 2031
Betreft  Bewaking van de dijken in
de polder

Directoraat-generaal
Dijken en Duinen
Afdeling Polders

Lindelaan 12
2511 AA Den Haag
www.rijksoverheid.nl/dijken

Onze referentie
1234567

"""

BODY = """Inleiding

Vorige week is de dijk bij Nieuwendorp geïnspecteerd.1 Uit die inspectie komt een
beeld naar voren dat ik in deze brief schets. De bevin-
dingen zijn gedeeld met het waterschap en met de veilig-
heidsregio.

Vervolg

Ik zal uw Kamer voor de zomer over de uitkomsten van het vervolgonderzoek en de

1 Kamerstuk 39 876, nr. 12.

Pagina 1 van 2

Directoraat-generaal
Dijken en Duinen
Afdeling Polders

Datum
3 maart 2031

Onze referentie
1234567

kosten daarvan informeren. Daarbij betrek ik de vragen van het lid Molendijk.2

2 Handelingen II 2030/31, nr. 45, item 3.

Pagina 2 van 2

De minister van Infrastructuur en Waterstaat,



A.B. van der Zandbank
"""

PARAGRAPHS = [
    ("heading", "Inleiding"),
    (
        "paragraph",
        (
            "Vorige week is de dijk bij Nieuwendorp geïnspecteerd. Uit die inspectie komt een beeld naar "
            "voren dat ik in deze brief schets. De bevindingen zijn gedeeld met het waterschap en met de "
            "veiligheidsregio."
        ),
    ),
    ("heading", "Vervolg"),
    (
        "paragraph",
        (
            "Ik zal uw Kamer voor de zomer over de uitkomsten van het vervolgonderzoek en de kosten daarvan "
            "informeren. Daarbij betrek ik de vragen van het lid Molendijk."
        ),
    ),
    ("signature", "De minister van Infrastructuur en Waterstaat,"),
    ("signature", "A.B. van der Zandbank"),
    ("footnote", "Kamerstuk 39 876, nr. 12."),
    ("footnote", "Handelingen II 2030/31, nr. 45, item 3."),
]
