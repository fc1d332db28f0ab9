from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.notes.amendment_notes import Amendment, NoteContext, parse_note
from pipeline.records.codes import ACT_TYPE, ACTION, AKN_TYPE, EFFECTIVE_RULE
from pipeline.registry.act_words import act_words

OCTOBER = ("ҚР Үкіметінің", "resolution", dt.date(2014, 10, 27), "1139")
BY_OCTOBER = "ҚР Үкіметінің 27.10.2014 № 1139 қаулысымен."


def targets(rows: list[Amendment]) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [(row.target_type, row.target_key, row.action, row.akn_type) for row in rows]


def acts(rows: list[Amendment]) -> list[tuple[str | None, str | None, dt.date | None, str | None]]:
    return [(r.amending_body_text, r.amending_act_type, r.amending_date, r.amending_number) for r in rows]


def codes(rows: list[Amendment]) -> set[str]:
    return {remark.code for row in rows for remark in row.findings}


TARGETS = {
    "paragraph reworded": ("4-тармақ жаңа редакцияда", [("paragraph", "4", "reworded", "substitution")]),
    "paragraph amended": ("3-тармаққа өзгеріс енгізілді", [("paragraph", "3", "amended", None)]),
    "changes and additions": (
        "Қаулыға өзгерістер мен толықтырулар енгізілді",
        [("act", None, "amended", None)],
    ),
    "additions and changes": (
        "Қаулыға толықтырулар мен өзгерістер енгізілді",
        [("act", None, "amended", None)],
    ),
    "additions alone": ("Қаулыға толықтыру енгізілді", [("act", None, "supplemented", "insertion")]),
    "plan amended": ("Жоспарға өзгеріс енгізілді", [("plan", None, "amended", None)]),
    "plan by its long name": (
        "Іс-шаралар жоспары жаңа редакцияда",
        [("plan", None, "reworded", "substitution")],
    ),
    "section without number": ("Кіші бөлім алып тасталды", [("section", None, "removed", "repeal")]),
    "section with number": ("3-кіші бөлім алынып тасталды", [("section", "3", "removed", "repeal")]),
    "section in roman": ("II бөлім алып тасталды", [("section", "2", "removed", "repeal")]),
    "stage in words": ("Бірінші кезең жаңа редакцияда", [("stage", "1", "reworded", "substitution")]),
    "stage in figures": ("2-кезеңге өзгерістер енгізілді", [("stage", "2", "amended", None)]),
    "title of the act": ("Тақырыбы жаңа редакцияда", [("act", None, "renamed", "substitution")]),
    "title named with the act": ("Қаулының тақырыбына өзгеріс енгізілді", [("act", None, "renamed", None)]),
    "title of a stage": ("Екінші кезеңнің атауы өзгертілді", [("stage", "2", "renamed", "substitution")]),
    "words of a title": (
        "Қаулының тақырыбында «село» деген сөз «ауыл» деген сөзбен ауыстырылды",
        [("act", None, "renamed", "substitution")],
    ),
    "title and paragraph": (
        "Тақырыбы мен 1-тармақ жаңа редакцияда",
        [("act", None, "renamed", "substitution"), ("paragraph", "1", "reworded", "substitution")],
    ),
    "act repealed": ("Қаулының күші жойылды", [("act", None, "repealed", "repeal")]),
    "act held repealed": ("Қаулының күші жойылды деп танылды", [("act", None, "repealed", "repeal")]),
    "repealed without target": ("Күші жойылды", [("act", None, "repealed", "repeal")]),
    "paragraph repealed": ("5-тармақтың күші жойылды", [("paragraph", "5", "repealed", "repeal")]),
    "row by its number": (
        "реттік нөмірі 13-жол жаңа редакцияда",
        [("measure", "13", "reworded", "substitution")],
    ),
    "rows by their numbers": (
        "Реттік нөмірлері 3, 5-жолдар алып тасталды",
        [("measure", "3", "removed", "repeal"), ("measure", "5", "removed", "repeal")],
    ),
    "row of a section": (
        "Жоспардың 4-бөлімінің 13-жолы алып тасталды",
        [("measure", "4.13", "removed", "repeal")],
    ),
    "item of the plan": (
        "Жоспардың 13-тармағы жаңа редакцияда",
        [("measure", "13", "reworded", "substitution")],
    ),
    "sub-item of the plan": (
        "Жоспардағы 4-бөлімнің 5-жолының 1) тармақшасы жаңа редакцияда",
        [("measure", "4.5.1", "reworded", "substitution")],
    ),
    "row put in": ("Жоспар 6-1-жолмен толықтырылды", [("measure", "6-1", "supplemented", "insertion")]),
    "paragraph put in": (
        "Қаулы 2-1-тармақпен толықтырылды",
        [("paragraph", "2-1", "supplemented", "insertion")],
    ),
    "words put in": (
        "4-тармақ «және жұмыс» деген сөздермен толықтырылды",
        [("paragraph", "4", "supplemented", "insertion")],
    ),
    "appendix": ("1-қосымша жаңа редакцияда", [("appendix", "1", "reworded", "substitution")]),
    "appendix without number": ("Қосымшаға өзгеріс енгізілді", [("appendix", None, "amended", None)]),
    "paragraph of an appendix": (
        "1-қосымшаның 3-тармағы алып тасталды",
        [("appendix", "1", "amended", "repeal")],
    ),
    "sub-paragraph": (
        "2-тармақтың 3) тармақшасы жаңа редакцияда",
        [("paragraph", "2.3", "reworded", "substitution")],
    ),
    "several sub-paragraphs": (
        "2-тармақтың 1), 3) тармақшалары алып тасталды",
        [("paragraph", "2.1", "removed", "repeal"), ("paragraph", "2.3", "removed", "repeal")],
    ),
    "several paragraphs": (
        "1, 3 және 5-тармақтарға өзгерістер енгізілді",
        [("paragraph", number, "amended", None) for number in ("1", "3", "5")],
    ),
    "range of paragraphs": (
        "2-4-тармақтар алып тасталды",
        [("paragraph", number, "removed", "repeal") for number in ("2", "3", "4")],
    ),
    "a sentence goes, the paragraph stays": (
        "1-тармақтың екінші абзацы алып тасталды",
        [("paragraph", "1", "amended", "repeal")],
    ),
    "words go, the paragraph stays": (
        "4-тармақтағы «келісім бойынша» деген сөздер алып тасталды",
        [("paragraph", "4", "amended", "repeal")],
    ),
    "words replaced throughout": (
        "Бүкіл мәтін бойынша «ӨДМ» деген сөздер «ҰЭМ» деген сөздермен ауыстырылды",
        [("act", None, "amended", "substitution")],
    ),
    "words replaced in the plan": (
        "Жоспардың мәтініндегі «ӨДМ» деген сөздер «ҰЭМ» деген сөздермен ауыстырылды",
        [("plan", None, "amended", "substitution")],
    ),
    "quoted words are not read": (
        "3-тармақтағы «5-тармақ алып тасталды - » деген сөздер «б» деген сөздермен ауыстырылды",
        [("paragraph", "3", "amended", "substitution")],
    ),
    "renumbered": ("5-тармақ 6-тармақ болып саналды", [("paragraph", "5", "renamed", "renumbering")]),
    "two clauses": (
        "1-тармақ жаңа редакцияда, 2-тармақ алып тасталды",
        [("paragraph", "1", "reworded", "substitution"), ("paragraph", "2", "removed", "repeal")],
    ),
    "two targets": (
        "Қаулыға және 3-тармаққа өзгерістер енгізілді",
        [("act", None, "amended", None), ("paragraph", "3", "amended", None)],
    ),
}


