"""Notes as Kazakh acts print them: in halves in `notes_by_halves.txt`, whole and hard in `notes_hard.yml`."""

from __future__ import annotations

import datetime as dt
import re
import time
from pathlib import Path
from types import SimpleNamespace

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
from pipeline.records.codes import ACT_TYPE, ACTION, AKN_TYPE, EFFECTIVE_RULE
from pipeline.registry.act_words import act_words
from tests.normalise.tables import parts_of

FOLDER = Path(__file__).parent
HALVES = parts_of(FOLDER / "notes_by_halves.txt")
CASES = yaml.safe_load((FOLDER / "notes_hard.yml").read_text(encoding="utf-8"))
BY_OCTOBER = "ҚР Үкіметінің 27.10.2014 № 1139 қаулысымен."
OCTOBER = "ҚР Үкіметінің/resolution/2014-10-27/1139"


def said(*values: object, joint: str = " ") -> str:
    return joint.join(str(value or "-") for value in values)


def targets(rows: list[Amendment]) -> str:
    return "; ".join(said(row.target_type, row.target_key, row.action, row.akn_type) for row in rows)


def acts(rows: list[Amendment]) -> str:
    return "; ".join(
        said(row.amending_body_text, row.amending_act_type, row.amending_date, row.amending_number, joint="/")
        for row in rows
    )


def codes(rows: list[Amendment]) -> set[str]:
    return {remark.code for row in rows for remark in row.findings}


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


@pytest.mark.parametrize(("head", "expected"), HALVES["heads"])
def test_what_was_done_to_what(head, expected):
    rows = parse_note(f"Ескерту. {head} - {BY_OCTOBER}")
    assert targets(rows) == expected
    assert {acts([each]) for each in rows} == {OCTOBER}
    assert codes(rows) == set()


@pytest.mark.parametrize(("tail", "expected"), HALVES["acts"])
@pytest.mark.parametrize("dash", [" - ", " – ", " — ", "- "])
def test_by_which_acts(tail, expected, dash):
    rows = parse_note(f"Ескерту. 4-тармақ жаңа редакцияда{dash}{tail}")
    assert acts(rows) == expected
    assert codes(rows) == set()
    assert all(each.is_complete for each in rows)


@pytest.mark.parametrize(("words", "expected"), HALVES["effects"])
@pytest.mark.parametrize("form", ["№ 1139 ({}) қаулысымен.", "№ 1139 қаулысымен ({})."])
def test_when_it_took_effect(words, expected, form):
    (read,) = parse_note("Ескерту. 4-тармақ жаңа редакцияда - ҚР Үкіметінің 27.10.2014 " + form.format(words))
    assert read.effective_text == words
    assert said(read.effective_rule, read.effective_date) == expected
    assert acts([read]) == OCTOBER


@pytest.mark.parametrize(("note", "code"), HALVES["told"])
def test_what_is_missing_is_a_finding(note, code):
    rows = parse_note(note)
    assert code in codes(rows)
    assert not all(each.is_complete for each in rows)


def read_case(case):
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


def test_brackets_belong_to_the_act_that_they_follow():
    rows = parse_note(
        "Ескерту. Жоспарға өзгеріс енгізілді - ҚР Үкіметінің 27.10.2014 № 1139; 30.12.2014 № 1401 "
        "(ресми жарияланған күнінен бастап қолданысқа енгізіледі) қаулыларымен."
    )
    assert targets(rows) == "plan - amended -; plan - amended -"
    assert [each.effective_rule for each in rows] == [None, "on_publication"]
    assert rows[1].effective_text == "ресми жарияланған күнінен бастап қолданысқа енгізіледі"


def test_a_second_thing_done_by_a_second_act():
    rows = parse_note(
        "Ескерту. 1-тармақ жаңа редакцияда - ҚР Үкіметінің 27.10.2014 № 1139 (01.01.2016 бастап қолданысқа "
        "енгізіледі); 2-тармақ алып тасталды - ҚР Үкіметінің 18.06.2015 № 457 қаулыларымен."
    )
    assert [(each.target_key, each.action, each.amending_number, each.effective_rule) for each in rows] == [
        ("1", "reworded", "1139", "fixed_date"),
        ("2", "removed", "457", None),
    ]


def test_a_second_clause_speaks_of_what_the_first_did():
    rows = parse_note(
        "Ескерту. 4-тармақ жаңа редакцияда - ҚР Үкіметінің 27.10.2014 № 1139 қаулысымен; алып тасталды - "
        "ҚР Үкіметінің 18.06.2015 № 457 қаулысымен."
    )
    assert targets(rows) == "paragraph 4 reworded substitution; paragraph 4 removed repeal"


