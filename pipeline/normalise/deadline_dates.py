"""Reads the named times among the tokens of a deadline: `2017 жылғы қаңтар`, `2016 жылғы 1, 3-тоқсан`.

The trouble: a number gets its meaning from the word after it (`1 қыркүйек` a day, `1-тоқсан` a quarter, `2015
жыл` a year), sometimes over a list (`2015, 2017 жылдар`); the year is printed once for all months that
follow, and the case of the last word says whether it is a beginning (`-нан`) or an end (`-ға`). What is not
understood is handed back.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.normalise.deadline_numbers import read_numbers
from pipeline.normalise.deadline_phrases import DAY, HALF_YEAR, MONTH, QUARTER, YEAR, unit_at
from pipeline.normalise.deadline_points import Point
from pipeline.normalise.deadline_stretches import MOST_ITEMS, Dates, Item, stretches_of, years_of
from pipeline.normalise.deadline_tokens import Token

_SUB_YEAR = {QUARTER: "quarter", HALF_YEAR: "half_year"}
_NUMERALS = ("number", "roman")


class _Reader:
    """Walks the tokens once, keeping the year that goes for what follows."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.items: list[Item] = []
        self.leftover: list[Token] = []
        self.pending: list[Item] = []
        self.years: list[int] = []
        self.link = ""
        self.bare = self.broken = False
        self.ends: list[int] = []

    def read(self) -> Dates:
        at = 0
        while at < len(self.tokens):
            at = self._step(at)
        # a dash at the end: what it leads to is missing
        self.leftover.extend(token for token in self.tokens[-1:] if token.kind == "dash")
        # `2016 жылғы` alone: the month that it belongs to is missing
        self.leftover.extend(item.token for item in self.pending[-1:] if item.case == "attributive")
        self._flush()
        stretches, unsettled = stretches_of(self.items)
        self.leftover.extend(unsettled)
        return Dates(
            stretches=stretches,
            leftover=tuple(sorted(self.leftover, key=lambda token: token.start)),
            bare_years=self.bare,
            ends=tuple(self.ends),
        )

    def _kind(self, at: int) -> str:
        return self.tokens[at].kind if at < len(self.tokens) else ""

    def _step(self, at: int) -> int:
        """Reads what stands at a place and gives the place after it."""
        token = self.tokens[at]
        kind = token.kind
        if kind in _NUMERALS:
            return self._numbers(at)
        if kind == "month":
            return self._month(at, [])
        if kind == "date":
            return self._date(at)
        if kind in ("comma", "and", "dash"):
            self.link = "dash" if kind == "dash" else "comma"
        elif kind == "break":
            self._flush()
            self.years, self.link, self.broken = [], "comma", True
        elif kind in ("unit", "half"):
            return self._unit(at)
        elif kind in ("until", "from", "not_later", "end", "suffix"):
            self._bound(token)
        elif kind == "within" and (self.items or self.pending):
            self._flush()
        elif kind not in ("stop", "bracket"):
            self._flush()
            self.leftover.append(token)
        return at + 1

    def _numbers(self, at: int) -> int:
        """A list or range of numbers and the word that says what they are."""
        numbers = read_numbers(self.tokens, at)
        first, entries, suffix = self.tokens[at], numbers.entries, numbers.suffix
        here, head = numbers.after, numbers.head
        if numbers.are_years:
            return self._years(entries, head, here, suffix)
        unit, after = unit_at(self.tokens, head)
        if self._kind(head) == "month":
            return self._month(head, entries)
        if unit in _SUB_YEAR or (self._kind(head) == "half" and unit < 0):
            last = self.tokens[max(after, head + 1) - 1]
            parts = [
                (Point(precision=_SUB_YEAR.get(unit, "half_year"), part=token.value), joint)
                for token, joint in entries
            ]
            self._put(parts, last.case, first)
            return max(after, head + 1)
        if unit == DAY or suffix is not None:
            last_case = (
                self.tokens[after - 1].case if unit == DAY else (suffix.case if suffix else "nominative")
            )
            self._days(entries, last_case, first)
            return after if unit == DAY else here
        self._flush()
        self.leftover.extend(token for token, _ in entries)
        return here

    def _years(self, entries: list[tuple[Token, str]], head: int, here: int, suffix: Token | None) -> int:
        """Years wait: a month may follow that they go for, or may have gone before."""
        named = self._kind(head) == "unit" and self.tokens[head].value == YEAR
        case = self.tokens[head].case if named else (suffix.case if suffix else "nominative")
        self.bare = self.bare or not named
        if (
            not self.broken
            and not self.pending
            and not self.link
            and self.items
            and len(entries) == 1
            and self.items[-1].point.year == 0
        ):
            self._date_back(entries[0][0].value, case)
        else:
            self._flush()
            self.pending = [
                Item(point=Point(year=token.value), link=link, case=case, token=token)
                for token, link in entries
            ]
            self.pending[0].link = self.link
            self.years = []
        self.link = ""
        return head + 1 if named else here

    def _date_back(self, year: int, case: str) -> None:
        """The year printed after the month: `15 наурыз 2016 жыл`."""
        for item in reversed(self.items):
            if item.point.year:
                break
            item.point = replace(item.point, year=year)
        self.items[-1].case = case
        self.years = [year]

    def _month(self, at: int, days: list[tuple[Token, str]]) -> int:
        """A month with the days before it; `наурыз айы` is the month too."""
        token = self.tokens[at]
        case, after = token.case, at + 1
        if self._kind(after) == "stop":
            after += 1
        if self._kind(after) == "unit" and self.tokens[after].value == MONTH:
            case, after = self.tokens[after].case, after + 1
        parts = [(Point(precision="day", part=token.value, day=day.value), joint) for day, joint in days] or [
            (Point(precision="month", part=token.value), "")
        ]
        self._put(parts, case, days[0][0] if days else token)
        return after

    def _days(self, entries: list[tuple[Token, str]], case: str, token: Token) -> None:
        """Days after their month (`наурыздың 15-не`, `наурыздың 1-нен 15-не дейін`), or of every month."""
        last = self.items[-1] if self.items else None
        if last is not None and last.point.precision == "day" and last.case == "ablative" and not self.link:
            self._add(
                [(replace(last.point, day=day.value), joint) for day, joint in entries], "", case, token
            )
            return
        if last is not None and last.point.precision == "month" and last.case == "genitive" and not self.link:
            self.items.pop()
            parts = [(replace(last.point, precision="day", day=day.value), joint) for day, joint in entries]
            self._add(parts, last.link, case, token)
            return
        self._put(
            [(Point(precision="day", part=0, day=day.value), joint) for day, joint in entries], case, token
        )

    def _date(self, at: int) -> int:
        """`01.09.2015`, with `ж.` or an ending after it."""
        token = self.tokens[at]
        self._flush()
        precision = "day" if token.value or token.text.count(".") != 1 else "month"
        point = Point(year=token.year, precision=precision, part=token.month, day=token.value)
        self._add([(point, "")], self.link, "nominative", token)
        self.years, self.link = [token.year], ""
        if self._kind(at + 1) == "unit" and self.tokens[at + 1].value == YEAR:
            self.items[-1].case = self.tokens[at + 1].case
            return at + 2
        return at + 1

    def _unit(self, at: int) -> int:
        """A unit without a number: `жылдың соңына дейін`, `айдың 5-күніне` after `ай сайын`."""
        unit, after = unit_at(self.tokens, at)
        following = self._kind(after)
        if unit in (MONTH, YEAR) and following == "end":
            self.ends.append(unit)
            return after + 1 + (self._kind(after + 1) == "until")
        if unit not in (MONTH, YEAR, QUARTER) or following not in (*_NUMERALS, "month"):
            self._flush()
            self.leftover.append(self.tokens[at])
        elif self.tokens[at].case not in ("genitive", "attributive"):
            self.leftover.append(self.tokens[at])
        return max(after, at + 1)

    def _bound(self, token: Token) -> None:
        """`дейін`, `бастап`, `кешіктірмей`, `соңына`, or the ending after a number."""
        self._flush()
        if not self.items:
            self.leftover.append(token)
            return
        last = self.items[-1]
        if token.kind == "end":
            last.case, last.ends = token.case, token
        elif token.kind == "suffix":
            last.case = token.case
        else:
            last.bound = "from" if token.kind == "from" else "until"
        self.link = ""

    def _put(self, parts: list[tuple[Point, str]], case: str, token: Token) -> None:
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
            self._add(dated, link if place == 0 else "comma", case, token)

    def _add(self, parts: list[tuple[Point, str]], link: str, case: str, token: Token) -> None:
        if len(self.items) + len(parts) > MOST_ITEMS:
            self.leftover.append(token)
            return
        for point, joint in parts:
            self.items.append(Item(point=point, link=joint or link, case=case, token=token))

    def _flush(self) -> None:
        """The waiting years stand for themselves."""
        for item in self.pending:
            if len(self.items) < MOST_ITEMS:
                self.items.append(item)
            else:
                self.leftover.append(item.token)
        self.pending = []


def read_dates(tokens: list[Token]) -> Dates:
    """The named times among the tokens, and what was left over."""
    return _Reader(tokens).read()
