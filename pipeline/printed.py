"""Printed words: a text as a careful reader types it, with the lines and places that it comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.page import BBox, Change, Line


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
    texts that it was put together from, where they are several.
    """

    text: str
    lines: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    places: tuple[Place, ...] = ()
    doubts: tuple[str, ...] = ()
    parts: tuple[Printed, ...] = ()


JoinLines = Callable[[Sequence[Line]], Printed]
"""Joins the lines of one text, from top to bottom, over pages."""
