"""Which measure of one edition is which of the other.

The number alone does not tell: where an item is put in without a `6-1`, all that follow are renumbered, and
each number then names another text. The text alone does not tell either: an item may be reworded, and
lead-ins (`Мыналар:`) and neighbouring items are alike. So both are weighed, surest pairs first; every step
gives the same pairs whichever edition comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.editions.word_differences import bare, is_same, similarity


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchSettings:
    """What makes a pair.

    Attributes:
        least_elsewhere: how alike (0 to 1) the texts of a pair with different numbers must be.
        least_in_place: how alike they must be under one number to be weighed against pairs elsewhere.
        bonus_in_place: what the same number counts for beside the likeness of the texts.
        weight_of_rest: what the other columns count for.
        long_text: from how many different words on a text is long.
        least_words: the share of its words that a long text has in common with any that is like it.
    """

    least_elsewhere: float = 0.75
    least_in_place: float = 0.4
    bonus_in_place: float = 0.3
    weight_of_rest: float = 0.05
    long_text: int = 8
    least_words: float = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something numbered, as matching sees it.

    Attributes:
        key: its number.
        home: the number that it would have in the other edition if only what stands above it moved.
        text: its own words and those of what it holds.
        rest: the words of its other columns.
        is_blank: whether nothing but its number is left of it (struck out).
        index: its place in its edition.
    """

    key: str
    home: str
    text: str
    rest: str = ""
    is_blank: bool = False
    index: int = 0


Pair = tuple[Thing, Thing]
_DEFAULT = MatchSettings()


def match(old: Sequence[Thing], new: Sequence[Thing], settings: MatchSettings = _DEFAULT) -> list[Pair]:
    """The pairs, in the order of the new edition; what is in none was removed or added."""
    pairs: list[Pair] = []
    left, right = list(old), list(new)
    for step in (_same_in_place, _blank_in_place, _same_text_in_place, _same_elsewhere, _alike, _in_place):
        found = step(left, right, settings)
        pairs.extend(found)
        done_left, done_right = {id(pair[0]) for pair in found}, {id(pair[1]) for pair in found}
        left = [thing for thing in left if id(thing) not in done_left]
        right = [thing for thing in right if id(thing) not in done_right]
    return sorted(pairs, key=lambda pair: pair[1].index)


def _at_home(
    left: Iterable[Thing], right: Iterable[Thing], is_pair: Callable[[Thing, Thing], bool]
) -> list[Pair]:
    by_key = {thing.key: thing for thing in right}
    return [
        (thing, by_key[thing.home])
        for thing in left
        if thing.home in by_key and is_pair(thing, by_key[thing.home])
    ]


def _same_in_place(left: list[Thing], right: list[Thing], _: MatchSettings) -> list[Pair]:
    return _at_home(left, right, lambda a, b: is_same(a.text, b.text) and is_same(a.rest, b.rest))


def _blank_in_place(left: list[Thing], right: list[Thing], _: MatchSettings) -> list[Pair]:
    return _at_home(left, right, lambda a, b: a.is_blank or b.is_blank)


def _same_text_in_place(left: list[Thing], right: list[Thing], _: MatchSettings) -> list[Pair]:
    return _at_home(left, right, lambda a, b: is_same(a.text, b.text))


def _same_elsewhere(left: list[Thing], right: list[Thing], settings: MatchSettings) -> list[Pair]:
    by_text: dict[str, list[Thing]] = {}
    for thing in right:
        by_text.setdefault(bare(thing.text), []).append(thing)
    # nothing is not the same as nothing elsewhere
    candidates = [(a, b) for a in left if bare(a.text) for b in by_text.get(bare(a.text), ())]
    return _best(candidates, settings)


def _alike(left: list[Thing], right: list[Thing], settings: MatchSettings) -> list[Pair]:
    candidates = []
    known = [(thing, frozenset(thing.text.split())) for thing in right if thing.text]
    for a in (thing for thing in left if thing.text):
        words = frozenset(a.text.split())
        for b, others in known:
            is_home = a.home == b.key
            # counting letters is dear: texts that share few words need not be weighed against each other
            if not is_home and _share_few(words, others, settings):
                continue
            if similarity(a.text, b.text) >= (
                settings.least_in_place if is_home else settings.least_elsewhere
            ):
                candidates.append((a, b))
    return _best(candidates, settings)


def _share_few(one: frozenset[str], other: frozenset[str], settings: MatchSettings) -> bool:
    fewest = min(len(one), len(other))
    return fewest >= settings.long_text and len(one & other) < settings.least_words * fewest


def _in_place(left: list[Thing], right: list[Thing], _: MatchSettings) -> list[Pair]:
    return _at_home(left, right, lambda *_: True)


def _best(candidates: Iterable[Pair], settings: MatchSettings) -> list[Pair]:
    """Pairs from the candidates, the best first, no thing twice."""

    def order(pair: Pair) -> tuple[float, int, list[tuple[str, int]]]:
        a, b = pair
        score = similarity(a.text, b.text) + settings.weight_of_rest * similarity(a.rest, b.rest)
        score += settings.bonus_in_place if a.home == b.key else 0
        # ties are settled alike from both sides
        return -round(score, 6), abs(a.index - b.index), sorted([(a.key, a.index), (b.key, b.index)])

    taken: set[int] = set()
    pairs = []
    for pair in sorted(candidates, key=order):
        if not taken & {id(pair[0]), id(pair[1])}:
            taken |= {id(pair[0]), id(pair[1])}
            pairs.append(pair)
    return pairs
