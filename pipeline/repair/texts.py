"""The words of a document: each line spaced once, each cell's text made once, and any lines joined.

A text is in the contract's normal form: one line, single spaces, wraps undone. Lines break next to
punctuation too (`бойынша` / `), ЭЗИ АҚ (` / `келісім`), after a number's hyphen (`4-` / `тармағына`), inside
hyphenated words, where an engine hyphenates at a hyphen that is none of the word's, and inside words that are
too long for their column. What geometry leaves open the language settles (`broken_words.py`), and each such
decision goes into `repairs`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import regex as re

from pipeline.repair.broken_words import close_broken, is_broken_word, is_hyphenation, may_be_broken
from pipeline.repair.characters import mend_characters
from pipeline.repair.spacing import space_lines
from pipeline.repair.vocabulary import HYPHENS, Vocabulary
from pipeline.stations.page import (
    BBox,
    Cell,
    Change,
    Layout,
    Line,
    all_lines,
    around,
    text_lines,
    with_lines,
)
from pipeline.stations.printed import SOFT_HYPHEN, Place, Printed

_NO_SPACE_BEFORE = frozenset(",.;:)]»!?”…")
_NO_SPACE_AFTER = frozenset("([«“„")
_STRAIGHT = '"'
# `п|/п` of `№ п/п`, but not `парағы| /Обязательное`
_SLASHED = re.compile(r"(?<!\p{L})\p{L}\n/\p{L}(?!\p{L})")
_DASHES = frozenset("–—")
# ` ,` and `( `, as a letter-spaced or displaced line prints them; not `0 ,5`, ` .kz`, `9 : 30` or `. . .`
_LOOSE = re.compile(
    r"""(?<=\S)\s+(?=
      [,;](?!\d) | [)»] | (?<!\.\s)\.(?![\p{L}\d]|\s*\.) | (?<!\d\s*):(?!\d) | :(?!\s*\d)
    ) | (?<=[(«])\s+""",
    re.VERBOSE,
)


class Texts:
    """What stands in a document's cells and lines.

    Attributes:
        layouts: the pages; each line has its words.
    """

    __slots__ = ("_cells", "_join", "_joined", "layouts")

    def __init__(self, layouts: Iterable[Layout]) -> None:
        self.layouts = tuple(layouts)
        self._join = WrapJoiner(Vocabulary.of(line for each in self.layouts for line in text_lines(each)))
        self._joined: dict[tuple[tuple[int, str], ...], Printed] = {}
        cells = (cell for each in self.layouts for table in each.tables for cell in table.cells)
        self._cells = {cell.number: self.join(cell.lines) for cell in cells}

    def of(self, cell: Cell) -> Printed:
        """The text of a cell of a layout, or of its part on one page."""
        return self._cells[cell.number]

    def join(self, lines: Sequence[Line]) -> Printed:
        """The text of any lines, over page breaks; asked again for the same lines, the same text.

        A line that was cut in two has its number, but other words.
        """
        key = tuple([(line.number, line.text) for line in lines])
        found = self._joined.get(key)
        if found is None:
            found = self._joined[key] = self._join(lines)
        return found

    __call__ = join


def read_texts(layouts: Iterable[Layout]) -> Texts:
    """The texts of a document's finished layouts."""
    return Texts([_spaced(layout) for layout in layouts])


def _spaced(layout: Layout) -> Layout:
    spaced = {line.number: line for line in space_lines(all_lines(layout))}
    return with_lines(layout, lambda line: spaced[line.number])


class WrapJoiner:
    """Joins lines; called with the lines of one text, over all pages that it stands on."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def __call__(self, lines: Sequence[Line]) -> Printed:
        """The text of the lines, from top to bottom."""
        if not lines:
            return Printed(text="")
        changes = [change for line in lines for change in line.changes]
        text = lines[0].text
        width = max(right - left for left, _, right, _ in [line.bbox for line in lines])
        unsure: list[str] = []
        for line, following in pairwise(lines):
            if may_be_broken(text, line, following, width, self.vocabulary):
                unsure.append(f"{text.rpartition(' ')[2]} {following.text[0]}")
            text = self._joined(text, line, following, width, changes)
        text = " ".join(text.split())
        tight = _LOOSE.sub("", text)
        if tight != text:
            changes.append(Change(rule="punctuation_space", before=text, after=tight))
        text, mended = mend_characters(tight)
        text, closed, doubts = close_broken(text, self.vocabulary)
        return Printed(
            text=text,
            doubts=(*(words for words in unsure if words in text), *doubts),
            lines=tuple(line.text for line in lines),
            changes=(*changes, *mended, *closed),
            places=_places(lines),
            own_numbers=tuple(line.number for line in lines),
        )

    def _joined(self, text: str, line: Line, following: Line, width: float, changes: list[Change]) -> str:
        """The text, which ends with `line`, and the next line; `width` is the widest line's, in points."""
        after = following.text
        if not text or not after:
            return text + after
        if (text[-1] in HYPHENS or text[-1] == SOFT_HYPHEN) and text[-2:-1].strip():
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
