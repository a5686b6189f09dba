"""Every pattern, qualifier and event keeps its own examples and look-alikes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from commitments import lexicon, patterns
from commitments.events import best_event
from commitments.frames import find_hits, take_apart
from commitments.prefilter import unseen
from commitments.terms import Terms

if TYPE_CHECKING:
    from commitments.patterns import EventPattern, Pattern, Qualifier


def _fired(text: str, pattern: Pattern, *, after_promise: bool = False) -> bool:
    before = "Ik vraag de minister de Kamer te informeren." if pattern.resumes or pattern.answers else None
    sentence = take_apart(
        text, Terms(text, None, before), after_promise=after_promise, overview=pattern.overview
    )
    return any(hit.pattern is pattern for hit in find_hits(sentence))


def _told(text: str, event: EventPattern) -> EventPattern | None:
    return best_event(
        unseen(text).events, text, Terms(text, None), in_letter=True, after_report=event.after_report
    )


@pytest.mark.parametrize(
    ("pattern", "text"),
    [pytest.param(p, t, id=f"{p.id}: {t}") for p in patterns.load_patterns() for t in p.match],
)
def test_example_matches(pattern: Pattern, text: str) -> None:
    assert _fired(text, pattern)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [pytest.param(p, t, id=f"{p.id}: {t}") for p in patterns.load_patterns() for t in p.lookalike],
)
def test_lookalike_does_not_match(pattern: Pattern, text: str) -> None:
    assert not _fired(text, pattern)


@pytest.mark.parametrize(
    ("event", "text"),
    [pytest.param(e, t, id=f"{e.id}: {t}") for e in patterns.load_events() for t in e.match],
)
def test_event_example_matches(event: EventPattern, text: str) -> None:
    assert _told(text, event) is event


@pytest.mark.parametrize(
    ("event", "text"),
    [pytest.param(e, t, id=f"{e.id}: {t}") for e in patterns.load_events() for t in e.lookalike],
)
def test_event_lookalike_does_not_match(event: EventPattern, text: str) -> None:
    assert _told(text, event) is not event


@pytest.mark.parametrize(
    ("qualifier", "text"),
    [pytest.param(q, t, id=f"{q.id}: {t}") for q in patterns.load_qualifiers() for t in q.match],
)
def test_qualifier_takes_the_promise_away(qualifier: Qualifier, text: str) -> None:
    assert qualifier.phrase.search(text)
    sentence = take_apart(text, Terms(text, None))
    kamer = [h for h in find_hits(sentence) if h.pattern.duty == "kamer"]
    assert not kamer


@pytest.mark.parametrize("pattern", patterns.load_patterns(), ids=lambda p: p.id)
def test_pattern_is_documented(pattern: Pattern) -> None:
    assert pattern.rationale
    assert pattern.match
    assert pattern.lookalike


def _row(**changes: object) -> dict[str, object]:
    row: dict[str, object] = {
        "id": "proef", "rationale": "Proef.", "kind": "inform", "duty": "kamer", "verbs": ["inform"],
        "constructs": ["future"], "match": ["Ik zal u informeren."], "lookalike": ["Nee."],
    }  # fmt: skip
    return row | changes


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"wat": 1}, "onbekend veld: wat"),
        ({"kind": "zingen"}, "zingen"),
        ({"verbs": ["zingen"]}, "staat niet in verbs.toml: zingen"),
        ({"needs": ["koor"]}, "onbekend in needs of without: koor"),
        ({"without": ["stilte"]}, "onbekend in needs of without: stilte"),
        ({"phrase": "("}, "geef óf verbs óf phrase"),
        ({"where": "thuis"}, "onbekende waarde van where"),
    ],
)
def test_a_wrong_pattern_is_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(lexicon.LexiconError, match=message):
        patterns._pattern(_row(**changes), "proef.toml")


def test_a_wrong_regular_expression_is_refused() -> None:
    row = _row(phrase="(", triggers=["x"])
    del row["verbs"]
    with pytest.raises(lexicon.LexiconError, match="onjuiste reguliere expressie"):
        patterns._pattern(row, "proef.toml")