@pytest.mark.parametrize(("head", "expected"), TARGETS.values(), ids=TARGETS.keys())
def test_what_was_done_to_what(head, expected):
    rows = parse_note(f"Ескерту. {head} - {BY_OCTOBER}")
    assert targets(rows) == expected
    assert set(acts(rows)) == {OCTOBER}
    assert codes(rows) == set()


ACTS = {
    "one act": (BY_OCTOBER, [OCTOBER]),
    "two acts share body and kind": (
        "ҚР Үкіметінің 27.10.2014 № 1139; 30.12.2014 № 1401 қаулыларымен.",
        [OCTOBER, ("ҚР Үкіметінің", "resolution", dt.date(2014, 12, 30), "1401")],
    ),
    "two acts of two bodies": (
        "ҚР Үкіметінің 27.10.2014 № 1139 қаулысымен, ҚР Президентінің 29.12.2015 № 152 Жарлығымен.",
        [OCTOBER, ("ҚР Президентінің", "decree", dt.date(2015, 12, 29), "152")],
    ),
    "older notation": (
        "ҚР Үкіметінің 2009.06.18 N 829, 2010.04.02. № 278 Қаулыларымен.",
        [
            ("ҚР Үкіметінің", "resolution", dt.date(2009, 6, 18), "829"),
            ("ҚР Үкіметінің", "resolution", dt.date(2010, 4, 2), "278"),
        ],
    ),
    "date in words": ("ҚР Үкіметінің 2014 жылғы 27 қазандағы № 1139 қаулысымен", [OCTOBER]),
    "year first, day before month": (
        "ҚР Президентінің 2015.29.12. № 152 Жарлығымен",
        [("ҚР Президентінің", "decree", dt.date(2015, 12, 29), "152")],
    ),
    "order of a minister": (
        "ҚР Ұлттық экономика министрінің 27.02.2015 № 5-НҚ бұйрығымен.",
        [("ҚР Ұлттық экономика министрінің", "order", dt.date(2015, 2, 27), "5-НҚ")],
    ),
    "number that begins with letters": (
        "ҚР Денсаулық сақтау министрінің 05.07.2020 № ҚР ДСМ-78/2020 бұйрығымен.",
        [("ҚР Денсаулық сақтау министрінің", "order", dt.date(2020, 7, 5), "ҚР ДСМ-78/2020")],
    ),
    "two offices of one person": (
        "ҚР Премьер-Министрінің орынбасары - ҚР Ауыл шаруашылығы министрінің 20.12.2018 № 518 бұйрығымен.",
        [
            (
                "ҚР Премьер-Министрінің орынбасары - ҚР Ауыл шаруашылығы министрінің",
                "order",
                dt.date(2018, 12, 20),
                "518",
            )
        ],
    ),
    "law": ("ҚР 24.11.2015 № 421-V Заңымен.", [("ҚР", "law", dt.date(2015, 11, 24), "421-V")]),
    "maslikhat": (
        "Алматы облысы мәслихатының 24.11.2015 № 12/3 шешімімен.",
        [("Алматы облысы мәслихатының", "decision", dt.date(2015, 11, 24), "12/3")],
    ),
}


