"""Where an act's own line stands among the lines over its text.

It is as high as its statements need: the body's name may wrap, registration and repeal follow in the same
paragraph or in the next. The title stands above it, or below.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.registry.outline_words import outline_words
from pipeline.registry.word_orders import find_core, parts_of, word_order
from pipeline.stations.page import Line

_MOST_CORE_LINES = 4
_MOST_LINES = 14
_PARAGRAPH_GAP = 1.5  # baselines of one paragraph are 1.2 to 1.4 of their size apart
_INDENT_PT = 8.0
_NO_ACT_LINE = '«"'

TextOf = Callable[[int, int], str]


def find_act_line(lines: Sequence[Line], limit: int, text: TextOf) -> tuple[int, int] | None:
    """The numbers of the act line's first line and of the one after its last, or None.

    Args:
        lines: the lines before the plan's table.
        limit: the number of the line before which it must begin to identify the act.
        text: the joined words of some lines.
    """
    for end in range(1, limit + 1):
        for start in range(end - 1, max(-1, end - 1 - _MOST_CORE_LINES), -1):
            core = find_core(text(start, end))
            if core is None or core <= len(text(start, end - 1)):
                continue
            if any(mark in text(start, end)[:core] for mark in _NO_ACT_LINE):
                break
            first = _first_line(lines, start)
            return first, _after_statements(lines, first, end, limit, text)
    return None


def _first_line(lines: Sequence[Line], start: int) -> int:
    """The line with which the body's name begins: it may have wrapped."""
    opening = word_order("act_line_opening")
    if opening.pattern and opening.match(lines[start].text):
        return start
    while start > 0 and goes_on(lines, start) and not _ends_title(lines[start - 1]):
        if lines[start].text[:1].isupper() and lines[start - 1].text[-1:] in '.;:»"':
            break
        start -= 1
    return start


def _after_statements(lines: Sequence[Line], start: int, end: int, limit: int, text: TextOf) -> int:
    """The line after the last statement that follows the words that identify the act."""
    best = end
    last = min(end + _MOST_LINES, limit)
    for after in range(end, last + 1):
        parts = parts_of(text(start, after))
        is_whole = parts is not None and parts.is_whole
        if is_whole:
            best = after
        if after == last or (not goes_on(lines, after) and (is_whole or best > end)):
            break
    while best < last and (more := _separate_statement(lines, start, best, last, text)):
        best = more
    parts = parts_of(text(start, best))
    if parts is None or parts.is_whole:
        return best
    while best < last and goes_on(lines, best):
        best += 1  # what was not understood belongs to the act's line all the same
    return best


def _separate_statement(lines: Sequence[Line], start: int, end: int, last: int, text: TextOf) -> int | None:
    """The line after a statement that stands in a paragraph of its own."""
    before = parts_of(text(start, end))
    for after in range(end + 1, last + 1):
        parts = parts_of(text(start, after))
        if parts and before and parts.is_whole and len(parts.statements) > len(before.statements):
            return after
        if after < len(lines) and not goes_on(lines, after):
            return None
    return None


def goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether this line goes on with the paragraph of the line above."""
    if index >= len(lines):
        return False
    line, above = lines[index], lines[index - 1]
    if line.page_number != above.page_number:
        return True
    if line.text[:1].islower():
        return True
    is_near = 0 < line.baseline - above.baseline <= _PARAGRAPH_GAP * max(line.size, above.size)
    same_face = line.size == above.size and _face(line) == _face(above)
    is_centred = abs((line.bbox.x0 + line.bbox.x1) - (above.bbox.x0 + above.bbox.x1)) <= _INDENT_PT
    return is_near and same_face and (is_centred or line.bbox.x0 <= above.bbox.x0 + _INDENT_PT)


def _face(line: Line) -> str:
    return line.glyphs[0].font if line.glyphs else ""


def _ends_title(line: Line) -> bool:
    return line.text.lower().rstrip(" .").endswith(outline_words().title_end)
