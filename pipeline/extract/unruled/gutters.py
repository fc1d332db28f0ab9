"""Columns without rules: the stripes of white that a head and the rows beneath it share.

The head proposes gutters; the rows of all pages vote on them. Only rows of several runs vote, since
headings run over every column. A gutter that the rows run over is a wide word space inside a head; what is
left of a gutter is the white that nearly all rows leave. Where they leave none, a vertical rule may still
part two columns.

Afterwards: `Stripes`, and each line cut into `Piece`s that know the columns they stand in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pipeline.extract.unruled.ink_runs import WORD_GAP_EM, Run, Span, split_runs, widest_white
from pipeline.extract.unruled.unruled_heads import Head, stripe_roles
from pipeline.stations.page import Glyph, Line


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSettings:
    """Thresholds for columns.

    Attributes:
        min_runs: a line with fewer runs says nothing of the columns.
        usual_edge: this share of such lines begins a run where a column begins.
        max_crossing: a gutter that more than this share of the rows runs over is none.
        max_near: this share of the rows may reach further into a gutter that lines begin at.
        narrow_pt: a narrower gap in a head may be a word space: rows must speak for it.
        outliers: the share of rows (of another table, say) that may reach into a gutter, tried in this order.
        min_white_pt: a gutter is at least so wide.
        cut_gap_em: a line is cut in a gutter where it has a gap of this many ems,
        cut_share: or of this share of the gutter.
        reach_pt: text may reach this far beyond its column's white edge.
        widest_word_gap: gaps of one text are alike but for this factor.
        left_share: a column is set left where this share of its lines begins at its edge.
        same_edge_pt: words that begin this near to one another begin at one edge.
        min_starts: at a column's edge begin at least so many words,
        start_share: and this share of those that begin at the most frequent edge.
    """

    min_runs: int = 3
    usual_edge: float = 0.3
    max_crossing: float = 0.3
    max_near: float = 0.1
    narrow_pt: float = 9.0
    outliers: tuple[float, ...] = (0.0, 0.03, 0.1, 0.2)
    min_white_pt: float = 3.0
    cut_gap_em: float = 0.45
    cut_share: float = 0.9
    reach_pt: float = 2.0
    widest_word_gap: float = 1.3
    left_share: float = 0.6
    same_edge_pt: float = 1.2
    min_starts: int = 3
    start_share: float = 0.12


_DEFAULT = ColumnSettings()
_HAIR_PT = 1.0  # so much white parts two words at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Stripes:
    """The columns.

    Attributes:
        gutters: the white between them from left to right.
        roles: each column's role.
        x0, x1: the outer edges.
        edges: for each gutter where the lines on its right begin, None where they begin anywhere.
    """

    gutters: tuple[Span, ...]
    roles: tuple[str | None, ...]
    x0: float
    x1: float
    edges: tuple[float | None, ...] = ()

    def index(self, role: str) -> int:
        """The column with this role, or -1."""
        return self.roles.index(role) if role in self.roles else -1


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A part of a line that stands in the columns `first` to `last` (inclusive)."""

    first: int
    last: int
    x0: float
    x1: float
    baseline: float
    size: float
    middle: float
    text: str
    line: Line


def find_stripes(
    head: Head,
    head_words: Sequence[Run],
    body: Sequence[Line],
    rules: Sequence[float],
    settings: ColumnSettings = _DEFAULT,
) -> Stripes:
    """The columns under a head.

    Args:
        head: the head.
        head_words: the words of its lines.
        body: the lines beneath it, on all pages.
        rules: where vertical rules stand.
        settings: thresholds.
    """
    rows = _voters([split_runs(line) for line in body], settings)
    words = [split_runs(line, WORD_GAP_EM) for line in body]
    starts = _word_starts(words, settings)
    gutters: list[Span] = []
    mids = [float("-inf"), *((gap.x0 + gap.x1) / 2 for gap in head.gaps), float("inf")]
    for gap, left, right in zip(head.gaps, mids, mids[2:], strict=False):
        white = (
            _at_rule(gap, rules, rows, settings)
            or _at_edge(gap, starts, words, settings)
            or _agreed(gap, Span(left, right), rows, settings)
        )
        if white is not None:
            gutters.append(white)
    gutters = _with_head_words_parted(gutters, head_words, starts)
    gutters = _without_word_spaces(gutters, head_words, words, rules)
    runs = [run for row in rows for run in row] + list(head_words)
    return Stripes(
        gutters=tuple(gutters),
        roles=stripe_roles(_head_texts(gutters, head_words)),
        x0=min(run.x0 for run in runs),
        x1=max(run.x1 for run in runs),
        edges=_edges(gutters, starts, words, settings),
    )


