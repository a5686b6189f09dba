"""What the spider of Rijksoverheid takes for granted of its open data."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from spiders.expectations import load_expectations
from spiders.probing import Finding, judge
from spiders.rijksoverheid_feed import FeedError, FeedExpectations, Listed, Notes, parse_detail, parse_list

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy.http import Response

    from spiders.probing import Ask

_LIST = "/v1/sources/rijksoverheid/documents"
_ROWS = 3


def _path(**query: object) -> str:
    return f"{_LIST}?{urlencode({'rows': _ROWS, **query})}"


def _listed(response: Response | None, notes: Notes) -> tuple[list[Listed] | None, int, str]:
    if response is None or response.status != 200:
        return None, 0, "geen antwoord" if response is None else f"status {response.status}"
    try:
        found, count = parse_list(response.body, load_expectations("rijksoverheid", FeedExpectations), notes)
    except FeedError as error:
        return None, 0, str(error)
    return found, count, ""


async def probe(ask: Ask) -> AsyncIterator[Finding]:
    """Ask some nine questions."""
    notes = Notes(Counter())
    first, count, why = _listed(await ask("eerste bladzijde", _path(offset=0)), notes)
    yield judge("de lijst antwoordt in de bekende opmaak", first is not None, why)
    known = first is not None
    yield judge("elk element is bekend", not notes.strange if known else None, "; ".join(notes.strange))
    yield judge("elk stuk heeft de verplichte velden", notes.incomplete == 0 if known else None)
    yield judge("rows bepaalt het aantal rijen", count == _ROWS if known else None, count)
    second, _, why = _listed(await ask("tweede bladzijde", _path(offset=count or _ROWS)), notes)
    overlap = {d.identifier for d in first or ()} & {d.identifier for d in second or ()}
    yield judge("offset bladert verder zonder overlap", None if not (first and second) else not overlap, why)
    end, rows, why = _listed(await ask("voorbij het einde", _path(offset=100_000_000)), notes)
    yield judge("voorbij het einde staat een lege <documents/>", rows == 0 if end is not None else None, why)
    since, _, why = _listed(
        await ask("gewijzigd sinds", _path(offset=0, lastmodifiedsince="20260101")), notes
    )
    late = None if not since else all(document.modified[:10] >= "2025-12-31" for document in since)
    yield judge("lastmodifiedsince geeft niets wat ouder is", late, why)
    letters: list[Listed] = []
    for kind in sorted(load_expectations("rijksoverheid", FeedExpectations).letter_types):
        found, rows, why = _listed(await ask(f"soort {kind}", _path(offset=0, type=kind)), notes)
        own = [document for document in found or () if document.type == kind]
        yield judge(
            f"er zijn stukken van de soort {kind}", bool(own) if found else None, why or f"{rows} rijen"
        )
        letters += own
    for finding in _paths(letters):
        yield finding
    if letters:
        async for finding in _letter(ask, letters[0]):
            yield finding


def _paths(letters: list[Listed]) -> Iterator[Finding]:
    path = load_expectations("rijksoverheid", FeedExpectations).letter_path
    holds = all(path in letter.canonical for letter in letters) if letters else None
    yield judge(
        f"een Kamerstuk staat op de site onder {path}", holds, letters[0].canonical if letters else ""
    )


async def _letter(ask: Ask, letter: Listed) -> AsyncIterator[Finding]:
    notes = Notes(Counter())
    response = await ask("een Kamerstuk", letter.data_url)
    if response is None:
        return
    try:
        detail = parse_detail(response.body, load_expectations("rijksoverheid", FeedExpectations), notes)
    except FeedError as error:
        yield judge("een stuk zelf heeft de bekende opmaak", holds=False, seen=error)
        return
    yield judge("een stuk zelf heeft de bekende opmaak", not notes.strange, "; ".join(notes.strange))
    yield judge("het ministerie is genoemd en bekend", bool(detail.ministries), " ".join(detail.ministries))
    path = urlsplit(letter.canonical).path
    day = f"/{detail.date:%Y/%m/%d}/" if detail.date else ""
    yield judge(
        "issued is in UTC: de Nederlandse dag is die van het adres", day in path if day else None, day
    )
    yield judge("de brief is het eerste bestand", bool(detail.files), f"{len(detail.files)} bestanden")
    if detail.files:
        file = await ask("het bestand", detail.files[0].url)
        same = file is not None and file.status == 200 and file.body[:4] in (b"%PDF", b"PK\x03\x04")
        yield judge(
            "het bestand is op te halen en is PDF of Word", same if file else None, file and file.status
        )
