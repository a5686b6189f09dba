"""Reading: what is said of each promise, where it stands, and where none can stand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

import commitments
from commitments.model import Commitment, Duty, EventKind, Kind, Strength
from commitments.reading import NO_DATE
from extract.document import Block, BlockKind, Document, Metadata, Sender

_DAY = dt.date(2026, 2, 10)
_SENDER = Sender("A. Voorbeeld", "De Minister van Justitie en Veiligheid", "minister-jenv")


def _document(*parts: tuple[BlockKind, str] | str, **roles: str) -> Document:
    text = ""
    blocks = []
    for part in parts:
        kind, body = (BlockKind.PARAGRAPH, part) if isinstance(part, str) else part
        begin = len(text)
        text += body
        blocks.append(Block(kind, begin, len(text), speaker=roles.get("speaker"), role=roles.get("role")))
        text += "\n\n"
    return Document(text, tuple(blocks), Metadata(date=_DAY, senders=(_SENDER,)))


def _one(text: str) -> Commitment:
    found = commitments.read(_document(text)).commitments
    assert len(found) == 1, found
    return found[0]


def test_the_quote_is_the_whole_sentence_literally() -> None:
    document = _document("Er loopt een onderzoek. Ik zal uw Kamer in mei informeren. Dat is alles.")
    (found,) = commitments.read(document).commitments
    assert found.quote == "Ik zal uw Kamer in mei informeren."
    assert document.text[found.begin : found.end] == found.quote
    assert found.deadline is not None
    assert document.text[found.deadline.begin : found.deadline.end] == found.deadline.text == "in mei"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ik zal uw Kamer hierover informeren.", Kind.INFORM),
        ("Ik stuur uw Kamer in mei het rapport.", Kind.SEND),
        ("Daar kom ik in de voortgangsbrief op terug.", Kind.RETURN),
        ("Ik zal bezien of een verbod mogelijk is.", Kind.INVESTIGATE),
        ("Voor 1 juni zal ik hierover een besluit nemen.", Kind.DECIDE),
        ("Ik ga hierover met gemeenten in gesprek.", Kind.ACT),
    ],
)
def test_kind(text: str, kind: Kind) -> None:
    assert _one(text).kind is kind


@pytest.mark.parametrize(
    ("text", "duty"),
    [
        ("Ik zal uw Kamer hierover informeren.", Duty.KAMER),
        ("Ik zal de sector hierover aanspreken.", Duty.POLICY),
        ("Ik ben voornemens een meldpunt op te zetten.", Duty.POLICY),
    ],
)
def test_duty(text: str, duty: Duty) -> None:
    assert _one(text).duty is duty


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Ik zeg uw Kamer toe voor de zomer te informeren over het tijdpad.", Strength.EXPLICIT),
        ("Ik zeg toe dat ik in mei op dit punt terugkom.", Strength.EXPLICIT),
        ("Uw Kamer wordt in mei geïnformeerd.", Strength.FIRM),
        ("Ik streef ernaar uw Kamer in mei te informeren.", Strength.INTENDED),
        ("Ik ben bereid de Kamer een overzicht te sturen.", Strength.INTENDED),
        ("Ik verwacht uw Kamer in mei te kunnen informeren.", Strength.EXPECTED),
        ("Uw Kamer wordt naar verwachting in mei geïnformeerd.", Strength.EXPECTED),
    ],
)
def test_strength(text: str, strength: Strength) -> None:
    assert _one(text).strength is strength


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Mocht dit anders uitpakken, dan informeer ik uw Kamer.", "Mocht dit anders uitpakken"),
        ("Ik zal uw Kamer informeren indien daar aanleiding voor is.", "indien daar aanleiding voor is"),
        ("Zo nodig informeer ik uw Kamer tussentijds.", "Zo nodig"),
        (
            "Mocht de ruimte sneller afnemen dan voorzien, dan stel ik uw Kamer op de hoogte.",
            "Mocht de ruimte sneller afnemen dan voorzien",
        ),
        ("Zodra het onderzoek gereed is, informeer ik uw Kamer.", None),
        ("Wanneer de toets is afgerond, zal ik uw Kamer informeren.", None),
    ],
)
def test_condition(text: str, condition: str | None) -> None:
    assert _one(text).condition == condition


@pytest.mark.parametrize(
    ("text", "promiser_text", "promiser", "on_behalf"),
    [
        ("Ik zal uw Kamer in mei informeren.", "Ik", "minister-jenv", None),
        ("Uw Kamer wordt in mei geïnformeerd.", None, "minister-jenv", None),
        (
            "De minister van Financiën zal uw Kamer in mei informeren.",
            "De minister van Financiën", "minister-fin", None,
        ),
        (
            "Hierover wordt uw Kamer in mei door mijn collega's van Defensie en Buitenlandse Zaken geïnformeerd.",
            "mijn collega's van Defensie en Buitenlandse Zaken", None,
            "mijn collega's van Defensie en Buitenlandse Zaken",
        ),
        (
            "Ik zal uw Kamer, mede namens de minister van Defensie, in mei informeren.",
            "Ik", "minister-jenv", "de minister van Defensie",
        ),
    ],
)  # fmt: skip
def test_who_promises(
    text: str, promiser_text: str | None, promiser: str | None, on_behalf: str | None
) -> None:
    found = _one(text)
    assert (found.promiser_text, found.promiser, found.on_behalf) == (promiser_text, promiser, on_behalf)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (
            "Ik zal uw Kamer in mei informeren over de uitkomsten van het onderzoek.",
            "de uitkomsten van het onderzoek",
        ),
        ("Over de gevolgen voor gemeenten wordt uw Kamer in mei geïnformeerd.", "de gevolgen voor gemeenten"),
        ("Het eindrapport stuur ik in mei naar uw Kamer.", "Het eindrapport"),
        ("Ik zal uw Kamer hierover informeren.", None),
        ("Met de analyse waarover ik uw Kamer in mei zal informeren, wil ik helderheid geven.", "de analyse"),
        ("Ik zeg toe de financiële monitor in mei met uw Kamer te delen.", "de financiële monitor"),
        ("Daar kom ik sowieso bij de Kamer op terug.", None),
    ],
)
def test_subject(text: str, subject: str | None) -> None:
    assert _one(text).subject == subject


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Het onderzoek is half mei klaar, waarna ik uw Kamer informeer.", None),
        (
            "Op 26 mei is er een bijeenkomst en ik verwacht uw Kamer in het najaar te informeren.",
            "in het najaar",
        ),
        (
            "Zoals toegezegd tijdens het debat van 4 juni 2025, zal ik uw Kamer voor de zomer informeren.",
            "voor de zomer",
        ),
        ("Zodra het rapport gereed is, stuur ik het naar uw Kamer.", "Zodra het rapport gereed is"),
        ("Ik neem dit mee in de brief over de tarieven, die u in juni krijgt.", "in juni"),
        ("Ik zal uw Kamer hierover informeren.", None),
    ],
)
def test_the_term_of_the_act_itself(text: str, term: str | None) -> None:
    deadline = _one(text).deadline
    assert (deadline.text if deadline else None) == term


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Uw Kamer wordt hierover geïnformeerd in de voortgangsbrief van mei.", "van mei"),
        ("Ik zal u daarover berichten in de voortgangsbrief van oktober.", None),
        ("Ik stuur uw Kamer voor de begroting een overzicht.", "voor de begroting"),
        ("Ik zal dat nog voor het debat uitzoeken en u laten weten.", "nog voor het debat"),
        ("Naar aanleiding van uw vraag zult u later dit jaar worden geïnformeerd.", "later dit jaar"),
        ("Ik zal, gezien de start in juni 2026, later in 2026 op de motie terugkomen.", "later in 2026"),
    ],
)
def test_the_term_of_the_paper_or_the_meeting(text: str, term: str | None) -> None:
    deadline = _one(text).deadline
    assert (deadline.text if deadline else None) == term


def test_who_promises_is_the_person_who_signed() -> None:
    assert _one("Ik zal uw Kamer in mei informeren.").promiser_name == "A. Voorbeeld"
    assert _one("De minister van Financiën zal uw Kamer in mei informeren.").promiser_name is None


def test_two_names_for_one_office_name_nobody() -> None:
    other = Sender("B. Voorbeeld", _SENDER.title, _SENDER.office)
    document = _document("Ik zal uw Kamer in mei informeren.")
    both = replace(document, metadata=replace(document.metadata, senders=(_SENDER, other)))
    (found,) = commitments.read(both).commitments
    assert (found.promiser, found.promiser_name) == ("minister-jenv", None)


def test_every_hit_names_its_patterns() -> None:
    found = _one("Ik zeg uw Kamer toe voor de zomer te informeren over het tijdpad.")
    assert found.rules == ("toezeggen", "informeren-actief")


def test_without_a_date_the_terms_have_no_days_and_a_warning_says_so() -> None:
    reading = commitments.read(Document("Ik zal uw Kamer in mei informeren.", ()))
    deadline = reading.commitments[0].deadline
    assert reading.warnings == (NO_DATE,)
    assert deadline is not None
    assert (deadline.earliest, deadline.strict, deadline.generous) == (None, None, None)


def test_the_date_given_goes_before_the_date_of_the_paper() -> None:
    document = _document("Ik zal uw Kamer in mei informeren.")
    given = commitments.read(document, date=dt.date(2030, 1, 1)).commitments[0].deadline
    assert given is not None
    assert given.generous == dt.date(2030, 5, 31)


@pytest.mark.parametrize("kind", [BlockKind.HEADING, BlockKind.QUESTION, BlockKind.SIGNATURE])
def test_headings_and_questions_promise_nothing(kind: BlockKind) -> None:
    assert not commitments.read(_document((kind, "Ik zal uw Kamer in mei informeren."))).commitments


@pytest.mark.parametrize(
    ("metadata", "count"),
    [
        (Metadata(), 1),
        (Metadata(kind="Antwoord schriftelijke vragen"), 1),
        (Metadata(kind="Schriftelijke vragen"), 0),
        (Metadata(identifier="kv-tk-2026Z01234"), 0),
    ],
)
def test_under_a_numbered_question_stands_an_answer_unless_nobody_answered(
    metadata: Metadata, count: int
) -> None:
    head, text = "Vraag 3", "In mei ontvangt de Kamer een overzicht van de meldingen."
    whole = f"{head}\n{text}"
    blocks = (
        Block(BlockKind.HEADING, 0, len(head)),
        Block(BlockKind.QUESTION, len(head) + 1, len(whole)),
    )
    document = Document(whole, blocks, replace(metadata, date=dt.date(2026, 2, 3)))
    assert len(commitments.read(document).commitments) == count


def test_a_footnote_can_promise() -> None:
    assert commitments.read(
        _document((BlockKind.FOOTNOTE, "Uw Kamer wordt in mei geïnformeerd."))
    ).commitments


@pytest.mark.parametrize(
    ("role", "text", "count"),
    [
        ("Minister van Financiën", "Ik kom daar schriftelijk op terug.", 1),
        ("Noorderlicht", "Ik kom daar schriftelijk op terug.", 0),
        ("De voorzitter", "Ik kom daar schriftelijk op terug.", 0),
        ("De voorzitter", "De minister stuurt voor de zomer een brief naar de Kamer.", 1),
        ("De voorzitter", "U krijgt een antwoord.", 0),
        ("De voorzitter", "Toegezegd is dat de Kamer voor de kerst een overzicht van de sluizen krijgt.", 1),
        ("De voorzitter", "De minister heeft toegezegd om in mei terug te komen op de veerdiensten.", 1),
        (
            "De voorzitter",
            "De toezegging aan mevrouw Dekker is dat de minister de Kamer in juni informeert.",
            1,
        ),
        ("De voorzitter", "Er komt voor de zomer een brief over de vaartijden.", 1),
        ("De voorzitter", "Vorige maand heeft de minister toegezegd de Kamer in juni te informeren.", 0),
        ("Minister van Financiën", "In dat debat is toegezegd dat de Kamer in mei een brief krijgt.", 0),
        ("Minister van Financiën", "Ik ga de motie ontraden.", 0),
    ],
)
def test_debate(role: str, text: str, count: int) -> None:
    document = _document((BlockKind.SPEECH, text), role=role, speaker=role)
    assert len(commitments.read(document).commitments) == count


_PEOPLE = (
    Sender("Q. Voorbeeld", "Minister van Justitie en Veiligheid", "minister-jenv"),
    Sender("Z. Verzonnen", "Staatssecretaris van Financiën", None),
)


@pytest.mark.parametrize(
    ("speaker", "role", "text", "promiser"),
    [
        ("Minister Voorbeeld", "Minister", "Ik stuur de Kamer in mei een brief.", "minister-jenv"),
        ("De voorzitter", "De voorzitter", "De Minister stuurt de Kamer in mei een brief.", "minister-jenv"),
        ("De heer Q. Voorbeeld", "Minister van Financiën", "Ik stuur de Kamer een brief.", "minister-fin"),
    ],
)
def test_who_promises_aloud(speaker: str, role: str, text: str, promiser: str) -> None:
    block = Block(BlockKind.SPEECH, 0, len(text), speaker=speaker, role=role)
    metadata = Metadata(date=_DAY, participants=_PEOPLE)
    (found,) = commitments.read(Document(text, (block,), metadata)).commitments
    assert found.promiser == promiser


def test_in_this_letter_after_a_promised_letter_is_that_letter() -> None:
    promised = (
        "In mei stuur ik uw Kamer een brief. Ik zal uw Kamer in deze brief ook informeren over de kosten."
    )
    assert len(commitments.read(_document(promised)).commitments) == 2
    assert not commitments.read(_document("Ik informeer uw Kamer in deze brief over de kosten.")).commitments


@pytest.mark.parametrize(
    ("before", "count"),
    [("De heer Terlouw vraagt mij de Kamer de contracten te sturen.", 1), ("Boeren vragen om rust.", 0)],
)
def test_a_promise_that_resumes_the_request_before_it(before: str, count: int) -> None:
    found = commitments.read(_document(f"{before} Dat doe ik voor de zomer.")).commitments
    assert [c.quote for c in found] == ["Dat doe ik voor de zomer."] * count


def test_list_items_under_a_lead_in() -> None:
    document = _document(
        "Voor het einde van het jaar ontvangt uw Kamer:",
        (BlockKind.LIST_ITEM, "de evaluatie van de regeling;"),
        (BlockKind.LIST_ITEM, "een plan van aanpak, uiterlijk in juni."),
        "Dat is alles.",
    )
    first, second = commitments.read(document).commitments
    assert first.quote == "de evaluatie van de regeling;"
    assert first.deadline is not None
    assert first.deadline.text == "Voor het einde van het jaar"
    assert second.deadline is not None
    assert second.deadline.text == "uiterlijk in juni"


def test_a_lead_in_without_list_stands_by_itself() -> None:
    (found,) = commitments.read(_document("Ik zal uw Kamer in mei informeren over het volgende:")).commitments
    assert found.duty is Duty.KAMER


def test_table_of_promises() -> None:
    row = BlockKind.TABLE_ROW
    document = _document(
        (BlockKind.HEADING, "Overzicht van toezeggingen"),
        (row, "Nr. | Omschrijving | Termijn"),
        (row, "1 | De minister stuurt een kabinetsreactie op het advies. | Q4 2026"),
        (row, "2 | De Kamer informeren over de kustwacht. | medio 2026"),
        (row, "3 | De Kamer wordt geïnformeerd over de pilot. | Afgedaan met brief van 4 januari 2026"),
        (row, "4 | Er is gevraagd naar voorraden; dit is geen toezegging. | n.v.t."),
    )
    reading = commitments.read(document)
    terms = [(c.quote, c.deadline.text if c.deadline else None) for c in reading.commitments]
    assert terms == [
        ("De minister stuurt een kabinetsreactie op het advies.", "Q4 2026"),
        ("De Kamer informeren over de kustwacht.", "medio 2026"),
    ]
    assert [(e.kind, e.reference) for e in reading.events] == [
        (EventKind.FULFILLED, "brief van 4 januari 2026")
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Met deze brief doe ik de toezegging aan het lid Terlouw gestand.", EventKind.FULFILLED),
        ("Hiermee doe ik de toezegging gedeeltelijk gestand.", EventKind.PARTLY_FULFILLED),
        ("De start voor de zomer is niet langer realistisch.", EventKind.POSTPONED),
        ("De brief komt helaas later dan toegezegd.", EventKind.POSTPONED),
        ("De toezegging over de pilot komt daarmee te vervallen.", EventKind.WITHDRAWN),
        ("In het debat van 6 november heb ik toegezegd hierop terug te komen.", EventKind.MADE),
        ("De resultaten worden voor de zomer verwacht.", EventKind.EXPECTATION),
    ],
)
def test_event(text: str, kind: EventKind) -> None:
    reading = commitments.read(_document(text))
    assert [e.kind for e in reading.events] == [kind]
    assert not [c for c in reading.commitments if c.duty is Duty.KAMER and kind is not EventKind.POSTPONED]


def test_a_sentence_can_postpone_and_promise_anew() -> None:
    reading = commitments.read(
        _document(
            "De toegezegde brief over de tarieven volgt niet voor het zomerreces, maar uiterlijk eind oktober."
        )
    )
    assert [e.kind for e in reading.events] == [EventKind.POSTPONED]
    assert [c.deadline.text for c in reading.commitments if c.deadline] == ["uiterlijk eind oktober"]


def test_members_tell_no_events() -> None:
    document = _document(
        (BlockKind.SPEECH, "Dit is niet langer realistisch."), role="Noorderlicht", speaker="De heer Hoogland"
    )
    assert not commitments.read(document).events
