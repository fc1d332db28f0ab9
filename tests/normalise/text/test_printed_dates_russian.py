"""Days in Russian running text: in figures, in words, with quoted days, and where something begins."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.normalise.text.printed_dates import find_dates
from pipeline.registry.loading import reading_in


@pytest.mark.parametrize(
    ("text", "printed", "day", "starts"),
    [
        ("от 31 января 2013 года № 78", "31 января 2013 года", dt.date(2013, 1, 31), False),
        ("от 27.10.2014 № 1139", "27.10.2014", dt.date(2014, 10, 27), False),
        ("«31» января 2013 г. № 5", "«31» января 2013 г.", dt.date(2013, 1, 31), False),
        ("вводится в действие с 1 января 2014 года", "1 января 2014 года", dt.date(2014, 1, 1), True),
        ("действует с 01.01.2014 г.", "01.01.2014 г.", dt.date(2014, 1, 1), True),
        ("31 февраля 2014 года", "31 февраля 2014 года", None, False),
    ],
)
def test_days_in_russian(text: str, printed: str, day: dt.date | None, starts: bool) -> None:
    with reading_in("ru"):
        (found,) = find_dates(text)
    assert text[found.start : found.end] == printed
    assert found.value == day
    assert found.starts_something is starts
    assert (found.remark is None) is (day is not None)


@pytest.mark.parametrize("text", ["31 числа 2013 года", "131 января 2013 года", "января 2013 года"])
def test_other_numbers_are_no_days(text: str) -> None:
    with reading_in("ru"):
        assert list(find_dates(text)) == []
