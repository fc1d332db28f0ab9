"""Reads the named times among the tokens of a deadline: `2017 жылғы қаңтар`, `2016 жылғы 1, 3-тоқсан`.

The trouble: a number gets its meaning from the word after it (`1 қыркүйек` a day, `1-тоқсан` a quarter, `2015
жыл` a year), sometimes over a list (`2015, 2017 жылдар`); the year is printed once for all months that
follow, and the case of the last word says whether it is a beginning (`-нан`) or an end (`-ға`). What is not
understood is handed back.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.normalise.deadlines.intervals import Dates, Item, stretches_of
from pipeline.normalise.deadlines.number_lists import JOINTS, read_numbers
from pipeline.normalise.deadlines.period_parts import OWNING, PartReader
from pipeline.normalise.deadlines.points import Point
from pipeline.normalise.deadlines.recurrences import DAY, HALF_YEAR, MONTH, QUARTER, WEEK, YEAR, unit_at
from pipeline.normalise.deadlines.time_tokens import Token

_SUB_YEAR = {QUARTER: "quarter", HALF_YEAR: "half_year"}
_NUMERALS = ("number", "roman")
# what may follow the unit that it is a part of
_PARTS = (*_NUMERALS, "month", "first", "last", "weekday", "half")


class _Reader(PartReader):
    """Walks the tokens once, keeping the year that goes for what follows."""

    def read(self) -> Dates:
        at = 0
        while at < len(self.tokens):
            after = self._step(at)
            self.used += [token for token in self.tokens[at:after] if token.kind != "break"]
            at = after
        # a dash at the end: what it leads to is missing
        self.leftover.extend(token for token in self.tokens[-1:] if token.kind == "dash")
        self.flush()
        stretches, unsettled = stretches_of(self.items)
        self.leftover.extend(unsettled)
        return Dates(
            stretches=stretches,
            used=tuple(self.used),
            leftover=tuple(sorted(set(self.leftover), key=lambda token: token.start)),
            ends=tuple(self.ends),
        )

    def _step(self, at: int) -> int:
        """Reads what stands at a place and gives the place after it."""
        token = self.tokens[at]
        kind = token.kind
        if kind in _NUMERALS:
            return self._numbers(at)
        if kind in ("first", "last", "weekday"):
            return self.named_part(at)
        if kind == "month":
            return self._month(at, [])
        if kind == "date":
            return self._date(at)
        if kind == "but" and (self.items or self.pending):
            # `наурызда, бірақ 15 наурыздан кешіктірмей`: the second time limits the first
            self.leftover.append(token)
        elif kind in ("comma", "and", "but", "dash"):
            self.link = "dash" if kind == "dash" else "comma"
        elif kind == "break":
            self.flush(whole=token.case == "rhythm")
            self.years, self.link, self.broken = [], "comma", True
            self.whole = token.value if token.case == "rhythm" else -1
        elif kind in ("unit", "half"):
            return self._unit(at)
        elif kind in ("until", "from", "not_later", "end", "suffix"):
            self._bound(token)
        elif kind == "within" and (self.items or self.pending):
            self.flush(whole=True)
        elif kind == "including" and self.kind(at + 1) == "counted" and (self.items or self.pending):
            self.flush()
            self.items[-1].includes = True
            return at + 2
        elif kind not in ("stop", "bracket"):
            self.flush()
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
        if self.kind(head) == "month":
            return self._month(head, entries)
        if len(entries) == 1:
            found = self.part(at, first.value, head, is_count=suffix is None and head == here)
            if found is not None:
                return found
        if suffix is None and self.kind(here) in JOINTS and self._is_day(here + 1):
            return self._days_of_date(entries, here + 1)
        if unit in _SUB_YEAR or (self.kind(head) == "half" and unit < 0):
            last = self.tokens[max(after, head + 1) - 1]
            parts = [
                (Point(precision=_SUB_YEAR.get(unit, "half_year"), part=token.value), joint)
                for token, joint in entries
            ]
            self.put(parts, last.case, first)
            return max(after, head + 1)
        if unit == DAY or suffix is not None:
            last_case = (
                self.tokens[after - 1].case if unit == DAY else (suffix.case if suffix else "nominative")
            )
            self._days(entries, last_case, first)
            return after if unit == DAY else here
        self.flush()
        self.leftover.extend(token for token, _ in entries)
        return here

    def _years(self, entries: list[tuple[Token, str]], head: int, here: int, suffix: Token | None) -> int:
        """Years wait: a month may follow that they go for, or may have gone before."""
        named = self.kind(head) == "unit" and self.tokens[head].value == YEAR
        case = self.tokens[head].case if named else (suffix.case if suffix else "nominative")
        last = self.items[-1] if self.items and not self.broken and not self.pending else None
        # `Наурыз, 2014`: nothing follows that the year could go for
        after = self.kind(head + 1 if named else here)
        is_apart = not self.link or (case not in OWNING and after not in ("month", *_NUMERALS, *JOINTS))
        if (
            last is not None
            and len(entries) == 1
            and is_apart
            and (last.point.year == 0 or (last.borrowed and not self.link))
        ):
            self._date_back(entries[0][0].value, case)
        else:
            self.flush()
            if named and case in OWNING and self.items and self.items[-1].case == "nominative":
                self.link = self.link or "comma"  # `2005 жылғы IV тоқсан 2006 жылғы IV тоқсан`
            self.pending = [
                Item(point=Point(year=token.value), link=link, case=case, token=token)
                for token, link in entries
            ]
            self.pending[0].link = self.link
            self.years, self.is_after = [], False
        self.link = ""
        return head + 1 if named else here

    def _date_back(self, year: int, case: str) -> None:
        """The year printed after the month: `15 наурыз 2016 жыл`."""
        for item in reversed(self.items):
            if item.point.year and not item.borrowed:
                break
            item.point, item.borrowed = replace(item.point, year=year), False
        if case != "attributive":
            self.items[-1].case = case
        self.years, self.is_after = [year], True

    def _month(self, at: int, days: list[tuple[Token, str]]) -> int:
        """A month with the days before it; `наурыз айы` is the month too."""
        token = self.tokens[at]
        case, after = token.case, at + 1
        if self.kind(after) == "stop":
            after += 1
        if self.kind(after) == "unit" and self.tokens[after].value == MONTH:
            case, after = self.tokens[after].case, after + 1
        parts = [(Point(precision="day", part=token.value, day=day.value), joint) for day, joint in days] or [
            (Point(precision="month", part=token.value), "")
        ]
        self.put(parts, case, days[0][0] if days else token)
        return after

    def _days(self, entries: list[tuple[Token, str]], case: str, token: Token) -> None:
        """Days after their month (`наурыздың 15-не`, `наурыздың 1-нен 15-не дейін`), or of every month."""
        last = self.items[-1] if self.items else None
        if last is not None and last.point.precision == "day" and last.case == "ablative" and not self.link:
            self.add([(replace(last.point, day=day.value), joint) for day, joint in entries], "", case, token)
            return
        if last is not None and last.point.precision == "month" and last.case == "genitive" and not self.link:
            self._tell_list(last)
            self.items.pop()
            parts = [(replace(last.point, precision="day", day=day.value), joint) for day, joint in entries]
            self.add(parts, last.link, case, token)
            return
        self.put(
            [(Point(precision="day", part=0, day=day.value), joint) for day, joint in entries], case, token
        )

    def _date(self, at: int) -> int:
        """`01.09.2015`, with `ж.` or an ending after it."""
        token = self.tokens[at]
        self.flush()
        precision = "day" if token.value or token.text.count(".") != 1 else "month"
        year = token.year or self._year_ahead(at)
        point = Point(year=year, precision=precision, part=token.month, day=token.value)
        self.add([(point, "")], self.link, "nominative", token)
        if not year:
            self.leftover.append(token)
        self.years, self.link, self.is_after = [year], "", True
        if self.kind(at + 1) == "unit" and self.tokens[at + 1].value == YEAR:
            self.items[-1].case = self.tokens[at + 1].case
            return at + 2
        return at + 1

    def _year_ahead(self, at: int) -> int:
        """The year of the next date, which goes for those before it: `11.06 – 15.06.2026`."""
        for token in self.tokens[at:]:
            if token.kind == "date" and token.year:
                return token.year
            if token.kind not in ("date", *JOINTS):
                break
        return 0

    def _is_day(self, at: int) -> bool:
        return self.kind(at) == "date" and self.tokens[at].value > 0

    def _days_of_date(self, entries: list[tuple[Token, str]], at: int) -> int:
        """Days that share the month and year of the date after them: `11-15.06.2026`."""
        self.flush()
        date = self.tokens[at]
        days = [token.value for token, _ in entries] + [date.value]
        if days != sorted(set(days)) or any(token.kind == "roman" for token, _ in entries):
            self.leftover.extend(token for token, _ in entries)
            return at
        year = date.year or self._year_ahead(at)
        parts = [
            (Point(year=year, precision="day", part=date.month, day=token.value), joint)
            for token, joint in entries
        ]
        self.add(parts, self.link, "nominative", entries[0][0])
        self.link = "dash" if self.kind(at - 1) == "dash" else "comma"
        return at

    def _unit(self, at: int) -> int:
        """A unit without a number: `жылдың соңына дейін`, `айдың 5-күніне` after `ай сайын`."""
        unit, after = unit_at(self.tokens, at)
        following = self.kind(after)
        if unit in (MONTH, YEAR) and following == "end":
            self.ends.append(unit)
            return after + 1 + (self.kind(after + 1) == "until")
        if unit not in (WEEK, MONTH, YEAR, QUARTER) or following not in _PARTS:
            self.flush()
            self.leftover.append(self.tokens[at])
        elif self.tokens[at].case not in OWNING or (unit == WEEK and following != "weekday"):
            self.leftover.append(self.tokens[at])
        else:
            self.whole = unit
        return max(after, at + 1)

    def _bound(self, token: Token) -> None:
        """`дейін`, `бастап`, `кешіктірмей`, `соңына`, or the ending after a number."""
        self.flush()
        if not self.items:
            self.leftover.append(token)
            return
        last = self.items[-1]
        if token.kind == "end":
            last.case, last.ends = token.case, token
        elif token.kind == "suffix":
            last.case = token.case
        else:
            last.bound = token.kind
        self.link = ""


def read_dates(tokens: list[Token]) -> Dates:
    """The named times among the tokens, and what was left over."""
    return _Reader(tokens).read()
