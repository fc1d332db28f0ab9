"""The texts next to the plan: around and between its tables, below it, in other tables and annexes.

They are text of the act and are published whole. An annex begins below the plan with its own stamp
(`2-қосымша`, `бекітілген`); a row of a table that is not the plan's is one text, with its cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.assemble.act.act_marks import n_of_act_below
from pipeline.assemble.rows.row_parts import RowPart, Stream, TablePart, TextPart, row_texts
from pipeline.registry.word_orders import word_order
from pipeline.stations.glyph_columns import edges_of
from pipeline.stations.page import Line
from pipeline.stations.plan import BesideText
from pipeline.stations.printed import JoinLines

_SAME_SIZE = 0.05
_SPACE_EM = 0.5
"""The widest usual space between words, in ems."""
_Spot = tuple[int, float]
"""A page and a height on it."""


def read_beside(stream: Stream, texts: Sequence[BesideText], join: JoinLines) -> tuple[BesideText, ...]:
    """The texts next to the plan in reading order.

    `texts` are those that the walk through the plan met, each above or below the plan's last row.
    """
    annex = _first_annex(stream)
    edges = _right_edges(stream)
    found: list[tuple[_Spot, BesideText]] = []
    for text in texts:
        for lines in _paragraphs(text.source, edges):
            spot = _spot(lines[0])
            is_annex = annex is not None and spot >= annex and text.part == "after_plan"
            own = replace(text, printed=join(lines), source=tuple(lines))
            found.append((spot, replace(own, part="annex") if is_annex else own))
    for part in stream.parts:
        if isinstance(part, TablePart):
            found.extend((_spot(text.source[0]), text) for text in row_texts(part, join))
    return tuple(text for _, text in sorted(found, key=lambda each: each[0]))


def head_texts(stream: Stream, join: JoinLines) -> tuple[str, ...]:
    """What the cells of the plan's heads say, each once, in reading order."""
    texts = (join(cell.lines).text for cell in stream.heads)
    return tuple(dict.fromkeys(text for text in texts if text))


def _spot(line: Line) -> _Spot:
    return line.page_number, line.bbox.top


def _first_annex(stream: Stream) -> _Spot | None:
    """Where the first stamp below the plan's last row begins."""
    last = max((index for index, part in enumerate(stream.parts) if isinstance(part, RowPart)), default=-1)
    for part in stream.parts[last + 1 :]:
        if isinstance(part, TextPart) and any(
            word_order("approval").search(line.text) for line in part.lines
        ):
            return _spot(part.lines[0])
    return None


def _right_edges(stream: Stream) -> dict[int, float]:
    """How far the text and the tables of each page reach to the right, in points."""
    edges: dict[int, float] = {}
    for part in stream.parts:
        x1 = part.bbox.x1
        edges[part.page_number] = max(x1, edges.get(part.page_number, x1))
    return edges


def _paragraphs(lines: Sequence[Line], edges: dict[int, float]) -> list[list[Line]]:
    """The lines in paragraphs; those of a stamp are one: up to the word that ends it, or from it on."""
    groups: list[list[Line]] = []
    at = next((n for n, line in enumerate(lines) if word_order("approval").search(line.text)), None)
    stamp = range(0)
    if at is not None:
        n_below = n_of_act_below(lines, 0, at)
        is_first = word_order("stamp_opening").match(lines[at].text)
        stamp = range(at if is_first else 0, at + 1 + n_below)
    for n, line in enumerate(lines):
        is_bound = n in {0, stamp.start, stamp.stop}
        if is_bound or (n not in stamp and _begins_paragraph(groups[-1][-1], line, edges)):
            groups.append([])
        groups[-1].append(line)
    return groups


def _begins_paragraph(before: Line, line: Line, edges: dict[int, float]) -> bool:
    """Whether the line before ends on purpose: full stop, another size, or room for the next word."""
    if line.text[:1].islower():
        return False
    if (
        before.text.endswith((".", ";", ":", "!", "?"))
        or abs(line.size - before.size) > _SAME_SIZE * line.size
    ):
        return True
    texts, x0, x1 = edges_of(line.glyphs)
    word = next((at for at, text in enumerate(texts) if at and text.isspace()), len(texts)) - 1
    needed = x1[word] - x0[0] + _SPACE_EM * line.size
    return edges[before.page_number] - before.bbox.x1 > needed
