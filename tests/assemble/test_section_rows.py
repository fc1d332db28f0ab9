"""Rows with a number and a text alone: a section's heading in two cells, a lead-in, a measure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.assemble.outline.plan_outline import SECTION_ROW, NumberedText
from pipeline.stations.item_numbers import ItemNumber


def number(*parts: str, bracket: str | None = None) -> ItemNumber:
    return ItemNumber(parts=parts, bracket=bracket)


PLAIN = NumberedText(number=number("2"), text="Су ресурстары", is_bare=True, number_below=number("3"))
SECTION = replace(PLAIN, number_below=number("2", "1"))
# for each clue a row that it decides, whether it is a heading, and a row of which it is silent
CASES = {
    "has_other_cells": (replace(SECTION, is_bare=False), False, SECTION),
    "number_is_a_sub_items": (replace(SECTION, number=number(bracket="2")), False, SECTION),
    "says_that_it_is_removed": (replace(SECTION, text="2-тармақ алып тасталды"), False, SECTION),
    "names_its_level": (replace(PLAIN, text="1-бағыт. Су ресурстары"), True, PLAIN),
    "number_is_roman": (replace(PLAIN, number=number("II")), True, PLAIN),
    "items_begin_below": (SECTION, True, PLAIN),
    "leads_in": (replace(SECTION, text="Мыналар енгізілсін:"), False, SECTION),
}


@pytest.mark.parametrize(("seen", "is_section", "unseen"), CASES.values(), ids=CASES)
def test_section_row(
    seen: NumberedText, is_section: bool, unseen: NumberedText, request: pytest.FixtureRequest
) -> None:
    verdict = SECTION_ROW.verdict(seen)
    assert verdict.is_for is is_section
    assert request.node.callspec.id in dict(verdict.spoke)
    assert SECTION_ROW.verdict(unseen).is_for is not is_section


def test_a_section_in_roman_numerals_may_end_with_a_colon() -> None:
    case = replace(PLAIN, number=number("II"), text="Су ресурстары:")
    assert SECTION_ROW.verdict(case).is_for


def test_every_clue_has_a_case() -> None:
    assert {clue.name for clue in SECTION_ROW.clues} == set(CASES)
