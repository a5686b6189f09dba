"""What is said with each verb of a clause: will do, does, is done, to do, or reports what was done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from commitments.clauses import ClauseKind
from commitments.finite import is_attributive, is_name
from commitments.governors import governor_of
from commitments.lexicon import Shape

if TYPE_CHECKING:
    from commitments.clauses import Clause
    from commitments.lexicon import Form, Mention, Tagged, Verb

_PREPOSITIONS = frozenset(
    {"aan", "bij", "in", "met", "naar", "op", "over", "tijdens", "van", "voor", "na", "zodra", "als", "per",
     "via", "om"}
)  # fmt: skip
# Particles that are prepositions too: they count as particle only at the end of the clause or before these.
_AMBIGUOUS = frozenset({"in", "voor", "aan", "op", "na", "uit", "door", "bij"})
_BEFORE_OFFICE = frozenset({"de", "het", "mijn", "onze", "een", "dit", "beide", "vorige", "toenmalige"})
_BEFORE_NOUN = frozenset(
    {"de", "het", "een", "mijn", "dit", "dat", "in", "van", "bij", "per", "met", "over", "na"}
)
# Nouns that are verb forms too.
_NOUNS = frozenset(
    {"bericht", "besluit", "start", "brief", "vraag", "deel", "overleg", "antwoord", "schets", "monitor"}
)
_CHAIN = frozenset({"kunnen", "laten", "gaan", "mogen", "doen", "willen", "blijven", "worden", "zullen"})
_PLURAL = frozenset({"wij", "we", "ondergetekenden"})
_OBLIGED = frozenset(
    {"moet", "moeten", "dient", "dienen", "behoort", "hoort", "hoeft", "mag", "mogen", "zou", "zouden"}
)


class Construct(StrEnum):
    """How the act is put."""

    FUTURE = "future"
    PRESENT = "present"
    MODAL = "modal"
    PASSIVE = "passive"
    PASSIVE_FUTURE = "passive_future"
    TE = "te"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb of the lexicon, read in its clause; ``governor`` is what binds an infinitive with "te"."""

    verb: Verb
    shape: Shape
    construct: Construct
    token: int
    finite: int | None
    clause: Clause
    governor: Mention | None = None


def promiser_of(tagged: Tagged, clause: Clause) -> Mention | None:
    """The first mention of somebody of the government in the clause, or in the one it is joined to."""
    for name in ("first_person", "office", "ministry"):
        mention = tagged.has(name, clause.tokens)
        if mention is not None and not _is_attribute(tagged, mention):
            return mention
    if clause.matrix is not None and (clause.coordinated or _lacks_subject(tagged, clause)):
        return promiser_of(tagged, clause.matrix)
    return None


def _lacks_subject(tagged: Tagged, clause: Clause) -> bool:
    first = tagged.lower[clause.tokens[0]]
    return (clause.kind is ClauseKind.COMPLEMENT and first == "om") or (
        clause.kind is ClauseKind.RELATIVE and first == "die"
    )


def _is_attribute(tagged: Tagged, mention: Mention) -> bool:
    """An office that only qualifies: "het antwoord van de minister", "door de minister gemeld"."""
    if mention.name != "office":
        return False
    for back in (1, 2, 3):
        i = mention.first - back
        if i < 0:
            return False
        if tagged.lower[i] in {"van", "aan", "met", "bij", "door", "tussen", "uit", "namens", "samen"}:
            return True
        if tagged.lower[i] not in _BEFORE_OFFICE:
            return False
    return False


def _companion_present(tagged: Tagged, verb: Verb, clause: Clause) -> bool:
    if not verb.companion:
        return True
    words = [tagged.lower[i] for i in clause.tokens]
    wanted = list(verb.companion)
    return any(words[i : i + len(wanted)] == wanted for i in range(len(words)))


