"""Needles follow from an expression: a text that it matches always holds one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commitments.needles import Needles, folded, may_match, needles
from commitments.patterns import load_events, load_patterns, load_qualifiers

PHRASES = [
    *(q.phrase for q in load_qualifiers()),
    *(p.phrase for p in load_patterns() if p.phrase is not None),
    *(phrase for event in load_events() for phrase in event.phrases),
]


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        (r"\btoegezegd\b", ((("toegezegd",),),)),
        (r"\b(?:deze|een) brief", ((("deze", "een"), (" brief",)),)),
        (r"ik zal|wij (?:zullen|gaan)", ((("ik zal",),), (("wij ",), ("gaan", "zullen")))),
        (r"(?:ja)?", ((),)),
        (r"ja|\d", ((("ja",),), ())),
        (r"\w+(?=zal)", ((("zal",),),)),
        (r"(?!zal)\w+", ((),)),
        (r"(?:zal ){2}ik", ((("zal ",), ("ik",)),)),
        (r"[zd]al", ((("al",),),)),
    ],
)
def test_needles_of(expression: str, wanted: Needles) -> None:
    assert needles(re.compile(expression, re.IGNORECASE)) == wanted


@pytest.mark.parametrize(
    ("text", "possible"),
    [("ik zal", True), ("wij gaan", True), ("wij", False), ("gaan", False), ("", False)],
)
def test_one_of_every_group_of_an_alternative_is_asked(text: str, possible: bool) -> None:  # noqa: FBT001
    assert may_match(needles(re.compile(r"ik zal|wij (?:zullen|gaan)")), text) is possible


@pytest.mark.parametrize("text", ["TOEZEGGING", "toeſ", "ıK", "\u212a", "Ĳ", "İK"])
def test_a_text_is_folded_as_ignorecase_does(text: str) -> None:
    for letter in "abcdefghijklmnopqrstuvwxyz":
        if re.search(letter, text, re.IGNORECASE):
            assert letter in folded(text)


@given(st.sampled_from(PHRASES).flatmap(lambda p: st.tuples(st.just(p), st.from_regex(p))))
@settings(max_examples=100)
def test_every_match_of_a_phrase_holds_a_needle(drawn: tuple[re.Pattern[str], str]) -> None:
    phrase, text = drawn
    assert may_match(needles(phrase), folded(text))
