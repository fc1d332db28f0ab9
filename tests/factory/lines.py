"""Texts broken into lines, and lines into spaced glyphs: the painter's typesetting.

Justification is Flying Saucer's where asked: 80 % of a line's slack to its spaces (a kept trailing one
counts), 20 % between its letters, all of it between the letters where the line has no space.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tests.factory.canvas import Font

Justify = Literal["left", "center", "word", "letter", "adilet"]
_OPENING = "(«"
_CLOSING = "),.;:»"
_SPACE_SHARE = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line's characters; `is_last` where a paragraph or a forced line ends."""

    text: str
    is_last: bool
    is_forced: bool = False
    """Whether a forced break ends it: Flying Saucer justifies it too, so one short word fills a column."""


def break_lines(
    text: str, font: Font, size: float, width: float, *, at_punctuation: bool, spread: float = 0
) -> list[Line]:
    """Greedy lines no wider than `width` points; `spread` follows each glyph. Trailing spaces stay."""
    result: list[Line] = []
    paragraphs = text.split("\n")
    for at, paragraph in enumerate(paragraphs, start=1):
        current, room = "", width
        for piece in _pieces(paragraph, at_punctuation=at_punctuation):
            need = font.width(piece.rstrip(" "), size) + spread * len(piece.rstrip(" "))
            if current and need > room + 1e-6:
                result.append(Line(text=current, is_last=False))
                current, room = "", width
            current += piece
            room -= font.width(piece, size) + spread * len(piece)
        result.append(Line(text=current, is_last=True, is_forced=at < len(paragraphs)))
    return result


def _pieces(text: str, *, at_punctuation: bool) -> list[str]:
    """What may not be broken: words with their trailing space, parts of words after a hyphen."""
    pieces, start = [], 0
    for n in range(1, len(text)):
        before, after = text[n - 1], text[n]
        is_break = (before == " " and after != " ") or (
            before == "-" and n > 1 and after.isalpha() and (text[n - 2].isalpha() or text[n - 2].isdigit())
        )
        if at_punctuation and (
            (before.isalnum() and after in _CLOSING[0] + _CLOSING[1]) or before in _OPENING
        ):
            is_break = True
        if is_break:
            pieces.append(text[start:n])
            start = n
    pieces.append(text[start:])
    return pieces


def spaced(
    line: Line, font: Font, size: float, width: float, justify: Justify, *, spread: float = 0
) -> tuple[float, list[tuple[str, float]]]:
    """The line's offset from the left edge and its glyphs, each with the room added after it."""
    text = line.text if justify == "adilet" else line.text.rstrip(" ")
    if not text:
        return 0, []
    slack = width - font.width(text, size) - spread * len(text)
    if justify == "center":
        return slack / 2, [(c, spread) for c in text]
    ends = line.is_last and not (line.is_forced and justify in {"adilet", "letter"})
    if justify == "left" or ends or slack <= 0:
        return 0, [(c, spread) for c in text]
    spaces = text.count(" ")
    gaps = len(text) - 1
    if justify == "letter" or (justify == "adilet" and not spaces):
        return 0, [(c, spread + slack / max(gaps, 1)) for c in text]
    if justify == "word":
        return 0, [(c, spread + (slack / spaces if c == " " else 0)) for c in text]
    for_space, for_letter = slack * _SPACE_SHARE / spaces, slack * (1 - _SPACE_SHARE) / max(gaps, 1)
    return 0, [(c, spread + for_letter + (for_space if c == " " else 0)) for c in text]
