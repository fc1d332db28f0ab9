from __future__ import annotations

import datetime as dt
import json
import re
import time
from pathlib import Path

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

import pipeline
from pipeline.normalise.mentions.mention_rules import find_mentions
from pipeline.normalise.mentions.source_defects import source_defects
from pipeline.normalise.mentions.spacy_kazakh import mention_pipeline
from tests.places import TESTS

DAY = dt.date(2014, 12, 30)
GOLDEN = json.loads((TESTS / "golden" / "decree.json").read_text(encoding="utf-8"))

# in brackets what a label stands for, with the values of the mentions
MENTIONS = {
    "law with its title": (
        "[LEGAL_ACT «Қазақстан Республикасының кейбір заңнамалық актілеріне өзгерістер мен толықтырулар "
        "енгізу туралы» 2013 жылғы 13 маусымдағы Қазақстан Республикасы Заңының|2013-06-13] іске асырылуын:"
    ),
    "decree with its number": (
        "[LEGAL_ACT «Тұжырымдаманы бекіту туралы» Қазақстан Республикасы Президентінің 2012 жылғы 28 "
        "қарашадағы № 438 Жарлығына|2012-11-28/438] сәйкес"
    ),
    "law by its title alone": (
        "[LEGAL_ACT «Сайлау туралы» Қазақстан Республикасы Заңының] іске асырылу барысын талдау"
    ),
    "code by its name": (
        "[LEGAL_ACT Қазақстан Республикасының Салық кодексіне] және [LEGAL_ACT Бюджет кодексінің] 12-бабына "
        "өзгерістер"
    ),
    "constitution": "[LEGAL_ACT Конституцияның] 89-бабын іске асыру",
    "laws by their titles": (
        "[LEGAL_ACT «Тілдер туралы»], [LEGAL_ACT «Білім туралы»] және [LEGAL_ACT «Көші-қон туралы» "
        "Қазақстан Республикасының заңдарына]"
    ),
    "law by its title without the country": "[LEGAL_ACT «Тілдер туралы» Заңының] іске асырылуы",
    "quotes without a kind are no act": "«Болашақ» бағдарламасын және «Жас маман» жобасын іске асыру",
    "a draft without title is no act": "Қазақстан Республикасы Заңының жобасын әзірлеу",
    "body and its ending": "[AGENCY ҰЭМ-ге|ministry-of-national-economy] ұсыныс енгізу",
    "body with the country's name": (
        "[AGENCY Қазақстан Республикасы Парламентінің|parliament] қарауына енгізу"
    ),
    "bodies named together": (
        "[AGENCY облыстардың, Астана және Алматы қалаларының "
        "әкімдері|akims-of-regions;akim-of-astana;akim-of-almaty] үшін семинар"
    ),
    "until a year": "[DATE 2015 жылға дейінгі|../2014] бағдарламалар",
    "year": "[DATE 2013 жылы|2013] сайлау өткізу",
    "year's": "[DATE 2015 жылғы|2015] есеп",
    "years": "[DATE 2013 — 2020 жылдарға|2013/2020] арналған жоспар",
    "years in short": "[DATE 2014-2016 жж.|2014/2016] семинар",
    "day": "[DATE 2014 жылғы 27 қазанда|2014-10-27] кеңес өткізу",
    "short year before a day": "[DATE 2013 ж. 1 наурызда|2013-03-01] кеңес",
    "months with a hyphen": "[DATE 2014 жылғы қаңтар-наурызда|2014-01/2014-03] есеп",
    "a quarter in roman": "[DATE 2014 жылғы IV тоқсанда|2014-36] есеп",
    "years in a list": "[DATE 2013, 2014 жылдарда|{2013,2014}] оқыту",
    "two years": "[DATE 2013 және 2015 жылдарда|{2013,2015}] оқыту",
    "until a day in figures": "[DATE 27.10.2014 ж. дейін|../2014-10-27] ұсыну",
    "day in figures": "[DATE 27.10.2014|2014-10-27] кеңес өткізу",
    "two months": "[DATE 2014 жылғы қазанда|2014-10] және [DATE 2015 жылғы мамырда|2015-05]",
    "days of any year": "жыл сайын [DATE 15 қаңтарға|XXXX-01-15] және [DATE 15 шілдеге|XXXX-07-15] қарай",
    "words of time that are no date": "екінші кезеңін он күн ішінде іске асыру",
    "amounts": (
        "[AMOUNT 12 500 мың теңге|12500000 KZT], [AMOUNT 2,5 млн. теңгеге|2500000 KZT], [AMOUNT 300 "
        "теңге|300 KZT]"
    ),
    "places": (
        "[PLACE Қарағанды облысында|KZ-35], [PLACE Шымкентте|KZ-79], [PLACE Алматы облысында|KZ-19], [PLACE "
        "Сарыағаш ауданында]"
    ),
    "nothing": "халықтың құқықтық сауаттылығын арттыру",
    "a code by its name": "[LEGAL_ACT Салық кодексінің] 45-бабы",
    "a code of the republic": "[LEGAL_ACT Қазақстан Республикасының Бюджет кодексіне] өзгерістер енгізу",
    "two codes": (
        "[LEGAL_ACT Қазақстан Республикасының Азаматтық кодексі] мен [LEGAL_ACT Жер кодексін] қолдану"
    ),
    "a code with a long name": "[LEGAL_ACT Әкімшілік құқық бұзушылық туралы кодекске] өзгерістер",
    "the constitution": "[LEGAL_ACT Қазақстан Республикасының Конституциясына] сәйкес",
    "a list of laws": "[LEGAL_ACT «Тілдер туралы»], [LEGAL_ACT «Сайлау туралы» заңдарына] түзетулер",
    "a list with the country": (
        "[LEGAL_ACT «Білім туралы»] және [LEGAL_ACT «Ғылым туралы» Қазақстан Республикасының заңдары]"
    ),
    "a constitutional law": "[LEGAL_ACT «Сайлау туралы» Конституциялық заңының] нормалары",
    "a programme is no act": "«Нұрлы жол» бағдарламасын іске асыру",
    "one law alone does not name the title before": (
        "«Ауыл» бағдарламасы, [LEGAL_ACT «Сайлау туралы» заңының] нормалары"
    ),
    "this code has no name": "осы Кодекстің нормалары",
}
_MARK = re.compile(r"\[([A-Z_]+) ([^]|]*)(?:\|([^]]*))?\]")
TEXTS = {name: _MARK.sub(r"\2", marked) for name, marked in MENTIONS.items()}


