"""Keys through another reading: ten rules are changed, everything is read again, and then once more as before."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import db
from tests.db.reread import NOW

if TYPE_CHECKING:
    from sqlite_utils import Database

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^\[\[pattern\]\]\n(?:(?!\[\[).*\n?)*", re.MULTILINE)


def reread(folder: Path, turn: int, rules: Path) -> None:
    """Read all papers in another process, with the rules in ``rules``."""
    command = [sys.executable, "-P", "-m", "tests.db.reread", str(folder / "proef.db"), str(turn)]
    path = os.pathsep.join([str(rules), str(ROOT)])
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": path},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(rules / "commitments")


def change_ten_rules(rules: Path, fired: list[str]) -> list[str]:
    """Of the patterns that fired most: four get another kind, three another name, three go."""
    chosen = fired[:10]
    for file in (rules / "commitments" / "patterns").glob("*.toml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(_BLOCK.sub(lambda block: _changed(block[0], chosen), text), encoding="utf-8")
    return chosen


def _changed(block: str, chosen: list[str]) -> str:
    match = re.search(r'^id = "(.*)"$', block, re.MULTILINE)
    if match is None or match[1] not in chosen:
        return block
    place = chosen.index(match[1])
    if place % 3 == 0:
        kind = "decide" if 'kind = "act"' in block else "act"
        return re.sub(r'^kind = ".*"$', f'kind = "{kind}"', block, count=1, flags=re.MULTILINE)
    if place % 3 == 1:
        return block.replace(f'id = "{match[1]}"', f'id = "{match[1]}-anders"', 1)
    return ""


def promises(database: Database) -> dict[tuple[int, str], list[dict[str, Any]]]:
    found: dict[tuple[int, str], list[dict[str, Any]]] = {}
    for row in database.query("SELECT * FROM toezeggingen WHERE vervallen_op IS NULL ORDER BY begin, id"):
        found.setdefault((row["document_id"], row["citaat"]), []).append(row)
    return found


@pytest.fixture(scope="module")
def turns(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, list[dict[tuple[int, str], list[dict[str, Any]]]]]:
    folder = tmp_path_factory.mktemp("herlezen")
    shutil.copytree(ROOT / "commitments", folder / "eerst" / "commitments")
    shutil.copytree(ROOT / "commitments", folder / "dan" / "commitments")
    reread(folder, 0, folder / "eerst")
    database = db.connect(folder / "proef.db")
    seen = [promises(database)]
    fired = Counter(rule for rows in seen[0].values() for row in rows for rule in row["regels"].split())
    known = {
        match[1]
        for file in (folder / "dan" / "commitments" / "patterns").glob("*.toml")
        for block in _BLOCK.findall(file.read_text(encoding="utf-8"))
        if (match := re.search(r'^id = "(.*)"$', block, re.MULTILINE))
    }
    changed = change_ten_rules(folder / "dan", [rule for rule, _ in fired.most_common() if rule in known])
    assert len(changed) == 10
    for turn, rules in ((1, "dan"), (2, "eerst")):
        reread(folder, turn, folder / rules)
        seen.append(promises(database))
    database.close()
    return folder / "proef.db", seen


def test_the_change_is_a_real_one(turns: tuple[Path, list[Any]]) -> None:
    _, (first, then, _) = turns
    rows = sum(len(group) for group in first.values())
    assert rows >= 750
    assert len(set(first) - set(then)) >= 20
    both = set(first) & set(then)
    assert sum(first[place][0]["soort"] != then[place][0]["soort"] for place in both) >= 100
    assert sum(first[place][0]["regels"] != then[place][0]["regels"] for place in both) >= 100


def test_keys_are_kept_through_other_rules(turns: tuple[Path, list[Any]]) -> None:
    _, (first, then, again) = turns
    both = set(first) & set(then)
    kept = sum(first[place][0]["sleutel"] == then[place][0]["sleutel"] for place in both)
    assert kept >= 0.995 * len(both)
    back = sum(
        [row["sleutel"] for row in first[place]] == [row["sleutel"] for row in again.get(place, [])]
        for place in first
    )
    assert back >= 0.995 * len(first)


def test_every_change_is_visible(turns: tuple[Path, list[Any]]) -> None:
    path, (first, then, again) = turns
    database = db.connect(path, readonly=True)
    logged = {
        (row["toezegging_id"], row["veld"], row["oud"], row["nieuw"], row["op"])
        for row in database.query("SELECT * FROM wijzigingen WHERE toezegging_id IS NOT NULL")
    }
    columns = (
        "soort",
        "verplichting",
        "hardheid",
        "voorwaarde",
        "onderwerp",
        "toezegger",
        "namens",
        "geadresseerde",
    )
    for before, after, moment in ((first, then, NOW[1]), (then, again, NOW[2])):
        rows = {row["id"]: row for group in after.values() for row in group}
        for row in (row for group in before.values() for row in group):
            if row["id"] not in rows:
                assert (row["id"], "vervallen_op", None, moment, moment) in logged
                continue
            for column in columns:
                if row[column] != rows[row["id"]][column]:
                    assert (row["id"], column, row[column], rows[row["id"]][column], moment) in logged


def test_what_was_believed_before_the_change_can_be_recomputed(turns: tuple[Path, list[Any]]) -> None:
    path, (first, _, _) = turns
    database = db.connect(path, readonly=True)
    believed = db.state_on(database, dt.date(2026, 12, 1), believed=NOW[0])
    followed = {row["id"] for group in first.values() for row in group if row["verplichting"] == "kamer"}
    assert {row["toezegging_id"] for row in believed} <= followed
    assert len(believed) >= 0.9 * len(followed)
