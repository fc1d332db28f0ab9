"""Rows without rules: by the numbers at their head and by the white between them.

White that all columns leave parts blocks of lines. A block with one number is a row; one with several is
parted at its numbers, since a merged cell's text runs past the ends of its neighbours' rows; one with none
is a heading over all columns, the rest of a row that a page break parts, or a paragraph of the row above.
Where rules part the rows, the rows are what stands between them.

Afterwards: `Row`s from top to bottom; whether the last ones belong to the table at all, later pages tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.extract.unruled.cell_alignment import alignment_of, parted, place_of, row_bounds
from pipeline.extract.unruled.full_width_rows import headings_apart, part_headings, wide_from
from pipeline.extract.unruled.line_pieces import Piece
from pipeline.extract.unruled.text_style import Style, blocks_of, is_number
from pipeline.stations.evidence import CERTAIN, VETO, Clue, Decision
from pipeline.stations.item_numbers import is_number_row

_NOTHING_TELLS = "nothing tells"


@dataclass(slots=True, eq=False)
class Row:
    """A row's pieces from top to bottom.

    `number` is the piece that numbers it, if any; `wide_from` the first column of the one cell that fills the
    row from there on, -1 in a row of plain cells; `goes_on` that it continues the row above the page break;
    `open_below` the columns that the rules beneath it leave open, None where there are none; `doubt` why
    neither a rule, nor white, nor the numbers' places decide where it begins or ends, "" where they do;
    `shares` why it shares cells with the row above, where no rule says so.
    """

    pieces: list[Piece]
    number: Piece | None = None
    wide_from: int = -1
    goes_on: bool = False
    open_below: frozenset[int] | None = None
    doubt: str = ""
    shares: str = ""

    @property
    def is_count(self) -> bool:
        """Whether this is the row that numbers the columns: `1 2 3 4 5 6`."""
        return is_number_row([piece.text for piece in self.pieces])

    @property
    def takes_more(self) -> bool:
        """Whether text beneath may be one more paragraph of the row."""
        return self.wide_from < 0 and not self.is_count

    @property
    def columns(self) -> set[int]:
        """The columns in which something is printed."""
        return {column for piece in self.pieces for column in range(piece.first, piece.last + 1)}

    def in_column(self, column: int) -> list[Piece]:
        """The pieces that begin in a column."""
        return [piece for piece in self.pieces if piece.first == column]


def aligned(style: Style, pages: Sequence[Sequence[Piece]]) -> Style:
    """The style with how cells stand in their rows, told by the rows between headings on all pages."""
    groups = [
        (group, numbers)
        for pieces in pages
        for block in blocks_of(pieces, style.limit)
        for group in headings_apart(block, style)
        if wide_from(group, style) < 0
        for numbers in [row_numbers(group, style)]
        if numbers
    ]
    alignment, verdict = alignment_of(groups, style.reach, style.measure)
    doubt = "" if verdict.is_for else verdict.reasons or _NOTHING_TELLS
    return replace(style, alignment=alignment, doubt=doubt)


def find_rows(pieces: Sequence[Piece], style: Style) -> list[Row]:
    """The rows that these pieces of one page stand in."""
    rows: list[Row] = []
    blocks = blocks_of(pieces, style.limit)
    for block in blocks:
        groups = headings_apart(block, style)
        for group in groups:
            row = whole_row(group, style, is_block=len(groups) == 1)
            numbers = row_numbers(group, style)
            if row.wide_from == 0 and row.number is None:
                rows.extend(Row(part, wide_from=0) for part in part_headings(group, style))
            elif row.wide_from >= 0:
                rows.append(row)
            elif numbers:
                _add_numbered(rows, group, numbers, style)
            else:
                _add_rest(rows, group, style, is_last=block is blocks[-1])
    return rows


def whole_row(group: list[Piece], style: Style, *, is_block: bool) -> Row:
    """The group as one row; one that a single cell fills, with the number next to it."""
    wide = wide_from(group, style, is_block=is_block)
    has_number = wide >= 0 and len(group) > 1 and is_number(group[0], style.stripes)
    return Row(group, number=group[0] if has_number else None, wide_from=wide)


def row_numbers(group: Sequence[Piece], style: Style) -> list[Piece]:
    """The pieces that number rows; a number's second line (`6-` / `1.`, `5.` / `1)`) is none."""
    found: list[Piece] = []
    for piece in group:
        if is_number(piece, style.stripes):
            two = TwoNumbers(upper=found[-1], lower=piece, group=group, style=style) if found else None
            if two is None or not ONE_NUMBER.verdict(two).is_for:
                found.append(piece)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoNumbers:
    """Two numbers of a block, one beneath the other, that may be one on two lines."""

    upper: Piece
    lower: Piece
    group: Sequence[Piece]
    style: Style


def ends_with_a_hyphen(case: TwoNumbers) -> bool:
    """The upper one goes on: `6-` above `1.`."""
    return case.upper.text[-1] in "-–"


def first_sub_item_right_below(case: TwoNumbers) -> bool:
    """`1)` on the line beneath `5.`."""
    is_near = case.lower.baseline - case.upper.baseline <= case.style.limit
    return case.lower.text == "1)" and case.upper.text[-1] == "." and is_near


def lead_in_stands_next_to_it(case: TwoNumbers) -> bool:
    """A lead-in (`5. Мыналар:`) stands just above its first sub-item, in a row of its own."""
    next_to = (each for each in case.group if abs(each.baseline - case.upper.baseline) <= case.style.reach)
    return any(each.first == case.style.measure and each.text.endswith(":") for each in next_to)


