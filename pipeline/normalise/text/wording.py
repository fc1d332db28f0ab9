"""Reports wording that no reader has reviewed, though every word of it was understood.

The trouble: a cell may be misread without a word left over. Each word of `наурыз бен мамыр аралығында` was
known, and two months came out for what lies between them. What was misread so had nearly always an order of
words that nobody had met before. So the kinds of a cell's words, as its parser sees them, must follow each
other as in cells that a reader reviewed: any three in a row. The pack of a language holds these rows
(`wordings.yml`), made of the tests' reviewed texts by `python -m tests.normalise.reviewed kk`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.registry.cell_words import reviewed_wordings
from pipeline.registry.finding_kinds import Remark

_IN_A_ROW = 3
_BORDER = "^"
_LONGEST_QUOTE = 120


class WordPiece(NamedTuple):
    """A word or sign by its kind, `[start, end)` of the text."""

    kind: str
    start: int
    end: int


def unusual(column: str, pieces: Iterable[WordPiece], text: str) -> tuple[Remark, ...]:
    """A remark on the stretch of a column's text whose pieces follow each other as in nothing reviewed."""
    reviewed = reviewed_wordings().get(column)
    if not reviewed or not any(map(str.isalnum, text)):  # a pack may have no reviewed texts yet
        return ()
    new = [(start, end) for row, start, end in _rows(pieces, len(text)) if row not in reviewed]
    if not new:
        return ()
    words = text[min(start for start, _ in new) : max(end for _, end in new)].strip()
    short = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"
    message = f"No reviewed text of {column} is worded like this: «{short}». It was read as its columns say."
    return (Remark(code="unusual_wording", message=message),)


def _rows(pieces: Iterable[WordPiece], end: int) -> Iterator[tuple[str, int, int]]:
    """Each three pieces in a row, the text's ends among them: their kinds, and where they stand."""
    line = [WordPiece(_BORDER, 0, 0), *pieces, WordPiece(_BORDER, end, end)]
    for at in range(max(1, len(line) - _IN_A_ROW + 1)):
        row = line[at : at + _IN_A_ROW]
        yield " ".join(piece.kind for piece in row), row[0].start, row[-1].end
