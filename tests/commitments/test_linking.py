"""Linking: what makes a link certain, what only a candidate, what none; and that it stays fast."""

from __future__ import annotations

import datetime as dt
import random
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from commitments.anchors import letter_dates, papers_named, speaks_of_promise
from commitments.calendar import DataError
from commitments.events import AFTER_LOOK_BACK
from commitments.linking import EventFacts, PromiseFacts, PromiseIndex, link
from commitments.subjects import Subjects, linking_data, stem
from tests.growth import assert_linear

if TYPE_CHECKING:
    from collections.abc import Callable

MADE = dt.date(2025, 3, 4)
LATER = dt.date(2025, 10, 20)

BRIDGE = PromiseFacts(
    key="tz-brug", date=MADE, document="kst-29385-101", reference="IENW/BSK-2025/12345",
    dossiers=("29385",), ministry="IenW",
    subject="onderhoudsplan voor stalen bruggen", quote="Ik stuur uw Kamer in het najaar het onderhoudsplan.",
)  # fmt: skip
LOCK = PromiseFacts(
    key="tz-sluis", date=MADE, document="kst-29385-101", reference="IENW/BSK-2025/12345",
    dossiers=("29385",), ministry="IenW",
    subject="bediening van sluizen op afstand", quote="Over de bediening op afstand informeer ik uw Kamer.",
)  # fmt: skip
SCHOOL = PromiseFacts(
    key="tz-school", date=MADE, document="kst-31293-77", dossiers=("31293",), ministry="OCW",
    subject="leesvaardigheid op de basisschool", quote="Ik kom terug op de leesvaardigheid.",
)  # fmt: skip
PROMISES = (BRIDGE, LOCK, SCHOOL)


def _event(quote: str, **changes: object) -> EventFacts:
    event = EventFacts(
        kind="fulfilled",
        quote=quote,
        reference=None,
        date=LATER,
        document="kst-29385-140",
        dossiers=("29385",),
        ministry="IenW",
    )
    return replace(event, **changes)  # type: ignore[arg-type]


CERTAIN = [
    _event("Hierbij ontvangt u het onderhoudsplan voor de stalen bruggen.", reference="kst-29385-101"),
    _event("Hierbij ontvangt u het plan voor stalen bruggen (Kamerstuk 29 385, nr. 101)."),
    _event("Zoals gemeld in mijn brief van 4 maart 2025 stuur ik u het onderhoudsplan bruggen."),
    _event("In mijn brief van 4 maart jl. kondigde ik het onderhoudsplan voor bruggen aan."),
    _event("Met kenmerk IENW/BSK-2025/12345 zegde ik u het onderhoudsplan voor bruggen toe."),
    _event("Zoals toegezegd stuur ik u hierbij het onderhoudsplan voor stalen bruggen."),
    _event("Hiermee doe ik de toezegging over het onderhoudsplan voor stalen bruggen gestand."),
]  # fmt: skip


@pytest.mark.parametrize("event", CERTAIN, ids=lambda event: event.quote[:50])
def test_an_anchor_in_the_text_makes_it_certain(event: EventFacts) -> None:
    found = link(event, PROMISES)
    assert found is not None
    assert (found.key, found.certainty) == ("tz-brug", "certain")
    assert found.reason.endswith(".")


def test_what_only_goes_on_after_a_look_back_is_never_certain() -> None:
    found = link(replace(CERTAIN[0], rules=(AFTER_LOOK_BACK,)), PROMISES)
    assert found is not None
    assert (found.key, found.certainty) == ("tz-brug", "candidate")
    assert found.reason.endswith("of het haar geheel nakomt, is niet vastgesteld.")


CANDIDATES = [
    # the same words, but nothing in the text that points at the promise
    _event("Het onderhoudsplan voor stalen bruggen is gereed en bijgevoegd."),
    # "zoals toegezegd", but in another dossier (same ministry)
    _event("Zoals toegezegd stuur ik u het onderhoudsplan voor stalen bruggen.", dossiers=("31305",)),
    # a promise and its paper are named, but none of the promise's words
    _event("Ik voldoe aan de toezegging in Kamerstuk 29 385, nr. 101.", subject="fietspaden"),
    # the paper is named and both of its promises fit
    _event("In mijn brief van 4 maart 2025 staan het onderhoudsplan voor bruggen en de sluizen op afstand."),
]  # fmt: skip


@pytest.mark.parametrize("event", CANDIDATES, ids=lambda event: event.quote[:50])
def test_without_a_clear_anchor_it_is_a_candidate(event: EventFacts) -> None:
    found = link(event, PROMISES)
    assert found is not None
    assert found.certainty == "candidate"


