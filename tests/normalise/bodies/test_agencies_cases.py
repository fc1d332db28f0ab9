"""Many strings as plans of other years print them, each with the bodies that it names.

A case is the printed string and the ids in order; `-` stands for a body that is not known or not sure, which
always has a remark; `*` after an id says that the body takes part by consent, `+` that it coordinates.
"""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.normalise.bodies.body_cell import parse_bodies

SHORT = {
    "mne": "ministry-of-national-economy",
    "fin": "ministry-of-finance",
    "just": "ministry-of-justice",
    "mia": "ministry-of-internal-affairs",
    "mfa": "ministry-of-foreign-affairs",
    "trade": "ministry-of-trade-and-integration",
    "transport": "ministry-of-transport",
    "agro": "ministry-of-agriculture",
    "labour": "ministry-of-labour-and-social-protection",
    "digital": "ministry-of-digital-development-innovations-and-aerospace-industry",
    "bank": "national-bank-of-kazakhstan",
    "cec": "central-election-commission",
    "regions": "akims-of-regions",
    "astana": "akim-of-astana",
    "almaty": "akim-of-almaty",
    "shymkent": "akim-of-shymkent",
    "districts": "akims-of-districts",
    "cities": "akims-of-cities",
    "samruk": "samruk-kazyna-sovereign-wealth-fund-jsc",
    "atameken": "atameken-national-chamber-of-entrepreneurs",
    "baiterek": "baiterek-national-managing-holding-jsc",
    "eri": "economic-research-institute",
    "interested": "interested-state-bodies",
    "central": "central-state-bodies",
    "lea": "local-executive-bodies",
    "lrb": "local-representative-bodies",
    "ngo": "non-governmental-organizations",
    "stat": "committee-on-statistics",
    "gov": "government",
    "ap": "presidential-administration",
}

