from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.duties.duty_sentences import parse_duties
from pipeline.normalise.text.account import unaccounted

JANUARY_JULY = "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=15"

# <who> must report to {whom}, and by which rules
DUTIES = {
    "heads of bodies, twice a year": (
        "<Орталық және жергілікті атқарушы органдардың, Қазақстан Республикасының Президентіне тікелей "
        "бағынатын және есеп беретін мемлекеттік органдардың (келісім бойынша) бірінші басшылары> Жоспарда "
        "көзделген іс-шаралардың іске асырылуын қамтамасыз етсін және жыл сайын 15 қаңтарға және 15 шілдеге "
        "қарай {Қазақстан Республикасы Өңірлік даму министрлігіне} оның орындалу барысы туралы ақпарат "
        "берсін.",
        [JANUARY_JULY],
    ),
    "a ministry, twice a year": (
        "<Қазақстан Республикасы Ұлттық экономика министрлігі> жыл сайын 1 ақпанға және 1 тамызға қарай "
        "{Қазақстан Республикасының Үкіметіне} Жоспардың орындалу барысы туралы ақпарат берсін.",
        ["FREQ=YEARLY;BYMONTH=2,8;BYMONTHDAY=1"],
    ),
    "several bearers, every quarter": (
        "<Орталық мемлекеттік органдар мен облыстардың, Астана және Алматы қалаларының әкімдері> тоқсан "
        "сайын, есепті тоқсаннан кейінгі айдың 5-күніне дейін {Қазақстан Республикасы Қаржы министрлігіне} "
        "есеп берсін.",
        ["FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=5"],
    ),
    "days that differ are two rules": (
        "<Жауапты орындаушы министрліктер> жыл сайын 15 қаңтарға және 1 шілдеге дейін {ҰЭМ-ге} ақпарат "
        "ұсынсын.",
        ["FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15", "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=1"],
    ),
    "in a list, two recipients": (
        "<Қазақстан Республикасы Ұлттық экономика министрлігі>: 1) Жоспардың орындалуын үйлестірсін; 2) жыл "
        "сайын 25 желтоқсанға дейін {Қазақстан Республикасы Президентінің Әкімшілігіне және Қазақстан "
        "Республикасының Үкіметіне} жиынтық ақпарат берсін.",
        ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25"],
    ),
    "the bearer after the words of time": (
        "Ай сайын 10-күніне дейін <Қаржы министрлігі> {Қазақстан Республикасының Үкіметіне} ақпарат берсін.",
        ["FREQ=MONTHLY;BYMONTHDAY=10"],
    ),
    "an abbreviation": (
        "<ҰЭМ> жыл сайын 1 ақпанға қарай {Қазақстан Республикасының Үкіметіне} ақпарат берсін.",
        ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=1"],
    ),
    "half-yearly": (
        "<Мәдениет министрлігі> жылына екі рет {Үкіметке} баяндама жасасын.",
        ["FREQ=MONTHLY;INTERVAL=6"],
    ),
    "nothing recurs": ("Осы қаулы қол қойылған күнінен бастап қолданысқа енгізіледі.", []),
    "a single command": (
        "Қазақстан Республикасы Өңірлік даму министрлігі Жоспардың орындалуын үйлестіруді қамтамасыз етсін.",
        [],
    ),
    "recurring, but nobody is told to": ("Байқау жыл сайын 15 наурызда өткізіледі.", []),
}
TEXTS = {name: re.sub(r"[<>{}]", "", marked) for name, (marked, _) in DUTIES.items()}


@pytest.mark.parametrize("name", DUTIES)
def test_duties(name):
    marked, rules = DUTIES[name]
    parties = [re.search(pattern, marked) for pattern in ("<(.*)>", "{(.*)}")]
    printed = [re.sub(r"[<>{}]", "", found[1]) for found in parties if found]
    duties = parse_duties(TEXTS[name])
    shown = [[duty.duty_bearer_text, duty.recipient_text, duty.rrule] for duty in duties]
    assert shown == [[*printed, rule] for rule in rules]
    assert all(duty.text in TEXTS[name] and not duty.findings for duty in duties)


def test_what_is_not_understood_is_a_finding():
    (duty,) = parse_duties("Барлығы жыл сайын 1 ақпанға қарай жұмыс істесін.")
    assert (duty.duty_bearer_text, duty.recipient_text) == (None, None)
    assert [finding.code for finding in duty.findings] == ["duty_incomplete"]


PIECES = [*" ".join(TEXTS.values()).split(), ";", ":", "1) ", "(", ")"]


@pytest.mark.parametrize(
    ("printed", "rule", "told"),
    [
        ("жыл сайын (15 қаңтарға және 15 шілдеге)", JANUARY_JULY, False),
        ("жыл сайын 1-5 қаңтарда", None, True),
        ("жыл сайын Жоспар бойынша 1 ақпанға қарай", "FREQ=YEARLY", True),
        ("жыл сайын 15 кантарға", None, True),
        ("тоқсан сайын және жыл сайын", None, True),
    ],
)
def test_times_that_the_rule_does_not_say_are_a_finding(printed, rule, told):
    (duty,) = parse_duties(f"Қаржы министрлігі {printed} Үкіметке ақпарат берсін.")
    assert (duty.rrule, bool(duty.findings)) == (rule, told)


def test_years_that_no_column_holds_are_a_finding():
    (duty,) = parse_duties("ҰЭМ 2014-2016 жылдары жыл сайын 1 ақпанға қарай Үкіметке ақпарат берсін.")
    assert duty.rrule == "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=1"
    assert "2014-2016 жылдары" in duty.findings[0].message


def test_the_account_says_where_the_words_of_a_paragraph_went():
    text = "3. Мәдениет  министрлігі жылына екі рет Үкіметке баяндама жасасын."
    (duty,) = parse_duties(text)
    assert unaccounted(text, duty.account) == []
    assert [(text[claim.start : claim.end], claim.into) for claim in duty.account[:3]] == [
        ("Мәдениет  министрлігі", "duty_bearer_text"),
        ("Үкіметке", "recipient_text"),
        ("жылына екі рет", "rrule"),
    ]


@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
def test_any_string_gives_duties_or_none(text):
    assert all((duty.rrule and duty.recipient_text) or duty.findings for duty in parse_duties(text))
    for duty in parse_duties(text)[:1]:
        assert unaccounted(text, duty.account) == []


@pytest.mark.parametrize(
    "piece",
    [
        *("жыл сайын ", "15 қаңтарға және ", "етсін ", "министрлігі, ", "ай сайын берсін; ", "(", "1 ", "а"),
        "; А",
    ],
)
def test_long_strings_are_read_in_no_time(piece):
    text = ("ҰЭМ жыл сайын " + piece * 10_000)[:9_990] + " берсін."
    parse_duties(text[:100])
    took = []
    while not took or (min(took) >= 0.05 and len(took) < 4):
        started = time.process_time()
        parse_duties(text)
        took.append(time.process_time() - started)
    assert min(took) < 0.05
