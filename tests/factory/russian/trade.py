"""Made-up ministerial order in Russian: trade in villages. No stages, a column of funds, years' sums, totals, a legend."""
# ruff: noqa: E501  # texts are typed as they read

from __future__ import annotations

from datetime import date

from tests.factory.description import (
    UP,
    Column,
    Edition,
    OtherTable,
    Paragraph,
    Plan,
    Row,
    Section,
    Stage,
    Total,
    Values,
)
from tests.factory.russian.glossary import Glossary

_LAW = (
    "«О внесении изменений и дополнений в некоторые законодательные акты Республики Казахстан по вопросам "
    "регулирования торговой деятельности»"
)
_AFTER_LAW = f"после принятия Закона Республики Казахстан {_LAW}"
_NOTHING = "не требуется"
_WITHIN = "в пределах предусмотренных средств"
_AKIMS = "акимы областей, городов Астаны и Алматы"
_THREE_AKIMS = "акимы Акмолинской, Костанайской и Северо-Казахстанской областей"
_CHAMBER = "НПП «Атамекен» (по согласованию)"

_RURAL = {
    "2016 год - 120,5; 2017 год - 98; 2018 год - 45,3 | РБ": {
        "cost_type": "amount", "funding_sources": ("republican_budget",),
        "cost_amounts": (
            (2016, "republican_budget", "120500"), (2017, "republican_budget", "98000"), (2018, "republican_budget", "45300"),
        ),
    },
    "2017 год - 210,4; 2018 год - 175,25 | РБ, МБ": {
        "cost_type": "amount", "funding_sources": ("republican_budget", "local_budget"),
        "cost_amounts": ((2017, None, "210400"), (2018, None, "175250")),
    },
    "2018 год - 64 | МБ": {
        "cost_type": "amount", "funding_sources": ("local_budget",), "cost_amounts": ((2018, "local_budget", "64000"),),
    },
    "350,0 | МБ": {
        "cost_type": "amount", "funding_sources": ("local_budget",), "cost_amounts": ((None, "local_budget", "350000"),),
    },
    "1 250,75 | РБ": {
        "cost_type": "amount", "funding_sources": ("republican_budget",),
        "cost_amounts": ((None, "republican_budget", "1250750"),),
    },
    "15,4 | РБ": {
        "cost_type": "amount", "funding_sources": ("republican_budget",),
        "cost_amounts": ((None, "republican_budget", "15400"),),
    },
}  # fmt: skip

