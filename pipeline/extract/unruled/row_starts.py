"""Rows without rules: by the numbers at their head and by the white between them.

White that all columns leave parts blocks of lines. A block with one number is a row; one with several is
parted at its numbers, since a merged cell's text runs past the ends of its neighbours' rows; one with none
is a heading over all columns, the rest of a row that a page break parts, or a paragraph of the row above.
Where horizontal rules part the rows, the rows are what stands between them; a rule that leaves out a column
stands next to a merged cell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

from pipeline.extract.ruled.rules import Rule
from pipeline.extract.unruled.cell_alignment import alignment_of, parted, place_of, row_bounds
from pipeline.extract.unruled.full_width_rows import headings_apart, part_headings, wide_from
from pipeline.extract.unruled.gutters import Stripes
from pipeline.extract.unruled.line_pieces import Piece, Style
from pipeline.stations.evidence import CERTAIN, VETO, Clue, Decision, Verdict
from pipeline.stations.item_numbers import is_number_row

_COVERED = 0.6
"""A rule that covers this share of a column closes it."""
_RULED_ROWS = 0.6
"""Rules part a table's rows if there is one for at least this share of the numbered rows."""
_SAME_PT = 2.6
RowRule = tuple[float, frozenset[int]]
"""The height of a rule in points, and the columns that it closes."""


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
        for block in style.blocks(pieces)
        for group in headings_apart(block, style)
        if wide_from(group, style) < 0
        for numbers in [row_numbers(group, style)]
        if numbers
    ]
    alignment, verdict = alignment_of(groups, style.reach, style.measure)
    return replace(style, alignment=alignment, doubt=_doubt(verdict))


def find_rows(pieces: Sequence[Piece], style: Style) -> list[Row]:
    """The rows that these pieces of one page stand in."""
    rows: list[Row] = []
    blocks = style.blocks(pieces)
    for block in blocks:
        groups = headings_apart(block, style)
        for group in groups:
            row = _whole_row(group, style, is_block=len(groups) == 1)
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


def _whole_row(group: list[Piece], style: Style, *, is_block: bool) -> Row:
    """The group as one row; one that a single cell fills, with the number next to it."""
    wide = wide_from(group, style, is_block=is_block)
    has_number = wide >= 0 and len(group) > 1 and style.is_number(group[0])
    return Row(group, number=group[0] if has_number else None, wide_from=wide)


def _doubt(verdict: Verdict) -> str:
    return "" if verdict.is_for else verdict.reasons or "nothing tells"


def row_numbers(group: Sequence[Piece], style: Style) -> list[Piece]:
    """The pieces that number rows; a number's second line (`6-` / `1.`, `5.` / `1)`) is none."""
    found: list[Piece] = []
    for piece in filter(style.is_number, group):
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
    """Pieces without a number that may be more of the row above, if there is one.

    `is_above_number` says that no white parts them from the number below, `is_last` that they are the last of
    their page.
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

    `is_alone` says that its block has no other number, `are_told` that the numbers stand where the cells'
    alignment puts them.
    """

    row: Row
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
    return not stands_at_number(case.row, case.style.measure, case.style)


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


def stands_at_number(row: Row, column: int, style: Style) -> bool:
    """Whether a numbered row's text in a column, if any, stands next to its number as cells of a row do."""
    own = [piece.baseline for piece in row.in_column(column)]
    number = row.number
    return number is not None and (
        not own or abs(place_of(style.alignment, own) - number.baseline) <= style.reach
    )


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
        case = Numbered(row=row, is_alone=len(numbers) == 1, are_told=known is not None, style=style)
        row.doubt = _doubt(PLACED_ROW.verdict(case))
        rows.append(row)


def row_rules(horizontal: Sequence[Rule], pieces: Sequence[Piece], stripes: Stripes) -> list[RowRule]:
    """The rules among and below the pieces of one page."""
    if not pieces:
        return []
    columns = list(pairwise([stripes.x0, *(gutter.middle for gutter in stripes.gutters), stripes.x1]))
    top = min(piece.middle for piece in pieces)
    grouped: list[list[Rule]] = []
    for rule in sorted(horizontal, key=attrgetter("at")):
        if rule.at < top or min(rule.end, stripes.x1) <= max(rule.start, stripes.x0):
            continue
        if grouped and rule.at - grouped[-1][0].at <= _SAME_PT:
            grouped[-1].append(rule)
        else:
            grouped.append([rule])
    result = []
    for some in grouped:
        closed = frozenset(
            index
            for index, (x0, x1) in enumerate(columns)
            if sum(max(0.0, min(x1, r.end) - max(x0, r.start)) for r in some) >= _COVERED * (x1 - x0)
        )
        if closed:
            result.append((some[0].at, closed))
    return result


def are_ruled(pages: Sequence[Sequence[Piece]], rules: Sequence[Sequence[RowRule]], style: Style) -> bool:
    """Whether rules part all rows of a table, and not only its sections; pieces and rules of each page."""
    numbers = [[piece.middle for piece in row_numbers(some, style)] for some in pages]
    pairs = [
        any(upper < height < lower for height, _ in some)
        for some, heights in zip(rules, numbers, strict=True)
        for upper, lower in pairwise(heights)
    ]
    n_numbers = sum(map(len, numbers))
    return n_numbers > 1 and sum(map(len, rules)) >= _RULED_ROWS * n_numbers and all(pairs)


def find_ruled_rows(pieces: Sequence[Piece], style: Style, rules: Sequence[RowRule]) -> list[Row]:
    """The rows of one page's pieces between horizontal rules."""
    heights = [height for height, _ in rules]
    bands: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        bands[bisect_right(heights, piece.middle)].append(piece)
    every = frozenset(range(len(style.stripes.roles)))
    rows = []
    for band, some in sorted(bands.items()):
        row = _whole_row(some, style, is_block=True)
        if row.wide_from < 0:
            row.number = next(iter(row_numbers(some, style)), None)
        rows.append(row)
        if band < len(rules):
            row.open_below = every - rules[band][1]
            continue
        row.pieces = some[: _end_of_row(some, style)]
        if row.pieces != some:
            rows.append(Row(some[len(row.pieces) :], wide_from=0))
    return rows


def _end_of_row(pieces: Sequence[Piece], style: Style) -> int:
    """How many of the pieces below the last rule are the last row's: no rule parts it from what follows."""
    first, *others = style.blocks(pieces)
    end = len(first)
    for block in others:
        is_text = block[0].first == style.number and not style.is_number(block[0])
        if is_text or wide_from(block, style, is_block=True) == 0:
            break
        end += len(block)
    return end