ONE_NUMBER: Decision[TwoNumbers] = Decision(
    "number_on_two_lines",
    (
        Clue(ends_with_a_hyphen, CERTAIN, "no number ends so"),
        Clue(first_sub_item_right_below, 1, "plans of the exam with brackets, seeds 0 to 99"),
        Clue(lead_in_stands_next_to_it, -1, "outweighs a sub-item right below: youth-libreoffice-no-rules"),
    ),
)
"""Whether two numbers one beneath the other are one on two lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """Pieces without a number that may be more of the row above.

    Attributes:
        pieces: the pieces.
        above: that row, if there is one.
        style: the table's.
        is_above_number: whether no white parts them from the number below.
        is_last: whether they are the last of their page.
    """

    pieces: Sequence[Piece]
    above: Row | None
    style: Style
    is_above_number: bool
    is_last: bool


def nothing_goes_on(case: Rest) -> bool:
    """There is no row of plain cells above."""
    return case.above is None or not case.above.takes_more


def is_one_paragraph(case: Rest) -> bool:
    """White stands around it, and it begins where the lines of its one column do."""
    is_one = not case.is_above_number and len({piece.first for piece in case.pieces}) == 1
    return is_one and case.style.is_aligned(case.pieces[0])


def stands_above_a_number(case: Rest) -> bool:
    """It touches the row of the next number, which stands at its row's top."""
    return case.is_above_number


def may_begin_a_row(case: Rest) -> bool:
    """The last of its page, where numbers stand in their row's middle: its own may be on the next page."""
    return case.is_last and case.style.alignment != "top"


MORE_OF_ROW: Decision[Rest] = Decision(
    "more_of_row",
    (
        Clue(nothing_goes_on, VETO, "a heading takes no more, nor do the columns' numbers"),
        Clue(is_one_paragraph, 2, "fixtures without rules"),
        Clue(stands_above_a_number, 1, "a doubt: exam seeds 0 to 99"),
        Clue(may_begin_a_row, -4, "outweighs one paragraph: exam seeds 0 to 99"),
    ),
    margin=0.5,
)
"""Whether pieces without a number are more of the row above, or begin a row whose number comes later."""


def _add_rest(
    rows: list[Row], group: list[Piece], style: Style, *, is_last: bool = False, is_above_number: bool = False
) -> None:
    """Adds pieces without a number to the row above, or as a row of their own."""
    above = rows[-1] if rows else None
    verdict = MORE_OF_ROW.verdict(
        Rest(pieces=group, above=above, style=style, is_above_number=is_above_number, is_last=is_last)
    )
    if above is None or not verdict.is_for:
        rows.append(Row(group))
        return
    above.pieces.extend(group)
    if verdict.is_doubtful:
        above.doubt = verdict.reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A row that its number tells from its neighbours in a block without white.

    Attributes:
        row: the row.
        number: its number.
        is_alone: whether its block has no other.
        are_told: whether the numbers stand where the cells' alignment puts them.
        style: the table's.
    """

    row: Row
    number: Piece
    is_alone: bool
    are_told: bool
    style: Style


def white_parts_it(case: Numbered) -> bool:
    """The only number of its block."""
    return case.is_alone


def numbers_tell_its_place(case: Numbered) -> bool:
    """The numbers of its block, several, stand where the cells' alignment puts them."""
    return case.are_told and not case.is_alone


def alignment_is_not_clear(case: Numbered) -> bool:
    """Rows would part elsewhere if cells stood in them in another way, which the page does not exclude."""
    return not case.is_alone and case.style.doubt != ""


def measure_stands_elsewhere(case: Numbered) -> bool:
    """Its measure, which is never merged, does not stand next to its number as the others do."""
    own = [piece.baseline for piece in case.row.in_column(case.style.measure)] or [case.number.baseline]
    return abs(place_of(case.style.alignment, own) - case.number.baseline) > case.style.reach


PLACED_ROW: Decision[Numbered] = Decision(
    "placed_row",
    (
        Clue(white_parts_it, 1, "fixtures without rules"),
        Clue(numbers_tell_its_place, 1, "exam seeds 0 to 299"),
        Clue(alignment_is_not_clear, -2, "exam seeds 0 to 299"),
        Clue(measure_stands_elsewhere, -2, "outweighs white and numbers: exam seeds 0 to 99"),
    ),
)
"""Whether it is told where a numbered row begins and ends; else the row is doubtful."""


def _add_numbered(rows: list[Row], group: list[Piece], numbers: Sequence[Piece], style: Style) -> None:
    """Adds the rows of a block with numbers; lines above the first may be the rest of the last row."""
    if style.alignment == "top":
        begin = numbers[0].baseline - style.reach
        rest = [piece for piece in group if piece.baseline < begin]
        group = [piece for piece in group if piece.baseline >= begin]
        if rest:
            _add_rest(rows, rest, style, is_above_number=True)
    known = row_bounds(style.alignment, numbers, group, style.reach)
    bounds = known if known is not None else [(a.baseline + b.baseline) / 2 for a, b in pairwise(numbers)]
    for number, pieces in zip(numbers, parted(group, bounds), strict=True):
        row = Row(pieces, number=number)
        case = Numbered(
            row=row, number=number, is_alone=len(numbers) == 1, are_told=known is not None, style=style
        )
        verdict = PLACED_ROW.verdict(case)
        row.doubt = "" if verdict.is_for else verdict.reasons or _NOTHING_TELLS
        rows.append(row)
