"""A line's words from the gaps between its glyphs.

Layout engines justify a line by widening its spaces, its letters or both, so that one short word may fill a
column: `Қ а з а қ с т а н`. Those are gaps, not space glyphs, and no threshold in points or ems tells them
from spaces: `б е к і т у ;` has letter gaps of 1.3 em. What tells them is the line itself: its letter gaps
are all alike, and a gap between words is wider than they are by about the width of a space. Other engines
paint no spaces at all, or paint them in any width, so that a space glyph is a hint and the gap decides.

Kerning blurs both gaps, so that the threshold is laid where no gap is. One line may hold two runs of
different letter gap (`Р е с п у б л и к а с ы Заңының`, a word spaced out for emphasis): letters that would
all stand alone are a run of their own, and its words are parted by what is wide inside it. The same reading
closes words that were typed with a space after each letter.

Afterwards: every line has its words in `text`, parted by single spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import compress, pairwise
from typing import Final, NamedTuple

from pipeline.repair.characters import mend_characters, without_controls
from pipeline.stations.glyph_columns import edges_of, is_raised, smallest_of, texts_of
from pipeline.stations.page import Change, Glyph, Line
from pipeline.stations.printed import INVISIBLE

# Thresholds in ems of the smaller glyph next to the gap: how much wider than the letter gap a gap is that
# parts words. A space is 0.2 em and more in text fonts, pair kerning at most 0.1.
_BARE_EM: Final = 0.14
"""A gap without a space glyph, where no gap blurs the threshold."""
_NEAREST_EM, _FARTHEST_EM = 0.05, 0.2
"""Between which the threshold may be laid where gaps blur it."""
_PAINTED_EM: Final = 0.05
"""A gap with a space glyph."""
_SPREAD_EM: Final = 0.14
"""Letter gaps from this on look like spaces: closing them is a repair."""
_LETTER_GAP_RANK: Final = 0.4
"""The letter gap is this quantile of the bare gaps: low, since in a line without space glyphs the wide gaps
are the words'."""
_FEWEST_BARE, _FEWEST_PAINTED = 2, 3
"""Gaps in a run of letters that stand alone; with space glyphs words of one letter are rare, three none."""
_LETTER_SHARE: Final = 0.6
"""How many of a spaced-out run's glyphs are letters."""
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# a soft hyphen is no character of a word; where it shows, the engine paints a hyphen for it
_HIDDEN = re.compile(f"[{INVISIBLE}]")


