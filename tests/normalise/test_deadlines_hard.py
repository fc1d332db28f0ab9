"""Deadlines as plans print them with parts of months, years after months and rhythms that go on.

Expectations were written by reading the words before the parser saw them.
"""

from __future__ import annotations

import datetime

import pytest
from dateutil.rrule import rrulestr
from edtf import parse_edtf

from pipeline.normalise.deadlines import parse_deadline

# printed, EDTF, RRULE, event, offset
READ = [
    ("2014 жылдың 6 айы ішінде", "2014-01/2014-06", None, None, None),
    ("2014 жылғы 6 ай ішінде", "2014-01/2014-06", None, None, None),
    ("2014 жылдың алғашқы 9 айында", "2014-01/2014-09", None, None, None),
    ("әр тоқсанның қорытындысы бойынша", None, "FREQ=MONTHLY;INTERVAL=3", None, None),
    ("әрбір жылдың қорытындысы бойынша", None, "FREQ=YEARLY", None, None),
    ("2014-2016 жылдар, әр тоқсан қорытындысы бойынша", "2014/2016", "FREQ=MONTHLY;INTERVAL=3", None, None),
    (
        "тоқсан қорытындысы бойынша келесі айдың 10-күніне дейін",
        None,
        "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10",
        None,
        None,
    ),
    ("наурыз 2014 ж., қыркүйек 2014 ж.", "{2014-03,2014-09}", None, None, None),
    ("IV тоқсан 2014 жыл", "2014-36", None, None, None),
    ("желтоқсан 2013 – қаңтар 2014 жыл", "2013-12/2014-01", None, None, None),
    ("ІІІ-ІҮ тоқсаны 2014 ж.", "2014-07/2014-12", None, None, None),
    ("2014 жылғы ІҮ тоқсан", "2014-36", None, None, None),
    ("2014 жылғы ІІІ-ІУ тоқсандар", "2014-07/2014-12", None, None, None),
    ("2014 жылғы наурыздың бірінші онкүндігі", "2014-03-01/2014-03-10", None, None, None),
    ("2014 жылғы ақпанның үшінші онкүндігінде", "2014-02-21/2014-02-28", None, None, None),
    ("2014 жылғы мамырдың 2-ші онкүндігі", "2014-05-11/2014-05-20", None, None, None),
    ("апта сайын дүйсенбі", None, "FREQ=WEEKLY;BYDAY=MO", None, None),
    ("апта сайын, жұма күні", None, "FREQ=WEEKLY;BYDAY=FR", None, None),
    ("әр айдың соңғы күні", None, "FREQ=MONTHLY;BYMONTHDAY=-1", None, None),
    ("2014 жылғы маусымның соңғы күніне дейін", "../2014-06-30", None, None, None),
    ("есепті айдан кейінгі айдың 10-күніне дейін", None, "FREQ=MONTHLY;BYMONTHDAY=10", None, None),
    ("ай сайын, есепті айдан кейінгі айдың оныншы күніне", None, "FREQ=MONTHLY;BYMONTHDAY=10", None, None),
    ("2014 жылға дейін", "../2013", None, None, None),
    ("2020 жылға дейінгі кезеңде", "../2019", None, None, None),
    ("жыл сайын наурыз, жыл сайын қыркүйек", None, "FREQ=YEARLY;BYMONTH=3,9", None, None),
    ("2005 жылғы IV тоқсан, 2006 жылғы IV тоқсан", "{2005-10..2005-12,2006-10..2006-12}", None, None, None),
    ("2005 жылғы IV тоқсан 2006 жылғы IV тоқсан", "{2005-10..2005-12,2006-10..2006-12}", None, None, None),
    (
        "2013, 2014 жылдардың 2, 4-тоқсандары",
        "{2013-04..2013-06,2013-10..2013-12,2014-04..2014-06,2014-10..2014-12}",
        None,
        None,
        None,
    ),
    ("11-15.06.2026", "2026-06-11/2026-06-15", None, None, None),
    ("11.06-15.06.2026", "2026-06-11/2026-06-15", None, None, None),
    ("11.06.-15.06.2026 ж.", "2026-06-11/2026-06-15", None, None, None),
    ("2014 жылғы наурыздың бірінші жартысы", "2014-03-01/2014-03-15", None, None, None),
    ("2014 жылғы наурыз айының екінші жартысында", "2014-03-16/2014-03-31", None, None, None),
    ("2014 жылғы қазанның бірінші дүйсенбісі", "2014-10-06", None, None, None),
    ("әр айдың бірінші дүйсенбісі", None, "FREQ=MONTHLY;BYDAY=1MO", None, None),
    ("2014 жылғы 31 желтоқсанды қоса алғанда", "../2014-12-31", None, None, None),
    ("2014 жыл (наурыз, маусым, желтоқсан)", "{2014-03,2014-06,2014-12}", None, None, None),
    ("жыл сайын, келесі жылдың 20 қаңтарына дейін", None, "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=20", None, None),
    (
        "2014 жылғы 1 шілдеден бастап жыл сайын 1 шілдеге дейін",
        "2014-07-01/..",
        "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=1",
        None,
        None,
    ),
    ("2015 жылдың тоғыз айы ішінде", "2015-01/2015-09", None, None, None),
    ("2016 жылдың соңғы үш айында", "2016-10/2016-12", None, None, None),
    ("2016 жылдың соңғы тоқсанында", "2016-36", None, None, None),
    ("2016 жылдың алғашқы жартыжылдығы", "2016-40", None, None, None),
    ("есепті тоқсан қорытындысы бойынша", None, "FREQ=MONTHLY;INTERVAL=3", None, None),
    ("әр жартыжылдықтың қорытындылары бойынша", None, "FREQ=MONTHLY;INTERVAL=6", None, None),
    ("2017-2019 жылдары жыл қорытындысы бойынша", "2017/2019", "FREQ=YEARLY", None, None),
    ("I, III тоқсандар қорытындысы бойынша", None, None, "I, III тоқсандар қорытындысы бойынша", None),
    ("ақпан 2015 ж.", "2015-02", None, None, None),
    ("1 маусым 2014 ж., 1 желтоқсан 2015 ж.", "{2014-06-01,2015-12-01}", None, None, None),
    ("II тоқсан 2014 ж. – I тоқсан 2015 ж.", "2014-04/2015-03", None, None, None),
    ("қыркүйек-қазан 2013 жыл", "2013-09/2013-10", None, None, None),
    ("ІІ жартыжылдық 2013 жыл", "2013-41", None, None, None),
    ("2015 жылғы І-ІІІ, ІҮ тоқсандары", "{2015-01..2015-09,2015-10..2015-12}", None, None, None),
    ("2016 жылғы мамырдың соңғы онкүндігіне дейін", "../2016-05-31", None, None, None),
    (
        "2016 жылғы сәуірдің бірінші онкүндігінен мамырдың екінші онкүндігіне дейін",
        "2016-04-01/2016-05-20",
        None,
        None,
        None,
    ),
    (
        "жыл сайын қаңтардың бірінші онкүндігінде",
        None,
        "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10;BYSETPOS=-1",
        None,
        None,
    ),
    (
        "ай сайын, айдың үшінші онкүндігі",
        None,
        "FREQ=MONTHLY;BYMONTHDAY=21,22,23,24,25,26,27,28,29,30,31;BYSETPOS=-1",
        None,
        None,
    ),
    ("әр дүйсенбі", None, "FREQ=WEEKLY;BYDAY=MO", None, None),
    ("сейсенбі және бейсенбі күндері, апта сайын", None, "FREQ=WEEKLY;BYDAY=TU,TH", None, None),
    ("жұма сайын", None, "FREQ=WEEKLY;BYDAY=FR", None, None),
    ("әр айдың соңғы жұмасында", None, "FREQ=MONTHLY;BYDAY=-1FR", None, None),
    (
        "тоқсан сайын, тоқсанның соңғы айының 25-күніне дейін",
        None,
        "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25",
        None,
        None,
    ),
    ("әр тоқсанның бірінші айының 15-іне", None, "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=15", None, None),
    (
        "жартыжылдық сайын, есепті кезеңнен кейінгі айдың 20-сына дейін",
        None,
        "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=20",
        None,
        None,
    ),
    (
        "есепті жылдан кейінгі жылдың 15 қаңтарына дейін",
        None,
        "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15",
        None,
        None,
    ),
    ("2020 жылға қарай", "../2019", None, None, None),
    ("2016 жылдан кешіктірмей", "../2016", None, None, None),
    ("2020 жылдың соңына дейін", "../2020", None, None, None),
    ("1-20.12.2015 ж.", "2015-12-01/2015-12-20", None, None, None),
    ("05, 15, 25.03.2014", "{2014-03-05,2014-03-15,2014-03-25}", None, None, None),
    ("28.02–05.03.2014 ж.", "2014-02-28/2014-03-05", None, None, None),
    ("2014 жылғы қаңтардың екінші жартысы", "2014-01-16/2014-01-31", None, None, None),
    ("2014 жылғы 4-тоқсанның соңғы айы", "2014-12", None, None, None),
    ("2014 жылғы 2-тоқсанның соңғы күніне дейін", "../2014-06-30", None, None, None),
    ("2014 жылғы мамырдың төртінші сәрсенбісі", "2014-05-28", None, None, None),
    ("2013 жылғы желтоқсан – 2014 жылғы қаңтардың 15-і", "2013-12/2014-01-15", None, None, None),
    ("Жарлық шыққаннан кейін, бірақ 2014 жылға дейін", "../2013", None, "Жарлық шыққаннан кейін", None),
    ("2015 жылғы 1 ақпан, 1 тамыз", "{2015-02-01,2015-08-01}", None, None, None),
    ("2014 – 2015 жылдардың I тоқсандары", "{2014-01..2014-03,2015-01..2015-03}", None, None, None),
    ("2014 жылдың ІV-тоқсаны", "2014-36", None, None, None),
    ("2014 ж., ІІ-ІІІ тоқсан", "2014-04/2014-09", None, None, None),
    (
        "2015 жылғы 1-жарты жылдық, 2016 жылғы 2-жарты жылдық",
        "{2015-01..2015-06,2016-07..2016-12}",
        None,
        None,
        None,
    ),
    ("2015 ж. 1 қаң. - 2016 ж. 1 шіл.", "2015-01-01/2016-07-01", None, None, None),
    ("2013 жылғы 4 тоқсан", "2013-36", None, None, None),
    ("2013 жылғы төртінші тоқсаны", "2013-36", None, None, None),
    ("2013 жылғы III тоқсан, 2014 жыл", "{2013-07..2013-09,2014}", None, None, None),
    ("2014 жылғы қазан айының 10-ына дейін", "../2014-10-10", None, None, None),
    ("Тоқсан сайын, 10-ы күніне дейін", None, "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10", None, None),
    (
        "тоқсан сайын, есепті тоқсаннан кейінгі айдың 15-і күнінен кешіктірмей",
        None,
        "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=15",
        None,
        None,
    ),
    ("ай сайын, есептіден кейінгі айдың 5-іне дейін", None, "FREQ=MONTHLY;BYMONTHDAY=5", None, None),
    ("жылына 2 рет: 1 шілдеге және 31 желтоқсанға дейін", None, "FREQ=YEARLY;BYYEARDAY=-184,-1", None, None),
    (
        "жарты жылда 1 рет (20 шілдеге, 20 қаңтарға)",
        None,
        "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=20",
        None,
        None,
    ),
    ("2015 – 2020 жж. тоқсан сайын", "2015/2020", "FREQ=MONTHLY;INTERVAL=3", None, None),
    ("2015-2020 жылдардың әр тоқсаны", "2015/2020", "FREQ=MONTHLY;INTERVAL=3", None, None),
    ("2013 жылдың аяғына дейін", "../2013", None, None, None),
    ("бір апта мерзімде", None, None, None, "P1W"),
    (
        "Қаулы қол қойылған күннен бастап он бес күн мерзімде",
        None,
        None,
        "Қаулы қол қойылған күннен бастап",
        "P15D",
    ),
    ("2014 жылғы маусым айы ішінде", "2014-06", None, None, None),
    ("2016 жылғы 30 маусымға дейін қоса алғанда", "../2016-06-30", None, None, None),
    ("2016 жылға дейін (қоса алғанда)", "../2016", None, None, None),
    ("2014 жылғы сәуірдің 3-онкүндігі", "2014-04-21/2014-04-30", None, None, None),
    ("2014 жылғы қыркүйектің II онкүндігінде", "2014-09-11/2014-09-20", None, None, None),
    ("әр аптаның жұмасында", None, "FREQ=WEEKLY;BYDAY=FR", None, None),
    ("2013, 2014, 2015 жылдар, жыл сайын қыркүйек", "{2013,2014,2015}", "FREQ=YEARLY;BYMONTH=9", None, None),
    ("жыл сайын, 2014 жылдан бастап", "2014/..", "FREQ=YEARLY", None, None),
    ("2014 жылдан бастап 2016 жылдың соңына дейін", "2014/2016", None, None, None),
    ("06.2014", "2014-06", None, None, None),
    ("2014.06", "2014-06", None, None, None),
    ("15.06.2014-30.06.2014", "2014-06-15/2014-06-30", None, None, None),
    ("2014 жылғы 15-30 маусым аралығы", "2014-06-15/2014-06-30", None, None, None),
    (
        "2015 жылғы 20 наурызға, 20 маусымға, 20 қыркүйекке",
        "{2015-03-20,2015-06-20,2015-09-20}",
        None,
        None,
        None,
    ),
    ("2018 жыл ішінде, тоқсан сайын", "2018", "FREQ=MONTHLY;INTERVAL=3", None, None),
    ("2018 жыл (тоқсан сайын)", "2018", "FREQ=MONTHLY;INTERVAL=3", None, None),
    ("2-тоқсан, 4-тоқсан 2018 жыл", "{2018-04..2018-06,2018-10..2018-12}", None, None, None),
    ("2018, 2019 жылдардағы мамыр", "{2018-05,2019-05}", None, None, None),
]

