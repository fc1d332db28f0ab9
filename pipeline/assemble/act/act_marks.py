"""What the parts of an act must say: its own line, the marks of its parts, and where its signature stands.

The act's line is as high as its statements need: the body's name may wrap, registration and repeal follow in
the same paragraph or in the next; the title stands above it, or below. A signature is a name with its
initials, and the position before or next to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise, takewhile

import regex as re

from pipeline.assemble.rows.headings import note_pattern
from pipeline.registry.language_words import is_genitive
from pipeline.registry.outline_words import outline_words
from pipeline.registry.word_orders import find_core, parts_of, word_order
from pipeline.stations.page import Line
from pipeline.stations.printed import Printed

# `4. Қазақстан …`, `4-1. …`, but no date: `27.10.2014`
PARAGRAPH = re.compile(r"(?P<number>\d{1,2}(?:-\d{1,2})?)\.\s+(?=\D)")
# `С. Ахметов`, `Б.Ә. Сағынтаев`, `А.Б.В. Есімов`
NAME = re.compile(r"(?:^|\s)(?P<name>(?:\p{Lu}\.\s?){1,3}\p{Lu}\p{L}+(?:-\p{Lu}\p{L}+)?)$")
_MAX_LINES = 4
"""A signature has at most so many lines."""
_MOST_STAMP_LINES = 5
_MOST_CORE_LINES = 4
_MOST_ACT_LINES = 14
_PARAGRAPH_GAP = 1.5  # baselines of one paragraph are 1.2 to 1.4 of their size apart
_INDENT_PT = 8.0
_NO_ACT_LINE = '«"'

TextOf = Callable[[int, int], str]


def find_act_line(lines: Sequence[Line], limit: int, text: TextOf) -> tuple[int, int] | None:
    """The numbers of the act line's first line and of the one after its last, or None.

    Of the lines before the plan's table it must begin before the line `limit` to identify the act.
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
    while start > 0 and goes_on_above(lines, start) and not _ends_title(lines[start - 1]):
        if lines[start].text[:1].isupper() and lines[start - 1].text[-1:] in '.;:»"':
            break
        start -= 1
    return start


def _after_statements(lines: Sequence[Line], start: int, end: int, limit: int, text: TextOf) -> int:
    """The line after the last statement that follows the words that identify the act."""
    best = end
    last = min(end + _MOST_ACT_LINES, limit)
    for after in range(end, last + 1):
        parts = parts_of(text(start, after))
        is_whole = parts is not None and parts.is_whole
        if is_whole:
            best = after
        if after == last or (not goes_on_above(lines, after) and (is_whole or best > end)):
            break
    while best < last and (more := _separate_statement(lines, start, best, last, text)):
        best = more
    parts = parts_of(text(start, best))
    if parts is None or parts.is_whole:
        return best
    while best < last and goes_on_above(lines, best):
        best += 1  # what was not understood belongs to the act's line all the same
    return best


def _separate_statement(lines: Sequence[Line], start: int, end: int, last: int, text: TextOf) -> int | None:
    """The line after a statement that stands in a paragraph of its own."""
    before = parts_of(text(start, end))
    for after in range(end + 1, last + 1):
        parts = parts_of(text(start, after))
        if parts and before and parts.is_whole and len(parts.statements) > len(before.statements):
            return after
        if after < len(lines) and not goes_on_above(lines, after):
            return None
    return None


def goes_on_above(lines: Sequence[Line], index: int) -> bool:
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


def n_of_act_below(lines: Sequence[Line], start: int, index: int) -> int:
    """How many lines below a stamp's word name the act, where that word stands first: `БЕКІТІЛГЕН`.

    The stamp begins at the line `start`; the line `index` says that it is one.
    """
    act = word_order("approving_act")
    named = word_order("approval").sub("", "\n".join(line.text for line in lines[start : index + 1])).rstrip()
    if act.search(named):
        return 0
    for n, line in enumerate(lines[index + 1 : index + 1 + _MOST_STAMP_LINES], start=1):
        if note_pattern().match(line.text):
            break  # a note names acts too
        named = f"{named}\n{line.text}"  # its number may stand on a line of its own
        if act.search(named):
            return n
    return 0


def name_of(signature: Printed) -> str | None:
    """The name with initials that ends a signature."""
    match = NAME.search(signature.text)
    return match["name"] if match else None


def ends_note(last: Line, following: Line) -> bool:
    """Whether a note ends with the line `last`, before the line that follows."""
    text = following.text
    if note_pattern().match(text) or PARAGRAPH.match(text):
        return True
    if not last.text.endswith((".", "!")):
        return False
    return not (text[:1].islower() or text[:1] in "№(" or text[:1].isdigit())


def is_signature(lines: Sequence[Line], index: int) -> bool:
    """Whether the lines from `index` on soon end with a name and its initials, and no sentence before it."""
    for line in lines[index : index + _MAX_LINES]:
        if NAME.search(line.text):
            return True
        is_sentence = line.text.endswith((".", ";", ":", ","))
        if is_sentence or PARAGRAPH.match(line.text) or note_pattern().match(line.text):
            return False
    return False


def signature_lines(lines: Sequence[Line], start: int) -> tuple[list[Line], int]:
    """The signature that begins at `start`, its position before its name, and where the next text begins."""
    at = next(at for at in range(start, len(lines)) if NAME.search(lines[at].text))
    own, last = lines[start : at + 1], lines[at]
    rest = NAME.sub("", last.text).strip()
    if not rest and at == start:
        after = at + 1 + _n_on_next_page(lines, at + 1)
        return [*lines[at + 1 : after], *own], after
    above = [*lines[start:at], *([last._replace(text=rest)] if rest else [])]
    after = at + 1 + _position_below(lines, start, at + 1, above[-1].text)
    if after == at + 1:
        return list(own), after
    name = last._replace(text=last.text.removeprefix(rest).strip(), changes=())
    return [*above, *lines[at + 1 : after], name], after


def _position_below(lines: Sequence[Line], start: int, after: int, position: str) -> int:
    """How many lines from `after` on are the rest of the position.

    The name may stand next to the position's first line, or its middle, instead of its last. Then the
    position goes on below, at the same edge: what is above ends with a genitive, or what is below begins
    with a small letter.
    """
    below = list(takewhile(lambda line: not NAME.search(line.text), lines[after:]))
    edge = lines[start].bbox.x0  # the first line may be indented
    near = takewhile(lambda line: line.bbox.x0 < edge + 1, below[:_MAX_LINES])
    texts = [position, *(line.text for line in near)]
    return sum(1 for _ in takewhile(lambda pair: _goes_on(*pair), pairwise(texts)))


def _goes_on(text: str, following: str) -> bool:
    """Whether what follows is the rest of a position; a capital after a whole one begins another's."""
    words = outline_words()
    is_open = is_genitive(text) or text.rpartition(" ")[2].lower() in words.joining
    return is_open or following[:1].islower() or following.lower().startswith(words.continuing)


def _n_on_next_page(lines: Sequence[Line], after: int) -> int:
    """How many lines from `after` on are the position, where a page break left the name alone.

    They stand left of where the name stood, one under another; the stamp of approval stands to the right.
    """
    name, below = lines[after - 1], lines[after:]
    if not below or below[0].page_number == name.page_number or below[0].bbox.x1 > name.bbox.x0:
        return 0
    edge = below[0].bbox.x0
    return sum(1 for _ in takewhile(lambda line: abs(line.bbox.x0 - edge) < 1, below[:_MAX_LINES]))
