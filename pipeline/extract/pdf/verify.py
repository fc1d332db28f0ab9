"""A second, independent reading of a page's characters, and what it has that the first one lacks.

What a library loses, its own count does not miss. Whichever library reads, the other counts: PDFium reads by
default, and pdfminer's fonts and text operators say which characters the page has and where. The two readings
are compared as a bag of characters, and each character by its place.

Text that the counter sees and the reading lacks is the error. More text in the reading is none: pdfminer
cannot read fonts whose `/Encoding` is a CMap in the file.

Tolerance. Left out of both: spaces and control characters (PDFium adds and drops them). One and the same: all
hyphens, soft ones too; a ligature and its letters, a letter and its base with its marks (NFKD); one letter
and several paintings of it in one place. A character may stand half of its size next to its place (PDFium
cuts advances to thousandths of an em and drifts along a line), or elsewhere in its line (pdfminer loses a
letter after a backslash, and sets the rest of the string too far left). No difference: a place where the
reading found a character without Unicode value, which has its own finding.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import regex as re
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdftypes import stream_value
from pdfminer.psparser import LIT
from pdfminer.utils import apply_matrix_pt, mult_matrix

from pipeline.extract.pdf.limits import NO_UNICODE
from pipeline.extract.pdf.painted import readable
from pipeline.extract.pdf.structure import Structure
from pipeline.stations.glyph_columns import Bools, Floats, Ints, columns_of
from pipeline.stations.page import BBox, Difference, Page

_NEAR_EM = 0.5
_NEAR_PT = 1.0
_SAME_PLACE_PT = 1.5
"""As far apart as two paintings of one letter of 12 pt may stand, see `visible`."""
_HYPHEN = ord("-")
# hyphen-minus, hyphen, non-breaking and soft hyphen
_HYPHENS = frozenset("-\u2010\u2011\u00ad")
# controls, formats, surrogates
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})

# Of each operator that matters its name in pdfminer, and how many operands it takes.
_OPERATORS = {
    b"q": ("do_q", 0), b"Q": ("do_Q", 0), b"cm": ("do_cm", 6), b"Do": ("do_Do", 1), b"BT": ("do_BT", 0),
    b"Tc": ("do_Tc", 1), b"Tw": ("do_Tw", 1), b"Tz": ("do_Tz", 1), b"TL": ("do_TL", 1), b"Tf": ("do_Tf", 2),
    b"Ts": ("do_Ts", 1), b"Td": ("do_Td", 2), b"TD": ("do_TD", 2), b"Tm": ("do_Tm", 6), b"T*": ("do_T_a", 0),
    b"Tj": ("do_Tj", 1), b"TJ": ("do_TJ", 1), b"'": ("do__q", 1), b'"': ("do__w", 3),
}  # fmt: skip
# Comments and inline images have no name.
_TOKEN = re.compile(
    rb"""(?P<number>[-+]?(?:\d++\.?\d*+|\.\d++))
    |(?P<string>\((?:[^()\\]++|\\.|(?&string))*+\))
    |<(?P<hex>[0-9A-Fa-f\s]*+)>
    |/(?P<name>[^\s/\[\]<>(){}%]*+)
    |ID\s.*?\sEI\b
    |(?P<operator>[A-Za-z'"][A-Za-z0-9*]*+)
    |%[^\r\n]*+
    |(?P<bracket>[\[\]])""",
    re.DOTALL | re.VERBOSE,
)
# /F#31 is /F1
_HEX_SIGN = re.compile(rb"#([0-9A-Fa-f]{2})")
# \n   \053   a line's end after a backslash is none
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\r\n": b"",
    b"\r": b"",
    b"\n": b"",
}


class Character(NamedTuple):
    """A character, where its pen stood on the page, and the name of its font."""

    text: str
    x: float
    y: float
    font: str


class _Characters(NamedTuple):
    """The code points of characters, their boxes on the page, in points, and the numbers of their sources.

    `reach` is how far from its box another reading may see a character, in points.
    """

    codes: Ints
    boxes: Floats
    reach: Floats
    source: Ints

    def text(self, chosen: Bools) -> str:
        """The chosen characters."""
        return "".join(map(chr, self.codes[chosen].tolist()))


def verified(read: Callable[[int], Page], count: Callable[[int], list[Character]]) -> Callable[[int], Page]:
    """Reads pages, by their numbers, that say which of their characters only the other library counts."""

    def page_of(page_number: int) -> Page:
        page = read(page_number)
        return replace(page, difference=_compared(page, count(page_number)))

    return page_of


def counted_by(read: Callable[[int], Page]) -> Callable[[int], list[Character]]:
    """Counts what another reader reads."""
    return lambda number: [
        Character(glyph.text, glyph.x0, glyph.bottom, glyph.font) for glyph in read(number).glyphs
    ]


def counted_in(structure: Structure) -> Callable[[int], list[Character]]:
    """Counts by pdfminer."""
    fonts = PDFResourceManager()

    def count(page_number: int) -> list[Character]:
        leaf = structure.leaves[page_number - 1]
        device = _CountingDevice(fonts)
        matrix = structure.paper(page_number).matrix
        _CountingInterpreter(fonts, device).render_contents(leaf.resources, leaf.contents, ctm=matrix)
        return device.characters

    return count


def _compared(page: Page, counted: list[Character]) -> Difference | None:
    """What the counter has that the page lacks; None where it lacks nothing."""
    read, is_shown = _read(page)
    seen = _seen(counted)
    unconfirmed, unread = _without_partner(read, seen)
    if unread.any():
        unread &= ~_are_inside(seen, read, read.codes == ord(NO_UNICODE))
    if not unread.any():
        return None
    # what the page has in their place
    unconfirmed &= is_shown & _are_inside(read, seen, unread)
    boxes = np.vstack([read.boxes[unconfirmed], seen.boxes[unread]])
    fonts = {page.glyphs[number].font for number in read.source[unconfirmed].tolist()}
    fonts |= {counted[number].font for number in seen.source[unread].tolist()}
    return Difference(
        unread=seen.text(unread),
        unconfirmed=read.text(unconfirmed),
        fonts=tuple(sorted(fonts - {""})),
        bbox=BBox(*boxes[:, :2].min(axis=0).tolist(), *boxes[:, 2:].max(axis=0).tolist()),
    )


def _read(page: Page) -> tuple[_Characters, Bools]:
    """The characters of the page as it was read, and which of them are visible."""
    columns = columns_of(page.glyphs)
    found = [(code, number) for number, text in enumerate(columns.texts) for code in _codes(text)]
    codes, source = _columns(found)
    boxes = np.column_stack([columns.x0, columns.top, columns.x1, columns.bottom])[source]
    reach = np.maximum(columns.size[source] * _NEAR_EM, _NEAR_PT)
    return _Characters(codes, boxes, reach, source), columns.is_visible[source]


def _seen(counted: list[Character]) -> _Characters:
    """The characters that the counter sees; their boxes are the points where the pen stood."""
    found = [(code, number) for number, sign in enumerate(counted) for code in _codes(sign.text)]
    codes, source = _columns(found)
    pens = np.array([(x, y) for _, x, y, _ in counted], dtype=np.float64).reshape(-1, 2)[source]
    return _Characters(codes, np.hstack([pens, pens]), np.full(len(codes), _NEAR_PT), source)


def _columns(found: list[tuple[int, int]]) -> tuple[Ints, Ints]:
    pairs = np.array(found, dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


@lru_cache(maxsize=4096)
def _codes(text: str) -> tuple[int, ...]:
    """The code points of those characters of a text that count, in their plainest form."""
    return tuple(
        [
            _HYPHEN if sign in _HYPHENS else ord(sign)
            for sign in unicodedata.normalize("NFKD", text)
            if sign in _HYPHENS or not (sign.isspace() or unicodedata.category(sign) in _UNSEEN)
        ]
    )


def _without_partner(read: _Characters, seen: _Characters) -> tuple[Bools, Bools]:
    """Which characters of each reading have none of their kind near them in the other, or one too few."""
    alone = np.zeros(len(read.codes), dtype=bool), np.zeros(len(seen.codes), dtype=bool)
    mine, theirs = np.argsort(read.codes, kind="stable"), np.argsort(seen.codes, kind="stable")
    kinds = np.union1d(read.codes, seen.codes)
    if np.array_equal(read.codes[mine], seen.codes[theirs]):
        # both readings go along the content, and mostly meet the characters in the same order
        gaps = _gaps(read.boxes[mine], seen.boxes[theirs])
        kinds = np.unique(read.codes[mine][gaps > read.reach[mine]])
    for kind in kinds.tolist():
        some, others = _of_kind(read, mine, kind), _of_kind(seen, theirs, kind)
        # what has none near it may still stand elsewhere in its line, or in its column if the text is turned
        for reduce in (np.max, np.min):
            apart = reduce(_apart(read.boxes[some][:, None], seen.boxes[others][None]), axis=-1)
            near = apart <= read.reach[some][:, None]
            is_left = _left_over(near, read.boxes[some]), _left_over(near.T, seen.boxes[others])
            some, others = some[is_left[0]], others[is_left[1]]
        alone[0][some], alone[1][others] = True, True
    return alone


def _of_kind(characters: _Characters, order: Ints, kind: int) -> Ints:
    """The numbers of the characters of one kind."""
    codes = characters.codes[order]
    return order[np.searchsorted(codes, kind) : np.searchsorted(codes, kind, side="right")]


def _apart(boxes: Floats, others: Floats) -> Floats:
    """How far boxes are apart across and along, in points; not above 0 where they overlap so."""
    return np.maximum(boxes[..., :2] - others[..., 2:], others[..., :2] - boxes[..., 2:])


def _gaps(boxes: Floats, others: Floats) -> Floats:
    """How far boxes are apart, across or along, in points; not above 0 where they touch."""
    return np.asarray(_apart(boxes, others).max(axis=-1))


def _left_over(near: Bools, boxes: Floats) -> Bools:
    """Which characters get none of their possible partners; one painted several times in one place is one."""
    if near.shape[0] <= near.shape[1]:
        return np.asarray(~near.any(axis=1))
    is_free = np.ones(near.shape[1], dtype=bool)
    is_left = np.zeros(near.shape[0], dtype=bool)
    for at, partners in enumerate(near):
        if (np.abs(boxes[:at, :2] - boxes[at, :2]).max(axis=1) <= _SAME_PLACE_PT).any():
            continue
        free = np.flatnonzero(partners & is_free)
        if len(free):
            is_free[free[0]] = False
        else:
            is_left[at] = True
    return is_left


def _are_inside(characters: _Characters, others: _Characters, chosen: Bools) -> Bools:
    """Which of the characters touch one of some others, or nearly."""
    gaps = _gaps(characters.boxes[:, None], others.boxes[chosen][None])
    return np.asarray((gaps <= np.maximum(characters.reach[:, None], others.reach[chosen][None])).any(axis=1))


class _CountingDevice(PDFTextDevice):
    """Takes note of characters and their pens, and of nothing else."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.characters: list[Character] = []
        self._known: dict[PDFFont, dict[int, tuple[str, float]]] = {}

    def render_string(self, textstate: PDFTextState, seq: Iterable[Any], *_: object) -> None:
        """Note a string; vertical fonts are left out."""
        font, size = textstate.font, textstate.fontsize
        if font is None or font.is_vertical() or self.ctm is None:
            return
        matrix = mult_matrix(textstate.matrix, self.ctm)
        known = self._known.setdefault(font, {})
        name = str(font.fontname).rpartition("+")[2]
        stretch = textstate.scaling * 0.01
        word_space = 0.0 if font.is_multibyte() else textstate.wordspace
        x, y = textstate.linematrix
        for part in seq if isinstance(seq, list) else ():
            if isinstance(part, int | float):
                x -= part * 0.001 * size * stretch
            elif isinstance(part, bytes):
                for code in font.decode(part):
                    text, width = known.get(code) or known.setdefault(code, _known(font, code))
                    self.characters.append(
                        Character(text, *apply_matrix_pt(matrix, (x, y + textstate.rise)), name)
                    )
                    x += (width * size + textstate.charspace + (word_space if code == 32 else 0)) * stretch
        textstate.linematrix = (x, y)


def _known(font: PDFFont, code: int) -> tuple[str, float]:
    """What a code says, nothing where its font does not know, and its advance in ems."""
    try:
        text = readable(font.to_unichr(code))
    except PDFUnicodeNotDefined:
        text = ""
    return text, font.char_width(code)


class _CountingInterpreter(PDFPageInterpreter):
    """Runs a content stream for its characters: of its operators only those that place or paint text."""

    def execute(self, streams: Sequence[object]) -> None:
        """Run the streams, but such as are run already."""
        some = [stream for stream in map(stream_value, streams) if stream.objid not in self.parent_stream_ids]
        self.stream_ids = {stream.objid for stream in some if stream.objid is not None}
        for operator, operands in _statements(b"\n".join([stream.get_data() for stream in some])):
            name, count = _OPERATORS.get(operator, ("", 0))
            if name and len(operands) >= count:
                getattr(self, name)(*operands[len(operands) - count :])

    def do__w(self, aw: Any, ac: Any, s: Any) -> None:  # noqa: ANN401 (pdfminer's types)
        """Set both spacings, go to the next line and paint a string; pdfminer stays on the line."""
        self.do_Tw(aw)
        self.do_Tc(ac)
        self.do_T_a()
        self.do_TJ([s])


def _statements(content: bytes) -> Iterator[tuple[bytes, list[Any]]]:
    """Each operator of a content stream with its operands; pdfminer takes three times as long for a token."""
    operands: list[Any] = []
    before: list[Any] | None = None
    for found in _TOKEN.finditer(content):
        kind = found.lastgroup
        if kind == "number":
            operands.append(float(found[0]))
        elif kind == "operator" and before is None:  # in an array it is nothing
            yield found[0], operands
            operands = []
        elif kind == "string":
            operands.append(_ESCAPE.sub(_unescaped, found[0][1:-1]))
        elif kind == "hex":
            digits = b"".join(found["hex"].split())
            operands.append(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii")))
        elif kind == "name":
            name = _HEX_SIGN.sub(lambda sign: bytes.fromhex(sign[1].decode()), found["name"])
            operands.append(LIT(name.decode("utf-8", "replace")))
        elif found[0] == b"[" and before is None:
            before, operands = operands, []
        elif found[0] == b"]" and before is not None:
            operands = [*before, operands]
            before = None


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    if sign.isdigit():
        return bytes([int(sign, 8) & 0xFF])
    return _ESCAPED.get(sign, sign)