IN_2024 = [
    # what parts the items
    ("ҰЭМ, Қаржымині", "mne fin"),
    ("ҰЭМ; Қаржымині; ІІМ", "mne fin mia"),
    ("ҰЭМ,Қаржымині,ІІМ", "mne fin mia"),
    ("ҰЭМ және Қаржымині", "mne fin"),
    ("ҰЭМ мен Қаржымині", "mne fin"),
    ("СІМ пен ҰЭМ", "mfa mne"),
    ("ҰЭМ, ІІМ және СІМ; Қаржымині мен АШМ", "mne mia mfa fin agro"),
    ("ҰЭМ\nҚаржымині\nІІМ", "mne fin mia"),
    ("ҰЭМ,\nҚаржымині,\nІІМ", "mne fin mia"),
    ("ҰЭМ/ІІМ", "mne mia"),
    ("1) ҰЭМ; 2) ІІМ", "mne mia"),
    ("1. ҰЭМ, 2. ІІМ.", "mne mia"),
    ("- ҰЭМ;\n- ІІМ", "mne mia"),
    ("• ҰЭМ\n• ІІМ", "mne mia"),
    ("ҰЭМ ,  ІІМ", "mne mia"),
    (" ҰЭМ ", "mne"),
    ("ҰЭМ.", "mne"),
    ("", ""),
    ("-", ""),
    # marks left over
    (", ҰЭМ", "mne"),
    ("ҰЭМ»", "mne"),
    ("ҰЭМ-нің,", "mne"),
    ("ҰЭМ-нің, ІІМ-нің (келісім бойынша),", "mne mia*"),
    # consent
    ("ҰБ (келісім бойынша), ІІМ", "bank* mia"),
    ("ҰБ(келісім бойынша),ІІМ", "bank* mia"),
    ("ҰБ ( келісім бойынша ), ІІМ", "bank* mia"),
    ("ҰБ (келісу бойынша)", "bank*"),
    ("ҰБ (Келісім бойынша)", "bank*"),
    ("ҰБ келісім бойынша, ІІМ", "bank* mia"),
    ("ҰБ – келісім бойынша; ІІМ", "bank* mia"),
    ("ҰБ, (келісім бойынша), ІІМ", "bank* mia"),
    ("ОСК мен ҰБ (келісім бойынша)", "cec bank*"),
    ("ОСК (келісім бойынша) және ҰБ", "cec* bank"),
    ("келісім бойынша: ОСК, ҰБ; ІІМ", "cec* bank* mia"),
    ("ҰБ (келісім бойынша", "bank*"),
    ("облыстардың әкімдері (келісім бойынша), ІІМ", "regions* mia"),
    # coordinators
    ("ҰЭМ (жинақтау), Қаржымині", "mne+ fin"),
    ("ҰЭМ (жауапты), Қаржымині", "mne+ fin"),
    ("ҰЭМ (үйлестіруші), Қаржымині", "mne+ fin"),
    ("ҰЭМ (жауапты орындаушы), Қаржымині", "mne+ fin"),
    ("ҰЭМ (ақпарат жинақтау), Қаржымині", "mne+ fin"),
    ("ҰЭМ - жинақтау, Қаржымині", "mne+ fin"),
    ("ҰЭМ – жинақтау; Қаржымині", "mne+ fin"),
    ("Жинақтау – ҰЭМ, Қаржымині", "mne+ fin"),
    ("Жауапты: ҰЭМ, Қаржымині", "mne+ fin"),
    ("ҰБ (келісім бойынша, жинақтау)", "bank*+"),
    ("ҰБ (жинақтау) (келісім бойынша), ІІМ", "bank*+ mia"),
    # endings
    ("ҰЭМ-ге", "mne"),
    ("ҰЭМ-нің", "mne"),
    ("ҰЭМ-мен", "mne"),
    ("ҰЭМге", "mne"),
    ("ҰЭМ‑ге", "mne"),
    ("Қаржыминіне", "fin"),
    ("Қаржыминінің", "fin"),
    ("Қаржыминімен", "fin"),
    ("Қаржыминінен", "fin"),
    ("Ішкі істер министрлігінің", "mia"),
    ("Ішкі істер министрлігіне", "mia"),
    ("Ішкі істер министрлігімен бірлесіп", "mia"),
    ("ҰЭМ, Қаржымині, ІІМ-мен бірлесіп", "mne fin mia"),
    ("ҰЭМ-мен және Қаржыминімен бірлесіп, АШМ", "mne fin agro"),
    ("облыстардың әкімдеріне", "regions"),
    ("«Атамекен» ҰКП-сымен", "atameken"),
    # full names, with and without the country
    ("Қазақстан Республикасының Ішкі істер министрлігі", "mia"),
    ("Қазақстан Республикасы Ішкі істер министрлігі", "mia"),
    ("ҚР Ішкі істер министрлігі", "mia"),
    ("ҚР ІІМ", "mia"),
    ("ҚР-ның Әділет министрлігі", "just"),
    ("Әділет министрлігі", "just"),
    ("әділет министрлігі", "just"),
    ("ӘДІЛЕТ МИНИСТРЛІГІ", "just"),
    ("Қаржы министрі", "fin"),
    ("Қазақстан Республикасының Қаржы министрі", "fin"),
    ("Қаржы министрлігі (ҚР Қаржымині)", "fin"),
    ("Ұлттық экономика министрлігі (ҰЭМ), ІІМ", "mne mia"),
    ("Қаржы, Ішкі істер және Әділет министрліктері", "fin mia just"),
    ("Ұлттық экономика және Қаржы министрліктері, ОСК (келісім бойынша)", "mne fin cec*"),
    ("Еңбек және халықты әлеуметтік қорғау министрлігі", "labour"),
    ("Еңбекмині, ЕХӘҚМ", "labour labour"),
    ("Цифрлық даму, инновациялар және аэроғарыш өнеркәсібі министрлігі, ІІМ", "digital mia"),
    ("ЦДИАӨМ", "digital"),
    ("СЖРА, ҰСБ", "agency-for-strategic-planning-and-reforms bureau-of-national-statistics"),
    ("ҒЖБМ, ОАМ", "ministry-of-science-and-higher-education ministry-of-education"),
    ("ӨҚМ, СРИМ", "ministry-of-industry-and-construction ministry-of-water-resources-and-irrigation"),
    ("Президент Әкімшілігі", "ap"),
    ("Қазақстан Республикасы Президентінің Әкімшілігі", "ap"),
    ("Үкімет Аппараты", "government-apparatus"),
    ("Ұлттық Банк (келісім бойынша)", "bank*"),
    ("Қазақстан Республикасының Ұлттық Банкі (келісім бойынша)", "bank*"),
    ("Бас прокуратура (келісім бойынша), БП", "prosecutor-general-s-office* prosecutor-general-s-office"),
    ("Жоғарғы Сот (келісім бойынша)", "supreme-court*"),
    ("ҰҚК (келісім бойынша)", "national-security-committee*"),
    ("Орталық сайлау комиссиясы", "cec"),
    ("Жоғары аудиторлық палата, ЖАП", "supreme-audit-chamber supreme-audit-chamber"),
    ("Қаржы министрлігінің Мемлекеттік кірістер комитеті", "committee-of-state-revenues"),
    # letters that differ, and letters that only look different
    ("СИМ, СІМ", "trade mfa"),
    ("КМ", "transport"),
    ("CIM", "mfa"),
    ("KM", "transport"),
    ("IIМ", "mia"),
    ("Iшкi iстер министрлiгi", "mia"),
    ("YЕҰ", "ngo"),
    ("Əділетмині", "just"),
    # the day settles the letters
    ("МАМ", "ministry-of-culture-and-information-2023"),
    (
        "ТСМ, ТЖМ, ДСМ",
        "ministry-of-tourism-and-sports ministry-of-emergency-situations ministry-of-healthcare",
    ),
    # groups and places
    ("облыстардың, Астана, Алматы және Шымкент қалаларының әкімдері", "regions astana almaty shymkent"),
    ("облыстардың, Астана, Алматы және Шымкент қалаларының әкімдіктері", "regions astana almaty shymkent"),
    ("облыстардың, Астана, Алматы, Шымкент қалаларының әкімдіктері", "regions astana almaty shymkent"),
    ("Астана, Алматы, Шымкент қалаларының және облыстардың әкімдері", "astana almaty shymkent regions"),
    ("облыстар, Астана, Алматы және Шымкент қалалары әкімдіктері", "regions astana almaty shymkent"),
    ("облыстардың және Астана, Алматы қалаларының әкімдері", "regions astana almaty"),
    ("барлық облыстардың әкімдері", "regions"),
    ("облыстардың әкімдері, Астана қаласының әкімі", "regions astana"),
    ("облыс әкімдіктері", "regions"),
    ("облыстық әкімдіктер", "regions"),
    ("Астана қаласының әкімдігі", "astana"),
    ("Астана қ. әкімі", "astana"),
    ("Астана және Алматы қ.қ. әкімдері", "astana almaty"),
    ("Нұр-Сұлтан қаласының әкімі", "astana"),
    ("Алматы қаласының әкімі", "almaty"),
    ("Алматы облысының әкімі", "akim-of-almaty-region"),
    ("Алматы облысының және Алматы қаласының әкімдері", "akim-of-almaty-region almaty"),
    ("Қарағанды, Павлодар облыстарының әкімдері", "akim-of-karaganda-region akim-of-pavlodar-region"),
    ("Түркістан облысы әкімдігі", "akim-of-turkistan-region"),
    ("аудандардың әкімдері", "districts"),
    ("аудандардың (қалалардың) әкімдері", "districts cities"),
    ("аудандар мен қалалардың әкімдері", "districts cities"),
    ("ауылдық округтердің әкімдері", "akims-of-rural-districts"),
    (
        "облыстардың, республикалық маңызы бар қалалардың және астананың әкімдіктері",
        "regions almaty shymkent astana",
    ),
    ("облыстардың әкімдері мен мәслихаттары", "regions maslikhats-of-regions"),
    ("аудандар мәслихаттары", "maslikhats-of-districts"),
    ("Астана қаласының мәслихаты", "maslikhat-of-astana"),
    ("мәслихаттар (келісім бойынша)", "lrb*"),
    ("жергілікті өкілді органдар (келісім бойынша)", "lrb*"),
    ("жергілікті атқарушы органдар", "lea"),
    ("ЖАО", "lea"),
    ("ЖАО-лар", "lea"),
    ("ҮЕҰ-лар (келісім бойынша)", "ngo*"),
    ("үкіметтік емес ұйымдар", "ngo"),
    ("мүдделі мемлекеттік органдар", "interested"),
    ("мүдделі мемлекеттік органдармен бірлесіп", "interested"),
    ("ҰЭМ, басқа да мүдделі мемлекеттік органдар", "mne interested"),
    ("орталық мемлекеттік органдар, ЖАО", "central lea"),
    ("орталық мемлекеттік және жергілікті атқарушы органдар", "central lea"),
    ("орталық атқарушы органдар", "central-executive-bodies"),
    ("орталық және жергілікті атқарушы органдар", "central-executive-bodies lea"),
    ("жергілікті өкілді және атқарушы органдар", "lrb lea"),
    ("мүдделі мемлекеттік органдар мен ұйымдар", "interested interested-organizations"),
    ("облыстардың әкімдері, мәслихаттар", "regions lrb"),
    ("облыстардың әкімдері / әкімдіктері", "regions"),
    (
        "аудандық маңызы бар қала, кент әкімдері",
        "akims-of-cities-of-district-significance akims-of-settlements",
    ),
    ("қала әкімдері", "cities"),
    ("Астана қаласы мен Алматы қаласының әкімдері", "astana almaty"),
    ("ҰЭМ-мен ІІМ бірлесіп", "mne mia"),
    ("ҰЭМ, сондай-ақ ІІМ", "mne mia"),
    ("ҰЭМ, ІІМ (келісім бойынша); жауапты – ҰЭМ", "mne mia* mne+"),
    ("ҰЭМ (жин.), ІІМ", "mne+ mia"),
    # quotes
    ("«Самұрық-Қазына» ҰӘҚ» АҚ (келісім бойынша)", "samruk*"),
    ("«Самұрық-Қазына» ҰӘҚ АҚ", "samruk"),
    ("«Самұрық-Қазына» Ұлттық әл-ауқат қоры» АҚ, ІІМ", "samruk mia"),
    ("«Самұрық-Қазына» ұлттық әл-ауқат қоры» акционерлік қоғамы", "samruk"),
    ('"Самұрық-Қазына" ҰӘҚ" АҚ', "samruk"),
    ("“Самұрық-Қазына” ҰӘҚ” АҚ", "samruk"),
    ("„Самұрық-Қазына“ АҚ", "samruk"),
    ("Самұрық-Қазына ҰӘҚ АҚ", "samruk"),
    ("«Атамекен» ҰКП (келісім бойынша)", "atameken*"),
    ("«Атамекен» Ұлттық кәсіпкерлер палатасы", "atameken"),
    ("ҚР «Атамекен» ҰКП", "atameken"),
    ("ҚР ҰКП «Атамекен»", "atameken"),
    ("«Бәйтерек» ҰБХ» АҚ, «Бәйтерек» ұлттық басқарушы холдингі» АҚ", "baiterek baiterek"),
    ("«ЭЗИ» АҚ, ЭЗИ АҚ (келісім бойынша)", "eri eri*"),
    ("«Экономикалық зерттеулер институты» АҚ", "eri"),
    # not known, or not sure: no id, and a remark
    ("ҚМ", "-"),
    ("ҰҒА", "-"),
    ("ҚМДБ", "-"),
    ("АБВГ", "-"),
    ("ҰЭМ, АБВГ (келісім бойынша), ІІМ", "mne -* mia"),
    ("Қаржы министрінің бірінші орынбасары", "-"),
    ("Премьер-Министрдің орынбасары", "-"),
    ("Қаржы министрлігінің Мемлекеттік мүлік комитеті", "-"),
    ("Су шаруашылығы және мелиорация комитеті, ІІМ", "- mia"),
    ("АБВ қоры мен ГДЕ орталығы (келісім бойынша)", "- -*"),
    ("АБВ (келісім бойынша) және ГДЕ", "-* -"),
    ("«Қазбайланыс» АҚ, ҰЭМ", "- mne"),
    ("«Қазақстан, жол» АҚ, ҰЭМ", "- mne"),
    ("«Даму» қоры, несие және сақтандыру» АҚ, ІІМ", "- mia"),
    ("Семей қаласының әкімі", "-"),
    ("Парламент Мәжілісінің депутаттары (келісім бойынша)", "-*"),
    ("талап етілмейді", "-"),
    ("(ҰЭМ)", "mne"),
    ("(ҰЭМ, ІІМ)", "mne mia"),
    ("ҰЭМ, (ІІМ)", "mne mia"),
    ("ҰЭМ, ((ІІМ) АБВ)", "mne -"),
    ("келісім бойынша", "-"),
    ("барлық", "-"),
]