def _edges(
    gutters: Sequence[Span],
    starts: Iterable[float],
    words: Sequence[Sequence[Run]],
    settings: ColumnSettings,
) -> tuple[float | None, ...]:
    """Where most lines behind each gutter begin; None where they begin anywhere, as centred ones do."""
    result: list[float | None] = []
    for gutter, following in zip(gutters, [*gutters[1:], None], strict=True):
        low, high = (gutter.x0 + gutter.x1) / 2, following.x0 if following else float("inf")
        firsts = [
            min(inside)
            for line in words
            for inside in [[word.x0 for word in line if low <= word.x0 < high]]
            if inside
        ]
        x = max((x for x in starts if gutter.x0 < x <= gutter.x1 + settings.reach_pt), default=None)
        n_there = sum(_is_at(x, first, settings) for first in firsts)
        result.append(x if n_there >= settings.left_share * len(firsts) else None)
    return tuple(result)


def _head_texts(gutters: Sequence[Span], head_words: Sequence[Run]) -> list[str]:
    """The head's words by column, without spaces."""
    edges = [-1e9, *((gutter.x0 + gutter.x1) / 2 for gutter in gutters), 1e9]
    return [
        "".join(word.text for word in head_words if left <= (word.x0 + word.x1) / 2 < right)
        for left, right in pairwise(edges)
    ]


def _word_starts(lines: Sequence[Sequence[Run]], settings: ColumnSettings) -> dict[float, int]:
    """Where many words of the body begin one beneath the other, and how many: the columns' left edges."""
    places = sorted(word.x0 for line in lines for word in line)
    clusters: list[list[float]] = []
    for x in places:
        if clusters and x - clusters[-1][0] <= settings.same_edge_pt:
            clusters[-1].append(x)
        else:
            clusters.append([x])
    most = max((len(cluster) for cluster in clusters), default=0)
    least = max(settings.min_starts, settings.start_share * most)
    return {sum(cluster) / len(cluster): len(cluster) for cluster in clusters if len(cluster) >= least}


def _with_head_words_parted(
    gutters: Sequence[Span], head_words: Sequence[Run], starts: Iterable[float]
) -> list[Span]:
    """The gutters, and those between two heads nearer to each other than words are.

    There the lines of a column begin, no word of the head runs over it, and one more head is known by it.
    """
    result = list(gutters)
    for x in starts:
        gutter = Span(x - _HAIR_PT, x)
        is_free = not any(word.x0 < gutter.x0 and word.x1 > gutter.x1 for word in head_words)
        if not is_free or any(some.x0 - _HAIR_PT <= x <= some.x1 + _HAIR_PT for some in result):
            continue
        parted = sorted([*result, gutter])
        known, before = (
            sum(role is not None for role in stripe_roles(_head_texts(some, head_words)))
            for some in (parted, result)
        )
        if known > before:
            result = parted
    return result


def _without_word_spaces(
    gutters: Sequence[Span],
    head_words: Sequence[Run],
    lines: Sequence[Sequence[Run]],
    rules: Sequence[float],
) -> list[Span]:
    """The gutters but for those that are a wide space of a justified head: `Құны,      мың` over `теңге`.

    No cell stands on one side of it, no rule in it, and no head begins on its right, but small letters.
    """
    result = list(gutters)
    places = [(word.x0 + word.x1) / 2 for line in lines for word in line]
    for gutter in gutters:
        at = result.index(gutter)
        edges = [-1e9, *((some.x0 + some.x1) / 2 for some in result), 1e9]
        has_cells = [any(a <= x < b for x in places) for a, b in pairwise(edges[at : at + 3])]
        text = _head_texts(result, head_words)[at + 1]
        goes_on = text[:1].islower() and stripe_roles([text]) == (None,)
        if goes_on and not all(has_cells) and not any(gutter.x0 <= x <= gutter.x1 for x in rules):
            result.remove(gutter)
    return result


