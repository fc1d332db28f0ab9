"""What speaks for one cell, one row, one heading over a page break, and how much: three tables of clues.

A merged cell goes through a page break, although two rows of the plan meet there. Engines leave its parts
open or close both, set its text in either part or in both, and may leave no more of it than an empty box as
high as one row. The clues: open boxes, how many rows the parts cover, sentences that break off, and columns
in which no cell is ever empty. Weights were measured on 157 documents: the decree, 62 editions of 8
engines, 36 genuine files, small ones, and 40 editions of the exam.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.assemble.rows.row_parts import RowPart
from pipeline.registry.language_words import is_genitive
from pipeline.registry.outline_words import outline_words
from pipeline.stations.evidence import CERTAIN, VETO, Clue, Decision
from pipeline.stations.item_numbers import is_subitem_number
from pipeline.stations.page import Cell

_OPENING = ",(«-"
"""What ends no text: more follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellBreak:
    """Two parts of cells in one column, in the last row of a page and in the first row of the next.

    Attributes:
        role: the column's; None for one that the contract does not know.
        upper, lower: the parts, in the rows `above` and `below`.
        text, has_text_above: what the cell whose last part is `upper` says so far.
        text_below: the text of `lower`.
        number: what is printed in the number's cell of the row below.
        is_lead_in: whether the row below ends with a colon: it only introduces others.
        is_never_empty: whether the plan merges cells of this column, and none away from page breaks is empty.
    """

    role: str | None
    upper: Cell
    lower: Cell
    above: RowPart
    below: RowPart
    has_text_above: bool
    text: str
    text_below: str
    number: str
    is_lead_in: bool
    is_never_empty: bool

    @property
    def has_two_texts(self) -> bool:
        """Whether both parts hold text."""
        return self.has_text_above and bool(self.lower.lines)

    @property
    def is_subitem(self) -> bool:
        """Whether the row below has a number like `1)`."""
        return is_subitem_number(self.number)


def reaches_above(case: CellBreak) -> bool:
    """The part below goes up next to what its page still shows of the row above, or over the page break."""
    measure = case.below.of("measure")
    if not measure:
        return False
    first = measure[0].cell
    return case.lower.row0 < min(some.cell.row0 for some in measure) or (
        case.lower.is_open_top and not first.is_open_top
    )


def closed_box(case: CellBreak) -> bool:
    """A rule closes the box above at the page break, where the engine leaves another of its row open."""
    return case.above.closes_only(case.upper)


def open_box(case: CellBreak) -> bool:
    """No rule closes the box above at the page break, although its row is closed."""
    return case.upper.is_open_bottom and not case.above.is_open


def many_rows_above(case: CellBreak) -> bool:
    """The part above covers more rows than the measure next to it."""
    return case.above.is_taller(case.upper)


def many_rows_below(case: CellBreak) -> bool:
    """The part below covers more rows than the measure next to it."""
    return case.below.is_taller(case.lower)


def empty_subitem(case: CellBreak) -> bool:
    """Nothing is printed next to a sub-item, in a column of the contract: it shares the cell above."""
    return not case.lower.lines and case.role is not None and case.is_subitem


def never_empty(case: CellBreak) -> bool:
    """One part is empty, in a column where cells are merged and none is ever empty."""
    return not case.has_two_texts and case.is_never_empty


def lead_in_below(case: CellBreak) -> bool:
    """The row below only introduces others: its other cells are empty."""
    return not case.lower.lines and case.is_lead_in and not case.is_subitem


def text_only_below(case: CellBreak) -> bool:
    """The part above is empty: a text begins in the part where it has room."""
    return bool(case.lower.lines) and not case.has_text_above


def lifted_text(case: CellBreak) -> bool:
    """The text stands above its box's middle, not at its top: the centred cell begins on the page above."""
    if not text_only_below(case):
        return False
    first, last = case.lower.lines[0], case.lower.lines[-1]
    above, under = first.bbox.top - case.lower.bbox.top, case.lower.bbox.bottom - last.bbox.bottom
    return first.size < above < under - 0.6 * first.size


def two_texts(case: CellBreak) -> bool:
    """Both parts hold text: each may be whole."""
    return case.has_two_texts


def genitive_above(case: CellBreak) -> bool:
    """The text above ends with a genitive: what somebody has must still be named."""
    return case.has_two_texts and is_genitive(case.text.split(" ")[-1])


