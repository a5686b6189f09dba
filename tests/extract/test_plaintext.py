from __future__ import annotations

import datetime as dt

import pytest

import extract
from extract import wrapping
from extract.document import BlockKind, Document
from extract.source_map import source_span
from extract.traced import Traced
from tests.extract.letters import BODY, HEAD, PARAGRAPHS


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.begin : block.end]) for block in document.blocks]


@pytest.fixture(scope="module")
def letter() -> Document:
    return extract.read_text(HEAD + BODY)


def test_a_letter_gives_its_paragraphs_and_nothing_else(letter: Document) -> None:
    assert blocks(letter) == PARAGRAPHS


def test_the_head_is_metadata(letter: Document) -> None:
    found = letter.metadata
    assert found.date == dt.date(2031, 3, 3)
    assert found.title == "Bewaking van de dijken in de polder"
    assert found.reference == "1234567"
    assert found.chamber == 2
    assert found.addressee == "de Voorzitter van de Tweede Kamer der Staten-Generaal"
    assert found.ministry == "IenW"
    assert [(sender.name, sender.office) for sender in found.senders] == [
        ("A.B. van der Zandbank", "minister-ienw")
    ]


def test_footnote_marks_leave_the_sentence_and_keep_a_link(letter: Document) -> None:
    links = [
        (letter.text[: link.offset].rsplit(" ", 1)[-1], letter.blocks[link.block].label)
        for link in letter.footnotes
    ]
    assert links == [("geïnspecteerd.", "1"), ("Molendijk.", "2")]


def test_references_are_found_in_footnotes(letter: Document) -> None:
    assert [reference.target for reference in letter.references] == ["kst-39876-12", "h-tk-20302031-45-3"]


def test_canonical_text_has_no_line_breaks_inside_a_block(letter: Document) -> None:
    assert letter.text.split("\n\n") == [text for _, text in PARAGRAPHS]
    assert "  " not in letter.text


def test_every_character_maps_to_the_raw_text(letter: Document) -> None:
    raw = HEAD + BODY
    for segment in letter.segments:
        kept = letter.text[segment.begin : segment.begin + segment.length]
        source = raw[segment.source : segment.source + segment.length]
        assert kept == " ".join(source.split()) or kept == source.replace("\n", " ")
    covered = sum(segment.length for segment in letter.segments)
    assert covered == len(letter.text.replace("\n\n", ""))


def test_a_sentence_over_a_page_end_maps_to_its_raw_stretch(letter: Document) -> None:
    begin = letter.text.index("Ik zal uw Kamer")
    end = letter.text.index(" Daarbij")
    raw = HEAD + BODY
    low, high = source_span(letter, begin, end, raw)
    # The page end would be more than a quarter of the quote: the longest part of the sentence stands for it.
    assert raw[low:high].startswith("Ik zal uw Kamer voor de zomer")
    assert raw[low:high].rstrip().endswith("vervolgonderzoek en de")


def test_a_given_date_goes_before_the_one_in_the_letter() -> None:
    assert extract.read_text(HEAD + BODY, date=dt.date(2030, 1, 1)).metadata.date == dt.date(2030, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Ik stuur uw Kamer in maart een brief.",
        "De minister stuurt in maart een brief",
        "ik kom daar in het najaar schriftelijk op terug",
    ],
)
def test_a_fragment_stays_whole(text: str) -> None:
    document = extract.read_text(text)
    assert document.text == text
    assert source_span(document, 0, len(text), text) == (0, len(text))
    assert document.blocks[0].kind is BlockKind.PARAGRAPH
    assert document.metadata.date is None


def test_three_sentences_on_three_lines_are_not_glued() -> None:
    lines = [
        "Planning",
        "De evaluatie is in volle gang en het rapport wordt in het tweede kwartaal van dit jaar verwacht.",
        "Uw Kamer ontvangt het rapport met mijn reactie voor het zomerreces.",
    ]
    document = extract.read_text("\n".join(lines))
    assert [text for _, text in blocks(document)] == lines


