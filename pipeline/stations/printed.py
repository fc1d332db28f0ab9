"""Printed words: a text as a careful reader types it, with the lines and places that it comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.stations.page import BBox, Change, Line

SOFT_HYPHEN = "\u00ad"
INVISIBLE = f"{SOFT_HYPHEN}\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphens and characters without width: they are how a text was set, not what it says."""
# what a wrapped word may lose
_HYPHENS = frozenset("-‐‑")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A box on a page."""

    page_number: int
    bbox: BBox


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Words as a careful reader types them, with the printed lines that they come from.

    `text` is in the contract's normal form, "" where nothing is printed; `lines` are as read; `places` the
    boxes where the words stand, one a page; `doubts` are neighbouring words that may be one; `parts` are the
    texts that it was put together from, where they are several. `own_numbers` are those of its lines, also
    where the text was changed since.
    """

    text: str
    lines: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    places: tuple[Place, ...] = ()
    doubts: tuple[str, ...] = ()
    parts: tuple[Printed, ...] = ()
    own_numbers: tuple[int, ...] = ()

    @classmethod
    def of(cls, parts: Sequence[Printed], text: str) -> Printed:
        """One text of several."""
        return cls(
            text=text,
            lines=tuple(line for part in parts for line in part.lines),
            changes=tuple(change for part in parts for change in part.changes),
            places=tuple(place for part in parts for place in part.places),
            parts=tuple(parts),
        )

    @property
    def line_numbers(self) -> frozenset[int]:
        """The numbers of the lines that it was read from, those of its parts among them."""
        return frozenset(self.own_numbers).union(*(part.line_numbers for part in self.parts))

    @property
    def text_by_lines(self) -> str:
        """The text with a line feed for the blank at the end of each printed line, as far as they are known.

        Lines and text are held against each other letter by letter, as a wrapped word loses its hyphen.
        """
        letters = list(self.text)
        at = 0
        for line in self.lines:
            if 0 < at < len(letters) and letters[at] == " ":
                letters[at] = "\n"
            printed = "".join(line.split()).replace(SOFT_HYPHEN, "")
            for place, letter in enumerate(printed):
                while at < len(letters) and letters[at] in " \n":
                    at += 1
                is_lost = place == len(printed) - 1 and letter in _HYPHENS
                if not is_lost or (at < len(letters) and letters[at] in _HYPHENS):
                    at += 1
        if at != len(letters):
            return self.text
        return "".join(letters)


JoinLines = Callable[[Sequence[Line]], Printed]
"""Joins the lines of one text, from top to bottom, over pages."""
