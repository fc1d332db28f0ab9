"""Columns without rules: the white that a head and the rows beneath it share.

The head proposes gutters; the rows of all pages vote on them. Only rows of several runs vote, since
headings run over every column. A gutter that the rows run over is a wide word space inside a head; what is
left of a gutter is the white that nearly all rows leave. Where they leave none, a vertical rule or the edge
at which lines begin may still part two columns: `GUTTER` weighs what speaks for and against.

Afterwards: `Stripes`, the columns of one table on all its pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from pipeline.extract.unruled.head_search import Head
from pipeline.extract.unruled.ink_runs import WORD_GAP_EM, Span, split_runs, widest_white
from pipeline.stations.evidence import CERTAIN, Clue, Decision, Verdict
from pipeline.stations.page import Line
from pipeline.stations.plan import PlanWords

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
_SOME_CROSSING = 0.15
_MAX_OUTLIERS = 0.2  # so many words a line, of another table say, may run over the edge of a column
_NEAR_SHARE = 0.1  # this share of the rows may reach further into a gutter that lines begin at
_LEFT_SHARE = 0.6  # a column is set left where this share of its lines begins at its edge
_MIN_STARTS, _START_SHARE = 3, 0.12  # words at an edge: at least, and of those at the most frequent edge


@dataclass(frozen=True, slots=True, kw_only=True)
class Stripes:
    """The columns from left to right: the white between them, their roles and the table's outer edges.

    `edges` says for each gutter where the lines on its right begin, None where they begin anywhere, and
    `verdicts` what was decided of each gap of the head.
    """

    gutters: tuple[Span, ...]
    roles: tuple[str | None, ...]
    x0: float
    x1: float
    edges: tuple[float | None, ...]
    verdicts: tuple[tuple[Span, Verdict], ...] = ()

    def index(self, role: str) -> int:
        """The column with this role, or -1."""
        return self.roles.index(role) if role in self.roles else -1

    def column_at(self, x: float) -> int:
        """The column that holds this place."""
        return sum(x >= gutter.middle for gutter in self.gutters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """White between two texts of a head, and what it has of a gutter.

    Attributes:
        white: the gap.
        at_rule: the place of the vertical rule in it that few rows run over.
        at_edge: the white before the edge in it at which most words begin, and which few run over.
        in_rows: the widest white in it that the rows leave.
        crossing: which share of the rows runs over all of it.
        parts_heads: whether it parts two heads that are nearer to each other than words are.
        head_goes_on: whether small letters go on behind it that name no column, with no cell on one side.
    """

    white: Span
    at_rule: Span | None = None
    at_edge: Span | None = None
    in_rows: Span | None = None
    crossing: float = 0.0
    parts_heads: bool = False
    head_goes_on: bool = False

    @property
    def gutter(self) -> Span | None:
        """What is left of it as a gutter."""
        return self.at_rule or self.at_edge or self.in_rows


def rule_stands_in_it(case: Gap) -> bool:
    """A vertical rule that few rows run over."""
    return case.at_rule is not None


def lines_begin_behind_it(case: Gap) -> bool:
    """Most words in it begin at one edge, and few run over that."""
    return case.at_edge is not None


def rows_leave_it_white(case: Gap) -> bool:
    """What the rows do not touch is left of it."""
    return case.in_rows is not None


def near_heads_part(case: Gap) -> bool:
    """Lines begin where two heads part that are nearer to each other than words are."""
    return case.parts_heads


def some_rows_run_over_it(case: Gap) -> bool:
    """More rows run over it than headings that fall into several runs."""
    return case.crossing > _SOME_CROSSING


def many_rows_run_over_it(case: Gap) -> bool:
    """So many rows run over it that it is a wide word space of the head."""
    return case.crossing > _MAX_CROSSING


def head_goes_on_behind_it(case: Gap) -> bool:
    """A justified head's wide space: its words go on, over a column without cells."""
    return case.head_goes_on