def test_wrapped_lines_are_one_sentence() -> None:
    text = (
        "De gesprekken met de gemeenten over het meldpunt verlopen goed. Ik zal uw\n"
        "Kamer in het najaar nader berichten over de uitkomsten daarvan en over de\n"
        "bijdrage van het Rijk.\n"
    )
    assert blocks(extract.read_text(text)) == [("paragraph", " ".join(text.split()))]


def test_a_short_promise_without_a_full_stop_is_no_heading() -> None:
    document = extract.read_text(
        "De Kamer wordt voor 1 mei geïnformeerd\n\nDe vergadering wordt gesloten om 12 uur."
    )
    assert document.blocks[0].kind is BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    "text",
    [
        "Datum en plaats van het debat volgen nog. De Kamer ontvangt voor 1 mei bericht.",
        "Onderwerp van gesprek was de dijk.\nIk kom daar in mei op terug.",
        "Kenmerk hiervan is dat het lang duurt.\nIk stuur u een brief.",
        "Afdeling Polders stuurt de Kamer in mei een brief.",
        "Bijlage bij deze brief is het rapport dat ik u in mei zend.",
        "1 mei 2031\nIk stuur u een brief.",
    ],
)
def test_no_sentence_is_taken_for_a_head(text: str) -> None:
    kept = extract.read_text(text).text
    assert [char for char in kept if char.isalpha()] == [char for char in text if char.isalpha()]


def test_a_letter_without_white_space_below_its_subject() -> None:
    text = (
        "Aan de Voorzitter van de Tweede Kamer\nDatum 3 maart 2031\nBetreft De dijken\n"
        "Hierbij stuur ik u het rapport.\nIk kom daar in mei op terug.\n"
    )
    document = extract.read_text(text)
    assert document.text == "Hierbij stuur ik u het rapport.\n\nIk kom daar in mei op terug."
    assert document.metadata.title == "De dijken"


def test_questions_and_answers() -> None:
    text = (
        "Vraag 1\nKent u het bericht?\n\nAntwoord 1\nJa.\n\nIk stuur het voor 1 mei toe.\n\n"
        "Vraag 2 en 3: Hoe staat het ermee?\n\nAntwoord op vragen 2 en 3\nGoed.\n"
    )
    document = extract.read_text(text)
    assert [(block.kind.value, block.label) for block in document.blocks] == [
        ("heading", "Vraag 1"),
        ("question", "Vraag 1"),
        ("heading", "Antwoord 1"),
        ("answer", "Antwoord 1"),
        ("answer", "Antwoord 1"),
        ("heading", "Vraag 2 en 3"),
        ("question", "Vraag 2 en 3"),
        ("heading", "Antwoord op vragen 2 en 3"),
        ("answer", "Antwoord op vragen 2 en 3"),
    ]


def test_speeches_have_speaker_and_role() -> None:
    text = (
        "De voorzitter: Het woord is aan de minister.\n\n"
        "Minister Zandbank: Dank u wel.\n\nIk kom daar schriftelijk op terug.\n\n"
        "Mevrouw Van der Molen (Polderpartij): Wanneer dan?\n"
    )
    document = extract.read_text(text)
    assert [
        (block.speaker, block.role, document.text[block.begin : block.end]) for block in document.blocks
    ] == [
        ("De voorzitter", "De voorzitter", "Het woord is aan de minister."),
        ("Minister Zandbank", "Minister", "Dank u wel."),
        ("Minister Zandbank", "Minister", "Ik kom daar schriftelijk op terug."),
        ("Mevrouw Van der Molen", "Polderpartij", "Wanneer dan?"),
    ]
    assert {block.kind for block in document.blocks} == {BlockKind.SPEECH}


def test_a_table_row_holds_the_promise_and_its_term() -> None:
    text = (
        "Nr.   Onderwerp                                    Termijn\n"
        "\n"
        "7     De minister stuurt een overzicht van de      voor 1 mei\n"
        "      dijkverzwaringen.                            2031\n"
        "\n"
        "8     De Kamer ontvangt het jaarverslag.           n.v.t.\n"
    )
    document = extract.read_text(text)
    assert blocks(document)[1:] == [
        ("table_row", "7 | De minister stuurt een overzicht van de dijkverzwaringen. | voor 1 mei 2031"),
        ("table_row", "8 | De Kamer ontvangt het jaarverslag. | n.v.t."),
    ]


