"""Headings of Russian plans: stages, sections, levels, totals, notes, the legend's head."""

from __future__ import annotations

import pytest

from pipeline.assemble.rows.headings import (
    is_heading,
    note_pattern,
    parse_heading,
    removal_pattern,
)
from pipeline.registry.loading import reading_in
from pipeline.registry.word_orders import word_order
from pipeline.stations.printed import Printed
from tests.repair.laying import lay_line


@pytest.fixture(autouse=True)
def _russian():
    with reading_in("ru"):
        yield


def heading(text: str, number: str | None = None):
    line = lay_line(text)._replace(text=text)
    return parse_heading([line], lambda lines: Printed(text=" ".join(each.text for each in lines)), number)


@pytest.mark.parametrize(
    ("text", "number", "title", "years"),
    [
        ("Первый этап (2013-2014 годы) – расширение потенциала", 1, "расширение потенциала", (2013, 2014)),
        ("1 этап (2013 - 2014 годы) - развитие", 1, "развитие", (2013, 2014)),
        ("II этап (2015-2020 гг.): дальнейшее развитие", 2, "дальнейшее развитие", (2015, 2020)),
        ("2-й этап. Внедрение", 2, "Внедрение", (None, None)),
        ("Этап 3. Завершение", 3, "Завершение", (None, None)),
        ("Этап II (2017 г.) – оценка", 2, "оценка", (2017, 2017)),
        ("Третий этап", 3, "", (None, None)),
        ("Четвёртый этап: итоги", 4, "итоги", (None, None)),
    ],
)
def test_stages(text, number, title, years):
    stage = heading(text).stage
    assert stage is not None
    assert (stage.number, stage.title, (stage.first_year, stage.last_year)) == (number, title, years)


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("1. Развитие местного самоуправления", "1", "Развитие местного самоуправления"),
        ("Раздел 2. Кадры", "2", "Кадры"),
        ("Раздел IV. Кадры", "IV", "Кадры"),
        ("Подраздел 2.1: Кадры", "2.1", "Кадры"),
        ("2-й раздел. Кадры", "2", "Кадры"),
        ("Второй раздел. Кадры", "2", "Кадры"),
        ("III. Кадры", "III", "Кадры"),
        ("Глава 5 Кадры", "5", "Кадры"),
        ("Кадры и наука", None, "Кадры и наука"),
    ],
)
def test_sections(text, number, title):
    found = heading(text)
    assert found.stage is None
    assert found.section is not None
    assert (found.section.number, found.section.title, found.section.level) == (number, title, None)


@pytest.mark.parametrize(
    ("text", "level", "number", "title"),
    [
        ("Приоритет 1. Здоровье", "priority", "1", "Здоровье"),
        ("Направление 1.1: Здоровье", "direction", "1.1", "Здоровье"),
        ("1-е направление. Здоровье", "direction", "1", "Здоровье"),
        ("Цель: Здоровье", "goal", None, "Здоровье"),
        ("Цель 2.1 Здоровье", "goal", "2.1", "Здоровье"),
        ("Первая задача. Здоровье", "task", "1", "Здоровье"),
        ("Задача 1.2.1. Здоровье", "task", "1.2.1", "Здоровье"),
    ],
)
def test_levels(text, level, number, title):
    section = heading(text).section
    assert section is not None
    assert (section.level, section.number, section.title) == (level, number, title)


@pytest.mark.parametrize(
    "text", ["На первом этапе предусматривается", "цели и задачи плана", "Этапы реализации"]
)
def test_words_in_a_sentence_are_no_heading(text):
    assert not is_heading(text)


def test_totals_notes_and_removals():
    for text in (
        "Итого:",
        "Всего по направлению",
        "Итого по разделу 1",
        "в том числе РБ",
        "из них: МБ",
        "Общая сумма",
    ):
        assert word_order("totals").match(text), text
    assert not word_order("totals").match("Провести анализ")
    for text in ("Сноска. Пункт 4", "Примечание: расшифровка"):
        assert note_pattern().match(text), text
    for text in (
        "Исключен постановлением",
        "исключена",
        "Утратил силу приказом",
        "Строка исключена постановлением",
        "(исключен приказом",
        "Мероприятие исключено - решением",
        "Пункт утратил силу",
    ):
        assert removal_pattern().match(text), text
    for text in (
        "Исключительные права",
        "Исключить дублирование функций",
        "Исключение устаревших норм",
        "Исключенные функции передать",
        "Абзац исключен",
    ):
        assert not removal_pattern().match(text), text


def test_the_head_of_a_legend():
    for text in (
        "Примечание: расшифровка аббревиатур:",
        "Список сокращений",
        "Используемые аббревиатуры и сокращения:",
    ):
        assert word_order("legend_head").match(text), text
    assert not word_order("legend_head").match("МНЭ – Министерство национальной экономики")
