"""Drawn rules from painted shapes: long straight lines, whatever the engine made them of.

Borders come as strokes, as filled rectangles half a point thick (a cell's right and bottom edge each),
doubled, broken into a piece for each cell, with gaps at the corners, in any colour down to light grey.
Afterwards each rule is one interval on one coordinate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from pipeline.stations.evidence import rule
from pipeline.stations.page import Shape

_WHITE: Final = 0xFFFFFF
_MAX_THICKNESS_PT: Final = 3.2
"""A filled rectangle, or a stroke, thicker than this is a shade and no rule."""
_SNAP_PT: Final = 2.6
"""Rules whose coordinates follow one another at most so far apart are one: double borders, borders of
neighbouring cells with spacing between them."""
_BRIDGE_PT: Final = 3.2
"""Gaps in a rule up to this length are closed."""
_MIN_LENGTH_PT: Final = 5.0
"""Shorter rules are dirt, or parts of letters."""
_MIN_GHOST_PT, _GHOST_SHARE = 8.0, 0.4
"""A rule so far below the lowest text of all pages, and so far into the margin below it, is painted under a
clip."""


class Rule(NamedTuple):
    """A straight rule: at `at` on its own axis, from `start` to `end` along the other, in points."""

    at: float
    start: float
    end: float


class PageRules(NamedTuple):
    """The rules of one page: the horizontal ones from top to bottom, the vertical ones from left to right."""

    horizontal: list[Rule]
    vertical: list[Rule]


def find_rules(shapes: Iterable[Shape]) -> PageRules:
    """The horizontal and the vertical rules among the shapes, each joined from its pieces."""
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    for kind, x0, top, x1, bottom, thickness, color in shapes:
        width, height = x1 - x0, bottom - top
        is_thick = kind == "stroke" and thickness > _MAX_THICKNESS_PT
        if color == _WHITE or is_thick or min(width, height) > _MAX_THICKNESS_PT:
            continue
        if width >= height and width > 0:
            horizontal.append(Rule((top + bottom) / 2, x0, x1))
        elif height > 0:
            vertical.append(Rule((x0 + x1) / 2, top, bottom))
    return PageRules(list(_joined(horizontal)), list(_joined(vertical)))


@rule(without=lambda horizontal, *_: list(horizontal))
def without_ghosts(horizontal: Sequence[Rule], floor: float, height: float) -> list[Rule]:
    """The horizontal rules that a reader sees: those in the bottom margin close rows that go on after it.

    Engines paint the whole box of a row that a page breaks, under a clip; its bottom may be on the paper.

    Args:
        horizontal: the rules of a page.
        floor: how far down text reaches on any page of the file, in points.
        height: the page's height in points.
    """
    limit = floor + max(_MIN_GHOST_PT, _GHOST_SHARE * (height - floor))
    return [each for each in horizontal if each.at <= limit]


def _joined(pieces: Iterable[Rule]) -> Iterator[Rule]:
    """One rule for each run of pieces that follow one another on nearly the same coordinate."""
    group: list[Rule] = []
    for piece in sorted(pieces):
        if group and piece.at - group[-1].at > _SNAP_PT:
            yield from _bridged(group)
            group = []
        group.append(piece)
    yield from _bridged(group)


def _bridged(group: Sequence[Rule]) -> Iterator[Rule]:
    spans: list[list[float]] = []
    for start, end in sorted((piece.start, piece.end) for piece in group):
        if spans and start - spans[-1][1] <= _BRIDGE_PT:
            spans[-1][1] = max(spans[-1][1], end)
        else:
            spans.append([start, end])
    for start, end in spans:
        if end - start >= _MIN_LENGTH_PT:
            yield Rule(sum(piece.at for piece in group) / len(group), start, end)
