"""The words of a content stream: numbers, names, strings, arrays, and the operators after them.

One expression cuts a stream at its strings, arrays and dictionaries; what is left is words between spaces,
few of which are new. What is not known here (comments, odd escapes, half a byte) is never guessed at.
"""

from __future__ import annotations

from binascii import unhexlify
from typing import Any

import regex as re
from pdfminer.psparser import LIT

from pipeline.extract.pdf.walks import Kind

# (text \(with\) escapes (and brackets) inside)
_PLAIN = rb"[^()\\]++"
_ESCAPED = rb"\\[\s\S]"
_INNER = rb"\((?:" + _PLAIN + rb"|" + _ESCAPED + rb")*+\)"
_STRING = rb"\((?:" + _PLAIN + rb"|" + _ESCAPED + rb"|" + _INNER + rb")*+\)"
# <0045004F>, also over two lines, as Cairo writes
_HEX = rb"<[0-9A-Fa-f\s]*+>"
# << /MCID 3 /Lang (kk) /Attached [ /Top ] >>
_FLAT_DICT = rb"<<(?:[^<>()\\%]++|" + _HEX + rb"|" + _STRING + rb")*+>>"
_DICT = rb"<<(?:[^<>()\\%]++|" + _HEX + rb"|" + _STRING + rb"|" + _FLAT_DICT + rb")*+>>"
# [(ab) -12.5 <0045>]  and the dashes of  [3 2] 0 d
_ARRAY = rb"\[(?:[-+.\d\s]++|" + _HEX + rb"|" + _STRING + rb")*+\]"

# Cuts  /F1 10 Tf (text) Tj  into  ` /F1 10 Tf `, `(text)` and ` Tj`.
CUT = re.compile(rb"(" + _STRING + rb"|" + _ARRAY + rb"|" + _HEX + rb"|" + _DICT + rb")")
# Cuts  0 0 0 rg/F1 10 Tf 7 Tc 12  into  `0 0 0 rg`, `/F1 10 Tf`, ` 7 Tc` and ` 12`.
STATEMENT = re.compile(rb"(?:[-+.\d\s]++|/[^\s/]*+)*+(?:[A-Za-z'\"][^\s/]*+)?+")
_PART = re.compile(rb"(" + _HEX + rb"|" + _STRING + rb")")
# -12.5  .49  42; longer ones are no lengths on a page
_DIGITS = b"0123456789.-+"
_LONGEST_NUMBER = 30
# /F1+0
_NAME = re.compile(rb"/[^\x00-\x20\x7f-\xff()<>\[\]{}/%\#]*+")
# Longer strings hardly ever come twice.
_LONGEST_REMEMBERED = 64
# \123  \(  and a line that goes on
_ESCAPE = re.compile(rb"\\(?:[0-3][0-7]{2}|\r\n|[\s\S])")
_SIGNS = {
    rb"\n": b"\n", rb"\r": b"\r", rb"\t": b"\t", rb"\b": b"\b", rb"\f": b"\f", rb"\(": b"(", rb"\)": b")",
    rb"\\": b"\\", b"\\\n": b"", b"\\\r": b"", b"\\\r\n": b"",
    **{b"\\%03o" % code: bytes((code,)) for code in range(256)},
}  # fmt: skip
# \217\027 abc: what Python's own escapes mean, too
_OCTAL = re.compile(rb"(?:[^\\]++|\\(?:[0-3][0-7]{2}|[nrtbf]))*+")


class NotPlain(Exception):  # noqa: N818 (the stream's nature, not a fault)
    """The stream needs a real parser."""


def _method(operator: str) -> str:
    """`f*` -> `do_f_a`, as pdfminer names its methods."""
    return "do_" + operator.replace("*", "_a").replace('"', "_w").replace("'", "_q")


# Operators by kind, how many operands they take, and how many of these are no numbers.
_OPERATORS: tuple[tuple[Kind, int, int, str], ...] = (
    (Kind.NOTHING, 0, 0, "ET EMC BX EX"),
    (Kind.NOTHING, 1, 0, "J j M i"),
    (Kind.NOTHING, 1, 1, "ri sh BMC MP"),
    (Kind.NOTHING, 2, 1, "d"),
    (Kind.NOTHING, 2, 2, "BDC DP"),
    (Kind.SHOW, 1, 1, "Tj TJ"),
    (Kind.MOVE, 2, 0, "Td"),
    (Kind.PLACE, 0, 0, "BT T*"),
    (Kind.PLACE, 2, 0, "TD"),
    (Kind.PLACE, 6, 0, "Tm"),
    (Kind.PATH, 0, 0, "h"),
    (Kind.PATH, 2, 0, "m l"),
    (Kind.PATH, 4, 0, "re v y"),
    (Kind.PATH, 6, 0, "c"),
    (Kind.SET, 1, 0, "w g G Tc Tw Tz TL Tr Ts"),
    (Kind.SET, 1, 1, "gs CS cs"),
    (Kind.SET, 2, 1, "Tf"),
    (Kind.SET, 3, 0, "rg RG"),
    (Kind.SET, 4, 0, "k K"),
    (Kind.COLOUR, 0, 0, "sc SC scn SCN"),
    (Kind.OTHER, 0, 0, "q Q S s f F f* B B* b b* n W W*"),
    (Kind.OTHER, 1, 1, "Do '"),
    (Kind.OTHER, 3, 1, '"'),
    (Kind.OTHER, 6, 0, "cm"),
)
KNOWN: dict[bytes, Any] = {
    operator.encode(): (_method(operator), n_operands, n_others, kind)
    for kind, n_operands, n_others, operators in _OPERATORS
    for operator in operators.split()
}
METHODS = frozenset(method for method, *_ in KNOWN.values())


class Words(dict[bytes, Any]):
    """What the words of a stream are: numbers, names and operators; each new one is read once."""

    def __missing__(self, word: bytes) -> object:
        found: object
        if not word.strip(_DIGITS) and len(word) <= _LONGEST_NUMBER:
            found = float(word)
        elif _NAME.fullmatch(word):
            found = LIT(word[1:].decode("ascii"))
        else:
            raise NotPlain
        self[word] = found
        return found


class Operands(dict[bytes, Any]):
    """What the strings, arrays and dictionaries of a stream are."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, operand: bytes) -> object:
        found: object
        if operand[:1] == b"[":
            # Each is looked up once: few come twice.
            return self._array(operand[1:-1])
        if operand[:1] == b"(":
            found = _string(operand[1:-1])
        elif operand[:2] == b"<<":
            found = {}
        else:
            found = unhexlify(b"".join(operand.strip(b"<>").split()))
        if len(operand) <= _LONGEST_REMEMBERED:
            self[operand] = found
        return found

    def _array(self, inside: bytes) -> list[Any]:
        words = self._words
        # 12<0A>-3<0B> -> 12, 0A, -3, 0B
        pieces = _PART.split(inside) if b"(" in inside else inside.replace(b">", b"<").split(b"<")
        parts = [words[word] for word in pieces[0].split()]
        for operand, numbers in zip(pieces[1::2], pieces[2::2], strict=True):
            parts.append(self[operand])
            if numbers:
                known = words.get(numbers)
                if known is None:
                    parts += [words[word] for word in numbers.split()]
                else:
                    parts.append(known)
        return parts


def _string(inside: bytes) -> bytes:
    if b"\\" not in inside:
        return inside
    if _OCTAL.fullmatch(inside):
        return inside.decode("unicode_escape").encode("latin-1")
    return _ESCAPE.sub(lambda found: _SIGNS[found[0]], inside)
