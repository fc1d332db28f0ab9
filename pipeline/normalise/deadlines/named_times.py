"""Reads the named times among the tokens of a deadline: `2017 жылғы қаңтар`, `2016 жылғы 1, 3-тоқсан`.

The trouble: a number gets its meaning from the word after it (`1 қыркүйек` a day, `1-тоқсан` a quarter, `2015
жыл` a year), sometimes over a list (`2015, 2017 жылдар`); the year is printed once, before the times that it
goes for or after them, and the case of the last word says whether it is a beginning (`-нан`) or an end
(`-ға`). The same word is a part of what was named before it (`наурыздың бірінші жартысы`), of the year
(`жылдың бірінші жартысы`) or of each month (`айдың соңғы күні`), and `6 ай` of a year counts months that
`6-ай` names. What is not understood is handed back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from pipeline.normalise.deadlines.intervals import MOST_ITEMS, Item, stretches_of, years_of
from pipeline.normalise.deadlines.points import LAST, WIDTHS, MonthPart, Point, Stretch
from pipeline.normalise.deadlines.rhythms import MONTHS_IN_YEAR, recurrence_of
from pipeline.normalise.deadlines.time_words import UNIT_LETTERS, TimeToken, kinds_of
from pipeline.registry.calendar import Unit

_OWNING = ("genitive", "attributive")
_SUB_YEAR: dict[int, str] = {Unit.QUARTER: "quarter", Unit.HALF_YEAR: "half_year"}
# the first and the last part of a year
_ENDS_OF_YEAR: dict[int, tuple[Point, Point]] = {
    Unit.DAY: (Point(precision="day", part=1, day=1), Point(precision="day", part=12, day=31)),
    Unit.MONTH: (Point(precision="month", part=1), Point(precision="month", part=12)),
    Unit.QUARTER: (Point(precision="quarter", part=1), Point(precision="quarter", part=4)),
    Unit.HALF_YEAR: (Point(precision="half_year", part=1), Point(precision="half_year", part=2)),
}
_UNIT = regex.compile(UNIT_LETTERS)
# years and days stand side by side: a number from 1000 on never goes with a smaller one
_LIST = regex.compile(
    r"(?P<number>A)s?(?:[,&-](?P<number>A)s?)*|(?P<number>[NOR])s?(?:[,&-](?P<number>[NOR])s?)*"
)
# `және` with no other joint behind it
_LAST_AND = regex.compile(r"&[^,&-]*$")
_ENDS = 2
# what may follow the unit that it is a part of
_PARTS = tuple("ANORMFZWH")

_Points = list[tuple[Point, str]]
"""Points, each with `dash` or `comma` for how it hangs on the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """What was read.

    Attributes:
        stretches: the named times in printed order; those without a year have the year 0 and stand last.
        leftover: the tokens that were not understood.
        ends: the units, without a number, whose end is meant (`жыл соңына дейін`).
        of_each_month: whether the words say that a day is one of each month (`айдың 10-күні`).
    """

    stretches: tuple[Stretch, ...]
    leftover: tuple[TimeToken, ...]
    ends: tuple[int, ...]
    of_each_month: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbers:
    """A list or a range of numbers up to the word that says what they are: `1, 3-тоқсан`.

    Each entry has `dash` or `comma` for how it hangs on the one before; the ending after the last number
    (`15-не`) is the suffix, and `end` is the place behind; `head` is the place of the word, beyond the hyphen
    of `1-тоқсан`, which is no range as the one of `1-3 тоқсан` is.
    """

    entries: list[tuple[TimeToken, str]]
    suffix: TimeToken | None
    end: int
    head: int

    @property
    def tokens(self) -> list[TimeToken]:
        return [token for token, _ in self.entries]

    def days(self, point: Point) -> _Points:
        return [(replace(point, precision="day", day=token.value), link) for token, link in self.entries]


