"""The Tweede Kamer's feed through the whole house: crawled from the stand-in, stored, read, and crawled again."""

from __future__ import annotations

import datetime as dt
import re
import socket
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest

import db
from demo import kamer
from demo.faults import Fault
from demo.kamer_rows import guid, moment
from demo.papers import bundled, folder
from demo.standin import StandIn, serve
from demo.syncfeed import Ref, Row
from kamerwacht.config import Store
from kamerwacht.update import update
from spiders import CrawlConfig
from spiders.tweede_kamer_kinds import expectations

if TYPE_CHECKING:
    from pathlib import Path
    from urllib.parse import SplitResult

    from demo.answers import Answer
    from demo.papers import Paper
    from demo.syncfeed import SyncFeed
    from kamerwacht.collect import Outcome

TODAY = dt.date(2026, 11, 23)
CATEGORIES = len(expectations().kinds)


def paper(identifier: str) -> Paper:
    return next(one for one in bundled().papers if one.identifier == identifier)


LETTER = replace(
    paper("kst-99905-5"),
    identifier="kst-99905-77",
    number="77",
    reference="FICT-9907701",
    title="Nieuws over het steunpunt",
    date=dt.date(2026, 11, 20),
    available=dt.date(2026, 11, 24),
)
"""A letter that only the Kamer has, as yet without a number."""


def _kept_port() -> socket.socket:
    """A port that stays ours between two runs: where a feed goes on holds the address that was asked."""
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", 0))
    return held


