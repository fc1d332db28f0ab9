"""Acts by their lines and as they are cited: what identifies them, their force, registration and ids."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.acts.act_line import disagreements, parse_act_line
from pipeline.normalise.acts.act_references import find_act_references, parse_act_reference
from pipeline.normalise.acts.identity import identify, work_id
from tests.normalise.tables import parts_of

ACTS = parts_of(Path(__file__).parent / "acts.txt")
SHORT = "Атырау облысы әкімдігінің 2003 жылғы 5 мамырдағы N 203 қаулысы"
GOVERNMENTS = "Қазақстан Республикасы Үкіметінің 2013 жылғы 31 қаңтардағы № 78 қаулысы"


def said(*values: object) -> str:
    return " ".join(str(value or "-") for value in values)


@pytest.mark.parametrize(("text", "expected"), ACTS["lines"])
def test_act_line(text: str, expected: str) -> None:
    line = parse_act_line(text)
    own = line.reference
    assert said(own.act_type, own.body_code, own.date, own.number, line.status) == expected
    assert bool(line.findings) == (line.status == "unknown")


@pytest.mark.parametrize(
    "words", ["Күшін жоймады", "Күші жойылмаған", "Қолданылу мерзімінің өтуіне байланысты күшін жоймады"]
)
def test_what_is_not_repealed_is_no_repeal(words: str) -> None:
    line = parse_act_line(f"{SHORT}. {words}")
    assert line.status == "unknown"
    assert line.repeal_text is None
    assert "act_status_unknown" in {remark.code for remark in line.findings}


@pytest.mark.parametrize(
    "session",
    [
        "XXIII сессиясының",
        "10 сессиясының",
        "12-ші сессиясының",
        "4-шақырылған 12-сессиясының",
        "IV сайланған кезектен тыс XII сессиясының",
    ],
)
def test_a_session_is_no_part_of_the_body(session: str) -> None:
    body = "Ақмола облысы Көкшетау қалалық мәслихатының"
    line = parse_act_line(f"{body} {session} 2008 жылғы 24 желтоқсандағы N 12/5 шешімі")
    assert line.reference.issuing_body_text == body
    assert line.findings == ()


@pytest.mark.parametrize(("words", "body", "expected"), ACTS["registrations"])
def test_registration(words: str, body: str, expected: str) -> None:
    line = parse_act_line(f"{SHORT}. {words}")
    assert line.registration is not None
    assert line.registration.body_text == body
    assert said(line.registration.date, line.registration.number) == expected
    assert line.findings == ()


def test_a_registration_without_its_number_is_told() -> None:
    line = parse_act_line(f"{SHORT}. Әділет басқармасында 2003 жылғы 16 маусымда тіркелді")
    assert [remark.code for remark in line.findings] == ["registration_not_understood"]
    assert line.registration is not None
    assert line.registration.number is None


def test_a_joint_order_has_no_number_of_its_own() -> None:
    line = parse_act_line(
        "Қазақстан Республикасы Денсаулық сақтау министрінің 2010 жылғы 5 мамырдағы N 12 және Қазақстан "
        "Республикасы Қаржы министрінің 2010 жылғы 7 мамырдағы N 34 бірлескен бұйрығы"
    )
    assert line.reference.number is None
    assert "act_reference_incomplete" in {remark.code for remark in line.findings}


@pytest.mark.parametrize("number", ["20.5-12", "7//3", "12-"])
def test_a_number_that_goes_on_in_an_unknown_way_is_none(number: str) -> None:
    line = parse_act_line(SHORT.replace("203", number))
    assert line.reference.number != number.partition(".")[0].partition("/")[0]


def test_a_stamp_that_differs_is_told_and_one_that_lacks_a_part_is_not() -> None:
    own, other = parse_act_reference(GOVERNMENTS), parse_act_reference(GOVERNMENTS.replace("78", "87"))
    assert len(list(disagreements(own, other))) == 1
    assert list(disagreements(own, parse_act_reference("қосымша"))) == []


@pytest.mark.parametrize(("text", "body", "expected"), ACTS["references"])
def test_references(text: str, body: str, expected: str) -> None:
    read = parse_act_reference(text)
    assert read.issuing_body_text == body
    assert said(read.act_type, read.date, read.number, work_id(read)) == expected
    assert bool(read.findings) == (read.number is None)


def test_ids_and_uris() -> None:
    reference = parse_act_reference(GOVERNMENTS)
    identity = identify(reference, edition_date=dt.date(2014, 12, 30))
    assert identity is not None
    assert identity.document_id == "kz-government-2013-78"
    assert identity.edition_id == "kz-government-2013-78@2014-12-30"
    assert identity.work_uri == "/akn/kz/act/resolution/government/2013-01-31/78"
    assert identity.expression_uri == "/akn/kz/act/resolution/government/2013-01-31/78/kaz@2014-12-30"
    unamended = identify(reference, language="ru")
    assert unamended is not None
    assert unamended.expression_uri.endswith("/78/rus@2013-01-31")
    assert unamended.document_id == "kz-government-2013-78"
    assert unamended.edition_id == "kz-government-2013-78@2013-01-31.ru"


def test_titles_and_places() -> None:
    act = "Қазақстан Республикасы Президентінің 2012 жылғы 28 қарашадағы № 438 Жарлығына"
    text = f"«Сайлау туралы» {act} сәйкес"
    (reference,) = find_act_references(text)
    assert reference.title_text == "Сайлау туралы"
    assert text[reference.start : reference.end] == act


def test_two_acts_that_share_body_and_kind() -> None:
    references = find_act_references(
        "Қазақстан Республикасы Үкіметінің 2013 жылғы 31 қаңтардағы № 78 және 2014 жылғы 27 қазандағы № 1139 "
        "қаулылары"
    )
    assert [(each.body_code, each.act_type, each.number) for each in references] == [
        ("government", "resolution", "78"),
        ("government", "resolution", "1139"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2013 жылғы 31 қаңтарға қарай ақпарат берсін",
        "осы қаулы",
        "2015 жылғы 1 қыркүйек",
        "заңнаманы жетілдіру",
    ],
)
def test_what_cites_no_act(text: str) -> None:
    assert find_act_references(text) == []
    assert parse_act_reference(text).findings[0].code == "act_reference_incomplete"


WORDS = " ".join(text for text, *_ in ACTS["references"]).split()


@given(st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_any_string_gives_a_reference_or_a_finding(text: str) -> None:
    reference = parse_act_reference(text)
    assert reference.findings or work_id(reference)
    for found in find_act_references(text):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (GOVERNMENTS, "Қазақстан Республикасының Үкіметі"),
        (
            "Қазақстан Республикасы Ұлттық экономика министрінің 2015 жылғы 27 ақпандағы № 154 бұйрығы",
            "Қазақстан Республикасы Ұлттық экономика министрі",
        ),
        ("Алматы қаласы мәслихатының 2015 жылғы 10 желтоқсандағы № 385 шешімі", "Алматы қаласы мәслихаты"),
    ],
)
def test_the_body_in_the_nominative(text: str, name: str) -> None:
    assert parse_act_reference(text).issuing_body_name == name


def test_latin_letters_in_cyrillic_words() -> None:
    reference = parse_act_reference("Қазақстан Республикасы Yкiметiнiң 2013 жылғы 31 қаңтардағы N 78 қаулысы")
    assert work_id(reference) == "kz-government-2013-78"
    assert reference.issuing_body_text == "Қазақстан Республикасы Үкіметінің"
