"""Where an act's signature stands: a name with its initials, and the position before or beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from pipeline.assemble.act_marks import NAME, PARAGRAPH
from pipeline.assemble.headings import note_pattern
from pipeline.page import Line

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


def position_overleaf(lines: Sequence[Line], after: int) -> int:
    """How many lines from `after` on are the position, where a cut left the name alone on the page above.

    They stand left of where the name stood, one under another; the stamp of approval stands to the right.
    """
    name, below = lines[after - 1], lines[after:]
    if not below or below[0].page_number == name.page_number or below[0].bbox.x1 > name.bbox.x0:
        return 0
    edge = below[0].bbox.x0
    return min(sum(1 for _ in takewhile(lambda line: abs(line.bbox.x0 - edge) < 1, below)), _MAX_LINES)