NOTHING = [
    _event("Het fietsplan voor Drenthe is gereed."),
    _event("Het onderhoudsplan voor stalen bruggen is gereed.", dossiers=("31293",), ministry="OCW"),
    _event("Het onderhoudsplan voor stalen bruggen is gereed.", date=dt.date(2025, 3, 3)),
    _event("Het onderhoudsplan voor stalen bruggen volgt.", document="kst-29385-101"),
    _event("Zoals toegezegd informeer ik uw Kamer hierbij."),
    # the paper is named, but neither a promise nor any of its words
    _event("Ik verwijs naar Kamerstuk 29 385, nr. 101.", subject="fietspaden"),
]


@pytest.mark.parametrize(
    "event", NOTHING, ids=lambda event: f"{event.quote[:40]} {event.date} {event.document}"
)
def test_nothing_fits(event: EventFacts) -> None:
    assert link(event, PROMISES) is None


def test_likeness_alone_is_never_certain() -> None:
    """The promise's own words, letter by letter, with no anchor."""
    for promise in PROMISES:
        event = _event(
            f"{promise.subject}. {promise.quote}", dossiers=promise.dossiers, ministry=promise.ministry
        )
        found = link(event, PROMISES)
        assert found is not None
        assert (found.key, found.certainty) == (promise.key, "candidate")


def test_several_equally_good_give_a_candidate() -> None:
    twin = replace(BRIDGE, key="tz-brug2", document="kst-29385-110", date=dt.date(2025, 5, 1))
    found = link(
        _event("Zoals toegezegd stuur ik u het onderhoudsplan voor stalen bruggen."), (*PROMISES, twin)
    )
    assert found is not None
    assert found.certainty == "candidate"
    assert "even goed" in found.reason


def test_a_letter_of_that_day_by_another_ministry_is_no_anchor() -> None:
    event = _event("In mijn brief van 4 maart 2025 schreef ik over leesvaardigheid op de basisschool.")
    assert link(event, (SCHOOL,)) is None


def test_order_of_the_promises_does_not_matter() -> None:
    for event in (*CERTAIN, *CANDIDATES):
        assert link(event, PROMISES) == link(event, PROMISES[::-1])


SPEAKING = [
    _event("Die toezegging doe ik hiermee gestand.", about="Het onderhoudsplan voor stalen bruggen is klaar."),
    _event("De toezegging over het onderhoudsplan voor stalen bruggen komt te vervallen.", kind="withdrawn"),
    _event("Het toegezegde onderhoudsplan voor stalen bruggen is er pas later.", kind="postponed"),
    _event("Met deze brief los ik die toezegging in.", subject="Onderhoudsplan stalen bruggen"),
    _event("Die toezegging is afgedaan.", about="Over bruggen schreef ik u in Kamerstuk 29 385, nr. 101."),
    _event("Hiermee is dat gebeurd.", about="In mijn brief van 4 maart 2025 heb ik een plan voor bruggen toegezegd."),
    _event("Ik doe mijn toezegging over de bruggen gestand.", notes="Kamerstukken 29 385, nr. 99 en nr. 101."),
]  # fmt: skip


@pytest.mark.parametrize("event", SPEAKING, ids=lambda event: event.quote[:50])
def test_speaking_of_the_promise_makes_it_certain(event: EventFacts) -> None:
    found = link(event, PROMISES)
    assert found is not None
    assert (found.key, found.certainty) == ("tz-brug", "certain")


@pytest.mark.parametrize(
    ("changes", "certainty"),
    [
        ({}, "certain"),
        ({"ministry": "JenV"}, "candidate"),
        ({"ministry": None}, "candidate"),
        ({"dossiers": ("31305",)}, "candidate"),
        ({"dossiers": ()}, "candidate"),
        (
            {"quote": "Met deze brief informeer ik u over het onderhoudsplan voor stalen bruggen."},
            "candidate",
        ),
        ({"quote": "Zoals toegezegd stuur ik u het plan voor het beheer van bruggen en wegen."}, "candidate"),
    ],
)
def test_speaking_of_it_is_certain_in_dossier_and_ministry_and_with_its_words(
    changes: dict[str, object], certainty: str
) -> None:
    event = _event("Zoals toegezegd stuur ik u het onderhoudsplan voor stalen bruggen.")
    found = link(replace(event, **changes), PROMISES)  # type: ignore[arg-type]
    assert found is not None
    assert (found.key, found.certainty) == ("tz-brug", certainty)