def _voters(lines: Sequence[list[Run]], settings: ColumnSettings) -> list[list[Run]]:
    """The lines that tell of the columns: of several runs, or beginning where those do, unlike headings."""
    rows = [runs for runs in lines if len(runs) >= settings.min_runs]
    edges = Counter(round(run.x0) for runs in rows for run in runs[1:])
    usual = {edge for edge, count in edges.items() if count >= settings.usual_edge * len(rows)}
    return [
        runs
        for runs in lines
        if len(runs) >= settings.min_runs or (runs and all(round(run.x0) in usual for run in runs))
    ]


def _at_rule(
    gap: Span, rules: Sequence[float], rows: Sequence[Sequence[Run]], settings: ColumnSettings
) -> Span | None:
    """Where a vertical rule parts two columns: the one in a head's gap that fewest rows run over."""
    crossed = [
        (sum(run.x0 < x < run.x1 for runs in rows for run in runs), x) for x in rules if gap.x0 <= x <= gap.x1
    ]
    if not crossed or min(crossed)[0] > settings.max_crossing * len(rows):
        return None
    x = min(crossed)[1]
    return Span(x - 0.5, x + 0.5)


def _at_edge(
    gap: Span, starts: Mapping[float, int], words: Sequence[Sequence[Run]], settings: ColumnSettings
) -> Span | None:
    """The white before the edge in a head's gap at which most words begin, where few words run over it."""
    inside = [(count, x) for x, count in starts.items() if gap.x0 < x <= gap.x1 + _HAIR_PT]
    if not inside:
        return None
    x = max(inside)[1]
    crossing = sum(word.x0 < x - _HAIR_PT and word.x1 > x + _HAIR_PT for line in words for word in line)
    if crossing > settings.outliers[-1] * len(words):
        return None
    ends = sorted(word.x1 for line in words for word in line if gap.x0 < word.x1 < x)
    n_outliers = int(settings.max_near * len(words))
    low = ends[-1 - n_outliers] if len(ends) > n_outliers else gap.x0
    return Span(min(low, x - _HAIR_PT), x)


def _agreed(gap: Span, around: Span, rows: Sequence[Sequence[Run]], settings: ColumnSettings) -> Span | None:
    """The white of a head's gap that the rows leave, or None where they run over it.

    `around` reaches to the middle of the gaps on both sides: rows with text on either side speak for a gap.
    """
    crossing = supporting = 0
    touching: list[tuple[float, float]] = []
    middle = (gap.x0 + gap.x1) / 2
    for runs in rows:
        over = [run for run in runs if run.x0 <= gap.x0 and run.x1 >= gap.x1]
        crossing += len(over)
        touching.extend((r.x0, r.x1) for r in runs if r.x1 > gap.x0 and r.x0 < gap.x1 and r not in over)
        places = [(run.x0 + run.x1) / 2 for run in runs if run not in over]
        supporting += any(around.x0 <= x < middle for x in places) and any(
            middle <= x <= around.x1 for x in places
        )
    is_narrow = gap.x1 - gap.x0 < settings.narrow_pt
    if crossing > settings.max_crossing * len(rows) or (is_narrow and crossing > supporting / 2):
        return None
    for share in settings.outliers:
        white = widest_white(gap, touching, int(share * len(rows)))
        if white and white.x1 - white.x0 >= min(settings.min_white_pt, 0.8 * (gap.x1 - gap.x0)):
            return white
    return None


