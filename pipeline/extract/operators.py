"""The operators of a content stream, found by one regular expression.

Nearly every engine writes plain streams: operands, an operator, again. One expression reads such a stream ten
times faster than a parser that walks it byte by byte. What it does not know (inline images, comments, odd
escapes, a wrong count of operands) makes it give up on the whole stream, and the slow, tolerant parser
takes over: so it never has to guess.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from typing import Any

from pdfminer.psparser import LIT

# (text \(with\) escapes (and brackets) inside)
_PLAIN = rb"[^()\\]++"
_ESCAPED = rb"\\[\s\S]"
_INNER = rb"\((?:" + _PLAIN + rb"|" + _ESCAPED + rb")*+\)"
_STRING = rb"\((?:" + _PLAIN + rb"|" + _ESCAPED + rb"|" + _INNER + rb")*+\)"
# <0045004F>
_HEX = rb"<[0-9A-Fa-f]*+>"
# /F1
_NAME = rb"/[^\s()<>\[\]{}/%\#]*+"
# << /MCID 3 /Lang (kk) /Attached [ /Top ] >>
_FLAT_DICT = rb"<<(?:[^<>()\\%]++|" + _HEX + rb"|" + _STRING + rb")*+>>"
_DICT = rb"<<(?:[^<>()\\%]++|" + _HEX + rb"|" + _STRING + rb"|" + _FLAT_DICT + rb")*+>>"
# [(ab) -12.5 <0045>]  and the dashes of  [3 2] 0 d
_ARRAY = rb"\[(?:[-+.\d\s]++|" + _HEX + rb"|" + _STRING + rb")*+\]"

# 1 0 0 1 42 700 Tm    /F1 10 Tf    (text) Tj    q
_STATEMENT = re.compile(
    rb"\s*+(?P<operand>" + _NAME + rb"|" + _STRING + rb"|" + _ARRAY + rb"|" + _DICT + rb"|" + _HEX + rb")?+"
    rb"(?P<numbers>[-+.\d\s]*+)"
    rb"(?P<operator>[A-Za-z'\"][A-Za-z0-9]{0,2}+\*?+(?=[\s/<(\[]|\Z))?+"
    # What nothing of the above can begin with.
    rb"|(?P<junk>[\s\S])"
)
_PART = re.compile(rb"(?P<number>[-+.\d]++)|(?P<hex>" + _HEX + rb")|(?P<string>" + _STRING + rb")")
# \123  \(  and a line that goes on
_ESCAPE = re.compile(rb"\\(?:[0-3][0-7]{2}|\r\n|[\s\S])")
_SIGNS = {
    rb"\n": b"\n", rb"\r": b"\r", rb"\t": b"\t", rb"\b": b"\b", rb"\f": b"\f", rb"\(": b"(", rb"\)": b")",
    rb"\\": b"\\", b"\\\n": b"", b"\\\r": b"", b"\\\r\n": b"",
    **{b"\\%03o" % code: bytes((code,)) for code in range(256)},
}  # fmt: skip

# How many operands each operator takes; for colours it depends on the colour space.
_COUNTS = {
    operator.encode(): count
    for count, operators in {
        0: "q Q h S s f F f* B B* b b* n W W* BT ET T* EMC BX EX",
        1: "w J j M ri i gs CS cs g G sh Do Tc Tw Tz TL Tr Ts Tj TJ ' BMC MP",
        2: "m l d Td TD Tf BDC DP",
        3: 'rg RG "',
        4: "re k K v y",
        6: "cm c Tm",
    }.items()
    for operator in operators.split()
}
_BRACKET, _PARENTHESIS, _SLASH = b"[(/"


# The name of pdfminer's method for the operator, its operands, and whether the colour space says how many.
Operation = tuple[str, list[Any], bool]


class NotPlain(Exception):  # noqa: N818 (the stream's nature, not a fault)
    """The stream needs a real parser."""


def operations(content: bytes) -> list[Operation]:
    """All operations of a plain content stream, operands as pdfminer would parse them.

    Raises:
        NotPlain: something in it is outside of what one expression can read.
    """
    try:
        return _operations(content.rstrip())
    except (ValueError, KeyError, TypeError) as error:
        raise NotPlain from error


def _operations(content: bytes) -> list[Operation]:
    found: list[Operation] = []
    pending: list[Any] = []
    known = _KNOWN
    for operand, numbers, operator, junk in _STATEMENT.findall(content):
        if operand:
            pending.append(_value(operand))
        if numbers:
            pending += map(float, numbers.split())
        if operator:
            method, count = known[operator]
            if count is not None and len(pending) != count:
                raise NotPlain
            found.append((method, pending, count is None))
            pending = []
        elif junk:
            raise NotPlain
    if pending:
        raise NotPlain
    return found


def _method(operator: bytes) -> str:
    """`f*` -> `do_f_a`, as pdfminer names its methods."""
    return "do_" + operator.decode().replace("*", "_a").replace('"', "_w").replace("'", "_q")


_KNOWN: dict[bytes, tuple[str, int | None]] = {
    **{operator: (_method(operator), count) for operator, count in _COUNTS.items()},
    **{operator: (_method(operator), None) for operator in (b"sc", b"SC", b"scn", b"SCN")},
}

METHODS = frozenset(method for method, _ in _KNOWN.values())


def _value(operand: bytes) -> object:
    first = operand[0]
    if first == _BRACKET:
        return [
            float(number) if number else unhexlify(coded[1:-1]) if coded else _string(string)
            for number, coded, string in _PART.findall(operand)
        ]
    if first == _PARENTHESIS:
        return _string(operand)
    if first == _SLASH:
        return LIT(operand[1:].decode("latin-1"))
    return {} if operand[1:2] == b"<" else unhexlify(operand[1:-1])


def _string(operand: bytes) -> bytes:
    inside = operand[1:-1]
    return _ESCAPE.sub(lambda found: _SIGNS[found[0]], inside) if b"\\" in inside else inside