def test_table_rows_told_by_the_cells_they_fill() -> None:
    text = (
        "Motie of toezegging       Vindplaats        Stand van zaken              Afgedaan\n"
        "De minister gaat in       TZ203105-011      De brief volgt voor het      nee\n"
        "gesprek met de sector.                      kerstreces.\n"
        "De Kamer ontvangt een     TZ203105-012      Verzonden op 3 juni 2031.    ja\n"
        "rapport.\n"
    )
    assert blocks(extract.read_text(text))[1:] == [
        (
            "table_row",
            (
                "De minister gaat in gesprek met de sector. | TZ203105-011 | De brief volgt voor het "
                "kerstreces. | nee"
            ),
        ),
        ("table_row", "De Kamer ontvangt een rapport. | TZ203105-012 | Verzonden op 3 juni 2031. | ja"),
    ]


def test_a_markdown_table() -> None:
    text = "| Toezegging | Termijn |\n|:---|---|\n| De minister stuurt een brief. | mei 2031 |\n"
    assert blocks(extract.read_text(text)) == [
        ("table_row", "Toezegging | Termijn"),
        ("table_row", "De minister stuurt een brief. | mei 2031"),
    ]


def test_a_side_column_does_not_run_through_the_letter() -> None:
    side = ["Bezoekadres", "Lindelaan 12", "2511 AA Den Haag", "www.rijksoverheid.nl", "Kenmerk", "77-88"]
    letter = [
        "De voorzitter van de Tweede Kamer der Staten-Generaal",
        "Datum     3 maart 2031",
        "",
        "De dijk bij Nieuwendorp is hersteld. De kosten daarvan zijn hoger dan in de",
        "begroting was voorzien. Ik stuur uw Kamer in mei een overzicht van de kosten",
        "en van de planning.",
    ]
    text = "\n".join(f"{left:<90}{right}" for left, right in zip(letter, side, strict=True))
    document = extract.read_text(text)
    assert blocks(document) == [
        (
            "paragraph",
            (
                "De dijk bij Nieuwendorp is hersteld. De kosten daarvan zijn hoger dan in de begroting was "
                "voorzien. Ik stuur uw Kamer in mei een overzicht van de kosten en van de planning."
            ),
        )
    ]
    assert document.metadata.reference == "77-88"


def test_a_printed_kamerstuk() -> None:
    text = (
        "Tweede Kamer der Staten-Generaal\n\n2\n\nVergaderjaar 2030–2031\n\n"
        "39 876   Dijken en duinen\n\nNr. 13\n\n"
        "BRIEF VAN DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT\n\n"
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\nDen Haag, 4 april 2031\n\n"
        "Hierbij stuur ik uw Kamer het jaarverslag van de dijkwacht over 2030, zoals toege-\n"
        "zegd in het debat van 9 maart jl.\n\n"
        "kst-39876-13\nISSN 0921 - 7371\n’s-Gravenhage 2031\n\n"
        "Tweede Kamer, vergaderjaar 2030–2031, 39 876, nr. 13\n\n1\n\n"
        "De minister van Infrastructuur en Waterstaat,\nA.B. van der Zandbank\n"
    )
    document = extract.read_text(text)
    found = document.metadata
    assert (found.identifier, found.kind, found.number) == ("kst-39876-13", "Brief regering", "13")
    assert (found.dossiers, found.dossier_titles) == (("39876",), ("Dijken en duinen",))
    assert (found.session, found.date) == ("2030-2031", dt.date(2031, 4, 4))
    assert blocks(document)[0] == (
        "paragraph",
        (
            "Hierbij stuur ik uw Kamer het jaarverslag van de dijkwacht over 2030, zoals toegezegd in het "
            "debat van 9 maart jl."
        ),
    )
    assert [kind for kind, _ in blocks(document)] == ["paragraph", "signature", "signature"]