@pytest.mark.parametrize("name", MENTIONS)
def test_mentions(name):
    text = TEXTS[name]
    found = find_mentions(text, as_of=DAY)
    expected = [
        (mark[1], mark[2], value)
        for mark in _MARK.finditer(MENTIONS[name])
        for value in (mark[3].split(";") if mark[3] else [None])
    ]
    assert [(mention.label, mention.text, mention.value) for mention in found] == expected
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    assert all(parse_edtf(mention.value) for mention in found if mention.label == "DATE")


PLACES = {
    "the country": ("Қазақстан Республикасының аумағында жұмыс жүргізу", ["Қазақстан Республикасының"]),
    "the country of an act": ("Қазақстан Республикасы Заңының жобасын әзірлеу", []),
    "a city of a body that is not known": ("Шымкент қаласы мәслихатының хатшысы", []),
    "a city beside a body": ("Шымкент қаласында жаңа комитет құру", ["Шымкент қаласында"]),
}


@pytest.mark.parametrize(("text", "expected"), PLACES.values(), ids=PLACES.keys())
def test_a_place_is_no_part_of_an_act_or_a_body(text, expected):
    places = [mention.text for mention in find_mentions(text, as_of=DAY) if mention.label == "PLACE"]
    assert places == expected


def test_the_pipeline_sets_entities_and_sentences():
    doc = mention_pipeline()("ҰЭМ-ге 2013 ж. 1 наурызда ұсыныс енгізілсін. Астана қаласында семинар өтті.")
    assert [(entity.text, entity.label_) for entity in doc.ents] == [
        ("ҰЭМ-ге", "AGENCY"),
        ("2013 ж. 1 наурызда", "DATE"),
        ("Астана қаласында", "PLACE"),
    ]
    assert [sentence.text for sentence in doc.sents] == [
        "ҰЭМ-ге 2013 ж. 1 наурызда ұсыныс енгізілсін.",
        "Астана қаласында семинар өтті.",
    ]


def test_a_bodys_name_is_read_by_the_day():
    texts = {
        day: find_mentions("МАМ-ға ұсыныс", as_of=day) for day in (dt.date(2013, 2, 1), dt.date(2024, 2, 1))
    }
    assert [mentions[0].value for mentions in texts.values()] == [
        "ministry-of-culture-and-information",
        "ministry-of-culture-and-information-2023",
    ]


def test_the_pipeline_shows_its_spans():
    doc = mention_pipeline()("ҰЭМ-ге 2013 жылы ұсыныс")
    assert [(span.text, span.label_) for span in doc.spans["mentions"]] == [
        ("ҰЭМ-ге", "AGENCY"),
        ("2013 жылы", "DATE"),
    ]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_the_pipeline_names_the_same(text):
    nlp = mention_pipeline()
    doc = nlp.make_doc(text)
    doc._.as_of = DAY
    for _, component in nlp.pipeline:
        doc = component(doc)
    found = sorted(doc._.mentions, key=lambda mention: (mention.start, mention.end))
    assert found == find_mentions(text, as_of=DAY)


