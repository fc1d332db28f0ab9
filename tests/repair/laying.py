"""Words laid out as a line of glyphs, the way engines do it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.stations.page import BBox, Glyph, Line

_WIDE = frozenset("шщжмюыфШЩЖМЮЫФ№")
_NARROW = frozenset("іI.,:;()!1l'")


def advance_em(character: str) -> float:
    """A plausible advance: no font's, but narrow, middle and wide."""
    return 0.75 if character in _WIDE else 0.28 if character in _NARROW else 0.5


def lay_line(
    words: str | Sequence[str],
    *,
    x0: float = 50.0,
    baseline: float = 100.0,
    size: float = 10.0,
    letter_em: float = 0.0,
    word_em: float = 0.25,
    space_em: float | None = 0.25,
    noise: Callable[[], float] = lambda: 0.0,
    page_number: int = 1,
) -> Line:
    """The line's glyphs.

    Args:
        words: the words, or a text of words with single spaces.
        x0: the left edge in points.
        baseline: the baseline in points.
        size: the font's size in points.
        letter_em: the gap between letters.
        word_em: what a gap between words is wider than one between letters.
        space_em: the width of the painted space glyph; None paints none.
        noise: gives the kerning of the next pair of letters, in ems.
        page_number: of the line.
    """
    glyphs: list[Glyph] = []
    x = x0

    def paint(character: str, width: float) -> None:
        glyphs.append(
            Glyph(character, x, baseline - 0.9 * size, x + width, baseline + 0.2 * size, baseline, size, "F")
        )

    for number, word in enumerate(words.split(" ") if isinstance(words, str) else words):
        if number:
            x += letter_em * size
            if space_em is not None:
                paint(" ", space_em * size)
            x += word_em * size
        for at, character in enumerate(word):
            if at:
                x += (letter_em + noise()) * size
            paint(character, advance_em(character) * size)
            x += advance_em(character) * size
    return as_line(glyphs, page_number=page_number)


def as_line(glyphs: Sequence[Glyph], *, text: str = "", page_number: int = 1) -> Line:
    """A line of these glyphs."""
    ink = [glyph for glyph in glyphs if not glyph.text.isspace()] or list(glyphs)
    return Line(
        page_number=page_number,
        bbox=BBox(
            min(glyph.x0 for glyph in ink),
            min(glyph.top for glyph in ink),
            max(glyph.x1 for glyph in ink),
            max(glyph.bottom for glyph in ink),
        ),
        baseline=max(glyph.baseline for glyph in ink),
        size=max(glyph.size for glyph in ink),
        glyphs=tuple(glyphs),
        text=text,
    )


def after(line: Line, following: Line, gap_em: float = 0.25) -> Line:
    """Both lines as one, the second beginning a gap after the first."""
    move = line.bbox.x1 + gap_em * line.size - following.bbox.x0
    moved = [glyph._replace(x0=glyph.x0 + move, x1=glyph.x1 + move) for glyph in following.glyphs]
    return as_line([*line.glyphs, *moved])


def lay_lines(texts: Sequence[str], *, x0: float = 50.0, top: float = 100.0) -> list[Line]:
    """Lines under one another, with their words read."""
    from pipeline.repair.spacing import space_line  # noqa: PLC0415 - the tests of spacing lay lines without it

    return [space_line(lay_line(text, x0=x0, baseline=top + 13 * at)) for at, text in enumerate(texts)]
