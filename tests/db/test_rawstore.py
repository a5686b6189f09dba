"""The raw bytes: whole or absent, once, and never wrong."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

import db
from tests.db.desk import LATER, NOW, Desk

DATA = b"%PDF-1.7 een verzonnen brief"
SHA = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> db.RawStore:
    return db.RawStore(tmp_path / "ruw")


def test_what_is_put_can_be_got(store: db.RawStore) -> None:
    assert store.put(DATA) == SHA
    assert store.get(SHA) == DATA
    assert [path.relative_to(store.folder) for path in store.folder.rglob("*") if path.is_file()] == [
        Path(SHA[:2]) / SHA[2:]
    ]


def test_putting_twice_leaves_the_file_alone(store: db.RawStore) -> None:
    store.put(DATA)
    before = store.path(SHA).stat()
    store.put(DATA)
    after = store.path(SHA).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_damaged_file_is_reported_and_can_be_put_again(store: db.RawStore) -> None:
    store.put(DATA)
    store.path(SHA).write_bytes(DATA[:-1] + b"!")
    with pytest.raises(db.DatabaseError, match=r"is beschadigd; .* opnieuw op\."):
        store.get(SHA)
    store.put(DATA)
    assert store.get(SHA) == DATA


LARGE = b"<entry>een verzonnen rij</entry>\n" * 2_000
LARGE_SHA = hashlib.sha256(LARGE).hexdigest()


def test_what_is_packed_is_small_and_known_by_the_bytes_themselves(store: db.RawStore) -> None:
    assert store.put(LARGE, packed=True) == LARGE_SHA
    assert store.get(LARGE_SHA) == LARGE
    assert store.size(LARGE_SHA) == len(LARGE)
    assert not store.path(LARGE_SHA).exists()
    assert store.packed(LARGE_SHA).stat().st_size < len(LARGE) // 20
    before = store.packed(LARGE_SHA).stat().st_ino
    store.put(LARGE)
    store.put(LARGE, packed=True)
    assert [path.stat().st_ino for path in store.folder.rglob("*") if path.is_file()] == [before]


@pytest.mark.parametrize("damage", ["cut", "empty", "other", "plain"])
def test_a_damaged_packed_file_is_reported_and_can_be_put_again(store: db.RawStore, damage: str) -> None:
    store.put(LARGE, packed=True)
    place = store.packed(LARGE_SHA)
    body = {
        "cut": place.read_bytes()[:-9],
        "empty": b"",
        "other": gzip.compress(b"iets anders"),
        "plain": LARGE,
    }
    place.write_bytes(body[damage])
    with pytest.raises(db.DatabaseError, match=r"is beschadigd; .* opnieuw op\."):
        store.get(LARGE_SHA)
    store.put(LARGE, packed=True)
    assert store.get(LARGE_SHA) == LARGE


def test_a_damaged_file_that_lies_unpacked_is_mended_in_its_place(store: db.RawStore) -> None:
    store.put(LARGE)
    store.path(LARGE_SHA).write_bytes(b"anders")
    store.put(LARGE, packed=True)
    assert store.get(LARGE_SHA) == LARGE


def test_a_bomb_in_the_store_is_not_unpacked(store: db.RawStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.put(LARGE, packed=True)
    monkeypatch.setattr("db.rawstore._MOST", len(LARGE) - 1)
    with pytest.raises(db.DatabaseError, match="beschadigd"):
        store.get(LARGE_SHA)


def test_a_missing_file_is_reported(store: db.RawStore) -> None:
    with pytest.raises(db.DatabaseError, match="niet te lezen"):
        store.get(SHA)


@pytest.mark.parametrize("name", ["", "ab", "../../etc/passwd", SHA.upper(), SHA + "0"])
def test_only_a_sha256_names_a_file(store: db.RawStore, name: str) -> None:
    with pytest.raises(ValueError, match="not a sha256"):
        store.get(name)


def test_a_write_that_fails_leaves_nothing_behind(
    store: db.RawStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(db.DatabaseError, match="de schijf is vol"):
        store.put(DATA)
    assert [path for path in store.folder.rglob("*") if path.is_file()] == []


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "ruw").write_text("geen map")
    with pytest.raises(db.DatabaseError, match=r"kan niet in .* worden bewaard"):
        db.RawStore(tmp_path / "ruw").put(DATA)


def test_the_first_finding_place_is_kept(desk: Desk) -> None:
    run = db.start_run(desk.database, "bron", NOW)

    def record(url: str, at: str) -> int:
        return db.record_file(
            desk.database,
            SHA,
            url=url,
            media_type="application/pdf",
            size=len(DATA),
            fetched_at=at,
            headers={"ETag": '"x"', "Content-Type": "application/pdf"},
            run_id=run,
        )

    first = record("https://proef.example/1", NOW)
    assert record("https://proef.example/2", LATER) == first
    row = next(desk.database.query("SELECT * FROM bestanden"))
    assert json.loads(row.pop("antwoordkoppen")) == {"ETag": '"x"', "Content-Type": "application/pdf"}
    assert row == {
        "id": first,
        "sha256": SHA,
        "url": "https://proef.example/1",
        "mediatype": "application/pdf",
        "grootte": len(DATA),
        "opgehaald_op": NOW,
        "verversing_id": run,
    }