def _particle_present(tagged: Tagged, verb: Verb, clause: Clause, token: int) -> bool:
    """Whether the split-off particle stands after ``token`` in its clause, as a particle."""
    positions = [i for i in clause.tokens if i > token and tagged.lower[i] == verb.particle]
    for i in positions:
        rest = [j for j in clause.tokens if j > i and tagged.lower[j].isalnum()]
        after = tagged.lower[rest[0]] if rest else ""
        if after == "te":
            continue
        if tagged.lower[i + 1 : i + 2] in ([","], [";"]) and verb.lemma != "ingaan":
            return True
        if verb.lemma == "ingaan":
            if after in {"op", ""} or tagged.lower[i - 1] in {"hierop", "daarop", "op"}:
                return True
            continue
        if (
            verb.particle not in _AMBIGUOUS
            or not after
            or (after in _PREPOSITIONS and after != verb.particle)
        ):
            return True
    return False


def _te_before(tagged: Tagged, i: int) -> int | None:
    """The token "te" that goes with the infinitive at ``i`` ("te informeren", "te kunnen informeren")."""
    for back in (1, 2, 3):
        j = i - back
        if j < 0:
            return None
        if tagged.lower[j] == "te":
            return j
        if tagged.lower[j] not in _CHAIN:
            return None
    return None


def _auxiliary(tagged: Tagged, clause: Clause, token: int) -> Mention | None:
    """The auxiliary of the participle at ``token``: adjacent first, else the nearest before, else after."""
    found = [
        m
        for name in ("passive", "perfect", "passive_past", "future")
        for m in tagged.mentions.get(name, ())
        if m.first in clause.tokens
    ]
    if not found and clause.coordinated and clause.matrix is not None:
        return _auxiliary(tagged, clause.matrix, token)
    if not found:
        return None

    def distance(mention: Mention) -> tuple[bool, bool, int]:
        gap = mention.first - token
        return (abs(gap) > 2, gap > 0 and abs(gap) > 2, abs(gap))

    return min(found, key=distance)


def _participle(tagged: Tagged, clause: Clause, token: int) -> tuple[Construct, int | None]:
    auxiliary = _auxiliary(tagged, clause, token)
    if auxiliary is None:
        return Construct.PAST, None
    future = tagged.has("future", clause.tokens) or (
        tagged.has("future", clause.matrix.tokens) if clause.coordinated and clause.matrix else None
    )
    if auxiliary.name == "perfect" and not (future and tagged.lower[auxiliary.first] == "zijn"):
        return Construct.PAST, auxiliary.first
    if auxiliary.name == "future" and tagged.lower[auxiliary.first] not in {"zal", "zullen", "zult"}:
        return Construct.PAST, auxiliary.first  # "gaat" needs "worden" for a passive
    if auxiliary.name == "passive_past" or not _OBLIGED.isdisjoint(_words(tagged, clause)):
        return Construct.PAST, auxiliary.first  # "moet worden geïnformeerd": who will do it is not said
    if future is not None:
        return Construct.PASSIVE_FUTURE, future.first
    return Construct.PASSIVE, auxiliary.first


def _infinitive(
    tagged: Tagged, clause: Clause, form: Form, token: int
) -> tuple[Construct, int | None] | None:
    te = _te_before(tagged, token)
    if te is not None:
        if form.split and not (te > 0 and tagged.lower[te - 1] == form.verb.particle):
            return None
        future = tagged.has("future", clause.tokens)
        if (
            future is not None
            and tagged.lower[future.first] in {"zal", "zullen"}
            and tagged.lower[future.first - 1] != "te"
            and "om" not in _words(tagged, clause)
        ):
            return Construct.FUTURE, future.first  # a slip: "ik zal het onderzoek ... te sturen"
        return Construct.TE, te
    if form.split:
        return _plural(tagged, clause, form, token)
    for name, construct in (("future", Construct.FUTURE), ("modal", Construct.MODAL)):
        auxiliary = tagged.has(name, [i for i in clause.tokens if i != token])
        if auxiliary is None and clause.coordinated and clause.matrix is not None and not clause.finite:
            auxiliary = tagged.has(name, clause.matrix.tokens)
        if auxiliary is not None:
            past = name == "modal" and _was_meant(tagged, clause, auxiliary)
            return Construct.PAST if past else construct, auxiliary.first
    return _plural(tagged, clause, form, token)


