"""Rows without rules: by the numbers at their head and by the white between them.

White that all columns leave parts blocks of lines. A block with one number is a row; one with several is
cut at its numbers, since a merged cell's text runs past the ends of its neighbours' rows; one with none is a
heading over all columns, the rest of a row that a page cuts, or a paragraph of the row above. Where rules
part the rows, the rows are what stands between them.

Afterwards: `Row`s from top to bottom; whether the last ones belong to the table at all, the pages after tell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.extract.ruled.missing_rules import counts
from pipeline.extract.unruled.cell_alignment import alignment_of, row_bounds
from pipeline.extract.unruled.full_width_rows import headings_apart, part_headings, wide_from
from pipeline.extract.unruled.gutters import Piece
from pipeline.extract.unruled.text_style import Manner, blocks_of, is_number

_MIN_COUNT = 3
"""Fewer numbers are no row that counts the columns."""


@dataclass(slots=True, eq=False)
class Row:
    """A row's pieces from top to bottom.

    `number` is the piece that numbers it, if any; `wide_from` the first column of the one cell that fills the
    row from there on, -1 in a row of plain cells; `goes_on` that it continues the row above the page's cut;
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
        """Is this the row that numbers the columns: `1 2 3 4 5 6`?"""
        texts = [piece.text.strip(".()") for piece in self.pieces]
        return len(texts) >= _MIN_COUNT and counts(texts)

    @property
    def takes_more(self) -> bool:
        """May text beneath be one more paragraph of the row?"""
        return self.wide_from < 0 and not self.is_count

    @property
    def columns(self) -> set[int]:
        """The columns in which something is printed."""
        return {column for piece in self.pieces for column in range(piece.first, piece.last + 1)}


def aligned(manner: Manner, pages: Sequence[Sequence[Piece]]) -> Manner:
    """The manner with how cells stand in their rows, told by the rows between headings on all pages."""
    groups = [
        (group, numbers)
        for pieces in pages
        for block in blocks_of(pieces, manner.limit)
        for group in headings_apart(block, manner)
        if wide_from(group, manner) < 0
        for numbers in [_numbers(group, manner)]
        if numbers
    ]
    alignment, is_clear = alignment_of(groups, manner.reach, manner.measure)
    return replace(manner, alignment=alignment, is_clear=is_clear)


def find_rows(pieces: Sequence[Piece], manner: Manner) -> list[Row]:
    """The rows that these pieces of one page stand in."""
    rows: list[Row] = []
    blocks = blocks_of(pieces, manner.limit)
    for at, block in enumerate(blocks):
        # the head of a row whose number, in its middle, is on the next page
        may_begin = manner.alignment != "top" and at == len(blocks) - 1
        groups = headings_apart(block, manner)
        for group in groups:
            numbers = _numbers(group, manner)
            wide = wide_from(group, manner, is_block=len(groups) == 1)
            number = _own_number(group, manner) if wide >= 0 else None
            if wide == 0 and number is None:
                rows.extend(Row(part, wide_from=0) for part in part_headings(group, manner))
            elif wide >= 0:
                rows.append(Row(group, number=number, wide_from=wide))
            elif numbers:
                rows.extend(_cut(group, numbers, rows, manner))
            elif rows and rows[-1].takes_more and not may_begin and _is_paragraph(group, manner):
                rows[-1].pieces.extend(group)
            else:
                rows.append(Row(group))
    return rows


def find_ruled_rows(
    pieces: Sequence[Piece], manner: Manner, rules: Sequence[tuple[float, frozenset[int]]]
) -> list[Row]:
    """The rows between horizontal rules.

    Args:
        pieces: the pieces of one page.
        manner: how they are set.
        rules: the height of each rule in points and the columns that it closes.
    """
    heights = [height for height, _ in rules]
    bands: dict[int, list[Piece]] = {}
    for piece in pieces:
        bands.setdefault(bisect_right(heights, piece.middle), []).append(piece)
    every = frozenset(range(len(manner.stripes.roles)))
    rows = []
    for band, some in sorted(bands.items()):
        numbers = _numbers(some, manner)
        wide = wide_from(some, manner, is_block=True)
        number = _own_number(some, manner) if wide >= 0 else next(iter(numbers), None)
        if band < len(rules):
            rows.append(Row(some, number=number, wide_from=wide, open_below=every - rules[band][1]))
            continue
        own = some[: _end_of_row(some, manner)]
        rows.append(Row(own, number=number, wide_from=wide))
        if own != some:
            rows.append(Row(some[len(own) :], wide_from=0))
    return rows


