"""A line's words from the gaps between its glyphs.

Layout engines justify a line by widening its spaces, its letters or both, so that one short word may fill a
column: `Қ а з а қ с т а н`. Those are gaps, not space glyphs, and no threshold in points or ems tells them
from spaces: `б е к і т у ;` has letter gaps of 1.3 em. What tells them is the line itself: its letter gaps
are all alike, and a gap between words is wider than they are by about the width of a space. Other engines
paint no spaces at all, or paint them in any width, so that a space glyph is a hint and the gap decides.

Afterwards: every line has its words in `text`, parted by single spaces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress, pairwise

from pipeline.repair.advances import first_advance, on_grid, own_width
from pipeline.repair.characters import mend_characters
from pipeline.repair.gaps import Gaps, GapSettings, part_words
from pipeline.repair.plain_lines import measure_lines
from pipeline.stations.glyph_columns import GlyphColumns
from pipeline.stations.glyph_runs import GlyphRun
from pipeline.stations.page import Change, Glyph, Line


@dataclass(frozen=True, slots=True, kw_only=True)
class SpacingSettings:
    """Thresholds in ems.

    Attributes:
        gaps: where words part.
        spread_em: letter gaps from this on look like spaces: closing them is a repair.
        raised_size: a digit of at most this share of the line's size may be raised.
        raised_em: how far above the line's baseline a raised digit stands at least.
    """

    gaps: GapSettings = field(default_factory=GapSettings)
    spread_em: float = 0.14
    raised_size: float = 0.85
    raised_em: float = 0.12


_DEFAULT = SpacingSettings()
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# a soft hyphen is no character of a word; where it shows, the engine paints a hyphen for it
_HIDDEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


def space_lines(lines: Sequence[Line], settings: SpacingSettings = _DEFAULT) -> list[Line]:
    """The same lines with their words as text; lines of one page are quicker together than one by one."""
    columns = _columns_of(lines)
    if columns is None:
        return [space_line(line, settings) for line in lines]
    runs = [(line.glyphs.start, line.glyphs.stop) for line in lines if isinstance(line.glyphs, GlyphRun)]
    measured = measure_lines(columns, runs, settings.gaps, settings.spread_em)
    texts = columns.texts
    paints_spaces = " " in texts
    x0, x1, sizes = columns.x0.tolist(), columns.x1.tolist(), columns.size.tolist()
    result = []
    for line, (start, stop), is_plain, first, own in zip(lines, runs, *measured, strict=True):
        some = texts[start:stop]
        letters = "".join(some)
        # a glyph of several characters may hold a space
        if is_plain and len(letters) == stop - start and not _HIDDEN.search(letters):
            result.append(_with_words(line, " ".join(letters.split()), (), first, own))
        else:
            place = slice(start, stop)
            result.append(
                _spaced(line, some, x0[place], x1[place], sizes[place], settings, paints_spaces=paints_spaces)
            )
    return result


def space_line(line: Line, settings: SpacingSettings = _DEFAULT) -> Line:
    """The same line with its words as text."""
    if not line.glyphs:
        return line
    texts, x0, _, x1, _, _, sizes, *_ = zip(*line.glyphs, strict=True)
    return _spaced(line, texts, x0, x1, sizes, settings, paints_spaces=" " in texts)


def _columns_of(lines: Sequence[Line]) -> GlyphColumns | None:
    """The columns that all the lines' glyphs are runs of, if they are."""
    sources = {id(line.glyphs.source) if isinstance(line.glyphs, GlyphRun) else 0 for line in lines}
    first = lines[0].glyphs if lines else None
    if len(sources) == 1 and isinstance(first, GlyphRun) and isinstance(first.source, GlyphColumns):
        return first.source
    return None


def _spaced(
    line: Line,
    texts: Sequence[str],
    x0: Sequence[float],
    x1: Sequence[float],
    sizes: Sequence[float],
    settings: SpacingSettings,
    *,
    paints_spaces: bool,
) -> Line:
    """The line with its words as text, from its glyphs' columns."""
    ink = [at for at, text in enumerate(texts) if not text.isspace()]
    letters = [texts[at] for at in ink]
    if _HIDDEN.search("".join(letters)):
        spaced = space_line(line._replace(glyphs=_seen(line.glyphs)), settings)
        glyphs = line.glyphs
        return spaced._replace(
            glyphs=glyphs, first_advance=first_advance(glyphs), own_width=own_width(glyphs)
        )
    if not ink:
        return line
    size = line.size or 1.0
    beside = [size] * (len(ink) - 1)
    if any(sizes[at] != size for at in ink):
        glyphs = tuple(line.glyphs)
        letters = [_raised(glyphs[at], line, settings) for at in ink]
        beside = [min(sizes[left], sizes[right]) or size for left, right in pairwise(ink)]
    gaps = Gaps(
        letters,
        [x0[right] - x1[left] for left, right in pairwise(ink)],
        [right - left > 1 for left, right in pairwise(ink)],
        beside,
    )
    words, changes = _words(gaps, settings, paints_spaces=paints_spaces)
    advances = [right - left for left, right in zip(x0[: ink[-1] + 1], x1, strict=False)]
    return _with_words(line, words, changes, advances[ink[0]], on_grid(sum(advances)))


