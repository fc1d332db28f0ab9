"""A page's glyphs in a twentieth of their room, for the pages of a long file that wait for one another.

What a running head is, or a footnote's mark, is told by all pages together; by then a file of thousands of
pages has millions of glyphs, and a named tuple of floats takes 270 bytes. Packed they take some ten: places
are compressed, and what the glyphs of one run share is kept once.

Afterwards: sequences of glyphs that are made anew, equal to the last digit, when somebody looks at them. The
pages looked at last stay unpacked, since who looks at a line mostly looks at the next one too.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, repeat
from operator import itemgetter
from typing import overload

from pipeline.page import Glyph

_LEVEL = 1  # a higher one saves a tenth more, and takes thrice as long
_UNPACKED_PAGES = 4
_LENGTHS = itemgetter(0, 1, 2)
_FACE = itemgetter(3, 4, 5, 6, 7)


class Packer:
    """Packs the glyphs of one document, page by page."""

    __slots__ = ("_faces", "_places", "_unpacked")

    def __init__(self) -> None:
        self._faces: dict[tuple[object, ...], tuple[object, ...]] = {}
        self._places: dict[int, int] = {}
        self._unpacked: dict[_PackedPage, tuple[Glyph, ...]] = {}

    def pack(self, groups: Iterable[Sequence[Glyph]]) -> list[PackedGlyphs]:
        """Groups of one page's glyphs, such as those of each line, as sequences that take little room."""
        some = list(groups)
        page = _PackedPage(list(chain.from_iterable(some)), self)
        packed: list[PackedGlyphs] = []
        stop = 0
        for group in some:
            # numbers that all pages have are there once
            start, stop = stop, self._places.setdefault(stop + len(group), stop + len(group))
            packed.append(PackedGlyphs(page, start, stop))
        return packed

    def face(self, face: tuple[object, ...]) -> tuple[object, ...]:
        """The face, one and the same for all glyphs that are set in it."""
        return self._faces.setdefault(face, face)

    def unpacked(self, page: _PackedPage) -> tuple[Glyph, ...]:
        """All glyphs of a page."""
        glyphs = self._unpacked.get(page)
        if glyphs is None:
            while len(self._unpacked) >= _UNPACKED_PAGES:
                del self._unpacked[next(iter(self._unpacked))]
            glyphs = self._unpacked[page] = tuple(page.unpack())
        return glyphs


class _PackedPage:
    """The columns of a page's glyphs; a run is of glyphs of the same heights and the same face."""

    __slots__ = ("_faces", "_places", "_runs", "packer", "texts")

    def __init__(self, glyphs: Sequence[Glyph], packer: Packer) -> None:
        texts, x0, tops, x1, bottoms, baselines, *face = zip(*glyphs, strict=True) if glyphs else ((),) * 11
        letters = "".join(texts)
        # a ligature has several letters: then the glyphs' texts are no one text
        self.texts = letters if len(letters) == len(glyphs) and "" not in texts else texts
        runs = [
            (run, len(list(some))) for run, some in groupby(zip(tops, bottoms, baselines, *face, strict=True))
        ]
        self._runs = array("I", [length for _, length in runs])
        self._faces = tuple([packer.face(_FACE(run)) for run, _ in runs])
        heights = chain.from_iterable([_LENGTHS(run) for run, _ in runs])
        self._places = zlib.compress(array("d", chain(x0, x1, heights)).tobytes(), _LEVEL)
        self.packer = packer

    def unpack(self) -> Iterator[Glyph]:
        """The glyphs, made anew."""
        places = array("d", zlib.decompress(self._places))
        n = len(self.texts)

        def each(values: Iterable[object]) -> Iterator[object]:
            return chain.from_iterable(map(repeat, values, self._runs))

        heights = places[2 * n :]
        tops, bottoms, baselines = (each(heights[first::3]) for first in range(3))
        faces = [each(column) for column in zip(*self._faces, strict=True)]
        columns = zip(
            self.texts, places[:n], tops, places[n : 2 * n], bottoms, baselines, *faces, strict=True
        )
        return map(Glyph._make, columns)


class PackedGlyphs(Sequence[Glyph]):
    """Some of a page's packed glyphs."""

    __slots__ = ("_page", "_start", "_stop")

    def __init__(self, page: _PackedPage, start: int, stop: int) -> None:
        self._page, self._start, self._stop = page, start, stop

    def __len__(self) -> int:
        return self._stop - self._start

    @overload
    def __getitem__(self, index: int) -> Glyph: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Glyph]: ...
    def __getitem__(self, index: int | slice) -> Glyph | Sequence[Glyph]:
        return self._unpacked()[index]

    def __iter__(self) -> Iterator[Glyph]:
        return iter(self._unpacked())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._unpacked() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._unpacked())

    def __repr__(self) -> str:
        return repr(self._unpacked())

    @property
    def texts(self) -> Sequence[str]:
        """The glyphs' texts; nothing is unpacked for them."""
        return self._page.texts[self._start : self._stop]

    def _unpacked(self) -> tuple[Glyph, ...]:
        return self._page.packer.unpacked(self._page)[self._start : self._stop]


def texts_of(glyphs: Sequence[Glyph]) -> Sequence[str]:
    """The texts of the glyphs, one for each."""
    return glyphs.texts if isinstance(glyphs, PackedGlyphs) else [glyph.text for glyph in glyphs]


def count_ink(glyphs: Sequence[Glyph]) -> int:
    """How many of the glyphs are no spaces."""
    return [text.isspace() for text in texts_of(glyphs)].count(False)
