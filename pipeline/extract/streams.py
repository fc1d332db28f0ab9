"""Unpacking a content stream, within bounds and whole or not at all.

Flate packs a thousand to one, and may be applied twice: a file of some kilobytes can ask for all memory there
is. And a damaged stream unpacks up to the damage: pdfminer goes on with what it got, in quadratic time, and
the rest of the page would be lost in silence.
"""

from __future__ import annotations

import zlib

from pdfminer.pdftypes import LITERALS_FLATE_DECODE, PDFStream

from pipeline.extract.limits import TooMuch

_PIECE_BYTES = 1 << 20


class DamagedStream(Exception):  # noqa: N818 (what the stream is)
    """A packed stream that does not unpack to its end."""


def unpack(stream: PDFStream, most_bytes: int) -> None:
    """Unpack a stream in place, so that pdfminer finds it unpacked; streams without Flate are left to it.

    The packed bytes stay beside it, for `pack_again`.

    Raises:
        TooMuch: it would hold more than `most_bytes`.
        DamagedStream: it does not unpack to its end.
    """
    if stream.data is not None:
        return
    packed = stream.get_rawdata()
    filters = stream.get_filters()
    is_all_flate = all(name in LITERALS_FLATE_DECODE and not params for name, params in filters)
    if packed is None or not filters or not is_all_flate:
        return
    if stream.decipher is not None and stream.objid is not None and stream.genno is not None:
        packed = stream.decipher(stream.objid, stream.genno, packed, stream.attrs)
    for _ in filters:
        packed = _unpacked(packed, most_bytes)
    stream.data = packed


def pack_again(stream: PDFStream) -> None:
    """Drop the unpacked bytes, so that a file of thousands of pages takes no more room than its own."""
    if stream.rawdata is not None:
        stream.data = None


def _unpacked(packed: bytes, most_bytes: int) -> bytes:
    unpacker = zlib.decompressobj()
    pieces: list[bytes] = []
    size = 0
    while packed and not unpacker.eof:
        try:
            piece = unpacker.decompress(packed, _PIECE_BYTES)
        except zlib.error as error:
            raise DamagedStream from error
        size += len(piece)
        if size > most_bytes:
            raise TooMuch(f"a content stream of more than {most_bytes} bytes")
        pieces.append(piece)
        packed = unpacker.unconsumed_tail
    if not unpacker.eof:
        raise DamagedStream
    return b"".join(pieces)
