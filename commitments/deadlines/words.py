"""The words of time: how the reader sees a text, and the pieces that patterns are built of.

The lists come from data/expressions.toml. A pattern is written with single spaces; ``rx`` lets each stand for
any white space up to four characters, and puts word boundaries round it. No pattern nests quantifiers, every
gap is bounded: reading stays linear.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from commitments.calendar import DataError, read_data

_SPACES = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\n\v\f"
)
# One character for one, so that offsets stay those of the text.
_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("‘’‛ʼ`´", "'"),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("óòô", "o"),
        **dict.fromkeys("ÓÒÔ", "o"),
        **dict.fromkeys("áàâ", "a"),
        **dict.fromkeys("éèêë", "e"),
        **dict.fromkeys("ÉÈÊË", "e"),
        **dict.fromkeys("ïíî", "i"),
        **dict.fromkeys(
            _SPACES,
            " ",
        ),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\ufeff", " "),
    }
)


def simplify(text: str) -> str:
    """The text as the patterns see it: lower case, plain quotes, dashes, spaces; every offset unchanged."""
    plain = text.translate(_SAME_LENGTH)
    lower = plain.lower()
    # A few letters outside Dutch change length in lower case (U+0130); they are left as they are.
    return (
        lower if len(lower) == len(plain) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)
    )


_TABLES = ("number_words", "ordinals", "months", "weekdays", "fractions", "units_in_months", "units_in_days")
# The lists that the grammar asks for; empty = every list of that part.
_LISTS: dict[str, tuple[str, ...]] = {
    "modifiers": (),
    "modifiers_of_own_unit": ("phrases",),
    "vague": ("terms", "unmeasured", "sequel", "not_before"),
    "recurrence": ("terms",),
    "events": (),
    "turns": (),
    "durations": ("within", "over", "anchored", "circa", "at_most", "some", "after", "before", "now", "back"),
    "replaced": (
        "by_negation", "by_plan", "by_failure", "by_failure_behind", "planned", "by_report", "about",
        "of_paper",
    ),
}  # fmt: skip


@cache
def lexicon() -> dict[str, Any]:
    """The content of expressions.toml, checked: the parts that the grammar needs are there."""
    data = read_data("expressions.toml")
    for part in _TABLES:
        if not isinstance(data.get(part), dict) or not data[part]:
            raise DataError(f"expressions.toml: het onderdeel [{part}] ontbreekt of is leeg.")
    for part, names in _LISTS.items():
        for name in names or data.get(part, {}):
            _phrases(data, part, name)
    return data


def _phrases(data: dict[str, Any], part: str, name: str) -> None:
    phrases = data.get(part, {}).get(name)
    if not isinstance(phrases, list) or not phrases:
        raise DataError(f"expressions.toml: [{part}] {name} moet een lijst met woorden zijn.")
    for phrase in phrases:
        if not isinstance(phrase, str) or phrase != simplify(phrase).strip() or "  " in phrase:
            raise DataError(
                f"expressions.toml: [{part}] {name}: schrijf {phrase!r} in kleine letters, zonder accenten."
            )


def one_of(phrases: list[str] | tuple[str, ...] | dict[str, Any]) -> str:
    """A regex group of literal phrases, longest first."""
    return (
        "(?:"
        + "|".join(re.escape(p).replace("\\ ", " ") for p in sorted(phrases, key=len, reverse=True))
        + ")"
    )


def slipped(word: str) -> str:
    """A word that PDF text may break by one space after its first letters ("s eptember")."""
    return word[:1] + " ?" + word[1:] if len(word) > 4 else word


@lru_cache(maxsize=512)
def rx(pattern: str) -> re.Pattern[str]:
    """A compiled pattern: spaces stand for white space, whole words only."""
    spaced = re.sub(r" (\??)", lambda m: r"\s{0,4}" if m[1] else r"\s{1,4}", pattern)
    return re.compile(rf"(?<![\w])(?:{spaced})(?![\w])")


_SHORT = ("mei", "juni", "juli")
"""Months whose full name is as short as an abbreviation."""


@cache
def fragments() -> dict[str, str]:
    """Named pieces for patterns (``%(month)s``)."""
    words = lexicon()
    full = [name for name in words["months"] if len(name) > 4 or name in _SHORT]
    abbreviated = [rf"{name}\.?" for name in words["months"] if name not in full]
    return {
        "full_month": "(?:" + "|".join(slipped(name) for name in full) + ")",
        "month": "(?:"
        + "|".join([*(slipped(name) for name in full), *sorted(abbreviated, key=len, reverse=True)])
        + ")",
        "weekday": one_of(words["weekdays"]),
        "year": r"(?:19|20)\d\d",
        "number": rf"(?:\d{{1,3}}|{one_of(words['number_words'])})",
        "ordinal": one_of(words["ordinals"]),
        "unit": one_of([*words["units_in_days"], *words["units_in_months"]]),
    }


def number(text: str) -> int | None:
    """A number in figures or words, None for anything else."""
    text = text.strip()
    if text.isdigit():
        return int(text)
    value = lexicon()["number_words"].get(text)
    return int(value) if value is not None else None


def month_number(text: str) -> int:
    """1-12 for a month as matched, a PDF slip or abbreviation included."""
    months: dict[str, int] = lexicon()["months"]
    return months[re.sub(r"[\s.]", "", text)]


_FIRST = re.compile(r"['\w]+")


def first_word(text: str, at: int) -> str:
    """The word at an offset, "0" for anything in figures, "" for none."""
    match = _FIRST.match(text, at, at + 30)
    if match is None:
        return ""
    return "0" if match[0][0].isdigit() else match[0]
