"""A file's structure, looked at before PDFium parses a page in C, where nothing could stop it.

A kilobyte can ask for all memory there is: streams pack a thousand to one, a drawing may paint another one
ten times, and so on. What a page's content unpacks to is bounded here, that of the drawings in it too. PDFium
also reads a damaged stream up to the damage, and a page whose content is not found as empty: both are errors
here. pdfminer parses the structure; it is taught what every viewer does: a page needs no `/Type`, may stand
twice in the tree, and a stream may be longer than it says.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any, NamedTuple

import numpy as np
import regex as re
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, list_value, num_value, resolve1
from pdfminer.psparser import PSKeyword, literal_name

from pipeline.extract.pdf.limits import ContentMissing, Limits, TooMuch
from pipeline.extract.pdf.space import Paper, visible_page
from pipeline.extract.pdf.streams import DamagedStream, content_of

# It warns of every odd number in a file; what matters of it is raised.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

_DEEPEST_TREE = 50
_LINE_ENDS = (b"\r\n", b"\n", b"\r")
# /Fm0 Do
_PAINTED = re.compile(rb"/([^\s/\[\]<>(){}%]++)\s++Do\b")
# startxref 116
_LAST_TABLE = re.compile(rb"(startxref\s+)\d+")
_DEEPEST_BRACKETS = 5_000
# beginbfrange <0041> <0043> <0430> endbfrange
_RANGES = re.compile(rb"begin(?:bf|cid)range(.*?)end(?:bf|cid)range", re.DOTALL)
_RANGE = re.compile(rb"<\s*+([0-9A-Fa-f]++)\s*+>\s*+<\s*+([0-9A-Fa-f]++)\s*+>\s*+[<\[\d]")
_MOST_CODES = 1 << 18
# (a \(b\))   <00410042>
_STRING = re.compile(rb"\((?:[^()\\]++|\\.)*+\)|<[0-9A-Fa-f\s]++>", re.DOTALL)
# a character takes at most four hexadecimal digits
_STRING_BYTES = 4
# Comments, images and strings of a content stream; what is not closed reaches to its end.
_CLOSED = re.compile(
    rb"%[^\r\n]*+|\bID\s(?:.*?\sEI\b|(?P<rest>.*))"
    rb"|(?P<string>\((?:[^()\\]++|\\.|(?&string))*+\))|(?P<rest>\(.*)",
    re.DOTALL,
)
_IS_TEXT = re.compile(rb"\bT[jJ]\b")


class _Painted(NamedTuple):
    """What some content paints, with the drawings in it.

    `size` counts its bytes and theirs, each as often as it is painted; `depth` is how deep they stand within
    one another; `is_circle` that one paints one that holds it, which PDFium follows some way.
    """

    size: int
    depth: int
    is_circle: bool


class Structure:
    """The pages of a file as its objects describe them: `leaves`, one for each page.

    Raises:
        PermissionError: the file wants a password.
        TooMuch: it has more pages than the limit allows.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        try:
            self.document = PDFDocument(_WholeStreams(BytesIO(content)))
        except PDFPasswordIncorrect as error:
            raise PermissionError from error
        self._lacks_pages = False
        self.leaves = list(self._leaves(limits.max_pages))
        self._limits = limits
        self._drawings: dict[int, _Painted] = {}
        self._known_maps: set[int | None] = set()
        self._unpacked: list[PDFStream] = []

    def __len__(self) -> int:
        return len(self.leaves)

    def _leaves(self, most: int) -> Iterator[PDFPage]:
        """The pages in the order of the tree, which may have so many pages, and as many branches."""
        waiting: list[tuple[object, dict[Any, Any], frozenset[int]]] = []
        root = self.document.catalog.get("Pages")
        if root is not None:
            waiting.append((root, self.document.catalog, frozenset()))
        n_pages = n_branches = 0
        while waiting:
            reference, parent, above = waiting.pop()
            number = reference.objid if isinstance(reference, PDFObjRef) else 0
            node = resolve1(reference)
            if not isinstance(node, dict):
                self._lacks_pages = True
                continue
            if number in above:
                continue
            inherited = {key: parent[key] for key in PDFPage.INHERITABLE_ATTRS if key in parent}
            node = {**inherited, **node}
            if "Kids" not in node:
                n_pages += 1
                if n_pages > most:
                    raise TooMuch(f"more than {most} pages", limit="max_pages")
                yield PDFPage(self.document, number, node, None)
                continue
            n_branches += 1
            if n_branches > most or len(above) > _DEEPEST_TREE:
                raise TooMuch(f"a tree of more than {most} branches, or of more than {_DEEPEST_TREE} levels")
            below = above | {number} if number else above
            waiting.extend([(kid, node, below) for kid in reversed(list_value(node["Kids"]))])

    @property
    def n_missing(self) -> int:
        """How many contents, fonts and drawings are not where the file says; at least 1 if a page is not."""
        known: set[int] = set()
        count = int(self._lacks_pages)
        for leaf in self.leaves:
            try:
                _contents(leaf)
            except ContentMissing:
                count += 1
            count += _missing_in(leaf.resources, known)
        return count

    def check(self, page_number: int) -> None:
        """Look at a page's content, from 1, before it is read, and unpack it; what was unpacked before goes.

        Raises:
            ContentMissing: it, or a drawing in it, is not where the file says that it is.
            DamagedStream: some of it does not unpack to its end, or its text stands in a bracket without end.
            TooMuch: it holds more than a page may.
        """
        leaf = self.leaves[page_number - 1]
        most = self._limits.max_content_bytes
        contents = _contents(leaf)
        _pack(self._unpacked)
        self._unpacked = contents
        size, depth, _ = self._painted_by(contents, leaf.resources, frozenset(), most)
        if depth > self._limits.max_form_depth:
            raise TooMuch(
                f"drawings nested deeper than {self._limits.max_form_depth}", limit="max_form_depth"
            )
        if size > most:
            raise TooMuch(f"more than {most} bytes of content", limit="max_content_bytes")

    def paper(self, page_number: int) -> Paper:
        """A page's visible part; what a page does not say itself it inherits from the tree."""
        leaf = self.leaves[page_number - 1]
        unit = float(num_value(leaf.attrs.get("UserUnit", 1)))
        return visible_page(leaf.mediabox, leaf.cropbox, leaf.rotate, unit)

    def _painted_by(
        self, contents: list[PDFStream], resources: object, above: frozenset[int], most: int
    ) -> _Painted:
        """What some content paints, with the drawings in it."""
        content = b"\n".join([content_of(stream, most) for stream in contents])
        size, depth, n_circles = len(content), 0, 0
        _check_nesting(content)
        _check_strings(content, self._limits.max_glyphs_per_page)
        if _swallows_text(content):
            raise DamagedStream
        self._check_fonts(resources, most)
        drawings: dict[Any, Any] = dict_value(dict_value(resources or {}).get("XObject") or {})
        for drawing in _forms_in(content, drawings):
            inner = self._drawing(drawing, resources, above, most)
            size, depth = size + inner.size, max(depth, 1 + inner.depth)
            n_circles += inner.is_circle
        if n_circles > 1:
            raise TooMuch("drawings that paint themselves again and again")
        return _Painted(size, depth, n_circles > 0)

    def _check_fonts(self, resources: object, most: int) -> None:
        """Stop at a map to Unicode of far more codes than there are."""
        fonts: dict[Any, Any] = dict_value(dict_value(resources or {}).get("Font") or {})
        for reference in fonts.values():
            font = resolve1(reference)
            given = resolve1(font.get("ToUnicode")) if isinstance(font, dict) else None
            if not isinstance(given, PDFStream) or given.objid in self._known_maps:
                continue
            self._known_maps.add(given.objid)
            sections = _RANGES.findall(content_of(given, most))
            ranges = [pair for section in sections for pair in _RANGE.findall(section)]
            if sum(max(0, int(high, 16) - int(low, 16)) for low, high in ranges) > _MOST_CODES:
                raise TooMuch(f"a font's map of more than {_MOST_CODES} codes")

    def _drawing(self, drawing: PDFStream, resources: object, above: frozenset[int], most: int) -> _Painted:
        number = drawing.objid or 0
        if number in above:
            return _Painted(0, -1, True)
        if number not in self._drawings:
            if len(above) > self._limits.max_form_depth:
                return _Painted(0, 1, False)
            own = drawing.get("Resources") or resources
            self._drawings[number] = self._painted_by([drawing], own, above | {number}, most)
            _pack([drawing])
        return self._drawings[number]