GUTTER: Decision[Gap] = Decision(
    "gutter",
    (
        Clue(rule_stands_in_it, CERTAIN, "drawn: fixtures and exam borders with vertical rules"),
        Clue(lines_begin_behind_it, 7, "outweighs rows that run over it: exam seeds 0 to 99"),
        Clue(rows_leave_it_white, 2, "fixtures without rules"),
        Clue(near_heads_part, 2, "exam seeds 0 to 99: heads in narrow columns"),
        Clue(some_rows_run_over_it, -1, "with white alone a doubt: exam seeds 0 to 199"),
        Clue(many_rows_run_over_it, -3, "outweighs white that a few rows leave; not an edge"),
        Clue(head_goes_on_behind_it, -10, "outweighs an edge with white: exam seeds 0 to 99"),
    ),
    margin=0.5,
)
"""Whether white between two texts of a head parts two columns."""


def find_stripes(
    head: Head,
    head_words: Sequence[Span],
    body: Sequence[Line],
    rules: Collection[float],
    plan_words: PlanWords,
) -> Stripes:
    """The columns under a head, by its words, the lines beneath it on all pages, and vertical rules."""
    rows = _voters([split_runs(line) for line in body])
    words = [split_runs(line, WORD_GAP_EM) for line in body]
    starts = _word_starts(words)
    gaps = [_gap(white, rows, words, starts, rules) for white in head.gaps]
    verdicts = {gap.gutter or gap.white: GUTTER.verdict(gap) for gap in gaps}
    found = {gap.gutter: gap for gap in gaps if gap.gutter and verdicts[gap.gutter].is_for}
    for x in starts:
        near = _between_near_heads(x, found, head_words, plan_words)
        if near and GUTTER.verdict(near).is_for:
            found[near.white] = near
    for gutter in sorted(found):
        goes_on = _head_goes_on(gutter, sorted(found), head_words, words, plan_words)
        verdicts[gutter] = GUTTER.verdict(replace(found[gutter], head_goes_on=goes_on))
        if not verdicts[gutter].is_for:
            del found[gutter]
    gutters = sorted(found)
    runs = [run for row in rows for run in row] + list(head_words)
    return Stripes(
        gutters=tuple(gutters),
        roles=plan_words.roles_of(_head_texts(gutters, head_words)),
        x0=min(run.x0 for run in runs),
        x1=max(run.x1 for run in runs),
        edges=_edges(gutters, starts, words),
        verdicts=tuple(sorted(verdicts.items(), key=lambda each: each[0])),
    )


def is_at(edge: float | None, x: float) -> bool:
    """Whether text that begins at `x` begins at the edge."""
    return edge is not None and abs(x - edge) <= SAME_EDGE_PT / 2


def _voters(lines: Sequence[list[Span]]) -> list[list[Span]]:
    """The lines that tell of the columns: of several runs, or beginning where those do, unlike headings."""
    rows = [runs for runs in lines if len(runs) >= _VOTING_RUNS]
    edges = Counter(round(run.x0) for runs in rows for run in runs[1:])
    usual = {edge for edge, count in edges.items() if count >= _USUAL_EDGE * len(rows)}
    return [
        runs
        for runs in lines
        if len(runs) >= _VOTING_RUNS or (runs and all(round(run.x0) in usual for run in runs))
    ]


def _word_starts(lines: Sequence[Sequence[Span]]) -> dict[float, int]:
    """Where many words of the body begin one beneath the other, and how many: the columns' left edges."""
    clusters: list[list[float]] = []
    for x in sorted(word.x0 for line in lines for word in line):
        if clusters and x - clusters[-1][0] <= SAME_EDGE_PT:
            clusters[-1].append(x)
        else:
            clusters.append([x])
    least = max(_MIN_STARTS, _START_SHARE * max(map(len, clusters), default=0))
    return {sum(cluster) / len(cluster): len(cluster) for cluster in clusters if len(cluster) >= least}