def test_latin_letters_of_old_notes():
    note = "Ескерту. 1-тармаққа өзгерiстер енгiзiлдi - ҚР Yкiметiнiң 2009.06.18 N 829 Қаулысымен."
    rows = parse_note(note)
    assert targets(rows) == "paragraph 1 amended -"
    assert acts(rows) == "ҚР Үкіметінің/resolution/2009-06-18/829"
    assert rows[0].note_text == note


def test_the_action_after_the_act():
    rows = parse_note("Ескерту. Қаулыға ҚР Үкіметінің 27.10.2014 № 1139 қаулысымен өзгерістер енгізілді.")
    assert (targets(rows), acts(rows)) == ("act - amended -", OCTOBER)


IN_SECTION = NoteContext(target_type="section", target_key="4", section_number="4")
IN_ROW = NoteContext(target_type="measure", target_key="4.13", section_number="4")


@pytest.mark.parametrize(
    ("head", "context", "expected"),
    [
        (
            "Ескерту. Кіші бөлім алып тасталды",
            NoteContext(target_type="section", target_key="3"),
            "section 3",
        ),
        ("Ескерту. реттік нөмірі 13-жол алып тасталды", IN_SECTION, "measure 4.13"),
        ("Ескерту. 13-тармақ алып тасталды", IN_SECTION, "measure 4.13"),
        ("Ескерту. Қаулының 4-тармағы алып тасталды", NoteContext(target_type="plan"), "paragraph 4"),
        # no words for a target
        ("Ескерту. Алып тасталды", NoteContext(target_type="paragraph", target_key="2"), "paragraph 2"),
        # in the cell of a struck out row
        ("алып тасталды", None, "measure -"),
        ("алып тасталды", IN_ROW, "measure 4.13"),
    ],
)
def test_the_place_tells_what_the_words_leave_out(head, context, expected):
    note = f"{head} - {BY_OCTOBER}"
    rows = parse_note(note, context=context)
    assert targets(rows) == f"{expected} removed repeal"
    assert codes(rows) == set()
    assert rows[0].note_text == note


def test_an_ambiguous_day_names_its_readings_and_another_date_settles_it():
    note = "Ескерту. 4-тармақ алып тасталды - ҚР Үкіметінің {} қаулыларымен."
    for printed, readings in (
        ("05.06.07 № 5", ("2005-06-07", "2007-06-05")),
        ("2010.04.02 № 278", ("2010-02-04", "2010-04-02")),
    ):
        (alone,) = parse_note(note.format(printed))
        assert alone.amending_date is None
        assert alone.findings[0].candidates == readings
    days = [str(each.amending_date) for each in parse_note(note.format("2009.18.06 № 829, 2010.04.02 № 278"))]
    assert days == ["2009-06-18", "2010-02-04"]


@pytest.mark.parametrize(
    "said", ["4-тармақ жаңа редакцияда көзделген", "Қаулының күші жойылды деп тану көзделген"]
)
def test_an_amendment_to_come_does_not_count_as_done(said):
    (read,) = parse_note(f"Ескерту. {said} - {BY_OCTOBER}")
    assert read.is_pending and read.action is None and not read.is_complete
    assert [remark.code for remark in read.findings] == ["amendment_to_come"]


def test_an_amendment_to_come_does_not_move_the_editions_date():
    days = []
    for action in ("жаңа редакцияда", "жаңа редакцияда көзделген"):
        read = SimpleNamespace(amendments=parse_note(f"Ескерту. 4-тармақ {action} - {BY_OCTOBER}"))
        days.append(edition_date([read], dt.date(2013, 1, 31)))
    assert days == [dt.date(2014, 10, 27), dt.date(2013, 1, 31)]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("№ 5С-23-2 шешімімен", "5С-23-2"),
        ("№ 1139-қаулысымен", "1139"),
        ("№ 1139қаулысымен", "1139"),
        ("№ 1139 - ҚР Президентінің", "1139"),
        ("№ ҚР ДСМ-78/2020 бұйрығымен", "ҚР ДСМ-78/2020"),
        ("№ 269-V ҚРЗ Заңымен", "269-V ҚРЗ"),
        ("№ 12 / 3 шешімімен", None),
        ("№ 12.5 шешімімен", None),
        ("№ 5-НҚП123456789", None),
    ],
)
def test_a_number_is_read_whole_or_not_at_all(printed, number):
    found = number_after(printed, 0)
    assert (found[0] if found else None) == number


