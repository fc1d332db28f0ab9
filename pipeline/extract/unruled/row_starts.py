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
from pipeline.stations.item_numbers import is_number_row


@dataclass(slots=True, eq=False)
class Row:
    """A row's pieces from top to bottom.

    `number` is the piece that numbers it, if any; `wide_from` the first column of the one cell that fills the
    row from there on, -1 in a row of plain cells; `goes_on` that it continues the row above the page break;
    `open_below` the columns that the rules beneath it leave open, None where there are none; `is_doubtful`
    that neither a rule, nor white, nor the numbers' places decide where it begins or ends.
    """

    pieces: list[Piece]
    number: Piece | None = None
    wide_from: int = -1
    goes_on: bool = False
    open_below: frozenset[int] | None = None
    is_doubtful: bool = False

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
    alignment, is_clear = alignment_of(groups, style.reach, style.measure)
    return replace(style, alignment=alignment, is_clear=is_clear)


def find_rows(pieces: Sequence[Piece], style: Style) -> list[Row]:
    """The rows that these pieces of one page stand in."""
    rows: list[Row] = []
    blocks = blocks_of(pieces, style.limit)
    for block in blocks:
        # the head of a row whose number, in its middle, is on the next page
        may_begin = style.alignment != "top" and block is blocks[-1]
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
            elif rows and rows[-1].takes_more and not may_begin and _is_paragraph(group, style):
                rows[-1].pieces.extend(group)
            else:
                rows.append(Row(group))
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
        if is_number(piece, style.stripes) and not (
            found and _is_second_line(found[-1], piece, group, style)
        ):
            found.append(piece)
    return found


def _is_second_line(upper: Piece, lower: Piece, group: Sequence[Piece], style: Style) -> bool:
    """A lead-in (`5. Мыналар:`) may stand just above its first sub-item in a row of its own."""
    if upper.text[-1] in "-–":
        return True
    if lower.text != "1)" or upper.text[-1] != "." or lower.baseline - upper.baseline > style.limit:
        return False
    texts = [piece for piece in group if abs(piece.baseline - upper.baseline) <= style.reach]
    return not any(piece.first == style.measure and piece.text.endswith(":") for piece in texts)


def _is_paragraph(group: Sequence[Piece], style: Style) -> bool:
    """Whether the block is one more paragraph of a cell in the row above."""
    return len({piece.first for piece in group}) == 1 and style.is_aligned(group[0])


def _add_numbered(rows: list[Row], group: list[Piece], numbers: Sequence[Piece], style: Style) -> None:
    """Adds the rows of a block with numbers; lines above the first may be the rest of the last row."""
    if style.alignment == "top":
        begin = numbers[0].baseline - style.reach
        rest = [piece for piece in group if piece.baseline < begin]
        group = [piece for piece in group if piece.baseline >= begin]
        if rest and rows and rows[-1].takes_more:
            rows[-1].pieces.extend(rest)
            rows[-1].is_doubtful = True
        elif rest:
            rows.append(Row(rest))
    known = row_bounds(style.alignment, numbers, group, style.reach)
    bounds = known if known is not None else [(a.baseline + b.baseline) / 2 for a, b in pairwise(numbers)]
    is_doubtful = len(numbers) > 1 and (known is None or not style.is_clear)
    for number, pieces in zip(numbers, parted(group, bounds), strict=True):
        row = Row(pieces, number=number, is_doubtful=is_doubtful)
        # measures are never merged: each stands next to its number as the others do
        measure = [piece.baseline for piece in row.in_column(style.measure)] or [number.baseline]
        if abs(place_of(style.alignment, measure) - number.baseline) > style.reach:
            row.is_doubtful = True
        rows.append(row)
