"""What the words of bodies that no registry has say of them: kind, level, place, subject, parent."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.normalise.bodies.body_cell import Responsibility, parse_bodies
from tests.normalise.bodies.bodies_cells import (
    LISTS,
    MORE,
    NATIONAL_FIRST,
    OBLAST_FIRST,
    UNSEEN_1998,
    UNSEEN_2001,
    UNSEEN_2008,
    UNSEEN_2019,
)


def _shown(body: Responsibility) -> str:
    if body.agency_id is not None:
        return f"={body.agency_id}"
    assert body.findings
    level = f"/{body.level}" if body.level else ""
    return (body.body_kind or "?") + level + (f"<{body.parent_agency_id}" if body.parent_agency_id else "")


@pytest.mark.parametrize(
    ("day", "printed", "expected"),
    [
        (date.fromisoformat(day), *case)
        for day, cases in (
            ("2003-05-01", OBLAST_FIRST),
            ("2003-05-01", LISTS),
            ("2015-06-01", NATIONAL_FIRST),
            ("2017-06-01", MORE),
            ("2001-05-01", UNSEEN_2001),
            ("2019-04-01", UNSEEN_2019),
            ("1998-05-01", UNSEEN_1998),
            ("2008-05-01", UNSEEN_2008),
        )
        for case in cases
    ],
)
def test_cells(day: date, printed: str, expected: str) -> None:
    assert ", ".join(map(_shown, parse_bodies(printed, as_of=day))) == expected


@pytest.mark.parametrize(
    ("printed", "place", "subject"),
    [
        ("Облыстық білім департаменті", None, "білім"),
        ("Талдықорған қалалық білім бөлімі", "Талдықорған", "білім"),
        ("Алматы облысы бойынша салық комитеті", "Алматы", "салық"),
        ("Шығыс Қазақстан облыстық ішкі істер департаменті", "Шығыс Қазақстан", "ішкі істер"),
        ("Төтенше жағдайлар жөніндегі облыстық басқарма", None, "Төтенше жағдайлар"),
        ("облыстық сәулет және қала құрылысы басқармасы", None, "сәулет және қала құрылысы"),
        ("ИДМ Байланыс, ақпараттандыру және ақпарат комитеті", None, "Байланыс, ақпараттандыру және ақпарат"),
        ("Алматы облысының ауыл шаруашылығы департаменті", "Алматы", "ауыл шаруашылығы"),
        ("Талдықорған қаласының әкімі", "Талдықорған", None),
        ("Статистика облыстық басқармасы", None, "Статистика"),
        ("Алматы облыстық басқармасы", "Алматы", None),
        ("облыстық әкімнің аппараты", None, None),
        ("Астана қаласының әкімі", "Астана", None),
        ("Нұр-Сұлтан қаласының әкімі", "Нұр-Сұлтан", None),
        ("Ұлттық экономика министрлігі", None, "Ұлттық экономика"),
    ],
)
def test_place_and_subject(printed: str, place: str | None, subject: str | None) -> None:
    (body,) = parse_bodies(printed, as_of=date(2015, 6, 1))
    assert (body.place_text, body.subject_text) == (place, subject)


def test_a_plural_noun_stands_for_a_body_of_each_subject() -> None:
    printed = "Облыстық қаржы, экономика және бюджет, білім басқармалары"
    found = parse_bodies(printed, as_of=date(2003, 5, 1))
    assert [body.subject_text for body in found] == ["қаржы", "экономика және бюджет", "білім"]
    assert {body.mention_text for body in found} == {printed}


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("Құрмашев Қ.Қ.", ["executor_is_person"]),
        ("ИДМ Байланыс комитеті", ["agency_part_of_known"]),
        ("Кедендік бақылау комитетінің басқармасы", ["unknown_agency"]),
        ("облыстық білім басқармасы", ["agency_part_of_known"]),
        ("облыстық қаржы басқармасы", ["unknown_agency"]),
        ("ІІМ Статистика комитеті", ["unknown_agency"]),
        ("облыс әкімі", ["unknown_agency"]),
        ("(жинақтау), ҰЭМ", ["executors_not_understood"]),
        ("ҰЭМ 15", ["unknown_agency"]),
        (
            "«АБВ» АҚ (келісім бойынша) ГДЕ (келісім бойынша)",
            ["unknown_agency", "unknown_agency", "agency_separator_missing"],
        ),
        ("ҰЭМ (жинақтау) ІІМ", ["agency_separator_missing"]),
        ("1) ҰЭМ 2) ІІМ", []),
        ("ҰЭМ (АБВ)", ["agency_note_not_understood"]),
        ("АБВ қоры (мұрағат)", ["unknown_agency", "agency_note_not_understood"]),
        ("ҰЭМ (Қаржымині емес)", ["agency_note_not_understood"]),
    ],
)
def test_what_is_told(printed: str, codes: list[str]) -> None:
    found = parse_bodies(printed, as_of=date(2015, 6, 1))
    assert [remark.code for body in found for remark in body.findings] == codes


def test_a_remark_ends_its_body() -> None:
    found = parse_bodies("«АБВ» АҚ (келісім бойынша) ҰАК, ІІМ", as_of=date(2019, 3, 11))
    assert [body.mention_text for body in found] == ["«АБВ» АҚ", "ҰАК", "ІІМ"]
    assert [body.body_kind for body in found] == ["company", None, "ministry"]
    assert [body.is_by_consent for body in found] == [True, False, False]


def test_a_committee_of_another_ministry_is_not_taken_for_the_registered_one() -> None:
    (body,) = parse_bodies("ІІМ Статистика комитеті", as_of=date(2015, 6, 1))
    assert (body.agency_id, body.body_kind) == (None, "committee")
    (right,) = parse_bodies("ҰЭМ Статистика комитеті", as_of=date(2015, 6, 1))
    assert (right.agency_id, right.parent_agency_id) == (
        "committee-on-statistics",
        "ministry-of-national-economy",
    )


@pytest.mark.parametrize(
    ("printed", "ids"),
    [
        # a place that is an oblast and a city: each word says which
        ("Алматы облысы мен қаласының әкімдіктері", ["akim-of-almaty-region", "akim-of-almaty"]),
        ("Алматы облыстық әкімдігі", ["akim-of-almaty-region"]),
        ("Алматы қалалық әкімдігі", ["akim-of-almaty"]),
        ("Түркістан облысы мен қаласының әкімдіктері", ["akim-of-turkistan-region", None]),
        # levels inside a named place are not all of that level
        ("Алматы облысының аудандарының әкімдері", [None]),
        ("облыстардың қалаларының әкімдері", ["akims-of-cities"]),
        # of places that a list names, those that are registered have their akims
        ("Астана, Алматы, Семей қалаларының әкімдері", ["akim-of-astana", "akim-of-almaty", None]),
        (
            "Атырау, Маңғыстау облыстарының, Ақтау қаласының әкімдіктері",
            ["akim-of-atyrau-region", "akim-of-mangystau-region", None],
        ),
        ("Алматы облысының Талғар, Қарасай аудандарының әкімдері", [None, None]),
        # list marks of three kinds
        ("I. ҰЭМ; II. ІІМ", ["ministry-of-national-economy", "ministry-of-internal-affairs"]),
        ("а) ҰЭМ; ә) ІІМ", ["ministry-of-national-economy", "ministry-of-internal-affairs"]),
    ],
)
def test_places_and_list_marks(printed: str, ids: list[str | None]) -> None:
    found = parse_bodies(printed, as_of=date(2019, 1, 1))
    assert [body.agency_id for body in found] == ids
    assert [bool(body.findings) for body in found] == [each is None for each in ids]


def test_places_of_a_list() -> None:
    found = parse_bodies("Алматы облысының Талғар, Қарасай аудандарының әкімдері", as_of=date(2019, 1, 1))
    assert [(body.place_text, body.level) for body in found] == [
        ("Талғар", "district"),
        ("Қарасай", "district"),
    ]


def test_the_kind_by_the_legend() -> None:
    legend = {"БҚ": "Облыстық бақылау комитеті"}
    (body,) = parse_bodies("БҚ", as_of=date(2003, 5, 1), legend=legend)
    assert (body.agency_id, body.body_kind, body.level) == (None, "committee", "oblast")
