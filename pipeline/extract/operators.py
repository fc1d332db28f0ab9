"""The operators of a content stream, found without a parser.

Nearly every engine writes plain streams: operands, an operator, again. One expression cuts such a stream at
its strings, arrays and dictionaries; what is left is words between spaces, few of which are new. A parser
that walks it byte by byte takes ten times as long. What is not known (inline images, comments, odd escapes,
a wrong count of operands) makes it give up on the whole stream, and the slow, tolerant parser takes over: so
it never has to guess.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from typing import Any

from pdfminer.psparser import LIT

from pipeline.extract.walks import GOES, STAYS, Between, Key, Kind, Operation, Step, between, key_of

# (text \(with\) escapes (and brackets) inside)
_PLAIN = rb"[^()\\]++"
_ESCAPED = rb"\\[\s\S]"
_INNER = rb"\((?:" + _PLAIN + rb"|" + _ESCAPED + rb")*+\)"
_STRING = rb"\((?:" + _PLAIN + rb"|" + _ESCAPED + rb"|" + _INNER + rb")*+\)"
# <0045004F>
_HEX = rb"<[0-9A-Fa-f]*+>"
# << /MCID 3 /Lang (kk) /Attached [ /Top ] >>
_FLAT_DICT = rb"<<(?:[^<>()\\%]++|" + _HEX + rb"|" + _STRING + rb")*+>>"
_DICT = rb"<<(?:[^<>()\\%]++|" + _HEX + rb"|" + _STRING + rb"|" + _FLAT_DICT + rb")*+>>"
# [(ab) -12.5 <0045>]  and the dashes of  [3 2] 0 d
_ARRAY = rb"\[(?:[-+.\d\s]++|" + _HEX + rb"|" + _STRING + rb")*+\]"

# Cuts  /F1 10 Tf (text) Tj  into  ` /F1 10 Tf `, `(text)` and ` Tj`.
_CUT = re.compile(rb"(" + _STRING + rb"|" + _ARRAY + rb"|" + _HEX + rb"|" + _DICT + rb")")
_PART = re.compile(rb"(" + _HEX + rb"|" + _STRING + rb")")
# -12.5  .49  42; longer ones are no lengths on a page
_DIGITS = b"0123456789.-+"
_LONGEST_NUMBER = 30
# /F1+0
_NAME = re.compile(rb"/[^\x00-\x20\x7f-\xff()<>\[\]{}/%\#]*+")
# \123  \(  and a line that goes on
_ESCAPE = re.compile(rb"\\(?:[0-3][0-7]{2}|\r\n|[\s\S])")
_SIGNS = {
    rb"\n": b"\n", rb"\r": b"\r", rb"\t": b"\t", rb"\b": b"\b", rb"\f": b"\f", rb"\(": b"(", rb"\)": b")",
    rb"\\": b"\\", b"\\\n": b"", b"\\\r": b"", b"\\\r\n": b"",
    **{b"\\%03o" % code: bytes((code,)) for code in range(256)},
}  # fmt: skip
# \\217\\027 abc: what Python's own escapes mean, too
_OCTAL = re.compile(rb"(?:[^\\]++|\\(?:[0-3][0-7]{2}|[nrtbf]))*+")


_COLOUR = Kind.COLOUR
_MOVE = (b"Tj", b"x", b"y", b"Td")
_GOES = Between((), "do_Td", (), Kind.MOVE, (), GOES)
_PAINTERS: dict[type, tuple[bytes, str]] = {bytes: (b"Tj", "do_Tj"), list: (b"TJ", "do_TJ")}
_LONGEST_MOVE = 40
_MOST_REMEMBERED = 40_000


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
_KNOWN: dict[bytes, Any] = {
    operator.encode(): (_method(operator), n_operands, n_others, kind)
    for kind, n_operands, n_others, operators in _OPERATORS
    for operator in operators.split()
}
METHODS = frozenset(method for method, *_ in _KNOWN.values())


class _Words(dict[bytes, Any]):
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


class _Operands(dict[bytes, Any]):
    """What the strings, arrays and dictionaries of a stream are."""

    def __init__(self, words: _Words) -> None:
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
            found = unhexlify(operand.strip(b"<>"))
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


class Memory:
    """What was read in the streams of a file so far, for what comes again.

    Attributes:
        words: numbers, names and operators.
        others: strings, arrays and dictionaries.
        lines: the operations of whole lines: most come again, as `q`, `0 0 0 rg`, `f*`.
        betweens: what stands between two strings, by the kind of the first.
    """

    def __init__(self) -> None:
        self._forget()

    def tidy(self) -> None:
        """Forget all if it has become much, so that long files take no more room than short ones."""
        known = len(self.words) + len(self.others) + len(self.lines) + len(self.betweens)
        if known > _MOST_REMEMBERED:
            self._forget()

    def _forget(self) -> None:
        self.words = _Words(_KNOWN)
        self.others = _Operands(self.words)
        self.lines: dict[bytes, list[Operation]] = {}
        self.betweens: dict[tuple[type, Key], Between] = {}


def operations(content: bytes, memory: Memory, *, are_joined: bool = True) -> list[Operation]:
    """All operations of a plain content stream, operands as pdfminer would parse them.

    Args:
        content: the stream.
        memory: what is known from the file's other streams.
        are_joined: make a walk of strings that differ in place only (`walks`).

    Raises:
        NotPlain: something in it is outside of what can be read so.
    """
    pieces = _CUT.split(content)
    pieces.append(b"")
    try:
        return _Reading(memory, are_joined=are_joined).read(pieces)
    except (ValueError, KeyError) as error:
        raise NotPlain from error
    finally:
        memory.tidy()


class _Reading:
    """The reading of one stream."""

    def __init__(self, memory: Memory, *, are_joined: bool) -> None:
        self._shown = (bytes, list) if are_joined else ()
        self._words, self._others = memory.words, memory.others
        self._lines, self._betweens = memory.lines, memory.betweens
        self._found: list[Operation] = []

    def read(self, pieces: list[bytes]) -> list[Operation]:
        """The operations; words and other operands take turns in `pieces`."""
        others, found = self._others, self._found
        operands: list[Any] = []
        walk: list[Step] = []
        how, place = STAYS, (0.0, 0.0)
        last: Between | None = None
        for words, operand in zip(pieces[::2], pieces[1::2], strict=True):
            shown: type = operands[0].__class__ if len(operands) == 1 else object
            way = self._way(words, shown) if shown in self._shown else None
            if way is not None and (way[0] is last or way[0] is _GOES) and way[0].how:
                walk.append((how, place, operands if shown is bytes else operands[0]))
                how, place = way[0].how, way[1]
                operands = []
            else:
                if walk:
                    walk.append((how, place, ()))
                    found.append(("", walk, Kind.WALK))
                    walk, how = [], STAYS
                if way is not None:
                    last = way[0]
                    found.append((_PAINTERS[shown][1], operands, Kind.SHOW))
                    found += last.operations(way[1])
                    operands = []
                else:
                    first = len(found)
                    operands = self._statements(words, operands)
                    last = None
                    if not operands and shown in self._shown and (key := key_of(words)):
                        last = between(found[first:])
                        if last is not None:
                            self._betweens[shown, key[0]] = last
            if operand:
                operands.append(others[operand])
        if operands:
            raise NotPlain
        return found

    def _way(self, words: bytes, shown: type) -> tuple[Between, tuple[float, float]] | None:
        """What the words between two strings do, as far as it is known, and where the pen goes."""
        if len(words) < _LONGEST_MOVE:
            # Browsers paint glyph after glyph:  <0041> Tj 7.2 0 Td <0042>
            move = words.split()
            if len(move) == len(_MOVE) and move[3] == _MOVE[3] and move[0] == _PAINTERS[shown][0]:
                return self._placed(_GOES, move[1], move[2])
        key = key_of(words)
        known = self._betweens.get((shown, key[0])) if key else None
        return self._placed(known, key[1], key[2]) if known and key else None

    def _placed(self, known: Between, across: bytes, up: bytes) -> tuple[Between, tuple[float, float]] | None:
        x, y = self._words[across], self._words[up]
        return (known, (x, y)) if x.__class__ is float and y.__class__ is float else None

    def _statements(self, words: bytes, operands: list[Any]) -> list[Any]:
        """Add the operations in some words; what is left waits for its operator."""
        found, lines = self._found, self._lines
        for line in words.split(b"\n"):
            if not operands:
                known = lines.get(line)
                if known is None:
                    first = len(found)
                    operands = self._line(line, operands)
                    if not operands:
                        lines[line] = found[first:]
                else:
                    found += known
            else:
                operands = self._line(line, operands)
        return operands

    def _line(self, line: bytes, operands: list[Any]) -> list[Any]:
        append = self._found.append
        n_others = sum([operand.__class__ is not float for operand in operands]) if operands else 0
        if b"/" in line:
            # Names may stand close to what is before them.
            line = line.replace(b"/", b" /")
        for value in map(self._words.__getitem__, line.split()):
            if value.__class__ is float:
                operands.append(value)
            elif value.__class__ is tuple:
                method, n_expected, n_expected_others, kind = value
                if (len(operands) != n_expected or n_others != n_expected_others) and kind is not _COLOUR:
                    raise NotPlain
                append((method, operands, kind))
                operands = []
                n_others = 0
            else:
                operands.append(value)
                n_others += 1
        return operands
