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

_LAYOUT = re.compile("[\\s\u00ad\u200b\u2060\ufeff]+")
# a word with its inner hyphens (`іс-шаралар`, `6-1`), or a single mark; then the space after it
_TOKEN = re.compile(r"(?P<word>\w+(?:-\w+)*|[^\w\s])(?P<space>\s*)")
_GROUP_SIZE = 3


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
    matcher = difflib.SequenceMatcher(None, words[is_turned], words[not is_turned], autojunk=False)
    result: list[WordChange] = []
    for tag, *ends in matcher.get_opcodes():
        (i, j), (k, m) = (ends[2:], ends[:2]) if is_turned else (ends[:2], ends[2:])
        gone, come = ("".join(token[0] for token in tokens) for tokens in (texts[0][i:j], texts[1][k:m]))
        if tag == "equal":
            same = come if is_turned else gone
            result.append(WordChange(kind="same", text=same))
            continue
        if gone:
            result.append(WordChange(kind="removed", text=gone))
        if come:
            result.append(WordChange(kind="added", text=come))
    return tuple(result)


@lru_cache(maxsize=4096)
def _letter_groups(text: str) -> Counter[str]:
    plain = bare(text).casefold()
    if len(plain) < _GROUP_SIZE:
        return Counter([plain] if plain else [])
    return Counter(plain[index : index + _GROUP_SIZE] for index in range(len(plain) - _GROUP_SIZE + 1))


def similarity(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1: the share of the groups of three letters that both have.

    Unlike difflib's ratio it is the same either way round.
    """
    left, right = _letter_groups(one), _letter_groups(other)
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0
