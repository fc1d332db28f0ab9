"""Latin and legacy letters inside Cyrillic words, as old notes print them: `Yкiметiнiң`.

The road repairs them before any word is read; these functions also read words that come from elsewhere. A
word all in Latin stays, and so do numbers with a Latin letter (`421-V`). Every letter is replaced by one,
so that offsets stay.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.reference.kazakh import kazakh_words

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _suspect() -> re.Pattern[str]:
    return re.compile(f"[{''.join(kazakh_words().lookalikes)}]")


@cache
def _table() -> dict[int, str]:
    return str.maketrans(dict(kazakh_words().lookalikes))


def in_cyrillic(text: str) -> str:
    """The text with look-alikes in its Cyrillic words replaced, offset for offset."""
    if not _suspect().search(text):
        return text
    return _WORD.sub(lambda word: word[0].translate(_table()) if _CYRILLIC.search(word[0]) else word[0], text)
