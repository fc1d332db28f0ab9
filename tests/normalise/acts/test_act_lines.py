"""Act lines of genuine kinds, with words of our own: what identifies the act, its force, its registration."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.normalise.acts.act_line import disagreements, parse_act_line
from pipeline.normalise.acts.act_references import parse_act_reference

CASES = [
    (
        "Алматы облыстық Мәслихатының 2003 жылғы 30 мамырдағы N 34-193 шешімі",
        ("decision", "almaty-region-maslikhat", date(2003, 5, 30), "34-193", "in_force"),
    ),
    (
        "Қазақстан Республикасы Үкіметінің 2002 жылғы 9 қаңтардағы N 28 қаулысы",
        ("resolution", "government", date(2002, 1, 9), "28", "in_force"),
    ),
    (
        "Қазақстан Республикасы Үкіметінің Қаулысы 1998 жылғы 18 наурыз N 225",
        ("resolution", "government", date(1998, 3, 18), "225", "in_force"),
    ),
    (
        "Қазақстан Республикасының Президентінің Жарлығы 2004 жылғы 14 сәуір N 1353",
        ("decree", "president", date(2004, 4, 14), "1353", "in_force"),
    ),
    (
        "Қазақстан Республикасы Премьер-Министрінің 2005 жылғы 3 тамыздағы N 221-ө өкімі",
        ("order", "prime-minister", date(2005, 8, 3), "221-ө", "in_force"),
    ),
    (
        "Жамбыл облыстық мәслихатының 2004 жылғы 15 қазандағы N 5С-23-2 (VIII сессия) шешімі",
        ("decision", "zhambyl-region-maslikhat", date(2004, 10, 15), "5С-23-2", "in_force"),
    ),
    (
        "Қарағанды облыстық мәслихатының XXIV сессиясының 2003 жылғы 11 желтоқсандағы N 24/299 шешімі",
        ("decision", "qaraghandy-region-maslikhat", date(2003, 12, 11), "24/299", "in_force"),
    ),
    (
        "Солтүстік Қазақстан облысы Қызылжар ауданы әкімдігінің 2011 жылғы 22 ақпандағы № 45 қаулысы",
        (
            "resolution",
            "soltustik-qazaqstan-region-qyzylzhar-district-akimat",
            date(2011, 2, 22),
            "45",
            "in_force",
        ),
    ),
    (
        "Қазақстан Республикасы Білім және ғылым министрінің м.а. 2014 жылғы 18 тамыздағы № 335 бұйрығы",
        ("order", "ministry-of-education-and-science", date(2014, 8, 18), "335", "in_force"),
    ),
    (
        "Жамбыл облысы әкімиятының 2003 жылғы 27 ақпандағы N 38 қаулысы",
        ("resolution", "zhambyl-region-akimat", date(2003, 2, 27), "38", "in_force"),
    ),
    (
        "Қазақстан Республикасы Министрлер Кабинетінің қаулысы 1994 жылғы 5 мамыр N 480",
        ("resolution", "cabinet-of-ministers", date(1994, 5, 5), "480", "in_force"),
    ),
    (
        "Қазақстан Республикасының Көлік және коммуникация министрлігі Автомобиль жолдары комитетінің "
        "2003 жылғы 17 қаңтардағы N 8-I бұйрығы",
        ("order", "committee", date(2003, 1, 17), "8-I", "in_force"),
    ),
    (
        "Қазақстан Республикасы Үкіметінің 2011 жылғы 15 наурыздағы № 254 Қаулысы. Күші жойылды - Қазақстан "
        "Республикасы Үкіметінің 2016 жылғы 29 желтоқсандағы № 905 қаулысымен",
        ("resolution", "government", date(2011, 3, 15), "254", "repealed"),
    ),
    (
        "Қызылорда облысы Арал ауданы әкімінің 2008 жылғы 5 ақпандағы N 7-ш шешімі. Күшін ішінара жойды - "
        "Қызылорда облысы Арал ауданы әкімінің 2010.05.06 N 12 шешімімен",
        ("decision", "qyzylorda-region-aral-district-akim", date(2008, 2, 5), "7-ш", "partly_repealed"),
    ),
    (
        "Қостанай облысы мәслихатының 2006 жылғы 5 сәуірдегі № 262 шешімі. Қолданылу мерзімінің аяқталуына "
        "байланысты қолданылуы тоқтатылды - (Қостанай облысы мәслихатының 2013 жылғы 5 қаңтардағы № 12 хаты)",
        ("decision", "qostanay-region-maslikhat", date(2006, 4, 5), "262", "unknown"),
    ),
    (
        "Қарағанды облысы Теміртау қалалық мәслихатының XXIII сессиясының 2006 жылғы 18 шілдедегі N 23/4 "
        "шешімі. Қолданылу мерзімінің өтуіне байланысты күші жойылды (Қарағанды облысы Теміртау қалалық "
        "мәслихатының 2011 жылғы 25 сәуірдегі N 4/60 хатымен)",
        ("decision", "qaraghandy-region-temirtau-city-maslikhat", date(2006, 7, 18), "23/4", "repealed"),
    ),
    (
        "Атырау облысы әкімдігінің 2014 жылғы 14 наурыздағы № 74 қаулысы. Қолданылу мерзімі аяқталуына "
        "байланысты күшін жойды",
        ("resolution", "atyrau-region-akimat", date(2014, 3, 14), "74", "repealed"),
    ),
    (
        "Қазақстан Республикасы Денсаулық сақтау министрінің 2020 жылғы 7 қазандағы "
        "№ ҚР ДСМ-115/2020 бұйрығы",
        ("order", "ministry-of-healthcare", date(2020, 10, 7), "ҚР ДСМ-115/2020", "in_force"),
    ),
    (
        "Ақтөбе облысы әкімдігінің 2010 жылғы 5 мамырдағы № 134 қаулысы. Айналымнан шығып қалды",
        ("resolution", "aqtobe-region-akimat", date(2010, 5, 5), "134", "unknown"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_act_line(text, expected):
    line = parse_act_line(text)
    own = line.reference
    assert (own.act_type, own.body_code, own.date, own.number, line.status) == expected
    assert bool(line.findings) == (line.status == "unknown")


@pytest.mark.parametrize(
    "said", ["Күшін жоймады", "Күші жойылмаған", "Қолданылу мерзімінің өтуіне байланысты күшін жоймады"]
)
def test_what_is_not_repealed_is_no_repeal(said):
    line = parse_act_line(f"Атырау облысы әкімдігінің 2014 жылғы 14 наурыздағы № 74 қаулысы. {said}")
    assert line.status == "unknown"
    assert line.repeal_text is None
    assert "act_status_unknown" in {remark.code for remark in line.findings}


SESSIONS = [
    "XXIII сессиясының",
    "10 сессиясының",
    "12-ші сессиясының",
    "4-шақырылған 12-сессиясының",
    "IV сайланған кезектен тыс XII сессиясының",
]


@pytest.mark.parametrize("session", SESSIONS)
def test_a_session_is_no_part_of_the_body(session):
    text = f"Ақмола облысы Көкшетау қалалық мәслихатының {session} 2008 жылғы 24 желтоқсандағы N 12/5 шешімі"
    line = parse_act_line(text)
    assert line.reference.issuing_body_text == "Ақмола облысы Көкшетау қалалық мәслихатының"
    assert line.findings == ()


REGISTRATIONS = [
    (
        "Жамбыл облысының Әділет департаментінде 2005 жылғы 8 маусымда 1604 нөмірімен тіркелді",
        ("Жамбыл облысының Әділет департаментінде", date(2005, 6, 8), "1604"),
    ),
    (
        "Алматы облысының Әділет басқармасында 2003 жылғы 16 маусымда N 1164 тіркелді",
        ("Алматы облысының Әділет басқармасында", date(2003, 6, 16), "1164"),
    ),
    (
        "Қазақстан Республикасы Әділет министрлігінде 2003 жылғы 30 мамырда тіркелді. Тіркеу N 2345",
        ("Қазақстан Республикасы Әділет министрлігінде", date(2003, 5, 30), "2345"),
    ),
    (
        "Қазақстан Республикасының Әділет министрлігінде 2010 жылғы 12 сәуірде Нормативтік құқықтық "
        "кесімдерді "
        "мемлекеттік тіркеудің тізіліміне N 6174 "
        "болып енгізілді",
        ("Қазақстан Республикасының Әділет министрлігінде", date(2010, 4, 12), "6174"),
    ),
    (
        "Қызылорда облысы Арал ауданының Әділет басқармасында 2008 ж. 29 ақпанда N 10-3-82 тіркелді",
        ("Қызылорда облысы Арал ауданының Әділет басқармасында", date(2008, 2, 29), "10-3-82"),
    ),
]


@pytest.mark.parametrize(("words", "expected"), REGISTRATIONS)
def test_registration(words, expected):
    line = parse_act_line(f"Атырау облысы әкімдігінің 2003 жылғы 5 мамырдағы N 203 қаулысы. {words}")
    assert line.registration is not None
    assert (line.registration.body_text, line.registration.date, line.registration.number) == expected
    assert line.findings == ()


def test_a_registration_without_its_number_is_told():
    line = parse_act_line(
        "Атырау облысы әкімдігінің 2003 жылғы 5 мамырдағы N 203 қаулысы. Әділет басқармасында 2003 жылғы "
        "16 маусымда тіркелді"
    )
    assert [remark.code for remark in line.findings] == ["registration_not_understood"]
    assert line.registration is not None
    assert line.registration.number is None


def test_a_joint_order_has_no_number_of_its_own():
    line = parse_act_line(
        "Қазақстан Республикасы Денсаулық сақтау министрінің 2010 жылғы 5 мамырдағы N 12 және Қазақстан "
        "Республикасы Қаржы министрінің 2010 жылғы 7 мамырдағы N 34 бірлескен бұйрығы"
    )
    assert line.reference.number is None
    assert "act_reference_incomplete" in {remark.code for remark in line.findings}


@pytest.mark.parametrize("number", ["20.5-12", "7//3", "12-"])
def test_a_number_that_goes_on_in_an_unknown_way_is_none(number):
    line = parse_act_line(f"Атырау облысы әкімдігінің 2003 жылғы 5 мамырдағы N {number} қаулысы")
    assert line.reference.number != number.partition(".")[0].partition("/")[0]


def test_a_stamp_that_differs_is_told_and_one_that_lacks_a_part_is_not():
    own = parse_act_reference("Қазақстан Республикасы Үкіметінің 2013 жылғы 31 қаңтардағы № 78 қаулысы")
    other = parse_act_reference("Қазақстан Республикасы Үкіметінің 2013 жылғы 31 қаңтардағы № 87 қаулысымен")
    assert len(list(disagreements(own, other))) == 1
    assert list(disagreements(own, parse_act_reference("қосымша"))) == []