MONITOR = PromiseFacts(
    key="tz-monitor", date=MADE, document="kst-29385-102", dossiers=("29385",), ministry="IenW",
    subject="de eerste uitkomsten van de monitor verzakkende kades",
    quote="Over de eerste uitkomsten van de monitor verzakkende kades informeer ik uw Kamer in juni.",
)  # fmt: skip


def test_a_letter_about_the_same_without_a_word_of_the_promise_is_a_candidate() -> None:
    event = _event(
        "Met deze brief informeer ik uw Kamer over de uitkomsten van de monitor verzakkende kades."
    )
    found = link(event, (*PROMISES, MONITOR))
    assert found is not None
    assert (found.key, found.certainty) == ("tz-monitor", "candidate")


LOOK_ALIKES = [
    "Met deze brief informeer ik uw Kamer over de financiering van het herstel van kades in de binnenstad.",
    "Hierbij stuur ik uw Kamer de antwoorden op vragen over de kades en de monitor luchtkwaliteit.",
    "Met deze brief informeer ik uw Kamer over de voortgang van het programma bruggen en kades.",
    "Hierbij bied ik u het jaarverslag van de havenmeester aan.",
]


@pytest.mark.parametrize("quote", LOOK_ALIKES)
def test_another_letter_of_the_dossier_settles_nothing(quote: str) -> None:
    assert link(_event(quote), (*PROMISES, MONITOR)) is None


@pytest.mark.parametrize("changes", [{"ministry": "JenV"}, {"dossiers": ("31305",)}])
def test_another_dossier_or_ministry_asks_for_more_likeness_and_is_never_certain(
    changes: dict[str, object],
) -> None:
    loosely = _event("Hierbij informeer ik uw Kamer over kades en hun beplanting.", **changes)
    assert link(loosely, (MONITOR,)) is None
    close = _event(MONITOR.quote.replace("Ik zal", "Hierbij"), **changes)
    found = link(close, (MONITOR,))
    assert found is not None
    assert found.certainty == "candidate"
    both: dict[str, object] = {"ministry": "JenV", "dossiers": ("31305",)}
    assert link(replace(close, **both), (MONITOR,)) is None  # type: ignore[arg-type]


def test_a_promise_spoken_of_in_another_matter_is_not_linked_for_the_title_of_its_paper() -> None:
    quote = "Zoals toegezegd bied ik u hierbij ook het jaarverslag van de havenmeesters aan."
    found = link(_event(quote, subject="Monitor verzakkende kades"), (MONITOR,))
    assert found is None or found.certainty == "candidate"


def test_a_title_of_the_dossier_alone_is_not_enough() -> None:
    quote = "Ik ga nu in op de toezeggingen die u noemde."
    assert speaks_of_promise(quote)
    title = "Verslag van een commissiedebat over bruggen"
    assert link(_event(quote, subject=title), (BRIDGE,)) is None
    assert link(_event(f"{quote[:-1]} over bruggen.", subject=title), (BRIDGE,)) is not None


def test_a_sentence_that_says_what_it_is_about_is_not_about_the_words_before_it() -> None:
    words = "onderhoudsplan stalen bruggen waterkering roest verf brugwachters slagbomen"
    long = replace(BRIDGE, subject=words, quote=f"Ik stuur het {words}.")
    organ = replace(BRIDGE, key="tz-orgel", subject="verzekering kerkorgels", quote="Over kerkorgels.")
    event = _event("De toezegging beschouw ik hiermee als nagekomen.", about=f"Ik schreef over {words}.")
    told = replace(event, quote="De toezegging over de verzekering van kerkorgels beschouw ik als nagekomen.")
    index = PromiseIndex((long, organ))
    assert _found(index, event) == ("tz-brug", "certain")
    assert _found(index, told) in {
        ("tz-brug", "candidate"),
        ("tz-orgel", "candidate"),
        ("tz-orgel", "certain"),
    }


TWIN = replace(BRIDGE, key="tz-brug2", document="kst-29385-110", date=dt.date(2025, 5, 1))
PROMISED_PLAN = _event("Zoals toegezegd stuur ik u het onderhoudsplan voor stalen bruggen.")


def _found(index: PromiseIndex, event: EventFacts) -> tuple[str, str] | None:
    found = index.link(event)
    return (found.key, found.certainty) if found else None