def _shown(printed: str, as_of: date) -> str:
    shown = []
    for one in parse_bodies(printed, as_of=as_of):
        assert one.agency_id is not None or one.findings
        marks = "*" * one.is_by_consent + "+" * one.is_coordinator
        shown.append((one.agency_id or "-") + marks)
    return " ".join(shown)


def _expected(short: str) -> str:
    names = []
    for word in short.split():
        bare = word.rstrip("*+")
        names.append(SHORT.get(bare, bare) + word[len(bare) :])
    return " ".join(names)


@pytest.mark.parametrize(("printed", "short"), IN_2024, ids=[printed for printed, _ in IN_2024])
def test_in_2024(printed: str, short: str) -> None:
    assert _shown(printed, date(2024, 6, 1)) == _expected(short)


# letters with several lives: printed, day, body
LIVES = [
    (
        "«Нұр Отан» партиясы ҚСИ (келісім бойынша), «ҚМДБ» РҚБ (келісім бойынша), ҮЕҰ (келісім бойынша), ИДМ",
        "2014-12-30",
        "nur-otan-public-policy-institute* association-of-maslikhat-deputies* "
        "non-governmental-organizations* ministry-of-investments-and-development",
    ),
    # the letters of an abbreviation stand apart; five letters may be two bodies
    ("Ұ Э М-ге", "2015-05-01", "ministry-of-national-economy"),
    ("облыстардың әкімдері, Ұ Э М", "2015-05-01", "akims-of-regions ministry-of-national-economy"),
    ("Ұ Э М Қ М", "2015-05-01", "-"),
    ("А Қ М О Л А облысының әкімі", "2015-05-01", "-"),
    ("МАМ", "2008-05-01", "ministry-of-culture-and-information-2006"),
    ("МАМ", "2013-01-31", "ministry-of-culture-and-information"),
    ("МАМ", "2014-01-16", "ministry-of-culture-and-information"),
    ("МАМ", "2014-01-17", "-"),
    ("МАМ", "2016-01-01", "-"),
    ("МАМ", "2023-09-01", "ministry-of-culture-and-information-2023"),
    ("Мәдениет және ақпарат министрлігі", "2013-01-31", "ministry-of-culture-and-information"),
    ("Мәдениет және ақпарат министрлігі", "2024-01-31", "ministry-of-culture-and-information-2023"),
    ("ТСМ", "2010-01-01", "ministry-of-tourism-and-sports-2006"),
    ("ТСМ", "2015-01-01", "-"),
    ("ТСМ", "2024-01-01", "ministry-of-tourism-and-sports"),
    ("ТЖМ", "2013-01-31", "ministry-of-emergency-situations-2004"),
    ("ТЖМ", "2021-01-01", "ministry-of-emergency-situations"),
    ("ДСМ", "2013-01-31", "ministry-of-healthcare-2001"),
    ("ДСМ", "2015-06-01", "-"),
    ("ДСМ", "2018-01-01", "ministry-of-healthcare"),
    ("ЭБЖМ", "2008-01-01", "ministry-of-economy-and-budget-planning-2002"),
    ("ЭБЖМ", "2011-01-01", "-"),
    ("ЭБЖМ", "2013-01-31", "ministry-of-economy-and-budget-planning"),
    (
        "Экономика және бюджеттік жоспарлау министрлігі",
        "2013-01-31",
        "ministry-of-economy-and-budget-planning",
    ),
    ("ЕХӘҚМ", "2013-01-31", "ministry-of-labour-and-social-protection-1997"),
    ("Мемлекеттік қызмет істері агенттігі", "2013-01-31", "agency-for-civil-service-affairs-1998"),
    ("ҚМ", "2013-01-31", "-"),
    ("ҰҒА", "2013-01-31", "-"),
    ("КМ", "2013-01-31", "-"),
    ("ҰЭМ Статистика комитеті", "2015-06-01", "committee-on-statistics"),
    ("ҰЭМ СК", "2015-06-01", "committee-on-statistics"),
    ("ҰЭМ-нің Статистика комитеті", "2015-06-01", "committee-on-statistics"),
    ("республикалық маңызы бар қалалардың әкімдері", "2013-01-31", "akim-of-almaty"),
    ("Оңтүстік Қазақстан облысының әкімі", "2013-01-31", "akim-of-south-kazakhstan-region"),
]


