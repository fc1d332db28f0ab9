"""Characters that paint nothing and are no text: controls, and marks of a text's direction.

A font's Unicode map may give any character for a glyph. Such ones turn the order of the letters around where
a text is shown, or steer a terminal (U+009B begins a command): no published text holds one.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex as re

from pipeline.repair.spacing import space_lines
from pipeline.stations.page import Change, Line

# a soft hyphen shows where a word may be parted: engines write it, and spacing takes it out
_CONTROL = re.compile(r"[[\p{Cc}\p{Cf}\p{Cs}]--[\u00ad]]", re.VERSION1)


def is_control(character: str) -> bool:
    """Whether a character is a control or a format, and no soft hyphen."""
    return _CONTROL.fullmatch(character) is not None


def escaped(text: str) -> str:
    """The text with controls by their numbers.

    Example:
        >>> escaped("a" + chr(0x202E) + "b")
        'a<U+202E>b'
    """
    return str(_CONTROL.sub(lambda found: f"<U+{ord(found[0]):04X}>", text))


def space_without_controls(lines: Sequence[Line]) -> list[Line]:
    """The lines with their words as text, as `space_lines` gives them, without control characters."""
    return [line if line.text.isprintable() else _without_controls(line) for line in space_lines(lines)]


def _without_controls(line: Line) -> Line:
    words = [(word, _CONTROL.sub("", word)) for word in line.text.split(" ")]
    changes = [
        Change(rule="control_character", before=escaped(word), after=kept)
        for word, kept in words
        if word != kept
    ]
    text = " ".join([kept for _, kept in words if kept])
    return line._replace(text=text, changes=(*line.changes, *changes))
