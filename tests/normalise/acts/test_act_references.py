from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.acts.act_references import find_act_references, parse_act_reference
from pipeline.normalise.acts.identity import identify, work_id

HEADS = {
    "resolution": (
        "Қазақстан Республикасы Үкіметінің 2013 жылғы 31 қаңтардағы № 78 қаулысы",
        ("resolution", "Қазақстан Республикасы Үкіметінің", "2013-01-31", "78", "kz-government-2013-78"),
    ),
    "approved by a resolution": (
        "Қазақстан Республикасы Үкіметінің 2013 жылғы 31 қаңтардағы № 78 қаулысымен бекітілген",
        ("resolution", "Қазақстан Республикасы Үкіметінің", "2013-01-31", "78", "kz-government-2013-78"),
    ),
    "decree": (
        "«Тұжырымдаманы бекіту туралы» Қазақстан Республикасы Президентінің 2012 жылғы 28 қарашадағы № 438 "
        "Жарлығына сәйкес Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:",
        ("decree", "Қазақстан Республикасы Президентінің", "2012-11-28", "438", "kz-president-2012-438"),
    ),
    "order of a minister": (
        "Қазақстан Республикасы Ұлттық экономика министрінің 2015 жылғы 27 ақпандағы № 154 бұйрығы",
        (
            "order",
            "Қазақстан Республикасы Ұлттық экономика министрінің",
            "2015-02-27",
            "154",
            "kz-ministry-of-national-economy-2015-154",
        ),
    ),
    "law, body after the day": (
        "2013 жылғы 13 маусымдағы Қазақстан Республикасының Заңы",
        ("law", "Қазақстан Республикасының", "2013-06-13", None, None),
    ),
    "law with its number": (
        "Қазақстан Республикасының 2015 жылғы 23 қарашадағы № 414-V Заңы",
        ("law", "Қазақстан Республикасының", "2015-11-23", "414-V", "kz-parliament-2015-414-v"),
    ),
    "law, title within": (
        "Қазақстан Республикасының 2001 жылғы 23 қаңтардағы «Жергілікті басқару туралы» Заңына",
        ("law", "Қазақстан Республикасының", "2001-01-23", None, None),
    ),
    "decision of a maslikhat": (
        "Алматы қаласы мәслихатының 2015 жылғы 10 желтоқсандағы № 385 шешімі",
        ("decision", "Алматы қаласы мәслихатының", "2015-12-10", "385", "kz-almaty-city-maslikhat-2015-385"),
    ),
    "kind before the day": (
        "Қазақстан Республикасы Үкіметінің Қаулысы 2013 жылғы 31 қаңтар № 78",
        ("resolution", "Қазақстан Республикасы Үкіметінің", "2013-01-31", "78", "kz-government-2013-78"),
    ),
    "day in figures": (
        "ҚР Үкіметінің 27.10.2014 № 1139 қаулысына",
        ("resolution", "ҚР Үкіметінің", "2014-10-27", "1139", "kz-government-2014-1139"),
    ),
    "number with a slash": (
        "Шымкент қаласы мәслихатының 2015 жылғы 10 желтоқсандағы № 52/385-5с шешімі",
        (
            "decision",
            "Шымкент қаласы мәслихатының",
            "2015-12-10",
            "52/385-5с",
            "kz-shymkent-city-maslikhat-2015-52-385-5с",
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS.keys())
def test_heads(text, expected):
    act_type, body, day, number, work = expected
    reference = parse_act_reference(text)
    assert (reference.act_type, reference.issuing_body_text, reference.date, reference.number) == (
        act_type,
        body,
        dt.date.fromisoformat(day),
        number,
    )
    assert work_id(reference) == work
    assert bool(reference.findings) == (number is None)


def test_ids_and_uris():
    reference = parse_act_reference("Қазақстан Республикасы Үкіметінің 2013 жылғы 31 қаңтардағы № 78 қаулысы")
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


def test_titles_and_places():
    text = (
        "«Сайлау туралы» Қазақстан Республикасы Президентінің 2012 жылғы 28 қарашадағы № 438 Жарлығына сәйкес"
    )
    (reference,) = find_act_references(text)
    assert reference.title_text == "Сайлау туралы"
    assert text[reference.start : reference.end] == (
        "Қазақстан Республикасы Президентінің 2012 жылғы 28 қарашадағы № 438 Жарлығына"
    )


def test_two_acts_that_share_body_and_kind():
    references = find_act_references(
        "Қазақстан Республикасы Үкіметінің 2013 жылғы 31 қаңтардағы № 78 және 2014 жылғы 27 қазандағы № 1139 "
        "қаулылары"
    )
    assert [(r.body_code, r.act_type, r.number) for r in references] == [
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
def test_what_cites_no_act(text):
    assert find_act_references(text) == []
    assert parse_act_reference(text).findings[0].code == "act_reference_incomplete"


@given(st.text() | st.lists(st.sampled_from(" ".join(t for t, _ in HEADS.values()).split())).map(" ".join))
def test_any_string_gives_a_reference_or_a_finding(text):
    reference = parse_act_reference(text)
    assert reference.findings or work_id(reference)
    for found in find_act_references(text):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Қазақстан Республикасы Үкіметінің 2013 жылғы 31 қаңтардағы № 78 қаулысы",
            "Қазақстан Республикасының Үкіметі",
        ),
        (
            "Қазақстан Республикасы Ұлттық экономика министрінің 2015 жылғы 27 ақпандағы № 154 бұйрығы",
            "Қазақстан Республикасы Ұлттық экономика министрі",
        ),
        ("Алматы қаласы мәслихатының 2015 жылғы 10 желтоқсандағы № 385 шешімі", "Алматы қаласы мәслихаты"),
    ],
)
def test_the_body_in_the_nominative(text, name):
    reference = parse_act_reference(text)
    assert reference.issuing_body_name == name


def test_latin_letters_in_cyrillic_words():
    reference = parse_act_reference("Қазақстан Республикасы Yкiметiнiң 2013 жылғы 31 қаңтардағы N 78 қаулысы")
    assert (work_id(reference), reference.issuing_body_text) == (
        "kz-government-2013-78",
        "Қазақстан Республикасы Үкіметінің",
    )