@dataclass
class House:
    """A database, and the sources it is filled from."""

    root: Path
    feed: SyncFeed = field(default_factory=kamer.feed)
    faults: tuple[Fault, ...] = ()
    asked: list[str] = field(default_factory=list)
    port: socket.socket = field(default_factory=_kept_port)

    def run(
        self, *sources: str, today: dt.date = TODAY, faults: tuple[Fault, ...] = (), **settings: object
    ) -> list[Outcome]:
        """One ``update``; the requests it made are in ``asked``."""
        place = Store(self.root / "kamerwacht.db")
        with serve(sites=(self.feed,), faults=faults, port=self.port.getsockname()[1]) as server:
            names = sources or ("tweede_kamer",)
            outcomes = update(
                place, [self.settings(server, name, place, today, **settings) for name in names]
            )
            self.asked = list(server.requests)
        return outcomes

    def settings(
        self, server: StandIn, name: str, place: Store, today: dt.date, **more: object
    ) -> CrawlConfig:
        values: dict[str, Any] = {
            "contact": "beheer@kamerwacht.example", "delay": 0.0, "timeout": 20.0, "retries": 2, "retry_wait": 0.0,
            "topics": folder() / "onderwerpen.toml", "public_url": f"https://{name}.example", **more,
        }  # fmt: skip
        return CrawlConfig(source=name, spool=place.spool(name), today=today, base_url=server.url, **values)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        database = db.connect(self.root / "kamerwacht.db", readonly=True)
        try:
            return database.execute(query, values).fetchall()
        finally:
            database.close()

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that was stored, less what says when a run was."""
        tables = [
            *(kind.table for kind in expectations().kinds), "kamerdocument_zaken", "activiteit_zaken", "agendapunt_zaken",
            "register_brieven", "register_ontvangers", "register_ketens", "register_wijzigingen", "documenten",
            "herkomsten", "toezeggingen", "termijnen", "gebeurtenissen",
        ]  # fmt: skip
        return {table: self.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables}  # noqa: S608

    def files(self) -> list[str]:
        return [target.rpartition("/")[2] for target in self.asked if "/Resources/" in target]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[House, Outcome, int]:
    """A first crawl in pages of seven, with a letter that no other source has."""
    made = kamer.feed(page_size=7)
    kamer.add_paper(made, bundled(), LETTER)
    house = House(tmp_path_factory.mktemp("kamer"), made)
    (outcome,) = house.run()
    return house, outcome, sum("/Feed?" in target for target in house.asked)


def test_all_rows_arrive_and_only_followed_files(filled: tuple[House, Outcome, int]) -> None:
    house, outcome, _ = filled
    assert outcome.failures == []
    assert (outcome.report.notes, outcome.report.expectations_missed) == ([], [])
    for kind in expectations().kinds:
        query = f"SELECT count(*) FROM {kind.table} WHERE bijgewerkt IS NOT NULL"  # noqa: S608
        assert house.rows(query) == [(len(house.feed.order[kind.category]),)], kind.category
    followed = {row[0] for row in house.rows("SELECT identificatie FROM kamerdocumenten WHERE redenen <> ''")}
    stored = {
        row[0] for row in house.rows("SELECT identificatie FROM herkomsten WHERE bron = 'tweede_kamer'")
    }
    assert stored == followed
    assert guid("Document", "kst-99905-3") not in followed, "a motion promises nothing"
    assert guid("Document", "blg-9990001") not in followed


def test_why_a_paper_was_picked_is_kept(filled: tuple[House, Outcome, int]) -> None:
    house, *_ = filled
    reasons = dict(house.rows("SELECT identificatie, redenen FROM herkomsten"))
    assert reasons[guid("Document", "kst-99905-1")].split("\n") == [
        "dossier 99905",
        "zoekterm ongewenste buitenlandse inmenging",
    ]
    assert (
        guid("Document", "kst-99984-4") not in reasons or "IenW" in reasons[guid("Document", "kst-99984-4")]
    )


def test_papers_know_their_committee_meeting_and_register(filled: tuple[House, Outcome, int]) -> None:
    house, *_ = filled
    assert house.rows(
        "SELECT c.naam FROM documenten d JOIN commissies c ON c.id = d.commissie_id WHERE d.sleutel = 'kst-99918-4'"
    ) == [("Vaste commissie voor Onderwijs, Cultuur en Wetenschap",)]
    assert house.rows(
        "SELECT a.nummer, a.datum, a.aanvang, a.status FROM documenten d JOIN kamerdocumenten k ON k.document_id = d.id"
        " JOIN kamerdocument_zaken l ON l.kamerdocument_id = k.id JOIN activiteit_zaken m ON m.zaak_id = l.zaak_id"
        " JOIN activiteiten a ON a.id = m.activiteit_id WHERE d.sleutel = 'kst-99905-9'"
    ) == [("2026A99017", "2026-12-03", "2026-12-03T09:00:00Z", "Gepland")]
    assert house.rows("SELECT nummer, toestand, termijn FROM register ORDER BY nummer") == [
        ("TZ202411-904", "vervallen", None),
        ("TZ202504-901", "afgedaan", None),
        ("TZ202504-902", "openstaand", None),
        ("TZ202504-903", "deels afgedaan", None),
        ("TZ202512-905", "onbekend", None),
    ]
    assert house.rows(
        "SELECT k.kst FROM register r JOIN register_brieven b ON b.register_id = r.id"
        " JOIN kamerdocumenten k ON k.nummer = b.nummer WHERE r.nummer = 'TZ202504-903' ORDER BY 1"
    ) == [("kst-99821-7",), ("kst-99905-8",)]
    assert house.rows(
        "SELECT naam, persoon_id IS NULL FROM register_ontvangers ORDER BY register_id, volgnummer"
    )[0] == (
        "Arend Nergens",
        0,
    )


def test_no_name_is_kept_of_who_is_no_office_holder(filled: tuple[House, Outcome, int]) -> None:
    house, *_ = filled
    assert sorted(name for (name,) in house.rows("SELECT naam FROM personen") if name) == [
        "Arend Nergens",
        "Bea van Nooit",
    ]
    assert house.rows("SELECT DISTINCT naam FROM activiteit_actoren") == [(None,)]


def test_every_page_is_kept_raw_with_its_address(filled: tuple[House, Outcome, int]) -> None:
    house, _, asked = filled
    pages = house.rows("SELECT sha256, url, mediatype, grootte FROM bestanden WHERE url LIKE '%/Feed?%'")
    assert len(pages) == asked == sum(-(-len(rows) // 7) for rows in house.feed.order.values()), (
        "a page that says it is the last is believed"
    )
    for sha256, url, media_type, size in pages:
        assert url.startswith("https://tweede_kamer.example/SyncFeed/2.0/Feed?")
        assert media_type == "application/atom+xml"
        raw = db.RawStore(house.root / "ruw")
        assert len(raw.get(sha256)) == size
        assert raw.packed(sha256).stat().st_size < size / 2, "a feed of years is a hundred thousand of these"


def test_a_second_run_makes_one_request_a_category_and_changes_nothing(
    filled: tuple[House, Outcome, int],
) -> None:
    house, _, first = filled
    before = house.content()
    (outcome,) = house.run()
    assert (outcome.report.new, outcome.report.changed, outcome.failures) == (0, 0, [])
    assert len(house.asked) == CATEGORIES + 1 < first, "robots.txt and one page each"
    assert outcome.report.read_until == TODAY
    assert house.content() == before


def test_a_place_that_the_feed_no_longer_knows_is_read_again_from_the_beginning(house: House) -> None:
    house.run()
    before = house.content()
    ((place,),) = house.rows("SELECT plek FROM leesplaatsen WHERE onderdeel = 'Zaak'")
    (outcome,) = house.run(faults=(Fault(f"skiptoken={place}&category=Zaak", "status", times=1, status=410),))
    assert (outcome.failures, outcome.report.read_until) == ([], TODAY)
    assert [line for line in outcome.report.notes if line.startswith("Zaak: de feed kent skiptoken")]
    assert outcome.report.unchanged == len(house.feed.order["Zaak"])
    assert house.content() == before


def test_a_feed_that_counts_anew_is_not_taken_for_a_silent_one(house: House) -> None:
    house.run()
    answer = house.feed.answer

    def pointing_back(target: SplitResult, base: str) -> Answer | None:
        found = answer(target, base)
        if found is not None and "category=Zaak" in target.query:
            found.body = re.sub(
                rb'rel="resume" href="[^"]*"', b'rel="resume" href="x?skiptoken=7"', found.body
            )
        return found

    house.feed.answer = pointing_back  # type: ignore[method-assign]
    (outcome,) = house.run()
    assert [line for line in outcome.report.expectations_missed if line.startswith("Zaak: de feed wijst van")]
    assert outcome.report.read_until is None


def test_a_page_that_fails_holds_up_only_its_category_and_the_next_run_goes_on_there(house: House) -> None:
    house.feed = kamer.feed(page_size=10)
    third = house.feed.order["Zaak"][19][0]
    (outcome,) = house.run(faults=(Fault(f"skiptoken={third}&category=Zaak", "status", status=500),))
    assert [message for _, message in outcome.failures] == ["de server heeft een storing (500)"]
    assert outcome.report.read_until is None
    assert house.rows("SELECT count(*) FROM zaken WHERE bijgewerkt IS NOT NULL") == [(20,)]
    assert house.rows("SELECT count(*) FROM register") == [(5,)]
    (outcome,) = house.run()
    assert outcome.failures == []
    asked = [target for target in house.asked if target.endswith("category=Zaak")]
    assert len(asked) == 1
    assert f"skiptoken={third}" in asked[0]
    assert house.rows("SELECT count(*) FROM zaken WHERE bijgewerkt IS NOT NULL") == [(30,)]


@pytest.mark.parametrize("kind", ["truncated", "wrong_length", "reset", "status"])
def test_a_fault_that_passes_is_got_over(house: House, kind: str) -> None:
    fault = Fault("category=Toezegging", kind, times=1, status=429, retry_after="0")
    (outcome,) = house.run(faults=(fault,))
    assert outcome.failures == []
    assert house.rows("SELECT count(*) FROM register") == [(5,)]


def test_one_bad_entry_is_written_down_and_the_rest_is_stored(house: House) -> None:
    bad = Row(
        category="Toezegging",
        identifier=guid("Toezegging", "kapot"),
        updated=moment(TODAY),
        fields=(("nummer", "TZ202611-999"), ("tekst", "Iets."), ("aanmaakdatum", "ooit")),
    )
    house.feed.put(bad)
    house.feed.put(house.feed.row(guid("Toezegging", "TZ202504-902")))
    (outcome,) = house.run()
    assert len(outcome.failures) == 1
    assert not outcome.good
    assert house.rows("SELECT count(*) FROM register") == [(5,)]
    ((url, message),) = house.rows("SELECT url, melding FROM mislukkingen")
    assert url.endswith(f"#{bad.identifier}")
    assert "aanmaakdatum" in message
    assert house.rows("SELECT gelezen_tot FROM bronnen WHERE bron = 'tweede_kamer'") == [(None,)], (
        "it waits for it"
    )
    # Mended at the source without coming by in the feed again: it is asked for by name.
    place, _ = house.feed.rows[bad.identifier]
    house.feed.rows[bad.identifier] = (place, bad.changed(bad.updated, aanmaakdatum="2026-11-20T00:00:00"))
    (outcome,) = house.run()
    assert outcome.failures == []
    assert len(house.asked) == CATEGORIES + 2
    assert house.rows("SELECT count(*) FROM register") == [(6,)]
    assert house.rows("SELECT gelezen_tot FROM bronnen WHERE bron = 'tweede_kamer'") == [("2026-11-23",)]
    house.run()
    assert len(house.asked) == CATEGORIES + 1


def test_another_layout_is_named_and_nothing_of_it_is_stored(house: House) -> None:
    (outcome,) = house.run(faults=(Fault("category=Document", "layout"),))
    messages = [message for _, message in outcome.failures]
    assert len([message for message in messages if "opmaak is veranderd" in message]) == 1
    assert house.rows("SELECT count(*) FROM kamerdocumenten WHERE bijgewerkt IS NOT NULL") == [(0,)]
    assert house.rows("SELECT count(*) FROM documenten") == [(0,)]
    assert "Document" not in dict(house.rows("SELECT onderdeel, plek FROM leesplaatsen"))


def test_files_that_fail_are_told_and_tried_twice_a_day(house: House) -> None:
    names = {
        name: guid("Document", name) for name in ("kst-99905-1", "kst-99905-2", "kst-99905-4", "kst-99905-6")
    }
    faults = (
        Fault(names["kst-99905-1"], "wrong_length"),
        Fault(names["kst-99905-2"], "status", status=404),
        Fault(names["kst-99905-4"], "slow", seconds=3.0),
        Fault(names["kst-99905-6"], "truncated"),
    )
    for _ in range(2):
        (outcome,) = house.run(faults=faults, timeout=1.5)
        assert not outcome.good
        assert outcome.report.read_until is not None, "all was listed"
    tried = dict.fromkeys(names, 0)
    for _ in range(2):
        house.run(faults=faults, timeout=1.5)
        for name, identifier in names.items():
            tried[name] += house.files().count(identifier)
    assert set(tried.values()) == {0}, "twice today already"
    waiting = dict(house.rows("SELECT identificatie, melding FROM hiaten WHERE opgelost_op IS NULL"))
    assert set(waiting) == set(names.values())
    assert house.rows("SELECT gelezen_tot FROM bronnen WHERE bron = 'tweede_kamer'") == [(None,)]
    (outcome,) = house.run(today=TODAY + dt.timedelta(days=1))
    assert outcome.failures == []
    assert sorted(house.files()) == sorted(names.values())
    assert house.rows("SELECT count(*) FROM hiaten WHERE opgelost_op IS NULL") == [(0,)]
    assert house.rows("SELECT gelezen_tot FROM bronnen WHERE bron = 'tweede_kamer'") == [("2026-11-24",)]


def test_a_size_that_differs_from_what_was_announced_is_a_failure(house: House) -> None:
    identifier = guid("Document", "kst-99905-1")
    body = house.feed.files[identifier]
    house.feed.put(replace(house.feed.row(identifier), size=len(body) - 1), body)
    (outcome,) = house.run()
    assert [message for _, message in outcome.failures] == [
        f"het bestand is {len(body)} bytes; aangekondigd zijn er {len(body) - 1}"
    ]
    assert house.rows("SELECT count(*) FROM documenten WHERE sleutel = 'kst-99905-1'") == [(0,)]


def unnumbered(house: House) -> None:
    """The letter as it comes first: a Word file without a number."""
    row, body = kamer.document(bundled(), LETTER, numbered=False)
    house.feed.put(row, body)
    house.feed.put(kamer.version(LETTER, 1, row.updated, official=False))


def numbered(house: House) -> None:
    """The same letter when it is printed."""
    changed = replace(LETTER, blocks=LETTER.blocks[:1] + LETTER.blocks[1:], opening="Geachte voorzitter,")
    row, body = kamer.document(bundled(), changed)
    house.feed.put(row, body + b"")
    house.feed.put(kamer.version(LETTER, 3, row.updated))


def test_a_letter_that_gets_its_number_later_is_one_paper_and_keeps_its_promises(house: House) -> None:
    unnumbered(house)
    house.run()
    query = "SELECT d.id, d.sleutel, z.sleutel FROM documenten d JOIN toezeggingen z ON z.document_id = d.id WHERE d.kenmerk = ?"
    ((first, key, promise),) = house.rows(query, LETTER.reference)
    assert key == "brief-jenv-fict-9907701"
    numbered(house)
    (outcome,) = house.run()
    assert outcome.failures == []
    assert house.rows(query, LETTER.reference) == [(first, "kst-99905-77", promise)]
    identifier = guid("Document", LETTER.identifier)
    assert house.files() == [identifier]
    assert house.rows("SELECT document_id FROM herkomsten WHERE identificatie = ?", identifier) == [(first,)]
    assert house.rows(
        "SELECT v.versienummer FROM kamerdocument_versies v JOIN kamerdocumenten k ON k.id = v.kamerdocument_id"
        " WHERE k.identificatie = ? ORDER BY 1",
        identifier,
    ) == [(1,), (3,)]
    assert house.rows("SELECT document_id, kst FROM kamerdocumenten WHERE identificatie = ?", identifier) == [
        (first, "kst-99905-77")
    ]


def test_one_paper_of_two_sources_is_one_row_with_two_origins_and_is_fetched_once(house: House) -> None:
    outcomes = house.run("officiele_bekendmakingen", "tweede_kamer")
    assert [outcome.failures for outcome in outcomes] == [[], []]
    both = house.rows(
        "SELECT d.sleutel FROM documenten d JOIN herkomsten h ON h.document_id = d.id GROUP BY d.id"
        " HAVING count(DISTINCT h.bron) = 2"
    )
    assert len(both) > 20
    assert set(house.files()) == set(), "the official publication is there"
    assert house.rows("SELECT count(*) FROM commissies WHERE identificatie IS NULL") == [(0,)]
    assert house.rows("SELECT count(*) FROM commissies") == [(7,)]


def test_the_official_text_replaces_that_of_the_kamer_and_the_promises_stay(house: House) -> None:
    house.run("tweede_kamer")
    query = (
        "SELECT d.sleutel, z.sleutel, z.citaat FROM toezeggingen z JOIN documenten d ON d.id = z.document_id"
        " WHERE d.sleutel = 'kst-99905-1' AND z.vervallen_op IS NULL ORDER BY 2"
    )
    before = house.rows(query)
    assert len(before) == 2
    house.run("officiele_bekendmakingen")
    assert house.rows(query) == before
    assert house.rows(
        "SELECT b.mediatype FROM documenten d JOIN bestanden b ON b.id = d.bestand_id WHERE d.sleutel = 'kst-99905-1'"
    ) == [("application/xml",)]
    house.run("tweede_kamer")
    assert house.rows(query) == before


def test_what_the_kamer_removed_is_withdrawn_and_comes_back(house: House) -> None:
    kamer.add_paper(house.feed, bundled(), LETTER)
    identifier = guid("Document", LETTER.identifier)
    whole, body = house.feed.row(identifier), house.feed.files[identifier]
    house.run()
    house.feed.remove(identifier, moment(TODAY + dt.timedelta(days=1)))
    (outcome,) = house.run()
    assert outcome.report.withdrawn == 1
    assert house.rows("SELECT ingetrokken FROM documenten WHERE sleutel = 'kst-99905-77'") == [(1,)]
    assert house.rows(
        "SELECT verwijderd, onderwerp FROM kamerdocumenten WHERE identificatie = ?", identifier
    ) == [(1, LETTER.marked_title)]
    house.feed.put(replace(whole, updated=moment(TODAY + dt.timedelta(days=2))), body)
    house.run()
    assert house.rows("SELECT ingetrokken FROM documenten WHERE sleutel = 'kst-99905-77'") == [(0,)]


def test_letters_of_a_ministry_with_an_open_promise_are_followed(house: House) -> None:
    other = replace(
        LETTER, identifier="kst-99984-88", number="88", dossiers=("99984",), title="De vangst van muskusratten",
        reference="FICT-9998801",
    )  # fmt: skip
    kamer.add_paper(house.feed, bundled(), other)
    topics = house.root / "onderwerpen.toml"
    text = (folder() / "onderwerpen.toml").read_text(encoding="utf-8")
    topics.write_text(
        text.replace("ministeries_met_open_toezegging = false", "ministeries_met_open_toezegging = true"),
        encoding="utf-8",
    )
    house.run(topics=topics)
    assert house.rows(
        "SELECT h.redenen FROM herkomsten h WHERE h.identificatie = ?", guid("Document", other.identifier)
    ) == [("volgt toezegging van JenV",)]


def test_what_the_register_changes_is_written_down(house: House) -> None:
    house.run()
    identifier = guid("Toezegging", "TZ202504-902")
    changed = house.feed.row(identifier).changed(
        moment(TODAY), status="Afgedaan", datumNakoming="2026-11-20T00:00:00", kamerbriefNakoming="2026D99001"
    )
    house.feed.put(
        replace(changed, fields=(*changed.fields, ("isWijzigingVan", Ref(guid("Toezegging", "x")))))
    )
    (outcome,) = house.run()
    assert (outcome.report.changed, outcome.report.new) == (1, 0)
    assert house.rows("SELECT veld, oud, nieuw FROM register_wijzigingen ORDER BY veld") == [
        ("brieven", None, "2026D99001"),
        ("datum_nakoming", None, "2026-11-20T00:00:00"),
        ("ketens", None, f"wijziging {guid('Toezegging', 'x')}"),
        ("status", "Openstaand", "Afgedaan"),
    ]


def test_names_that_are_not_known_are_noted_once(house: House) -> None:
    for place in range(3):
        row = house.feed.row(guid("Toezegging", "TZ202504-902"))
        house.feed.put(
            replace(
                row,
                identifier=guid("Toezegging", str(place)),
                fields=(
                    *[f for f in row.fields if f[0] not in ("status", "nummer")],
                    ("nummer", f"TZ2026-{place}"),
                    ("status", "Geparkeerd"),
                    ("geur", "zoet"),
                ),
            )
        )
    (outcome,) = house.run()
    notes = "\n".join(outcome.report.notes)
    assert "onbekende status 'Geparkeerd' bij Toezegging (3×)" in notes
    assert "onbekend element <geur> bij Toezegging (3×)" in notes
    assert house.rows(
        "SELECT count(*) FROM register WHERE status = 'Geparkeerd' AND toestand = 'onbekend'"
    ) == [(3,)]
