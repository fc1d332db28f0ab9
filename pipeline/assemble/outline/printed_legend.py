"""The legend of abbreviations of a plan, which says what the plan's own letters mean.

`Ескертпе: аббревиатуралардың толық жазылуы: ИДМ – Қазақстан Республикасының Индустрия және даму министрлігі;`
in one paragraph or a paragraph each; under other heads, or under the word for a note alone; after the table,
in its last row, or before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import regex as re

from pipeline.assemble.rows.headings import note_pattern
from pipeline.assemble.rows.row_parts import RowPart, Stream, TablePart, TextPart, row_texts
from pipeline.registry.word_orders import word_order
from pipeline.stations.page import Line
from pipeline.stations.plan import BesideText
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
_LABEL_AND_MEANING = 2
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


def legend_tables(stream: Stream, join: JoinLines) -> dict[int, list[Printed]]:
    """The entries of legends in tables of their own, under a legend's head, by the place of the table's part.

    A row is a label and what it means, numbered or not; the table may go on on the next page. A table with
    other rows is none.
    """
    found: dict[int, list[Printed]] = {}
    for at, (above, part) in enumerate(pairwise(stream.parts), 1):
        if isinstance(part, TablePart) and (at - 1 in found or _is_head(above, join)):
            entries = [_entry_of(row) for row in row_texts(part, join)]
            if all(entries[1:]):  # the first row may be its head
                found[at] = [entry for entry in entries if entry]
    return found


def _is_head(part: RowPart | TextPart | TablePart, join: JoinLines) -> bool:
    if not isinstance(part, TextPart):
        return False
    texts = (join(lines).text for lines in (part.lines, part.lines[-1:]))
    return any(word_order("legend_head").match(text) for text in texts)


def _entry_of(row: BesideText) -> Printed | None:
    texts = [text for text in row.cells or () if text and not text.strip(" .").isdigit()]
    entry = f"{texts[0]} – {texts[1]}" if len(texts) == _LABEL_AND_MEANING else ""
    is_head = word_order("legend_head").match(entry) is not None
    return replace(row.printed, text=entry) if _ENTRY.match(entry) and not is_head else None


def split_legend(
    lines: Sequence[Line], join: JoinLines, *, is_begun: bool
) -> tuple[list[Printed], Sequence[Line]]:
    """The entries of a legend, each with its lines, and the lines after it; it may have begun above these."""
    groups: list[list[Line]] = []
    n_taken = 0
    for index, line in enumerate(lines):
        label = _label(line)
        before = lines[index - 1].text if index else ""
        is_entry = label is not None
        is_head = index == 0 and not is_begun
        goes_on = is_entry or line.text[:1].islower() or (index > 0 and not before.endswith("."))
        if not is_head and (note_pattern().match(line.text) or not goes_on):
            break
        is_new = is_entry and (before.endswith((";", ".", ",", ":")) or _ABBREVIATION.match(label or ""))
        if not groups or is_new:
            groups.append([])
        groups[-1].append(line)
        n_taken = index + 1
    return [join(group) for group in groups], lines[n_taken:]


def _label(line: Line) -> str | None:
    """The label of the entry that begins here: an abbreviation, or two words at most."""
    entry = _ENTRY.match(line.text)
    label = entry["label"] if entry else None
    is_one = label is not None and (_ABBREVIATION.match(label) or len(label.split()) <= _MOST_WORDS)
    return label if is_one else None