@pytest.mark.parametrize(("tail", "expected"), ACTS.values(), ids=ACTS.keys())
@pytest.mark.parametrize("dash", [" - ", " – ", " — ", "- "])
def test_by_which_acts(tail, expected, dash):
    rows = parse_note(f"Ескерту. 4-тармақ жаңа редакцияда{dash}{tail}")
    assert acts(rows) == expected
    assert codes(rows) == set()
    assert all(row.is_complete for row in rows)


EFFECTS = {
    "ten days": (
        "алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі",
        "after_10_days",
        None,
    ),
    "ten days in figures": (
        "алғашқы ресми жарияланған күнінен кейін 10 (он) күнтізбелік күн өткен соң қолданысқа енгізіледі",
        "after_10_days",
        None,
    ),
    "on publication": ("ресми жарияланған күнінен бастап қолданысқа енгізіледі", "on_publication", None),
    "on signing": ("қол қойылған күнінен бастап қолданысқа енгізіледі", "on_signing", None),
    "on a day": ("01.01.2016 бастап қолданысқа енгізіледі", "fixed_date", dt.date(2016, 1, 1)),
    "from a year's day": (
        "01.01.2016 жылдан бастап қолданысқа енгізіледі",
        "fixed_date",
        dt.date(2016, 1, 1),
    ),
    "from the day itself": (
        "01.01.2016 күнінен бастап қолданысқа енгізіледі",
        "fixed_date",
        dt.date(2016, 1, 1),
    ),
    "on a day in words": (
        "2016 жылғы 1 қаңтардан бастап қолданысқа енгізіледі",
        "fixed_date",
        dt.date(2016, 1, 1),
    ),
    "a date of something else": (
        "қол қойылған күнінен бастап қолданысқа енгізіледі және 01.01.2016 бастап туындаған қатынастарға"
        " таралады",
        "on_signing",
        None,
    ),
    "not before a day": (
        "ресми жарияланған күнінен бастап, бірақ 01.01.2016 ерте емес қолданысқа енгізіледі",
        "other",
        None,
    ),
    "twenty-one days": (
        "алғашқы ресми жарияланған күнінен кейін жиырма бір күн өткен соң қолданысқа енгізіледі",
        "other",
        None,
    ),
    "see elsewhere": ("қолданысқа енгізілу тәртібін 2-тармақтан қараңыз", "other", None),
}


