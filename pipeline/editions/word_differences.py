"""Texts compared as a reader compares them: by their words, whatever the line breaks.

Two layouts of one edition may differ in a space that a line break swallowed or a soft hyphen; that is no
change.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from functools import lru_cache

from pipeline.editions.changes import WordChange, WordKind

_LAYOUT = re.compile("[\\s\u00ad\u200b\u2060\ufeff]+")
# a word with its inner hyphens (`іс-шаралар`, `6-1`), or a single mark; then the space after it
_TOKEN = re.compile(r"(?P<word>\w+(?:-\w+)*|[^\w\s])(?P<space>\s*)")
_SIZE = 3


@lru_cache(maxsize=4096)
def bare(text: str | None) -> str:
    """The text without anything that layout may add or take: spaces, soft hyphens, marks of no width."""
    return _LAYOUT.sub("", unicodedata.normalize("NFC", text or ""))


def is_same(one: str | None, other: str | None) -> bool:
    """Whether two texts say the same in the same words."""
    return one == other or bare(one) == bare(other)


def word_changes(old: str | None, new: str | None) -> tuple[WordChange, ...]:
    """The words that stayed, went and came, in reading order."""
    # difflib is not symmetric: always asked the same way round, then turned if need be
    is_turned = (new or "") < (old or "")
    first, second = (new, old) if is_turned else (old, new)
    gone, come = ("added", "removed") if is_turned else ("removed", "added")
    left, right = list(_TOKEN.finditer(first or "")), list(_TOKEN.finditer(second or ""))
    matcher = difflib.SequenceMatcher(
        None, [each["word"] for each in left], [each["word"] for each in right], autojunk=False
    )
    result: list[WordChange] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            _add(result, "same", left[i:j])
            continue
        runs: list[tuple[WordKind, list[re.Match[str]]]] = [
            ("removed", left[i:j] if gone == "removed" else right[k:m]),
            ("added", right[k:m] if come == "added" else left[i:j]),
        ]
        for kind, run in runs:
            _add(result, kind, run)
    return tuple(result)


def _add(result: list[WordChange], kind: WordKind, run: list[re.Match[str]]) -> None:
    if run:
        result.append(WordChange(kind=kind, text="".join(each[0] for each in run)))


@lru_cache(maxsize=4096)
def _pieces(text: str) -> Counter[str]:
    plain = bare(text).casefold()
    if len(plain) < _SIZE:
        return Counter([plain] if plain else [])
    return Counter(plain[index : index + _SIZE] for index in range(len(plain) - _SIZE + 1))


def similarity(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1: the share of the groups of three letters that both have.

    Unlike difflib's ratio it is the same either way round.
    """
    left, right = _pieces(one), _pieces(other)
    total = left.total() + right.total()
    if not total:
        return 1.0
    # a pair of very different lengths need not be counted
    if min(left.total(), right.total()) * 4 < max(left.total(), right.total()):
        return 0.0
    return 2 * (left & right).total() / total
