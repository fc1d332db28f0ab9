"""Lines to one text in the contract's normal form: one line, single spaces, wraps undone.

Lines break next to punctuation too (`бойынша` / `), ЭЗИ АҚ (` / `келісім`), after a number's hyphen (`4-` /
`тармағына`), inside hyphenated words, where an engine hyphenates at a hyphen that is none of the word's, and
inside words that are too long for their column. What geometry leaves open the language settles (`hyphens.py`,
`broken_words.py`), and each such decision goes into `repairs`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex as re

from pipeline.repair.broken_words import is_broken_word, may_be_broken
from pipeline.repair.characters import mend_characters
from pipeline.repair.hyphens import is_hyphenation
from pipeline.repair.typed_breaks import close_broken
from pipeline.repair.vocabulary import HYPHENS, Vocabulary
from pipeline.stations.page import BBox, Change, Line, around
from pipeline.stations.printed import SOFT_HYPHEN, Place, Printed

__all__ = ["Vocabulary", "WrapJoiner"]

_NO_SPACE_BEFORE = frozenset(",.;:)]»!?”…")
_NO_SPACE_AFTER = frozenset("([«“„")
_STRAIGHT = '"'
# `п|/п` of `№ п/п`, but not `парағы| /Обязательное`
_SLASHED = re.compile(r"(?<!\p{L})\p{L}\n/\p{L}(?!\p{L})")
_DASHES = frozenset("–—")
# ` ,` and `( `, as a letter-spaced or displaced line prints them; not `0 ,5`, ` .kz`, `9 : 30` or `. . .`
_LOOSE_BEFORE = re.compile(
    r"""(?<=\S)\s+(?=
      [,;](?!\d) | [)»] | (?<!\.\s)\.(?![\p{L}\d]|\s*\.) | (?<!\d\s*):(?!\d) | :(?!\s*\d)
    )""",
    re.VERBOSE,
)
_LOOSE_AFTER = re.compile(r"(?<=[(«])\s+")
# one of the two may be there: most texts have neither
_LOOSE = re.compile(r"\s[,;)».:]|[(«]\s")
_RUNS_OF_SPACE = re.compile(r"\s{2,}|[^\S ]")


@dataclass(frozen=True, slots=True)
class WrapJoiner:
    """Joins lines; called with the lines of one text, over all pages that it stands on."""

    vocabulary: Vocabulary

    def __call__(self, lines: Sequence[Line]) -> Printed:
        """The text of the lines, from top to bottom."""
        if not lines:
            return Printed(text="")
        changes = [change for line in lines if line.changes for change in line.changes]
        text = lines[0].text
        width = max(right - left for left, _, right, _ in [line.bbox for line in lines])
        unsure: list[str] = []
        for line, following in pairwise(lines):
            if may_be_broken(text, line, following, width, self.vocabulary):
                unsure.append(f"{text.rpartition(' ')[2]} {following.text[0]}")
            text = self._joined(text, line, following, width, changes)
        if " ".join(text.split()) != text:
            text = _RUNS_OF_SPACE.sub(" ", text).strip()
        if _LOOSE.search(text):
            tight = _LOOSE_AFTER.sub("", _LOOSE_BEFORE.sub("", text))
            if tight != text:
                changes.append(Change(rule="punctuation_space", before=text, after=tight))
                text = tight
        text, mended = mend_characters(text)
        changes.extend(mended)
        text, closed, doubts = close_broken(text, self.vocabulary)
        changes.extend(closed)
        return Printed(
            text=text,
            doubts=(*(words for words in unsure if words in text), *doubts),
            lines=tuple(line.text for line in lines),
            changes=tuple(changes),
            places=_places(lines),
            own_numbers=tuple(line.number for line in lines),
        )

    def _joined(self, text: str, line: Line, following: Line, width: float, changes: list[Change]) -> str:
        """The text, which ends with `line`, and the next line; `width` is the widest line's, in points."""
        after = following.text
        if not text or not after:
            return text + after
        is_hyphen = text[-1] in HYPHENS or text[-1] == SOFT_HYPHEN
        if is_hyphen and text[-2:-1].strip():
            if not is_hyphenation(text, line, after, self.vocabulary):
                return text + after
            changes.append(_change("hyphenation", text, after, text[:-1]))
            return text[:-1] + after
        if _is_tight(text, after):
            return text + after
        if text[-1].isalpha() and is_broken_word(text, line, following, width, self.vocabulary):
            changes.append(_change("broken_word", text, after, text))
            return text + after
        return f"{text} {after}"


def _is_tight(text: str, after: str) -> bool:
    """The lines join without a space, whatever the words are."""
    last, first = text[-1], after[0]
    if first in _NO_SPACE_BEFORE or last in _NO_SPACE_AFTER or (last == "/" and text[-2:-1].strip()):
        return True
    if first == "/" and _SLASHED.match(f"{text}\n{after}", len(text) - 1):
        return True
    if _STRAIGHT in (last, first):
        # an odd number of straight quotes before the break: one is open
        return text.count(_STRAIGHT) % 2 == 1
    if last in _DASHES:
        # `2014–|2016`
        return text[-2:-1].isdigit() and first.isdigit()
    # `4|-тармағына`, `селекциялық|-асыл`
    return last.isalnum() and first in HYPHENS and after[1:2].isalnum()


def _change(rule: str, text: str, after: str, kept: str) -> Change:
    """A wrap that needed a decision, with the words on both sides of it."""
    left, right = text.rsplit(" ", 1)[-1], after.split(" ", 1)[0]
    return Change(rule=rule, before=f"{left}|{right}", after=f"{kept.rsplit(' ', 1)[-1]}{right}")


def _places(lines: Sequence[Line]) -> tuple[Place, ...]:
    boxes: dict[int, list[BBox]] = {}
    for line in lines:
        boxes.setdefault(line.page_number, []).append(line.bbox)
    return tuple([Place(page_number=page, bbox=around(several)) for page, several in boxes.items()])