# the rhythm goes on after the named times: printed, EDTF, RRULE
RUNNING_ON = [
    ("2021 жылғы 1 ақпан, 1 тамыз; одан кейін жыл сайын", "{2021-02-01,2021-08-01}", "FREQ=YEARLY"),
    ("2014 жылғы наурыз, одан әрі жыл сайын", "2014-03", "FREQ=YEARLY"),
    ("2015 жылғы желтоқсан, кейіннен тоқсан сайын", "2015-12", "FREQ=MONTHLY;INTERVAL=3"),
    ("2015 жылғы наурыз; кейіннен жыл сайын наурыз", "2015-03", "FREQ=YEARLY;BYMONTH=3"),
    (
        "2013 жылғы 1 шілде, 1 қазан, бұдан әрі тоқсан сайын",
        "{2013-07-01,2013-10-01}",
        "FREQ=MONTHLY;INTERVAL=3",
    ),
    ("2014 жылғы I тоқсан, одан кейін жартыжылдық сайын", "2014-33", "FREQ=MONTHLY;INTERVAL=6"),
    ("2015 жылғы 1 шілдеге дейін, одан әрі тоқсан сайын", "../2015-07-01", "FREQ=MONTHLY;INTERVAL=3"),
    ("2021 жылғы 1 ақпан,\n1 тамыз; одан кейін\nжыл сайын", "{2021-02-01,2021-08-01}", "FREQ=YEARLY"),
]

