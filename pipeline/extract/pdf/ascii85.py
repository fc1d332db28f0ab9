"""ASCII85, all groups at once.

Adilet packs its content streams and then writes them as letters. Python's own decoder takes each of five
letters by itself; here each group is a lane of one large number, and all of them are reckoned together.
"""

from __future__ import annotations

from pdfminer.ascii85 import ascii85decode

_LETTERS = bytes(range(ord("!"), ord("u") + 1))
_SPACE = b" \t\n\r\v"
_VALUES = bytes.maketrans(_LETTERS, bytes(range(85)))
_GROUP, _LANE, _WORD = 5, 8, 4


def decoded(letters: bytes) -> bytes:
    """The bytes that some letters of ASCII85 stand for, as pdfminer decodes them.

    Raises:
        ValueError: they are no ASCII85.
    """
    ended = letters.rstrip()
    body = ended.removesuffix(b"~>").translate(None, _SPACE)
    if ended[-2:] != b"~>" or body.translate(None, _LETTERS):
        # Signs of their own (`z`), or something odd.
        return ascii85decode(letters)
    padding = -len(body) % _GROUP
    values = (body + b"u" * padding).translate(_VALUES)
    count = len(values) // _GROUP
    total = 0
    for place in range(_GROUP):
        lanes = bytearray(count * _LANE)
        lanes[_LANE - 1 :: _LANE] = values[place::_GROUP]
        total = total * 85 + int.from_bytes(lanes, "big")
    lanes = bytearray(total.to_bytes(count * _LANE, "big"))
    if any(lanes[_LANE - _WORD - 1 :: _LANE]):
        raise ValueError("ASCII85 overflow")
    words = bytearray(count * _WORD)
    for place in range(_WORD):
        words[place::_WORD] = lanes[_LANE - _WORD + place :: _LANE]
    return bytes(words[: len(words) - padding])
