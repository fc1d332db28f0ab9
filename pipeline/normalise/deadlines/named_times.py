"""Reads the named times among the tokens of a deadline: `2017 жылғы қаңтар`, `2016 жылғы 1, 3-тоқсан`.

The trouble: a number gets its meaning from the word after it (`1 қыркүйек` a day, `1-тоқсан` a quarter, `2015
жыл` a year), sometimes over a list (`2015, 2017 жылдар`); the year is printed once, before the times that it
goes for or after them, and the case of the last word says whether it is a beginning (`-нан`) or an end
(`-ға`). What is not understood is handed back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from pipeline.normalise.deadlines.intervals import Item, stretches_of
from pipeline.normalise.deadlines.month_parts import OWNING, PartReader
from pipeline.normalise.deadlines.points import Point, Stretch
from pipeline.normalise.deadlines.time_words import TimeToken, unit_at
from pipeline.registry.calendar import Unit

_SUB_YEAR: dict[int, str] = {Unit.QUARTER: "quarter", Unit.HALF_YEAR: "half_year"}
# years and days stand side by side: a number from 1000 on never goes with a smaller one
_LIST = regex.compile(
    r"(?P<number>A)s?(?:[,&-](?P<number>A)s?)*|(?P<number>[NOR])s?(?:[,&-](?P<number>[NOR])s?)*"
)
# `және` with no other joint behind it
_LAST_AND = regex.compile(r"&[^,&-]*$")
_ENDS = 2
# what may follow the unit that it is a part of
_PARTS = tuple("ANORMFZWH")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """What was read.

    Attributes:
        stretches: the named times in printed order; those without a year have the year 0.
        used: the tokens that went into the named times.
        leftover: the tokens that were not understood.
        ends: the units, without a number, whose end is meant (`жыл соңына дейін`).
        of_each_month: whether the words say that a day is one of each month (`айдың 10-күні`).
    """

    stretches: tuple[Stretch, ...]
    used: tuple[TimeToken, ...]
    leftover: tuple[TimeToken, ...]
    ends: tuple[int, ...]
    of_each_month: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbers:
    """A list or a range of numbers up to the word that says what they are: `1, 3-тоқсан`.

    Each entry has `dash` or `comma` for how it hangs on the one before; the ending after the last number
    (`15-не`) is the suffix; `head` is the place of the word, beyond the hyphen of `1-тоқсан`, which is no
    range as the one of `1-3 тоқсан` is.
    """

    entries: list[tuple[TimeToken, str]]
    suffix: TimeToken | None
    after: int
    head: int


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
        return Dates(
            stretches=stretches,
            used=tuple(self.used),
            leftover=tuple(sorted({*self.leftover, *unsettled}, key=lambda token: token.start)),
            ends=tuple(self.ends),
            of_each_month=self.of_each_month,
        )

    def _step(self, at: int) -> int:
        """Reads what stands at a place and gives the place after it."""
        letter = self.kinds[at]
        for letters, step in (
            ("ANOR", self._numbers),
            ("FZW", self.named_part),
            ("M", self._month),
            ("D", self._date),
            ("012345H", self._unit),
            ("uLfXs", self._bound),
            (",&-b|", self._joint),
        ):
            if letter in letters:
                return step(at)
        has_times = bool(self.items or self.pending)
        if letter == "w" and has_times:
            self.flush(whole=True)
        elif self.kinds[at : at + 2] == "iC" and has_times:
            self.flush()
            self.items[-1].includes = True
            return at + 2
        elif letter == "V" and has_times:
            self._between(at)
        elif letter not in ".(":
            self.flush()
            self.leftover.append(self.tokens[at])
        return at + 1

    def _between(self, at: int) -> None:
        """`1 наурыз бен 1 сәуір аралығында`: from the one to the other; what lies between others is told."""
        self.flush(whole=True)
        last = self.items[-1] if self.items else None
        if last and len(self.items) == _ENDS and _LAST_AND.search(self.kinds, 0, at):
            last.link = "dash"
        elif last is None or last.link != "dash":
            self.leftover.append(self.tokens[at])

    def _joint(self, at: int) -> int:
        """A comma, `және`, a dash, `бірақ`, or a break where words were taken out."""
        token = self.tokens[at]
        if token.kind == "break":
            is_rhythm = token.case == "rhythm"
            self.flush(whole=is_rhythm)
            self.years, self.link, self.broken = [], "comma", True
            self.whole = token.value if is_rhythm else -1
        elif token.kind == "but" and (self.items or self.pending):
            # `наурызда, бірақ 15 наурыздан кешіктірмей`: the second time limits the first
            self.leftover.append(token)
        else:
            self.link = "dash" if token.kind == "dash" else "comma"
        return at + 1

    def _list(self, match: regex.Match[str]) -> _Numbers:
        places = sorted(match.starts("number"))
        links = ["", *("dash" if self.kinds[place - 1] == "-" else "comma" for place in places[1:])]
        after = match.end()
        return _Numbers(
            entries=[(self.tokens[place], link) for place, link in zip(places, links, strict=True)],
            suffix=self.tokens[after - 1] if self.kinds[after - 1] == "s" else None,
            after=after,
            head=after + (self.letter(after) == "-"),
        )

    def _numbers(self, at: int) -> int:
        """A list or range of numbers and the word that says what they are."""
        numbers = next(map(self._list, _LIST.finditer(self.kinds, at)))
        first, entries, suffix = self.tokens[at], numbers.entries, numbers.suffix
        here, head = numbers.after, numbers.head
        if self.kinds[at] == "A":
            return self._years(numbers)
        unit, after = unit_at(self.tokens, head)
        # no day is printed as a Roman numeral: `IV мамыр` may be a slip for a quarter
        if self.letter(head) == "M" and "R" not in self.kinds[at:here]:
            return self._month(head, entries)
        if len(entries) == 1:
            found = self.part(at, first.value, head, is_count=suffix is None and head == here)
            if found is not None:
                return found
        if suffix is None and self.letter(here) in (",", "&", "-") and self._is_day(here + 1):
            return self._days_of_date(entries, here + 1)
        if unit in _SUB_YEAR and any(map(_is_count, (token for token, _ in entries))):
            self.flush()
            self.leftover.extend(token for token, _ in entries)
            return max(after, head + 1)
        if unit in _SUB_YEAR or (self.letter(head) == "H" and unit < 0):
            after = max(after, head + 1)
            precision = _SUB_YEAR.get(unit, "half_year")
            parts = [(Point(precision=precision, part=token.value), joint) for token, joint in entries]
            self.put(parts, self.tokens[after - 1].case, first)
            return after
        if unit == Unit.DAY:
            self._days(entries, self.tokens[after - 1].case, first)
            return after
        if suffix is not None:
            self._days(entries, suffix.case, first)
            return here
        self.flush()
        self.leftover.extend(token for token, _ in entries)
        return here

    def _years(self, numbers: _Numbers) -> int:
        """Years wait: a month may follow that they go for, or may have gone before."""
        head, entries = numbers.head, numbers.entries
        named = self.letter(head) == str(Unit.YEAR)
        case = "nominative"
        if named or numbers.suffix:
            case = self.tokens[head].case if named else self.tokens[numbers.after - 1].case
        after = head + 1 if named else numbers.after
        if len(entries) == 1 and self._goes_back(case, after):
            self._date_back(entries[0][0].value, case)
        else:
            self.flush()
            last = self.items[-1] if self.items else None
            if named and case in OWNING and last and (last.case, last.bound) == ("nominative", ""):
                self.link = self.link or "comma"  # `2005 жылғы IV тоқсан 2006 жылғы IV тоқсан`
            self.pending = [
                Item(point=Point(year=token.value), link=link, case=case, token=token)
                for token, link in entries
            ]
            self.pending[0].link = self.link
            self.years, self.is_after = [], False
        self.link = ""
        return after

    def _goes_back(self, case: str, after: int) -> bool:
        """Whether a year goes for the time before it: `Наурыз, 2014`, after which nothing needs a year."""
        last = self.items[-1] if self.items and not self.broken and not self.pending else None
        is_apart = not self.link or (case not in OWNING and self.letter(after) not in tuple("MANOR,&-"))
        if last is None or not is_apart:
            return False
        return last.point.year == 0 or (last.borrowed and not self.link)

    def _date_back(self, year: int, case: str) -> None:
        """The year printed after the month: `15 наурыз 2016 жыл`."""
        for item in reversed(self.items):
            if item.point.year and not item.borrowed:
                break
            item.point, item.borrowed = replace(item.point, year=year), False
        if case != "attributive":
            self.items[-1].case = case
        self.years, self.is_after = [year], True

    def _month(self, at: int, days: list[tuple[TimeToken, str]] | None = None) -> int:
        """A month with the days before it; `наурыз айы` is the month too."""
        token, after = self.tokens[at], at + 1
        case = token.case
        after += self.letter(after) == "."
        if self.letter(after) == str(Unit.MONTH):
            case, after = self.tokens[after].case, after + 1
        parts = [(Point(precision="day", part=token.value, day=day.value), link) for day, link in days or ()]
        self.put(
            parts or [(Point(precision="month", part=token.value), "")], case, days[0][0] if days else token
        )
        return after

    def _days(self, entries: list[tuple[TimeToken, str]], case: str, token: TimeToken) -> None:
        """Days after their month (`наурыздың 15-не`, `наурыздың 1-нен 15-не дейін`), or of every month."""
        last = self.items[-1] if self.items and not self.link else None
        held = (last.point.precision, last.case) if last else None
        if self.whole in (Unit.QUARTER, Unit.YEAR):
            self.leftover.extend(day for day, _ in entries)  # `тоқсанның 10-күні`: a day of no month
            return
        if last is None or held not in (("day", "ablative"), ("month", "genitive")):
            self.of_each_month = self.of_each_month or self.whole == Unit.MONTH
            self.put([(Point(precision="day", day=day.value), link) for day, link in entries], case, token)
            return
        link = ""
        if held == ("month", "genitive"):
            self.tell_list(last)
            link = self.items.pop().link
        days = [(replace(last.point, precision="day", day=day.value), joint) for day, joint in entries]
        self.add(days, link, case, token)

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
        if self.letter(at + 1) == str(Unit.YEAR):
            self.items[-1].case = self.tokens[at + 1].case
            return at + 2
        return at + 1

    def _year_ahead(self, at: int) -> int:
        """The year of the next date, which goes for those before it: `11.06 – 15.06.2026`."""
        for token, letter in zip(self.tokens[at:], self.kinds[at:], strict=True):
            if letter == "D" and token.year:
                return token.year
            if letter not in "D,&-":
                break
        return 0

    def _is_day(self, at: int) -> bool:
        return self.letter(at) == "D" and self.tokens[at].value > 0

    def _days_of_date(self, entries: list[tuple[TimeToken, str]], at: int) -> int:
        """Days that share the month and year of the date after them: `11-15.06.2026`."""
        self.flush()
        date = self.tokens[at]
        days = [token.value for token, _ in entries] + [date.value]
        if days != sorted(set(days)) or any(token.kind == "roman" for token, _ in entries):
            self.leftover.extend(token for token, _ in entries)
            return at
        point = Point(year=date.year or self._year_ahead(at), precision="day", part=date.month)
        parts = [(replace(point, day=token.value), joint) for token, joint in entries]
        self.add(parts, self.link, "nominative", entries[0][0])
        self.link = "dash" if self.kinds[at - 1] == "-" else "comma"
        return at

    def _unit(self, at: int) -> int:
        """A unit without a number: `жылдың соңына дейін`, `айдың 5-күніне` after `ай сайын`."""
        unit, after = unit_at(self.tokens, at)
        following, case = self.letter(after), self.tokens[at].case
        if unit in (Unit.MONTH, Unit.YEAR) and following == "X":
            self.ends.append(unit)
            return after + 1 + (self.letter(after + 1) == "u")
        if unit not in (Unit.WEEK, Unit.MONTH, Unit.YEAR, Unit.QUARTER) or following not in _PARTS:
            self.flush()
            self.leftover.append(self.tokens[at])
        elif case not in OWNING or (unit == Unit.WEEK and following != "W"):
            self.leftover.append(self.tokens[at])
        else:
            self.whole = unit
        return max(after, at + 1)

    def _bound(self, at: int) -> int:
        """`дейін`, `бастап`, `кешіктірмей`, `соңына`, or the ending after a number."""
        token = self.tokens[at]
        self.flush()
        if not self.items:
            self.leftover.append(token)
            return at + 1
        last = self.items[-1]
        if token.kind == "end":
            last.case, last.ends = token.case, token
        elif token.kind == "suffix":
            last.case = token.case
        else:
            last.bound = token.kind
        self.link = ""
        return at + 1


def _is_count(token: TimeToken) -> bool:
    """Whether a word says how many: `үш тоқсан` is not the third quarter, as `3 тоқсан` is."""
    return token.kind == "number" and not token.text[0].isdecimal() and token.case != "ordinal"


def read_dates(tokens: list[TimeToken]) -> Dates:
    """The named times among the tokens, and what was left over."""
    return _Reader(tokens).read()
