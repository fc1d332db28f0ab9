"""Cells merged over rows, and cells that a page break parts, where no rule shows them.

A merged cell's text runs on, line by line, past the white that ends its row in other columns. A shared
column in which nothing is printed in a numbered item's row, beneath one where something is, holds one cell
for both: but not next to a lead-in (`Мыналар:`), whose own cells are empty, nor below a heading or a
struck-out item. Where cells stand in the middle of their row, or at its bottom, the place of a merged cell's
text tells its rows: those in whose middle, or at whose end, it stands.

Afterwards: for each row the columns that nothing closes below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from pipeline.extract.unruled.line_pieces import Piece, Style
from pipeline.extract.unruled.row_starts import Row, stands_at_number
from pipeline.stations.evidence import Clue, Decision
from pipeline.stations.item_numbers import is_subitem_number, split_leading_number

_SHARED = frozenset({"completion_form", "executors", "deadline", "cost", "funding"})
_MIN_TIGHT, _TIGHT_SHARE = 2, 0.3
"""A table is tight where so many measures, and this share of all, touch the one above."""
_NEAR_STEPS = 0.75
"""A text stands in the middle of its cell if it is at most so many lines off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """The place between two rows in one column, where a cell may end or go on.

    Attributes:
        above, below: the rows; of one that a page break parts, the parts nearest to the border.
        whole: the pieces of the row above, on all its pages.
        is_filled: whether something is printed in the column above, in a cell that reaches down to here.
        is_empty: whether nothing is printed in it below.
        next_columns: the columns of the row after `below`.
        is_tight: whether no white parts the table's rows.
        column, is_page_break, style: where it is.
    """

    above: Row
    below: Row
    whole: Sequence[Piece]
    column: int
    is_filled: bool
    is_empty: bool
    next_columns: frozenset[int]
    is_page_break: bool
    is_tight: bool
    style: Style


def is_empty_beneath_text(border: Border) -> bool:
    """Nothing in a numbered item's cell beneath one where something is."""
    return border.is_filled and border.is_empty and border.below.number is not None


def leads_in_to_items(border: Border) -> bool:
    """An empty cell next to a lead-in, whose text ends in a colon: its sub-items have the cells."""
    own = border.below.in_column(border.style.measure)
    return border.is_empty and bool(own) and own[-1].text.endswith(":")


def stands_beneath_an_amount(border: Border) -> bool:
    """An empty cell beneath a bare number: an amount is printed anew in each row that has one."""
    return border.is_empty and _is_amount(border.above, border.column)


def runs_past_white(border: Border) -> bool:
    """The column's lines run on from row to row while the measure's leave white between."""
    if border.is_page_break or border.is_tight or border.is_empty or not border.is_filled:
        return False
    steps = [_step(border.above, border.below, column) for column in (border.column, border.style.measure)]
    limit = border.style.limit
    return steps[0] is not None and steps[1] is not None and steps[0] <= limit < steps[1]


def continues_above_sub_items(border: Border) -> bool:
    """A text in the first sub-item's row, where the next one has none, beneath that of their lead-in.

    At a page break, or where no white parts rows.
    """
    number = border.below.number
    if not (border.is_page_break or border.is_tight) or number is None or not _is_subitem(number.text):
        return False
    columns = {piece.first: piece.text for piece in border.whole}
    is_led_in = columns.get(border.style.measure, "").endswith(":")
    is_text = border.is_filled and border.column in columns and bool(border.below.in_column(border.column))
    return is_led_in and is_text and border.column not in border.next_columns


def _is_subitem(text: str) -> bool:
    """Whether a sub-item's number stands alone, or at the head of a measure."""
    return is_subitem_number(text) or is_subitem_number(split_leading_number(text, is_spaced=False)[0])


SHARED_CELL: Decision[Border] = Decision(
    "shared_cell",
    (
        Clue(is_empty_beneath_text, 1, "fixtures without rules"),
        Clue(leads_in_to_items, -2, "outweighs an empty cell: youth-chromium-no-rules"),
        Clue(stands_beneath_an_amount, -2, "outweighs an empty cell: exam seeds 0 to 99"),
        Clue(runs_past_white, 1, "fixtures without rules"),
        Clue(continues_above_sub_items, 1, "youth-libreoffice-no-rules"),
    ),
)
"""Whether two rows share the cell of a column; a row that shares any is doubtful, as no rule says so."""


def open_columns(parts: Sequence[Sequence[Row]], style: Style) -> list[list[frozenset[int]]]:
    """For each row of each page's part the columns that are open to the row below it, or to the next page."""
    roles = style.stripes.roles
    shared = [column for column, role in enumerate(roles) if role in _SHARED]
    result = [[row.open_below or frozenset[int]() for row in rows] for rows in parts]
    spans = [_middle_spans(rows, shared, style) if style.alignment != "top" else [] for rows in parts]
    places = [(p, at) for p, rows in enumerate(parts) for at, row in enumerate(rows) if not row.is_count]
    rows = [parts[p][at] for p, at in places]
    is_tight = _is_tight(parts, style)
    filled: set[int] = set()
    whole: list[Piece] = []
    for index, ((part, at), row) in enumerate(zip(places, rows, strict=True)):
        if index and row.goes_on:
            above_part, above_at = places[index - 1]
            result[above_part][above_at] = frozenset(range(len(roles)))
            filled |= row.columns
            whole.extend(row.pieces)
            continue
        rest = rows[index + 1 : index + 3]
        own = row.columns | (rest[0].columns if rest and rest[0].goes_on else set())
        opened: set[int] = set()
        if index and row.wide_from < 0:
            above, (above_part, above_at) = rows[index - 1], places[index - 1]
            is_page_break = above_part != part
            if not is_page_break and above.open_below is not None:
                opened = set(above.open_below)
            elif not is_page_break and spans[part]:
                opened = spans[part][at - 1]
                row.shares = "place of a text in the middle of several rows"
            else:
                borders = (
                    Border(
                        above=above,
                        below=row,
                        whole=whole,
                        column=column,
                        is_filled=column in filled,
                        is_empty=column not in own,
                        next_columns=frozenset(rest[0].columns if rest else ()),
                        is_page_break=is_page_break,
                        is_tight=is_tight,
                        style=style,
                    )
                    for column in shared
                )
                verdicts = [(border.column, SHARED_CELL.verdict(border)) for border in borders]
                opened = {column for column, verdict in verdicts if verdict.is_for}
                row.shares = next((verdict.reasons for _, verdict in verdicts if verdict.is_for), "")
            result[above_part][above_at] |= opened
        filled = set() if row.wide_from >= 0 else own | (opened & filled)
        whole = [] if row.wide_from >= 0 else list(row.pieces)
    return result