class _Gaps(NamedTuple):
    """The gaps of one line, from left to right.

    `texts` are the glyphs' characters, one more than gaps; `widths` are in points; `is_painted` says whether
    a space glyph stands in the gap; `sizes` are the smaller of the two glyphs' next to it, in points.
    """

    texts: Sequence[str]
    widths: Sequence[float]
    is_painted: Sequence[bool]
    sizes: Sequence[float]


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
    gaps = _Gaps(
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


def _words(gaps: _Gaps, *, paints_spaces: bool) -> tuple[str, tuple[Change, ...]]:
    """The words that the gaps part, and what was closed or opened for them."""
    parts, widest = _parts(gaps) if gaps.widths else ([], 0.0)
    if paints_spaces and "-" in gaps.texts:
        _close_after_hyphens(gaps, parts)
    words = _set(gaps.texts, parts)
    painted = [part and has_space for part, has_space in zip(parts, gaps.is_painted, strict=True)]
    if widest > _SPREAD_EM:
        return words, (Change(rule="letter_spacing", before=_set_as_seen(gaps, painted), after=words),)
    # where the engine paints no spaces at all, gaps are how it writes them: nothing was repaired
    if painted != parts and True in gaps.is_painted:
        return words, (Change(rule="word_gap", before=_set(gaps.texts, painted), after=words),)
    return words, ()


def _parts(gaps: _Gaps) -> tuple[list[bool], float]:
    """For each gap whether it parts words; and the widest gap between letters of one word, in ems."""
    size = max(gaps.sizes)
    base = _letter_gap(_bare(gaps.widths, gaps.is_painted), size)
    over = [(width - base) / own for width, own in zip(gaps.widths, gaps.sizes, strict=True)]
    least = {False: _threshold(_bare(over, gaps.is_painted)), True: _PAINTED_EM}
    parts = [each > least[is_painted] for each, is_painted in zip(over, gaps.is_painted, strict=True)]
    widest = base / size
    for run in re.finditer("1+", "".join("01"[part] for part in parts)):
        # a gap to a neighbour that is a word already is between words whatever its width
        start, end = run.start() + (run.start() > 0), run.end() - (run.end() < len(parts))
        if end > start and _is_spaced_out(gaps, start, end):
            widest = max(widest, _part_run(gaps, parts, start, end))
    return parts, widest


def _bare(values: Sequence[float], is_painted: Sequence[bool]) -> list[float]:
    """What belongs to the gaps without a space glyph."""
    return [value for value, has_space in zip(values, is_painted, strict=True) if not has_space]


def _letter_gap(bare: Sequence[float], size: float) -> float:
    """The gap between the letters of most of this line's words, in points, from the gaps without a space.

    `size` is the largest next to these gaps, in points.
    """
    base = _low(bare) if bare else 0.0
    floor = base - _BARE_EM * size
    if floor <= 0:
        return base
    # a spaced line: is there a run in it that is not?
    around = [base, *bare, base]
    narrow = [
        width
        for before, width, after in zip(around, bare, around[2:], strict=False)
        if width < floor and min(before, after) < floor
    ]
    return _low(narrow) if narrow else base


def _low(widths: Sequence[float]) -> float:
    return sorted(widths)[int(_LETTER_GAP_RANK * (len(widths) - 1))]


def _threshold(over: Sequence[float]) -> float:
    """The middle of the widest stretch, between the nearest and the farthest place, in which no gap ends.

    `over` is how much wider than the letter gap the gaps without a space glyph are, in ems.
    """
    between = [each for each in over if _NEAREST_EM < each < _FARTHEST_EM]
    if not between:
        return _BARE_EM
    edges = [_NEAREST_EM, *sorted(between), _FARTHEST_EM]
    width, low = max((high - low, low) for low, high in pairwise(edges))
    return low + width / 2


def _is_spaced_out(gaps: _Gaps, start: int, end: int) -> bool:
    """A run of letters, and not `№ 5 –` or `1 2 3 4`."""
    texts = gaps.texts[start : end + 1]
    is_painted = sum(gaps.is_painted[start:end]) > (end - start) / 2
    fewest = _FEWEST_PAINTED if is_painted else _FEWEST_BARE
    letters = sum(text.isalpha() for text in texts)
    return end - start >= fewest and letters >= _LETTER_SHARE * len(texts) and letters > fewest


def _part_run(gaps: _Gaps, parts: list[bool], start: int, end: int) -> float:
    """Parts the words of a spaced-out run anew; its letter gap in ems."""
    widths = gaps.widths[start:end]
    bare = _bare(widths, gaps.is_painted[start:end])
    is_typed = len(bare) <= len(widths) / 2
    base = _low(widths if is_typed else bare)
    for at in range(start, end):
        has_space = gaps.is_painted[at] and not is_typed
        parts[at] = (gaps.widths[at] - base) / gaps.sizes[at] > (_PAINTED_EM if has_space else _BARE_EM)
    return base / max(gaps.sizes[start:end])


def _close_after_hyphens(gaps: _Gaps, parts: list[bool]) -> None:
    """Closes gaps inside hyphenated words, which some engines widen when they justify a line: `өзін- өзі`.

    They may break a line after a hyphen, and widen every place where they may break. Where the engine paints
    spaces, and all else that parts words is one, a gap without one after a word's hyphen is no space.
    """
    bare = [at for at, part in enumerate(parts) if part and not gaps.is_painted[at]]
    for at in bare:
        before, hyphen, after = gaps.texts[max(at - 1, 0)], gaps.texts[at], gaps.texts[at + 1]
        is_inside = hyphen == "-" and at > 0 and not parts[at - 1] and before.isalnum()
        if not is_inside or not (after.islower() or (after.isupper() and before.isalpha())):
            return
    for at in bare:
        parts[at] = False


def _set(texts: Sequence[str], is_space_before: Sequence[bool]) -> str:
    """The characters, each but the first with a space before it or not."""
    set_texts = list(texts)
    for at in compress(range(1, len(texts)), is_space_before):
        set_texts[at] = f" {texts[at]}"
    return "".join(set_texts)


def _set_as_seen(gaps: _Gaps, painted: Sequence[bool]) -> str:
    """A space for a gap as wide as one, and one more where words part: `Қ А У Л Ы  Е Т Е Д І`."""
    rest = zip(gaps.widths, gaps.sizes, painted, gaps.texts[1:], strict=True)
    return gaps.texts[0] + "".join(
        " " * ((width > _SPREAD_EM * size) + is_painted) + text for width, size, is_painted, text in rest
    )
