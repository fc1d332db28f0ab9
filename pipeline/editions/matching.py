"""Which measure of one edition is which of the other.

The number alone does not tell: where an item is put in without a `6-1`, all that follow are renumbered, and
each number then names another text. The text alone does not tell either: an item may be reworded, and
lead-ins (`Мыналар:`) and neighbouring items are alike. So both are weighed, surest pairs first; every step
gives the same pairs whichever edition comes first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pipeline.editions.word_differences import bare, is_same, similarity
from pipeline.records import MEASURE_TEXTS, Dataset, MeasureRecord

T = TypeVar("T")

# how alike (0 to 1) the texts of a pair with different numbers must be, and of one with the same number to be
# weighed against pairs elsewhere
_LEAST_ELSEWHERE, _LEAST_IN_PLACE = 0.75, 0.4
# what the same number, and the likeness of the other columns, count for besides the likeness of the texts
_BONUS_IN_PLACE, _WEIGHT_OF_REST = 0.3, 0.05
# from how many different words on a text is long, and the share of them that it shares with any like it
_LONG_TEXT, _LEAST_WORDS = 8, 0.3


def take_pairs(
    left: list[T], right: list[T], *names: Callable[[T, int], Hashable | None]
) -> Iterator[tuple[T, T]]:
    """Rows that have one name in both lists, by the surest name first; what is paired leaves its list.

    A name is made of a row and of the side, 0 or 1, that it is of; where it is None the row has none.
    """
    for name in names:
        for one in list(left):
            wanted = name(one, 0)
            twin = next((row for row in right if wanted is not None and name(row, 1) == wanted), None)
            if twin is not None:
                left.remove(one)
                right.remove(twin)
                yield one, twin


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something numbered, as matching sees it, and the row that says what stands there.

    `home` is the number that it would have in the other edition if only what stands above it moved; `text`
    its own words and those of what it holds, `rest` those of its other columns; `is_blank` says that nothing
    but its number is left of it; `index` is its place in its edition, which no other thing there has.
    """

    key: str
    home: str
    text: str
    rest: str = ""
    is_blank: bool = False
    index: int = 0
    row: Any = None


Pair = tuple[Thing, Thing]


def match(old: Sequence[Thing], new: Sequence[Thing]) -> list[Pair]:
    """The pairs, in the order of the new edition; what is in none was removed or added."""
    pairs: list[Pair] = []
    for step in (
        _at_home(lambda a, b: is_same(a.text, b.text) and is_same(a.rest, b.rest)),
        _at_home(lambda a, b: a.is_blank or b.is_blank),
        _at_home(lambda a, b: is_same(a.text, b.text)),
        _same_elsewhere,
        _alike,
        _at_home(lambda _a, _b: True),
    ):
        done_old, done_new = ({pair[side].index for pair in pairs} for side in (0, 1))
        pairs += step(
            [thing for thing in old if thing.index not in done_old],
            [thing for thing in new if thing.index not in done_new],
        )
    return sorted(pairs, key=lambda pair: pair[1].index)


def _at_home(
    is_pair: Callable[[Thing, Thing], bool],
) -> Callable[[Sequence[Thing], Sequence[Thing]], list[Pair]]:
    """The step that pairs things under the number that was to be expected."""

    def step(old: Sequence[Thing], new: Sequence[Thing]) -> list[Pair]:
        by_key = {thing.key: thing for thing in new}
        return [(a, by_key[a.home]) for a in old if a.home in by_key and is_pair(a, by_key[a.home])]

    return step


def _same_elsewhere(old: Sequence[Thing], new: Sequence[Thing]) -> list[Pair]:
    by_text = defaultdict(list)
    for thing in new:
        by_text[bare(thing.text)].append(thing)
    # nothing is not the same as nothing elsewhere
    return _best((a, b) for a in old if bare(a.text) for b in by_text[bare(a.text)])


def _alike(old: Sequence[Thing], new: Sequence[Thing]) -> list[Pair]:
    candidates = []
    known = [(thing, frozenset(thing.text.split())) for thing in new if thing.text]
    for a in (thing for thing in old if thing.text):
        words = frozenset(a.text.split())
        for b, others in known:
            least = _LEAST_IN_PLACE if a.home == b.key else _LEAST_ELSEWHERE
            # counting letters is slow: texts that share few words need not be weighed against each other
            fewest = min(len(words), len(others))
            share_few = fewest >= _LONG_TEXT and len(words & others) < _LEAST_WORDS * fewest
            if (a.home == b.key or not share_few) and similarity(a.text, b.text) >= least:
                candidates.append((a, b))
    return _best(candidates)