@pytest.mark.parametrize(("words", "rule", "day"), EFFECTS.values(), ids=EFFECTS.keys())
@pytest.mark.parametrize("form", ["№ 1139 ({}) қаулысымен.", "№ 1139 қаулысымен ({})."])
def test_when_it_took_effect(words, rule, day, form):
    (row,) = parse_note("Ескерту. 4-тармақ жаңа редакцияда - ҚР Үкіметінің 27.10.2014 " + form.format(words))
    assert (row.effective_text, row.effective_rule, row.effective_date) == (words, rule, day)
    assert acts([row]) == [OCTOBER]


def test_brackets_belong_to_the_act_that_they_follow():
    rows = parse_note(
        "Ескерту. Жоспарға өзгеріс енгізілді - ҚР Үкіметінің 27.10.2014 № 1139; 30.12.2014 № 1401 "
        "(ресми жарияланған күнінен бастап қолданысқа енгізіледі) қаулыларымен."
    )
    assert targets(rows) == [("plan", None, "amended", None)] * 2
    assert [row.effective_rule for row in rows] == [None, "on_publication"]
    assert rows[1].effective_text == "ресми жарияланған күнінен бастап қолданысқа енгізіледі"


def test_a_second_thing_done_by_a_second_act():
    rows = parse_note(
        "Ескерту. 1-тармақ жаңа редакцияда - ҚР Үкіметінің 27.10.2014 № 1139 (01.01.2016 бастап қолданысқа "
        "енгізіледі); 2-тармақ алып тасталды - ҚР Үкіметінің 18.06.2015 № 457 қаулыларымен."
    )
    assert [(r.target_key, r.action, r.amending_number, r.effective_rule) for r in rows] == [
        ("1", "reworded", "1139", "fixed_date"),
        ("2", "removed", "457", None),
    ]


def test_a_second_clause_speaks_of_what_the_first_did():
    rows = parse_note(
        "Ескерту. 4-тармақ жаңа редакцияда - ҚР Үкіметінің 27.10.2014 № 1139 қаулысымен; алып тасталды - "
        "ҚР Үкіметінің 18.06.2015 № 457 қаулысымен."
    )
    assert targets(rows) == [
        ("paragraph", "4", "reworded", "substitution"),
        ("paragraph", "4", "removed", "repeal"),
    ]


def test_latin_letters_of_old_notes():
    note = "Ескерту. 1-тармаққа өзгерiстер енгiзiлдi - ҚР Yкiметiнiң 2009.06.18 N 829 Қаулысымен."
    (row,) = parse_note(note)
    assert targets([row]) == [("paragraph", "1", "amended", None)]
    assert acts([row]) == [("ҚР Үкіметінің", "resolution", dt.date(2009, 6, 18), "829")]
    assert row.note_text == note


def test_the_action_after_the_act():
    (row,) = parse_note("Ескерту. Қаулыға ҚР Үкіметінің 27.10.2014 № 1139 қаулысымен өзгерістер енгізілді.")
    assert targets([row]) == [("act", None, "amended", None)]
    assert acts([row]) == [OCTOBER]


def test_the_note_in_a_struck_out_rows_cell():
    note = "алып тасталды - ҚР Үкіметінің 18.06.2015 № 457 қаулысымен"
    assert targets(parse_note(note)) == [("measure", None, "removed", "repeal")]
    placed = parse_note(
        note, context=NoteContext(target_type="measure", target_key="4.13", section_number="4")
    )
    assert targets(placed) == [("measure", "4.13", "removed", "repeal")]
    assert placed[0].note_text == note


CONTEXTS = {
    "section by its place": (
        "Кіші бөлім алып тасталды",
        NoteContext(target_type="section", target_key="3"),
        "3",
    ),
    "row gets its section": (
        "реттік нөмірі 13-жол алып тасталды",
        NoteContext(target_type="section", target_key="4", section_number="4"),
        "4.13",
    ),
    "an item is a row there": (
        "13-тармақ алып тасталды",
        NoteContext(target_type="section", target_key="4", section_number="4"),
        "4.13",
    ),
    "but not if the act's is meant": (
        "Қаулының 4-тармағы алып тасталды",
        NoteContext(target_type="plan"),
        "4",
    ),
    "no words for a target": ("Алып тасталды", NoteContext(target_type="paragraph", target_key="2"), "2"),
}


