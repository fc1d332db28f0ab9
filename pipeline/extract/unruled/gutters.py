"""Columns without rules: the white that a head and the rows beneath it share.

The head proposes gutters; the rows of all pages vote on them. Only rows of several runs vote, since
headings run over every column. A gutter that the rows run over is a wide word space inside a head; what is
left of a gutter is the white that nearly all rows leave. Where they leave none, a vertical rule or the edge
at which lines begin may still part two columns.

Afterwards: `Stripes`, the columns of one table on all its pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.unruled.ink_runs import WORD_GAP_EM, Run, Span, split_runs, widest_white
from pipeline.extract.unruled.unruled_heads import Head, stripe_roles
from pipeline.stations.page import Line

# Measured on the fixtures without rules, the strangers' files and the exam's seeds 0 to 99.
SAME_EDGE_PT = 1.2
"""Words that begin this near to one another begin at one edge."""
REACH_PT = 2.0
"""Text may reach this far beyond its column's white edge."""
HAIR_PT = 1.0
"""White that is wider parts two words."""
_VOTING_RUNS = 3  # a line with fewer runs says nothing of the columns
_USUAL_EDGE = 0.3  # but where its runs begin where those of this share of the voting lines do
_MAX_CROSSING = 0.3  # a gutter that more than this share of the rows runs over is none
_MAX_OUTLIERS = 0.2  # so many words a line, of another table say, may run over the edge of a column
_NARROW_PT = 9.0  # a narrower gap in a head may be a word space: rows must speak for it
_NEAR_SHARE = 0.1  # this share of the rows may reach further into a gutter that lines begin at
_LEFT_SHARE = 0.6  # a column is set left where this share of its lines begins at its edge
_MIN_STARTS, _START_SHARE = 3, 0.12  # words at an edge: at least, and of those at the most frequent edge


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
    edges: tuple[float | None, ...]

    def index(self, role: str) -> int:
        """The column with this role, or -1."""
        return self.roles.index(role) if role in self.roles else -1

    def column_at(self, x: float) -> int:
        """The column that holds this place."""
        return sum(x >= gutter.middle for gutter in self.gutters)


def find_stripes(
    head: Head, head_words: Sequence[Run], body: Sequence[Line], rules: Sequence[float]
) -> Stripes:
    """The columns under a head.

    Args:
        head: the head.
        head_words: the words of its lines.
        body: the lines beneath it, on all pages.
        rules: where vertical rules stand.
    """
    rows = _voters([split_runs(line) for line in body])
    words = [split_runs(line, WORD_GAP_EM) for line in body]
    starts = _word_starts(words)
    mids = [float("-inf"), *(gap.middle for gap in head.gaps), float("inf")]
    proposed = [
        _at_rule(gap, rules, rows) or _at_edge(gap, starts, words) or _agreed(gap, Span(left, right), rows)
        for gap, left, right in zip(head.gaps, mids, mids[2:], strict=False)
    ]
    gutters = [white for white in proposed if white is not None]
    gutters = _with_head_words_parted(gutters, head_words, starts)
    gutters = _without_word_spaces(gutters, head_words, words, rules)
    runs = [run for row in rows for run in row] + list(head_words)
    return Stripes(
        gutters=tuple(gutters),
        roles=stripe_roles(_head_texts(gutters, head_words)),
        x0=min(run.x0 for run in runs),
        x1=max(run.x1 for run in runs),
        edges=_edges(gutters, starts, words),
    )


def is_at(edge: float | None, x: float) -> bool:
    """Whether text that begins at `x` begins at the edge."""
    return edge is not None and abs(x - edge) <= SAME_EDGE_PT / 2


def _voters(lines: Sequence[list[Run]]) -> list[list[Run]]:
    """The lines that tell of the columns: of several runs, or beginning where those do, unlike headings."""
    rows = [runs for runs in lines if len(runs) >= _VOTING_RUNS]
    edges = Counter(round(run.x0) for runs in rows for run in runs[1:])
    usual = {edge for edge, count in edges.items() if count >= _USUAL_EDGE * len(rows)}
    return [
        runs
        for runs in lines
        if len(runs) >= _VOTING_RUNS or (runs and all(round(run.x0) in usual for run in runs))
    ]


def _word_starts(lines: Sequence[Sequence[Run]]) -> dict[float, int]:
    """Where many words of the body begin one beneath the other, and how many: the columns' left edges."""
    clusters: list[list[float]] = []
    for x in sorted(word.x0 for line in lines for word in line):
        if clusters and x - clusters[-1][0] <= SAME_EDGE_PT:
            clusters[-1].append(x)
        else:
            clusters.append([x])
    least = max(_MIN_STARTS, _START_SHARE * max(map(len, clusters), default=0))
    return {sum(cluster) / len(cluster): len(cluster) for cluster in clusters if len(cluster) >= least}


