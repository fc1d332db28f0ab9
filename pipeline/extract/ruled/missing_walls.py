"""Vertical rules that an engine stops drawing before its table's last rows on a page.

Browsers with collapsed borders lose the vertical rules of the rows above a page break, frame and all, while
the horizontal ones go on, with gaps beside merged cells; a page of long rows may have none. Where the table's
columns stand is known from the rows above, or from the page before, and the white between the columns' texts
shows that the walls were meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.ruled.rules import Rule
from pipeline.stations.glyph_columns import GlyphColumns
from pipeline.stations.page import Glyph


@dataclass(frozen=True, slots=True, kw_only=True)
class WallSettings:
    """Thresholds for lost walls, in points where the name does not say otherwise.

    Attributes:
        near_pt: rules meet where their ends are at most this far apart.
        clear_pt: a wall has this much white on both sides.
        first_line_em, next_line_em: beside a table's outermost rule a row's lines follow this closely.
    """

    near_pt: float = 3.0
    clear_pt: float = 0.8
    first_line_em: float = 2.2
    next_line_em: float = 1.9


_DEFAULT = WallSettings()
Edges = tuple[float, ...]
"""A table's left side, the walls between its columns, and its right side, in points."""


@dataclass(frozen=True, slots=True)
class _Band:
    """What stands between two heights.

    `is_beside` says that a rule above or below it leaves out a column; `least` in how many columns the text
    of a row must stand: outside of the rules it may be a paragraph.
    """

    top: float
    bottom: float
    is_beside: bool
    glyphs: list[Glyph]
    least: int = 2


def table_edges(
    horizontal: Sequence[Rule], vertical: Sequence[Rule], settings: WallSettings = _DEFAULT
) -> Edges | None:
    """The columns of the last table on a page, or None where no vertical rules part any."""
    low = max((rule.end for rule in vertical), default=0.0)
    last = [rule for rule in vertical if rule.end > low - settings.near_pt]
    if len(last) < 2:
        return None
    left, right = _sides(horizontal, last)
    walls = {rule.at for rule in last if left + settings.near_pt < rule.at < right - settings.near_pt}
    return (left, *sorted(walls), right) if walls else None


def with_lost_walls(
    horizontal: Sequence[Rule],
    vertical: list[Rule],
    columns: GlyphColumns,
    edges: Edges | None,
    settings: WallSettings = _DEFAULT,
) -> list[Rule]:
    """The vertical rules of a page, and those that its last rows should have had.

    Args:
        horizontal: the horizontal rules of the page.
        vertical: the vertical ones.
        columns: its text.
        edges: the columns of the page's last table; on a page without vertical rules of the one before.
        settings: thresholds.
    """
    if edges is None or not horizontal:
        return vertical
    left, right = edges[0], edges[-1]
    low = max([rule.end for rule in vertical], default=-1.0)
    below: dict[float, list[Rule]] = {}
    for rule in sorted(horizontal, key=lambda rule: rule.at):
        if rule.at > low - settings.near_pt:
            if not all(_is_near(end, edges, settings) for end in (rule.start, rule.end)):
                return vertical
            below.setdefault(rule.at, []).append(rule)
    heights = list(below)
    if not heights or (vertical and heights[0] > low + settings.near_pt):
        return vertical
    width = right - left - settings.near_pt
    partial = {at for at, rules in below.items() if sum(r.end - r.start for r in rules) < width}
    is_inside = ~columns.is_space & (left < columns.x0) & (columns.x0 < right)
    if vertical:
        # above their ends all walls are drawn
        is_inside &= columns.middle_y >= heights[0]
    inside = columns.where(is_inside)
    bands = _bands(heights, partial, inside, settings, first_wall=None if vertical else edges[1])
    return [*vertical, *(wall for band in bands for wall in _walls_of(band, edges, settings))]


