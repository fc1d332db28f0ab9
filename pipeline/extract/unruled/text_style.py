"""How the text of a table without rules is set: its pitch, its columns' left edges, where numbers stand.

White that all columns leave parts the lines into blocks of rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import regex as re

from pipeline.extract.unruled.cell_alignment import Alignment
from pipeline.extract.unruled.gutters import Piece, Stripes

# `1`, `1.`, `6-1.`, `5. 1)`, `1.1`, `а)`, `6-` of a number on two lines, in a number's cell
_NUMBER = re.compile(r"\(?\d{1,3}(?:[.\-–]\d{1,3}){0,3}[.\-–]?(?:\d{0,3}\)\.?)?|\p{Ll}\)")
# the number at the head of a text, where there is no number's column: `1. Су …`, `2.3. …`, `1) …`
_LEADING = re.compile(r"\d{1,3}(?:[.\-–]\d{1,3})*[.)]|\p{Ll}\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSettings:
    """Thresholds for rows.

    Attributes:
        usual_em: the step between lines where a table has no cell of two lines, in ems.
        nearest_em: lines of one cell are at least so far apart, in ems.
        block_step: a step of more than this many usual steps is white between rows.
        same_line_em: pieces whose baselines differ by less stand side by side.
        place_step: a number this near to a block's first or last line, in steps, stands on it.
        centred_share: a text is centred if its middle is this near to the table's, in shares of its width.
        left_share: a table is set left where this share of its lines begins at their column's edge.
        aligned_pt: a paragraph of a cell begins where its column's other lines do, this nearly.
    """

    usual_em: float = 1.25
    nearest_em: float = 0.95
    block_step: float = 1.18
    same_line_em: float = 0.5
    place_step: float = 0.3
    centred_share: float = 0.02
    left_share: float = 0.75
    aligned_pt: float = 3.0


ROW_SETTINGS = RowSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a table's text is set.

    Attributes:
        stripes: its columns.
        step: the usual step between the lines of a cell, in points.
        alignment: where cells stand in their row.
        is_clear: whether the page says so; else the rows of a block are doubtful.
        edges: where most lines of each column begin, in points.
        is_left: whether nearly all lines begin there.
        settings: the thresholds to read it with.
    """

    stripes: Stripes
    step: float
    alignment: Alignment
    is_clear: bool
    edges: dict[int, float]
    is_left: bool
    settings: RowSettings

    @property
    def measure(self) -> int:
        """The measure's column."""
        return self.stripes.index("measure")

    @property
    def limit(self) -> float:
        """A wider step in points is white between rows."""
        return self.settings.block_step * self.step

    @property
    def reach(self) -> float:
        """Baselines that differ by at most so many points are one."""
        return self.settings.place_step * self.step

    def is_aligned(self, piece: Piece) -> bool:
        """Does the piece begin where most lines of its column do?"""
        edge = self.edges.get(piece.first, piece.x0)
        return abs(piece.x0 - edge) <= self.settings.aligned_pt

    def side_by_side(self, pieces: Sequence[Piece]) -> list[list[Piece]]:
        """The pieces by lines over all columns."""
        lines: list[list[Piece]] = []
        for piece in pieces:
            if lines and piece.baseline - lines[-1][0].baseline <= self.settings.same_line_em * piece.size:
                lines[-1].append(piece)
            else:
                lines.append([piece])
        return lines


def manner_of(
    pages: Sequence[Sequence[Piece]], stripes: Stripes, settings: RowSettings = ROW_SETTINGS
) -> Manner:
    """How the pieces of a table's pages are set; `unruled_rows.aligned` tells how cells stand in rows."""
    steps: list[float] = []
    lefts: dict[int, Counter[float]] = {}
    for pieces in pages:
        last: dict[int, Piece] = {}
        for piece in pieces:
            if piece.first != piece.last:
                continue
            lefts.setdefault(piece.first, Counter())[round(piece.x0)] += 1
            above = last.get(piece.first)
            down = piece.baseline - above.baseline if above else 0.0
            if settings.nearest_em * piece.size <= down <= 2.2 * piece.size:
                steps.append(down)
            last[piece.first] = piece
    sizes = sorted(piece.size for pieces in pages for piece in pieces)
    usual = settings.usual_em * (sizes[len(sizes) // 2] if sizes else 0.0)
    # lines of one column are never nearer than those of one cell
    step = min([*steps, 1.6 * usual])
    return Manner(
        stripes=stripes,
        step=step,
        alignment="top",
        is_clear=False,
        edges={column: float(counts.most_common(1)[0][0]) for column, counts in lefts.items()},
        is_left=sum(counts.most_common(1)[0][1] for counts in lefts.values())
        >= settings.left_share * sum(counts.total() for counts in lefts.values()),
        settings=settings,
    )


def blocks_of(pieces: Sequence[Piece], limit: float) -> list[list[Piece]]:
    """Pieces in groups that white over all columns parts: steps of more than `limit` points."""
    blocks: list[list[Piece]] = []
    for piece in pieces:
        if blocks and piece.baseline - blocks[-1][-1].baseline <= limit:
            blocks[-1].append(piece)
        else:
            blocks.append([piece])
    return blocks


def is_number(piece: Piece, stripes: Stripes) -> bool:
    """Does the piece number a row: in the number's column, or at the head of the measure?"""
    column = stripes.index("number")
    if column >= 0:
        return piece.first == piece.last == column and _NUMBER.fullmatch(piece.text) is not None
    return piece.first == stripes.index("measure") and _LEADING.match(piece.text) is not None


def without_number(text: str) -> str:
    """The text without a number at its head."""
    number = _LEADING.match(text)
    return text[number.end() :] if number else text
