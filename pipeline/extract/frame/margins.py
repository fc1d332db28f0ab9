"""Page numbers and running heads that stand inside a table's boxes.

Engines draw the boxes of a row that a page cuts down to the paper's edge and beyond, so that the number at
the page's foot seems to stand in a cell. Only boxes open at that edge are in question, and only their
outermost lines: those that say the page's number, or the same in the same place on other pages, are none of
the cell's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter

import numpy as np
import regex as re

from pipeline.extract.frame.furniture import says_page_number, signature_of
from pipeline.extract.frame.repeats import Places
from pipeline.extract.ruled.box_numbers import OUTSIDE, Boxes
from pipeline.extract.ruled.boxes import Grid
from pipeline.stations.glyph_columns import GlyphColumns, Ints
from pipeline.stations.page import ClearPage


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginSettings:
    """Thresholds for lines in the margin.

    Attributes:
        margin_share: the margin is this share of the page's height at its top and bottom.
        apart_em: such a line stands at least this far from the next one, baseline to baseline, in ems.
        counted_em: the same for one that says the number of pages, too.
        same_place_pt: lines of two pages stand in the same place if at most this far apart.
        outermost: so many lines from the edge are looked at.
        min_repeats, min_share: a running head is on so many pages, and on this share of all.
    """

    margin_share: float = 0.12
    apart_em: float = 1.6
    counted_em: float = 1.25
    same_place_pt: float = 2.0
    outermost: int = 3
    min_repeats: int = 3
    min_share: float = 0.4


_DEFAULT = MarginSettings()
# read without its spaces
_COUNT = re.compile(r"(?P<page>\d{1,3})/(?P<pages>\d{1,3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeLine:
    """One of the outermost lines in boxes that are open at an edge of the page.

    Attributes:
        signature: what it says, but for its numbers.
        is_top: whether that is the page's top edge.
        distance: how far it stands from that edge in points.
        is_apart: whether it stands well away from the next line.
        says_number: whether it says the page's number.
        is_off_first_column: whether it begins right of the table's first column.
        glyphs: its glyphs' numbers among the page's.
    """

    signature: str
    is_top: bool
    distance: float
    is_apart: bool
    says_number: bool
    is_off_first_column: bool
    glyphs: tuple[int, ...]


class Margins:
    """What the pages of a document have at their edges, page by page."""

    def __init__(self, settings: MarginSettings = _DEFAULT) -> None:
        self._settings = settings
        self._n_pages = 0
        self._places: dict[tuple[str, bool], Places] = {}
        self._numbers: dict[bool, Counter[float]] = {True: Counter(), False: Counter()}

    def add(self, lines: Sequence[EdgeLine]) -> None:
        """Takes note of one more page's lines."""
        for line in lines:
            places = self._places.setdefault((line.signature, line.is_top), Places())
            places.add(self._n_pages, line.distance)
            if line.says_number:
                self._numbers[line.is_top][line.distance] += 1
        self._n_pages += 1

    def apart(self, lines: Sequence[EdgeLine]) -> frozenset[int]:
        """The glyphs of a page, by number, that are the page's and no table's, as far as pages are known."""
        found: set[int] = set()
        for is_top in (True, False):
            for line in (line for line in lines if line.is_top is is_top):
                if not (line.is_apart and (self._is_repeated(line) or self._is_number(line))):
                    break
                found.update(line.glyphs)
        return frozenset(found)

    def _is_repeated(self, line: EdgeLine) -> bool:
        places = self._places[line.signature, line.is_top]
        n_same = places.n_pages(line.distance, self._settings.same_place_pt)
        return n_same >= self._settings.min_repeats and n_same >= self._settings.min_share * self._n_pages

    def _is_number(self, line: EdgeLine) -> bool:
        """Does it say the page's number, where no item's number stands, or where other pages say theirs?"""
        if not line.says_number or line.is_off_first_column:
            return line.says_number
        reach = self._settings.same_place_pt
        numbers = self._numbers[line.is_top].items()
        return sum(count for place, count in numbers if abs(place - line.distance) <= reach) > 1


