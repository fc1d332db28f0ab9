"""Unpacking a content stream, within bounds and whole or not at all.

Flate packs a thousand to one, may be applied twice and hidden in letters: a file of some kilobytes can ask
for all memory there is. And a damaged stream unpacks up to the damage: pdfminer goes on with what it got, in
quadratic time, and the rest of the page would be lost in silence.
"""

from __future__ import annotations

import zlib

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.pdftypes import (
    LITERALS_ASCII85_DECODE,
    LITERALS_ASCIIHEX_DECODE,
    LITERALS_FLATE_DECODE,
    PDFStream,
    dict_value,
)

from pipeline.extract.pdf.limits import TooMuch

_PIECE_BYTES = 1 << 20
_ZLIB_HEAD_BYTES = 2


class DamagedStream(Exception):  # noqa: N818 (what the stream is)
    """A packed stream that does not unpack to its end."""


def content_of(stream: PDFStream, most_bytes: int) -> bytes:
    """A stream's bytes, unpacked; the packed ones stay next to them.

    Raises:
        TooMuch: they are more than `most_bytes`.
        DamagedStream: it does not unpack to its end.
    """
    if stream.data is None:
        _unpack(stream, most_bytes)
    content: bytes = stream.get_data()
    if len(content) > most_bytes:
        raise _too_much(most_bytes)
    return content


def _unpack(stream: PDFStream, most_bytes: int) -> None:
    """Unpack a stream in place; what is not known here (pictures, predictors) is left to pdfminer."""
    packed, filters = stream.get_rawdata(), stream.get_filters()
    if packed is None or not filters:
        return
    if stream.decipher is not None and stream.objid is not None and stream.genno is not None:
        packed = stream.decipher(stream.objid, stream.genno, packed, stream.attrs)
    for name, params in filters:
        if name in LITERALS_FLATE_DECODE:
            packed = _inflated(packed, most_bytes)
            if dict_value(params or {}).get("Predictor", 1) != 1:
                return
        elif name in LITERALS_ASCII85_DECODE:
            packed = ascii85decode(packed)
        elif name in LITERALS_ASCIIHEX_DECODE:
            packed = asciihexdecode(packed)
        else:
            return
    stream.data = packed


def _inflated(packed: bytes, most_bytes: int) -> bytes:
    if not packed.strip(b"\r\n"):
        return b""  # qpdf writes an empty page so
    content = _unpacked(packed, zlib.decompressobj(), most_bytes)
    if content is None:
        # only the checksum after the data may be missing: without their head the data tell where they end
        content = _unpacked(packed[_ZLIB_HEAD_BYTES:], zlib.decompressobj(-zlib.MAX_WBITS), most_bytes)
    if content is None:
        raise DamagedStream
    return content


def _unpacked(packed: bytes, unpacker: zlib._Decompress, most_bytes: int) -> bytes | None:
    """What was packed; None if its end is missing."""
    pieces: list[bytes] = []
    size = 0
    while packed and not unpacker.eof:
        try:
            piece = unpacker.decompress(packed, _PIECE_BYTES)
        except zlib.error as error:
            raise DamagedStream from error
        size += len(piece)
        if size > most_bytes:
            raise _too_much(most_bytes)
        pieces.append(piece)
        packed = unpacker.unconsumed_tail
    return b"".join(pieces) if unpacker.eof else None


def _too_much(most_bytes: int) -> TooMuch:
    return TooMuch(f"a stream of more than {most_bytes} bytes", limit="max_content_bytes")
