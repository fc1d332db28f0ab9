"""Drawn rules from painted shapes: long straight lines, whatever the engine made them of.

Borders come as strokes, as filled rectangles half a point thick (a cell's right and bottom edge each),
doubled, broken into a piece for each cell, with gaps at the corners, in any colour down to light grey.
Afterwards each rule is one interval on one coordinate.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.stations.page import Shape

_WHITE = 0xFFFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSettings:
    """Thresholds for rules, in points.

    Attributes:
        max_thickness_pt: a filled rectangle, or a stroke, thicker than this is a shade and no rule.
        snap_pt: rules whose coordinates follow one another at most this far apart are one rule (double
            borders, borders of neighbouring cells with spacing between them).
        bridge_pt: gaps in a rule up to this length are closed.
        min_length_pt: shorter rules are dirt, or parts of letters.
        min_ghost_pt, ghost_share: a rule this far below the lowest text of all pages, and this far into the
            margin below it, is painted under a clip.
    """

    max_thickness_pt: float = 3.2
    snap_pt: float = 2.6
    bridge_pt: float = 3.2
    min_length_pt: float = 5.0
    min_ghost_pt: float = 8.0
    ghost_share: float = 0.4


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule: at `at` on its own axis, from `start` to `end` along the other, in points."""

    at: float
    start: float
    end: float


class PageRules(NamedTuple):
    """The rules of one page: the horizontal ones from top to bottom, the vertical ones from left to right."""

    horizontal: list[Rule]
    vertical: list[Rule]


_DEFAULT = RuleSettings()


def find_rules(shapes: Iterable[Shape], settings: RuleSettings = _DEFAULT) -> tuple[list[Rule], list[Rule]]:
    """The horizontal and the vertical rules among the shapes, each joined from its pieces."""
    horizontal: list[tuple[float, float, float]] = []
    vertical: list[tuple[float, float, float]] = []
    thickest = settings.max_thickness_pt
    for kind, x0, top, x1, bottom, thickness, color in shapes:
        if color == _WHITE or (kind == "stroke" and thickness > thickest):
            continue
        width, height = x1 - x0, bottom - top
        if width > thickest and height > thickest:
            continue
        if width >= height and width > 0:
            horizontal.append(((top + bottom) / 2, x0, x1))
        elif height > 0:
            vertical.append(((x0 + x1) / 2, top, bottom))
    return _joined(horizontal, settings), _joined(vertical, settings)


def without_ghosts(
    horizontal: Iterable[Rule], floor: float, height: float, settings: RuleSettings = _DEFAULT
) -> list[Rule]:
    """The horizontal rules that a reader sees: those in the bottom margin close rows that go on overleaf.

    Engines paint the whole box of a row that a page cuts, under a clip; its bottom may still be on the paper.

    Args:
        horizontal: the rules of a page.
        floor: how far down text reaches on any page of the file, in points.
        height: the page's height in points.
        settings: thresholds.
    """
    limit = floor + max(settings.min_ghost_pt, settings.ghost_share * (height - floor))
    return [rule for rule in horizontal if rule.at <= limit]


def _joined(pieces: list[tuple[float, float, float]], settings: RuleSettings) -> list[Rule]:
    """One rule for each run of pieces that follow one another on nearly the same coordinate."""
    pieces.sort()
    result: list[Rule] = []
    group: list[tuple[float, float, float]] = []
    for piece in pieces:
        if group and piece[0] - group[-1][0] > settings.snap_pt:
            result.extend(_bridged(group, settings))
            group = []
        group.append(piece)
    result.extend(_bridged(group, settings))
    return result


def _bridged(group: list[tuple[float, float, float]], settings: RuleSettings) -> list[Rule]:
    if not group:
        return []
    at = sum(piece[0] for piece in group) / len(group)
    spans: list[list[float]] = []
    for start, end in sorted((piece[1], piece[2]) for piece in group):
        if spans and start - spans[-1][1] <= settings.bridge_pt:
            spans[-1][1] = max(spans[-1][1], end)
        else:
            spans.append([start, end])
    return [Rule(at, start, end) for start, end in spans if end - start >= settings.min_length_pt]