def _pack(streams: Iterable[PDFStream]) -> None:
    """Drops the unpacked bytes: a file of thousands of pages takes no more room than its own."""
    for stream in streams:
        if stream.rawdata is not None:
            stream.data = None


def _forms_in(content: bytes, drawings: dict[Any, Any]) -> Iterator[PDFStream]:
    """The drawings that a content stream paints, once for each time."""
    for name in _PAINTED.findall(content) if drawings else ():
        given = drawings.get(name.decode("latin-1"))
        drawing = resolve1(given)
        if given is not None and drawing is None:
            raise ContentMissing
        if isinstance(drawing, PDFStream) and literal_name(resolve1(drawing.get("Subtype"))) == "Form":
            yield drawing


def without_table(content: bytes) -> bytes:
    """The file with no place of its cross reference table, which makes each library look for all objects."""
    return _LAST_TABLE.sub(rb"\g<1>0", content)


def _check_nesting(content: bytes) -> None:
    """Stop at brackets in brackets, which take pdfminer quadratic time."""
    signs = np.frombuffer(content, dtype=np.uint8)
    depth = np.cumsum((signs == ord("(")).astype(np.int32) - (signs == ord(")")))
    if depth.max(initial=0) - min(depth.min(initial=0), 0) > _DEEPEST_BRACKETS:
        raise TooMuch(f"brackets within brackets, more than {_DEEPEST_BRACKETS} deep")
    # PDFium gives each object all the marks around it
    if content.count(b"BDC") + content.count(b"BMC") - content.count(b"EMC") > _DEEPEST_BRACKETS:
        raise TooMuch(f"marks within marks, more than {_DEEPEST_BRACKETS} deep")


