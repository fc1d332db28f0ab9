"""What stands in brackets and in quotes: words that are not the sentence around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# each opening mark and what may close it; a mark that is on both sides closes if it can
_CLOSERS = {"(": ")", "[": "]", "«": "»", "“": "”", "„": "“”", '"': '"'}
_BRACKETS = frozenset("([")
_MARK = re.compile(f"[{re.escape(''.join({*_CLOSERS, *''.join(_CLOSERS.values())}))}]")
# how many marks a closing mark looks back over: keeps the scan linear on a text of nothing but brackets
_DEEPEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """An outermost pair of brackets or quotes: `[start, end)` with its marks, the first of them `opener`."""

    start: int
    end: int
    opener: str

    @property
    def is_bracket(self) -> bool:
        """Whether it is a bracket, not a quotation."""
        return self.opener in _BRACKETS


def find_enclosed(text: str, *, quotes_only: bool = False) -> list[Enclosed]:
    """The outermost brackets and quotes of a text, in order; a mark without its partner encloses nothing.

    With `quotes_only` brackets are words like others, so that quotes inside of them are found.
    """
    found: list[Enclosed] = []
    open_marks: list[tuple[str, int]] = []
    for mark_here in _MARK.finditer(text):
        char, offset = mark_here[0], mark_here.start()
        if quotes_only and char in "()[]":
            continue
        nearest = range(len(open_marks) - 1, max(-1, len(open_marks) - 1 - _DEEPEST), -1)
        depth = next((depth for depth in nearest if char in _CLOSERS[open_marks[depth][0]]), None)
        if depth is None:  # an item's "3)" closes nothing
            if char in _CLOSERS:
                open_marks.append((char, offset))
            continue
        opener, start = open_marks[depth]
        del open_marks[depth:]
        while found and found[-1].start > start:
            found.pop()
        found.append(Enclosed(start=start, end=offset + 1, opener=opener))
    return found


def find_quotes(text: str) -> list[Enclosed]:
    """The outermost quotes of a text, in order, inside of brackets too."""
    return find_enclosed(text, quotes_only=True)


def blanked(text: str, spans: Iterable[Enclosed]) -> str:
    """The text with the spans replaced by spaces, so that all offsets stay."""
    letters = list(text)
    for span in spans:
        letters[span.start : span.end] = " " * (span.end - span.start)
    return "".join(letters)
