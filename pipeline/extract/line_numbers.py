"""Numbers that count the lines along a page's left edge: set apart with the furniture.

One page that shows a whole run of them tells where they stand; on that edge every lone number is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.extract.lines import make_line
from pipeline.glyph_runs import edges_of, texts_of
from pipeline.page import Layout, Line


@dataclass(frozen=True, slots=True, kw_only=True)
class LineNumberSettings:
    """Thresholds for line numbers.

    Attributes:
        fewest: fewer numbers at the left edge of one page are no count of its lines.
        gap_em: line numbers stand at least this far from the text, in ems.
        same_place_pt: numbers of two pages stand in the same place if at most this far apart.
        usual_step: every so many lines are numbered, mostly.
    """

    fewest: int = 4
    gap_em: float = 0.7
    same_place_pt: float = 4.0
    usual_step: int = 5


_DEFAULT = LineNumberSettings()


def without_line_numbers(layouts: Sequence[Layout], settings: LineNumberSettings = _DEFAULT) -> list[Layout]:
    """The pages with the numbers that count their lines among the furniture."""
    leads = [
        [(line, count) for line in layout.lines for count in [_leading_number(line, settings)] if count]
        for layout in layouts
    ]
    edges = [
        edge
        for layout, found in zip(layouts, leads, strict=True)
        if found
        for edge in _counting_edges(found, _left_edge(layout, found), settings)
    ]
    if not edges:
        return list(layouts)
    result = []
    for layout, found in zip(layouts, leads, strict=True):
        counts = {
            id(line): count
            for line, count in found
            if any(abs(line.glyphs[count - 1].x1 - edge) <= settings.same_place_pt for edge in edges)
        }
        result.append(_stripped(layout, counts))
    return result


def _left_edge(layout: Layout, found: list[tuple[Line, int]]) -> float:
    """Where the text and the tables of a page begin, but for lone numbers, in points."""
    counts = {id(line): count for line, count in found}
    starts = [table.bbox.x0 for table in layout.tables]
    for line in layout.lines:
        rest = line.glyphs[counts.get(id(line), 0) :]
        starts.extend(glyph.x0 for glyph in rest if not glyph.text.isspace())
    return min(starts, default=0.0)


def _counting_edges(
    found: list[tuple[Line, int]], left_edge: float, settings: LineNumberSettings
) -> list[float]:
    """The right edges, in points, of runs of numbers that go up by one step.

    Two numbers make a run where they stand in the margin, left of all else; so does one that is a multiple of
    the usual step, on a page too short for a second.
    """
    columns: list[list[tuple[Line, int]]] = []
    for line, count in sorted(found, key=lambda lead: lead[0].glyphs[lead[1] - 1].x1):
        edge = line.glyphs[count - 1].x1
        if columns and edge - columns[-1][-1][0].glyphs[columns[-1][-1][1] - 1].x1 <= 1:
            columns[-1].append((line, count))
        else:
            columns.append([(line, count)])
    edges = []
    for column in columns:
        ordered = sorted(column, key=lambda lead: lead[0].baseline)
        numbers = [int("".join(g.text for g in line.glyphs[:count]).strip()) for line, count in ordered]
        steps = {after - before for before, after in pairwise(numbers)}
        edge = column[-1][0].glyphs[column[-1][1] - 1].x1
        is_in_margin = edge < left_edge - settings.same_place_pt
        least = 2 if is_in_margin else settings.fewest
        is_run = len(column) >= least and len(steps) == 1 and min(steps) > 0
        is_step = numbers[0] > 0 and numbers[0] % settings.usual_step == 0
        is_lone = is_in_margin and len(column) == 1 and is_step
        if is_run or is_lone:
            edges.append(edge)
    return edges


def _stripped(layout: Layout, counts: dict[int, int]) -> Layout:
    """The page without the leading numbers of these lines, by `id`."""
    if not counts:
        return layout
    kept, numbers = [], []
    for line in layout.lines:
        count = counts.get(id(line), 0)
        if count:
            numbers.append(make_line(line.glyphs[:count], line.page_number))
        rest = line.glyphs[count:]
        if any(not glyph.text.isspace() for glyph in rest):
            kept.append(make_line(rest, line.page_number) if count else line)
    return replace(layout, lines=tuple(kept), furniture=(*layout.furniture, *numbers))


def _leading_number(line: Line, settings: LineNumberSettings) -> int:
    """How many glyphs at the line's start are a number that stands apart from what follows, or 0."""
    if not texts_of(line.glyphs)[0].isdecimal():
        return 0
    texts, x0, x1 = edges_of(line.glyphs)
    reach = settings.gap_em * line.size
    count = 1
    while count < len(texts) and texts[count].isdecimal() and x0[count] - x1[count - 1] < reach:
        count += 1
    rest = next((at for at in range(count, len(texts)) if not texts[at].isspace()), None)
    return 0 if rest is not None and x0[rest] - x1[count - 1] < reach else count
