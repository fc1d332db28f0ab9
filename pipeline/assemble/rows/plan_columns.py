"""The plan's columns, known by their head words.

Columns stand in any order, one more or one fewer; heads are repeated on each page, on none, or after a new
stage; the widths change between tables and pages. A row with as many cells as the head has columns is read by
order; any other by where its cells stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.registry.head_words import ANCHORS, LEAST_HEADS, HeadRole, head_role, is_plan_head
from pipeline.stations.page import Cell
from pipeline.stations.printed import Printed

_LONGEST_NUMBER_HEAD = 4
_OF_COSTS = frozenset({"cost", "funding"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column's role (None: one that the contract does not know), head and edges in points.

    A head of several lines is written from the uppermost on, parted by ` / `. `label` is the head below that
    of the costs, where several columns stand under it: `2021`; such a column has no role of its own.
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


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table from left to right."""

    columns: tuple[Column, ...]

    @property
    def x0(self) -> float:
        """The left edge of the first column in points."""
        return self.columns[0].x0

    @property
    def x1(self) -> float:
        """The right edge of the last column in points."""
        return self.columns[-1].x1

    def assign(self, cells: Sequence[Cell]) -> tuple[tuple[Column, ...], ...]:
        """For each of a row's cells, from left to right, the columns that it stands in."""
        if len(cells) == len(self.columns):
            return tuple((column,) for column in self.columns)
        result = []
        for cell in cells:
            some = tuple(
                column
                for column in self.columns
                if _shared(cell, column) > 0.5 * min(column.x1 - column.x0, cell.bbox.width)
            )
            result.append(some)
        return tuple(result)

    def moved(self, cells: Sequence[Cell]) -> Columns:
        """The same columns with the edges of a row that has a cell for each."""
        if len(cells) != len(self.columns):
            return self
        return Columns(
            tuple(
                replace(column, x0=cell.bbox.x0, x1=cell.bbox.x1)
                for column, cell in zip(self.columns, cells, strict=True)
            )
        )

    def fits(self, cells: Sequence[Cell], tolerance_pt: float = 6.0) -> bool:
        """Do these cells' edges stand where the columns' do?"""
        edges = [column.x0 for column in self.columns] + [self.x1]
        return bool(cells) and all(
            min(abs(edge - x) for edge in edges) <= tolerance_pt
            for cell in cells
            for x in (cell.bbox.x0, cell.bbox.x1)
        )


def _shared(cell: Cell, column: Column) -> float:
    return min(cell.bbox.x1, column.x1) - max(cell.bbox.x0, column.x0)


def may_be_head(texts: Iterable[str]) -> bool:
    """Have as many of these texts a head's words as the plan has heads at least?"""
    return sum(head_role(text) is not None for text in texts) >= LEAST_HEADS


def read_heads(bands: Sequence[Sequence[Cell]], texts: dict[int, Printed]) -> Columns | None:
    """The columns that a block of head rows declares, or None where it is no head of a plan.

    Args:
        bands: the cells of each elementary row of the block, from left to right.
        texts: the text of each cell by `id`.
    """
    leaf = bands[-1]
    roles = {id(cell): head_role(texts[id(cell)].text) for band in bands for cell in band}
    heads = [_heads_of(cell, bands) for cell in leaf]
    named = [_naming(above, roles) for above in heads]
    has_costs = any(role.role == "cost" for some in named if some for role in [roles[id(some)]] if role)
    columns: list[Column] = []
    best: dict[str, int] = {}
    for cell, above, own in zip(leaf, heads, named, strict=True):
        role = roles[id(own)] if own else None
        name, rank = (role.role, role.rank) if role else (None, 0)
        words = [texts[id(some)].text for some in above if texts[id(some)].text]
        column = Column(role=name, head=" / ".join(words), x0=cell.bbox.x0, x1=cell.bbox.x1)
        if own and own is not cell and sum(some is own for some in named) > 1:
            # one head over several columns: each is a part of what it names
            below = " / ".join(texts[id(some)].text for some in above[above.index(own) + 1 :])
            column = replace(column, role=None, label=below if name in _OF_COSTS else None)
        elif name == "funding" and not has_costs:
            # the only column that says how a measure is paid for
            column = replace(column, role="cost")
        elif name is not None:
            if name in best and best[name] <= rank:
                column = replace(column, role=None)
            else:
                columns = [replace(c, role=None) if c.role == name else c for c in columns]
                best[name] = rank
        columns.append(column)
    found = {column.role for column in columns if column.role}
    if "number" not in found and columns[0].role is None and len(columns[0].head) <= _LONGEST_NUMBER_HEAD:
        # numbers stand on the left, whatever the sign over them
        columns[0] = replace(columns[0], role="number")
    if any(column.label is not None for column in columns):
        found.add("cost")
    if not is_plan_head(found):
        return None
    return Columns(tuple(columns))


def _naming(heads: Sequence[Cell], roles: Mapping[int, HeadRole | None]) -> Cell | None:
    """Of the cells over a column the one that says its role: the lowest; of costs the uppermost.

    `Республикалық бюджет` below `Болжанатын шығыстар` is a part of these.
    """
    known = [(cell, role) for cell in heads for role in [roles[id(cell)]] if role is not None]
    if not known:
        return None
    lowest, role = known[-1]
    if role.role == "cost":
        return next(cell for cell, above in known if above.role in _OF_COSTS)
    # `аяқталуы` below `Мерзімі` is when a measure ends, no form of completion
    over = next(
        (cell for cell, above in known[:-1] if above.role in ANCHORS and above.role != role.role), None
    )
    return over or lowest


def _heads_of(leaf: Cell, bands: Sequence[Sequence[Cell]]) -> list[Cell]:
    """The head's cells over a column, from the uppermost to its own, each once."""
    above = [
        other
        for band in bands[:-1]
        for other in band
        if other.bbox.x0 - 2 <= leaf.bbox.x0 and leaf.bbox.x1 <= other.bbox.x1 + 2
    ]
    return list({id(cell): cell for cell in (*above, leaf)}.values())
