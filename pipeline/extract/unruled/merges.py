"""Cells merged over rows, and cells that a page cuts, where no rule shows them.

A merged cell's text runs on, line by line, past the white that ends its row in other columns. A shared
column in which nothing is printed beside a numbered item, beneath one where something is, holds one cell for
both: but not beside a lead-in (`Мыналар:`), whose own cells are empty, nor below a heading or a struck-out
item. Where cells stand in the middle of their row, a merged cell's text stands in the middle of its rows.

Afterwards: for each row the columns that nothing closes below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex as re

from pipeline.extract.unruled.centred_cells import is_amount, middle_spans
from pipeline.extract.unruled.gutters import Piece
from pipeline.extract.unruled.row_starts import Row
from pipeline.extract.unruled.text_style import Manner

_SHARED = frozenset({"completion_form", "executors", "deadline", "cost", "funding"})
_MIN_TIGHT, _TIGHT_SHARE = 2, 0.3
"""A table is tight where so many measures, and this share of all, touch the one above."""
# `1)`, `а)`
_SUBITEM = re.compile(r"\(?(?:\d{1,3}|\p{Ll})\)")


def open_columns(parts: Sequence[Sequence[Row]], manner: Manner) -> list[list[frozenset[int]]]:
    """For each row of each page's part the columns that are open to the row below it, or to the next page."""
    roles = manner.stripes.roles
    every = frozenset(range(len(roles)))
    shared = [column for column, role in enumerate(roles) if role in _SHARED]
    result = [[row.open_below or frozenset[int]() for row in rows] for rows in parts]
    places = [(p, at) for p, rows in enumerate(parts) for at, row in enumerate(rows) if not row.is_count]
    spans = [middle_spans(rows, shared, manner) if manner.alignment != "top" else [] for rows in parts]
    is_tight = _is_tight(parts, manner)
    filled: set[int] = set()
    whole: list[Piece] = []
    for index, (part, at) in enumerate(places):
        row = parts[part][at]
        before = places[index - 1] if index else None
        above = parts[before[0]][before[1]] if before else None
        if before and above and row.goes_on:
            result[before[0]][before[1]] = every
            filled |= row.columns
            whole.extend(row.pieces)
            continue
        if row.wide_from >= 0 or before is None or above is None:
            filled, whole = (set(), []) if row.wide_from >= 0 else (row.columns, list(row.pieces))
            continue
        rest = [parts[p][i] for p, i in places[index + 1 :][:2]]
        own = row.columns | (rest[0].columns if rest and rest[0].goes_on else set())
        if before[0] == part and above.open_below is not None:
            opened = set(above.open_below)
        elif before[0] == part and spans[part]:
            opened = spans[part][at - 1]
        else:
            may_inherit = row.number is not None and not leads_in(row.pieces, manner)
            opened = {
                column
                for column in shared
                if column in filled and column not in own and may_inherit and not is_amount(above, column)
            }
            for column in filled.intersection(shared) & own:
                if before[0] != part or is_tight:
                    is_one = _goes_on_over_cut(whole, row, rest, column, manner)
                else:
                    is_one = _runs_on(above, row, column, manner)
                opened |= {column} if is_one else set()
        result[before[0]][before[1]] = frozenset(opened | (above.open_below or frozenset()))
        filled = {column for column in every if column in own or (column in opened and column in filled)}
        whole = list(row.pieces)
    return result


def leads_in(pieces: Sequence[Piece], manner: Manner) -> bool:
    """Does the measure's text end in a colon: its sub-items follow in rows of their own?"""
    own = [piece for piece in pieces if piece.first == manner.measure]
    return bool(own) and own[-1].text.endswith(":")


def _in_column(pieces: Sequence[Piece], column: int) -> list[Piece]:
    return [piece for piece in pieces if piece.first == column]


def _is_tight(parts: Sequence[Sequence[Row]], manner: Manner) -> bool:
    """Is there no white between rows, as in a word processor's own tables?

    Measures are never merged: where the lines of two of them follow one another, nothing parts the rows.
    """
    pairs = [
        (upper, lower)
        for rows in parts
        for above, row in pairwise(rows)
        if above.wide_from < 0 and row.wide_from < 0 and not above.is_count and row.number is not None
        for upper, lower in [
            (_in_column(above.pieces, manner.measure), _in_column(row.pieces, manner.measure))
        ]
        if upper and lower
    ]
    close = sum(lower[0].baseline - upper[-1].baseline <= manner.limit for upper, lower in pairs)
    return close >= _MIN_TIGHT and close >= _TIGHT_SHARE * len(pairs)


def _runs_on(above: Row, row: Row, column: int, manner: Manner) -> bool:
    """Do the column's lines run on from one row into the next while the measure's leave white between?"""
    steps = []
    for some in (column, manner.measure):
        upper, lower = _in_column(above.pieces, some), _in_column(row.pieces, some)
        if not upper or not lower:
            return False
        steps.append(lower[0].baseline - upper[-1].baseline)
    return steps[0] <= manner.limit < steps[1]


def _goes_on_over_cut(
    whole: Sequence[Piece], row: Row, rest: Sequence[Row], column: int, manner: Manner
) -> bool:
    """Is the text of a first sub-item, at the top of a page, the rest of its item's cell above the cut?

    So it is in a table without white between its rows. Its first word did not fit on the line above, and the
    next sub-item has no text of its own.
    """
    upper, lower = _in_column(whole, column), _in_column(row.pieces, column)
    if not upper or not lower or row.number is None:
        return False
    if upper[-1].text[-1] in ",(«":
        return True
    if not leads_in(whole, manner) or not _SUBITEM.match(row.number.text):
        return False
    gutters = manner.stripes.gutters
    edge = gutters[column].x0 if column < len(gutters) else manner.stripes.x1
    word = _first_word_width(lower[0])
    is_full = upper[-1].x1 + 0.2 * upper[-1].size + word > edge - 1
    return is_full and not any(column in below.columns for below in rest[:1])


def _first_word_width(piece: Piece) -> float:
    start = end = piece.x0
    for glyph in piece.line.glyphs:
        if glyph.x0 < piece.x0 - 0.1:
            continue
        if glyph.text.isspace() or glyph.x0 - end > 0.2 * glyph.size:
            break
        end = glyph.x1
    return end - start
