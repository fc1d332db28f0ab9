"""Texts compared as a reader compares them: by their words, whatever the line breaks.

Two layouts of one edition may differ in a space that a line break swallowed or a soft hyphen; that is no
change.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from pipeline.editions.changes import ColumnChange, WordChange
from pipeline.stations.printed import INVISIBLE

_LAYOUT = re.compile(rf"[\s{INVISIBLE}]+")
# a word with its inner hyphens (`іс-шаралар`, `6-1`), or a single mark; then the space after it
_TOKEN = re.compile(r"(?P<word>\w+(?:-\w+)*|[^\w\s])(?P<space>\s*)")
_GROUP_SIZE = 3
# difflib goes through all pairs of equal words; a million take half a second, the longest cell of the
# decree has 152 words
_MOST_PAIRS = 1_000_000


@lru_cache(maxsize=4096)
def bare(text: str | None) -> str:
    """The text without anything that layout may add or take: spaces, soft hyphens, marks of no width."""
    return _LAYOUT.sub("", unicodedata.normalize("NFC", text or ""))


def is_same(one: str | None, other: str | None) -> bool:
    """Whether two texts say the same in the same words."""
    return one == other or bare(one) == bare(other)


def column_changes(texts: Iterable[tuple[str, str | None, str | None]]) -> tuple[ColumnChange, ...]:
    """Of (column, old words, new words) those that differ."""
    return tuple(
        ColumnChange(column=column, old=old, new=new, words=word_changes(old, new))
        for column, old, new in texts
        if not is_same(old, new)
    )


def word_changes(old: str | None, new: str | None) -> tuple[WordChange, ...]:
    """The words that stayed, went and came, in reading order."""
    # difflib is not symmetric: always asked the same way round, then turned if need be
    is_turned = (new or "") < (old or "")
    texts = [list(_TOKEN.finditer(text or "")) for text in (old, new)]
    words = [[token["word"] for token in tokens] for tokens in texts]
    result: list[WordChange] = []
    for tag, *ends in _opcodes(words[is_turned], words[not is_turned]):
        (i, j), (k, m) = (ends[2:], ends[:2]) if is_turned else (ends[:2], ends[2:])
        gone, come = ("".join(token[0] for token in tokens) for tokens in (texts[0][i:j], texts[1][k:m]))
        if tag == "equal":
            result.append(WordChange(kind="same", text=come if is_turned else gone))
            continue
        result += [WordChange(kind="removed", text=gone)] if gone else []
        result += [WordChange(kind="added", text=come)] if come else []
    return tuple(result)


def _opcodes(one: list[str], other: list[str]) -> list[tuple[str, int, int, int, int]]:
    """The steps from some words to others as difflib gives them; long ones by their ends."""
    counts = Counter(one)
    if sum(counts[word] for word in other) <= _MOST_PAIRS:
        return list(difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes())
    head = _n_same(one, other)
    tail = _n_same(one[head:][::-1], other[head:][::-1])
    i, j = len(one) - tail, len(other) - tail
    steps = [
        ("equal", 0, head, 0, head),
        ("replace", head, i, head, j),
        ("equal", i, len(one), j, len(other)),
    ]
    return [step for step in steps if step[1] < step[2] or step[3] < step[4]]


def _n_same(one: list[str], other: list[str]) -> int:
    """How many words two lists have in common from their starts."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


@lru_cache(maxsize=4096)
def _letter_groups(text: str) -> Counter[str]:
    plain = bare(text).casefold()
    n_groups = max(len(plain) - _GROUP_SIZE + 1, 1 if plain else 0)
    return Counter(plain[index : index + _GROUP_SIZE] for index in range(n_groups))


def similarity(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1: the share of the groups of three letters that both have.

    Unlike difflib's ratio it is the same either way round.
    """
    left, right = _letter_groups(one), _letter_groups(other)
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0