def _was_meant(tagged: Tagged, clause: Clause, modal: Mention) -> bool:
    """As in "Ik had uw Kamer eerder willen informeren": the modal itself is an infinitive."""
    perfect = tagged.has("perfect", [i for i in clause.tokens if i < modal.first])
    return (
        perfect is not None
        and tagged.lower[perfect.first] in _HAVE
        and tagged.lower[modal.first] in _MODAL_INFINITIVES
        and tagged.lower[modal.first - 1] not in {"en", "te"}
    )


_HAVE = frozenset({"heb", "heeft", "hebben", "had", "hadden"})
_MODAL_INFINITIVES = frozenset({"willen", "kunnen", "moeten", "mogen", "laten", "komen", "blijven"})


def _is_nominal(tagged: Tagged, token: int) -> bool:
    """As in "het bereiken van het doel"."""
    before, after = tagged.lower[token - 1 : token], tagged.lower[token + 1 : token + 2]
    return before in (["het"], ["dit"]) and after == ["van"]


def _plural(tagged: Tagged, clause: Clause, form: Form, token: int) -> tuple[Construct, int | None] | None:
    """An infinitive form that is a finite plural: "wij informeren uw Kamer"."""
    others = [i for i in clause.finite if i != token and tagged.lower[i] not in form.verb.companion]
    if others or (form.split and not _particle_present(tagged, form.verb, clause, token)):
        return None
    return Construct.PRESENT, token


def _words(tagged: Tagged, clause: Clause) -> set[str]:
    return {tagged.lower[i] for i in clause.tokens}


def _present(tagged: Tagged, clause: Clause, form: Form, token: int) -> tuple[Construct, int | None] | None:
    if (form.split and not _particle_present(tagged, form.verb, clause, token)) or is_name(tagged, token):
        return None
    if form.shape in {Shape.JOINED_IK, Shape.JOINED_HIJ} and _is_main(clause):
        return None  # a noun: "de gedwongen terugkeer"; joined forms close a subordinate clause
    if any(f.shape is Shape.PARTICIPLE for f in tagged.forms[token]) and any(
        tagged.has(name, clause.tokens) for name in ("perfect", "passive", "passive_past")
    ):
        return None  # "heb beantwoord", "heb bericht": the participle
    if token > 0 and tagged.lower[token - 1] in _BEFORE_NOUN and tagged.lower[token] in _NOUNS:
        return None
    return Construct.PRESENT, token


def _is_main(clause: Clause) -> bool:
    return clause.kind is ClauseKind.MAIN and not clause.coordinated


def home_of(act: Predicate) -> Clause:
    """The clause of what binds the act."""
    clause: Clause | None = act.clause
    while clause is not None and act.governor is not None:
        if act.governor.first in clause.tokens:
            return clause
        clause = clause.matrix
    return act.clause


def predicates(tagged: Tagged, clause: Clause) -> list[Predicate]:
    """Every reading of every listed verb in the clause."""
    out: list[Predicate] = []
    for token in clause.tokens:
        for form in tagged.forms.get(token, ()):
            if not _companion_present(tagged, form.verb, clause):
                continue
            read = _read_form(tagged, clause, form, token)
            if read is None:
                continue
            construct, finite = read
            governor = governor_of(tagged, clause, token) if construct is Construct.TE else None
            if construct is Construct.TE and governor is None:
                continue
            out.append(Predicate(form.verb, form.shape, construct, token, finite, clause, governor))
    return out


def _read_form(tagged: Tagged, clause: Clause, form: Form, token: int) -> tuple[Construct, int | None] | None:
    if form.shape is Shape.PARTICIPLE:
        return None if is_attributive(tagged, token) else _participle(tagged, clause, token)
    if form.shape is Shape.INFINITIVE:
        if _is_nominal(tagged, token):
            return None
        return _infinitive(tagged, clause, form, token)
    return _present(tagged, clause, form, token)