GLOSSARY = Glossary(
    forms={
        "проект Закона Республики Казахстан": ("law_draft", ""),
        "приказ Министра национальной экономики Республики Казахстан": ("order", ""),
        "методические рекомендации": ("methodological_assistance", ""),
        "информация в МНЭ": ("information", "ministry-of-national-economy"),
        "аналитическая записка в Правительство Республики Казахстан": ("analytical_note", "government"),
        "акты ввода в эксплуатацию": ("other", ""),
        "отчет в Минфин": ("report", "ministry-of-finance"),
        "постановления акиматов": ("other", ""),
        "меморандум": ("agreement", ""),
        "семинары, круглые столы": ("seminar round_table", ""),
        "публикации и выступления в СМИ": ("publication media_appearance", ""),
        "информация в Правительство Республики Казахстан": ("information", "government"),
        "отчет": ("report", ""),
    },
    deadlines={
        "II квартал 2016 года": {"deadline_edtf": "2016-34"},
        f"в течение месяца {_AFTER_LAW}": {"deadline_event_text": _AFTER_LAW, "deadline_offset": "P1M"},
        "до 1 сентября 2016 года": {"deadline_edtf": "../2016-09-01"},
        "к 15 января 2017 года": {"deadline_edtf": "../2017-01-15"},
        "ежеквартально, к 10 числу месяца, следующего за отчетным кварталом": {
            "deadline_rrule": "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10",
        },
        "2016-2018 годы": {"deadline_edtf": "2016/2018"},
        "2-е полугодие 2016 года": {"deadline_edtf": "2016-41"},
        "постоянно": {},
        "не позднее 1 декабря 2018 года": {"deadline_edtf": "../2018-12-01"},
        "ежегодно": {"deadline_rrule": "FREQ=YEARLY"},
        "ежеквартально": {"deadline_rrule": "FREQ=MONTHLY;INTERVAL=3"},
        "ежегодно, к 25 декабря": {"deadline_rrule": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25"},
        "по итогам года": {"deadline_rrule": "FREQ=YEARLY"},
    },
    costs={
        **_RURAL,
        _NOTHING: {"cost_type": "not_required"},
        f"{_WITHIN} | РБ": {"cost_type": "within_budget", "funding_sources": ("republican_budget",)},
        f"{_WITHIN} | РБ, МБ": {"cost_type": "within_budget", "funding_sources": ("republican_budget", "local_budget")},
        "за счет внебюджетных средств": {"cost_type": "own_funds", "funding_sources": ("extrabudgetary",)},
        "в рамках государственного информационного заказа": {
            "cost_type": "state_order", "funding_sources": ("state_information_order",),
        },
    },
    bodies={
        "МНЭ": "ministry-of-national-economy",
        "МСХ": "ministry-of-agriculture",
        "Министерство сельского хозяйства Республики Казахстан": "ministry-of-agriculture",
        "МИР": "ministry-of-investments-and-development",
        "Минфин": "ministry-of-finance",
        "МИО": "local-executive-bodies",
        "НПП «Атамекен»": "atameken-national-chamber-of-entrepreneurs",
        "АО «НУХ «КазАгро»": "kazagro-national-managing-holding-jsc",
        "АО «Казпочта»": "kazpost-jsc",
        "АО «НК «Қазақстан темір жолы»": "kazakhstan-temir-zholy-jsc",
        "заинтересованные государственные органы": "interested-state-bodies",
        _AKIMS: "akims-of-regions akim-of-astana akim-of-almaty",
        _THREE_AKIMS: "akim-of-akmola-region akim-of-kostanay-region akim-of-north-kazakhstan-region",
    },
)  # fmt: skip
_row = GLOSSARY.row

_REMOVED = (
    "Исключен приказом Министра национальной экономики РК от 14.03.2017 № 109 (вводится в действие по истечении десяти "
    "календарных дней после дня его первого официального опубликования)."
)

_SECTIONS = (
    Section(
        number="1",
        title="Нормативное и методическое обеспечение",
        rows=(
            _row("1", f"Разработать проект Закона Республики Казахстан {_LAW}", "проект Закона Республики Казахстан",
                 ("МНЭ (созыв)", "МСХ", "МИР", "Минфин", _CHAMBER), "II квартал 2016 года", _NOTHING, funding=""),
            _row("2", "Внести изменения в Правила внутренней торговли",
                 "приказ Министра национальной экономики Республики Казахстан",
                 ("МНЭ", "заинтересованные государственные органы"), f"в течение месяца {_AFTER_LAW}", _NOTHING, funding=""),
            _row("3", "Разработать методические рекомендации по организации ярмарок сельскохозяйственной продукции",
                 "методические рекомендации", ("МНЭ", "МИО"), "до 1 сентября 2016 года", _WITHIN, funding="РБ"),
            _row("4", "Провести инвентаризацию торговых рынков и торговых мест при них",
                 "информация в МНЭ", (_AKIMS,), "к 15 января 2017 года", _NOTHING, funding=""),
            _row("5", "Обеспечить мониторинг цен на социально значимые продовольственные товары",
                 "аналитическая записка в Правительство Республики Казахстан",
                 ("МНЭ", "Министерство сельского хозяйства Республики Казахстан"),
                 "ежеквартально, к 10 числу месяца, следующего за отчетным кварталом", _NOTHING, funding=""),
        ),
    ),
    Section(
        number="2",
        title="Развитие торговой инфраструктуры",
        rows=(
            _row("6", "Построить и ввести в эксплуатацию торговые рынки:", "акты ввода в эксплуатацию", (_THREE_AKIMS,),
                 "2016-2018 годы", "", funding=""),
            _row("6", "в городе Кокшетау;", UP, UP, UP, "2016 год - 120,5; 2017 год - 98; 2018 год - 45,3", sub="1", funding="РБ"),
            _row("6", "в городе Костанае;", UP, UP, UP, "2017 год - 210,4; 2018 год - 175,25", sub="2", funding="РБ, МБ"),
            _row("6", "в городе Петропавловске", UP, UP, UP, "2018 год - 64", sub="3", funding="МБ"),
            Row(item="7", removed_note=_REMOVED, values=Values()),
            _row("8", "Предоставить субсидии на приобретение автолавок для отдаленных сел", "отчет в Минфин",
                 ("МСХ (созыв)", "АО «НУХ «КазАгро» (по согласованию)", "АО «Казпочта» (по согласованию)"),
                 "2-е полугодие 2016 года", "350,0", funding="МБ"),
            _row("9", "Открыть сельские сервисные центры", "постановления акиматов", ("МИО", _CHAMBER),
                 "постоянно", "за счет внебюджетных средств", funding=""),
            _row("10", "Создать транспортно-логистические центры", "меморандум",
                 ("МИР", "АО «НК «Қазақстан темір жолы» (по согласованию)"), "не позднее 1 декабря 2018 года",
                 "1 250,75", funding="РБ"),
        ),
        totals=(Total(label="Итого по разделу 2:", cost="2 314,2", amount="2314200"),),
    ),
    Section(
        number="3",
        title="Информационное сопровождение",
        rows=(
            _row("11", "Провести обучение субъектов внутренней торговли", "семинары, круглые столы",
                 ("МНЭ", _AKIMS, _CHAMBER), "ежегодно", _WITHIN, funding="РБ, МБ"),
            _row("12", "Освещать ход реализации Плана", "публикации и выступления в СМИ", ("МНЭ", "МИР"), "ежеквартально",
                 "в рамках государственного информационного заказа", funding=""),
            _row("13", "Представить сводную информацию о ходе реализации Плана",
                 "информация в Правительство Республики Казахстан", ("МНЭ (свод)", "МИО"), "ежегодно, к 25 декабря",
                 _NOTHING, funding=""),
            _row("14", "Провести опрос жителей сельских населенных пунктов о доступности торговых услуг", "отчет",
                 ("МНЭ", _CHAMBER), "по итогам года", "15,4", funding="РБ"),
        ),
        totals=(Total(label="Итого:", cost="2 329,6", amount="2329600"),),
    ),
)  # fmt: skip

_PLAN_NOTE = (
    "Сноска. План с изменением, внесенным приказом Министра национальной экономики РК от 14.03.2017 № 109 (вводится в "
    "действие по истечении десяти календарных дней после дня его первого официального опубликования)."
)
_AMENDING = {
    "amending_body_text": "Министра национальной экономики РК",
    "amending_act_type": "order",
    "amending_date": "2017-03-14",
    "amending_number": "109",
    "effective_text": "вводится в действие по истечении десяти календарных дней после дня его первого официального "
    "опубликования",
    "effective_rule": "after_10_days",
    "effective_date": None,
}
_GROUND = (
    "В соответствии с подпунктом 3) статьи 7 Закона Республики Казахстан от 12 апреля 2004 года «О регулировании "
    "торговой деятельности»"
)
_DUTY = (
    "Департаменту торговли ежегодно к 20 января и 20 июля представлять в Правительство Республики Казахстан информацию о "
    "ходе исполнения Плана."
)
_LEGEND = (
    ("МНЭ", "Министерство национальной экономики Республики Казахстан", "ministry-of-national-economy"),
    ("МСХ", "Министерство сельского хозяйства Республики Казахстан", "ministry-of-agriculture"),
    (
        "МИР",
        "Министерство по инвестициям и развитию Республики Казахстан",
        "ministry-of-investments-and-development",
    ),
    ("Минфин", "Министерство финансов Республики Казахстан", "ministry-of-finance"),
    ("МИО", "местные исполнительные органы", "local-executive-bodies"),
    (
        "НПП «Атамекен»",
        "Национальная палата предпринимателей Республики Казахстан «Атамекен»",
        "atameken-national-chamber-of-entrepreneurs",
    ),
    ("РБ", "республиканский бюджет", None),
    ("МБ", "местный бюджет", None),
)

EDITION = Edition(
    name="trade-ru",
    language="ru",
    title="Об утверждении Плана мероприятий по развитию торговли в сельских населенных пунктах на 2016-2018 годы",
    act_type="order",
    body="Министр национальной экономики Республики Казахстан",
    body_code="ministry-of-national-economy",
    number="9077",
    date=date(2016, 2, 12),
    edition_date=date(2017, 3, 14),
    act_line="Приказ Министра национальной экономики Республики Казахстан от 12 февраля 2016 года № 9077",
    basis=f"{_GROUND} ПРИКАЗЫВАЮ:",
    ground=_GROUND,
    paragraphs=(
        Paragraph(
            number="1",
            text="Утвердить прилагаемый План мероприятий по развитию торговли в сельских населенных пунктах на 2016-2018 "
            "годы (далее - План).",
        ),
        Paragraph(number="2", text=_DUTY),
        Paragraph(
            number="3",
            text="Контроль за исполнением настоящего приказа возложить на курирующего вице-министра национальной экономики "
            "Республики Казахстан.",
        ),
        Paragraph(number="4", text="Настоящий приказ вводится в действие со дня его подписания."),
    ),
    signatory_position="Министр национальной экономики Республики Казахстан",
    signatory_name="Е. Примеров",
    approval=(
        "Утвержден",
        "приказом Министра",
        "национальной экономики",
        "Республики Казахстан",
        "от 12 февраля 2016 года № 9077",
    ),
    plan=Plan(
        title="План мероприятий по развитию торговли в сельских населенных пунктах на 2016-2018 годы",
        note=_PLAN_NOTE,
        columns=(
            Column(field="number", head="№"),
            Column(field="measure", head="Наименование мероприятия"),
            Column(field="completion_form", head="Форма завершения"),
            Column(field="executors", head="Ответственные исполнители"),
            Column(field="deadline", head="Сроки исполнения"),
            Column(field="cost", head="Предполагаемые расходы (млн. тенге)"),
            Column(field="funding", head="Источники финансирования"),
        ),
        stages=(Stage(sections=_SECTIONS),),
        section_form="Раздел {s}. {t}",
        has_number_row=False,
    ),
    cost_unit="million_tenge",
    tables_after=(
        OtherTable(
            title="Примечание: расшифровка аббревиатур:",
            rows=tuple((label, text) for label, text, _ in _LEGEND),
        ),
    ),
    amendments=(
        {
            "target_type": "plan",
            "target_key": None,
            "action": "amended",
            "akn_type": None,
            **_AMENDING,
            "note_text": _PLAN_NOTE,
        },
        {
            "target_type": "measure",
            "target_key": "2.7",
            "action": "removed",
            "akn_type": "repeal",
            **_AMENDING,
            "note_text": _REMOVED,
        },
    ),
    reporting_duties=(
        {
            "paragraph_number": "2",
            "duty_bearer_text": "Департаменту торговли",
            "recipient_text": "Правительство Республики Казахстан",
            "rrule": "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=20",
            "text": _DUTY,
        },
    ),
    abbreviations=tuple(
        {"label": label, "expansion_text": text, "agency_id": body} for label, text, body in _LEGEND
    ),
)
