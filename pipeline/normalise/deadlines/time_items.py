"""What a reader of a deadline's words has found so far, and the years that wait for what they go for.

The trouble: the year is printed once, before the months that it goes for or after them, and `2016 жылғы`
alone leaves out what it belongs to.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.normalise.deadlines.intervals import MOST_ITEMS, Item, years_of
from pipeline.normalise.deadlines.points import Point
from pipeline.normalise.deadlines.time_tokens import Token


class Items:
    """The named times in printed order, with the years that wait.

    Attributes:
        tokens: the words and signs, without recurrences, spans and the event.
        items: the named times.
        used, leftover: the tokens that went into them, and those that were not understood.
        pending: years that may go for what follows, or stand for themselves.
        years: the years that go for what follows.
        link: how the next time hangs on the one before: `dash`, `comma` or empty.
        broken: whether a recurrence, a span or an event stood before.
        is_after: whether the years stand after what they go for (`наурыз 2016 ж.`).
        whole: the unit whose part follows (`айдың`, `жылдың`), -1 for none.
        ends: the units, without a number, whose end is meant (`жыл соңына дейін`).
    """

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.items: list[Item] = []
        self.leftover: list[Token] = []
        self.used: list[Token] = []
        self.pending: list[Item] = []
        self.years: list[int] = []
        self.link = ""
        self.broken = self.is_after = False
        self.whole = -1
        self.ends: list[int] = []

    def kind(self, at: int) -> str:
        """The kind of the token at a place, empty beyond the last."""
        return self.tokens[at].kind if at < len(self.tokens) else ""

    def put(self, parts: list[tuple[Point, str]], case: str, token: Token) -> None:
        """Adds parts of a year, for each of the years that go for them."""
        if self.pending:
            link = self.pending[0].link
            self.years = years_of(self.pending)
            self.pending = []
        else:
            link = self.link
        self.link = ""
        for place, year in enumerate(self.years or [0]):
            dated = [(replace(point, year=year), joint) for point, joint in parts]
            self.add(dated, link if place == 0 else "comma", case, token, borrowed=year > 0 and self.is_after)

    def add(
        self, parts: list[tuple[Point, str]], link: str, case: str, token: Token, *, borrowed: bool = False
    ) -> None:
        """Adds points as times; more than a deadline names are left over."""
        """Adds points as times; more than a deadline names are left over."""
        if len(self.items) + len(parts) > MOST_ITEMS:
            self.leftover.append(token)
            return
        for point, joint in parts:
            self.items.append(
                Item(point=point, link=joint or link, case=case, token=token, borrowed=borrowed)
            )
        self.whole = -1

    def flush(self, *, whole: bool = False) -> None:
        """The waiting years stand for themselves; after `2016 жылғы` what it belongs to is missing."""
        if self.pending and self.pending[-1].case == "attributive" and not whole:
            self.leftover.append(self.pending[-1].token)
        for item in self.pending:
            if len(self.items) < MOST_ITEMS:
                self.items.append(item)
            else:
                self.leftover.append(item.token)
        self.pending = []