def test_a_run_does_without_spacy():
    """It takes longer to import than all else together: one module imports it, and none that module."""
    importing = re.compile(r"^\s*(?:from|import)\b.*\bspacy(?:_kazakh)?\b", re.MULTILINE)
    package = Path(pipeline.__file__).parent
    files = {
        file.name for file in package.rglob("*.py") if importing.search(file.read_text(encoding="utf-8"))
    }
    assert files == {"spacy_kazakh.py"}


DEFECTS = {
    "bodies and a year": "Органдарға қатысты ҚР ҰЭМ, Қаржымині, 2015 жылғы мәслихаттардың бақылауын күшейту",
    "other bodies and a month": "Халыққа ІІМ, БҒМ, 2016 жылғы наурыз қызмет көрсетуді дамыту",
    "one body and a day": "Тұрғындарға Әділетмині, 01.09.2015 кеңес беруді ұйымдастыру",
    "a body by consent": "Аудандарды ОСК (келісім бойынша) дамыту бойынша ұсыныстар әзірлеу",
}
SOUND = {
    "until a year": "2015 жылға дейінгі аудандарды дамыту бағдарламаларына өзгерістер енгізу",
    "a year and the country": "2013 жылы Қазақстан Республикасының әкімдерінің сайлауын өткізу",
    "a body that is given to": "ҰЭМ-ге, Қаржыминіне 2015 жылғы есепті ұсыну",
    "bodies that work together": "ҰЭМ, Қаржымині және ІІМ қызметкерлері үшін семинар өткізу",
    "a body's programme of a year": "Қаржы министрлігінің 2015 жылғы бағдарламасын бекіту",
    "inside a title": "«ҰЭМ, Қаржымині, 2015 жылғы жоспар туралы» бұйрықты бекіту",
    "a bracket that is no consent": "мәслихаттарға (комитеттер, кеңестер және басқа да) құру құқығын бекіту",
    "nothing": "",
}


@pytest.mark.parametrize("text", DEFECTS.values(), ids=DEFECTS.keys())
def test_words_of_other_columns_are_reported(text):
    (remark,) = source_defects(text, as_of=DAY)
    assert remark.code == "source_defect"


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND.keys())
def test_sound_texts_are_not(text):
    assert source_defects(text, as_of=DAY) == []


@pytest.mark.parametrize("day", [dt.date(2013, 1, 31), dt.date(2014, 10, 27), DAY])
def test_one_measure_of_the_decree_is_broken(day):
    texts = {measure["measure_key"]: measure["measure_text"] or "" for measure in GOLDEN["measures"]}
    assert [key for key, text in texts.items() if source_defects(text, as_of=day)] == ["4.6"]


def test_every_text_of_the_decree_has_exact_offsets_and_known_values():
    texts = [measure["measure_text"] or "" for measure in GOLDEN["measures"]]
    texts += [paragraph["text"] for paragraph in GOLDEN["paragraphs"]]
    for text in texts:
        for mention in find_mentions(text, as_of=DAY):
            assert text[mention.start : mention.end] == mention.text
            assert mention.value is not None or mention.label in {"LEGAL_ACT", "PLACE"}


PIECES = [*" ".join([*TEXTS.values(), *DEFECTS.values()]).split(), "«", "»", "("]


@settings(deadline=None)
@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
def test_any_string_is_read(text):
    source_defects(text, as_of=DAY)
    ends = {}
    for mention in find_mentions(text, as_of=DAY):
        assert text[mention.start : mention.end] == mention.text != ""
        assert all(end <= mention.start for start, end in ends.items() if start != mention.start)
        ends[mention.start] = mention.end


@pytest.mark.parametrize(
    "piece", ["2013 ", "2013 жылғы ", "ҰЭМ, ", "«", "1 ", "1 000 ", "а", "(келісім бойынша) ", "№ 1 "]
)
def test_long_strings_are_read_in_no_time(piece):
    text = (piece * 10_000)[:10_000]
    find_mentions("ҰЭМ", as_of=DAY)
    for run in (find_mentions, source_defects):
        took = []
        while not took or (min(took) >= 0.1 and len(took) < 4):
            started = time.process_time()
            run(text, as_of=DAY)
            took.append(time.process_time() - started)
        assert min(took) < 0.1  # seconds of the processor


def test_entities_and_sentences() -> None:
    nlp = mention_pipeline()
    doc = nlp(
        "Салық кодексіне өзгерістер енгізілсін. 2014 ж. ҰЭМ-ге т.б. органдарға А. Омаров ақпарат берсін. "
        "Бақылау облыстардың, Астана және Алматы қалаларының әкімдеріне жүктелсін."
    )
    assert [(span.text, span.label_) for span in doc.ents] == [
        ("Салық кодексіне", "LEGAL_ACT"),
        ("2014 ж.", "DATE"),
        ("ҰЭМ-ге", "AGENCY"),
        ("облыстардың, Астана және Алматы қалаларының әкімдеріне", "AGENCY"),
    ]
    assert [len(sentence.text.split()) for sentence in doc.sents] == [4, 9, 8]
