"""What stands in brackets and in quotes: words that are not the sentence around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_CLOSER = {"(": ")", "«": "»", "“": "”"}
# how many marks a closing mark looks back over: keeps the scan linear on a text of nothing but brackets
_DEEPEST = 6
_OPENER = {closer: opener for opener, closer in _CLOSER.items()}
_MARK = re.compile(r'[()«»“”"]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """An outermost pair of brackets or quotes.

    Attributes:
        start: code point offset of the opening mark.
        end: offset after the closing mark.
        opener: the opening mark: `(`, `«`, `“` or `"`.
    """

    start: int
    end: int
    opener: str


def find_enclosed(text: str) -> list[Enclosed]:
    """The outermost brackets and quotes of a text, in order; a mark without its partner encloses nothing."""
    found: list[Enclosed] = []
    open_marks: list[tuple[str, int]] = []
    for mark_here in _MARK.finditer(text):
        char, offset = mark_here[0], mark_here.start()
        if char == '"' and any(mark == '"' for mark, _ in open_marks[-_DEEPEST:]):
            opener = '"'
        elif char in _CLOSER or char == '"':
            open_marks.append((char, offset))
            continue
        else:
            opener = _OPENER[char]
        nearest = range(len(open_marks) - 1, max(-1, len(open_marks) - 1 - _DEEPEST), -1)
        depth = next((depth for depth in nearest if open_marks[depth][0] == opener), None)
        if depth is None:  # an item's "3)" closes nothing
            continue
        start = open_marks[depth][1]
        del open_marks[depth:]
        while found and found[-1].start > start:
            found.pop()
        found.append(Enclosed(start=start, end=offset + 1, opener=opener))
    return found


def blanked(text: str, spans: Iterable[Enclosed]) -> str:
    """The text with the spans replaced by spaces, so that all offsets stay."""
    pieces: list[str] = []
    end = 0
    for span in spans:
        pieces += (text[end : span.start], " " * (span.end - span.start))
        end = span.end
    pieces.append(text[end:])
    return "".join(pieces)
