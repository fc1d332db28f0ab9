"""The heads of tables without rules, found by their head words, and the lines among which they may stand.

A head is a few lines close to one another in which white stripes part at least three texts that are known
head words, the measure's among them. Paragraphs fail at once: their lines leave no white through them. A
letter-spaced head is white between its letters too, so that other gaps (`HEAD_GAPS_EM`) are tried as well.

Boxes that vertical rules alone make hold a whole page's column each: their lines are taken out of them. A
head that stands on top of each page was taken for a running head, and is put back.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

from pipeline.extract.lines.baselines import group_lines
from pipeline.extract.unruled.ink_runs import RUN_GAP_EM, WORD_GAP_EM, Ink, Span, covered, line_ink
from pipeline.stations.glyph_columns import texts_of
from pipeline.stations.item_numbers import is_number_row, parse_number
from pipeline.stations.page import Cell, Layout, Line, Table
from pipeline.stations.plan import LEAST_HEADS, PlanWords, is_plan_head

HEAD_GAPS_EM = (RUN_GAP_EM, 1.1, 1.8, 0.33)
"""Gaps that part two heads, in ems; the first counts with which a document has any. The last is hardly
wider than a word space: where letters are not spaced it parts heads in narrow columns."""
_MAX_LINES = 8
_LINE_STEP_EM = 1.7  # lines of one head follow one another within this
_SET_APART = 1.15  # a step in a column longer than the one above it by this factor leads to another cell
_MAX_LETTERS = 70  # a text with more letters is no head
# a year beneath the head of costs, with the words and signs that may stand next to it
_YEAR = re.compile(r"(?:19|20)\d\d\D{0,5}")
_LEAST_YEARS = 2
_COLUMNS = 3
"""A row of the plan has so many cells at least."""
_HEAD_ROWS = 12
"""A ruled table's head is among so many of its first rows."""
_COUNTED = 2
"""So many numbers in sequence, each on a line of its own, are those of rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A head's lines, `first` to `last` (inclusive) of a page, and the white gaps between its texts.

    A text may stand over several columns that have heads of their own beneath it: these have gaps too.
    """

    first: int
    last: int
    gaps: tuple[Span, ...]
    texts: tuple[str, ...]
    n_known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page's lines where a table may stand: outside grids, and in grids that nothing parts in rows.

    `dissolved` are these grids, `restored` the lines that were taken for running heads; `heads` those found.
    """

    lines: tuple[Line, ...]
    dissolved: tuple[Table, ...]
    restored: tuple[Line, ...]
    heads: tuple[Head, ...] = ()


def search_heads(layouts: Sequence[Layout], words: PlanWords, *, is_ruled: bool) -> list[Sheet]:
    """The pages' sheets with the heads on them, searched with other gaps until there is one.

    `is_ruled` says that the document has a ruled plan, too.
    """
    sheets = [_sheet(layout, words, is_ruled=is_ruled) for layout in layouts]
    found = _first_heads([sheet.lines for sheet in sheets], words)
    return [replace(sheet, heads=heads) for sheet, heads in zip(sheets, found, strict=True)]


def _first_heads(pages: Sequence[Sequence[Line]], words: PlanWords) -> list[tuple[Head, ...]]:
    """The heads among the lines of each page, with the first gap with which there is any."""
    found = []
    for lines in pages:
        inks = list(map(line_ink, lines))  # of a page at a time: they need room
        found.append([tuple(_find_heads(lines, inks, gap_em, words)) for gap_em in HEAD_GAPS_EM])
    by_gap = list(zip(*found, strict=True))
    return list(next((heads for heads in by_gap if any(heads)), by_gap[0])) if by_gap else []


def holds_plan(table: Table, words: PlanWords) -> bool:
    """Whether a grid holds a plan's head, and rules part the rows beneath it."""
    rows: dict[int, list[str]] = defaultdict(list)
    for cell in table.cells:
        if cell.row0 < _HEAD_ROWS:
            text = "".join(text for line in cell.lines for text in texts_of(line.glyphs))
            rows[cell.row0].append("".join(text.split()))
    is_head = any(is_plan_head(set(words.roles_of(texts))) for texts in rows.values())
    return is_head and not _is_undivided(table)


def _sheet(layout: Layout, words: PlanWords, *, is_ruled: bool) -> Sheet:
    """The page's sheet; where the document's plan is ruled, its grids are no columns of another."""
    dissolved = () if is_ruled else tuple(filter(_is_undivided, layout.tables))
    upper = [each.line for each in layout.furniture if each.line.baseline < layout.page.height / 2]
    lines = sorted([*upper, *layout.lines[:_MAX_LINES]], key=attrgetter("baseline"))
    heads = _first_heads([lines], words)[0] if upper else []
    restored = tuple(line for line in upper if heads and line.baseline >= lines[heads[0].first].baseline)
    inside = (line for table in dissolved for cell in table.cells for line in cell.lines)
    if dissolved or restored:
        glyphs = [glyph for line in (*inside, *layout.lines, *restored) for glyph in line.glyphs]
        lines = group_lines(glyphs, layout.page.page_number)
    else:
        lines = sorted(layout.lines, key=attrgetter("baseline"))
    numbered = tuple(line._replace(number=number) for number, line in enumerate(lines))
    return Sheet(lines=numbered, dissolved=dissolved, restored=restored)


def _is_undivided(table: Table) -> bool:
    """Whether this is a grid that lacks the rules between its rows, or those between its columns."""
    n_rows = len(table.row_edges) - 1
    n_whole = sum(cell.row0 == 0 and cell.row1 == n_rows for cell in table.cells)
    n_in_row = max(Counter(cell.row0 for cell in table.cells).values(), default=0)
    return n_whole >= _COLUMNS or n_in_row < _COLUMNS or any(map(_holds_row_numbers, table.cells))


