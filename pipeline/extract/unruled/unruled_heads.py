"""The head of a table without rules, found by its head words.

A head is a few lines close to one another in which white stripes part at least three texts that are known
head words, the measure's among them. Paragraphs fail at once: their lines leave no white through them. A
letter-spaced head is white between its letters too, so that wider and wider gaps (`HEAD_GAPS_EM`) are tried.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from pipeline.extract.unruled.ink_runs import RUN_GAP_EM, Run, Span, covered, line_ink, split_ink
from pipeline.registry.head_words import HeadRole, head_role
from pipeline.stations.page import Line

NARROWEST_HEAD_GAP_EM = 0.33
"""Hardly wider than a word space: where letters are not spaced it parts heads in narrow columns."""
HEAD_GAPS_EM = (RUN_GAP_EM, 1.1, 1.8, NARROWEST_HEAD_GAP_EM)
"""Gaps that part two heads, in ems; the first counts with which a document has any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadSettings:
    """Thresholds for heads.

    Attributes:
        max_lines: a head has at most so many lines.
        staggered_lines: so many lines of a head may pass before it has enough texts side by side.
        line_step_em: lines of one head follow one another within this, in ems.
        set_apart: a step in a column, longer than the one above it by this factor, leads to another cell.
        min_roles: fewer known heads are no plan's head.
        max_letters: a text with more letters is no head.
    """

    max_lines: int = 8
    staggered_lines: int = 3
    line_step_em: float = 1.7
    set_apart: float = 1.15
    min_roles: int = 3
    max_letters: int = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A head's lines, `first` to `last` (inclusive) of a page, and the white gaps between its texts.

    A text may stand over several columns that have heads of their own beneath it: these have gaps too.
    """

    first: int
    last: int
    gaps: tuple[Span, ...]
    texts: tuple[str, ...]
    roles: tuple[str | None, ...]


_DEFAULT = HeadSettings()
# a year beneath the head of costs, with the words and signs that may stand beside it
_YEAR = re.compile(r"(?:19|20)\d\d\D{0,5}")
_LEAST_YEARS = 2
_ANCHORS = frozenset({"executors", "deadline", "completion_form"})


def heads_by_gap(
    lines: Sequence[Line], gaps_em: Sequence[float] = HEAD_GAPS_EM, settings: HeadSettings = _DEFAULT
) -> list[list[Head]]:
    """The heads among a page's lines, from top to bottom, for each of the gaps that may part them."""
    inks = [line_ink(line) for line in lines]
    found: list[list[Head]] = []
    before: list[list[Run]] | None = None
    for gap_em in gaps_em:
        runs = [split_ink(ink, gap_em) for ink in inks]
        found.append(found[-1] if runs == before else _heads(lines, runs, settings))
        before = runs
    return found


def _heads(lines: Sequence[Line], runs: Sequence[list[Run]], settings: HeadSettings) -> list[Head]:
    """The heads that the runs of these lines make."""
    heads: list[Head] = []
    index = 0
    while index < len(lines):
        head = _head_at(lines, runs, index, settings)
        if head is not None:
            # a line above may hide a head: the end of a paragraph that stands over the number's column
            rivals = [_head_at(lines, runs, at, settings) for at in range(index + 1, head.last + 1)]
            head = max([head, *(some for some in rivals if some)], key=_known)
            heads.append(head)
            index = head.last
        index += 1
    return heads


def is_head(texts: Sequence[str], settings: HeadSettings = _DEFAULT) -> bool:
    """Are these texts, from left to right, a plan's head?"""
    if len(texts) < settings.min_roles or max(map(len, texts)) > settings.max_letters:
        return False
    return _is_plan(stripe_roles(texts), settings)


def _is_plan(roles: Sequence[str | None], settings: HeadSettings) -> bool:
    found = {role for role in roles if role}
    return len(found) >= settings.min_roles and "measure" in found and bool(found & _ANCHORS)


def _known(head: Head) -> int:
    return sum(role is not None for role in head.roles)


def stripe_roles(texts: Sequence[str]) -> tuple[str | None, ...]:
    """The role of each head from left to right; of two heads of one role the surer keeps it."""
    roles = [_role(text) for text in texts]
    result: list[str | None] = []
    for index, role in enumerate(roles):
        rivals = [
            (other.rank, at) for at, other in enumerate(roles) if other and role and other.role == role.role
        ]
        result.append(role.role if role and min(rivals)[1] == index else None)
    return tuple(result)


@lru_cache(maxsize=4096)
def _role(text: str) -> HeadRole | None:
    return head_role(text)


