"""What a file's plan really says, cell by cell, and how much of it a tool's cells hold.

A tool's cells are matched by content alone, wherever it puts them: no tool loses for other columns, other
rows, or other order. Each expected cell may be met once for each time that it is printed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = ("measure", "completion_form", "executors", "deadline", "cost")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A file and its printed cells.

    Attributes:
        path: the PDF.
        cells: the expected texts. A cell that is printed once for several rows counts once.
        joined: by the place in `cells`: the one text of two rows that share their cells (`5. 1)`).
        cut: the places in `cells` of the measures that stand on several pages; empty where it is not known.
    """

    path: Path
    cells: tuple[str, ...]
    joined: dict[int, str]
    cut: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How many cells there are, and how many a tool has."""

    cells: int = 0
    exact: int = 0
    but_for_spaces: int = 0
    cut_rows: int = 0
    joined_rows: int = 0

    def plus(self, other: Score) -> Score:
        """Both together."""
        return Score(
            cells=self.cells + other.cells,
            exact=self.exact + other.exact,
            but_for_spaces=self.but_for_spaces + other.but_for_spaces,
            cut_rows=self.cut_rows + other.cut_rows,
            joined_rows=self.joined_rows + other.joined_rows,
        )


def decree() -> Case:
    """The decree with its golden file."""
    (path,) = (ROOT / "data" / "raw").glob("*.pdf")
    return _case(path, ROOT / "tests" / "golden" / "decree.json")


def fixtures() -> list[Case]:
    """The committed editions, each with what it was made from."""
    folder = ROOT / "tests" / "fixtures" / "editions"
    return [_case(path, path.with_suffix(".json")) for path in sorted(folder.glob("*.pdf"))]


def _case(path: Path, expected: Path) -> Case:
    measures = json.loads(expected.read_text(encoding="utf-8"))["measures"]
    cells: list[str] = []
    cut: list[int] = []
    for row in measures:
        for column in COLUMNS:
            text = row[f"{column}_text"]
            if not text or f"{column}_text" in row["inherited_columns"]:
                continue
            if column == "measure" and len(row.get("pages", ())) > 1:
                cut.append(len(cells))
            cells.append(text)
    places = {text: place for place, text in reversed(list(enumerate(cells)))}
    joined: dict[int, str] = {}
    for row, following in pairwise(measures):
        lead, rest = row["measure_text"], following["measure_text"]
        if following["parent_key"] == row["measure_key"] and lead and rest:
            joined[places[lead]] = joined[places[rest]] = f"{lead} {rest}"
    return Case(path=path, cells=tuple(cells), joined=joined, cut=tuple(cut))


def score(case: Case, found: Iterable[str]) -> Score:
    """How many of a file's cells are among a tool's."""
    texts = [" ".join(text.split()) for text in found]
    exact = _met(case, texts)
    loose = _met(
        Case(
            path=case.path,
            cells=tuple(map(_without_spaces, case.cells)),
            joined={place: _without_spaces(text) for place, text in case.joined.items()},
            cut=case.cut,
        ),
        [_without_spaces(text) for text in texts],
    )
    return Score(
        cells=len(case.cells),
        exact=len(exact),
        but_for_spaces=len(loose),
        cut_rows=len(case.cut),
        joined_rows=len(loose.intersection(case.cut)),
    )


def _met(case: Case, texts: Sequence[str]) -> set[int]:
    """The places of the expected cells that are among the texts."""
    left = Counter(texts)
    met: set[int] = set()
    for place, cell in enumerate(case.cells):
        if left[cell]:
            left[cell] -= 1
            met.add(place)
        elif case.joined.get(place) in left:
            # two rows of ours in one cell of the page: whoever has that cell has both
            met.add(place)
    return met


def _without_spaces(text: str) -> str:
    return "".join(text.split())