# what no value may be given for
REPORTED = [
    "ай сайын, тоқсан сайын",
    "жыл сайын және тоқсан сайын",
    "2014 жылғы сауір",
    "2014 жылғы акпан",
    "тиісті жылдың 1 наурызына дейін",
    "жыл ішінде",
    "2014 жылғы 15 маусым сағат 18.00-ге дейін",
    "ағымдағы жылғы желтоқсан",
    "2015 жылғы ХІІ ай",
    "2013 жылғы Ү тоқсан",
    "әр айдың соңғы жұмыс күні",
    "апта сайын, ай сайын, тоқсан сайын",
    "жыл сайын 25 маусымға және тоқсан сайын 5-күніне дейін",
    "2014 жылғы кыркүйек",
    "2014 жылғы наурыз айынын соңы",
    "Жыл сайын, есепті жылдан кейінгі 1 ақпанға дейін",
    "2014ж. IVтоқсан",
    "2013 жылдың басында",
    "2013 жылғы көктем",
    "тиісті қаржы жылында",
    "2014 жылғы 1 қаңтардан 2015 жылғы 31 желтоқсан аралығында",
    "2014-2015 оқу жылы",
    "2014 жылғы сәуірдің бірінші-екінші онкүндігі",
    "2014 жылғы қарашаның бірінші аптасы",
    "күн сайын, демалыс күндерінен басқа",
    "айына 2 рет",
    "06/2014",
    "15.6.14",
    "2014 жылғы желтоксан",
    "2014 жыпғы наурыз",
    "2о14 жылғы наурыз",
    "201 4 жылғы наурыз",
    "2014 жылғы 1-тоқсан және одан кейінгі тоқсандарда",
    "Жоспар бекітілгеннен кейін 5 жұмыс күні ішінде, одан әрі жыл сайын",
    "2015 жылғы шілде (1-кезең), 2016 жылғы шілде (2-кезең)",
    "2015 жыл – 1-кезең, 2017 жыл – 2-кезең",
]