def _gap(
    white: Span,
    rows: Sequence[Sequence[Span]],
    words: Sequence[Sequence[Span]],
    starts: Mapping[float, int],
    rules: Collection[float],
) -> Gap:
    """A head's gap with what the rows, the edges at which words begin, and vertical rules say of it."""
    runs = [run for row in rows for run in row]
    others = [run for run in runs if run.x0 > white.x0 or run.x1 < white.x1]
    crossed = [(sum(run.x0 < x < run.x1 for run in runs), x) for x in rules if white.x0 <= x <= white.x1]
    n_crossing, rule = min(crossed, default=(len(runs), 0.0))
    is_ruled = bool(crossed) and n_crossing <= _MAX_CROSSING * len(rows)
    return Gap(
        white=white,
        at_rule=Span(rule - 0.5, rule + 0.5) if is_ruled else None,
        at_edge=_at_edge(white, starts, words),
        in_rows=widest_white(white, others),
        crossing=(len(runs) - len(others)) / max(len(rows), 1),
    )


def _at_edge(gap: Span, starts: Mapping[float, int], words: Sequence[Sequence[Span]]) -> Span | None:
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


def _between_near_heads(
    x: float, gutters: Collection[Span], head_words: Sequence[Span], plan_words: PlanWords
) -> Gap | None:
    """The gap before an edge at which lines begin, between heads nearer to each other than words are."""
    gutter = Span(x - HAIR_PT, x)
    is_inside_word = any(word.x0 < gutter.x0 and word.x1 > gutter.x1 for word in head_words)
    if is_inside_word or any(some.x0 - HAIR_PT <= x <= some.x1 + HAIR_PT for some in gutters):
        return None
    n_known, n_parted = (
        sum(role is not None for role in plan_words.roles_of(_head_texts(sorted(some), head_words)))
        for some in (gutters, [*gutters, gutter])
    )
    return Gap(white=gutter, parts_heads=n_parted > n_known)


def _head_goes_on(
    gutter: Span,
    gutters: Sequence[Span],
    head_words: Sequence[Span],
    words: Sequence[Sequence[Span]],
    plan_words: PlanWords,
) -> bool:
    """Whether the head's text behind a gutter is the rest of the one before: small, and over no cell."""
    at = gutters.index(gutter)
    text = _head_texts(gutters, head_words)[at + 1]
    if not text[:1].islower() or plan_words.head_role(text) is not None:
        return False
    places = [word.middle for line in words for word in line]
    return not all(any(a <= x < b for x in places) for a, b in _columns(gutters)[at : at + 2])


def _columns(gutters: Sequence[Span]) -> list[tuple[float, float]]:
    return list(pairwise([-inf, *(gutter.middle for gutter in gutters), inf]))


def _head_texts(gutters: Sequence[Span], head_words: Sequence[Span]) -> list[str]:
    """The head's words by column, without spaces."""
    return [
        "".join(word.text for word in head_words if left <= word.middle < right)
        for left, right in _columns(gutters)
    ]


def _edges(
    gutters: Sequence[Span], starts: Mapping[float, int], words: Sequence[Sequence[Span]]
) -> tuple[float | None, ...]:
    """Where most lines behind each gutter begin; None where they begin anywhere, as centred ones do."""
    result: list[float | None] = []
    ends = [*(gutter.x0 for gutter in gutters[1:]), inf]
    for gutter, end in zip(gutters, ends, strict=False):  # there may be no gutter, and one end
        in_column = ([word.x0 for word in line if gutter.middle <= word.x0 < end] for line in words)
        firsts = [min(places) for places in in_column if places]
        x = max((x for x in starts if gutter.x0 < x <= gutter.x1 + REACH_PT), default=None)
        n_there = sum(is_at(x, first) for first in firsts)
        result.append(x if n_there >= _LEFT_SHARE * len(firsts) else None)
    return tuple(result)
