"""How the text of a table without rules is set: its pitch, its columns' left edges, where numbers stand.

White that all columns leave parts the lines into blocks of rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.unruled.cell_alignment import Alignment
from pipeline.extract.unruled.gutters import Stripes
from pipeline.extract.unruled.line_pieces import Piece
from pipeline.stations.item_numbers import parse_number, split_leading_number
from pipeline.stations.plan_words import PlanWords

# Measured on the fixtures without rules, the strangers' files and the exam's seeds 0 to 99.
_PITCH_EM = 1.25  # the step between lines where a table has no cell of two lines
_NEAREST_EM, _WIDEST_EM = 0.95, 2.2  # lines of one cell are so far apart
_BLOCK_STEP = 1.18  # a step of more than this many usual steps is white between rows
_PLACE_STEP = 0.3  # baselines nearer than this, in steps, are one
_SAME_LINE_EM = 0.5  # pieces whose baselines differ by less stand next to one another
_LEFT_SHARE = 0.75  # a table is set left where this share of its lines begins at their column's edge
_ALIGNED_PT = 3.0  # a paragraph of a cell begins where its column's other lines do, this nearly


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a table's text is set.

    Attributes:
        stripes: its columns.
        words: those by which a plan is known.
        step: the usual step between the lines of a cell, in points.
        alignment: where cells stand in their row.
        doubt: why the page does not say so, "" where it does: the rows of a block are doubtful then.
        edges: where most lines of each column begin, in points.
        is_left: whether nearly all lines begin there.
    """

    stripes: Stripes
    words: PlanWords
    step: float
    alignment: Alignment
    doubt: str
    edges: dict[int, float]
    is_left: bool

    @property
    def measure(self) -> int:
        """The measure's column."""
        return self.stripes.index("measure")

    @property
    def limit(self) -> float:
        """A wider step in points is white between rows."""
        return _BLOCK_STEP * self.step

    @property
    def reach(self) -> float:
        """Baselines that differ by at most so many points are one."""
        return _PLACE_STEP * self.step

    def is_aligned(self, piece: Piece) -> bool:
        """Whether the piece begins where most lines of its column do."""
        return abs(piece.x0 - self.edges.get(piece.first, piece.x0)) <= _ALIGNED_PT


def style_of(pages: Sequence[Sequence[Piece]], stripes: Stripes, words: PlanWords) -> Style:
    """How the pieces of a table's pages are set; `row_starts.aligned` tells how cells stand in rows."""
    steps: list[float] = []
    lefts: dict[int, Counter[int]] = {}
    for pieces in pages:
        last: dict[int, float] = {}
        for piece in pieces:
            if piece.first != piece.last:
                continue
            lefts.setdefault(piece.first, Counter())[round(piece.x0)] += 1
            down = piece.baseline - last.get(piece.first, piece.baseline)
            if _NEAREST_EM * piece.size <= down <= _WIDEST_EM * piece.size:
                steps.append(down)
            last[piece.first] = piece.baseline
    sizes = sorted(piece.size for pieces in pages for piece in pieces)
    usual = _PITCH_EM * (sizes[len(sizes) // 2] if sizes else 0.0)
    most = {column: counts.most_common(1)[0] for column, counts in lefts.items()}
    n_left = sum(count for _, count in most.values())
    return Style(
        stripes=stripes,
        words=words,
        # lines of one column are never nearer than those of one cell
        step=min([*steps, 1.6 * usual]),
        alignment="top",
        doubt="",
        edges={column: float(x) for column, (x, _) in most.items()},
        is_left=n_left >= _LEFT_SHARE * sum(counts.total() for counts in lefts.values()),
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


def printed_lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces by lines over all columns."""
    lines: list[list[Piece]] = []
    for piece in pieces:
        if lines and piece.baseline - lines[-1][0].baseline <= _SAME_LINE_EM * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines


def is_number(piece: Piece, stripes: Stripes) -> bool:
    """Whether the piece numbers a row: in the number's column, or at the head of the measure."""
    column = stripes.index("number")
    if column >= 0:
        # `6-` of a number on two lines
        return piece.first == piece.last == column and parse_number(piece.text.rstrip("-–")) is not None
    is_measure = piece.first == stripes.index("measure")
    return is_measure and split_leading_number(piece.text, is_spaced=False)[0] != ""