def test_a_dossier_title_over_two_lines() -> None:
    text = (
        "39 876 XII   Vaststelling van de begrotingsstaten van het Ministerie van Infrastructuur en\n"
        "Waterstaat (XII) voor het jaar 2031 en van de begrotingsstaten van de dijkwacht\n\n"
        "Nr. 13\n\nBRIEF VAN DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT\n\n"
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\nDen Haag, 4 april 2031\n\n"
        "Ik stuur uw Kamer in mei een brief.\n"
    )
    document = extract.read_text(text)
    assert document.text == "Ik stuur uw Kamer in mei een brief."
    assert document.metadata.dossiers == ("39876-XII",)
    assert document.metadata.dossier_titles[0].endswith("en van de begrotingsstaten van de dijkwacht")
    assert document.metadata.date == dt.date(2031, 4, 4)


def test_a_date_with_its_place_inside_running_text() -> None:
    text = (
        "De minister Aan de Voorzitter Den Haag, 24 april 2031 Met deze brief informeer ik u over de dijken."
    )
    assert extract.read_text(text).metadata.date == dt.date(2031, 4, 24)


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("het OBI-\nmeldpunt", "het OBI-meldpunt"),
        ("de inlichtingen-\nen veiligheidsdiensten", "de inlichtingen- en veiligheidsdiensten"),
        ("in Noord-\nHolland", "in Noord-Holland"),
        ("de medede-\nling", "de mededeling"),
        ("wordt ge-\ninformeerd", "wordt geïnformeerd"),
        ("wordt ge-\nevalueerd", "wordt geëvalueerd"),
        ("heeft ge-\nuit", "heeft geuit"),
    ],
)
def test_hyphens_at_a_line_end(cut: str, whole: str) -> None:
    text = f"De minister schrijft daarover in de brief van vorige week uitgebreid dat {cut} aan de orde is."
    assert whole in extract.read_text(text).text


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("De Kamer wordt ge ïnformeerd over het plan.", "geïnformeerd"),
        ("De brief volgt in s eptember van dit jaar.", "in september van"),
        ("Het eﬀect van de aﬁnanciering.", "effect van de afinanciering"),
        ("Zĳ is bĳna klaar.", "Zij is bijna klaar."),
        ("Het meld\u00adpunt opent in 2026\u20122027.", "meldpunt opent in 2026–2027"),
        ("Vergadering te D en Haag, op maandag.", "te Den Haag"),
    ],
)
def test_repaired_characters(broken: str, whole: str) -> None:
    assert whole in extract.read_text(broken).text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "De Kamer wordt vóór 1 mei geïnformeerd over de coördinatie."
    assert extract.read_bytes(text.encode(encoding)).text == text


def test_windows_line_ends_map_too() -> None:
    raw = (HEAD + BODY).replace("\n", "\r\n")
    document = extract.read_text(raw)
    assert blocks(document) == PARAGRAPHS
    begin = document.text.index("Ik zal uw Kamer")
    low, _ = source_span(document, begin, begin + 15, raw)
    assert raw[low:].startswith("Ik zal uw Kamer")


def test_a_letter_with_a_subject_to_the_president_of_the_kamer_is_a_letter_of_the_government() -> None:
    text = (
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDatum 3 maart 2031\n"
        "Betreft De dijken\n\nHierbij stuur ik u het rapport.\n"
    )
    assert extract.read_text(text).metadata.kind == "Brief regering"
    assert extract.read_text(
        text.replace("Hierbij", "Vraag 1\nWaarom?\n\nAntwoord 1\nHierbij")
    ).metadata.kind == ("Antwoord schriftelijke vragen")


def test_co_senders_are_offices() -> None:
    text = (
        "Mede namens de ministers van Buitenlandse Zaken en van Defensie en de staatssecretaris van "
        "Financiën bericht ik u als volgt."
    )
    assert extract.read_text(text).metadata.co_senders == (
        "minister van Buitenlandse Zaken",
        "minister van Defensie",
        "staatssecretaris van Financiën",
    )


