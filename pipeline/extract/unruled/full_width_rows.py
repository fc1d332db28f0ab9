"""Rows that one cell fills: headings of stages and sections, notes, struck-out items.

They run over the columns' gutters, stand where no column's text begins, or open as headings do. A struck-out
item keeps its number next to the one cell, and is known by its words too, since a short one, or a justified
one, runs over no gutter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.unruled.line_pieces import Piece, Style, printed_lines
from pipeline.stations.evidence import Clue, Decision
from pipeline.stations.item_numbers import split_leading_number

_CENTRED_SHARE = 0.02  # a text is centred if its middle is this near to the table's, in shares of its width


@dataclass(frozen=True, slots=True, kw_only=True)
class WideText:
    """Pieces that may be one cell over all columns, or over all behind the number's.

    Attributes:
        pieces: without a number that stands apart at their head.
        style: the table's.
        has_number: whether there was one.
        is_block: whether white parts them from what is above and below.
    """

    pieces: Sequence[Piece]
    style: Style
    has_number: bool
    is_block: bool


def begins_with_removal(case: WideText) -> bool:
    """The words that strike an item out, with or without its number."""
    words = "".join([piece.text for piece in case.pieces]).lower()
    text = split_leading_number(words, is_spaced=False)[1]
    return case.style.words.removal.match(text) is not None


def begins_at_no_edge(case: WideText) -> bool:
    """A block of a table set left none of whose lines begins where its column's do."""
    return (
        case.is_block
        and not case.has_number
        and case.style.is_left
        and not any(map(case.style.is_aligned, case.pieces))
    )


def runs_over_gutters(case: WideText) -> bool:
    """Lines over several columns that begin in one, or on the table's left."""
    if not any(piece.last > piece.first for piece in case.pieces):
        return False
    is_at_left = not case.has_number and case.pieces[0].first == 0
    return is_at_left or len({piece.first for piece in case.pieces}) == 1


def opens_as_a_heading(case: WideText) -> bool:
    """Lines in the middle of the table that open as headings do, where no row's number begins."""
    lines = printed_lines(case.pieces)
    numbered = case.style.number if case.style.number >= 0 else case.style.measure
    if case.has_number or any(line[0].first == numbered for line in lines):
        return False
    stripes = case.style.stripes
    off = (abs(line[0].x0 + line[-1].x1 - stripes.x0 - stripes.x1) / 2 for line in lines)
    is_middle = max(off) <= _CENTRED_SHARE * (stripes.x1 - stripes.x0)
    return is_middle and _opens_heading(lines[0], case.style)


def stands_next_to_another(case: WideText) -> bool:
    """Several pieces on one line: cells next to one another."""
    return len(printed_lines(case.pieces)) != len(case.pieces)


WIDE_ROW: Decision[WideText] = Decision(
    "wide_row",
    (
        Clue(begins_with_removal, 3, "struck-out items of the decree's editions"),
        Clue(begins_at_no_edge, 3, "exam seeds 0 to 99"),
        Clue(opens_as_a_heading, 3, "exam seeds 100 to 299: section-rules, columns"),
        Clue(runs_over_gutters, 1, "fixtures without rules"),
        Clue(stands_next_to_another, -2, "outweighs what a line's place says, not what its words say"),
    ),
)


def wide_from(group: Sequence[Piece], style: Style, *, is_block: bool = False) -> int:
    """The first column of the one cell that fills the row from there on, or -1 in a row of plain cells."""
    has_number = len(group) > 1 and style.number >= 0 and style.is_number(group[0])
    pieces = group[1:] if has_number else group
    case = WideText(pieces=pieces, style=style, has_number=has_number, is_block=is_block)
    if not WIDE_ROW.verdict(case).is_for:
        return -1
    return 1 if has_number and style.number == 0 else 0


def headings_apart(block: Sequence[Piece], style: Style) -> list[list[Piece]]:
    """The block in parts: lines that run over all columns apart from the rows that they touch."""
    groups: list[list[Piece]] = []
    was_heading: bool | None = None
    for line in printed_lines(block):
        is_one = wide_from(line, style) >= 0
        if is_one is was_heading:
            groups[-1].extend(line)
        else:
            groups.append(list(line))
            was_heading = is_one
    return groups


def part_headings(block: Sequence[Piece], style: Style) -> list[list[Piece]]:
    """Headings that stand close under one another, each by itself: a stage's, then its first section's."""
    parts: list[list[Piece]] = []
    for line in printed_lines(block):
        if parts and not _opens_heading(line, style):
            parts[-1].extend(line)
        else:
            parts.append(list(line))
    return parts


def _opens_heading(line: Sequence[Piece], style: Style) -> bool:
    return style.words.heading.match("".join([piece.text for piece in line])) is not None
