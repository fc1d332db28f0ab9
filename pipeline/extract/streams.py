"""The size of a stream before it is unpacked.

Flate packs a thousand to one, and may be applied twice: a file of some kilobytes can ask for all memory there
is. pdfminer unpacks first; so the size is measured here beforehand, a piece at a time.
"""

from __future__ import annotations

import zlib

from pdfminer.pdftypes import LITERALS_FLATE_DECODE, PDFStream

from pipeline.extract.limits import TooMuch

# Deflate's own bound is 1032 to 1.
_MOST_PACKED = 1032
_PIECE_BYTES = 1 << 20


def check_unpacked_size(stream: PDFStream, most_bytes: int) -> None:
    """Refuse a stream that would unpack to more than `most_bytes`.

    Raises:
        TooMuch: it would.
    """
    packed = stream.get_rawdata()
    if packed is None:
        return  # unpacked before, so it was checked before
    turns = sum(name in LITERALS_FLATE_DECODE for name, _ in stream.get_filters())
    if not turns or len(packed) * _MOST_PACKED**turns <= most_bytes:
        return
    if stream.decipher is not None and stream.objid is not None and stream.genno is not None:
        packed = stream.decipher(stream.objid, stream.genno, packed)
    pieces: list[bytes] = [packed]
    for turn in range(turns):
        pieces = _unpacked(pieces, most_bytes, keep=turn + 1 < turns)


def _unpacked(pieces: list[bytes], most_bytes: int, *, keep: bool) -> list[bytes]:
    """One turn of unpacking, counted; the pieces themselves only if they are needed."""
    unpacker = zlib.decompressobj()
    kept: list[bytes] = []
    size = 0
    for piece in pieces:
        rest = piece
        while rest:
            try:
                data = unpacker.decompress(rest, _PIECE_BYTES)
            except zlib.error:
                return kept  # damaged: pdfminer saves what it can, which is no more than this
            size += len(data)
            if size > most_bytes:
                raise TooMuch(f"a content stream of more than {most_bytes} bytes")
            if keep:
                kept.append(data)
            rest = unpacker.unconsumed_tail
    return kept
