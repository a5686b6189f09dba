"""The scheduled job: one at a time, published whole, reported, and told to those who must know."""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import db
from demo import papers
from kamerwacht import cli, collect, job, publication
from kamerwacht import errors as errors_module
from kamerwacht.config import Store
from kamerwacht.demo import build
from kamerwacht.errors import BusyError, KamerwachtError, UnpublishedError
from kamerwacht.lock import only_one
from kamerwacht.reread import reread
from kamerwacht.update import update
from spiders import CrawlReport, Unread
from tests.kamerwacht.command import kamerwacht
from tests.kamerwacht.receivers import mail_server, webhook
from tests.kamerwacht.schemas import assert_valid

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

DAY = papers.bundled().reference_date
BREAK = "UPDATE toezeggingen SET begin = begin + 1, eind = eind + 1 WHERE id = 2"
MEND = "UPDATE toezeggingen SET begin = begin - 1, eind = eind - 1 WHERE id = 2"


def _crawl(place: Store) -> list[collect.Outcome]:
    return build(place, DAY)


def _nothing(place: Store) -> list[collect.Outcome]:
    db.connect(place.database, create=True).close()
    return []


def _run(place: Store, work: job.Work = _nothing, **more: bool) -> int:
    options = {"dry_run": False, "json": False, **more}
    return job.run(argparse.Namespace(db=place.database, **options), work)


def _change(place: Store, sql: str) -> None:
    with closing(sqlite3.connect(place.database)) as connection, connection:
        connection.execute(sql)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Store:
    place = Store(tmp_path_factory.mktemp("taak") / "kw.db")
    assert _run(place, _crawl) == 0
    return place


@pytest.fixture
def place(crawled: Store, tmp_path: Path) -> Store:
    with (
        closing(sqlite3.connect(crawled.database)) as one,
        closing(sqlite3.connect(tmp_path / "kw.db")) as copy,
    ):
        one.backup(copy)
    return Store(tmp_path / "kw.db")


@pytest.fixture
def mails(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[EmailMessage]]:
    with mail_server() as (address, got):
        monkeypatch.setenv("KAMERWACHT_SMTP", address)
        monkeypatch.setenv("KAMERWACHT_MAIL_NAAR", "beheer@voorbeeld.invalid")
        monkeypatch.setenv("KAMERWACHT_MAIL_VAN", "kamerwacht@voorbeeld.invalid")
        yield got