class _Reader:
    """Walks the tokens once, keeping the year that goes for what follows."""

    def __init__(self, tokens: list[TimeToken]) -> None:
        self.tokens = tokens
        self.kinds = kinds_of(tokens)
        self.items: list[Item] = []
        self.leftover: list[TimeToken] = []
        # years that may go for what follows, or stand for themselves
        self.pending: list[Item] = []
        # the years that go for what follows, and whether they stand after what they go for: `наурыз 2016 ж.`
        self.years: list[int] = []
        self.is_after = False
        # how the next time hangs on the one before: `dash`, `comma` or empty
        self.link = ""
        # whether words were taken out before
        self.broken = False
        # the unit whose part follows (`айдың`, `жылдың`), -1 for none
        self.whole = -1
        self.ends: list[int] = []
        self.of_each_month = False

    def read(self) -> Dates:
        at = 0
        while at < len(self.tokens):
            step = _STEPS.get(self.kinds[at], _Reader._other)
            at = step(self, at)
        if self.kinds.endswith("-"):
            self.leftover.append(self.tokens[-1])  # what it leads to is missing
        self._flush()
        stretches, unsettled = stretches_of(self.items)
        return Dates(
            stretches=stretches,
            leftover=tuple(sorted({*self.leftover, *unsettled}, key=lambda token: token.start)),
            ends=tuple(self.ends),
            of_each_month=self.of_each_month,
        )

    def _letter(self, at: int) -> str:
        return self.kinds[at : at + 1]

    def _unit_at(self, at: int) -> tuple[int, int]:
        """The unit at a place (-1 if none) and the place after it; `жарты жыл`, `жарты-жылдық` are one."""
        found = _UNIT.match(self.kinds, at)
        if not found:
            return -1, at
        return Unit.HALF_YEAR if found[0][0] == "H" else int(found[0]), found.end()

    def _half_or_unit_at(self, at: int) -> tuple[int, int]:
        """The same where `жартысы` alone is half a year."""
        unit, after = self._unit_at(at)
        return (Unit.HALF_YEAR, at + 1) if unit < 0 and self._letter(at) == "H" else (unit, after)

    # what was read

    def _leave(self, tokens: list[TimeToken]) -> None:
        self._flush()
        self.leftover += tokens

    def _flush(self, *, whole: bool = False) -> None:
        """The waiting years stand for themselves; after `2016 жылғы` what it belongs to is missing."""
        if self.pending and self.pending[-1].case == "attributive" and not whole:
            self.leftover.append(self.pending[-1].token)
        self._add(self.pending)
        self.pending = []

    def _add(self, items: list[Item]) -> None:
        """More times than a deadline names are left over."""
        if len(self.items) + len(items) > MOST_ITEMS:
            self.leftover += [item.token for item in items]
        else:
            self.items += items

    def _put(self, points: _Points, case: str, token: TimeToken, *, dated: bool = False) -> None:
        """Adds times, for each of the years that go for them unless they are dated by themselves."""
        if self.pending and not dated:
            self.link, self.years = self.pending[0].link, years_of(self.pending)
            self.pending = []
        for year in [0] if dated else self.years or [0]:
            borrowed = year > 0 and self.is_after
            self._add([
                Item(
                    point=replace(point, year=year or point.year),
                    link=joint or self.link,
                    case=case,
                    token=token,
                    borrowed=borrowed,
                )
                for point, joint in points
            ])
            self.link = "comma"
        self.link, self.whole = "", -1

    def _narrow(self, owner: Item, point: Point, part: MonthPart | None, case: str) -> None:
        """Makes what was named before the part of it that is meant.

        Of `1 және 3-тоқсандардың соңғы айы` no word says whether the part is of each one or of the last.
        """
        before = self.items[-2].point if len(self.items) > 1 and owner.link else None
        if before is not None and (before.precision, before.year) == (owner.point.precision, owner.point.year):
            self.leftover.append(owner.token)
        owner.point, owner.part, owner.case = point, part, case
        self.link = ""

    # numbers

    def _numbers(self, at: int) -> int:
        """A list or range of numbers and the word that says what they are."""
        numbers = next(map(self._list, _LIST.finditer(self.kinds, at)))
        first, suffix, head = self.tokens[at], numbers.suffix, numbers.head
        if self.kinds[at] == "A":
            return self._years(numbers)
        # no day is printed as a Roman numeral: `IV мамыр` may be a slip for a quarter
        if self._letter(head) == "M" and "R" not in self.kinds[at : numbers.end]:
            return self._month(head, numbers)
        if len(numbers.entries) == 1:
            is_count = suffix is None and head == numbers.end
            found = self._part(at, first.value, head, is_count=is_count)
            if found is not None:
                return found
        if suffix is None and self._letter(numbers.end) in (",", "&", "-") and self._is_day(numbers.end + 1):
            return self._days_of_date(numbers, numbers.end + 1)
        unit, after = self._half_or_unit_at(head)
        if unit in _SUB_YEAR and not any(map(_is_count, numbers.tokens)):
            precision = _SUB_YEAR[unit]
            parts = [(Point(precision=precision, part=each.value), joint) for each, joint in numbers.entries]
            self._put(parts, self.tokens[after - 1].case, first)
        elif unit == Unit.DAY or suffix is not None:
            after = after if unit == Unit.DAY else numbers.end
            self._days(numbers, self.tokens[after - 1].case)
        else:
            self._leave(numbers.tokens)
            after = after if unit in _SUB_YEAR else numbers.end
        return after

    def _list(self, match: regex.Match[str]) -> _Numbers:
        places = sorted(match.starts("number"))
        links = ["", *("dash" if self.kinds[place - 1] == "-" else "comma" for place in places[1:])]
        end = match.end()
        return _Numbers(
            entries=[(self.tokens[place], link) for place, link in zip(places, links, strict=True)],
            suffix=self.tokens[end - 1] if self.kinds[end - 1] == "s" else None,
            end=end,
            head=end + (self._letter(end) == "-"),
        )

    def _years(self, numbers: _Numbers) -> int:
        """Years wait: a month may follow that they go for, or may have gone before."""
        named = self._letter(numbers.head) == str(Unit.YEAR)
        after = numbers.head + 1 if named else numbers.end
        case = self.tokens[after - 1].case if named or numbers.suffix else "nominative"
        if len(numbers.entries) == 1 and self._goes_back(case, after):
            self._date_back(numbers.tokens[0].value, case)
        else:
            self._flush()
            last = self.items[-1] if self.items else None
            if named and case in _OWNING and last and (last.case, last.bound) == ("nominative", ""):
                self.link = self.link or "comma"  # `2005 жылғы IV тоқсан 2006 жылғы IV тоқсан`
            self.pending = [
                Item(point=Point(year=token.value), link=link, case=case, token=token)
                for token, link in numbers.entries
            ]
            self.pending[0].link = self.link
            self.years, self.is_after = [], False
        self.link = ""
        return after

    def _goes_back(self, case: str, after: int) -> bool:
        """Whether a year goes for the time before it: `Наурыз, 2014`, after which nothing needs a year."""
        last = self.items[-1] if self.items and not self.broken and not self.pending else None
        is_apart = not self.link or (case not in _OWNING and self._letter(after) not in tuple("MANOR,&-"))
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

    def _month(self, at: int, days: _Numbers | None = None) -> int:
        """A month with the days before it; `наурыз айы` is the month too."""
        token, after = self.tokens[at], at + 1
        case = token.case
        after += self._letter(after) == "."
        if self._letter(after) == str(Unit.MONTH):
            case, after = self.tokens[after].case, after + 1
        month = Point(precision="month", part=token.value)
        self._put(days.days(month) if days else [(month, "")], case, days.tokens[0] if days else token)
        return after

    def _days(self, numbers: _Numbers, case: str) -> None:
        """Days after their month (`наурыздың 15-не`, `наурыздың 1-нен 15-не дейін`), or of every month."""
        last = self.items[-1] if self.items and not self.link else None
        held = (last.point.precision, last.case) if last else None
        if self.whole in (Unit.QUARTER, Unit.YEAR):
            self.leftover += numbers.tokens  # `тоқсанның 10-күні`: a day of no month
        elif last is None or held not in (("day", "ablative"), ("month", "genitive")):
            self.of_each_month = self.of_each_month or self.whole == Unit.MONTH
            self._put(numbers.days(Point()), case, numbers.tokens[0])
        else:
            if held == ("month", "genitive"):
                self._narrow(last, last.point, last.part, case)
                self.link = self.items.pop().link
            self._put(numbers.days(last.point), case, numbers.tokens[0], dated=True)

    # dates in figures

    def _date(self, at: int) -> int:
        """`01.09.2015`, with `ж.` or an ending after it."""
        token = self.tokens[at]
        self._flush()
        precision = "day" if token.value or token.text.count(".") != 1 else "month"
        year = token.year or self._year_ahead(at)
        point = Point(year=year, precision=precision, part=token.month, day=token.value)
        self._put([(point, "")], "nominative", token, dated=True)
        if not year:
            self.leftover.append(token)
        self.years, self.is_after = [year], True
        if self._letter(at + 1) == str(Unit.YEAR):
            self.items[-1].case = self.tokens[at + 1].case
            return at + 2
        return at + 1

    def _year_ahead(self, at: int) -> int:
        """The year of the next date, which goes for those before it: `11.06 – 15.06.2026`."""
        run = regex.match("[D,&-]+", self.kinds[at:])
        dates = self.tokens[at : at + run.end()] if run else []
        return next((token.year for token in dates if token.year), 0)

    def _is_day(self, at: int) -> bool:
        return self._letter(at) == "D" and self.tokens[at].value > 0

    def _days_of_date(self, numbers: _Numbers, at: int) -> int:
        """Days that share the month and year of the date after them: `11-15.06.2026`."""
        self._flush()
        date = self.tokens[at]
        days = [token.value for token in numbers.tokens] + [date.value]
        if days != sorted(set(days)) or any(token.kind == "roman" for token in numbers.tokens):
            self.leftover += numbers.tokens
            return at
        point = Point(year=date.year or self._year_ahead(at), part=date.month)
        self._put(numbers.days(point), "nominative", numbers.tokens[0], dated=True)
        self.link = "dash" if self.kinds[at - 1] == "-" else "comma"
        return at

    # parts of what was named, or of each month

    def _named_part(self, at: int) -> int:
        """`соңғы күні`, `алғашқы 9 айы`, `дүйсенбі`: a part without a number, or counted from an end."""
        nth = {"F": 1, "Z": LAST}.get(self.kinds[at], 0)
        here = at + (nth != 0)
        if nth and self._letter(here) in tuple("ANO") and self._unit_at(here + 1)[0] == Unit.MONTH:
            after = self._months_of_year(self.tokens[here], here + 1, is_last=nth < 0)
        else:
            after = self._part(at, nth, here, is_count=False)
        if after is not None:
            return after
        self._leave([self.tokens[at]])
        return at + 1

    def _part(self, at: int, nth: int, here: int, *, is_count: bool) -> int | None:
        """A part of the year, quarter or month before it, or of each month; None where it is none.

        Args:
            at: where its words begin.
            nth: which part, -1 for the last, 0 for a weekday without a number.
            here: the place of the word that says what kind of part it is.
            is_count: whether the number counts (`6 ай`) and does not name (`6-ай`).
        """
        unit, after = self._unit_at(here)
        if unit == Unit.MONTH and is_count and self.kinds[at] == "N":
            return self._months_of_year(self.tokens[at], here, is_last=False)
        owner = self._owner()
        part, end = self._month_part(nth, here, owner)
        if part is not None and self._has_place(part, owner):
            return self._put_part(part, owner, at, end)
        if owner is not None and owner.point.precision in WIDTHS and unit == Unit.MONTH and not is_count:
            return self._month_of(owner, nth, after)
        if nth == LAST or self.kinds[at] == "F":
            return self._end_of_year(at, nth, here)
        return None

    def _owner(self) -> Item | None:
        """The month, quarter or half-year right before, in the genitive, that a part is of."""
        last = self.items[-1] if self.items and not self.link and not self.pending else None
        if last is None or last.case != "genitive" or last.part is not None:
            return None
        return last if last.point.precision in ("month", *WIDTHS) else None

    def _month_part(self, nth: int, here: int, owner: Item | None) -> tuple[MonthPart | None, int]:
        """The part of a month that a word names, and the place after it."""
        letter = self._letter(here)
        unit, after = self._unit_at(here)
        if letter == "W":
            day, end = self._unit_at(here + 1)
            weekday = MonthPart(kind="weekday", nth=nth, weekday=self.tokens[here].value)
            return weekday, end if day == Unit.DAY else here + 1
        if letter == "T" and nth:
            return MonthPart(kind="ten_days", nth=nth), here + 1
        of_month = self.whole == Unit.MONTH or (owner is not None and owner.point.precision == "month")
        if letter == "H" and unit < 0 and nth and of_month:
            return MonthPart(kind="half", nth=nth), here + 1
        if unit == Unit.DAY and nth == LAST and (of_month or owner is not None):
            return MonthPart(kind="last_day", nth=nth), after
        return None, here

    def _has_place(self, part: MonthPart, owner: Item | None) -> bool:
        """Whether something is there that a part of a month can be of."""
        if owner is not None:
            return owner.point.precision == "month" or part.kind == "last_day"  # `1-тоқсанның соңғы күні`
        return part.nth == 0 or self.whole in (Unit.MONTH, Unit.WEEK) or not self.pending

    def _put_part(self, part: MonthPart, owner: Item | None, at: int, after: int) -> int:
        case = self.tokens[after - 1].case
        if owner is not None:
            self._narrow(owner, replace(owner.point, precision="month", part=owner.point.months[1]), part, case)
            return after
        before = len(self.items)
        self._put([(Point(precision="month"), "")], case, self.tokens[at])
        for item in self.items[before:]:
            item.part = part
        return after

    def _month_of(self, owner: Item, nth: int, after: int) -> int | None:
        """A month of a quarter or of half a year: `1-тоқсанның соңғы айы`."""
        first, last = owner.point.months
        month = first + nth - 1 if nth > 0 else last
        if month > last:
            return None
        point = replace(owner.point, precision="month", part=month)
        self._narrow(owner, point, owner.part, self.tokens[after - 1].case)
        return after

    def _end_of_year(self, at: int, nth: int, here: int) -> int | None:
        """`жылдың соңғы тоқсаны`, `жылдың алғашқы жартысында`."""
        of_year = self.whole == Unit.YEAR or (self.pending and self.pending[-1].case in _OWNING)
        unit, after = self._half_or_unit_at(here)
        if not of_year or unit not in _ENDS_OF_YEAR:
            return None
        self._put([(_ENDS_OF_YEAR[unit][nth < 0], "")], self.tokens[after - 1].case, self.tokens[at])
        return after

    def _months_of_year(self, counted: TimeToken, here: int, *, is_last: bool) -> int | None:
        """`2014 жылдың 6 айында`: January to June; `соңғы 3 айында`: October to December."""
        count = counted.value
        if not (self.pending and self.pending[-1].case in _OWNING and 1 <= count <= MONTHS_IN_YEAR):
            return None
        first = MONTHS_IN_YEAR + 1 - count if is_last else 1
        points = [(Point(precision="month", part=first), "")]
        if count > 1:
            points.append((Point(precision="month", part=first + count - 1), "dash"))
        self._put(points, self.tokens[here].case, counted)
        return here + 1

    # what binds and joins

    def _unit(self, at: int) -> int:
        """A unit without a number: `жылдың соңына дейін`, `айдың 5-күніне` after `ай сайын`."""
        unit, after = self._unit_at(at)
        following, case = self._letter(after), self.tokens[at].case
        if unit in (Unit.MONTH, Unit.YEAR) and following == "X":
            self.ends.append(unit)
            return after + 1 + (self._letter(after + 1) == "u")
        if unit not in (Unit.WEEK, Unit.MONTH, Unit.YEAR, Unit.QUARTER) or following not in _PARTS:
            self._leave([self.tokens[at]])
        elif case not in _OWNING or (unit == Unit.WEEK and following != "W"):
            self.leftover.append(self.tokens[at])
        else:
            self.whole = unit
        return max(after, at + 1)

    def _bound(self, at: int) -> int:
        """`дейін`, `бастап`, `кешіктірмей`, `соңына`, or the ending after a number."""
        token = self.tokens[at]
        self._flush()
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

    def _joint(self, at: int) -> int:
        """A comma, `және`, a dash, `бірақ`, or a place where words were taken out."""
        token = self.tokens[at]
        if self.kinds[at] == "|":
            self._flush(whole=token.kind == "rhythm")
            self.years, self.link, self.broken = [], "comma", True
            # a part may follow: `әр айдың соңғы күні`, `әр жылдың бірінші жартысы`
            of_each = (unit for unit in (Unit.MONTH, Unit.YEAR) if token.meaning == recurrence_of(unit))
            self.whole = next(of_each, -1)
        elif token.kind == "but" and (self.items or self.pending):
            # `наурызда, бірақ 15 наурыздан кешіктірмей`: the second time limits the first
            self.leftover.append(token)
        else:
            self.link = "dash" if token.kind == "dash" else "comma"
        return at + 1

    def _other(self, at: int) -> int:
        """`ішінде`, `қоса алғанда`, `аралығында`, a mark, or what is not understood."""
        letter, has_times = self.kinds[at], bool(self.items or self.pending)
        if letter == "w" and has_times:
            self._flush(whole=True)
        elif self.kinds[at : at + 2] == "iC" and has_times:
            self._flush()
            self.items[-1].includes = True
            return at + 2
        elif letter == "V" and has_times:
            self._between(at)
        elif letter not in ".(":
            self._leave([self.tokens[at]])
        return at + 1

    def _between(self, at: int) -> None:
        """`1 наурыз бен 1 сәуір аралығында`: from the one to the other; what lies between others is told."""
        self._flush(whole=True)
        last = self.items[-1] if self.items else None
        if last and len(self.items) == _ENDS and _LAST_AND.search(self.kinds, 0, at):
            last.link = "dash"
        elif last is None or last.link != "dash":
            self.leftover.append(self.tokens[at])


_STEPS = {
    letter: step
    for letters, step in (
        ("ANOR", _Reader._numbers),
        ("FZW", _Reader._named_part),
        ("M", _Reader._month),
        ("D", _Reader._date),
        ("012345H", _Reader._unit),
        ("uLfXs", _Reader._bound),
        (",&-b|", _Reader._joint),
    )
    for letter in letters
}


def _is_count(token: TimeToken) -> bool:
    """Whether a word says how many: `үш тоқсан` is not the third quarter, as `3 тоқсан` is."""
    return token.kind == "number" and not token.text[0].isdecimal() and token.case != "ordinal"


def read_dates(tokens: list[TimeToken]) -> Dates:
    """The named times among the tokens, and what was left over."""
    return _Reader(tokens).read()