def test_a_notice_that_the_answers_will_come_later_is_no_question() -> None:
    text = "Vraag 1\nKent u het bericht?\n\nMededeling\n\nDe vragen worden zo spoedig mogelijk beantwoord.\n"
    document = extract.read_text(text)
    assert [(block.kind.value, block.label) for block in document.blocks] == [
        ("heading", "Vraag 1"),
        ("question", "Vraag 1"),
        ("heading", "Mededeling"),
        ("answer", "Mededeling"),
    ]


def test_a_bullet_in_an_answer_is_no_part_of_its_sentence() -> None:
    text = "Antwoord 1\nIk doe twee dingen:\n\n• Ik stuur een brief.\n\n• Ik kom in mei terug.\n"
    assert blocks(extract.read_text(text))[1:] == [
        ("answer", "Ik doe twee dingen:"),
        ("answer", "Ik stuur een brief."),
        ("answer", "Ik kom in mei terug."),
    ]


def test_an_accent_set_behind_its_letter() -> None:
    text = "Mevrouw Petric´ zag de foto´s van de pc´s en de CD´s."
    assert extract.read_text(text).text == "Mevrouw Petrić zag de foto´s van de pc´s en de CD´s."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Toezeggingen", "Ik stuur uw Kamer in mei een brief."], None),
        (["Planning en vervolg", "Uw Kamer ontvangt het rapport voor de zomer", "Met groet"], None),
        (["Ik stuur uw Kamer", "in mei een brief."], ["Ik stuur uw Kamer in mei een brief."]),
        (
            ["De minister zegt de Kamer toe om voor het einde van het jaar met een brief te", "komen."],
            ["De minister zegt de Kamer toe om voor het einde van het jaar met een brief te komen."],
        ),
        (
            ["Ik zal de Kamer daarover in het voorjaar informeren, samen met mijn collega van", "Financiën."],
            ["Ik zal de Kamer daarover in het voorjaar informeren, samen met mijn collega van Financiën."],
        ),
        (
            ["De Kamer wordt daarover voor het einde van dit jaar nader bericht door minister", "Zandbank."],
            ["De Kamer wordt daarover voor het einde van dit jaar nader bericht door minister Zandbank."],
        ),
        (["Voortgang van de uitvoering van de moties en toezeggingen over de dijken", "Ik kom terug."], None),
        (["Ik stuur een brief in mei.", "Ik kom daar op terug."], None),
        (["2031", "Ik stuur een brief."], None),
        (["Datum", "Ik stuur een brief."], None),
        (["1", "2", "3"], None),
        (["Pagina 1 van 2", "Ik stuur in mei een brief."], ["Ik stuur in mei een brief."]),
        (["Ministerie van Financiën", "Ik stuur in mei een brief."], None),
        (["Den Haag, 3 maart 2031", "Ik stuur in mei een brief."], None),
        (["Geachte voorzitter,", "Ik stuur in mei een brief."], None),
        (
            ["Ik informeer uw Kamer over", "Pagina 1 van 2", "de kosten."],
            ["Ik informeer uw Kamer over de kosten."],
        ),
    ],
)
def test_a_fragment_of_a_few_lines(lines: list[str], expected: list[str] | None) -> None:
    """None: each line is a block of its own."""
    assert [text for _, text in blocks(extract.read_text("\n".join(lines)))] == (expected or lines)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "De dijkwacht is daarmee op orde en dat geldt ook voor de bewaking van de",
            "(binnen)dijken in het land.",
        ),
        ("Deze werkwijze geeft ruimte om de hiervoor genoemde gevaren te beheersen,", "indien de dijk zakt."),
        ("Een bekende vorm van samenwerking met het buitenland is de Vlaamse", "Dijkwacht aan de grens."),
        ("In het debat over de dijken en duinen dat wij hebben gevoerd op 3 april", "2031 is dat genoemd."),
    ],
)
def test_a_line_that_breaks_off_a_clause_runs_on(first: str, second: str) -> None:
    assert blocks(extract.read_text(f"{first}\n{second}")) == [("paragraph", f"{first} {second}")]


