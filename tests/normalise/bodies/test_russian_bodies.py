"""Bodies as Russian editions print them, with the bodies that a lawyer would name."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.normalise.bodies.body_cell import Bodies, parse_bodies
from pipeline.normalise.bodies.find_bodies import find_agencies
from pipeline.registry.loading import reading_in

DAY = date(2014, 12, 30)
AKIMS = ("akims-of-regions", "akim-of-astana", "akim-of-almaty")


def read(text: str, day: date = DAY) -> Bodies:
    with reading_in("ru"):
        return parse_bodies(text, as_of=day)


# each string with its bodies; none gives a remark
CASES = [
    ("МНЭ (созыв), МФ, МЮ, акимы областей, городов Астаны и Алматы",
     ("ministry-of-national-economy", "ministry-of-finance", "ministry-of-justice", *AKIMS)),
    ("Минфин, Минюст; акимы областей, гг. Астаны, Алматы",
     ("ministry-of-finance", "ministry-of-justice", *AKIMS)),
    ("Министерство национальной экономики Республики Казахстан", ("ministry-of-national-economy",)),
    ("Министерству финансов РК, Министерством юстиции", ("ministry-of-finance", "ministry-of-justice")),
    ("Министерства финансов, юстиции и внутренних дел",
     ("ministry-of-finance", "ministry-of-justice", "ministry-of-internal-affairs")),
    ("министерства образования и науки, внутренних дел Республики Казахстан",
     ("ministry-of-education-and-science", "ministry-of-internal-affairs")),
    ("Министерства национальной экономики, юстиции, местных исполнительных органов",
     ("ministry-of-national-economy", "ministry-of-justice", "local-executive-bodies")),
    ("Центральным исполнительным органам Республики Казахстан, акимам областей",
     ("central-executive-bodies", "akims-of-regions")),
    ("Министр финансов Республики Казахстан", ("ministry-of-finance",)),
    ("Комитет по статистике МНЭ РК", ("committee-on-statistics",)),
    ("Комитет казначейства Министерства финансов", ("treasury-committee",)),
    ("акимы Алматинской и Костанайской областей, города Алматы",
     ("akim-of-almaty-region", "akim-of-kostanay-region", "akim-of-almaty")),
    ("акимы районов и городов областного значения",
     ("akims-of-districts", "akims-of-cities-of-regional-significance")),
    ("акимы районов (городов областного значения), сельских округов",
     ("akims-of-districts", "akims-of-cities-of-regional-significance", "akims-of-rural-districts")),
    ("акимы областей, городов республиканского значения и столицы",
     ("akims-of-regions", "akim-of-almaty", "akim-of-astana")),
    ("областные, районные акиматы", ("akims-of-regions", "akims-of-districts")),
    ("акимы всех областей, г.г. Астаны и Алматы", AKIMS),
    ("акиматы областей, городов", ("akims-of-regions", "akims-of-cities")),
    ("маслихаты областей, городов Астаны, Алматы (по согласованию)",
     ("maslikhats-of-regions", "maslikhat-of-astana", "maslikhat-of-almaty")),
    ("акимы ВКО, ЗКО", ("akim-of-east-kazakhstan-region", "akim-of-west-kazakhstan-region")),
    ("МИО областей, г. Астаны", ("akims-of-regions", "akim-of-astana")),
    ("МИО", ("local-executive-bodies",)),
    ("центральные и местные исполнительные органы", ("central-executive-bodies", "local-executive-bodies")),
    ("заинтересованные государственные органы", ("interested-state-bodies",)),
    ("АО «ФНБ «Самрук-Қазына» (по согласованию), НПП «Атамекен» (по согласованию)",
     ("samruk-kazyna-sovereign-wealth-fund-jsc", "atameken-national-chamber-of-entrepreneurs")),
    ("АО «Фонд национального благосостояния «Самрук-Қазына»", ("samruk-kazyna-sovereign-wealth-fund-jsc",)),
    ("Администрация Президента РК (по согласованию)", ("presidential-administration",)),
    ("Канцелярия Премьер-Министра Республики Казахстан", ("prime-minister-s-office",)),
    ("Генеральная прокуратура (по согласованию), КНБ (по согласованию)",
     ("prosecutor-general-s-office", "national-security-committee")),
    ("1) МНЭ; 2) МВД", ("ministry-of-national-economy", "ministry-of-internal-affairs")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_bodies(text: str, wanted: tuple[str, ...]) -> None:
    found = read(text)
    assert tuple(one.agency_id for one in found) == wanted
    assert not [remark for one in found for remark in one.findings]


@pytest.mark.parametrize("country", ["", "РК ", "Республики Казахстан "])
def test_the_country_may_stand_inside_a_name(country: str) -> None:
    (one,) = read(f"Агентство {country}по статистике", date(2013, 5, 1))
    assert (one.agency_id, one.subject_text, one.findings) == ("agency-of-statistics", "статистике", ())


def test_marks_belong_to_the_body_before_them() -> None:
    found = read("МНЭ (созыв), МФ, ЦИК (по согласованию), акимы областей (свод)")
    assert [(one.is_coordinator, one.is_by_consent) for one in found] == [
        (True, False), (False, False), (False, True), (True, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "КНБ, ВС (все по согласованию), МЮ"),
        ("ru", "КНБ, ВС - все по согласованию, МЮ"),
        ("kk", "ҰҚК, ЖС (барлығы келісім бойынша), Әділетмині"),
    ],
)
def test_a_remark_on_all_is_one_on_each_before_it(language: str, text: str) -> None:
    with reading_in(language):
        found = parse_bodies(text, as_of=DAY)
    assert [one.is_by_consent for one in found] == [True, True, False]


# what a place holds is not the level of the whole country, and a name that goes on is not its beginning
@pytest.mark.parametrize(
    ("text", "kind", "level", "place", "subject"),
    [
        ("акимы районов Алматинской области", "akim", "district", "Алматинской", None),
        ("акимы районов города Алматы", "akim", "district", "Алматы", None),
        ("акимы городов Костанайской области", "akim", "city", "Костанайской", None),
        ("аким Карасайского района", "akim", "district", "Карасайского", None),
        ("Министерство культуры, информации и религий",
         "ministry", "republic", None, "культуры, информации и религий"),
        ("Управление юстиции г. Алматы", "local_office", "city", "Алматы", "юстиции"),
        ("Департамент статистики Алматинской области", "department", "oblast", "Алматинской", "статистики"),
        ("УВД г. Алматы", "local_office", "city", "Алматы", None),
        ("ТОО «Рога и копыта»", "company", None, None, None),
        ("Ассоциация банков, страховых компаний", "organization", None, None, None),
        ("Комитет дорожной полиции МВД", "committee", "republic", None, "дорожной полиции"),
    ],
)  # fmt: skip
def test_a_body_that_no_one_registered(
    text: str, kind: str, level: str | None, place: str | None, subject: str | None
) -> None:
    (one,) = read(text)
    assert one.agency_id is None
    assert (one.body_kind, one.level, one.place_text, one.subject_text) == (kind, level, place, subject)
    assert one.findings


def test_a_part_of_a_known_body_has_it_as_parent() -> None:
    (committee,) = read("Комитет дорожной полиции МВД")
    (office,) = read("Управление образования Алматинской области")
    assert committee.parent_agency_id == "ministry-of-internal-affairs"
    assert (office.parent_agency_id, office.body_kind) == ("akim-of-almaty-region", "local_office")


def test_letters_are_those_of_the_language_and_of_the_day() -> None:
    """`КС` is the council or the court by the day; in Kazakh letters `СК` was the committee on statistics."""
    assert read("КС", date(2014, 1, 1))[0].agency_id == "constitutional-council"
    assert read("КС", date(2024, 1, 1))[0].agency_id == "constitutional-court"
    assert read("СК", date(2015, 6, 1))[0].agency_id == "accounts-committee"
    assert parse_bodies("СК", as_of=date(2015, 6, 1))[0].agency_id == "committee-on-statistics"
    assert read("МФ")[0].agency_id == "ministry-of-finance"
    assert parse_bodies("МФ", as_of=DAY)[0].agency_id is None


def test_one_of_two_is_told() -> None:
    assert all(one.agency_id is None and one.findings for one in read("МНЭ или МФ"))


def test_a_person_is_told_as_one() -> None:
    (one,) = read("Иванов И.И.")
    assert (one.body_kind, [remark.code for remark in one.findings]) == ("person", ["executor_is_person"])


def test_bodies_in_running_text() -> None:
    with reading_in("ru"):
        found = find_agencies(
            "направить информацию акимам областей и Правительству Республики Казахстан", DAY
        )
    assert [(each.agency_id, each.case) for each in found] == [
        ("akims-of-regions", "dative"), ("government", "dative"),
    ]  # fmt: skip
