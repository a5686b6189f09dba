"""As much of CQL (the query language of SRU) as KOOP's index is asked here.

Booleans have one precedence and go from left to right, as the standard says; ``A not B`` means
"A and not B". What is not supported is answered as the real service does: with a diagnostic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from demo import description

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from demo.papers import Archive, Paper

_TOKEN = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|(==|>=|<=|<>|[=<>()/])|([^\s"=<>()/]+))')
_BOOLEANS = {"and", "or", "not"}


class CqlError(ValueError):
    """A query that is not supported; ``number`` is the SRU diagnostic's."""

    def __init__(self, number: int, message: str, details: str) -> None:
        super().__init__(message)
        self.number = number
        self.message = message
        self.details = details


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper as the index knows it: the values per CQL index, and its words."""

    paper: Paper
    values: dict[str, tuple[str, ...]]
    words: str


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def entry(archive: Archive, paper: Paper) -> Entry:
    """Index one paper."""
    subkind = description.SUBKINDS.get(paper.kind)
    title = description.full_title(archive, paper)
    values = {
        "c.product-area": ("officielepublicaties",),
        "w.organisatietype": ("staten generaal",),
        "w.publicatienaam": (description.publication(paper),),
        "w.dossiernummer": () if paper.kind == "antwoord" else paper.dossiers,
        "w.ondernummer": (paper.number,),
        "w.subrubriek": (subkind,) if subkind else (),
        "w.vergaderjaar": (paper.session,),
        "w.documentstatus": (description.status(paper),),
        "w.hoofddocument": (paper.main,) if paper.main else (),
        "dt.type": (description.parlementair(paper),),
        "dt.identifier": (paper.identifier,),
        "dt.title": (title,),
        "dt.creator": ("Tweede Kamer der Staten-Generaal",),
        "dt.date": (str(paper.date),),
        "dt.available": (str(paper.available),),
        "dt.modified": (str(paper.modified),),
    }
    signed = " ".join(sender.title for sender in paper.senders)
    return Entry(paper, values, f" {_folded(title)} {_folded(signed)} {_folded(paper.text)} ")


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query: which entries match, and in which order they come."""

    matches: Callable[[Entry], bool]
    sort_index: str | None
    descending: bool

    def run(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries that match, sorted (by identifier when the query asks no order)."""
        found = [e for e in entries if self.matches(e)]
        index = self.sort_index or "dt.identifier"
        found.sort(
            key=lambda e: (e.values.get(index, ("",))[:1], e.paper.identifier), reverse=self.descending
        )
        return found


def _compare(index: str, relation: str, term: str) -> Callable[[Entry], bool]:
    if index in ("cql.textAndIndexes", "cql.serverChoice"):
        words = f" {_folded(term)} "
        return lambda e: words in e.words
    wanted = term.casefold()
    tests: dict[str, Callable[[str], bool]] = {
        "==": lambda value: value.casefold() == wanted,
        "=": lambda value: f" {_folded(term)} " in f" {_folded(value)} ",
        ">=": lambda value: value >= term,
        "<=": lambda value: value <= term,
        ">": lambda value: value > term,
        "<": lambda value: value < term,
    }
    test = tests.get(relation)
    if test is None:
        raise CqlError(19, "Unsupported relation", relation)
    return lambda e: any(test(value) for value in e.values[index])


class _Parser:
    def __init__(self, query: str, indexes: frozenset[str]) -> None:
        self.indexes = indexes
        self.tokens: list[tuple[str, bool]] = []
        position = 0
        while position < len(query.rstrip()):
            match = _TOKEN.match(query, position)
            if match is None:
                raise CqlError(10, "Query syntax error", query[position : position + 40])
            quoted = match[1] is not None
            self.tokens.append(
                (re.sub(r"\\(.)", r"\1", match[1]) if quoted else match[2] or match[3], quoted)
            )
            position = match.end()
        self.at = 0

    def peek(self) -> str | None:
        """The next bare word, in lower case."""
        if self.at < len(self.tokens) and not self.tokens[self.at][1]:
            return self.tokens[self.at][0].lower()
        return None

    def take(self) -> str:
        if self.at >= len(self.tokens):
            raise CqlError(10, "Query syntax error", "unexpected end of query")
        self.at += 1
        return self.tokens[self.at - 1][0]

    def clause(self) -> Callable[[Entry], bool]:
        if self.peek() == "(":
            self.take()
            inner = self.boolean()
            if self.peek() != ")":
                raise CqlError(10, "Query syntax error", "missing )")
            self.take()
            return inner
        quoted = self.at < len(self.tokens) and self.tokens[self.at][1]
        word = self.take()
        if quoted or self.peek() not in ("==", "=", ">=", "<=", "<", ">", "<>"):
            return _compare("cql.serverChoice", "=", word)
        if word not in self.indexes:
            raise CqlError(16, "Unsupported index", word)
        return _compare(word, self.take(), self.take())

    def boolean(self) -> Callable[[Entry], bool]:
        left = self.clause()
        while (word := self.peek()) in _BOOLEANS:
            self.take()
            if word == "and" and self.peek() == "not":
                raise CqlError(10, "Query syntax error", "and not")
            left = _combine(word, left, self.clause())
        return left

    def query(self) -> Query:
        matches = self.boolean()
        index, descending = None, False
        if self.peek() == "sortby":
            self.take()
            index = self.take()
            if index not in self.indexes:
                raise CqlError(16, "Unsupported index", index)
            if self.peek() == "/":
                self.take()
                descending = self.take().lower() == "sort.descending"
        if self.at < len(self.tokens):
            raise CqlError(10, "Query syntax error", self.tokens[self.at][0])
        return Query(matches, index, descending)


def _combine(
    word: str | None, left: Callable[[Entry], bool], right: Callable[[Entry], bool]
) -> Callable[[Entry], bool]:
    if word == "or":
        return lambda e: left(e) or right(e)
    if word == "not":
        return lambda e: left(e) and not right(e)
    return lambda e: left(e) and right(e)


INDEXES = frozenset(
    [
        "c.product-area",
        "w.organisatietype",
        "w.publicatienaam",
        "w.dossiernummer",
        "w.ondernummer",
        "w.subrubriek",
        "w.vergaderjaar",
        "w.documentstatus",
        "w.hoofddocument",
        "dt.type",
        "dt.identifier",
        "dt.title",
        "dt.creator",
        "dt.date",
        "dt.available",
        "dt.modified",
        "cql.textAndIndexes",
        "cql.serverChoice",
    ]
)


def parse(query: str) -> Query:
    """Parse a query. Raises CqlError for what is malformed or not supported."""
    return _Parser(query, INDEXES).query()
