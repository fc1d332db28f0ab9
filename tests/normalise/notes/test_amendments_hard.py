"""Notes as Kazakh acts print them, with what makes them hard: the cases are in `notes_hard.yml`."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.compose.act_records import edition_date
from pipeline.normalise.notes.amending_acts import number_after
from pipeline.normalise.notes.amendment_notes import Amendment, NoteContext, parse_note
from pipeline.normalise.text.account import unaccounted
from pipeline.normalise.text.letters import clean
from pipeline.normalise.text.tokens import tokens_of

CASES = yaml.safe_load((Path(__file__).parent / "notes_hard.yml").read_text(encoding="utf-8"))
READ = [case["note"] for case in CASES["read"]]


def row(read: Amendment) -> list[str | None]:
    return [
        read.target_type,
        read.target_key,
        read.action,
        read.amending_body_text,
        read.amending_act_type,
        str(read.amending_date) if read.amending_date else None,
        read.amending_number,
        read.effective_rule,
        str(read.effective_date) if read.effective_date else None,
    ]


def read_case(case: dict[str, Any]) -> list[Amendment]:
    context = case.get("context")
    return parse_note(case["note"], context=NoteContext(**context) if context else None)


@pytest.mark.parametrize("case", CASES["read"], ids=lambda case: case["note"])
def test_a_note_is_read_whole(case):
    read = read_case(case)
    assert [row(each) for each in read] == case["rows"]
    assert [each.findings for each in read] == [()] * len(read)
    assert unaccounted(case["note"], read[0].account) == []


@pytest.mark.parametrize("case", CASES["reported"], ids=lambda case: case["note"])
def test_what_was_not_understood_is_reported(case):
    read = read_case(case)
    assert [row(each) for each in read] == case["rows"]
    assert any(each.findings for each in read)
    assert unaccounted(case["note"], [claim for each in read for claim in each.account]) == []


@pytest.mark.parametrize(
    "said", ["4-тармақ жаңа редакцияда көзделген", "Қаулының күші жойылды деп тану көзделген"]
)
def test_an_amendment_to_come_does_not_count_as_done(said):
    (read,) = parse_note(f"Ескерту. {said} - ҚР Үкіметінің 27.10.2014 № 1139 қаулысымен.")
    assert read.is_pending and read.action is None and not read.is_complete
    assert [remark.code for remark in read.findings] == ["amendment_to_come"]


def test_an_amendment_to_come_does_not_move_the_editions_date():
    note = "Ескерту. 4-тармақ {} - ҚР Үкіметінің 27.10.2014 № 1139 қаулысымен."
    days = []
    for action in ("жаңа редакцияда", "жаңа редакцияда көзделген"):
        read = SimpleNamespace(amendments=parse_note(note.format(action)))
        days.append(edition_date([read], dt.date(2013, 1, 31)))
    assert days == [dt.date(2014, 10, 27), dt.date(2013, 1, 31)]


def test_an_ambiguous_day_names_both_readings_and_another_date_settles_it():
    note = "Ескерту. 4-тармақ алып тасталды - ҚР Үкіметінің {} қаулыларымен."
    (alone,) = parse_note(note.format("2010.04.02 № 278"))
    assert alone.amending_date is None
    assert alone.findings[0].candidates == ("2010-02-04", "2010-04-02")
    days = [str(each.amending_date) for each in parse_note(note.format("2009.18.06 № 829, 2010.04.02 № 278"))]
    assert days == ["2009-06-18", "2010-02-04"]


# printed, number
NUMBERS = [
    ("№ 5С-23-2 шешімімен", "5С-23-2"),
    ("№ 1139-қаулысымен", "1139"),
    ("№ 1139қаулысымен", "1139"),
    ("№ 1139 - ҚР Президентінің", "1139"),
    ("№ ҚР ДСМ-78/2020 бұйрығымен", "ҚР ДСМ-78/2020"),
    ("№ 269-V ҚРЗ Заңымен", "269-V ҚРЗ"),
    ("№ 12 / 3 шешімімен", None),
    ("№ 12.5 шешімімен", None),
    ("№ 5-НҚП123456789", None),
]


@pytest.mark.parametrize(("printed", "number"), NUMBERS, ids=[case[0] for case in NUMBERS])
def test_a_number_is_read_whole_or_not_at_all(printed, number):
    found = number_after(printed, 0)
    assert (found[0] if found else None) == number


PIECES = st.sampled_from(
    ["Ескерту.", "ЗҚАИ-ның ескертпесі!", "Жоспарға", "1, 3 – 5", "4-тармақ", "10-1 - 10-4-жолдармен", "«сөз»",
     "(", ")", "бұзылды", ",", ";", "жаңа редакцияда", "көзделген", "өзгерістер енгізілді", "алып тасталды",
     " - ", "алып тасталмады", "ҚР Үкіметінің", "мен", "және", "27.10.2014", "2010.04.02", "№ 1139",
     "№ 150аз", "қаулысымен", "қаулыларымен", "Жарлығымен", "7", "\u00ad", "сөз", "%", "Жол картасының",
     "(01.01.2016 бастап қолданысқа енгізіледі)", "қолданысқа енгізіледі, бірақ ерте емес"]
)  # fmt: skip


@example("1-ЖОЛ 2-ЖОЛМЕН АУЫСТЫРЫЛДЫ")
@example("0<- 1-ЖОЛ:ЖАҢА PEДАКЦИЯ0.0.0000ЖАҢА PEДАКЦИЯ")
@example("РЕТТІК НӨМІР10 ЖАҢА РЕДАКЦИЯ")
@example("0\u200b1")
@example("0 –1:0.0.0000КӦЗДEЛГEН")
@example('0-ТАPМАҚ:0ЖӘНE1)ТАPМАҚША"АЛЫП ТАСТА')
@settings(deadline=None)
@example("0.0.0001ЖАҢА РЕДАКЦИЯ1.1.2000")  # acts of which nothing is read
@example("1.1.00N1EНГІЗІЛГEН ТОЛЫҚТЫPУЛАPМEН")
@example("PEТТІК НӦМІP0:0.0.0000:ҚАУЛЫ1МEН")  # a number glued to the word for the kind of act
@given(
    st.one_of(
        st.text(),
        st.lists(PIECES, max_size=40).map(" ".join),
        st.builds(
            lambda note, at, put: note[:at] + put + note[at:],
            st.sampled_from(READ),
            st.integers(0, 120),
            st.sampled_from(
                [" 7 ", "сөз", " сөз ", "№", "\u200b", "e\u0301", "1", " - ", "(", "%", "Ескерту. "]
            ),
        ),
    )
)
def test_every_word_is_accounted_for(note):
    read = parse_note(note)
    assert unaccounted(note, [claim for each in read for claim in each.account]) == []
    said = " ".join(
        " ".join(str(value) for value in row(each))
        + f" {each.effective_text} {' '.join(remark.message for remark in each.findings)}"
        for each in read
    )
    # a number is in a value or in a finding, or of words that are kept as words: quotes, parts of a paragraph
    numbers = {int(digits) for digits in re.findall(r"\d+", said)}
    numbers |= {year % 100 for year in numbers if 1950 <= year < 2050}  # 12.04.00 ж.
    outside = list(note)
    for claim in (claim for each in read for claim in each.account if claim.into == "note_text"):
        outside[claim.start : claim.end] = " " * (claim.end - claim.start)
    for token in tokens_of(clean("".join(outside))):
        if re.fullmatch(r"[0-9]{1,6}", token.text):
            assert int(token.text) in numbers, token