WORDS = [
    "Ескерту.", "Жоспарға", "1, 2", "3-тармақ", "2)", "тармақшасының", "жаңа", "редакцияда", "өзгерістер",
    "енгізілді", "алып", "тасталды", " - ", "ҚР", "Үкіметінің", "27.10.2014", "05.06.07", "№", "1139",
    "қаулысымен", "(", ")", "«", "»", '"', ";", ",", "01.01.2016 бастап", "қолданысқа енгізіледі",
    "реттік нөмірі", "жол", "сөздермен", "99999",
]  # fmt: skip
PIECES = st.sampled_from([
    *WORDS, "ЗҚАИ-ның ескертпесі!", "1, 3 – 5", "4-тармақ", "10-1 - 10-4-жолдармен", "«сөз»", "бұзылды",
    "жаңа редакцияда", "көзделген", "өзгерістер енгізілді", "алып тасталды", "алып тасталмады",
    "ҚР Үкіметінің", "мен", "және", "2010.04.02", "№ 1139", "№ 150аз", "қаулыларымен", "Жарлығымен", "7",
    "\u00ad", "сөз", "%", "Жол картасының", "(01.01.2016 бастап қолданысқа енгізіледі)",
    "қолданысқа енгізіледі, бірақ ерте емес",
])  # fmt: skip
NOTES = [case["note"] for case in CASES["read"]]


@example("1-ЖОЛ 2-ЖОЛМЕН АУЫСТЫРЫЛДЫ")
@example('0 ТАҚЫPЫП"ЖАҢА PEДАКЦИЯ')  # titles have no number
@example('0 ҚАУЛЫМEН"ЖАҢА PEДАКЦИЯ')
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
            st.sampled_from(NOTES),
            st.integers(0, 120),
            st.sampled_from(
                [" 7 ", "сөз", " сөз ", "№", "\u200b", "e\u0301", "1", " - ", "(", "%", "Ескерту. "]
            ),
        ),
    )
)
def test_every_word_is_accounted_for(note):
    read = parse_note(note)
    assert read and all(each.is_complete or each.findings for each in read)
    assert unaccounted(note, [claim for each in read for claim in each.account]) == []
    told = " ".join(remark.message for each in read for remark in each.findings)
    known = " ".join(f"{row(each)} {each.effective_text}" for each in read) + told
    # a number is in a value or in a finding, or of words that are kept as words: quotes, parts of a paragraph
    numbers = {int(digits) for digits in re.findall(r"\d+", known)}
    numbers |= {year % 100 for year in numbers if 1950 <= year < 2050}  # 12.04.00 ж.
    outside = list(note)
    for claim in (claim for each in read for claim in each.account if claim.into == "note_text"):
        outside[claim.start : claim.end] = " " * (claim.end - claim.start)
    for token in tokens_of(clean("".join(outside))):
        if re.fullmatch(r"[0-9]{1,6}", token.text):
            assert int(token.text) in numbers, token


def fastest(run, times=3):
    """Seconds of the fastest of a few runs: a busy machine must not fail a test."""
    took = []
    for _ in range(times):
        started = time.process_time()
        run()
        took.append(time.process_time() - started)
        if took[-1] < 0.05:
            break
    return min(took)


@pytest.mark.parametrize("piece", [
    *WORDS, "1, ", "1-", "((", "27.10.2014 № 1; ", "1-99-тармақтар ", "өзгерістер мен ", "а", "2-тармақтың ",
    "№ ҚР-",
])  # fmt: skip
def test_long_strings_are_read_in_no_time(piece):
    text = ("Ескерту. Жоспарға " + piece * 10_000)[:10_000]
    parse_note("Ескерту.")
    took = fastest(lambda: parse_note(text))
    # a slow machine must not fail: there the time may not grow with the square of the length
    assert took < 0.05 or took < 3 * fastest(lambda: parse_note(text[:5_000]))


def test_the_registrys_codes_are_the_contracts():
    words = act_words()
    assert {phrase.action for phrase in words.actions} <= set(ACTION.codes)
    modifications = {akn for phrase in words.actions for akn in (phrase.akn, phrase.akn_of_title) if akn}
    assert modifications <= set(AKN_TYPE.codes)
    assert {rule.rule for rule in words.effective_rules} <= set(EFFECTIVE_RULE.codes)
    assert {act.act_type for act in words.act_types} == set(ACT_TYPE.codes)
