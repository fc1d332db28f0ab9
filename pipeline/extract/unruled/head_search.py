"""The head of a table without rules, found by its head words.

A head is a few lines close to one another in which white stripes part at least three texts that are known
head words, the measure's among them. Paragraphs fail at once: their lines leave no white through them. A
letter-spaced head is white between its letters too, so that other gaps (`HEAD_GAPS_EM`) are tried as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.extract.unruled.ink_runs import RUN_GAP_EM, WORD_GAP_EM, Ink, Run, Span, covered, split_ink
from pipeline.stations.item_numbers import is_number_row
from pipeline.stations.page import Line
from pipeline.stations.plan_words import LEAST_HEADS, PlanWords, is_plan_head

HEAD_GAPS_EM = (RUN_GAP_EM, 1.1, 1.8, 0.33)
"""Gaps that part two heads, in ems; the first counts with which a document has any. The last is hardly
wider than a word space: where letters are not spaced it parts heads in narrow columns."""
_MAX_LINES = 8
_LINE_STEP_EM = 1.7  # lines of one head follow one another within this
_SET_APART = 1.15  # a step in a column longer than the one above it by this factor leads to another cell
_MAX_LETTERS = 70  # a text with more letters is no head
# a year beneath the head of costs, with the words and signs that may stand next to it
_YEAR = re.compile(r"(?:19|20)\d\d\D{0,5}")
_LEAST_YEARS = 2


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

    @property
    def n_known(self) -> int:
        """How many of its texts are known head words."""
        return sum(role is not None for role in self.roles)


def find_heads(lines: Sequence[Line], inks: Sequence[Ink], gap_em: float, words: PlanWords) -> list[Head]:
    """The heads among a page's lines of this ink, from top to bottom, parted by gaps of so many ems."""
    runs = [_years(ink) or split_ink(ink, gap_em) for ink in inks]
    heads: list[Head] = []
    for index in range(len(lines)):
        head = _head_at(lines, runs, index, words) if not heads or index > heads[-1].last else None
        if head:
            # a line above may hide a head: the end of a paragraph that stands over the number's column
            lower = (_head_at(lines, runs, at, words) for at in range(index + 1, head.last + 1))
            heads.append(max([head, *(some for some in lower if some)], key=lambda some: some.n_known))
    return heads


def _years(ink: Ink) -> list[Run]:
    """The words of a line of years alone, which may stand as near to one another as words do."""
    if not ink.texts or not ink.texts[0].isdigit():
        return []
    words = split_ink(ink, WORD_GAP_EM)
    return words if _n_years(words) == len(words) >= _LEAST_YEARS else []


def is_head(texts: Sequence[str], words: PlanWords) -> bool:
    """Whether these texts, from left to right, are a plan's head."""
    return max(map(len, texts), default=0) <= _MAX_LETTERS and is_plan_head(set(words.roles_of(texts)))


def _head_at(lines: Sequence[Line], runs: Sequence[list[Run]], first: int, words: PlanWords) -> Head | None:
    """The head that begins on this line: the most of its columns, then the most of its lines."""
    best: Head | None = None
    members: list[Run] = []
    for last in range(first, min(first + _MAX_LINES, len(lines))):
        line = lines[last]
        if last > first and line.baseline - lines[last - 1].baseline > _LINE_STEP_EM * line.size:
            break
        if last > first and is_number_row([run.text for run in runs[last]]):
            break  # the row that numbers the columns may stand at other edges than their heads
        members += runs[last]
        stripes = covered([(run.x0, run.x1) for run in members])
        if len(stripes) < LEAST_HEADS:
            continue
        texts = _texts(stripes, members)
        if max(map(len, texts)) > _MAX_LETTERS:
            break
        roles = words.roles_of(texts)
        if not is_plan_head(set(roles)):
            continue
        levels = runs[first : last + 1]
        years = _gaps_of_years(levels)
        whites = (Span(left.x1, right.x0) for left, right in pairwise(stripes))
        free = [gap for gap in whites if not any(gap.x0 < some.x1 and gap.x1 > some.x0 for some in years)]
        gaps = tuple(sorted([*free, *years]))
        head = Head(first=first, last=last, gaps=gaps, texts=tuple(texts), roles=roles)
        if best and head.n_known == best.n_known and _is_next_cell(lines[first : last + 1], levels, stripes):
            break
        if best is None or head.n_known >= best.n_known:
            best = head
    return _with_years_beneath(best, runs) if best else None


def _texts(stripes: Sequence[Span], members: Sequence[Run]) -> list[str]:
    return ["".join(run.text for run in members if some.x0 <= run.x0 <= some.x1) for some in stripes]


def _is_next_cell(lines: Sequence[Line], levels: Sequence[list[Run]], stripes: Sequence[Span]) -> bool:
    """Whether the last of these lines begins the row beneath the head."""
    for stripe in stripes:
        counts = [sum(stripe.x0 <= run.x0 <= stripe.x1 for run in runs) for runs in levels]
        own = [line.baseline for line, count in zip(lines, counts, strict=True) if count]
        if counts[-1] == 1 and len(own) > 2 and own[-1] - own[-2] > _SET_APART * (own[-2] - own[-3]):
            return True
    return False


def _gaps_of_years(levels: Sequence[Sequence[Run]]) -> list[Span]:
    """The gaps between years, and those next to them, that a head common to them stands over."""
    gaps: list[Span] = []
    for at, lower in enumerate(levels):
        if _n_years(lower) >= _LEAST_YEARS:
            for left, right in pairwise(lower):
                # between two years the common head may be shorter than they are apart
                reach = Span(right.x0, left.x1) if _n_years([left, right]) == 2 else Span(left.x1, right.x0)
                above = [run for runs in levels[:at] for run in runs]
                if any(run.x0 <= reach.x0 and run.x1 >= reach.x1 for run in above):
                    gaps.append(Span(left.x1, right.x0))
    return gaps


def _with_years_beneath(head: Head, runs: Sequence[Sequence[Run]]) -> Head:
    """The head with the line beneath it, where that parts one of its columns: `2021 2022 2023` alone."""
    lower = runs[head.last + 1] if head.last + 1 < len(runs) else []
    columns = {sum(x >= gap.middle for gap in head.gaps) for run in lower for x in (run.x0, run.x1)}
    if len(columns) != 1 or not len(lower) == _n_years(lower) >= _LEAST_YEARS:
        return head
    years = [Span(left.x1, right.x0) for left, right in pairwise(lower)]
    return replace(head, last=head.last + 1, gaps=tuple(sorted([*head.gaps, *years])))


def _n_years(runs: Sequence[Run]) -> int:
    return sum(_YEAR.fullmatch(run.text) is not None for run in runs)
