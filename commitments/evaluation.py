"""How well do we read? Counts against an annotated set (docs/meetlat.md explains the yardstick).

Three shapes of set: sentences with their neighbours, whole papers with all their commitments, and
expressions of time. Pure; reads no files.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import extract
from commitments.deadlines import resolve
from commitments.model import Duty
from commitments.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from commitments.model import Commitment, Deadline

    Row = Mapping[str, Any]

NEAR_DAYS = 16
"""A date is right when the strict or the generous end lies within this many days of the annotated one."""
ALIKE = 0.6
"""A quote is the annotated sentence when their words agree this much (F1), or it is a part of it."""


@dataclass(slots=True)
class Tally:
    """Counts of one evaluation. ``misses`` are Dutch lines, in the order of the set."""

    hits: int = 0
    false: int = 0
    missed: int = 0
    terms: int = 0
    terms_found: int = 0
    dates: int = 0
    dates_right: int = 0
    too_early: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right; None when nothing was found."""
        return self.hits / (self.hits + self.false) if self.hits + self.false else None

    @property
    def recall(self) -> float | None:
        """Share of what is there that was found; None when there is nothing."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        found = 2 * self.hits + self.false + self.missed
        return 2 * self.hits / found if found else None

    def term(self, row: Row, deadline: Deadline | None, where: str) -> None:
        """Count the term of a commitment that was found."""
        words = row.get("deadline_text")
        if not words:
            return
        self.terms += 1
        got = deadline.text if deadline else ""
        if got and (words.lower() in got.lower() or got.lower() in words.lower()):
            self.terms_found += 1
        else:
            self.misses.append(f"termijn gemist: {where}: {words!r}, gelezen {got or 'niets'!r}")
        if row.get("latest") or row.get("deadline_kind") in ("vague", "event"):
            self._date(row, deadline, where)

    def _date(self, row: Row, deadline: Deadline | None, where: str) -> None:
        self.dates += 1
        latest = _day(row.get("latest"))
        if _right(deadline, latest):
            self.dates_right += 1
        else:
            self.misses.append(
                f"datum anders: {where}: {row['deadline_text']!r} hoort t/m {latest or 'geen dag'}"
            )
        if latest and deadline and deadline.generous and (latest - deadline.generous).days > 3:
            self.too_early += 1
            self.misses.append(f"ruim te vroeg: {where}: {deadline.generous}, hoort {latest}")


def evaluate_sentences(rows: Iterable[Row]) -> Tally:
    """Judge each sentence between its neighbours. Borderline items and policy acts count neither way."""
    tally = Tally()
    for row in rows:
        before = f"{row['prev'].strip()}\n" if row.get("prev") else ""
        after = f"\n{row['next'].strip()}" if row.get("next") else ""
        document = extract.read_text(before + row["sentence"] + after)
        found = read(document, date=paper_day(row)).commitments
        own = [item for item in found if _is_about(item, row["sentence"])]
        owed = next((item for item in own if item.duty is Duty.KAMER), None)
        _count_sentence(tally, row, owed, own[0] if own else None)
    return tally


def _count_sentence(tally: Tally, row: Row, owed: Commitment | None, other: Commitment | None) -> None:
    if row.get("borderline"):
        return
    if not row["is_commitment"]:
        if owed:
            tally.false += 1
            tally.misses.append(f"onterecht: {row['id']}: {row['sentence']}")
    elif row.get("scope") == "kamer":
        found = owed or other
        if found:
            tally.hits += 1
            tally.term(row, found.deadline, str(row["id"]))
        else:
            tally.missed += 1
            tally.misses.append(f"gemist: {row['id']}: {row['sentence']}")


def evaluate_papers(rows: Iterable[tuple[Row, str]]) -> Tally:
    """Judge whole papers, each with its text; every promise to the Kamer that is not annotated is false."""
    tally = Tally()
    for row, text in rows:
        found = list(read(extract.read_text(text), date=_day(row["doc_date"])).commitments)
        for wanted in row["commitments"]:
            match = _closest(wanted["sentence"], found)
            if match:
                found.remove(match)
            if wanted.get("scope", "kamer") != "kamer" or wanted.get("borderline"):
                continue
            if match:
                tally.hits += 1
                tally.term(wanted, match.deadline, str(row["id"]))
            else:
                tally.missed += 1
                tally.misses.append(f"gemist: {row['id']}: {wanted['sentence']}")
        for item in found:
            if item.duty is Duty.KAMER:
                tally.false += 1
                tally.misses.append(f"onterecht: {row['id']}: {item.quote}")
    return tally


def evaluate_deadlines(rows: Iterable[Row]) -> Tally:
    """Judge expressions of time: the last day must be an annotated one, or none where none can be told."""
    tally = Tally()
    for row in rows:
        deadline = resolve(row["text"], dt.date.fromisoformat(row["ref_date"]))
        tally.terms += 1
        tally.dates += 1
        tally.terms_found += deadline is not None
        if deadline and _exact(deadline, _day(row["latest"]), row.get("alts", ())):
            tally.dates_right += 1
        else:
            got = f"{deadline.strict} of {deadline.generous}" if deadline else "niets"
            tally.misses.append(
                f"anders: {row['id']}: {row['text']!r} hoort t/m {row['latest']}, gelezen {got}"
            )
    return tally


def paper_day(row: Row) -> dt.date:
    """The day of the paper; of an estimate ("2022", "2022-11") the first of February or of that month."""
    day = row.get("doc_date") or row.get("doc_date_est") or "2022"
    return dt.date.fromisoformat({4: f"{day}-02-01", 7: f"{day}-01"}.get(len(day), day))


def _exact(deadline: Deadline, latest: dt.date | None, others: Sequence[Sequence[str | None]]) -> bool:
    """Whether an end is the annotated one (give or take a day), or that of another defensible reading."""
    got = [end for end in (deadline.strict, deadline.generous) if end]
    if latest is None and not got:
        return True
    wanted = {_day(pair[1]) for pair in others}
    return any(end in wanted or (latest and abs((end - latest).days) <= 1) for end in got)


def _right(deadline: Deadline | None, latest: dt.date | None) -> bool:
    if deadline is None:
        return False
    ends = [end for end in (deadline.strict, deadline.generous) if end]
    if latest is None:
        return not ends
    return any(abs((end - latest).days) <= NEAR_DAYS for end in ends)


def _is_about(item: Commitment, sentence: str) -> bool:
    """Whether at least half of the quote's words stand in the sentence, in any number of its lines."""
    words = Counter(_words(item.quote))
    shared = words & Counter(_words(sentence))
    return 2 * shared.total() >= words.total() > 0


def _closest(sentence: str, found: Sequence[Commitment]) -> Commitment | None:
    scored = [(_alike(sentence, item.quote), -number) for number, item in enumerate(found)]
    best, number = max(scored, default=(0.0, 0))
    return found[-number] if best >= ALIKE else None


def _alike(one: str, other: str) -> float:
    mine, its = _words(one), _words(other)
    if len(its) > 4 and " ".join(its) in " ".join(mine):
        return 1.0
    shared = (Counter(mine) & Counter(its)).total()
    return 2 * shared / (len(mine) + len(its)) if mine or its else 0.0


def _words(text: str) -> list[str]:
    joined = re.sub(r"(\w)-\s*\n\s*(\w)", r"\1\2", text.lower())
    return re.findall(r"[^\W\d_]+", joined)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