def with_lost_sides(
    horizontal: Sequence[Rule],
    vertical: list[Rule],
    columns: GlyphColumns,
    known: Edges | None,
    settings: WallSettings = _DEFAULT,
) -> list[Rule]:
    """The vertical rules of a page, and the sides of a table without frame that goes on from the page before.

    Where all its cells on this page are merged or cut, no rule reaches as far as its outer columns do.

    Args:
        horizontal: the horizontal rules of the page.
        vertical: the vertical ones.
        columns: its text.
        known: the columns of the table on the page before.
        settings: thresholds.
    """
    if known is None or not vertical:
        return vertical
    top = min(rule.start for rule in vertical)
    first = [rule for rule in vertical if rule.start <= top + settings.near_pt]
    walls, low = {rule.at for rule in first}, max(rule.end for rule in first)
    inner = known[1:-1]
    if len(walls) != len(inner) or not all(_is_near(x, inner, settings) for x in walls):
        return vertical
    reach = [r for r in horizontal if top - settings.near_pt <= r.at <= low + settings.near_pt]
    middle = columns.middle_y
    is_beside = ~columns.is_space & (top <= middle) & (middle <= low)
    sides = []
    for side, is_out in ((known[0], columns.x1 <= min(walls)), (known[-1], columns.x0 >= max(walls))):
        is_drawn = any(r.start - settings.near_pt <= side <= r.end + settings.near_pt for r in reach)
        if not is_drawn and (is_beside & is_out & (known[0] <= columns.x0) & (columns.x1 <= known[-1])).any():
            sides.append(Rule(side, top, low))
    return [*vertical, *sides]


def _sides(horizontal: Iterable[Rule], last: Sequence[Rule]) -> tuple[float, float]:
    """The left and the right end of the table that these vertical rules stand in."""
    top, low = min(rule.start for rule in last), max(rule.end for rule in last)
    x0, x1 = min(rule.at for rule in last), max(rule.at for rule in last)
    reach = [r for r in horizontal if top - 1 < r.at < low + 1 and r.start < x1 and r.end > x0]
    return min([x0, *(rule.start for rule in reach)]), max([x1, *(rule.end for rule in reach)])


def _is_near(end: float, edges: Sequence[float], settings: WallSettings) -> bool:
    return any(abs(end - edge) <= settings.near_pt for edge in edges)


def _bands(
    heights: Sequence[float],
    partial: set[float],
    inside: Sequence[Glyph],
    settings: WallSettings,
    *,
    first_wall: float | None,
) -> list[_Band]:
    """What stands between the rules, and beside the outermost of them as far as lines follow closely.

    `first_wall` ends the first column of a page that has no walls: a row may stand above its first rule.
    """
    bands = []
    if first_wall is not None:
        above = _lines_beside(heights[0], inside, settings, is_above=True)
        top = min((glyph.top for glyph in above), default=heights[0])
        # what begins right of the first column is no paragraph before the table
        is_beside = heights[0] in partial or all(glyph.x0 > first_wall for glyph in above)
        bands.append(_Band(top, heights[0], is_beside, above, least=3))
    for top, bottom in pairwise(heights):
        between = [g for g in inside if top <= (g.top + g.bottom) / 2 < bottom]
        bands.append(_Band(top, bottom, top in partial or bottom in partial, between))
    under = _lines_beside(heights[-1], inside, settings, is_above=False)
    bottom = max((glyph.bottom for glyph in under), default=heights[-1])
    bands.append(_Band(heights[-1], bottom, heights[-1] in partial, under, least=3))
    return [band for band in bands if band.bottom - band.top > 1]


def _lines_beside(
    height: float, inside: Sequence[Glyph], settings: WallSettings, *, is_above: bool
) -> list[Glyph]:
    """The glyphs of the lines that follow closely above or below a rule."""
    sign = -1 if is_above else 1
    found: list[Glyph] = []
    end, room = height, settings.first_line_em
    for glyph in sorted(inside, key=lambda g: sign * g.baseline):
        if sign * ((glyph.top + glyph.bottom) / 2 - height) <= 0:
            continue
        if sign * (glyph.baseline - end) > room * glyph.size:
            break
        if sign * (glyph.baseline - end) > 1:
            end, room = glyph.baseline, settings.next_line_em
        found.append(glyph)
    return found


def _walls_of(band: _Band, edges: Edges, settings: WallSettings) -> list[Rule]:
    """The walls of a row; a text over all columns has none, but for the one beside its number."""
    clear, walls = settings.clear_pt, edges[1:-1]
    crossed = {x for x in walls if any(g.x0 < x + clear and g.x1 > x - clear for g in band.glyphs)}
    columns = {
        column
        for g in band.glyphs
        for column, (x0, x1) in enumerate(pairwise(edges))
        if x0 < (g.x0 + g.x1) / 2 < x1
    }
    if crossed:
        has_number = {0, 1} <= columns and walls[0] not in crossed
        return [Rule(walls[0], band.top, band.bottom)] if has_number else []
    if len(columns) >= band.least or (columns and band.is_beside):
        return [Rule(x, band.top, band.bottom) for x in walls]
    return []
