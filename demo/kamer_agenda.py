"""The invented meetings and register of the Tweede Kamer: demo/kamer.toml."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from demo.kamer_rows import KINDS, guid, make_row, moment, number
from demo.syncfeed import Ref, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from demo.papers import Archive, Paper


def activities(table: dict[str, Any], archive: Archive) -> Iterator[Row]:
    """The meetings with their agenda, and the cases on it once more."""
    papers = {paper.identifier: paper for paper in archive.papers}
    for entry in table["activiteit"]:
        name, day = entry["nummer"], entry.get("datum")
        at = moment((day or archive.reference_date) - dt.timedelta(days=40))
        times = {
            element: f"{day}T{entry[key]}:00" if day and key in entry else None
            for element, key in (("aanvangstijd", "aanvang"), ("eindtijd", "eind"))
        }
        yield make_row(
            "Activiteit",
            name,
            at,
            voortouwcommissie=Ref(guid("Commissie", entry["commissie"])),
            soort=entry["soort"],
            nummer=name,
            onderwerp=entry["onderwerp"],
            datumSoort="Dag" if day else "Nog geen datum bekend",
            datum=f"{day}T00:00:00" if day else None,
            **times,
            locatie="Fictiezaal",
            besloten="false",
            status=entry["status"],
            vergaderjaar=None,
            kamer="Tweede Kamer",
            voortouwnaam=entry["commissie"],
        )
        yield make_row(
            "ActiviteitActor",
            f"{name} gast",
            at,
            activiteit=Ref(guid("Activiteit", name)),
            actorNaam="C. Onbekend",
            relatie="Deelnemer",
            functie=None,
            actorFractie=None,
            volgorde="1",
        )
        for place, paper in enumerate(entry["agenda"]):
            point = guid("Agendapunt", f"{name} {paper}")
            yield make_row(
                "Agendapunt",
                f"{name} {paper}",
                at,
                activiteit=Ref(guid("Activiteit", name)),
                nummer=f"{name}-{place}",
                onderwerp=papers[paper].title,
                volgorde=str(place + 1),
                rubriek=None,
            )
            yield _case_again(archive, papers[paper], name, point, at)


def _case_again(archive: Archive, paper: Paper, activity: str, point: str, at: dt.datetime) -> Row:
    """The case of a paper once it stands on an agenda."""
    return make_row(
        "Zaak",
        paper.identifier,
        max(at, moment(paper.available)),
        kamerstukdossier=Ref(guid("Kamerstukdossier", paper.dossiers[0])),
        activiteit=Ref(guid("Activiteit", activity)),
        agendapunt=Ref(point),
        nummer=number(paper, "Z"),
        soort=KINDS[paper.kind],
        onderwerp=paper.title,
        gestartOp=f"{paper.date}T00:00:00",
        titel=archive.dossier_title(paper.dossiers[0]),
        termijn=None,
        vergaderjaar=paper.session,
        status="Vrijgegeven",
        afgedaan="false",
    )


def register(table: dict[str, Any], archive: Archive) -> Iterator[Row]:
    """The entries of the register."""
    papers = {paper.identifier: paper for paper in archive.papers}
    parties = {party["naam"] for party in table["fractie"]}
    for entry in table["toezegging"]:
        lists: list[tuple[str, str | Ref | None]] = [
            ("toegezegdAan", Ref(guid("Fractie" if name in parties else "Persoon", name)))
            for name in entry.get("aan", ())
        ] or [("toegezegdAan", Ref())]
        lists += [("isHerhalingVan", Ref(guid("Toezegging", other))) for other in entry.get("herhaalt", ())]
        lists += [("kamerbriefNakoming", number(papers[name])) for name in entry.get("brieven", ())]
        activity = entry.get("activiteit")
        made = make_row(
            "Toezegging",
            entry["nummer"],
            moment(entry["aangemaakt"] + dt.timedelta(days=1)),
            aanmaakdatum=f"{entry['aangemaakt']}T17:42:13.69+02:00",
            nummer=entry["nummer"],
            activiteit=Ref(guid("Activiteit", activity) if activity else ""),
            activiteitNummer=activity,
            naam=entry["naam"],
            achternaam=entry["naam"].partition(",")[0],
            functie=entry["functie"],
            status=entry["status"],
            datumNakoming=entry.get("nakoming", "0001-01-01T00:00:00"),
            ministerie=entry["ministerie"],
            tekst=entry["tekst"],
            notities=None,
        )
        yield Row(
            category="Toezegging",
            identifier=made.identifier,
            updated=made.updated,
            fields=(*lists, *made.fields),
        )