def _head_at(
    lines: Sequence[Line], runs: Sequence[list[Run]], first: int, settings: HeadSettings
) -> Head | None:
    """The head that begins on this line: the most of its columns, then the most of its lines."""
    best: Head | None = None
    members: list[Run] = []
    levels: list[list[Run]] = []
    for last in range(first, min(first + settings.max_lines, len(lines))):
        line = lines[last]
        if last > first and line.baseline - lines[last - 1].baseline > settings.line_step_em * line.size:
            break
        if last > first and _counts_columns(runs[last], settings):
            # the row that numbers the columns may stand at other edges than their heads
            break
        members = [*members, *runs[last]]
        levels = [*levels, runs[last]]
        stripes = covered([(run.x0, run.x1) for run in members])
        if len(stripes) < settings.min_roles:
            if last - first >= settings.staggered_lines:
                break
            continue
        texts = _texts(stripes, members)
        if max(map(len, texts)) > settings.max_letters:
            break
        roles = stripe_roles(texts)
        if not _is_plan(roles, settings):
            continue
        known = sum(role is not None for role in roles)
        if (
            best is not None
            and known == _known(best)
            and _is_next_cell(lines[first : last + 1], runs[first : last + 1], stripes, settings)
        ):
            break
        if best is None or known >= _known(best):
            gaps = [*(Span(a.x1, b.x0) for a, b in pairwise(stripes)), *_lower_gaps(levels)]
            best = Head(first=first, last=last, gaps=tuple(sorted(gaps)), texts=tuple(texts), roles=roles)
    return _with_lower_level(best, runs) if best else None


def _with_lower_level(head: Head, runs: Sequence[Sequence[Run]]) -> Head:
    """The head with the line beneath it, where that parts one of its columns: `2021 2022 2023` alone."""
    if head.last + 1 >= len(runs):
        return head
    lower = runs[head.last + 1]
    edges = [float("-inf"), *((gap.x0 + gap.x1) / 2 for gap in head.gaps), float("inf")]
    columns = {sum(run.x0 >= edge for edge in edges) for run in lower} | {
        sum(run.x1 >= edge for edge in edges) for run in lower
    }
    is_level = len(columns) == 1 and _n_years(lower) == len(lower) >= _LEAST_YEARS
    if not is_level:
        return head
    gaps = [*head.gaps, *(Span(left.x1, right.x0) for left, right in pairwise(lower))]
    return replace(head, last=head.last + 1, gaps=tuple(sorted(gaps)))


def _is_next_cell(
    lines: Sequence[Line], runs: Sequence[list[Run]], stripes: Sequence[Span], settings: HeadSettings
) -> bool:
    """Does the last of these lines begin the row beneath the head?

    The lines of one cell have one step. Several texts beneath one head are heads of their own.
    """
    for stripe in stripes:
        counts = [sum(stripe.x0 <= run.x0 <= stripe.x1 for run in some) for some in runs]
        steps = [
            below - above
            for above, below in pairwise(
                line.baseline for line, count in zip(lines, counts, strict=True) if count
            )
        ]
        if counts[-1] == 1 and len(steps) > 1 and steps[-1] > settings.set_apart * steps[-2]:
            return True
    return False


def _n_years(runs: Sequence[Run]) -> int:
    """How many of the runs are years."""
    return sum(_YEAR.fullmatch(run.text) is not None for run in runs)


def _lower_gaps(levels: Sequence[Sequence[Run]]) -> list[Span]:
    """The gaps between years that stand beneath one head common to them."""
    gaps: list[Span] = []
    for at, lower in enumerate(levels):
        if _n_years(lower) < _LEAST_YEARS:
            continue
        for left, right in pairwise(lower):
            middle = (left.x1 + right.x0) / 2
            common = [
                run
                for upper in levels[:at]
                for run in upper
                if run.x0 <= middle <= run.x1 and (run.x0 <= left.x1 and run.x1 >= right.x0)
            ]
            if common and not any(run.x0 <= middle <= run.x1 for some in levels[at + 1 :] for run in some):
                gaps.append(Span(left.x1, right.x0))
    return gaps


def _counts_columns(runs: Sequence[Run], settings: HeadSettings) -> bool:
    """Are these runs `1`, `2`, `3` and so on?"""
    return len(runs) >= settings.min_roles and [run.text for run in runs] == [
        str(number) for number in range(1, len(runs) + 1)
    ]


def _texts(stripes: Sequence[Span], members: Sequence[Run]) -> list[str]:
    texts = [""] * len(stripes)
    for run in members:
        for index, stripe in enumerate(stripes):
            if stripe.x0 <= run.x0 <= stripe.x1:
                texts[index] += run.text
                break
    return texts