@pytest.mark.parametrize(("printed", "day", "expected"), LIVES)
def test_the_day_settles_letters(printed: str, day: str, expected: str) -> None:
    assert _shown(printed, date.fromisoformat(day)) == expected


@pytest.mark.parametrize(
    ("printed", "day", "expected"),
    [
        ("ӨДМ", "2014-12-30", "ministry-of-regional-development"),
        ("БҒМ", "2024-01-01", "ministry-of-education-and-science"),
        ("ҰЭМ", "2013-01-31", "ministry-of-national-economy"),
        ("Шымкент қаласының әкімі", "2013-01-31", "akim-of-shymkent"),
    ],
)
def test_the_only_bearer_outside_its_life(printed: str, day: str, expected: str) -> None:
    (found,) = parse_bodies(printed, as_of=date.fromisoformat(day))
    assert found.agency_id == expected
    assert [remark.code for remark in found.findings] == ["agency_outside_life"]


def test_candidates_of_ambiguous_letters() -> None:
    (found,) = parse_bodies("ҚМ (келісім бойынша)", as_of=date(2024, 6, 1))
    (remark,) = found.findings
    assert remark.code == "ambiguous_agency"
    assert set(remark.candidates) == {"ministry-of-defence", "ministry-of-finance"}
    assert found.is_by_consent


@pytest.mark.parametrize(
    ("printed", "mentions"),
    [
        (
            "«Самұрық-Қазына» ҰӘҚ» АҚ (келісім бойынша), ҰЭМ-мен бірлесіп",
            ["«Самұрық-Қазына» ҰӘҚ» АҚ", "ҰЭМ-мен"],
        ),
        (
            "облыстардың, Астана  және\nАлматы қалаларының әкімдері (жинақтау)",
            3 * ["облыстардың, Астана және Алматы қалаларының әкімдері"],
        ),
        ("«АБВ» қоры (келісім бойынша); ҚР ІІМ", ["«АБВ» қоры", "ҚР ІІМ"]),
        ("Қаржы министрлігі - жинақтау", ["Қаржы министрлігі"]),
        ("Жауапты: ҰЭМ", ["ҰЭМ"]),
        ("СА төрағасы", ["СА төрағасы"]),
        ("облыстардың әкімдері, Ұ Э М", ["облыстардың әкімдері", "Ұ Э М"]),
    ],
)
def test_mentions_are_the_printed_words(printed: str, mentions: list[str]) -> None:
    assert [one.mention_text for one in parse_bodies(printed, as_of=date(2013, 1, 31))] == mentions