def edge_lines(
    page: ClearPage, columns: GlyphColumns, grids: Sequence[Grid], settings: MarginSettings = _DEFAULT
) -> list[EdgeLine]:
    """The outermost lines inside boxes that are open at an edge of the page, from both edges inwards.

    Args:
        page: the page.
        columns: its glyphs.
        grids: the grids on it.
        settings: thresholds.
    """
    reach = settings.margin_share * page.height
    top = next((grid for grid in grids if _is_open_top(grid, reach)), None)
    bottom = next((grid for grid in reversed(grids) if _is_open_bottom(grid, page.height - reach)), None)
    if top is None and bottom is None:
        return []
    lines: list[EdgeLine] = []
    if top is not None:
        lines.extend(_edge_lines(page, columns, top, settings, is_top=True))
    if bottom is not None:
        lines.extend(_edge_lines(page, columns, bottom, settings, is_top=False))
    return lines


def _edge_lines(
    page: ClearPage, columns: GlyphColumns, grid: Grid, settings: MarginSettings, *, is_top: bool
) -> Iterator[EdgeLine]:
    distances = columns.top if is_top else page.height - columns.bottom
    reach = settings.margin_share * page.height
    near = np.flatnonzero((distances <= 2 * reach) & ~columns.is_space)
    # of the lines further in, only the next one's place is asked for
    rows = list(islice(_rows(near, columns, grid, is_top=is_top), settings.outermost + 1))
    for index, (baseline, row) in enumerate(rows[: settings.outermost]):
        first = row[0]
        distance = float(distances[first])
        if distance > reach:
            break
        room = abs(rows[index + 1][0] - baseline) if index + 1 < len(rows) else page.height
        text = "".join([columns.texts[at] for at in row])
        apart_em = settings.counted_em if _says_count(text) else settings.apart_em
        yield EdgeLine(
            signature=signature_of(text),
            is_top=is_top,
            distance=distance,
            is_apart=bool(room >= apart_em * columns.size[first]),
            # an item's number ends with a full stop or a bracket
            says_number=says_page_number(text, page) and text[-1] not in ".)",
            is_off_first_column=bool(columns.x0[first] > grid.xs[1]),
            glyphs=tuple(row),
        )


def _says_count(text: str) -> bool:
    """Does it say `3 / 12`: a page's number and how many there are?"""
    found = _COUNT.fullmatch(text)
    return found is not None and int(found["page"]) <= int(found["pages"])


def _rows(
    near: Ints, columns: GlyphColumns, grid: Grid, *, is_top: bool
) -> Iterator[tuple[float, list[int]]]:
    """The glyphs in open boxes by baselines, from the edge inwards, each row from left to right."""
    some = near[np.lexsort((columns.x0[near], columns.baseline[near]))]
    is_open = [box.is_open_top if is_top else box.is_open_bottom for box in grid.boxes]
    owner = Boxes([grid]).at(columns.middle_x[some], columns.middle_y[some])
    inside = some[(owner != OUTSIDE) & np.array(is_open, dtype=np.bool_)[owner]]
    rows: dict[float, list[int]] = {}
    for baseline, row in groupby(
        zip(columns.baseline[inside].tolist(), inside.tolist(), strict=True), itemgetter(0)
    ):
        rows.setdefault(round(baseline, 1), []).extend([at for _, at in row])
    for baseline in sorted(rows, reverse=not is_top):
        yield baseline, sorted(rows[baseline], key=lambda at: (columns.x0[at], at))


def _is_open_top(grid: Grid, reach: float) -> bool:
    """Does the grid come near the page's upper edge, with a box open there?"""
    return grid.ys[0] <= reach and any(box.is_open_top for box in grid.boxes)


def _is_open_bottom(grid: Grid, reach: float) -> bool:
    """Does the grid come near the page's lower edge, with a box open there?"""
    return grid.ys[-1] >= reach and any(box.is_open_bottom for box in grid.boxes)
