"""The plan's columns, known by their head words.

Columns stand in any order, one more or one fewer; heads are repeated on each page, on none, or after a new
stage; the widths change between tables and pages. A row with as many cells as the head has columns is read by
order; any other by where its cells stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.registry.head_words import HeadRole, head_role
from pipeline.stations.page import Cell, Layout
from pipeline.stations.plan import ANCHORS, LEAST_HEADS, PlacedRemark, is_plan_head, one_of_each
from pipeline.stations.printed import Place

_LONGEST_NUMBER_HEAD = 4
_OF_COSTS = frozenset({"cost", "funding"})
_TOLERANCE_PT = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column's role (None: one that the contract does not know), head and edges in points.

    Of several heads the uppermost comes first, with ` / ` between them. `label` is the head below that of the
    costs, where several columns stand under it: `2021`; such a column has no role of its own.
    """

    role: str | None
    head: str
    x0: float
    x1: float
    label: str | None = None

    @property
    def name(self) -> tuple[str | None, str]:
        """What stays the same where the edges move."""
        return self.role, self.head


Columns = tuple[Column, ...]
"""The columns of a table from left to right."""


def assign(columns: Columns, cells: Sequence[Cell]) -> list[Columns]:
    """For each of a row's cells, from left to right, the columns that it stands in."""
    if len(cells) == len(columns):
        return [(column,) for column in columns]
    return [tuple(column for column in columns if _is_in(cell, column)) for cell in cells]


def _is_in(cell: Cell, column: Column) -> bool:
    shared = min(cell.bbox.x1, column.x1) - max(cell.bbox.x0, column.x0)
    return shared > 0.5 * min(column.x1 - column.x0, cell.bbox.width)


def moved(columns: Columns, cells: Sequence[Cell]) -> Columns:
    """The same columns with the edges of a row that has a cell for each."""
    if len(cells) != len(columns):
        return columns
    pairs = zip(columns, cells, strict=True)
    return tuple(replace(column, x0=cell.bbox.x0, x1=cell.bbox.x1) for column, cell in pairs)


def fits(columns: Columns, cells: Sequence[Cell]) -> bool:
    """Whether these cells' edges stand where the columns' do."""
    edges = [*(column.x0 for column in columns), columns[-1].x1]
    places = [x for cell in cells for x in (cell.bbox.x0, cell.bbox.x1)]
    return all(min(abs(edge - x) for edge in edges) <= _TOLERANCE_PT for x in places)


def column_doubts(layouts: Sequence[Layout]) -> list[PlacedRemark]:
    """A remark for each gap of a head without rules that hardly anything tells from a column's edge."""
    found = []
    for layout in layouts:
        for box, verdict in (each for table in layout.tables for each in table.gutters):
            if verdict.is_doubtful:
                taken = "two columns" if verdict.is_for else "one column"
                message = f"The head was read as that of {taken} here: {verdict.reasons}."
                place = Place(page_number=layout.page.page_number, bbox=box)
                found.append(PlacedRemark.of("doubtful_column", message, place))
    return found


def read_heads(bands: Sequence[Sequence[Cell]], texts: Mapping[int, str]) -> Columns | None:
    """The columns that a block of head rows declares, or None where it is no head of a plan.

    Args:
        bands: the cells of each elementary row of the block, from left to right.
        texts: the text of each cell by its number.
    """
    known = {number: head_role(text) for number, text in texts.items()}
    over = [_heads_of(cell, bands) for cell in bands[-1]]
    naming = [_naming(heads, known) for heads in over]
    n_named = Counter(own.number for own in naming if own)
    # one head over several columns: each is a part of what it names
    is_part = [
        own is not None and own.number != heads[-1].number and n_named[own.number] > 1
        for own, heads in zip(naming, over, strict=True)
    ]
    roles = one_of_each([known[own.number] if own else None for own in naming], is_part)
    columns = []
    for heads, own, part, role in zip(over, naming, is_part, roles, strict=True):
        label = None
        named = known[own.number] if own and part else None
        if own and named and named.role in _OF_COSTS:
            label = " / ".join(texts[cell.number] for cell in heads[heads.index(own) + 1 :])
        head = " / ".join(texts[cell.number] for cell in heads if texts[cell.number])
        leaf = heads[-1].bbox
        columns.append(Column(role=role, head=head, x0=leaf.x0, x1=leaf.x1, label=label))
    first = columns[0]
    if "number" not in roles and first.role is None and len(first.head) <= _LONGEST_NUMBER_HEAD:
        # numbers stand on the left, whatever the sign over them
        columns[0] = replace(first, role="number")
    found = {"cost" if column.label is not None else column.role for column in columns}
    return tuple(columns) if is_plan_head(found) else None


def may_be_head(texts: Sequence[str]) -> bool:
    """Whether as many of these texts are heads as a plan has at least."""
    return sum(head_role(text) is not None for text in texts) >= LEAST_HEADS


def _naming(heads: Sequence[Cell], roles: Mapping[int, HeadRole | None]) -> Cell | None:
    """Of the cells over a column the one that says its role: the lowest; of costs the uppermost.

    `Республикалық бюджет` below `Болжанатын шығыстар` is a part of these.
    """
    known = [(cell, role.role) for cell in heads if (role := roles[cell.number]) is not None]
    if not known:
        return None
    lowest, own = known[-1]
    if own == "cost":
        return next(cell for cell, above in known if above in _OF_COSTS)
    # `аяқталуы` below `Мерзімі` is when a measure ends, no form of completion
    over = (cell for cell, above in known[:-1] if above in ANCHORS and above != own)
    return next(over, lowest)


def _heads_of(leaf: Cell, bands: Sequence[Sequence[Cell]]) -> list[Cell]:
    """The head's cells over a column, from the uppermost to its own, each once."""
    above = [
        other
        for band in bands[:-1]
        for other in band
        if other.bbox.x0 - 2 <= leaf.bbox.x0 and leaf.bbox.x1 <= other.bbox.x1 + 2
    ]
    return list({cell.number: cell for cell in (*above, leaf)}.values())