def _words(gaps: Gaps, settings: SpacingSettings, *, paints_spaces: bool) -> tuple[str, tuple[Change, ...]]:
    """The words that the gaps part, and what was closed or opened for them."""
    texts, is_painted = gaps.texts, gaps.is_painted
    parts, widest = part_words(gaps, settings.gaps)
    if paints_spaces and "-" in texts:
        _close_after_hyphens(gaps, parts)
    words = _set(texts, parts) if True in parts else "".join(texts)
    if widest > settings.spread_em:
        printed = _set_as_seen(gaps, parts, settings)
        return words, (Change(rule="letter_spacing", before=printed, after=words),)
    if parts != is_painted and True in is_painted:
        # where the engine paints no spaces at all, gaps are how it writes them: nothing was repaired
        painted = [part and has_space for part, has_space in zip(parts, is_painted, strict=True)]
        if painted != parts:
            return words, (Change(rule="word_gap", before=_set(texts, painted), after=words),)
    return words, ()


def _close_after_hyphens(gaps: Gaps, parts: list[bool]) -> None:
    """Closes gaps inside hyphenated words, which some engines widen when they justify a line: `өзін- өзі`.

    They may break a line after a hyphen, and widen every place where they may break. Where the engine paints
    spaces, and all else that parts words is one, a gap without one after a word's hyphen is no space.
    """
    texts, _, is_painted, _ = gaps
    bare = [at for at, part in enumerate(parts) if part and not is_painted[at]]
    for at in bare:
        is_inside = texts[at] == "-" and at > 0 and not parts[at - 1] and texts[at - 1].isalnum()
        after = texts[at + 1]
        if not is_inside or not (after.islower() or (after.isupper() and texts[at - 1].isalpha())):
            return
    for at in bare:
        parts[at] = False


def _with_words(
    line: Line, words: str, changes: tuple[Change, ...], first_advance: float, own_width: float
) -> Line:
    # before anything is matched: marks of an act's parts are looked for in single lines too
    text, mended = mend_characters(words)
    return Line(
        page_number=line.page_number,
        bbox=line.bbox,
        baseline=line.baseline,
        size=line.size,
        glyphs=line.glyphs,
        text=text,
        changes=(*changes, *mended) if mended else changes,
        first_advance=first_advance,
        own_width=own_width,
    )


def _set(texts: Sequence[str], is_space_before: Sequence[bool]) -> str:
    """The characters, each but the first with a space before it or not."""
    set_texts = list(texts)
    for at in compress(range(1, len(texts)), is_space_before):
        set_texts[at] = f" {texts[at]}"
    return "".join(set_texts)


def _set_as_seen(gaps: Gaps, parts: Sequence[bool], settings: SpacingSettings) -> str:
    """A space for a gap as wide as one, and one more where words part: `Қ А У Л Ы  Е Т Е Д І`."""
    spread = settings.spread_em
    rest = zip(gaps.widths, gaps.sizes, parts, gaps.is_painted, gaps.texts[1:], strict=True)
    return gaps.texts[0] + "".join(
        [
            " " * ((width > spread * size) + (part and has_space)) + text
            for width, size, part, has_space, text in rest
        ]
    )


def _raised(glyph: Glyph, line: Line, settings: SpacingSettings) -> str:
    """A small digit above the baseline as the character that a typist has for it: `м²`."""
    if not glyph.text.isdigit() or glyph.size > settings.raised_size * line.size:
        return glyph.text
    is_up = line.baseline - glyph.baseline >= settings.raised_em * line.size
    return glyph.text.translate(_RAISED_DIGITS) if is_up else glyph.text


def _seen(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """The glyphs without the characters that no reader sees."""
    cleared = [glyph._replace(text=_HIDDEN.sub("", glyph.text)) for glyph in glyphs]
    return tuple(glyph for glyph in cleared if glyph.text)
