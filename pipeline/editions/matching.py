"""Which measure of one edition is which of the other.

The number alone does not tell: where an item is put in without a `6-1`, all that follow are renumbered, and
each number then names another text. The text alone does not tell either: an item may be reworded, and
lead-ins (`Мыналар:`) and neighbouring items are alike. So both are weighed, surest pairs first; every step
gives the same pairs whichever edition comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.editions.word_differences import bare, is_same, similarity
from pipeline.records import MEASURE_TEXTS, Dataset, MeasureRecord, ParagraphRecord

# how alike (0 to 1) the texts of a pair with different numbers must be, and of one with the same number to be
# weighed against pairs elsewhere
_LEAST_ELSEWHERE, _LEAST_IN_PLACE = 0.75, 0.4
# what the same number, and the likeness of the other columns, count for besides the likeness of the texts
_BONUS_IN_PLACE, _WEIGHT_OF_REST = 0.3, 0.05
# from how many different words on a text is long, and the share of them that it shares with any like it
_LONG_TEXT, _LEAST_WORDS = 8, 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something numbered, as matching sees it.

    Attributes:
        home: the number that it would have in the other edition if only what stands above it moved.
        text: its own words and those of what it holds; `rest` are those of its other columns.
        is_blank: whether nothing but its number is left of it.
        index: its place in its edition; no two things of one edition share it.
    """

    key: str
    home: str
    text: str
    rest: str = ""
    is_blank: bool = False
    index: int = 0


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
        pairs = [(thing, by_key[thing.home]) for thing in old if thing.home in by_key]
        return [(a, b) for a, b in pairs if is_pair(a, b)]

    return step


def _same_elsewhere(old: Sequence[Thing], new: Sequence[Thing]) -> list[Pair]:
    by_text: dict[str, list[Thing]] = {}
    for thing in new:
        by_text.setdefault(bare(thing.text), []).append(thing)
    # nothing is not the same as nothing elsewhere
    return _best((a, b) for a in old if bare(a.text) for b in by_text.get(bare(a.text), ()))


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

    pairs: list[Pair] = []
    taken_old, taken_new = set(), set()
    for a, b in sorted(candidates, key=order):
        if a.index not in taken_old and b.index not in taken_new:
            taken_old.add(a.index)
            taken_new.add(b.index)
            pairs.append((a, b))
    return pairs


Groups = Mapping[str, Sequence[MeasureRecord]]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionOutline:
    """One edition as things to be matched, by their keys; every mapping in the order of the edition.

    Stages and sections have no table of their own: they are what their measures say of them. Measures outside
    any stage or section stand under "". `children` are the sub-items of an item.
    """

    stages: Groups
    sections: Groups
    measures: Mapping[str, MeasureRecord]
    paragraphs: Mapping[str, ParagraphRecord]
    children: Groups


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPairs:
    """Keys of the old edition to keys of the new, for each kind of thing."""

    stages: Mapping[str, str]
    sections: Mapping[str, str]
    measures: Mapping[str, str]
    paragraphs: Mapping[str, str]


def outline_of(edition: Dataset) -> EditionOutline:
    """The outline of a dataset that holds one edition."""
    measures = sorted(edition.measures, key=lambda row: row.position)
    return EditionOutline(
        stages=_groups(measures, lambda row: "" if row.stage_number is None else str(row.stage_number)),
        sections=_groups(measures, lambda row: row.section_number or ""),
        measures={row.measure_key: row for row in measures},
        paragraphs={row.paragraph_number: row for row in edition.paragraphs if row.paragraph_number},
        children=_groups((row for row in measures if row.parent_key), lambda row: row.parent_key or ""),
    )


def _groups(rows: Iterable[MeasureRecord], key_of: Callable[[MeasureRecord], str]) -> Groups:
    found: dict[str, list[MeasureRecord]] = {}
    for row in rows:
        found.setdefault(key_of(row), []).append(row)
    return found


def pair_up(old: EditionOutline, new: EditionOutline) -> KeyPairs:
    """What is the same thing in both editions, from the outermost inwards."""
    stages = _keys(_group_things(each.stages, "stage_title_text") for each in (old, new))
    sections = _keys(_group_things(each.sections, "section_title_text") for each in (old, new))

    def item_home(row: MeasureRecord) -> str:
        section = sections.get(row.section_number or "")
        if section is None:
            return ""
        own = (
            row.measure_key.removeprefix(f"{row.section_number}.") if row.section_number else row.measure_key
        )
        return f"{section}.{own}" if section else own

    def subitem_home(row: MeasureRecord) -> str:
        # a sub-item whose item could not be read stays where it is
        item = row.parent_key or ""
        if item not in old.measures:
            return row.measure_key
        parent = measures.get(item)
        return f"{parent}{row.measure_key.removeprefix(item)}" if parent else ""

    measures = _keys(
        (
            _measure_things(old, lambda row: not row.parent_key, item_home),
            _measure_things(new, lambda row: not row.parent_key),
        )
    )
    measures |= _keys(
        (
            _measure_things(old, lambda row: bool(row.parent_key), subitem_home),
            _measure_things(new, lambda row: bool(row.parent_key)),
        )
    )
    # an item may have become a sub-item, or the other way round
    known = set(measures.values())
    measures |= _keys(
        (
            _measure_things(old, lambda row: row.measure_key not in measures, lambda _: ""),
            _measure_things(new, lambda row: row.measure_key not in known),
        )
    )
    paragraphs = _keys(_paragraph_things(each) for each in (old, new))
    return KeyPairs(stages=stages, sections=sections, measures=measures, paragraphs=paragraphs)


def _keys(sides: Iterable[Sequence[Thing]]) -> dict[str, str]:
    return {old.key: new.key for old, new in match(*sides)}


def _group_things(groups: Groups, title: str) -> list[Thing]:
    return [
        Thing(
            key=key,
            home=key,
            text=getattr(rows[0], title) or "",
            rest=" ".join(row.measure_text or "" for row in rows),
            index=index,
        )
        for index, (key, rows) in enumerate(groups.items())
    ]


def _measure_things(
    outline: EditionOutline,
    is_wanted: Callable[[MeasureRecord], bool],
    home_of: Callable[[MeasureRecord], str] = lambda row: row.measure_key,
) -> list[Thing]:
    things = []
    for index, row in enumerate(outline.measures.values()):
        if not is_wanted(row):
            continue
        texts = (
            row.measure_text,
            *(child.measure_text for child in outline.children.get(row.measure_key, ())),
        )
        things.append(
            Thing(
                key=row.measure_key,
                home=home_of(row),
                text=" ".join(filter(None, texts)),
                rest=" ".join(filter(None, (getattr(row, name) for name in MEASURE_TEXTS[1:]))),
                is_blank=row.status == "removed" and not row.measure_text,
                index=index,
            )
        )
    return things


def _paragraph_things(outline: EditionOutline) -> list[Thing]:
    return [
        Thing(key=key, home=key, text=row.text, is_blank=not row.text, index=index)
        for index, (key, row) in enumerate(outline.paragraphs.items())
    ]