def _at_rule(gap: Span, rules: Sequence[float], rows: Sequence[Sequence[Run]]) -> Span | None:
    """Where a vertical rule parts two columns: the one in a head's gap that fewest rows run over."""
    crossed = [
        (sum(run.x0 < x < run.x1 for runs in rows for run in runs), x) for x in rules if gap.x0 <= x <= gap.x1
    ]
    if not crossed or min(crossed)[0] > _MAX_CROSSING * len(rows):
        return None
    x = min(crossed)[1]
    return Span(x - 0.5, x + 0.5)


def _at_edge(gap: Span, starts: Mapping[float, int], words: Sequence[Sequence[Run]]) -> Span | None:
    """The white before the edge in a head's gap at which most words begin, where few words run over it."""
    inside = [(count, x) for x, count in starts.items() if gap.x0 < x <= gap.x1 + HAIR_PT]
    if not inside:
        return None
    x = max(inside)[1]
    crossing = sum(word.x0 < x - HAIR_PT and word.x1 > x + HAIR_PT for line in words for word in line)
    if crossing > _MAX_OUTLIERS * len(words):
        return None
    ends = sorted(word.x1 for line in words for word in line if gap.x0 < word.x1 < x)
    n_outliers = int(_NEAR_SHARE * len(words))
    low = ends[-1 - n_outliers] if len(ends) > n_outliers else gap.x0
    return Span(min(low, x - HAIR_PT), x)


def _agreed(gap: Span, around: Span, rows: Sequence[Sequence[Run]]) -> Span | None:
    """The white of a head's gap that the rows leave, or None where they run over it."""
    crossing = supporting = 0
    touching: list[Span] = []
    for runs in rows:
        over = [run for run in runs if run.x0 <= gap.x0 and run.x1 >= gap.x1]
        others = [run for run in runs if run not in over]
        crossing += len(over)
        touching.extend(Span(run.x0, run.x1) for run in others if run.x1 > gap.x0 and run.x0 < gap.x1)
        sides = {run.middle >= gap.middle for run in others if around.x0 <= run.middle <= around.x1}
        supporting += len(sides) == 2
    is_narrow = gap.width < _NARROW_PT
    if crossing > _MAX_CROSSING * len(rows) or (is_narrow and crossing > supporting / 2):
        return None
    return widest_white(gap, touching)


def _with_head_words_parted(
    gutters: Sequence[Span], head_words: Sequence[Run], starts: Mapping[float, int]
) -> list[Span]:
    """The gutters, and those between two heads nearer to each other than words are."""
    result = list(gutters)
    for x in starts:
        gutter = Span(x - HAIR_PT, x)
        is_free = not any(word.x0 < gutter.x0 and word.x1 > gutter.x1 for word in head_words)
        if not is_free or any(some.x0 - HAIR_PT <= x <= some.x1 + HAIR_PT for some in result):
            continue
        parted = sorted([*result, gutter])
        if _n_known(parted, head_words) > _n_known(result, head_words):
            result = parted
    return result


def _without_word_spaces(
    gutters: Sequence[Span],
    head_words: Sequence[Run],
    words: Sequence[Sequence[Run]],
    rules: Sequence[float],
) -> list[Span]:
    """The gutters but for a justified head's wide spaces: no cell on one side, and small letters go on."""
    result = list(gutters)
    places = [word.middle for line in words for word in line]
    for gutter in gutters:
        at = result.index(gutter)
        edges = [float("-inf"), *(some.middle for some in result), float("inf")]
        has_cells = [any(a <= x < b for x in places) for a, b in pairwise(edges[at : at + 3])]
        text = _head_texts(result, head_words)[at + 1]
        goes_on = text[:1].islower() and stripe_roles([text]) == (None,)
        if goes_on and not all(has_cells) and not any(gutter.x0 <= x <= gutter.x1 for x in rules):
            result.remove(gutter)
    return result


def _n_known(gutters: Sequence[Span], head_words: Sequence[Run]) -> int:
    return sum(role is not None for role in stripe_roles(_head_texts(gutters, head_words)))


def _head_texts(gutters: Sequence[Span], head_words: Sequence[Run]) -> list[str]:
    """The head's words by column, without spaces."""
    edges = [float("-inf"), *(gutter.middle for gutter in gutters), float("inf")]
    return [
        "".join(word.text for word in head_words if left <= word.middle < right)
        for left, right in pairwise(edges)
    ]


def _edges(
    gutters: Sequence[Span], starts: Mapping[float, int], words: Sequence[Sequence[Run]]
) -> tuple[float | None, ...]:
    """Where most lines behind each gutter begin; None where they begin anywhere, as centred ones do."""
    result: list[float | None] = []
    ends = [*(gutter.x0 for gutter in gutters[1:]), float("inf")]
    for gutter, end in zip(gutters, ends, strict=False):  # there may be no gutter, and one end
        in_column = ([word.x0 for word in line if gutter.middle <= word.x0 < end] for line in words)
        firsts = [min(places) for places in in_column if places]
        x = max((x for x in starts if gutter.x0 < x <= gutter.x1 + REACH_PT), default=None)
        n_there = sum(is_at(x, first) for first in firsts)
        result.append(x if n_there >= _LEFT_SHARE * len(firsts) else None)
    return tuple(result)
