"""The Tweede Kamer's own rows for the bundled archive: its papers, with their cases, meetings, register."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from demo import render_docx
from demo.answers import TYPES
from demo.kamer_agenda import activities, register
from demo.kamer_rows import KINDS, guid, make_row, moment, number
from demo.papers import bundled, chamber_letters, folder
from demo.syncfeed import Ref, Row, SyncFeed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from demo.papers import Archive, Paper


SOURCE = "tweede_kamer"


def feed(archive: Archive | None = None, *, page_size: int = 250) -> SyncFeed:
    """The feed of the bundled archive, files and all."""
    archive = archive or bundled()
    table = tomllib.loads((folder() / "kamer.toml").read_text(encoding="utf-8"))
    made = SyncFeed(page_size=page_size)
    day = moment(min(paper.date for paper in archive.papers))
    for row in (*_committees(archive, day), *_people(table, day), *_dossiers(archive, day)):
        made.put(row)
    for paper in archive.papers:
        add_paper(made, archive, paper)
    for row in (*activities(table, archive), *register(table, archive)):
        made.put(row)
    return made


def demo_feed() -> SyncFeed:
    """The feed of the demo: that of the archive, and letters that have no number yet."""
    made = feed()
    for letter in chamber_letters():
        add_paper(made, bundled(), letter, numbered=False)
    return made


def _committees(archive: Archive, day: dt.datetime) -> Iterator[Row]:
    for name in sorted({paper.committee for paper in archive.papers}):
        plain = name.removeprefix("vaste commissie voor ")
        short = "".join(word[0] for word in plain.replace(",", "").split() if word[0].isupper())
        yield make_row(
            "Commissie",
            name,
            day,
            nummer="99",
            soort="Vaste commissie",
            afkorting=short,
            naamNl=name[0].upper() + name[1:],
            naamEn=None,
            naamWebNl=plain,
            datumActief="2010-01-01",
            datumInactief=None,
        )


def _people(table: dict[str, Any], day: dt.datetime) -> Iterator[Row]:
    for party in table["fractie"]:
        yield make_row(
            "Fractie",
            party["naam"],
            day,
            nummer="99",
            afkorting=party["afkorting"],
            naamNl=party["naam"],
            naamEn=None,
            aantalZetels="10",
        )
    for person in table["persoon"]:
        yield make_row(
            "Persoon",
            person["achternaam"],
            day,
            nummer="99",
            titels=None,
            roepnaam=person["roepnaam"],
            tussenvoegsel=person.get("tussenvoegsel"),
            achternaam=person["achternaam"],
            geboortedatum="1970-01-01",
            functie=person.get("functie"),
            fractielabel=person.get("fractielabel"),
        )


def _dossiers(archive: Archive, day: dt.datetime) -> Iterator[Row]:
    for name in archive.dossiers:
        plain, _, addition = name.partition("-")
        yield make_row(
            "Kamerstukdossier",
            name,
            day,
            titel=archive.dossier_title(name),
            citeertitel=None,
            alias=None,
            nummer=plain,
            toevoeging=addition or None,
            hoogsteVolgnummer="99",
            afgesloten="false",
            kamer="Tweede Kamer",
        )


def _function(title: str) -> str:
    plain = title.removeprefix("De ")
    return plain[0].lower() + plain[1:]


def add_paper(made: SyncFeed, archive: Archive, paper: Paper, *, numbered: bool = True) -> None:
    """Add a paper with its case, committee, signatories, version and file.

    As it is once it is printed, or (``numbered`` False) as it came.
    """
    name, at = paper.identifier, moment(paper.available)
    case = make_row(
        "Zaak",
        name,
        at,
        kamerstukdossier=Ref(guid("Kamerstukdossier", paper.dossiers[0])),
        nummer=number(paper, "Z"),
        soort=KINDS[paper.kind],
        onderwerp=paper.title,
        gestartOp=f"{paper.date}T00:00:00",
        organisatie="Tweede Kamer",
        titel=archive.dossier_title(paper.dossiers[0]),
        termijn=None,
        vergaderjaar=paper.session,
        volgnummer="1",
        status="Vrijgegeven",
        afgedaan="false",
    )
    made.put(case)
    made.put(
        make_row(
            "ZaakActor",
            f"{name} voortouw",
            at,
            zaak=Ref(case.identifier),
            commissie=Ref(guid("Commissie", paper.committee)),
            actorNaam=paper.committee[0].upper() + paper.committee[1:],
            functie=None,
            relatie="Voortouwcommissie",
        )
    )
    row, body = document(archive, paper, numbered=numbered)
    made.put(row, body)
    made.put(version(paper, _place(paper, numbered=numbered), at, official=numbered))
    for place, sender in enumerate(paper.senders):
        made.put(
            make_row(
                "DocumentActor",
                f"{name} {place}",
                at,
                document=Ref(row.identifier),
                persoon=Ref(),
                actorNaam=f"{sender.initials} {sender.surname}",
                actorFractie=None,
                functie=_function(sender.title),
                relatie="Mede ondertekenaar" if place else "Eerste ondertekenaar",
                sidActor=None,
            )
        )


def document(
    archive: Archive, paper: Paper, *, numbered: bool = True, form: str = "docx"
) -> tuple[Row, bytes]:
    """The row of a paper and its file; ``numbered`` False: as it comes first, without a number."""
    name, body = paper.identifier, render_docx.render(archive, paper)
    if form != "docx":
        body = (folder() / "archief" / paper.identifier / f"{paper.identifier}.{form}").read_bytes()
    plain = make_row(
        "Document",
        paper.identifier,
        moment(paper.available if numbered else paper.date),
        huidigeDocumentVersie=Ref(guid("DocumentVersie", f"{name} {_place(paper, numbered=numbered)}")),
        zaak=Ref(guid("Zaak", paper.identifier)),
        zaak_=Ref(),
        kamerstukdossier=Ref(guid("Kamerstukdossier", paper.dossiers[0])),
        soort=KINDS[paper.kind],
        documentNummer=number(paper),
        titel=archive.dossier_title(paper.dossiers[0]),
        onderwerp=paper.marked_title,
        datum=f"{paper.date}T00:00:00",
        volgnummer=paper.number if numbered and paper.identifier.startswith("kst") else "-1",
        vergaderjaar=paper.session,
        kamer="2",
        citeertitel=None,
        alias=None,
        datumRegistratie=f"{paper.date}T00:00:00",
        kenmerkAfzender=paper.reference or None,
        organisatie="Tweede Kamer",
    )
    media_type = TYPES[form]
    return Row(
        category="Document",
        identifier=plain.identifier,
        updated=plain.updated,
        fields=plain.fields,
        media_type=media_type,
    ), body


def _place(paper: Paper, *, numbered: bool) -> int:
    """The number of its version: a letter is printed in its third."""
    return 3 if numbered and paper.kind == "brief" else 1


def version(paper: Paper, place: int, at: dt.datetime, *, official: bool = True) -> Row:
    """A version of a paper."""
    return make_row(
        "DocumentVersie",
        f"{paper.identifier} {place}",
        at,
        document=Ref(guid("Document", paper.identifier)),
        status="Vrijgegeven",
        versienummer=str(place),
        bestandsgrootte="1",
        extensie=".docx",
        datum=f"{at:%Y-%m-%dT%H:%M:%S}",
        externeidentifier=paper.identifier.lower() if official else None,
    )
