"""The legend of abbreviations of a plan, which says what the plan's own letters mean.

`Ескертпе: аббревиатуралардың толық жазылуы: ИДМ – Қазақстан Республикасының Индустрия және даму министрлігі;`
in one paragraph or a paragraph each; under other heads, or under the word for a note alone; after the table,
in its last row, or before it.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex as re

from pipeline.assemble.rows.headings import note_pattern
from pipeline.registry.word_orders import word_order
from pipeline.stations.page import Line
from pipeline.stations.printed import JoinLines, Printed

# `ИДМ – `, `«ҚТЖ» ҰК» АҚ - `, `Қаржымині – `: a label has few words and a capital letter
_ENTRY = re.compile(
    r"""\*{0,3}\s?(?:
        (?P<label>(?=[^–—;:]*\p{Lu})[^–—;:\s][^–—;:]{0,45}?) \s?[–—]\s?(?=\S)
      | (?P<label>(?=[^;:]*\p{Lu})[^-;:\s][^;:]{0,45}?) \s-\s(?=\S)
    )""",
    re.VERBOSE,
)
_MOST_WORDS = 2
_ABBREVIATION = re.compile(r"(?:[^\p{Ll}]*\p{Lu}){2}")


def begins_legend(lines: Sequence[Line], join: JoinLines) -> bool:
    """Whether these lines begin a legend: by its head, or as a note or a text of nothing but entries."""
    text = join(lines).text
    if word_order("legend_head").match(text):
        return True
    mark = note_pattern().match(text)
    own = text[mark.end() :].lstrip() if mark else text
    entry = _ENTRY.match(own)
    if entry is None or not _ABBREVIATION.match(entry["label"]):
        return False
    n_entries = sum(1 for part in re.split(r";|\n", own) if _ENTRY.match(part.strip()))
    return mark is not None or n_entries > 1


def split_legend(
    lines: Sequence[Line], join: JoinLines, *, is_begun: bool
) -> tuple[list[Printed], Sequence[Line]]:
    """The entries of a legend, each with its lines, and the lines after it.

    Args:
        lines: lines that stand one under another.
        join: joins lines to text.
        is_begun: whether the legend has begun above them.
    """
    groups: list[list[Line]] = []
    for index, line in enumerate(lines):
        is_entry = _is_entry(line)
        is_head = index == 0 and not is_begun
        before = lines[index - 1].text if index else ""
        if (index or is_begun) and note_pattern().match(line.text):
            return [join(group) for group in groups], lines[index:]
        if index and before.endswith(".") and not is_entry and not line.text[:1].islower():
            return [join(group) for group in groups], lines[index:]
        if index == 0 and is_begun and not is_entry and not line.text[:1].islower():
            return [], lines
        if is_head or not groups or (is_entry and (before.endswith((";", ".", ",", ":")) or _is_short(line))):
            groups.append([])
        groups[-1].append(line)
    return [join(group) for group in groups], ()


def _is_entry(line: Line) -> bool:
    """Whether an entry begins here: its label is an abbreviation, or has two words at most."""
    entry = _ENTRY.match(line.text)
    return entry is not None and (
        _ABBREVIATION.match(entry["label"]) is not None or len(entry["label"].split()) <= _MOST_WORDS
    )


def _is_short(line: Line) -> bool:
    entry = _ENTRY.match(line.text)
    return entry is not None and _ABBREVIATION.match(entry["label"]) is not None