def _check_strings(content: bytes, most: int) -> None:
    """Stop at far too much text, before PDFium makes some hundred bytes of each of its bytes."""
    if len(content) > _STRING_BYTES * most and sum(map(len, _STRING.findall(content))) > _STRING_BYTES * most:
        raise TooMuch(f"more than {most} characters", limit="max_glyphs_per_page")


def _swallows_text(content: bytes) -> bool:
    """Whether an array, a string or an image that is never closed holds text, which every library loses."""
    counts = [content.count(sign) - content.count(b"\\" + sign) for sign in (b"[", b"]", b"(", b")")]
    if b"ID" not in content and counts[0] == counts[1] and counts[2] == counts[3]:
        return False
    for found in _CLOSED.finditer(content):
        if found["rest"] and _IS_TEXT.search(found["rest"]):
            return True
    content = _CLOSED.sub(b" ", content)
    signs = np.frombuffer(content, dtype=np.uint8)
    depth = np.cumsum((signs == ord("[")).astype(np.int32) - (signs == ord("]")))
    # a bracket that closes nothing is passed over
    depth = depth - np.minimum.accumulate(np.minimum(depth, 0))
    if not depth.size or not depth[-1]:
        return False
    closed = np.flatnonzero(depth == 0)
    return _IS_TEXT.search(content, int(closed[-1]) + 1 if closed.size else 0) is not None


def _missing_in(resources: object, known: set[int]) -> int:
    """How many fonts and drawings, with what they refer to, are not where the file says."""
    given: dict[Any, Any] = dict_value(resources or {})
    count = 0
    for kind in ("Font", "XObject"):
        for reference in dict_value(given.get(kind) or {}).values():
            number = reference.objid if isinstance(reference, PDFObjRef) else 0
            if number in known:
                continue
            if number:
                known.add(number)
            found = resolve1(reference)
            if isinstance(found, dict):
                parts = [found, *[resolve1(each) for each in list_value(found.get("DescendantFonts") or [])]]
                values = [value for part in parts if isinstance(part, dict) for value in part.values()]
                count += sum(isinstance(each, PDFObjRef) and resolve1(each) is None for each in values)
                count += sum(part is None for part in parts)
            elif isinstance(found, PDFStream):
                count += _missing_in(found.get("Resources"), known)
            else:
                count += 1
    return count


class _WholeStreams(PDFParser):
    """A parser that reads a stream up to its end, where `/Length` is shorter."""

    def do_keyword(self, pos: int, token: PSKeyword) -> None:
        """Handle a keyword, as pdfminer does."""
        super().do_keyword(pos, token)
        if token is not self.KEYWORD_STREAM or not self.curstack:
            return
        stream = self.curstack[-1][1]
        if not isinstance(stream, PDFStream) or stream.rawdata is None:
            return
        # pdfminer has gone on to `endstream`
        end = self.bufpos
        start = pos + len(token.name)
        self.fp.seek(start)
        after = self.fp.read(2)
        start += next((len(mark) for mark in _LINE_ENDS if after.startswith(mark)), 0)
        self.fp.seek(start)
        whole = self.fp.read(max(end - start, 0))
        if whole[len(stream.rawdata) :].strip(b"\r\n"):
            stream.rawdata = whole
        self.fp.seek(end)  # the parser goes on there; its own `seek` would forget the stream


def _contents(leaf: PDFPage) -> list[PDFStream]:
    """A page's content streams; none for an empty page."""
    given = leaf.attrs.get("Contents")
    if given is None:
        return []
    found = resolve1(given)
    streams = [resolve1(each) for each in (found if isinstance(found, list) else [found])]
    if not all(isinstance(stream, PDFStream) for stream in streams):
        raise ContentMissing
    return streams