def test_a_repetition_is_no_rival_of_what_it_repeats() -> None:
    index = PromiseIndex((*PROMISES, TWIN))
    assert _found(index, PROMISED_PLAN) == ("tz-brug", "candidate")
    index.repeat("tz-brug2", "tz-brug")
    assert _found(index, PROMISED_PLAN) == ("tz-brug", "certain")
    assert index.original("tz-brug2") == "tz-brug"
    told = PromiseIndex((*PROMISES, replace(TWIN, repeats="tz-brug")))
    assert _found(told, PROMISED_PLAN) == ("tz-brug", "certain")


def test_who_names_the_paper_of_a_repetition_means_what_it_repeats() -> None:
    index = PromiseIndex((*PROMISES, replace(TWIN, repeats="tz-brug")))
    found = index.link(_event("De toegezegde brief over bruggen (Kamerstuk 29 385, nr. 110) volgt."))
    assert found is not None
    assert (found.key, found.certainty) == ("tz-brug", "certain")
    assert "verwijst naar kst-29385-110, waarin deze toezegging is herhaald" in found.reason


def test_repetitions_never_go_round_in_a_circle() -> None:
    index = PromiseIndex((*PROMISES, TWIN))
    index.repeat("tz-brug2", "tz-brug")
    index.repeat("tz-brug", "tz-brug2")
    index.repeat("tz-brug", "tz-brug")
    assert index.original("tz-brug") == "tz-brug"


def test_what_was_settled_is_no_rival_from_the_next_day_on() -> None:
    for day, expected in ((LATER, "candidate"), (LATER - dt.timedelta(days=1), "certain")):
        index = PromiseIndex((*PROMISES, TWIN))
        index.settle("tz-brug", day)
        assert _found(index, PROMISED_PLAN) == ("tz-brug2" if expected == "certain" else "tz-brug", expected)


def test_looking_back_at_what_was_settled_is_not_about_another() -> None:
    index = PromiseIndex((replace(BRIDGE, settled=MADE), LOCK))
    event = _event(
        "Ik voldeed aan de toezegging over het onderhoudsplan voor stalen bruggen (kst-29385-101)."
    )
    assert _found(index, event) == ("tz-brug", "certain")


def test_of_equals_in_a_named_paper_the_term_decides_then_the_kind() -> None:
    june, july = dt.date(2025, 6, 30), dt.date(2025, 7, 31)
    plan = replace(BRIDGE, subject="stalen bruggen", quote="Over stalen bruggen.", kind="send", generous=june)
    word = replace(plan, key="tz-bericht", kind="inform", generous=july)
    event = _event("De toezegging over stalen bruggen (Kamerstuk 29 385, nr. 101) is afgedaan.")
    index = PromiseIndex((plan, word))
    assert _found(index, event) == ("tz-bericht", "candidate")
    assert _found(index, replace(event, generous=june)) == ("tz-brug", "certain")
    assert _found(index, replace(event, generous=july)) == ("tz-bericht", "certain")
    sent = replace(event, quote=f"{event.quote[:-1]}: ik stuur u dit.")
    assert _found(index, sent) == ("tz-brug", "certain")
    told = replace(event, quote=f"{event.quote[:-1]}: ik informeer u hierover.")
    assert _found(index, told) == ("tz-bericht", "certain")


def test_the_reason_gives_words_as_they_stand_in_the_text() -> None:
    promise = replace(BRIDGE, subject="een voorstel voor een landelijk bruggenregister en de beheerders")
    event = _event(
        "De toezegging om een Voorstel te sturen voor een landelijk bruggenregister komt te vervallen."
    )
    found = link(event, (promise,))
    assert found is not None
    assert found.reason == (
        "Het stuk van 20 oktober 2025 spreekt van een toezegging in dossier 29385; alleen deze past goed"
        " (gedeelde woorden: bruggenregister, landelijk, Voorstel)."
    )


@pytest.mark.parametrize("row", linking_data()["promising"], ids=lambda row: row["id"])
def test_words_that_speak_of_a_promise(row: dict[str, list[str]]) -> None:
    assert all(speaks_of_promise(text) for text in row["match"])
    assert not any(speaks_of_promise(text) for text in row["other"])
    assert row["match"]
    assert row["other"]


def test_no_promises_no_link() -> None:
    assert link(CERTAIN[0], ()) is None


def test_papers_named() -> None:
    text = "Zie kst-30821-258, Kamerstukken II 2019/20, 35 288, nr. 4 en Kamerstuk 36 600-VI, nr. 12."
    assert papers_named(text) == ["kst-30821-258", "kst-35288-4", "kst-36600-vi-12"]