@pytest.mark.parametrize(
    ("printed", "edtf", "rrule", "event", "offset"), READ, ids=[case[0] for case in READ]
)
def test_what_is_read(printed, edtf, rrule, event, offset):
    read = parse_deadline(printed)
    assert (read.edtf, read.rrule, read.event_text, read.offset) == (edtf, rrule, event, offset)
    assert read.findings == ()
    if edtf:
        parse_edtf(edtf)
    if rrule:
        assert rrulestr(rrule, dtstart=datetime.datetime(2015, 1, 1))[0]
    assert parse_deadline(read.to_kazakh()) == read


@pytest.mark.parametrize(("printed", "edtf", "rrule"), RUNNING_ON, ids=[case[0] for case in RUNNING_ON])
def test_a_rhythm_after_named_times_has_no_last_day(printed, edtf, rrule):
    read = parse_deadline(printed)
    assert (read.edtf, read.rrule, read.end) == (edtf, rrule, None)
    assert [remark.code for remark in read.findings] == ["deadline_runs_on"]
    assert parse_deadline(read.to_kazakh()) == read


@pytest.mark.parametrize("printed", REPORTED)
def test_nothing_is_given_and_it_is_reported(printed):
    read = parse_deadline(printed)
    assert (read.edtf, read.start, read.end, read.rrule, read.event_text, read.offset) == (None,) * 6
    assert {remark.code for remark in read.findings} & {"deadline_not_understood", "deadline_impossible_date"}


# printed, first day, last day
DAYS = [
    ("2014 жылға дейін", "", "2013-12-31"),
    ("2014 жылғы наурызға дейін", "", "2014-03-31"),
    ("2012 жылдан 2014 жылға дейін", "2012-01-01", "2014-12-31"),
    ("2014 жылды қоса алғанда", "", "2014-12-31"),
    ("2014-2016 жылдарға", "2014-01-01", "2016-12-31"),
    ("2016 жылғы ақпанның соңғы онкүндігінде", "2016-02-21", "2016-02-29"),
    ("2014 жылдың 6 айында", "2014-01-01", "2014-06-30"),
]


@pytest.mark.parametrize(("printed", "start", "end"), DAYS, ids=[case[0] for case in DAYS])
def test_first_and_last_day(printed, start, end):
    read = parse_deadline(printed)
    assert (str(read.start or ""), str(read.end or "")) == (start, end)