@pytest.mark.parametrize(("head", "context", "key"), CONTEXTS.values(), ids=CONTEXTS.keys())
def test_the_place_tells_what_the_words_leave_out(head, context, key):
    (row,) = parse_note(f"Ескерту. {head} - {BY_OCTOBER}", context=context)
    assert row.target_key == key
    assert codes([row]) == set()


NOT_IN_SILENCE = {
    "nothing": ("", "note_not_understood"),
    "no note": ("Бұл жай ғана сөйлем.", "note_not_understood"),
    "list of abbreviations": (
        "Ескертпе: аббревиатуралардың толық жазылуы: ҰЭМ - министрлік",
        "note_not_understood",
    ),
    "Russian": ("Сноска. Пункт 4 в редакции постановления от 27.10.2014 № 1139.", "note_not_understood"),
    "two digits of a year": (
        "Ескерту. 4-тармақ алып тасталды - ҚР Үкіметінің 05.06.07 № 5 қаулысымен.",
        "ambiguous_date",
    ),
    "no such day": (
        "Ескерту. 4-тармақ алып тасталды - ҚР Үкіметінің 31.02.2014 № 5 қаулысымен.",
        "impossible_date",
    ),
    "no act": ("Ескерту. 4-тармақ алып тасталды.", "amendment_incomplete"),
    "no number": (
        "Ескерту. 4-тармақ алып тасталды - ҚР Үкіметінің 27.10.2014 қаулысымен.",
        "amendment_incomplete",
    ),
    "no kind": ("Ескерту. 4-тармақ алып тасталды - ҚР Үкіметінің 27.10.2014 № 1139.", "amendment_incomplete"),
    "unknown target": (f"Ескерту. Глоссарий алып тасталды - {BY_OCTOBER}", "amendment_incomplete"),
    "no target, no place": (f"Ескерту. Алып тасталды - {BY_OCTOBER}", "amendment_incomplete"),
    "kind of another body's act": (
        "Ескерту. 4-тармақ алып тасталды - ҚР Үкіметінің 27.10.2014 № 5, ҚР Президентінің 01.03.2015 № 7 "
        "Жарлығымен",
        "amendment_incomplete",
    ),
}


@pytest.mark.parametrize(("note", "code"), NOT_IN_SILENCE.values(), ids=NOT_IN_SILENCE.keys())
def test_what_is_missing_is_a_finding(note, code):
    rows = parse_note(note)
    assert code in codes(rows)
    assert not all(row.is_complete for row in rows)


def test_an_ambiguous_date_has_its_readings():
    (row,) = parse_note(NOT_IN_SILENCE["two digits of a year"][0])
    assert row.amending_date is None
    assert row.findings[0].candidates == ("2005-06-07", "2007-06-05")


WORDS = [
    "Ескерту.", "Жоспарға", "1, 2", "3-тармақ", "2)", "тармақшасының", "жаңа", "редакцияда", "өзгерістер",
    "енгізілді", "алып", "тасталды", " - ", "ҚР", "Үкіметінің", "27.10.2014", "05.06.07", "№", "1139",
    "қаулысымен", "(", ")", "«", "»", '"', ";", ",", "01.01.2016 бастап", "қолданысқа енгізіледі",
    "реттік нөмірі", "жол", "сөздермен", "99999",
]  # fmt: skip


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)))
def test_any_string_gives_rows_or_findings(text):
    rows = parse_note(text)
    assert rows
    assert all(row.is_complete or row.findings for row in rows)


def fastest(run, times=3):
    """Seconds of the fastest of a few runs: a busy machine must not fail a test."""
    took = []
    for _ in range(times):
        started = time.process_time()
        run()
        took.append(time.process_time() - started)
    return min(took)


@pytest.mark.parametrize(
    "piece",
    [
        *WORDS,
        "1, ",
        "1-",
        "((",
        "27.10.2014 № 1; ",
        "1-99-тармақтар ",
        "өзгерістер мен ",
        "а",
        "2-тармақтың ",
        "№ ҚР-",
    ],
)
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