def test_the_clauses_of_a_motion_stay_apart() -> None:
    lines = [
        "overwegende dat de dijken in het rivierengebied te laag zijn voor het hoge water,",
        "verzoekt de regering de Kamer daarover voor de zomer te informeren,",
        "en gaat over tot de orde van de dag.",
    ]
    assert [text for _, text in blocks(extract.read_text("\n".join(lines)))] == lines


def test_a_mark_behind_the_year_of_a_date() -> None:
    text = "Ik verwijs naar mijn brief van 4 mei 20311 over de dijken, Postbus 20311.\n\n1 Kamerstuk 39 876, nr. 12.\n"
    document = extract.read_text(text)
    assert document.text.startswith(
        "Ik verwijs naar mijn brief van 4 mei 2031 over de dijken, Postbus 20311."
    )
    assert [document.text[: link.offset][-4:] for link in document.footnotes] == ["2031"]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Zie https://", "www.dijken.example/a.", "Zie https://www.dijken.example/a."),
        ("Zie www.dijken.example/lijst?id=2031Z", "?b=2", "Zie www.dijken.example/lijst?id=2031Z?b=2"),
        (
            "Zie www.dijken.example/?id=12",
            "34; daarin staat het.",
            "Zie www.dijken.example/?id=1234; daarin staat het.",
        ),
        ("Kijk op www.dijken.example/", "en meld u aan.", "Kijk op www.dijken.example/ en meld u aan."),
        ("Kijk op www.dijken.example/", "Daar staat alles.", "Kijk op www.dijken.example/ Daar staat alles."),
        ("Kijk op www.dijken.example", "voor meer.", "Kijk op www.dijken.example voor meer."),
    ],
)
def test_a_web_address_over_two_lines(first: str, second: str, whole: str) -> None:
    known: dict[str, int] = {}
    assert wrapping.unwrap([Traced(first), Traced(second)], known).text == whole


def test_a_footnote_whose_lines_stand_apart() -> None:
    text = (
        "Dat staat in de nota[1] en in het verslag.[2] Daarover gaat deze\n\n"
        "1 Nota van de Dijkgraaf | Waterstaat |\n\nDijken.example\n\n2 Verslag van het waterschap\n\n"
        "Pagina 1 van 2\n\nbrief aan uw Kamer.\n"
    )
    assert blocks(extract.read_text(text)) == [
        ("paragraph", "Dat staat in de nota en in het verslag. Daarover gaat deze brief aan uw Kamer."),
        ("footnote", "Nota van de Dijkgraaf | Waterstaat | Dijken.example"),
        ("footnote", "Verslag van het waterschap"),
    ]


@pytest.mark.parametrize(
    ("other", "word"),
    [("De dijk is lang.", "economie-opgave"), ("Een lange bere-\nkening.", "economieopgave")],
)
def test_a_long_paper_that_breaks_no_words_keeps_its_hyphens(other: str, word: str) -> None:
    rest = "".join(f"Het gemaal {_name(n)} draait.\n\n" for n in range(420))
    text = (
        "De economie van de polder groeit, en die economie vraagt veel van dijken en van duinen.\n\n"
        "Daarom werkt het waterschap samen met de provincie aan de circulaire economie-\n"
        f"opgave, waarover ik uw Kamer in mei zal informeren.\n\n{rest}{other}\n"
    )
    assert word in extract.read_text(text).text


def _name(number: int) -> str:
    """A word for the number, of letters only: 7 is "ahpolder"."""
    return chr(97 + number // 26) + chr(97 + number % 26) + "polder"


def test_a_short_paper_does_not_tell_whether_it_breaks_words() -> None:
    text = (
        "De economie van de polder groeit, en die economie vraagt veel.\n\n"
        "Daarom werkt het waterschap samen met de provincie aan de circulaire economie-\n"
        "opgave, waarover ik uw Kamer in mei zal informeren.\n"
    )
    assert "economieopgave" in extract.read_text(text).text
