"""Strings that differ in place only, told by the words between them.

Every engine sets its font, colour and spacing anew for each string, line or even glyph, mostly to what they
were. Where the words between two strings are those that stood before the first of them, but for two numbers,
they change nothing but the pen's place: such strings are painted in one go.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Any, NamedTuple

# How the pen goes to a string: it stays, it goes from the start of its line, it is put somewhere on the page.
STAYS, GOES, IS_PUT = range(3)
# How the pen goes, by or to what in text space, and what is painted then: strings of codes, and numbers that
# move the pen back by thousandths of the font's size.
Step = tuple[int, tuple[float, float], Sequence[object]]


class Kind(IntEnum):
    """What an operator does, as far as it matters for what may be left out.

    Attributes:
        NOTHING: nothing that can be seen here: marks, ends, the ends of lines and their joints.
        SHOW: paints a string.
        MOVE: moves the pen (`Td`).
        PLACE: sets the pen anew.
        PATH: adds to the path.
        SET: sets something to its operands, whatever it was.
        COLOUR: like `SET`, with as many operands as the colour space says.
        OTHER: all else.
        WALK: no operator: many strings; its operands are `Step`s.
    """

    NOTHING = 0
    SHOW = 1
    MOVE = 2
    PLACE = 3
    PATH = 4
    SET = 5
    COLOUR = 6
    OTHER = 7
    WALK = 8


# The name of pdfminer's method for an operator, its operands, and its kind.
Operation = tuple[str, list[Any], Kind]


class Between(NamedTuple):
    """The words between two strings, but for two numbers that say where the second one begins.

    Attributes:
        before: the operations between the one that paints the first string and the one that moves the pen.
        move: the name of the method that moves the pen.
        matrix: its operands before the two numbers.
        kind: its kind.
        after: the operations after it.
        how: how the pen moves if the words stood before the first string, too, and so change nothing else;
            `STAYS` if they do more.
    """

    before: Sequence[Operation]
    move: str
    matrix: Sequence[float]
    kind: Kind
    after: Sequence[Operation]
    how: int

    def operations(self, place: tuple[float, float]) -> list[Operation]:
        """What the words do, with the pen going to or by `place`."""
        return [*self.before, (self.move, [*self.matrix, *place], self.kind), *self.after]


# The operators that end the two numbers, as they stand in the stream.
MOVES = (b" Tm", b" Td")
Key = tuple[bytes, bytes, bytes]


def key_of(words: bytes) -> tuple[Key, bytes, bytes] | None:
    """What stands around the two numbers of the words' only move, and the numbers."""
    for operator in MOVES:
        head, cut, tail = words.partition(operator)
        if cut:
            parts = head.rsplit(None, 2)
            return ((parts[0], cut, tail), parts[1], parts[2]) if len(parts) == _PARTS else None
    return None


def between(found: Sequence[Operation]) -> Between | None:
    """What the words between two strings are.

    Args:
        found: the operations in them, from the one that paints the first string.

    Returns:
        None if they do not move the pen, or do so more than once.
    """
    at, how = _move_among(tuple([(method, kind) for method, _, kind in found]))
    if at is None:
        return None
    method, operands, kind = found[at]
    return Between(found[1:at], method, operands[:-2], kind, found[at + 1 :], how)


@lru_cache(maxsize=1024)
def _move_among(methods: tuple[tuple[str, Kind], ...]) -> tuple[int | None, int]:
    """Which of the operations moves the pen, if only one does, and how; an engine has few such sequences."""
    places = [index for index, (method, _) in enumerate(methods) if method in _MOVES]
    if len(places) != 1 or methods[0][1] is not Kind.SHOW:
        return None, STAYS
    (at,) = places
    return at, _how(methods[at][0], methods[1:at], methods[at + 1 :])


def _how(move: str, before: Sequence[tuple[str, Kind]], after: Sequence[tuple[str, Kind]]) -> int:
    earlier = [operation for operation in before if operation[1] is not Kind.NOTHING]
    # The state is taken back and kept again: of what was set for the first string nothing is left.
    is_restored = [method for method, _ in earlier[:2]] == ["do_Q", "do_q"]
    if is_restored:
        del earlier[:2]
    has_begun = any(method == "do_BT" for method, _ in earlier)
    for method, kind in (*earlier, *after):
        if method != "do_BT" and kind not in _SETTING:
            return STAYS
    if any(method == "do_BT" for method, _ in after):
        return STAYS
    if move == "do_Tm" or has_begun:
        # `BT` puts the pen to where the page begins.
        return IS_PUT
    return STAYS if is_restored else GOES


_PARTS = 3
_MOVES = ("do_Tm", "do_Td")
_SETTING = (Kind.SET, Kind.COLOUR, Kind.NOTHING)
