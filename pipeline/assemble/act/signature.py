"""Where an act's signature stands: a name with its initials, and the position before or beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from pipeline.assemble.act.act_marks import NAME, PARAGRAPH
from pipeline.assemble.rows.headings import note_pattern
from pipeline.registry.kazakh import is_genitive
from pipeline.registry.outline_words import outline_words
from pipeline.stations.page import Line

_MAX_LINES = 4


def is_signature(lines: Sequence[Line], index: int) -> bool:
    """Do the lines from `index` on end, soon, with a name and its initials, and no sentence before it?"""
    for line in lines[index : index + _MAX_LINES]:
        if NAME.search(line.text):
            return True
        if line.text.endswith((".", ";", ":", ",")) or PARAGRAPH.match(line.text):
            return False
        if note_pattern().match(line.text):
            return False
    return False


def signature_lines(lines: Sequence[Line], start: int) -> tuple[list[Line], int]:
    """The signature that begins at `start`, its position before its name, and where the next text begins."""
    at, name = next(
        (at, found[0])
        for at in range(start, len(lines))
        if (found := NAME.search(lines[at].text)) is not None
    )
    first = lines[start : at + 1]
    beside = NAME.sub("", first[-1].text).strip()
    if not beside and len(first) == 1:
        n_overleaf = _position_overleaf(lines, at + 1)
        return [*lines[at + 1 : at + 1 + n_overleaf], *first], at + 1 + n_overleaf
    above = [*first[:-1], *([first[-1]._replace(text=beside)] if beside else [])]
    n_below = _position_below(lines, start, at + 1, above[-1].text)
    if not n_below:
        return list(first), at + 1
    below = lines[at + 1 : at + 1 + n_below]
    return [*above, *below, first[-1]._replace(text=name.strip(), changes=())], at + 1 + n_below


def _position_below(lines: Sequence[Line], start: int, after: int, position: str) -> int:
    """How many lines from `after` on are the rest of the position.

    The name may stand beside the position's first line, or its middle, instead of its last. Then the position
    goes on below, at the same edge: what is above ends with a genitive, or what is below begins with a small
    letter.
    """
    if not position:
        return 0
    below = list(takewhile(lambda line: not NAME.search(line.text), lines[after:]))
    n_at_edge = _n_at_edge(below, lines[start].bbox.x0)
    texts = [position, *(line.text for line in below[:n_at_edge])]
    return sum(1 for _ in takewhile(lambda pair: _goes_on(*pair), pairwise(texts)))


def _goes_on(text: str, following: str) -> bool:
    """Is what follows the rest of a position? A capital begins another person's, after a whole one."""
    is_open = is_genitive(text) or text.lower().endswith(outline_words().joining)
    return is_open or following[:1].islower()


def _position_overleaf(lines: Sequence[Line], after: int) -> int:
    """How many lines from `after` on are the position, where a cut left the name alone on the page above.

    They stand left of where the name stood, one under another; the stamp of approval stands to the right.
    """
    name, below = lines[after - 1], lines[after:]
    if not below or below[0].page_number == name.page_number or below[0].bbox.x1 > name.bbox.x0:
        return 0
    return _n_at_edge(below, below[0].bbox.x0)


def _n_at_edge(lines: Iterable[Line], edge: float) -> int:
    """How many lines, from the first on, begin at the edge."""
    return min(sum(1 for _ in takewhile(lambda line: abs(line.bbox.x0 - edge) < 1, lines)), _MAX_LINES)
