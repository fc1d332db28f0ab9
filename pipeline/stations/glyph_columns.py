"""The glyphs of a page by columns: all texts, all left edges and so on, each in one array; and runs of them.

What is asked of all the glyphs of a page is some thirty times as quick to ask of a column as of each glyph.
The glyphs themselves are made where somebody looks at one of them: a line needs few of their fields.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NamedTuple, overload

import numpy as np
import numpy.typing as npt

from pipeline.stations.page import Glyph, Line

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Face = tuple[str, int, int]
"""What glyphs of one style share: `font`, `angle` and `color` of `Glyph`."""
_LENGTHS = ("x0", "top", "x1", "bottom", "baseline", "size")
MARK_SIZE: Final = 0.85
"""A raised or lowered mark is at most this share of its line's size."""
_MARK_RISE_EM: Final = 0.12
"""It stands at least so far above its line's baseline, in the line's ems."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class GlyphColumns(Sequence[Glyph]):
    """Glyphs, each of whose fields is a column of its own, as in `Glyph`; nobody changes them.

    `faces` are the faces that occur, and `face` has for each glyph the number of its own.
    """

    texts: Sequence[str]
    x0: Floats
    top: Floats
    x1: Floats
    bottom: Floats
    baseline: Floats
    size: Floats
    faces: Sequence[Face]
    face: Ints
    is_visible: Bools

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, index: int) -> Glyph: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Glyph, ...]: ...
    def __getitem__(self, index: int | slice) -> Glyph | tuple[Glyph, ...]:
        return self.glyphs[index]

    def __iter__(self) -> Iterator[Glyph]:
        return iter(self.glyphs)

    @cached_property
    def glyphs(self) -> tuple[Glyph, ...]:
        """The glyphs, made once."""
        fonts, angles, colors = zip(*self.faces, strict=True) if self.faces else ((), (), ())
        face = self.face.tolist()
        rows: Any = zip(
            self.texts,
            *(getattr(self, name).tolist() for name in _LENGTHS),
            map(fonts.__getitem__, face),
            map(angles.__getitem__, face),
            self.is_visible.tolist(),
            map(colors.__getitem__, face),
            strict=True,
        )
        return tuple(map(Glyph._make, rows))

    @property
    def middle_x(self) -> Floats:
        """The middle of each from left to right, in points."""
        middle: Floats = (self.x0 + self.x1) / 2
        return middle

    @property
    def middle_y(self) -> Floats:
        """The middle of each from top to bottom, in points."""
        middle: Floats = (self.top + self.bottom) / 2
        return middle

    @cached_property
    def is_space(self) -> Bools:
        """Which of them are white space."""
        return np.array([text.isspace() for text in self.texts], dtype=np.bool_)

    def take(self, places: Ints) -> GlyphColumns:
        """Some of the glyphs, by their numbers, in this order."""
        arrays = {name: getattr(self, name)[places] for name in (*_LENGTHS, "face", "is_visible")}
        texts = list(map(self.texts.__getitem__, places.tolist()))
        some = GlyphColumns(texts=texts, faces=self.faces, **arrays)
        if "is_space" in vars(self):
            vars(some)["is_space"] = self.is_space[places]
        return some

    def where(self, is_wanted: Bools) -> GlyphColumns:
        """The glyphs of which this is true."""
        return self if is_wanted.all() else self.take(np.flatnonzero(is_wanted))


def columns_of(glyphs: Sequence[Glyph]) -> GlyphColumns:
    """The columns of these glyphs."""
    if isinstance(glyphs, GlyphColumns):
        return glyphs
    fields: Any = zip(*glyphs, strict=True) if glyphs else ((),) * len(Glyph._fields)
    texts, *lengths, fonts, angles, is_visible, colors = fields
    arrays = {name: np.array(some, dtype=np.float64) for name, some in zip(_LENGTHS, lengths, strict=True)}
    numbers: dict[Face, int] = {}
    face = [numbers.setdefault(key, len(numbers)) for key in zip(fonts, angles, colors, strict=True)]
    return GlyphColumns(
        texts=texts,
        faces=tuple(numbers),
        face=np.array(face, dtype=np.int64),
        is_visible=np.array(is_visible, dtype=np.bool_),
        **arrays,
    )


@dataclass(slots=True, eq=False, repr=False)
class GlyphRun(Sequence[Glyph]):
    """Glyphs of a page that follow one another, such as those of a line, from `start` to before `stop`.

    They are made anew each time: those of a long file would take much room.
    """

    columns: GlyphColumns
    start: int
    stop: int

    def __len__(self) -> int:
        return self.stop - self.start

    @overload
    def __getitem__(self, index: int) -> Glyph: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Glyph, ...]: ...
    def __getitem__(self, index: int | slice) -> Glyph | tuple[Glyph, ...]:
        places = np.arange(self.start, self.stop)[index]
        glyphs = self.columns.take(np.atleast_1d(places)).glyphs
        return glyphs if isinstance(index, slice) else glyphs[0]

    def __iter__(self) -> Iterator[Glyph]:
        return iter(self[:])

    @property
    def texts(self) -> Sequence[str]:
        """The glyphs' texts; no glyph is made for them."""
        return self.columns.texts[self.start : self.stop]


def texts_of(glyphs: Sequence[Glyph]) -> Sequence[str]:
    """The texts of the glyphs, one for each."""
    return glyphs.texts if isinstance(glyphs, GlyphColumns | GlyphRun) else [glyph.text for glyph in glyphs]


class Edges(NamedTuple):
    """Of some glyphs the texts, and where each begins and ends, in points."""

    texts: Sequence[str]
    x0: Sequence[float]
    x1: Sequence[float]


def edges_of(glyphs: Sequence[Glyph]) -> Edges:
    """The texts and the edges of the glyphs; no glyph of a run is made for them."""
    if isinstance(glyphs, GlyphRun):
        columns, some = glyphs.columns, slice(glyphs.start, glyphs.stop)
        return Edges(glyphs.texts, columns.x0[some].tolist(), columns.x1[some].tolist())
    return Edges(texts_of(glyphs), [glyph.x0 for glyph in glyphs], [glyph.x1 for glyph in glyphs])


def smallest_of(glyphs: Sequence[Glyph]) -> float:
    """The size of the smallest of the glyphs, in points."""
    if isinstance(glyphs, GlyphRun):
        return float(glyphs.columns.size[glyphs.start : glyphs.stop].min())
    return min(glyph.size for glyph in glyphs)


def ink_of(glyphs: Sequence[Glyph]) -> list[str]:
    """The texts of those glyphs that are no spaces."""
    return [text for text in texts_of(glyphs) if not text.isspace()]


def is_raised(glyph: Glyph, line: Line) -> bool:
    """A small glyph above its line's baseline."""
    return glyph.size <= MARK_SIZE * line.size and line.baseline - glyph.baseline >= _MARK_RISE_EM * line.size
