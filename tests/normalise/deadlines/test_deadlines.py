"""Printed deadlines and what they say: the value a lawyer would give, column by column."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import isodate
import pytest
from dateutil.rrule import rrulestr
from edtf import parse_edtf

from pipeline.normalise.deadlines.deadline_cell import Deadline, parse_deadline
from tests.normalise.deadlines.said import said

LAW = (
    "«Қазақстан Республикасының кейбір заңнамалық актілеріне жергілікті өзін-өзі басқаруды дамыту мәселелері "
    "бойынша өзгерістер мен толықтырулар енгізу туралы» Қазақстан Республикасының Заңы қабылданғаннан кейін"
)


@dataclass(frozen=True)
class Dated:
    """A case whose value is dates: EDTF, first day, last day (ISO, empty for null), precision, RRULE."""

    printed: str
    edtf: str
    start: str
    end: str
    precision: str
    rrule: str | None = None


DATED = [
    # the decree's own
    Dated("2013 жылғы ақпан", "2013-02", "2013-02-01", "2013-02-28", "month"),
    Dated("2013 жылғы 1-тоқсан", "2013-33", "2013-01-01", "2013-03-31", "quarter"),
    Dated("2013 жылғы 3-тоқсан", "2013-35", "2013-07-01", "2013-09-30", "quarter"),
    Dated("2015 жылғы 1-жарты жылдық", "2015-40", "2015-01-01", "2015-06-30", "half_year"),
    Dated("2014-2016 жылдар", "2014/2016", "2014-01-01", "2016-12-31", "interval"),
    Dated("2015 жылғы 1 қыркүйек", "2015-09-01", "2015-09-01", "2015-09-01", "day"),
    Dated("2017 жылғы желтоқсанға дейін", "../2017-12", "", "2017-12-31", "month"),
]


def values(deadline: Deadline) -> tuple[str | None, ...]:
    return (
        deadline.edtf,
        deadline.start.isoformat() if deadline.start else "",
        deadline.end.isoformat() if deadline.end else "",
        deadline.precision,
        deadline.rrule,
    )


@pytest.mark.parametrize("case", DATED, ids=lambda case: case.printed)
def test_dates(case: Dated) -> None:
    read = parse_deadline(case.printed)
    assert values(read) == (case.edtf, case.start, case.end, case.precision, case.rrule)
    assert read.findings == ()
    assert read.event_text is None and read.offset is None
    parse_edtf(case.edtf)
    if case.rrule:
        rrulestr(case.rrule, dtstart=datetime.datetime(2015, 1, 1))
    assert parse_deadline(said(read)) == read


RECURRING = [
    ("жыл сайын", "FREQ=YEARLY"),
    ("жыл сайын наурыз", "FREQ=YEARLY;BYMONTH=3"),
    ("тоқсан сайын", "FREQ=MONTHLY;INTERVAL=3"),
    ("жыл сайын, 15 қаңтар, 15 шілде", "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=15"),
    ("жыл сайын 15 қаңтарға және 15 шілдеге қарай", "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=15"),
]


@pytest.mark.parametrize(("printed", "rrule"), RECURRING, ids=[printed for printed, _ in RECURRING])
def test_recurrences(printed: str, rrule: str) -> None:
    read = parse_deadline(printed)
    assert read == Deadline(rrule=rrule)
    rrulestr(rrule, dtstart=datetime.datetime(2015, 1, 1))
    assert parse_deadline(said(read)) == read


RELATIVE = [
    (f"{LAW} бір ай мерзімде", LAW, "P1M"),
    (f"{LAW} үш ай ішінде", LAW, "P3M"),
    (f"{LAW} 10 күн ішінде", LAW, "P10D"),
]


@pytest.mark.parametrize(("printed", "event", "offset"), RELATIVE, ids=[offset for _, _, offset in RELATIVE])
def test_events(printed: str, event: str, offset: str) -> None:
    read = parse_deadline(printed)
    assert read == Deadline(event_text=event, offset=offset)
    isodate.parse_duration(offset)
    assert parse_deadline(said(read)) == read
