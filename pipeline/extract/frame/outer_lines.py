"""The outermost lines of pages, and what the other pages say in the same place: where furniture may stand.

Engines draw the boxes of a row that a page breaks down to the paper's edge and beyond, so that a number at
the page's foot stands inside of a cell's box: lines in boxes that are open at an edge are looked at, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import regex as re

from pipeline.extract.lines.baselines import PlacedLine, lines_by_place
from pipeline.extract.ruled.grid import OUTSIDE, Boxes, Grid
from pipeline.stations.glyph_columns import Bools, GlyphColumns, ink_of
from pipeline.stations.page import ClearPage, Line

FAR_SHARE: Final = 0.35
"""So far in, as a share of the page's height, a wide margin's page number may stand."""
MARGIN_SHARE: Final = 0.14
"""Heads and numbers mostly stand within this share of the page's height from its top or bottom edge."""
_OUTERMOST: Final = 4
"""So many lines from each edge are looked at."""
_SAME_PLACE_PT: Final = 4.0
"""Lines of two pages stand in the same place if at most so far apart."""
_LEAST_SHARE: Final = 0.4
"""What is repeated is on at least this share of the pages: one side of the leaf is half."""
_MOST_DIGITS: Final = 9
_DIGITS = re.compile(r"\d+")
_IN_BOX: Final = 0
_NO_TEXT_EM: Final = 99.0


@dataclass(frozen=True, slots=True, kw_only=True)
class OuterLine:
    """One of the outermost lines of a page: its text without spaces, counted from the page's top edge or not.

    `distance` and `inner` are those of its outer and its inner side from that edge in points; `room_em` is
    how far the next text is, baseline to baseline. It `is_far` where it stands further in than margins mostly
    reach, and `is_in_box` where that box is open at that edge, also in the column where items have their
    numbers.
    """

    placed: PlacedLine
    text: str
    page_number: int
    is_top: bool
    distance: float
    inner: float
    is_far: bool
    room_em: float
    is_in_box: bool
    is_in_first_column: bool


def outer_lines(
    page: ClearPage, columns: GlyphColumns, grids: Sequence[Grid], is_text: Bools
) -> list[OuterLine]:
    """The outermost lines of a page, from its top edge inwards and from its bottom edge inwards.

    `is_text` says which of its glyphs are none of the furniture that is known yet.
    """
    boxes = Boxes(grids)
    places = boxes.at(columns.middle_x, columns.middle_y)
    ink = is_text & ~columns.is_space
    first = min((grid.bbox.top for grid in grids), default=page.height)
    last = max((grid.bbox.bottom for grid in grids), default=0.0)
    result: list[OuterLine] = []
    for is_top in (True, False):
        distances = columns.top if is_top else page.height - columns.bottom
        is_open = np.array([box.is_open_at(is_top=is_top) for grid in grids for box in grid.boxes], np.bool_)
        in_box = np.zeros(len(columns), np.bool_)
        in_box[places >= 0] = is_open[places[places >= 0]]
        in_box &= distances <= MARGIN_SHARE * page.height
        beyond = columns.bottom <= first + 2 if is_top else columns.top >= last - 2
        outside = (places == OUTSIDE) & beyond & (distances <= FAR_SHARE * page.height)
        some = np.flatnonzero(is_text & (in_box | outside))
        lines = lines_by_place(columns, np.where(in_box, _IN_BOX, OUTSIDE), page.page_number, some)
        lines.sort(key=lambda placed: placed.line.baseline, reverse=not is_top)
        result += [
            _outer_line(placed, page, columns, grids, ink, is_top=is_top) for placed in lines[:_OUTERMOST]
        ]
    return result


def _outer_line(
    placed: PlacedLine,
    page: ClearPage,
    columns: GlyphColumns,
    grids: Sequence[Grid],
    ink: Bools,
    *,
    is_top: bool,
) -> OuterLine:
    line = placed.line
    box, height = line.bbox, page.height
    outer, inner = (box.top, box.bottom) if is_top else (height - box.bottom, height - box.top)
    others = ink.copy()
    others[placed.numbers] = False
    room = np.abs(columns.baseline[others] - line.baseline).min(initial=_NO_TEXT_EM * line.size)
    is_in_box = placed.place == _IN_BOX
    grid = grids[0 if is_top else -1] if grids else None
    return OuterLine(
        placed=placed,
        text=line_text(line),
        page_number=page.page_number,
        is_top=is_top,
        distance=outer,
        inner=inner,
        is_far=outer > MARGIN_SHARE * height,
        room_em=float(room) / line.size,
        is_in_box=is_in_box,
        is_in_first_column=is_in_box and grid is not None and box.x0 <= grid.xs[1],
    )


def line_text(line: Line) -> str:
    """The line's glyphs without spaces."""
    return "".join(ink_of(line.glyphs))


def signature_of(text: str) -> str:
    """What a running head says, but for its numbers."""
    return _DIGITS.sub("#", text)


class Repeats:
    """What the outermost lines of all pages say, and on how many pages they say it in one place."""

    def __init__(self, pages: Sequence[Iterable[OuterLine]]) -> None:
        self._n_pages = len(pages)
        # distances from the edge by page; readers round lengths, so they are few
        self._pages: dict[tuple[bool, str], dict[float, set[int]]] = defaultdict(lambda: defaultdict(set))
        for lines in pages:
            for each in lines:
                for text in (each.text, *_counting(each)):
                    self._pages[each.is_top, text][each.distance].add(each.page_number)

    def is_same(self, each: OuterLine) -> bool:
        """Enough pages say the same in this place."""
        return self._is_repeated(each, each.text)

    def is_counting(self, each: OuterLine) -> bool:
        """Enough pages say the same in this place, but for one number that counts the pages."""
        return any(self._is_repeated(each, text) for text in _counting(each))

    def _is_repeated(self, each: OuterLine, text: str) -> bool:
        places = self._pages[each.is_top, text].items()
        same = set().union(*(some for at, some in places if abs(at - each.distance) <= _SAME_PLACE_PT))
        return len(same) > 1 and len(same) >= _LEAST_SHARE * self._n_pages


def _counting(each: OuterLine) -> Iterator[str]:
    """The text with one of its numbers as what it is more than the page's number, for each of them."""
    for number in _DIGITS.finditer(each.text):
        if number.end() - number.start() <= _MOST_DIGITS:
            more = int(number[0]) - each.page_number
            yield f"{each.text[: number.start()]}{{{more}}}{each.text[number.end() :]}"