def cut_line(line: Line, stripes: Stripes, settings: ColumnSettings = _DEFAULT) -> list[Piece]:
    """The line's pieces from left to right: it is cut where it leaves a gutter white."""
    ink = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
    # how far the ink reaches up to each glyph; glyphs may overlap
    ends = accumulate([glyph.x1 for glyph in ink], max)
    gaps = [Span(end, glyph.x0) for end, glyph in zip(ends, ink[1:], strict=False) if glyph.x0 - end > 1]
    cuts: list[tuple[int, float]] = []
    edges = stripes.edges or (None,) * len(stripes.gutters)
    for index, (gutter, edge) in enumerate(zip(stripes.gutters, edges, strict=True)):
        width = gutter.x1 - gutter.x0
        limit = min(settings.cut_gap_em * line.size, max(settings.cut_share * width, 0.2 * line.size))
        near = [
            gap
            for gap in gaps
            if gap.x0 < gutter.x1 + settings.reach_pt
            and gap.x1 > gutter.x0 - settings.reach_pt
            and gap.x1 - gap.x0 >= limit
            # a gap that ends before the lines of the next column begin is inside a justified line
            and (edge is None or gap.x1 >= edge - settings.same_edge_pt / 2)
        ]
        if near:
            middle = (gutter.x0 + gutter.x1) / 2
            best = max(near, key=lambda gap: (gap.x0 <= middle <= gap.x1, gap.x1 - gap.x0))
            cuts.append((index, (best.x0 + best.x1) / 2))
    is_numbered = any(_is_at(edge, gap.x1, settings) for edge in stripes.edges[:1] for gap in gaps[:1])
    if ink and (cuts or is_numbered or any(_is_at(edge, ink[0].x0, settings) for edge in stripes.edges)):
        cuts = _with_narrow_cuts(cuts, gaps, stripes, WORD_GAP_EM * line.size, settings)
    if cuts and _is_one_text(ink[0].x0, cuts, gaps, stripes, settings):
        cuts = []
    pieces: list[Piece] = []
    bounds = [float("-inf"), *(x for _, x in cuts), float("inf")]
    middles = [(glyph.x0 + glyph.x1) / 2 for glyph in ink]
    for at, (left, right) in enumerate(pairwise(bounds)):
        some = [glyph for glyph, middle in zip(ink, middles, strict=True) if left <= middle < right]
        if some:
            low = cuts[at - 1][0] + 1 if at else 0
            high = cuts[at][0] if at < len(cuts) else len(stripes.gutters)
            pieces.append(_piece(some, low, high, stripes, line))
    return pieces


def _with_narrow_cuts(
    cuts: Sequence[tuple[int, float]],
    gaps: Sequence[Span],
    stripes: Stripes,
    least: float,
    settings: ColumnSettings,
) -> list[tuple[int, float]]:
    """The cuts, and those at gaps no wider than a word's, behind which a word stands at its column's edge.

    Only in a line of cells: a heading's words may begin there by chance.
    """
    found = dict(cuts)
    for index, edge in enumerate(stripes.edges):
        at_edge = [gap for gap in gaps if _is_at(edge, gap.x1, settings) and gap.x1 - gap.x0 >= least]
        if index not in found and at_edge:
            found[index] = (at_edge[0].x0 + at_edge[0].x1) / 2
    return sorted(found.items())


def _is_one_text(
    x0: float,
    cuts: Sequence[tuple[int, float]],
    gaps: Sequence[Span],
    stripes: Stripes,
    settings: ColumnSettings,
) -> bool:
    """Does a line begin away from its column's edge, cut at gaps that are no wider than its others?"""
    column = sum(x0 >= (gutter.x0 + gutter.x1) / 2 for gutter in stripes.gutters)
    edge = stripes.edges[column - 1] if 0 < column <= len(stripes.edges) else None
    if edge is None or abs(x0 - edge) <= settings.reach_pt:
        return False
    cut = [gap for gap in gaps if any(gap.x0 <= x <= gap.x1 for _, x in cuts)]
    others = [gap.x1 - gap.x0 for gap in gaps if gap not in cut]
    return bool(others) and max(gap.x1 - gap.x0 for gap in cut) <= settings.widest_word_gap * max(others)


def _is_at(edge: float | None, x: float, settings: ColumnSettings) -> bool:
    return edge is not None and abs(x - edge) <= settings.same_edge_pt / 2


def _piece(glyphs: Sequence[Glyph], low: int, high: int, stripes: Stripes, line: Line) -> Piece:
    """The piece of these glyphs, which stand somewhere in the columns `low` to `high`."""
    x0, x1 = glyphs[0].x0, max([glyph.x1 for glyph in glyphs])
    first = min(high, max(low, sum([x0 >= (gutter.x0 + gutter.x1) / 2 for gutter in stripes.gutters])))
    last = min(high, max(first, sum([x1 >= gutter.x1 for gutter in stripes.gutters])))
    return Piece(
        first=first,
        last=last,
        x0=x0,
        x1=x1,
        baseline=line.baseline,
        size=line.size,
        middle=sum([glyph.top + glyph.bottom for glyph in glyphs]) / 2 / len(glyphs),
        text="".join([glyph.text for glyph in glyphs]),
        line=line,
    )
