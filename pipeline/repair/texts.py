"""The words of a document: each line spaced once, each cell's text made once, and any lines joined.

Afterwards: layouts whose lines have their words, and next to them the text of each cell by its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.repair.spacing import space_lines
from pipeline.repair.vocabulary import Vocabulary
from pipeline.repair.wraps import WrapJoiner
from pipeline.stations.page import Cell, Layout, Line, all_lines, text_lines, with_lines
from pipeline.stations.printed import Printed


class Texts:
    """What stands in a document's cells and lines.

    Attributes:
        layouts: the pages; each line has its words.
    """

    __slots__ = ("_cells", "_join", "_joined", "layouts")

    def __init__(self, layouts: Iterable[Layout]) -> None:
        self.layouts = tuple(layouts)
        self._join = WrapJoiner(Vocabulary.of(line for each in self.layouts for line in text_lines(each)))
        self._joined: dict[tuple[tuple[int, str], ...], Printed] = {}
        cells = (cell for each in self.layouts for table in each.tables for cell in table.cells)
        self._cells: Mapping[int, Printed] = {cell.number: self.join(cell.lines) for cell in cells}

    def of(self, cell: Cell) -> Printed:
        """The text of a cell of a layout, or of its part on one page."""
        return self._cells[cell.number]

    def join(self, lines: Sequence[Line]) -> Printed:
        """The text of any lines, over page breaks; asked again for the same lines, the same text.

        A line that was cut in two has its number, but other words.
        """
        key = tuple([(line.number, line.text) for line in lines])
        found = self._joined.get(key)
        if found is None:
            found = self._joined[key] = self._join(lines)
        return found

    __call__ = join


def read_texts(layouts: Iterable[Layout]) -> Texts:
    """The texts of a document's finished layouts."""
    return Texts([_spaced(layout) for layout in layouts])


def _spaced(layout: Layout) -> Layout:
    spaced = {line.number: line for line in space_lines(all_lines(layout))}
    return with_lines(layout, lambda line: spaced[line.number])