def _holds_row_numbers(cell: Cell) -> bool:
    """Whether a cell holds the numbers of rows, one beneath the other."""
    found = [parse_number("".join(texts_of(line.glyphs))) for line in cell.lines]
    texts = [each.bracket or each.parts[0] for each in found if each and len(each.parts) < 2]
    numbers = [int(text) for text in texts if text.isdigit()]
    # numbers begin anew in each section, and beneath each lead-in
    n_steps = sum(b - a == 1 for a, b in pairwise(numbers))
    return len(numbers) >= _COUNTED and 2 * n_steps >= len(numbers) - 1


def _find_heads(lines: Sequence[Line], inks: Sequence[Ink], gap_em: float, words: PlanWords) -> list[Head]:
    """The heads among a page's lines of this ink, from top to bottom, parted by gaps of so many ems."""
    runs = [_years(ink) or ink.runs(gap_em) for ink in inks]
    heads: list[Head] = []
    for index in range(len(lines)):
        head = _head_at(lines, runs, index, words) if not heads or index > heads[-1].last else None
        if head:
            # a line above may hide a head: the end of a paragraph that stands over the number's column
            lower = (_head_at(lines, runs, at, words) for at in range(index + 1, head.last + 1))
            heads.append(max([head, *filter(None, lower)], key=attrgetter("n_known")))
    return heads


def _years(ink: Ink) -> list[Span]:
    """The words of a line of years alone, which may stand as near to one another as words do."""
    words = ink.runs(WORD_GAP_EM) if ink.texts and ink.texts[0].isdigit() else []
    return words if _n_years(words) == len(words) >= _LEAST_YEARS else []


def _head_at(lines: Sequence[Line], runs: Sequence[list[Span]], first: int, words: PlanWords) -> Head | None:
    """The head that begins on this line: the most of its columns, then the most of its lines."""
    best: Head | None = None
    for last in range(first, min(first + _MAX_LINES, len(lines))):
        line = lines[last]
        if last > first and (
            line.baseline - lines[last - 1].baseline > _LINE_STEP_EM * line.size
            # the row that numbers the columns may stand at other edges than their heads
            or is_number_row([run.text for run in runs[last]])
        ):
            break
        levels = runs[first : last + 1]
        members = [run for level in levels for run in level]
        stripes = covered(members)
        texts = ["".join(run.text for run in members if some.x0 <= run.x0 <= some.x1) for some in stripes]
        if len(stripes) >= LEAST_HEADS and max(map(len, texts)) > _MAX_LETTERS:
            break
        roles = words.roles_of(texts) if len(stripes) >= LEAST_HEADS else ()
        if not is_plan_head(set(roles)):
            continue
        n_known = sum(role is not None for role in roles)
        if best and n_known == best.n_known and _is_next_cell(lines[first : last + 1], levels, stripes):
            break
        if best is None or n_known >= best.n_known:
            gaps = _gaps(levels, stripes)
            best = Head(first=first, last=last, gaps=gaps, texts=tuple(texts), n_known=n_known)
    return _with_years_beneath(best, runs) if best else None


def _is_next_cell(lines: Sequence[Line], levels: Sequence[list[Span]], stripes: Sequence[Span]) -> bool:
    """Whether the last of these lines begins the row beneath the head."""
    for stripe in stripes:
        counts = [sum(stripe.x0 <= run.x0 <= stripe.x1 for run in runs) for runs in levels]
        own = [line.baseline for line, count in zip(lines, counts, strict=True) if count]
        if counts[-1] == 1 and len(own) > 2 and own[-1] - own[-2] > _SET_APART * (own[-2] - own[-3]):
            return True
    return False


def _gaps(levels: Sequence[Sequence[Span]], stripes: Sequence[Span]) -> tuple[Span, ...]:
    """The white between the stripes of a head, and that between years which a head common to them covers."""
    years: list[Span] = []
    for at, lower in enumerate(levels):
        above = [run for runs in levels[:at] for run in runs]
        for left, right in pairwise(lower) if _n_years(lower) >= _LEAST_YEARS else ():
            # between two years the common head may be shorter than they are apart
            reach = Span(right.x0, left.x1) if _n_years([left, right]) == 2 else Span(left.x1, right.x0)
            if any(run.x0 <= reach.x0 and run.x1 >= reach.x1 for run in above):
                years.append(Span(left.x1, right.x0))
    whites = (Span(left.x1, right.x0) for left, right in pairwise(stripes))
    free = [gap for gap in whites if not any(gap.x0 < some.x1 and gap.x1 > some.x0 for some in years)]
    return tuple(sorted([*free, *years]))


def _with_years_beneath(head: Head, runs: Sequence[Sequence[Span]]) -> Head:
    """The head with the line beneath it, where that parts one of its columns: `2021 2022 2023` alone."""
    lower = runs[head.last + 1] if head.last + 1 < len(runs) else []
    columns = {sum(x >= gap.middle for gap in head.gaps) for run in lower for x in (run.x0, run.x1)}
    if len(columns) != 1 or not len(lower) == _n_years(lower) >= _LEAST_YEARS:
        return head
    years = [Span(left.x1, right.x0) for left, right in pairwise(lower)]
    return replace(head, last=head.last + 1, gaps=tuple(sorted([*head.gaps, *years])))


def _n_years(runs: Sequence[Span]) -> int:
    return sum(_YEAR.fullmatch(run.text) is not None for run in runs)