def test_letter_dates() -> None:
    text = (
        "mijn brief van 4 maart jl., het commissiedebat Water van donderdag 12 december "
        "en de brief van 1 mei 2026"
    )
    assert letter_dates(text, LATER) == [dt.date(2025, 3, 4), dt.date(2024, 12, 12)]
    assert letter_dates("de brief van 31 februari 2025", LATER) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("evaluaties", "evaluatie"), ("brieven", "brief"), ("plannen", "plan"), ("hogescholen", "hogeschool"),
     ("dreigingen", "dreiging"), ("mogelijkheden", "mogelijkheid"), ("bruggen", "brug"), ("reizen", "reis")],
)  # fmt: skip
def test_stems(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_a_compound_meets_its_part() -> None:
    subjects = Subjects.of(["weerbaarheid van gemeenten", "visserij op de Noordzee"])
    features = subjects.features("het weerbaarheidsprogramma")
    assert subjects.likeness(features, 0) > subjects.likeness(features, 1) == 0


def _many(count: int, seed: int) -> list[PromiseFacts]:
    """Promises of invented words with a long tail, as in real text."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    words = ["".join(chance.choices("bdfgklmnprstvaeiou", k=9)) for _ in range(8000)]
    start = dt.date(2020, 1, 1)
    return [
        PromiseFacts(
            key=f"tz-{n:06}",
            date=start + dt.timedelta(days=n % 1500),
            document=f"kst-{n % 900 + 20000}-{n}",
            dossiers=(str(n % 900 + 20000),),
            ministry=f"M{n % 12}",
            subject=" ".join(words[int(chance.paretovariate(0.6)) % len(words)] for _ in range(12)),
        )
        for n in range(count)
    ]


def test_work_grows_with_what_is_new() -> None:
    promises = _many(6000, seed=7)
    index = PromiseIndex(promises)
    chance = random.Random(3)  # noqa: S311 - no secret
    events = [
        _event(
            f"Zoals toegezegd: {promise.subject}",
            dossiers=promise.dossiers,
            ministry=promise.ministry,
            date=dt.date(2026, 1, 1),
        )
        for promise in chance.sample(promises, 300)
    ]
    begin = time.process_time()
    found = [index.link(event) for event in events]
    assert time.process_time() - begin < 3
    assert sum(result is not None for result in found) > 250


def test_a_border_left_out_of_the_data_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "commitments.subjects.read_data", lambda _: {"version": "x", "likeness": {"anchored": 0.1}}
    )
    with pytest.raises(DataError, match="candidate ontbreekt"):
        linking_data.__wrapped__()


def test_reading_is_quick_on_long_text() -> None:
    def work(size: int) -> Callable[[], object]:
        event = _event("brief van de heer " * size + "toezegging " * size)
        return lambda: link(event, PROMISES)

    assert_linear(work, 1_250)


def test_a_delay_told_to_the_kamer_is_certain_only_with_a_later_term() -> None:
    due = replace(BRIDGE, generous=dt.date(2025, 12, 20))
    delay = _event(
        "Het onderhoudsplan voor stalen bruggen kan ik u pas in maart sturen.",
        kind="uitgesteld", rules=("pas-later",), generous=dt.date(2026, 3, 31),
    )  # fmt: skip
    work = replace(
        delay, quote="Het onderhoud van stalen bruggen volgens het onderhoudsplan loopt uit tot maart."
    )
    for event, certainty in (
        (delay, "certain"),
        (replace(delay, generous=None), "candidate"),
        (replace(delay, generous=dt.date(2025, 12, 1)), "candidate"),
        (work, "candidate"),
    ):
        found = link(event, [due, LOCK, SCHOOL])
        assert found is not None
        assert (found.key, found.certainty) == ("tz-brug", certainty)


def test_a_weak_rule_makes_nothing_certain() -> None:
    event = replace(CERTAIN[0], rules=("eerder-gestuurd",))
    sure, weak = link(CERTAIN[0], PROMISES), link(event, PROMISES)
    assert sure is not None
    assert weak is not None
    assert (sure.certainty, weak.certainty) == ("certain", "candidate")


def test_the_sentence_goes_before_what_stands_around_it() -> None:
    about = "De bediening van sluizen op afstand loopt goed en daarover heb ik u toegezegd te informeren."
    event = _event(
        "Hiermee is de toezegging over het onderhoudsplan voor stalen bruggen afgedaan.", about=about
    )
    found = link(event, PROMISES)
    assert found is not None
    assert found.key == "tz-brug"


def test_the_day_on_which_it_was_promised_names_its_paper() -> None:
    assert letter_dates("Ik kom terug op wat ik u op 5 februari toezegde.", LATER) == [dt.date(2025, 2, 5)]
    assert letter_dates("Op 5 februari was het koud.", LATER) == []
