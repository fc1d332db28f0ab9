"""A page's glyphs in a twentieth of their room, for the pages of a long file that wait for one another.

What a running head is, or a footnote's mark, is told by all pages together; by then a file of thousands of
pages has millions of glyphs. Packed they take some ten bytes each: places are compressed, and what the glyphs
of one run share is kept once.

Afterwards: columns that are made anew, equal to the last digit, when somebody looks at them. The pages looked
at last stay unpacked, since who looks at a line mostly looks at the next one too.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from pipeline.stations.glyph_columns import Face, Floats, GlyphColumns
from pipeline.stations.glyph_runs import GlyphRun

_LEVEL = 1  # a higher one saves a tenth more, and takes thrice as long
_UNPACKED_PAGES = 4
_LENGTHS = 2
"""Lengths of each glyph, `x0` and `x1`; the others are those of a whole run."""


class Packer:
    """Packs the glyphs of one document, page by page."""

    __slots__ = ("_faces", "_places", "_unpacked")

    def __init__(self) -> None:
        self._faces: dict[Face, Face] = {}
        self._places: dict[int, int] = {}
        self._unpacked: dict[PackedColumns, GlyphColumns] = {}

    def pack(self, columns: GlyphColumns) -> PackedColumns:
        """A page's glyphs in little room."""
        return PackedColumns(columns, tuple(map(self.face, columns.faces)), self)

    def run(self, packed: PackedColumns, run: GlyphRun) -> GlyphRun:
        """The same run of glyphs that are packed; numbers that all pages have are there once."""
        start, stop = (self._places.setdefault(place, place) for place in (run.start, run.stop))
        return GlyphRun(packed, start, stop)

    def face(self, face: Face) -> Face:
        """The face, one and the same for all glyphs that are set in it."""
        return self._faces.setdefault(face, face)

    def unpacked(self, page: PackedColumns) -> GlyphColumns:
        """All glyphs of a page."""
        columns = self._unpacked.get(page)
        if columns is None:
            while len(self._unpacked) >= _UNPACKED_PAGES:
                del self._unpacked[next(iter(self._unpacked))]
            columns = self._unpacked[page] = page.unpack()
        return columns


class PackedColumns:
    """The columns of a page's glyphs; a run is of glyphs of the same heights and the same face."""

    __slots__ = ("_faces", "_lengths", "_numbers", "_packer", "texts")

    def __init__(self, columns: GlyphColumns, faces: Sequence[Face], packer: Packer) -> None:
        letters = "".join(columns.texts)
        # a ligature has several letters: then the glyphs' texts are no one text
        is_plain = len(letters) == len(columns) and "" not in columns.texts
        self.texts: Sequence[str] = letters if is_plain else tuple(columns.texts)
        heights = np.stack((columns.top, columns.bottom, columns.baseline, columns.size))
        numbers = np.stack((columns.face, columns.is_visible))
        is_first = np.ones(len(columns), dtype=np.bool_)
        is_first[1:] = (heights[:, 1:] != heights[:, :-1]).any(axis=0)
        is_first[1:] |= (numbers[:, 1:] != numbers[:, :-1]).any(axis=0)
        first = np.flatnonzero(is_first)
        lengths = np.diff(np.append(first, len(columns)))
        self._faces = faces
        self._numbers = np.vstack((lengths, numbers[:, first])).astype(np.uint32).tobytes()
        places = np.concatenate((columns.x0, columns.x1, heights[:, first].ravel()))
        self._lengths = zlib.compress(places.tobytes(), _LEVEL)
        self._packer = packer

    @property
    def columns(self) -> GlyphColumns:
        """The glyphs, unpacked."""
        return self._packer.unpacked(self)

    def unpack(self) -> GlyphColumns:
        """The glyphs, made anew."""
        n = len(self.texts)
        numbers = np.frombuffer(self._numbers, dtype=np.uint32).reshape(3, -1)
        counts, face, is_visible = numbers.astype(np.int64)
        lengths: Floats = np.frombuffer(zlib.decompress(self._lengths), dtype=np.float64)
        heights = np.repeat(lengths[_LENGTHS * n :].reshape(4, -1), counts, axis=1)
        top, bottom, baseline, size = heights
        return GlyphColumns(
            texts=self.texts,
            x0=lengths[:n],
            top=top,
            x1=lengths[n : _LENGTHS * n],
            bottom=bottom,
            baseline=baseline,
            size=size,
            faces=self._faces,
            face=np.repeat(face, counts),
            is_visible=np.repeat(is_visible, counts).astype(np.bool_),
        )
