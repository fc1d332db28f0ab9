"""Reads the named times among the tokens of a deadline: `2017 жылғы қаңтар`, `2016 жылғы 1, 3-тоқсан`.

The trouble: a number gets its meaning from the word after it (`1 қыркүйек` a day, `1-тоқсан` a quarter, `2015
жыл` a year), sometimes over a list (`2015, 2017 жылдар`), and the case of the last word says whether it is a
beginning (`-нан`) or an end (`-ға`). The same word is a part of what was named before it (`наурыздың бірінші
жартысы`), of the year (`жылдың бірінші жартысы`) or of each month (`айдың соңғы күні`), and `6 ай` of a year
counts months that `6-ай` names. So the kinds of the tokens are read by a table of patterns, of which the
first one that fits and makes sense there counts. What is not understood is handed back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import regex

from pipeline.normalise.deadlines.intervals import OWNING, Item, NamedTimes
from pipeline.normalise.deadlines.points import LAST, WIDTHS, MonthPart, Point
from pipeline.normalise.deadlines.rhythms import MONTHS_IN_YEAR, recurrence_of
from pipeline.normalise.deadlines.time_words import TimeToken
from pipeline.registry.calendar import Unit

# the first and the last part of a year
_ENDS_OF_YEAR = {
    "0": (Point(precision="day", part=1, day=1), Point(precision="day", part=12, day=31)),
    "2": (Point(precision="month", part=1), Point(precision="month", part=12)),
    "3": (Point(precision="quarter", part=1), Point(precision="quarter", part=4)),
    "4": (Point(precision="half_year", part=1), Point(precision="half_year", part=2)),
}
# `және` with no other joint behind it
_LAST_AND = regex.compile(r"&[^,&-]*$")
_ENDS = 2
_Match = regex.Match[str]


def read_dates(tokens: list[TimeToken]) -> NamedTimes:
    """The named times among the tokens, and what was left over."""
    times, at = NamedTimes(tokens), 0
    while at < len(tokens):
        matches = ((pattern.match(times.kinds, at), read) for pattern, read in _RULES)
        at = next(match.end() for match, read in matches if match and read(times, match) is not False)
    if times.kinds.endswith("-"):
        times.leftover.append(tokens[-1])  # what it leads to is missing
    times.settle()
    return times


def _numbers(times: NamedTimes, match: _Match) -> list[TimeToken]:
    return [times.tokens[at] for at in sorted(match.starts("number"))]


def _links(match: _Match) -> list[str]:
    """How each number hangs on the one before."""
    places = sorted(match.starts("number"))
    return ["", *("dash" if match.string[place - 1] == "-" else "comma" for place in places[1:])]


def _days_of(times: NamedTimes, match: _Match, point: Point) -> list[tuple[Point, str]]:
    days = (replace(point, precision="day", day=number.value) for number in _numbers(times, match))
    return list(zip(days, _links(match), strict=True))


def _last(times: NamedTimes, match: _Match) -> TimeToken:
    """The word whose case counts."""
    return times.tokens[match.end("last") - 1]


def _nth(times: NamedTimes, match: _Match) -> int:
    """Which part is meant, -1 for the last, 0 where no word says it."""
    if match["end"]:
        return LAST if match["end"] == "Z" else 1
    return times.tokens[match.start("number")].value if match["number"] else 0


def _years(times: NamedTimes, match: _Match) -> None:
    """Years wait: a month may follow that they go for, or may have gone before."""
    numbers, named = _numbers(times, match), match["last"] is not None
    is_in_case = named or match[0].endswith("s")
    case = times.tokens[match.end() - 1].case if is_in_case else "nominative"
    if len(numbers) == 1 and _goes_back(times, case, match.string[match.end() : match.end() + 1]):
        times.date_back(numbers[0].value, case)
    else:
        times.flush()
        last = times.items[-1] if times.items else None
        if named and case in OWNING and last and (last.case, last.bound) == ("nominative", ""):
            times.link = times.link or "comma"  # `2005 жылғы IV тоқсан 2006 жылғы IV тоқсан`
        times.pending = [
            Item(point=Point(year=number.value), link=link, case=case, token=number)
            for number, link in zip(numbers, _links(match), strict=True)
        ]
        times.pending[0].link = times.link
        times.years, times.is_after = [], False
    times.link = ""


def _goes_back(times: NamedTimes, case: str, following: str) -> bool:
    """Whether a year goes for the time before it: `Наурыз, 2014`, after which nothing needs a year."""
    last = times.items[-1] if times.items and not times.broken and not times.pending else None
    is_apart = not times.link or (case not in OWNING and following not in tuple("MANOR,&-"))
    if last is None or not is_apart:
        return False
    return last.point.year == 0 or (last.borrowed and not times.link)


def _month(times: NamedTimes, match: _Match) -> None:
    """A month with the days before it; `наурыз айы` is the month too."""
    month = Point(precision="month", part=times.tokens[match.start("month")].value)
    points = _days_of(times, match, month) if match["number"] else [(month, "")]
    times.put(points, _last(times, match).case, times.tokens[match.start()])


def _days(times: NamedTimes, match: _Match) -> None:
    """Days after their month (`наурыздың 15-не`, `наурыздың 1-нен 15-не дейін`), or of every month."""
    numbers, case = _numbers(times, match), times.tokens[match.end() - 1].case
    last = times.items[-1] if times.items and not times.link else None
    held = (last.point.precision, last.case) if last else None
    if times.whole in (Unit.QUARTER, Unit.YEAR):
        times.leftover += numbers  # `тоқсанның 10-күні`: a day of no month
    elif last is None or held not in (("day", "ablative"), ("month", "genitive")):
        times.of_each_month = times.of_each_month or times.whole == Unit.MONTH
        times.put(_days_of(times, match, Point()), case, numbers[0])
    else:
        if held == ("month", "genitive"):
            times.narrow(last, last.point.part, last.part, case)
            times.link = times.items.pop().link
        times.put(_days_of(times, match, last.point), case, numbers[0], dated=True)


def _quarters(times: NamedTimes, match: _Match) -> None:
    """`1, 3-тоқсан`, `1-жартыжылдық`; `үш тоқсан` counts, and is not the third quarter as `3 тоқсан` is."""
    numbers = _numbers(times, match)
    if match["last"] != "H" and any(map(_is_count, numbers)):
        _not_read(times, match)
        return
    precision = "quarter" if match["last"] == "3" else "half_year"
    points = [Point(precision=precision, part=number.value) for number in numbers]
    times.put(list(zip(points, _links(match), strict=True)), _last(times, match).case, numbers[0])


def _is_count(token: TimeToken) -> bool:
    return token.kind == "number" and not token.text[0].isdecimal() and token.case != "ordinal"


def _date(times: NamedTimes, match: _Match) -> None:
    """`01.09.2015`, with `ж.` or an ending after it."""
    token = times.tokens[match.start()]
    times.flush()
    precision = "day" if token.value or token.text.count(".") != 1 else "month"
    year = token.year or _year_ahead(times, match.start())
    point = Point(year=year, precision=precision, part=token.month, day=token.value)
    times.put([(point, "")], "nominative", token, dated=True)
    if not year:
        times.leftover.append(token)
    times.years, times.is_after = [year], True
    if match["last"]:
        times.items[-1].case = _last(times, match).case


def _year_ahead(times: NamedTimes, at: int) -> int:
    """The year of the next date, which goes for those before it: `11.06 – 15.06.2026`."""
    run = regex.match("[D,&-]+", times.kinds[at:])
    dates = times.tokens[at : at + run.end()] if run else []
    return next((token.year for token in dates if token.year), 0)


def _days_of_date(times: NamedTimes, match: _Match) -> bool:
    """Days that share the month and year of the date after them: `11-15.06.2026`."""
    date, numbers = times.tokens[match.end()], _numbers(times, match)
    if not date.value:
        return False
    times.flush()
    days = [token.value for token in numbers] + [date.value]
    if days != sorted(set(days)) or any(token.kind == "roman" for token in numbers):
        times.leftover += numbers
        return True
    point = Point(year=date.year or _year_ahead(times, match.end()), part=date.month)
    times.put(_days_of(times, match, point), "nominative", numbers[0], dated=True)
    times.link = "dash" if match[0].endswith("-") else "comma"
    return True


def _months_of_year(times: NamedTimes, match: _Match) -> bool:
    """`2014 жылдың 6 айында`: January to June; `соңғы 3 айында`: October to December."""
    count = times.tokens[match.start("number")].value
    if not (times.pending and times.pending[-1].case in OWNING and 1 <= count <= MONTHS_IN_YEAR):
        return False
    first = MONTHS_IN_YEAR + 1 - count if match["end"] == "Z" else 1
    points = [(Point(precision="month", part=first), "")]
    if count > 1:
        points.append((Point(precision="month", part=first + count - 1), "dash"))
    times.put(points, _last(times, match).case, times.tokens[match.start("number")])
    return True


def _weekday_or_ten_days(times: NamedTimes, match: _Match) -> bool:
    """`апта сайын дүйсенбі`, `наурыздың бірінші онкүндігі`."""
    nth, owner, word = _nth(times, match), times.owner(), times.tokens[match.start("part")]
    has_place = nth == 0 or times.whole in (Unit.MONTH, Unit.WEEK) or not times.pending
    if not (owner.point.precision == "month" if owner else has_place):
        return False
    _put_part(times, match, MonthPart(kind=word.kind, nth=nth, weekday=word.value))
    return True


def _half_or_last_day(times: NamedTimes, match: _Match) -> bool:
    """`наурыздың бірінші жартысы`, `айдың соңғы күні`, `1-тоқсанның соңғы күні`."""
    owner, is_day = times.owner(), match["part"] == "0"
    of_month = owner.point.precision == "month" if owner else times.whole == Unit.MONTH
    if not (of_month or (is_day and owner)):
        return False
    _put_part(times, match, MonthPart(kind="last_day" if is_day else "half", nth=_nth(times, match)))
    return True


def _put_part(times: NamedTimes, match: _Match, part: MonthPart) -> None:
    case, owner, before = times.tokens[match.end() - 1].case, times.owner(), len(times.items)
    if owner is not None:
        times.narrow(owner, owner.point.months[1], part, case)
    else:
        times.put([(Point(precision="month"), "")], case, times.tokens[match.start()])
        for item in times.items[before:]:
            item.part = part


def _month_of(times: NamedTimes, match: _Match) -> bool:
    """A month of a quarter or of half a year: `1-тоқсанның соңғы айы`."""
    nth, owner = _nth(times, match), times.owner()
    if owner is None or owner.point.precision not in WIDTHS:
        return False
    first, last = owner.point.months
    month = first + nth - 1 if nth > 0 else last
    if month <= last:
        times.narrow(owner, month, owner.part, _last(times, match).case)
    return month <= last


def _end_of_year(times: NamedTimes, match: _Match) -> bool:
    """`жылдың соңғы тоқсаны`, `жылдың алғашқы жартысында`."""
    if times.whole != Unit.YEAR and not (times.pending and times.pending[-1].case in OWNING):
        return False
    point = _ENDS_OF_YEAR["4" if "H" in match["last"] else match["last"]][match["end"] == "Z"]
    times.put([(point, "")], _last(times, match).case, times.tokens[match.start()])
    return True


def _end_of_unit(times: NamedTimes, match: _Match) -> None:
    """`жылдың соңына дейін`."""
    times.ends.append(int(match["unit"]))


def _whole(times: NamedTimes, match: _Match) -> None:
    """A unit without a number, of which something follows: `айдың 5-күніне` after `ай сайын`."""
    token, following = times.tokens[match.start()], match.string[match.end()]
    if token.case in OWNING and (token.value != Unit.WEEK or following == "W"):
        times.whole = token.value
    else:
        times.leftover.append(token)


def _bound(times: NamedTimes, match: _Match) -> None:
    """`дейін`, `бастап`, `кешіктірмей`, `соңына`, or the ending after a number."""
    token = times.tokens[match.start()]
    times.flush()
    if not times.items:
        times.leftover.append(token)
        return
    last = times.items[-1]
    if token.kind == "end":
        last.case, last.ends = token.case, token
    elif token.kind == "suffix":
        last.case = token.case
    else:
        last.bound = token.kind
    times.link = ""


def _joint(times: NamedTimes, match: _Match) -> None:
    """A comma, `және`, a dash or `бірақ`."""
    if match[0] == "b" and (times.items or times.pending):
        # `наурызда, бірақ 15 наурыздан кешіктірмей`: the second time limits the first
        times.leftover.append(times.tokens[match.start()])
    else:
        times.link = "dash" if match[0] == "-" else "comma"


def _taken_out(times: NamedTimes, match: _Match) -> None:
    """A part may follow a rhythm: `әр айдың соңғы күні`, `әр жылдың бірінші жартысы`."""
    token = times.tokens[match.start()]
    times.flush(whole=token.kind == "rhythm")
    times.years, times.link, times.broken = [], "comma", True
    of_each = (unit for unit in (Unit.MONTH, Unit.YEAR) if token.meaning == recurrence_of(unit))
    times.whole = next(of_each, -1)


def _including(times: NamedTimes, _: _Match) -> bool:
    """`қоса алғанда`."""
    if not (times.items or times.pending):
        return False
    times.flush()
    times.items[-1].includes = True
    return True


def _within(times: NamedTimes, _: _Match) -> bool:
    """`2016 жыл ішінде`."""
    has_times = bool(times.items or times.pending)
    times.flush(whole=True)
    return has_times


def _between(times: NamedTimes, match: _Match) -> bool:
    """`1 наурыз бен 1 сәуір аралығында`: from the one to the other; what lies between others is told."""
    if not _within(times, match):
        return False
    last = times.items[-1] if times.items else None
    if last and len(times.items) == _ENDS and _LAST_AND.search(times.kinds, 0, match.start()):
        last.link = "dash"
    elif last is None or last.link != "dash":
        times.leftover.append(times.tokens[match.start()])
    return True


def _not_read(times: NamedTimes, match: _Match) -> None:
    if match[0] not in ".(":
        times.leave(*(_numbers(times, match) or [times.tokens[match.start()]]))


# years and days stand side by side: a number from 1000 on never goes with a smaller one
_YEARS = "(?P<number>A)s?+(?:[,&-](?P<number>A)s?+)*+"
_DAYS = "(?P<number>[NO])s?+(?:[,&-](?P<number>[NO])s?+)*+"
_ANY = "(?P<number>[NOR])s?+(?:[,&-](?P<number>[NOR])s?+)*+"
_NTH = "(?:(?P<number>[NOR])s?-?|(?P<end>[FZ]))"
# of a reader, False means that the words make no sense there; the hyphen of `1-тоқсан` makes no range, but
# that of `1-3 тоқсан` does
_RULES: tuple[tuple[regex.Pattern[str], Callable[[NamedTimes, _Match], bool | None]], ...] = tuple(
    (regex.compile(pattern), read)
    for pattern, read in (
        (f"{_YEARS}(?:-?(?P<last>5))?", _years),
        # no day is printed as a Roman numeral: `IV мамыр` may be a slip for a quarter
        (rf"(?:{_DAYS}-?)?(?P<last>(?P<month>M))(?:\.?(?P<last>2)|\.?)", _month),
        ("(?P<end>)(?P<number>N)(?P<last>2)|(?P<end>[FZ])(?P<number>[ANO])(?P<last>2)", _months_of_year),
        (f"{_NTH}?(?P<part>W)0?|{_NTH}(?P<part>T)", _weekday_or_ten_days),
        (f"{_NTH}(?P<part>H)(?!-?5)|(?P<end>Z)(?P<part>0)(?P<number>)", _half_or_last_day),
        (f"(?!N2){_NTH}(?P<last>2)", _month_of),
        ("(?P<end>[FZ])(?P<last>H-?5|[0234H])", _end_of_year),
        (f"{_ANY}(?<!s)[,&-](?=D)", _days_of_date),
        (f"{_ANY}-?(?P<last>H-?5|[34H])", _quarters),
        (f"{_ANY}(?:-?0|(?<=s))", _days),
        (_ANY, _not_read),
        ("D(?P<last>5)?", _date),
        ("(?P<unit>[25])Xu?", _end_of_unit),
        ("[1235](?=[ANORMFZWH])", _whole),
        ("[uLfXs]", _bound),
        ("[,&b-]", _joint),
        (r"\|", _taken_out),
        ("iC", _including),
        ("w", _within),
        ("V", _between),
        (r"(?P<number>(?!))?(?:H-?5|.)", _not_read),
    )
)
