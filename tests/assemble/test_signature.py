"""Where the words of a signature stand: the position and the name beside, above or below one another."""

from __future__ import annotations

import pytest

from pipeline.assemble.act.act_marks import n_of_act_below, signature_lines
from pipeline.registry.loading import reading_in
from tests.repair.laying import lay_line

BESIDE, STAMP = 300.0, 400.0


def read(*lines: tuple[str, float]) -> tuple[list[str], int]:
    """The signature's texts, and where the next text begins; lines are given with their left edges."""
    laid = [lay_line(text, x0=x0, baseline=100.0 + 12 * at) for at, (text, x0) in enumerate(lines)]
    spaced = [line._replace(text=text) for line, (text, _) in zip(laid, lines, strict=True)]
    found, end = signature_lines(spaced, 0)
    return [line.text for line in found], end


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            [("Қазақстан Республикасының", 50), ("Премьер-Министрі С. Ахметов", 50), ("бекітілген", STAMP)],
            ["Қазақстан Республикасының", "Премьер-Министрі С. Ахметов"],
            id="beside-the-last-line",
        ),
        pytest.param(
            [("Қазақстан Республикасының С. Ахметов", 50), ("Премьер-Министрі", 50), ("бекітілген", STAMP)],
            ["Қазақстан Республикасының", "Премьер-Министрі", "С. Ахметов"],
            id="beside-the-first-line",
        ),
        pytest.param(
            [
                ("Қазақстан Республикасының", 50),
                ("С. Ахметов", BESIDE),
                ("Премьер-Министрі", 50),
                ("бекітілген", STAMP),
            ],
            ["Қазақстан Республикасының", "Премьер-Министрі", "С. Ахметов"],
            id="beside-the-middle",
        ),
        pytest.param(
            [("Мәдениет және спорт Б. Жазбаев", 50), ("министрі", 50), ("бекітілген", STAMP)],
            ["Мәдениет және спорт", "министрі", "Б. Жазбаев"],
            id="small-letters-go-on",
        ),
        pytest.param(
            [("Министр Б. Жазбаев", 50), ("Іс-шаралар жоспары", 50)],
            ["Министр Б. Жазбаев"],
            id="the-next-text",
        ),
        pytest.param(
            [
                ("Қалалық мәслихат", 50),
                ("Н. Есімов", BESIDE),
                ("төрағасы", 50),
                ("Қалалық мәслихат хатшысы", 50),
                ("А. Оразов", BESIDE),
            ],
            ["Қалалық мәслихат", "төрағасы", "Н. Есімов"],
            id="another-person-signs-below",
        ),
        pytest.param([("Министр", 50), ("Б. Жазбаев", BESIDE)], ["Министр", "Б. Жазбаев"], id="name-below"),
    ],
)
def test_position_before_name(lines: list[tuple[str, float]], expected: list[str]) -> None:
    texts, end = read(*lines)
    assert texts == expected
    printed = " ".join(text for text, _ in lines[:end])
    assert sorted(printed.split()) == sorted(" ".join(texts).split()), "each word once"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            [("Премьер-Министр", 50), ("Республики Казахстан С. Ахметов", 50), ("Утвержден", STAMP)],
            ["Премьер-Министр", "Республики Казахстан С. Ахметов"],
            id="beside-the-last-line",
        ),
        pytest.param(
            [("Министр здравоохранения", 64), ("Е. Биртанов", BESIDE), ("Республики Казахстан", 50),
             ("Утвержден", STAMP)],
            ["Министр здравоохранения", "Республики Казахстан", "Е. Биртанов"],
            id="beside-the-middle-and-indented",
        ),
        pytest.param(
            [("Председатель сессии А. Оразов", 50), ("Секретарь маслихата Н. Есимов", 50)],
            ["Председатель сессии А. Оразов"],
            id="another-signs-below",
        ),
    ],
)  # fmt: skip
def test_a_russian_signature(lines, expected):
    with reading_in("ru"):
        assert read(*lines)[0] == expected


@pytest.mark.parametrize(
    ("texts", "n_below"),
    [
        (
            [
                "Утвержден",
                "постановлением Правительства",
                "Республики Казахстан",
                "от 31 января 2013 года № 78",
            ],
            3,
        ),
        (["Утвержден постановлением", "Правительства Республики Казахстан от 31 января 2013 года № 78"], 1),
        (["Утвержден постановлением", "Правительства от 31 января 2013 года №", "78", "План мероприятий"], 2),
        (["Утвержден постановлением Правительства от 31 января 2013 года №", "78", "План мероприятий"], 1),
        (["Приложение 1", "к приказу Министра", "от 5 мая 2014 года № 190", "План мероприятий № 5"], 2),
        (["Утвержден постановлением Правительства от 31 января 2013 года № 78", "План № 5"], 0),
        (["Приложение", "Сноска. Приложение в редакции приказа № 5"], 0),
    ],
)
def test_the_act_below_the_word_of_a_russian_stamp(texts, n_below):
    laid = [lay_line(text, x0=STAMP, baseline=100.0 + 12 * at) for at, text in enumerate(texts)]
    spaced = [line._replace(text=text) for line, text in zip(laid, texts, strict=True)]
    with reading_in("ru"):
        assert n_of_act_below(spaced, 0, 0) == n_below
