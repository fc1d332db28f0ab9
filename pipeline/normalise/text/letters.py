"""The letters of a printed text as they are compared: on one line, in Cyrillic, without invisible characters.

The trouble: typists take `i`, `ə` or `Y` from the Latin keyboard, PDF engines leave soft hyphens and marks of
no width inside words, and old fonts have `ӛ` for `ө`. The table of such letters is in the registry, once; a
reader that compares words asks here.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import regex

from pipeline.registry.language_words import letters
from pipeline.registry.loading import by_language
from pipeline.stations.printed import INVISIBLE

DASHES = frozenset("-–—−‐‑‒―")
"""Hyphens, dashes and the minus sign: printed for each other."""

_INVISIBLE = regex.compile(f"[{INVISIBLE}]")
# a letter with its marks
_CLUSTER = regex.compile(r"\X")
_WORD = regex.compile(r"[^\W\d_]+")
_LATIN = regex.compile(r"\p{Latin}")
_CYRILLIC = regex.compile(r"\p{Cyrillic}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanText:
    """A text in NFC on one line, single spaces between words, without invisible characters.

    The `origins` are for each of its code points the stretch of the printed text behind it, start and end;
    None where the printed text was clean.
    """

    text: str
    origins: tuple[tuple[int, int], ...] | None

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the printed text that a stretch of the clean text stands for."""
        if self.origins is None or start >= end:
            return start, end
        return self.origins[start][0], self.origins[end - 1][1]


def cleaned(printed: str | None, *, keep_lines: bool = False) -> CleanText:
    """The clean text, with the way back to the places of the printed one; it may keep the line feeds."""
    printed = printed or ""
    is_plain = " ".join(printed.split()) == printed and not _INVISIBLE.search(printed)
    if is_plain and unicodedata.is_normalized("NFC", printed):
        return CleanText(text=printed, origins=None)
    kept = [at for at, letter in enumerate(printed) if letter not in INVISIBLE]
    found: list[str] = []
    origins: list[tuple[int, int]] = []
    for cluster in _CLUSTER.finditer("".join(map(printed.__getitem__, kept))):
        blank = cluster[0].isspace()
        piece = unicodedata.normalize("NFC", cluster[0])
        if blank:
            piece = "\n" if keep_lines and "\n" in cluster[0] else " "
        if blank and found and found[-1].isspace():
            found[-1] = piece if piece == "\n" else found[-1]
        elif found or not blank:
            found.extend(piece)
            origins.extend([(kept[cluster.start()], kept[cluster.end() - 1] + 1)] * len(piece))
    text = "".join(found).rstrip()
    return CleanText(text=text, origins=tuple(origins[: len(text)]))


def clean(text: str | None) -> str:
    """The clean text alone."""
    return cleaned(text).text


def folded(word: str) -> str:
    """A word as it is compared: in lower case, without invisible characters, look-alikes replaced."""
    return in_cyrillic(word if word.isalpha() else _INVISIBLE.sub("", word)).lower()


def in_cyrillic(text: str) -> str:
    """The text with look-alikes in its Cyrillic words replaced, offset for offset: `Yкiметiнiң`, `421-V`."""
    if not _suspect().search(text):
        return text
    return _WORD.sub(lambda word: word[0].translate(_table()) if _CYRILLIC.search(word[0]) else word[0], text)


def name_in_cyrillic(word: str) -> str:
    """The same for a word of a name; one with a letter without twin stays, Latin capitals may be Cyrillic.

    `Бiлiм` (Latin i) is `Білім`, `CIM` is `СІМ`, `ДSҚ` stays. И and І, К and Қ are different letters.
    """
    if not _suspect().search(word):
        return word
    latin = _LATIN.findall(word)
    if any(letter not in letters().look_alikes for letter in latin):
        return word
    if _CYRILLIC.search(word) or (word.isupper() and len(word) > 1):
        return word.translate(_table())
    return word


@by_language()
def _table() -> dict[int, str]:
    return str.maketrans({**letters().look_alikes, **letters().legacy})


@by_language()
def _suspect() -> regex.Pattern[str]:
    return regex.compile(f"[{''.join((*letters().look_alikes, *letters().legacy))}]")