def unfinished_above(case: CellBreak) -> bool:
    """The text above ends with a comma, an open bracket or a joining word."""
    if not case.has_two_texts:
        return False
    is_open = case.text[-1:] in _OPENING or case.text.count("(") > case.text.count(")")
    return is_open or case.text.split(" ")[-1].lower() in outline_words().joining


def small_letter_below(case: CellBreak) -> bool:
    """The text below begins with a small letter or a bracket."""
    return case.has_two_texts and (case.text_below[:1].islower() or case.text_below[:1] == "(")


def own_item_below(case: CellBreak) -> bool:
    """The row below is an item of its own: small letters begin many a cell."""
    return case.has_two_texts and bool(case.number) and not case.is_subitem


ONE_CELL = Decision(
    name="one_cell",
    bias=-0.25,
    margin=0.25,
    clues=(
        Clue(reaches_above, CERTAIN, "drawn over the page break: 157 documents, no exception"),
        Clue(closed_box, VETO, "engines that leave boxes open: 157 documents, no exception"),
        Clue(open_box, 2, "157 documents: no exception but where both texts are whole"),
        Clue(many_rows_above, 2, "157 documents: no exception but where both texts are whole"),
        Clue(many_rows_below, 1, "not enough where text stands only below"),
        Clue(empty_subitem, 1, "water-weasyprint-merged-over-pages"),
        Clue(never_empty, 0.5, "a doubt when alone: water-typst-repeated"),
        Clue(lead_in_below, -0.75, "youth-chromium-no-rules: must outweigh never_empty clearly"),
        Clue(text_only_below, -1, "must outweigh never_empty; a drawn box outweighs it"),
        Clue(lifted_text, 1, "centred cells of water-painter-adilet-moved"),
        Clue(two_texts, -3, "75 pairs of whole texts in 157 documents, 2 texts that go on"),
        Clue(genitive_above, 5, "a genitive ends no text"),
        Clue(unfinished_above, 3, "rescue-chromium-grey-letter; a doubt without a box that says so"),
        Clue(small_letter_below, 1.5, "25 of 75 pairs of whole texts; a doubt in a merged box"),
        Clue(own_item_below, -1.4, "must outweigh a small letter in merged boxes"),
    ),
)
"""Whether two parts of cells at a page break are one cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowBreak:
    """The last row of a page, of which `above` is the last part, and the first of the next.

    `has_number_above` looks at all pages of the row above. `measure_after` is the text of the measure in the
    next row, over the next page break, if that has a number.
    """

    above: RowPart
    has_number_above: bool
    number_below: str
    measure_below: str
    measure_after: str | None


def one_number(case: RowBreak) -> bool:
    """Not both parts have a number: numbers are centred, and may stand on any page of a row."""
    return not (case.has_number_above and case.number_below)


def begins_anew(case: RowBreak) -> bool:
    """The part below begins with a capital, and goes on over the next page break, where its number is."""
    after = case.measure_after
    is_next = after is not None and (not after or after[:1].islower())
    return not case.above.is_open and is_next and case.measure_below[:1].isupper()


ONE_ROW = Decision(
    name="one_row",
    bias=-0.5,
    margin=0.25,
    clues=(
        Clue(one_number, 1, "157 documents: 121 rows go on, 33 with two numbers end, no exception"),
        Clue(begins_anew, -0.75, "outweighs one_number, as a doubt: only capitals tell"),
    ),
)
"""Whether the row below a page break is the rest of the one above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingBreak:
    """Two rows of one cell each at a page break.

    `has_no_room` says that the lower one's first word had no room on the last line above.
    """

    text_below: str
    is_heading_below: bool
    has_no_room: bool


def heading_below(case: HeadingBreak) -> bool:
    """The text below begins as headings and notes do, with a number or their word."""
    return case.is_heading_below


def small_letter(case: HeadingBreak) -> bool:
    """The text below begins with a small letter."""
    return case.text_below[:1].islower()


def full_line(case: HeadingBreak) -> bool:
    """The last line above is full: the next word had no room on it."""
    return case.has_no_room


ONE_HEADING = Decision(
    name="one_heading",
    clues=(
        Clue(heading_below, VETO, "two headings one below the other"),
        Clue(small_letter, 1, "no heading begins so"),
        Clue(full_line, 1, "a heading that ends with its line by chance begins the next with a number"),
    ),
)
"""Whether a heading goes on over a page break."""
