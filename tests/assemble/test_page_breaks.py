"""What a page break does to rows, headings and cells."""

from __future__ import annotations

import pytest

from pipeline.extract.pdf.reader import read_content
from tests.assemble.drawn import HEADS, read_plan, read_words, texts
from tests.places import TESTS


def row(number: str, measure: str, cost: str = "талап етілмейді") -> tuple[str, ...]:
    return (number, measure, "есеп", "ҰЭМ", "2024 жыл", cost)


@pytest.mark.parametrize("form", ["{}", "{})"], ids=["plain", "in-brackets"])
def test_an_empty_cell_below_a_page_break_stays_empty(form):
    """The column is filled in every other row, and nothing in the plan is merged; `5)` is an item there."""
    rows = [row(form.format(n), measure) for n, measure in enumerate(("Бірінші", "Екінші", "Үшінші"), 1)]
    last = row(form.format(4), "Төртінші", "212 000")
    reading = read_plan([*rows, last], [row(form.format(5), "Бесінші", ""), row(form.format(6), "Алтыншы")])
    assert texts(reading, "cost")["4"] == "212 000"
    assert texts(reading, "cost")["5"] == ""


@pytest.mark.parametrize("repeated", [False, True], ids=["plain", "repeated-heads"])
@pytest.mark.parametrize(
    ("above", "below"),
    [
        pytest.param(
            "2. Аудандар әкімдерін және оған кірмейтін", "селолар әкімдерін сайлау", id="small-letter"
        ),
        pytest.param(
            "2. " + "Аудандар әкімдерін сайлауды енгізу және " * 3 + "оны алдағы жылдары осы тәртіппен",
            "Қазақстанның барлық өңірлерінде қолдану",
            id="full-line",
        ),
    ],
)
def test_a_heading_that_a_page_break_cuts_is_one(above, below, repeated):
    reading = read_plan(
        ["1. Дайындық", row("1", "Бірінші"), above], [below, row("1", "Екінші")], repeated=repeated
    )
    assert [section.title for section in reading.plan.sections] == [
        "Дайындық",
        f"{above} {below}".removeprefix("2. "),
    ]
    assert list(texts(reading)) == ["1.1", "2.1"]


def test_two_headings_at_a_page_break_stay_two():
    reading = read_plan(["1. Дайындық", row("1", "Бірінші"), "2. Кезең"], ["Іске асыру", row("1", "Екінші")])
    assert [section.title for section in reading.plan.sections] == ["Дайындық", "Кезең", "Іске асыру"]


def test_a_repeated_head_in_one_box_with_the_rest_of_a_row_is_no_text():
    rest = tuple(
        f"{head}|{text}" if text else head
        for head, text in zip(HEADS, ("", "ұсыныстар", *[""] * 4), strict=True)
    )
    reading = read_plan([row("1", "Бірінші"), row("2", "Заңды жетілдіру және")], [rest, row("3", "Үшінші")])
    assert texts(reading) == {"1": "Бірінші", "2": "Заңды жетілдіру және ұсыныстар", "3": "Үшінші"}
    assert texts(reading, "deadline")["2"] == "2024 жыл"


def test_a_merged_cell_whose_box_is_missing_above_its_text_is_one():
    """Without a frame, the last column's cell has a box below the page break only where its text is."""
    name = "open-corner.pdf"
    reading = read_words(read_content((TESTS / "fixtures" / "shapes" / name).read_bytes(), name=name))
    costs = texts(reading, "cost")
    assert [costs[key] for key in ("1.1", "1.1.1", "1.1.2", "1.1.3")] == ["жергілікті бюджет"] * 4
    assert costs["2.1"] == costs["2.2"] == "талап етілмейді"
