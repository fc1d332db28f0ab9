"""Rows with a number and a text that are no measure: a section's heading in two cells.

A lead-in looks the same, and so does a measure whose other cells are empty.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.assemble.rows.headings import is_level_heading, removal_pattern
from pipeline.stations.evidence import VETO, Clue, Decision
from pipeline.stations.item_numbers import ItemNumber, roman_digits


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedText:
    """A row's number and text, and what stands next to them.

    Attributes:
        number: the number.
        text: the text in the measure's column.
        is_bare: whether nothing else is printed in the row.
        number_below: the number in the number's cell of the next row, if any.
    """

    number: ItemNumber
    text: str
    is_bare: bool
    number_below: ItemNumber | None


def has_other_cells(case: NumberedText) -> bool:
    """Something is printed next to it, or it is empty itself: a measure's row."""
    return not case.text or not case.is_bare


def number_is_a_sub_items(case: NumberedText) -> bool:
    """A number in brackets."""
    return case.number.bracket is not None


def says_that_it_is_removed(case: NumberedText) -> bool:
    """An item that was removed keeps its number."""
    return removal_pattern().search(case.text) is not None


def names_its_level(case: NumberedText) -> bool:
    """A priority, a direction, a goal or a task."""
    return is_level_heading(case.text)


def number_is_roman(case: NumberedText) -> bool:
    """Items have none of these."""
    return roman_digits(".".join(case.number.parts)) is not None


def items_begin_below(case: NumberedText) -> bool:
    """The next row is the first of its section: `1`, `2.1`."""
    below = case.number_below
    return below is not None and not below.bracket and below.parts[-1:] == ("1",)


def leads_in(case: NumberedText) -> bool:
    """A lead-in ends with a colon."""
    return case.text.endswith(":")


SECTION_ROW: Decision[NumberedText] = Decision(
    "section_row",
    (
        Clue(has_other_cells, VETO, "a measure's row"),
        Clue(number_is_a_sub_items, VETO, "no section has such a number"),
        Clue(says_that_it_is_removed, VETO, "the decree's editions"),
        Clue(names_its_level, 3, "genuine plans with levels; outweighs a colon"),
        Clue(number_is_roman, 3, "plan `roman` of the exam; outweighs a colon"),
        Clue(items_begin_below, 1, "sections in two cells: genuine plans and fixtures"),
        Clue(leads_in, -2, "outweighs items that begin below: they are its own"),
    ),
)
"""Whether a row with a number is a section's heading."""
