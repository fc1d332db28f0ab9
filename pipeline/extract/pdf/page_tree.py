"""A file's structure as viewers take it: its page tree, and streams longer than they say.

pdfminer leaves out a page without `/Type` and a page that stands twice in the tree, and takes a stream to end
where its `/Length` says. Every viewer shows all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, list_value, resolve1
from pdfminer.psparser import PSKeyword

from pipeline.extract.pdf.limits import TooMuch
from pipeline.extract.pdf.reader import ContentMissing

_DEEPEST_TREE = 50
_LINE_ENDS = (b"\r\n", b"\n", b"\r")


def open_document(content: bytes) -> PDFDocument:
    """The file as pdfminer opens it, with whole streams."""
    return PDFDocument(_WholeStreams(BytesIO(content)))


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


def page_leaves(document: PDFDocument, most: int) -> Iterator[PDFPage]:
    """The pages in the order of the tree.

    Args:
        document: the file.
        most: how many pages, or branches of the tree, it may have.

    Raises:
        TooMuch: it has more, or they stand too deep.
    """
    waiting: list[tuple[object, dict[Any, Any], frozenset[int]]] = []
    root = document.catalog.get("Pages")
    if root is not None:
        waiting.append((root, document.catalog, frozenset()))
    n_pages = n_branches = 0
    while waiting:
        reference, parent, above = waiting.pop()
        number = reference.objid if isinstance(reference, PDFObjRef) else 0
        node = resolve1(reference)
        if not isinstance(node, dict) or number in above:
            continue
        inherited = {key: parent[key] for key in PDFPage.INHERITABLE_ATTRS if key in parent}
        node = {**inherited, **node}
        if "Kids" not in node:
            n_pages += 1
            if n_pages > most:
                raise TooMuch(f"more than {most} pages", limit="max_pages")
            yield PDFPage(document, number, node, None)
            continue
        n_branches += 1
        if n_branches > most or len(above) > _DEEPEST_TREE:
            raise TooMuch(f"a tree of more than {most} branches, or of more than {_DEEPEST_TREE} levels")
        below = above | {number} if number else above
        waiting.extend([(kid, node, below) for kid in reversed(list_value(node["Kids"]))])


def contents_of(leaf: PDFPage) -> list[PDFStream]:
    """A page's content streams; none for an empty page.

    Raises:
        ContentMissing: one of them cannot be found.
    """
    given = leaf.attrs.get("Contents")
    if given is None:
        return []
    found = resolve1(given)
    streams = [resolve1(each) for each in (found if isinstance(found, list) else [found])]
    if not all(isinstance(stream, PDFStream) for stream in streams):
        raise ContentMissing
    return streams
