"""The operators of a content stream, found without a parser.

Nearly every engine writes plain streams: operands, an operator, again. A parser that walks them byte by byte
takes ten times as long as to look words up (`words`). What is not known (inline images, comments, odd
escapes, a wrong count of operands) makes it give up on the whole stream, and the slow, tolerant parser takes
over: so it never has to guess.
"""

from __future__ import annotations

from typing import Any

from pipeline.extract.pdf.content_tokens import CUT, KNOWN, STATEMENT, NotPlain, Operands, Words
from pipeline.extract.pdf.walks import GOES, STAYS, Between, Key, Kind, Operation, Step, between, key_of

_COLOUR = Kind.COLOUR
_MOVE = (b"Tj", b"x", b"y", b"Td")
_GOES = Between((), "do_Td", (), Kind.MOVE, (), GOES)
_PAINTERS: dict[type, tuple[bytes, str]] = {bytes: (b"Tj", "do_Tj"), list: (b"TJ", "do_TJ")}
_LONGEST_MOVE = 40
# Longer statements hardly ever come twice; and what is remembered is to be little.
_LONGEST_STATEMENT = 64
_LONGEST_BETWEEN = 300
_MOST_REMEMBERED = 20_000


class Memory:
    """What was read in the streams of a file so far, for what comes again.

    Attributes:
        words: numbers, names and operators.
        others: strings, arrays and dictionaries.
        statements: what operators with their operands do: most come again, as `q`, `0 0 0 rg`, `f*`.
        betweens: what stands between two strings, by the kind of the first.
    """

    def __init__(self) -> None:
        self._forget()

    def tidy(self) -> None:
        """Forget all if it has become much, so that long files take no more room than short ones."""
        known = len(self.words) + len(self.others) + len(self.statements) + len(self.betweens)
        if known > _MOST_REMEMBERED:
            self._forget()

    def _forget(self) -> None:
        self.words = Words(KNOWN)
        self.others = Operands(self.words)
        # what is left behind the last operator is mostly nothing
        self.statements: dict[bytes, tuple[Operation, ...]] = dict.fromkeys((b"", b" ", b"\n"), ())
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
    pieces = CUT.split(content)
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
        self._statements, self._betweens = memory.statements, memory.betweens
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
                    operands = self._read_words(words, operands)
                    last = None if operands else self._learnt(words, shown, found[first:])
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

    def _learnt(self, words: bytes, shown: type, found: list[Operation]) -> Between | None:
        """What the words between two strings do, as far as that can be said in short."""
        key = key_of(words) if shown in self._shown and len(words) <= _LONGEST_BETWEEN else None
        known = between(found) if key else None
        if key and known:
            self._betweens[shown, key[0]] = known
        return known

    def _placed(self, known: Between, across: bytes, up: bytes) -> tuple[Between, tuple[float, float]] | None:
        x, y = self._words[across], self._words[up]
        return (known, (x, y)) if x.__class__ is float and y.__class__ is float else None

    def _read_words(self, words: bytes, operands: list[Any]) -> list[Any]:
        """Add the operations in some words; what is left waits for its operator."""
        found, known = self._found, self._statements
        statements = STATEMENT.findall(words)
        if sum(map(len, statements)) != len(words):
            raise NotPlain
        for statement in statements:
            same = None if operands else known.get(statement)
            if same is not None:
                found += same
                continue
            operands = self._parsed(statement, operands)
        return operands

    def _parsed(self, statement: bytes, operands: list[Any]) -> list[Any]:
        """Add the operation of a statement that was not read before; or give its operands, which wait."""
        values = operands + [self._words[word] for word in statement.replace(b"/", b" /").split()]
        if not values or values[-1].__class__ is not tuple:
            return values
        method, n_expected, n_expected_others, kind = values.pop()
        n_others = sum([value.__class__ is not float for value in values])
        if (len(values) != n_expected or n_others != n_expected_others) and kind is not _COLOUR:
            raise NotPlain
        operation: Operation = (method, values, kind)
        self._found.append(operation)
        if not operands and len(statement) <= _LONGEST_STATEMENT:
            self._statements[statement] = (operation,)
        return []