def _step(above: Row, below: Row, column: int) -> float | None:
    """How far a row's first line of a column is below the last of the row above, in points."""
    upper, lower = above.in_column(column), below.in_column(column)
    return lower[0].baseline - upper[-1].baseline if upper and lower else None


def _is_tight(parts: Sequence[Sequence[Row]], style: Style) -> bool:
    """Whether no white parts rows, as in a word processor's own tables."""
    found = [
        _step(above, row, style.measure)
        for rows in parts
        for above, row in pairwise(rows)
        if above.takes_more and row.wide_from < 0 and row.number is not None
    ]
    steps = [step for step in found if step is not None]
    n_close = sum(step <= style.limit for step in steps)
    return n_close >= _MIN_TIGHT and n_close >= _TIGHT_SHARE * len(steps)


def _middle_spans(rows: Sequence[Row], columns: Sequence[int], style: Style) -> list[set[int]]:
    """For each row of a page the columns in which it is one cell with the row below it."""
    opened: list[set[int]] = [set() for _ in rows]
    for is_plain, places in groupby(range(len(rows)), key=lambda at: rows[at].takes_more):
        run = list(places)
        some = [rows[at] for at in run]
        edges = _edges(some, style) if is_plain else []
        for column in columns if is_plain else ():
            for first, last in _spans(some, edges, column, style):
                for at in run[first:last]:
                    opened[at].add(column)
    return opened


def _edges(rows: Sequence[Row], style: Style) -> list[float]:
    """The baselines' heights at which the rows begin, and at which the last one ends."""
    bodies = [[p for p in row.pieces if p.first <= style.measure] or row.pieces for row in rows]
    edges = [min(p.baseline for p in rows[0].pieces) - style.step / 2]
    for (upper, body), (lower, next_body) in pairwise(zip(rows, bodies, strict=True)):
        end = max(piece.baseline for piece in upper.pieces)
        begin = min(piece.baseline for piece in lower.pieces)
        if begin - end <= style.limit:
            # a merged cell's text runs on here: the measures' own lines tell where the rows part
            end = max(piece.baseline for piece in body)
            begin = min(piece.baseline for piece in next_body)
        edges.append((end + begin) / 2)
    return [*edges, max(p.baseline for p in rows[-1].pieces) + style.step / 2]


def _spans(rows: Sequence[Row], edges: Sequence[float], column: int, style: Style) -> list[tuple[int, int]]:
    """The first and last rows of each cell that spans several."""
    texts: list[tuple[int, int, list[Piece]]] = []
    for at, row in enumerate(rows):
        own = row.in_column(column)
        if not own:
            continue
        first, last, before = texts[-1] if texts else (at, at, [])
        is_near = bool(before) and own[0].baseline - before[-1].baseline <= style.limit
        if is_near and not all(stands_at_number(each, column, style) for each in (rows[last], row)):
            texts[-1] = (first, at, [*before, *own])
        else:
            texts.append((at, at, own))
    result = []
    free = 0
    stops = [*(first for first, _, _ in texts[1:]), len(rows)]
    for (first, last, own), stop in zip(texts, stops, strict=False):  # there may be no text, and one stop
        begin, end = free, last
        if style.alignment == "middle":
            begin, end = _middle_span(own, (first, last), range(free, stop), edges, style.step)
        if end > begin and not (first == last and _is_amount(rows[first], column)):
            result.append((begin, end))
        free = end + 1
    return result


def _is_amount(row: Row, column: int) -> bool:
    """Whether the cell is a bare number; an amount is printed anew in each row that has one."""
    text = "".join(piece.text for piece in row.in_column(column))
    return any(map(str.isdigit, text)) and not any(map(str.isalpha, text))


def _middle_span(
    own: Sequence[Piece], own_rows: tuple[int, int], rows: range, edges: Sequence[float], step: float
) -> tuple[int, int]:
    """The rows, the text's own among them, in whose middle it stands best; of equals the fewest."""
    first, last = own_rows
    middle = (own[0].baseline + own[-1].baseline) / 2
    best = own_rows
    error = max(abs((edges[first] + edges[last + 1]) / 2 - middle), _NEAR_STEPS * step)
    for begin in range(first, rows.start - 1, -1):
        for end in range(last, rows.stop):
            off = abs((edges[begin] + edges[end + 1]) / 2 - middle)
            if off < error - 0.1 * step and off <= _NEAR_STEPS * step:
                best, error = (begin, end), off
    return best
