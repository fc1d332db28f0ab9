"""Lines to one text in the contract's normal form: one line, single spaces, wraps undone.

Lines break beside punctuation too (`бойынша` / `), ЭЗИ АҚ (` / `келісім`), after a number's hyphen (`4-` /
`тармағына`), inside hyphenated words, and, where an engine hyphenates, at a hyphen that is none of the word's.
Whether a hyphen at a line's end is the word's own, geometry leaves open: the same word elsewhere in the
document settles it, and the decision goes into `repairs`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex as re

from pipeline.page import BBox, Change, Line, Place, Printed
from pipeline.repair.characters import mend_characters

_NO_SPACE_BEFORE = frozenset(",.;:)»!?”")
_NO_SPACE_AFTER = frozenset("(«“")
_SOFT_HYPHEN = "\u00ad"
_HYPHENS = frozenset("-\u2010\u2011")
_WORD = re.compile(r"[\p{L}\p{M}\d]+(?:[-\u2010\u2011][\p{L}\p{M}\d]+)*")
_LAST_PART = re.compile(r"[\p{L}\p{M}\d]+(?=[-\u2010\u2011\u00ad]$)")
_FIRST_PART = re.compile(r"^[\p{L}\p{M}\d]+")
# ` ,` and `( `, as a letter-spaced or displaced line prints them
_LOOSE_BEFORE = re.compile(r"(?<=\S)\s+(?=[,.;:)»](?!\d))")
_LOOSE_AFTER = re.compile(r"(?<=[(«])\s+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that stand whole inside a document's lines, with their counts, in lower case."""

    words: Counter[str]

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Vocabulary:
        """The words that no line's edge can have cut."""
        words: Counter[str] = Counter()
        for line in lines:
            tokens = _WORD.findall(line.text.lower())
            words.update(tokens[1:-1])
            if len(tokens) > 1:
                words.update(token for token in (tokens[0], tokens[-1]) if token)
        return cls(words)


@dataclass(frozen=True, slots=True)
class WrapJoiner:
    """Joins lines; called with the lines of one text, over all pages that it stands on."""

    vocabulary: Vocabulary

    def __call__(self, lines: Sequence[Line]) -> Printed:
        """The text of the lines, from top to bottom."""
        if not lines:
            return Printed(text="")
        changes = [change for line in lines for change in line.changes]
        text = lines[0].text
        for line in lines[1:]:
            text = self._joined(text, line.text, changes)
        for pattern in (_LOOSE_BEFORE, _LOOSE_AFTER):
            tight = pattern.sub("", text)
            if tight != text:
                changes.append(Change(rule="punctuation_space", before=text, after=tight))
                text = tight
        text, mended = mend_characters(text)
        changes.extend(mended)
        return Printed(
            text=text,
            lines=tuple(line.text for line in lines),
            changes=tuple(changes),
            places=_places(lines),
        )

    def _joined(self, text: str, following: str, changes: list[Change]) -> str:
        last, first = text[-1:], following[:1]
        if last == _SOFT_HYPHEN:
            changes.append(
                Change(
                    rule="hyphenation",
                    before=_around(text, following),
                    after=_around(text[:-1], following, ""),
                )
            )
            return text[:-1] + following
        if last in _HYPHENS and text[-2:-1].strip() and following:
            if self._is_hyphenation(text, following):
                joined = text[:-1] + following
                changes.append(
                    Change(
                        rule="hyphenation",
                        before=_around(text, following),
                        after=_around(text[:-1], following, ""),
                    )
                )
                return joined
            return text + following
        if first in _NO_SPACE_BEFORE or last in _NO_SPACE_AFTER or (last == "/" and text[-2:-1].strip()):
            return text + following
        return f"{text} {following}"

    def _is_hyphenation(self, text: str, following: str) -> bool:
        """Is the hyphen at the line's end the engine's, and not the word's?"""
        left, right = _LAST_PART.search(text.lower()), _FIRST_PART.search(following.lower())
        if not left or not right or left[0].isdigit() or not following[:1].islower():
            return False
        words = self.vocabulary.words
        whole = _stem_count(words, left[0] + right[0])
        compound = _stem_count(words, f"{left[0]}-{right[0]}")
        return whole > compound


def _stem_count(words: Counter[str], word: str) -> int:
    return words[word]


def _around(left: str, right: str, between: str = "|") -> str:
    """The words on both sides of a wrap."""
    return f"{left.split(' ')[-1]}{between}{right.split(' ')[0]}"


def _places(lines: Sequence[Line]) -> tuple[Place, ...]:
    boxes: dict[int, BBox] = {}
    for line in lines:
        known = boxes.get(line.page_number)
        boxes[line.page_number] = known.union(line.bbox) if known else line.bbox
    return tuple(Place(page_number=page, bbox=box) for page, box in boxes.items())