def _end_of_row(pieces: Sequence[Piece], manner: Manner) -> int:
    """How many of the pieces below the last rule are the last row's: no rule parts it from what follows."""
    number = manner.stripes.index("number")
    blocks = blocks_of(pieces, manner.limit)
    end = len(blocks[0])
    for block in blocks[1:]:
        is_text = block[0].first == number and not is_number(block[0], manner.stripes)
        if is_text or wide_from(block, manner, is_block=True) == 0:
            return end
        end += len(block)
    return end


def _own_number(group: Sequence[Piece], manner: Manner) -> Piece | None:
    """The number beside, or at the head of, a text over all columns."""
    return group[0] if len(group) > 1 and is_number(group[0], manner.stripes) else None


def _numbers(group: Sequence[Piece], manner: Manner) -> list[Piece]:
    """The pieces that number rows; a number's second line (`6-` / `1.`) and paragraphs' numbers are none."""
    found: list[Piece] = []
    has_column = manner.stripes.index("number") >= 0
    above: Piece | None = None
    for piece in group:
        if is_number(piece, manner.stripes):
            if has_column:
                is_second = bool(found) and _is_second_line(found[-1], piece, group, manner)
            else:
                is_second = above is not None and piece.baseline - above.baseline <= manner.limit
            if not is_second:
                found.append(piece)
        if piece.first == manner.measure:
            above = piece
    return found


def _is_second_line(upper: Piece, lower: Piece, group: Sequence[Piece], manner: Manner) -> bool:
    """Is `1.` the rest of `6-`, or `1)` that of `5.`, in one cell?

    A lead-in (`5. Мыналар:`) may stand just above its first sub-item in a row of its own.
    """
    if upper.text[-1] in "-–":
        return True
    if lower.text != "1)" or upper.text[-1] != "." or lower.baseline - upper.baseline > manner.limit:
        return False
    texts = [
        piece.text
        for piece in group
        if piece.first == manner.measure and abs(piece.baseline - upper.baseline) <= manner.reach
    ]
    return not any(text.endswith(":") for text in texts)


def _is_paragraph(group: Sequence[Piece], manner: Manner) -> bool:
    """Is the block one more paragraph of a cell in the row above?"""
    return len({piece.first for piece in group}) == 1 and manner.is_aligned(group[0])


def _cut(group: Sequence[Piece], numbers: Sequence[Piece], above: Sequence[Row], manner: Manner) -> list[Row]:
    """The rows of a block with numbers; lines above the first number may be the rest of a row above."""
    known = row_bounds(manner.alignment, numbers, group, manner.reach)
    bounds = known if known is not None else [_bound(a, b, group, manner) for a, b in pairwise(numbers)]
    begin = numbers[0].baseline - manner.reach
    rest = [piece for piece in group if piece.baseline < begin] if manner.alignment == "top" else []
    is_doubtful = len(numbers) > 1 and (known is None or not manner.is_clear)
    rows = [Row([], number=number, is_doubtful=is_doubtful) for number in numbers]
    for piece in group:
        if not rest or piece.baseline >= begin:
            rows[sum(piece.baseline >= bound for bound in bounds)].pieces.append(piece)
    if rest and above and above[-1].takes_more:
        above[-1].pieces.extend(rest)
    elif rest:
        rows.insert(0, Row(rest))
    return rows


def _bound(upper: Piece, lower: Piece, group: Sequence[Piece], manner: Manner) -> float:
    """The height in points at which two rows part whose numbers stand about in their middle."""
    own = [piece.baseline for piece in group if piece.first == manner.measure]
    lines = [at for at in own if upper.baseline - manner.limit <= at <= lower.baseline + manner.limit]
    steps = list(pairwise(sorted({*lines, upper.baseline, lower.baseline} if len(lines) < 2 else set(lines))))
    between = [(a, b) for a, b in steps if upper.baseline <= (a + b) / 2 <= lower.baseline] or [
        (upper.baseline, lower.baseline)
    ]
    a, b = max(between, key=lambda pair: pair[1] - pair[0])
    return (a + b) / 2