@pytest.fixture
def posts(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    with webhook() as (address, got):
        monkeypatch.setenv("KAMERWACHT_WEBHOOK", address)
        monkeypatch.setenv("KAMERWACHT_WEBHOOK_SLEUTEL", "zeer-geheim")
        yield got


def test_what_was_crawled_is_published_and_kept_as_the_copy_of_today(crawled: Store) -> None:
    assert list(db.compare(crawled.database, crawled.published)) == []
    (copy,) = crawled.backups.glob("*.db")
    assert list(db.compare(crawled.database, copy)) == []
    assert copy.with_name(f"{copy.name}.sha256").exists()


def test_each_run_leaves_a_report_for_machines(crawled: Store) -> None:
    (line,) = crawled.reports.read_text().splitlines()
    report = json.loads(line)
    assert_valid(report, "schema-verslag.json")
    assert report["status"] == 0
    assert set(report["stages"]) == {"ophalen en lezen", "publiceren"}
    assert report["published"]["whole"] is True
    assert report["sources"][0]["report"]["new"] > 20


def test_the_report_of_a_run_with_failures_follows_the_schema_too(
    place: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    lost = Unread("kst-1-1", "https://voorbeeld.invalid/1", "weg", date="2026-01-01", dossiers=("1",))
    crawled = CrawlReport(
        failed=[(lost.url, "weg")], unread=[lost], read_until=DAY, reasons={"kst-1-2": ("x",)}
    )
    outcome = collect.Outcome("rijksoverheid", crawled, unreadable=[("https://voorbeeld.invalid/2", "kapot")])
    assert _run(place, lambda _: [outcome], json=True) == 1
    report = json.loads(capsys.readouterr().out)
    assert_valid(report, "schema-verslag.json")
    assert report["faults"] == [
        "rijksoverheid: https://voorbeeld.invalid/1: weg", "rijksoverheid: https://voorbeeld.invalid/2: kapot"
    ]  # fmt: skip
    _change(place, BREAK)
    with pytest.raises(UnpublishedError):
        _run(place)
    last = json.loads(place.reports.read_text().splitlines()[-1])
    assert_valid(last, "schema-verslag.json")
    assert (last["status"], last["published"]) == (3, None)


def test_every_exit_status_is_documented_and_no_other() -> None:
    text = (Path(__file__).parents[2] / "docs" / "beheer.md").read_text()
    table = text.partition("| uitgangsstatus |")[2].partition("\n\n")[0]
    told = {int(line.split("|")[1]) for line in table.splitlines()[2:]}
    errors = [error.status for error in vars(errors_module).values() if isinstance(error, type)
              and issubclass(error, KamerwachtError)]  # fmt: skip
    assert told == {0, job.EXIT_NOT_ALL, *errors, cli.EXIT_INTERRUPTED}


def test_a_second_job_leaves_at_once_with_its_own_status(place: Store) -> None:
    with only_one(place.database), pytest.raises(BusyError) as told:
        _run(place, _crawl)
    assert told.value.status == 4
    assert not place.reports.exists()


def test_a_change_by_hand_beside_a_job_is_stored_and_says_when_readers_see_it(
    place: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(place)
    with only_one(place.database):
        publication.follow(place.database)
    assert "lezers zien het na de volgende verversing" in capsys.readouterr().err


def test_what_does_not_hold_is_kept_from_readers_and_told_once(
    place: Store, mails: list[EmailMessage]
) -> None:
    _run(place)
    _change(place, BREAK)
    for _ in range(2):
        with pytest.raises(UnpublishedError, match="niet letterlijk") as told:
            _run(place)
        assert told.value.status == 3
    assert [mail["Subject"] for mail in mails] == ["Kamerwacht: er ging iets mis bij het bijwerken"]
    assert "niet letterlijk" in mails[0].get_content()
    _change(place, MEND)
    assert _run(place) == 0
    assert mails[-1]["Subject"] == "Kamerwacht: het bijwerken gaat weer goed"
    assert mails[-1]["To"] == "beheer@voorbeeld.invalid"


def test_each_promise_is_told_once_when_it_becomes_overdue(
    place: Store, mails: list[EmailMessage], posts: list[Any]
) -> None:
    _change(place, "UPDATE instellingen SET waarde = '2026-06-01' WHERE naam = 'peildatum'")
    _run(place)
    with closing(sqlite3.connect(place.published)) as connection:
        before = {key for (key,) in connection.execute("SELECT sleutel FROM te_laat")}
    assert (mails, posts) == ([], []), "what was overdue at first is not news"
    _change(place, "UPDATE instellingen SET waarde = '2026-11-23' WHERE naam = 'peildatum'")
    for _ in range(3):
        _run(place)
    with closing(sqlite3.connect(place.published)) as connection:
        new = {key for (key,) in connection.execute("SELECT sleutel FROM te_laat")} - before
    assert new
    (mail,) = mails
    assert all(key in mail.get_content() for key in new)
    ((headers, body),) = posts
    assert {row["sleutel"] for row in body["details"]} == new
    assert body["kind"] == "verstreken"
    assert headers["Authorization"] == "Bearer zeer-geheim"


def test_what_could_not_be_told_is_told_the_next_time(
    place: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KAMERWACHT_WEBHOOK", "http://127.0.0.1:9/geheim-adres")
    _run(place)
    _change(place, BREAK)
    with pytest.raises(UnpublishedError):
        _run(place)
    said = capsys.readouterr().err
    assert "melding niet verstuurd (webhook" in said
    assert "geheim-adres" not in said
    with webhook() as (address, got):
        monkeypatch.setenv("KAMERWACHT_WEBHOOK", address)
        with pytest.raises(UnpublishedError):
            _run(place)
        assert [body["kind"] for _, body in got] == ["storing"]


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [("MAIL_NAAR", "iemand@voorbeeld.invalid", "KAMERWACHT_SMTP"), ("WEBHOOK", "ftp://x/y", "webadres")],
)
def test_alerts_that_can_not_be_sent_are_told_before_the_work(
    place: Store, monkeypatch: pytest.MonkeyPatch, name: str, value: str, word: str
) -> None:
    monkeypatch.setenv(f"KAMERWACHT_{name}", value)
    with pytest.raises(KamerwachtError, match=word):
        _run(place, lambda _: pytest.fail("it went on"))


def test_a_dry_run_keeps_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(Store(tmp_path / "kw.db"), _crawl, dry_run=True) == 0
    assert "Proef: er is niets bewaard." in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_reads_again_from_the_kept_files_and_leaves_them(crawled: Store, tmp_path: Path) -> None:
    place = Store(tmp_path / "kw.db")
    shutil.copytree(crawled.raw, place.raw)
    shutil.copy(crawled.database, place.database)
    _change(place, "UPDATE documenten SET begrepen_met = 'andere regels'")
    before = {path: path.read_bytes() for path in place.raw.rglob("*") if path.is_file()}
    seen: list[int] = []

    def again(trial: Store) -> list[collect.Outcome]:
        with closing(db.connect(trial.database)) as database:
            done = reread(database, trial)
        seen.append(done.papers)
        assert done.troubles == []
        db.RawStore(trial.raw).put(b"nieuw")
        return []

    assert _run(place, again, dry_run=True) == 0
    assert seen[0] > 20
    assert {path: path.read_bytes() for path in place.raw.rglob("*") if path.is_file()} == before


def test_a_dry_run_knows_the_operators_own_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, seen = Store(tmp_path / "kw.db"), []

    def look(trial: Store) -> list[collect.Outcome]:
        seen.append(sorted(path.name for path in trial.database.parent.iterdir()))
        return update(trial, [])

    own = ["correcties.toml", "kabinetten.toml", "kalender.toml"]
    for name in own:
        (tmp_path / name).write_text("dit is geen TOML", encoding="utf-8")
    with pytest.raises(KamerwachtError, match=r"kalender\.toml"):
        _run(place, look, dry_run=True)
    place.calendar.unlink()
    _run(place, look, dry_run=True)
    assert "kabinetten.toml: " in capsys.readouterr().out, "what is wrong in it is told in a dry run too"
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    monkeypatch.setenv("KAMERWACHT_CORRECTIES", str(elsewhere / "correcties.toml"))
    _run(place, look, dry_run=True)
    assert seen == [own, own[:2], own[1:2]], "a file named by its path is read where it is"


def test_serve_shows_what_is_published(crawled: Store) -> None:
    """``health`` and ``serve`` read the same file; the working one may be half a run."""
    result = kamerwacht("health", "--db", str(crawled.database), "--json")
    assert json.loads(result.stdout)["sources"]
    assert result.returncode == (1 if json.loads(result.stdout)["troubles"] else 0)


def test_yesterdays_copy_is_put_back_and_shown(place: Store) -> None:
    _run(place)
    (copy,) = place.backups.glob("*.db")
    yesterday = copy.with_name("kw-2026-01-01.db")
    copy.rename(yesterday)
    copy.with_name(f"{copy.name}.sha256").rename(yesterday.with_name(f"{yesterday.name}.sha256"))
    yesterday.with_name(f"{yesterday.name}.sha256").write_text("")
    _change(place, "DELETE FROM verwijzingen")
    _run(place)
    assert kamerwacht("restore", "--gisteren", "--db", str(place.database)).returncode == 2
    result = kamerwacht("restore", "--gisteren", "--force", "--db", str(place.database))
    assert result.returncode == 2
    assert "niet wat" in result.stderr
    yesterday.with_name(f"{yesterday.name}.sha256").unlink()
    result = kamerwacht("restore", "--gisteren", "--force", "--db", str(place.database))
    assert result.returncode == 0, result.stderr
    assert list(db.compare(place.published, yesterday)) == []
    assert list(db.compare(place.database, yesterday)) == []
    assert list(place.backups.glob("terzijde-*/kw.db"))


def test_the_night_puts_a_damaged_published_file_right(place: Store) -> None:
    _run(place)
    data = bytearray(place.published.read_bytes())
    for page in range(8, len(data) // 4096, 5):
        data[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    place.published.write_bytes(data)
    night = kamerwacht("backup", "--db", str(place.database))
    assert (night.returncode, len(night.stderr.splitlines())) == (0, 1)
    assert "was beschadigd en is vervangen" in night.stderr
    assert list(db.compare(place.database, place.published)) == []
    assert kamerwacht("backup", "--db", str(place.database)).stderr == ""


def test_a_backup_is_whole_and_does_not_overwrite(place: Store, tmp_path: Path) -> None:
    target = tmp_path / "elders" / "kopie.db"
    assert kamerwacht("backup", "--db", str(place.database), "--to", str(target)).returncode == 0
    assert list(db.compare(place.database, target)) == []
    again = kamerwacht("backup", "--db", str(place.database), "--to", str(target))
    assert (again.returncode, "--force" in again.stderr) == (2, True)
    assert kamerwacht("backup", "--db", str(place.database), "--to", str(target), "--force").returncode == 0
    target.write_bytes(target.read_bytes()[:-4096])
    torn = kamerwacht("restore", str(target), "--db", str(tmp_path / "nieuw.db"))
    assert torn.returncode == 2
    assert len(torn.stderr.splitlines()) == 1
    assert not (tmp_path / "nieuw.db").exists()
