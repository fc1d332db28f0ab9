"""Where the act's own line begins and ends among the lines over its text."""
# ruff: noqa: E501  # lines stand as they are printed

from __future__ import annotations

import pytest

from pipeline.assemble.act.act_marks import find_act_line
from pipeline.registry.loading import reading_in
from tests.repair.laying import lay_line

INDENT = 80.0
EDGE = 42.0
NEAR, FAR = 13.0, 30.0
TITLE = ("Қала аумағын көгалдандыру туралы", EDGE, NEAR)
PREAMBLE = ("Экология кодексіне сәйкес қала әкімдігі ҚАУЛЫ ЕТЕДІ:", INDENT, NEAR)
LINE = "Шымкент қаласы әкімдігінің 2018 жылғы 3 қыркүйектегі № 52-6 қаулысы"


def read(*lines: tuple[str, float, float]) -> list[str] | None:
    """The act's line; lines are given with their left edge and their distance from the line above."""
    laid, baseline = [], 100.0
    for text, x0, distance in lines:
        baseline += distance
        laid.append(lay_line(text, x0=x0, baseline=baseline)._replace(text=text))

    def text_of(start: int, end: int) -> str:
        return " ".join(line.text for line in laid[start:end])

    found = find_act_line(laid, len(laid), text_of)
    return [line.text for line in laid[found[0] : found[1]]] if found else None


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([TITLE, (LINE, EDGE, FAR), PREAMBLE], [LINE], id="a-gap-above"),
        pytest.param([TITLE, (LINE, EDGE, NEAR), PREAMBLE], [LINE], id="a-title-by-its-last-word"),
        pytest.param(
            [TITLE, ("Қазақстан Республикасы", EDGE, FAR), ("Үкіметінің 2018 жылғы 3 мамырдағы № 5 қаулысы", EDGE, NEAR)],
            ["Қазақстан Республикасы", "Үкіметінің 2018 жылғы 3 мамырдағы № 5 қаулысы"],
            id="a-name-that-wraps",
        ),
        pytest.param(
            [TITLE, (f"{LINE}. Күші жойылды -", EDGE, FAR), ("Шымкент қаласы әкімдігінің 05.05.2020 № 7", EDGE, NEAR),
             ("қаулысымен", EDGE, NEAR), PREAMBLE],
            [f"{LINE}. Күші жойылды -", "Шымкент қаласы әкімдігінің 05.05.2020 № 7", "қаулысымен"],
            id="a-statement-that-wraps",
        ),
        pytest.param(
            [TITLE, (LINE, EDGE, FAR), ("Күші жойылды - Шымкент қаласы әкімдігінің 05.05.2020 № 7 қаулысымен", EDGE, FAR),
             PREAMBLE],
            [LINE, "Күші жойылды - Шымкент қаласы әкімдігінің 05.05.2020 № 7 қаулысымен"],
            id="a-statement-of-its-own",
        ),
        pytest.param(
            [TITLE, (f"{LINE}. Айналымнан", EDGE, FAR), ("шығып қалды", EDGE, NEAR), PREAMBLE],
            [f"{LINE}. Айналымнан", "шығып қалды"],
            id="words-not-understood-stay-in-it",
        ),
        pytest.param(
            [TITLE, ("«Жасыл қала» туралы 2018 жылғы 3 мамырдағы № 5 қаулысы", EDGE, NEAR), PREAMBLE],
            None,
            id="an-act-that-is-quoted",
        ),
        pytest.param(
            [("2004 жылғы 3 ақпандағы № 130 қаулысына өзгерістер енгізу туралы", EDGE, NEAR), (LINE, EDGE, FAR), PREAMBLE],
            [LINE],
            id="an-act-in-the-title",
        ),
    ],
)  # fmt: skip
def test_the_acts_own_line(lines, expected):
    assert read(*lines) == expected


RU_TITLE = ("О плане озеленения территории города", EDGE, NEAR)
RU_PREAMBLE = ("В соответствии с Экологическим кодексом акимат города ПОСТАНОВЛЯЕТ:", INDENT, NEAR)
RU_LINE = "Постановление акимата города Шымкента от 3 сентября 2018 года № 52-6"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([RU_TITLE, (RU_LINE, EDGE, FAR), RU_PREAMBLE], [RU_LINE], id="a-gap-above"),
        pytest.param([RU_TITLE, (RU_LINE, EDGE, NEAR), RU_PREAMBLE], [RU_LINE], id="close-under-the-title"),
        pytest.param(
            [RU_TITLE, ("Приказ Министра здравоохранения Республики", EDGE, FAR), ("Казахстан от 23 апреля 2018 года №", EDGE, NEAR),
             ("187. Зарегистрирован в Министерстве юстиции Республики", EDGE, NEAR), ("Казахстан 27 июля 2018 года № 17242.", EDGE, NEAR),
             RU_PREAMBLE],
            ["Приказ Министра здравоохранения Республики", "Казахстан от 23 апреля 2018 года №",
             "187. Зарегистрирован в Министерстве юстиции Республики", "Казахстан 27 июля 2018 года № 17242."],
            id="a-line-that-wraps",
        ),
        pytest.param(
            [RU_TITLE, (RU_LINE, EDGE, FAR),
             ("Утратило силу постановлением акимата города Шымкента от 5 мая 2020 года № 7", EDGE, FAR), RU_PREAMBLE],
            [RU_LINE, "Утратило силу постановлением акимата города Шымкента от 5 мая 2020 года № 7"],
            id="a-statement-of-its-own",
        ),
        pytest.param(
            [("О внесении изменений в постановление от 3 февраля 2004 года № 130", EDGE, NEAR), (RU_LINE, EDGE, FAR),
             RU_PREAMBLE],
            [RU_LINE],
            id="an-act-in-the-title",
        ),
        pytest.param([(RU_LINE, EDGE, FAR), RU_TITLE, RU_PREAMBLE], [RU_LINE], id="the-title-below"),
    ],
)  # fmt: skip
def test_a_russian_acts_own_line(lines, expected):
    with reading_in("ru"):
        assert read(*lines) == expected
