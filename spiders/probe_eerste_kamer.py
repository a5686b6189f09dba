"""What is assumed of the Eerste Kamer's site: hardly anything. The page is kept, to write a reader by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spiders.eerste_kamer import EersteKamer, Pages
from spiders.expectations import load_expectations
from spiders.probing import Finding, judge

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from spiders.probing import Ask

_WORDS = (b"oezegging", b"tatus", b"eadline")


async def probe(ask: Ask) -> AsyncIterator[Finding]:
    """Ask for the known page."""
    for path in load_expectations(EersteKamer.name, Pages).pages:
        response = await ask("rappel", path)
        yield judge(
            "de bladzijde bestaat", response.status == 200 if response else None, response and response.status
        )
        if response is not None and response.status == 200:
            yield judge("zij noemt toezeggingen, status en deadline", all(w in response.body for w in _WORDS))
            numbers = b"(T0" in response.body
            yield judge("zij noemt T-nummers", numbers)