def _best(candidates: Iterable[Pair]) -> list[Pair]:
    """Pairs from the candidates, the best first, no thing twice."""

    def order(pair: Pair) -> tuple[float, int, list[tuple[str, int]]]:
        a, b = pair
        score = similarity(a.text, b.text) + _WEIGHT_OF_REST * similarity(a.rest, b.rest)
        score += _BONUS_IN_PLACE if a.home == b.key else 0
        # ties are settled alike from both sides
        return -round(score, 6), abs(a.index - b.index), sorted([(a.key, a.index), (b.key, b.index)])

    pairs: dict[int, Pair] = {}
    taken = set()
    for a, b in sorted(candidates, key=order):
        if a.index not in pairs and b.index not in taken:
            pairs[a.index] = (a, b)
            taken.add(b.index)
    return list(pairs.values())


Outline = Mapping[str, Mapping[str, Thing]]
"""One edition's stages, sections, measures and paragraphs (by these words in the singular) by their keys."""
KeyPairs = Mapping[str, Mapping[str, str]]
"""Keys of the old edition to keys of the new, for each kind of thing."""


def outline_of(edition: Dataset) -> Outline:
    """The outline of a dataset that holds one edition; every mapping in the order of the edition.

    Stages and sections have no table of their own: they are what their measures say of them. Measures outside
    any stage or section stand under "".
    """
    stages, sections, children = defaultdict(list), defaultdict(list), defaultdict(list)
    measures = sorted(edition.measures, key=lambda row: row.position)
    for row in measures:
        stages["" if row.stage_number is None else str(row.stage_number)].append(row)
        sections[row.section_number or ""].append(row)
        children[row.parent_key].append(row)
    return {
        "stage": _groups(stages, "stage_title_text"),
        "section": _groups(sections, "section_title_text"),
        "measure": {
            row.measure_key: Thing(
                key=row.measure_key,
                home=row.measure_key,
                text=_words(each.measure_text for each in (row, *children[row.measure_key])),
                rest=_words(getattr(row, name) for name in MEASURE_TEXTS[1:]),
                is_blank=row.status == "removed" and not row.measure_text,
                index=row.position,
                row=row,
            )
            for row in measures
        },
        "paragraph": {
            key: Thing(key=key, home=key, text=row.text, is_blank=not row.text, index=index, row=row)
            for index, row in enumerate(edition.paragraphs)
            if (key := row.paragraph_number)
        },
    }


def _groups(groups: Mapping[str, Sequence[MeasureRecord]], title: str) -> dict[str, Thing]:
    things = {}
    for index, (key, rows) in enumerate(groups.items()):
        text, rest = getattr(rows[0], title) or "", _words(row.measure_text for row in rows)
        things[key] = Thing(key=key, home=key, text=text, rest=rest, index=index, row=rows[0])
    return things


def _words(texts: Iterable[str | None]) -> str:
    return " ".join(filter(None, texts))


def pair_up(old: Outline, new: Outline) -> KeyPairs:
    """What is the same thing in both editions, from the outermost inwards."""
    pairs = {
        part: _keys(old[part].values(), new[part].values()) for part in ("stage", "section", "paragraph")
    }
    sections, measures = pairs["section"], pairs.setdefault("measure", {})

    def home(row: MeasureRecord) -> str:
        if item := row.parent_key:
            # a sub-item whose item could not be read stays where it is
            if item not in old["measure"]:
                return row.measure_key
            return f"{measures[item]}{row.measure_key.removeprefix(item)}" if item in measures else ""
        section = sections.get(row.section_number or "")
        own = row.measure_key.removeprefix(f"{row.section_number}.")
        return "" if section is None else f"{section}.{own}" if section else own

    # items, then sub-items; at last all, for an item may have become a sub-item, or the other way round
    for are_subitems in ((False,), (True,), (False, True)):
        here, there = (
            [
                thing
                for key, thing in outline["measure"].items()
                if bool(thing.row.parent_key) in are_subitems and key not in paired
            ]
            for outline, paired in ((old, set(measures)), (new, set(measures.values())))
        )
        measures |= _keys([replace(thing, home=home(thing.row)) for thing in here], there)
    return pairs


def _keys(old: Iterable[Thing], new: Iterable[Thing]) -> dict[str, str]:
    return {one.key: other.key for one, other in match(list(old), list(new))}
