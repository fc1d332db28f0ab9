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
from collections.abc import Iterable, Sequence
from itertools import compress, pairwise
from typing import Final

from pipeline.repair.characters import mend_characters, without_controls
from pipeline.repair.gaps import Gaps, part_words
from pipeline.stations.glyph_columns import edges_of, is_raised, smallest_of, texts_of
from pipeline.stations.page import Change, Glyph, Line
from pipeline.stations.printed import INVISIBLE

_SPREAD_EM: Final = 0.14
"""Letter gaps from this on, in ems, look like spaces: closing them is a repair."""
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# a soft hyphen is no character of a word; where it shows, the engine paints a hyphen for it
_HIDDEN = re.compile(f"[{INVISIBLE}]")


def space_lines(lines: Iterable[Line]) -> list[Line]:
    """The lines of one page with their words as text."""
    some = list(lines)
    paints_spaces = any(" " in texts_of(line.glyphs) for line in some)
    return [space_line(line, paints_spaces=paints_spaces) for line in some]


def space_line(line: Line, *, paints_spaces: bool = True) -> Line:
    """The same line with its words as text; `paints_spaces` says that its page has space glyphs."""
    glyphs = _seen(line.glyphs)
    texts, x0, x1 = edges_of(glyphs)
    ink = [at for at, text in enumerate(texts) if not text.isspace()]
    if not ink:
        return line
    size = line.size or 1.0
    letters, sizes = [texts[at] for at in ink], [size] * (len(ink) - 1)
    if smallest_of(glyphs) != line.size:
        inked = [glyph for glyph in glyphs if not glyph.text.isspace()]
        letters = [_letter(glyph, line) for glyph in inked]
        sizes = [min(left.size, right.size) or size for left, right in pairwise(inked)]
    gaps = Gaps(
        letters,
        [x0[right] - x1[left] for left, right in pairwise(ink)],
        [right - left > 1 for left, right in pairwise(ink)],
        sizes,
    )
    words, changes = _words(gaps, paints_spaces=paints_spaces)
    # before anything is matched: marks of an act's parts are looked for in single lines too
    text, mended = mend_characters(words)
    text, removed = without_controls(text)
    return line._replace(text=text, changes=(*changes, *mended, *removed))


def _seen(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """The glyphs without the characters that no reader sees."""
    if not _HIDDEN.search("".join(texts_of(glyphs))):
        return glyphs
    cleared = [glyph._replace(text=_HIDDEN.sub("", glyph.text)) for glyph in glyphs]
    return [glyph for glyph in cleared if glyph.text]


def _letter(glyph: Glyph, line: Line) -> str:
    """The glyph's text; a small digit above the baseline as a typist has it: `м²`."""
    is_digit = glyph.text.isdigit() and is_raised(glyph, line)
    return glyph.text.translate(_RAISED_DIGITS) if is_digit else glyph.text


def _words(gaps: Gaps, *, paints_spaces: bool) -> tuple[str, tuple[Change, ...]]:
    """The words that the gaps part, and what was closed or opened for them."""
    texts, is_painted = gaps.texts, gaps.is_painted
    parts, widest = part_words(gaps)
    if paints_spaces and "-" in texts:
        _close_after_hyphens(gaps, parts)
    words = _set(texts, parts)
    if widest > _SPREAD_EM:
        return words, (Change(rule="letter_spacing", before=_set_as_seen(gaps, parts), after=words),)
    if True in is_painted:
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
    texts = gaps.texts
    bare = [at for at, part in enumerate(parts) if part and not gaps.is_painted[at]]
    for at in bare:
        is_inside = texts[at] == "-" and at > 0 and not parts[at - 1] and texts[at - 1].isalnum()
        after = texts[at + 1]
        if not is_inside or not (after.islower() or (after.isupper() and texts[at - 1].isalpha())):
            return
    for at in bare:
        parts[at] = False


def _set(texts: Sequence[str], is_space_before: Sequence[bool]) -> str:
    """The characters, each but the first with a space before it or not."""
    set_texts = list(texts)
    for at in compress(range(1, len(texts)), is_space_before):
        set_texts[at] = f" {texts[at]}"
    return "".join(set_texts)


def _set_as_seen(gaps: Gaps, parts: Sequence[bool]) -> str:
    """A space for a gap as wide as one, and one more where words part: `Қ А У Л Ы  Е Т Е Д І`."""
    rest = zip(gaps.widths, gaps.sizes, parts, gaps.is_painted, gaps.texts[1:], strict=True)
    return gaps.texts[0] + "".join(
        " " * ((width > _SPREAD_EM * size) + (part and has_space)) + text
        for width, size, part, has_space, text in rest
    )
