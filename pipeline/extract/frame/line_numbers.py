"""Numbers that count the lines along a page's left edge: set apart with the furniture.

They stand in the margin: left of all text and tables on the pages of one size, and no rule reaches over them.
A column of a table is never a margin: its head or its rules stand over it. One page that shows a run of them
tells where they stand; on that edge every lone number is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.extract.lines.baselines import make_line
from pipeline.extract.ruled.rules import PageRules
from pipeline.stations.glyph_runs import edges_of, texts_of
from pipeline.stations.page import Furniture, Layout, Line


@dataclass(frozen=True, slots=True, kw_only=True)
class LineNumberSettings:
    """Thresholds for line numbers.

    Attributes:
        fewest: fewer numbers on one page are no count of its lines.
        gap_em: line numbers stand at least this far from the text, in ems.
        same_place_pt: numbers of two pages stand in the same place if at most this far apart.
    """

    fewest: int = 2
    gap_em: float = 0.7
    same_place_pt: float = 4.0


_DEFAULT = LineNumberSettings()
_Lead = tuple[Line, int]
"""A line, and how many glyphs at its start are a number that stands apart from what follows."""


def without_line_numbers(
    layouts: Sequence[Layout], rules: Sequence[PageRules], settings: LineNumberSettings = _DEFAULT
) -> list[Layout]:
    """The pages with the numbers that count their lines among the furniture.

    Args:
        layouts: the pages.
        rules: all rules of each.
        settings: thresholds.
    """
    leads = [
        [(line, count) for line in layout.lines for count in [_leading_number(line, settings)] if count]
        for layout in layouts
    ]
    by_size: dict[tuple[float, float], list[int]] = defaultdict(list)
    for index, layout in enumerate(layouts):
        by_size[layout.page.width, layout.page.height].append(index)
    result = list(layouts)
    for pages in by_size.values():
        if not any(leads[index] for index in pages):
            continue
        margin = min(_left_edge(layouts[index], leads[index], rules[index]) for index in pages)
        in_margin = {
            index: [lead for lead in leads[index] if _end(lead) < margin - settings.same_place_pt]
            for index in pages
        }
        edges = [edge for index in pages for edge in _counting_edges(in_margin[index], settings)]
        for index in pages:
            counts = {
                id(line): count
                for line, count in in_margin[index]
                if any(abs(_end((line, count)) - edge) <= settings.same_place_pt for edge in edges)
            }
            result[index] = _stripped(layouts[index], counts)
    return result


def _end(lead: _Lead) -> float:
    """The right edge of a leading number in points."""
    line, count = lead
    return line.glyphs[count - 1].x1


def _left_edge(layout: Layout, found: Sequence[_Lead], rules: PageRules) -> float:
    """Where the text, the tables and the rules of a page begin, but for lone numbers, in points."""
    counts = {id(line): count for line, count in found}
    starts = [table.bbox.x0 for table in layout.tables]
    starts.extend(rule.start for rule in rules.horizontal)
    for line in layout.lines:
        rest = line.glyphs[counts.get(id(line), 0) :]
        starts.extend(glyph.x0 for glyph in rest if not glyph.text.isspace())
    return min(starts, default=0.0)


def _counting_edges(found: Sequence[_Lead], settings: LineNumberSettings) -> list[float]:
    """The right edges, in points, of runs of numbers in the margin that go up by one step."""
    columns: list[list[_Lead]] = []
    for lead in sorted(found, key=_end):
        if columns and _end(lead) - _end(columns[-1][-1]) <= 1:
            columns[-1].append(lead)
        else:
            columns.append([lead])
    edges = []
    for column in columns:
        ordered = sorted(column, key=lambda lead: lead[0].baseline)
        numbers = [int("".join(g.text for g in line.glyphs[:count]).strip()) for line, count in ordered]
        steps = {after - before for before, after in pairwise(numbers)}
        if len(column) >= settings.fewest and len(steps) == 1 and min(steps) > 0:
            edges.append(_end(column[-1]))
    return edges


def _stripped(layout: Layout, counts: dict[int, int]) -> Layout:
    """The page without the leading numbers of these lines, by `id`."""
    if not counts:
        return layout
    kept, numbers = [], []
    for line in layout.lines:
        count = counts.get(id(line), 0)
        if count:
            numbers.append(Furniture("line_number", make_line(line.glyphs[:count], line.page_number)))
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
