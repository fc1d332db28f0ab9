"""Which note explains which change: by its level, its day and what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.editions import compare_editions, reconcile
from pipeline.records import AmendmentRecord, Dataset, FindingRecord, ParagraphRecord
from tests.small_dataset import document, measure

FIRST, LATER = date(2013, 1, 31), date(2014, 12, 30)
OLD_ID, NEW_ID = f"kz-government-2013-78@{FIRST}", f"kz-government-2013-78@{LATER}"


def note(target_type, key=None, *, day=LATER, number="1401", action="amended", edition=NEW_ID, position=1):
    return AmendmentRecord(
        edition_id=edition, position=position, target_type=target_type, target_key=key, action=action,
        akn_type=None, amending_body_text="ҚР Үкіметінің", amending_act_type="resolution", amending_date=day,
        amending_number=number, effective_text=None, effective_rule=None, effective_date=None,
        note_text="Ескерту.", page=2,
    )  # fmt: skip


def edition(edition_id, day, *notes, text="Бұрынғы мәтін", act=(), **changes):
    paragraph = ParagraphRecord(
        edition_id=edition_id, paragraph_number="1", text="Бекітілсін.", lines=(), pages=(1,),
        paragraph_key="1", position=1,
    )  # fmt: skip
    second = {"measure_key": "1.2", "item_number": "2", "position": 2, "measure_text": "Бірдей"}
    return Dataset(
        documents=(replace(document(edition_id=edition_id, edition_date=day), **dict(act)),),
        measures=(
            measure(edition_id=edition_id, **{"measure_text": text, **changes}),
            measure(edition_id=edition_id, **second),
        ),
        paragraphs=(paragraph,),
        amendments=tuple(replace(each, edition_id=edition_id, position=n) for n, each in enumerate(notes, 1)),
    )


def acts_of(*notes, old_notes=(), part="measure", **changes):
    diff = compare_editions(
        edition(OLD_ID, FIRST, *old_notes),
        edition(NEW_ID, LATER, *notes, **(changes or {"text": "Жаңа сөздер"})),
    )
    (change,) = diff.of(part)
    return [(act.number, act.level) for act in change.acts]


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ([], []),
        ([note("plan")], [("1401", "plan")]),
        ([note("appendix")], [("1401", "appendix")]),
        ([note("act")], [("1401", "act")]),
        ([note("stage", "1")], [("1401", "stage")]),
        ([note("stage", "2")], []),
        ([note("section", "1")], [("1401", "section")]),
        ([note("section", "2")], []),
        ([note("measure", "1.1")], [("1401", "measure")]),
        ([note("measure", "1")], [("1401", "measure")]),  # the measure without its section
        ([note("measure", "1.2")], []),
        ([note("paragraph", "1")], []),
        ([note("plan", day=date(2015, 1, 1))], []),  # after the later edition
        ([note("plan", day=FIRST)], []),  # of the older edition's day
        ([note("measure", "1.1", day=FIRST)], []),  # of the act's own day
        ([note("act", action="renamed")], []),  # only the title
        ([note("plan", action="renamed")], []),
        ([note("plan", number="1"), note("plan", number="2")], [("1", "plan"), ("2", "plan")]),
        ([note("plan", number="1"), note("measure", "1.1", number="2")], [("2", "measure")]),  # the nearest
    ],
)
def test_what_explains_a_change_of_a_measure(notes, expected):
    assert acts_of(*notes) == expected


@pytest.mark.parametrize(
    ("target", "part", "column", "level"),
    [
        (("stage", "1"), "stage", "stage_title_text", "stage"),
        (("stage", "2"), "stage", "stage_title_text", None),
        (("section", "1"), "section", "section_title_text", "section"),
        (("stage", "1"), "section", "section_title_text", "stage"),
        (("paragraph", "1"), "section", "section_title_text", None),
        (("plan", None), "section", "section_title_text", "plan"),
        (("measure", "1.1"), "section", "section_title_text", None),
    ],
)
def test_what_explains_a_change_of_a_heading(target, part, column, level):
    rows = edition(NEW_ID, LATER).measures
    new = replace(
        edition(NEW_ID, LATER, note(*target)), measures=tuple(replace(r, **{column: "Жаңа"}) for r in rows)
    )
    (change,) = compare_editions(replace(edition(OLD_ID, FIRST), measures=rows), new).of(part)
    assert [act.level for act in change.acts] == ([level] if level else [])


def test_a_note_at_no_section_is_about_no_measure_without_a_section():
    new = edition(NEW_ID, LATER, note("section"))
    row = replace(
        new.measures[1], measure_key="3", section_number=None, position=3, measure_text="Мүлде бөлек"
    )
    (change,) = compare_editions(edition(OLD_ID, FIRST), replace(new, measures=(*new.measures, row))).of(
        "measure"
    )
    assert (change.kind, change.acts) == ("added", ())


def test_an_item_covers_its_subitems():
    names = {"measure_key": "1.1.1", "parent_key": "1.1", "subitem_number": "1"}
    old = edition(OLD_ID, FIRST, **names)
    new = edition(NEW_ID, LATER, note("measure", "1.1"), text="Жаңа сөздер", **names)
    (change,) = compare_editions(old, new).of("measure")
    assert [act.number for act in change.acts] == ["1401"]


def test_a_note_that_the_older_edition_lacks_explains_also_from_afar():
    """An act of an earlier day may take effect later: its note at the row is new all the same."""
    early = date(2013, 6, 1)
    old = edition(OLD_ID, date(2013, 9, 1))
    new = edition(NEW_ID, LATER, note("measure", "1.1", day=early), text="Жаңа сөздер")
    assert [act.date for act in compare_editions(old, new).of("measure")[0].acts] == [early]
    known = edition(OLD_ID, date(2013, 9, 1), note("plan", day=early))
    assert compare_editions(known, new).of("measure")[0].acts == ()


@pytest.mark.parametrize(
    ("column", "target", "action", "expected"),
    [
        ("title_text", "act", "renamed", ["1401"]),
        ("title_text", "plan", "renamed", []),
        ("title_text", "plan", "amended", []),
        ("plan_title_text", "plan", "renamed", ["1401"]),
        ("plan_title_text", "plan", "amended", ["1401"]),
        ("plan_title_text", "act", "renamed", []),
    ],
)
def test_a_title_has_notes_of_its_own(column, target, action, expected):
    new = edition(NEW_ID, LATER, note(target, action=action), act={column: "Жаңа тақырып"})
    (change,) = compare_editions(edition(OLD_ID, FIRST), new).of("document")
    assert [act.number for act in change.acts] == expected


def reconciled(*editions):
    tables = ("documents", "measures", "paragraphs", "amendments")
    return reconcile(
        Dataset(**{name: tuple(row for each in editions for row in getattr(each, name)) for name in tables})
    )


def findings_of(*notes, **changes):
    return reconciled(edition(OLD_ID, FIRST), edition(NEW_ID, LATER, *notes, **changes)).findings


def test_a_note_of_one_act_is_kept_by_any_change_of_that_act():
    """The plan's note says only that something changed; the row's note says what."""
    assert findings_of(note("plan"), note("measure", "1.1"), text="Жаңа сөздер") == ()


@pytest.mark.parametrize(
    ("target", "key", "words"),
    [
        ("measure", "1.2", "changed measure 1.2, but nothing of it differs"),
        ("section", "7", "changed section 7"),
        ("paragraph", "1", "changed paragraph 1"),
        ("act", None, "changed the act"),
    ],
)
def test_a_note_that_nothing_changed_for(target, key, words):
    changes = {} if target == "act" else {"text": "Жаңа сөздер"}
    notes = [note(target, key)] if target == "act" else [note("plan"), note(target, key)]
    (finding,) = findings_of(*notes, **changes)
    assert (finding.code, finding.severity, finding.edition_id) == ("note_without_change", "warning", NEW_ID)
    assert words in finding.message
    assert finding.page == 2
    assert finding.measure_key == ("1.2" if target == "measure" else None)


def test_with_an_edition_missing_in_between_it_is_only_information():
    early = note("measure", "1.2", day=date(2014, 10, 27), number="1139")
    (finding,) = findings_of(early, note("plan"), text="Жаңа сөздер")
    assert (finding.code, finding.severity) == ("note_without_change", "info")
    assert "№ 1139 of 2014-10-27" in finding.message


def test_findings_of_others_stay_and_own_ones_are_made_anew():
    other = FindingRecord(
        source_file="a.pdf", edition_id=NEW_ID, severity="error", code="row_unplaced", message="?"
    )
    stale = replace(other, severity="warning", code="change_without_note")
    dataset = replace(edition(NEW_ID, LATER), findings=(other, stale))
    assert reconcile(dataset).findings == (other,)


def test_what_an_act_touched_is_carried_into_later_editions():
    last = date(2015, 6, 18)
    third_id = f"kz-government-2013-78@{last}"
    last_notes = (note("plan"), note("plan", day=last, number="457"))
    found = reconciled(
        edition(OLD_ID, FIRST),
        edition(NEW_ID, LATER, note("plan"), text="Жаңа сөздер"),
        edition(third_id, last, *last_notes, text="Жаңа сөздер", deadline_text="2016 жылғы қыркүйек"),
    )
    touched = [(each.edition_id, each.amending_number, each.amended_measures) for each in found.amendments]
    assert touched == [(NEW_ID, "1401", ("1.1",)), (third_id, "1401", ("1.1",)), (third_id, "457", ("1.1",))]


def note_changes(old_notes, new_notes):
    diff = compare_editions(edition(OLD_ID, FIRST, *old_notes), edition(NEW_ID, LATER, *new_notes))
    return [
        (change.kind, [act.number for act in change.acts], [(c.column, c.old, c.new) for c in change.columns])
        for change in diff.of("note")
    ]


EARLIER = {"day": date(2014, 3, 3), "number": "9"}
SHORT, LONG = "Ескерту. Өзгеріс енгізілді - № 9.", "Ескерту. Өзгеріс енгізілді - № 9, № 1401."


@pytest.mark.parametrize("place", [("plan", None), ("measure", "1.1")], ids=str)
def test_of_an_extended_note_only_the_extension_is_new(place):
    old = replace(note(*place, **EARLIER), note_text=SHORT)
    new = [replace(note(*place, **EARLIER), note_text=LONG), replace(note(*place), note_text=LONG)]
    assert note_changes([old], new) == [("added", ["1401"], [("note_text", SHORT, LONG)])]
    assert note_changes(new, [old]) == [("removed", ["1401"], [("note_text", LONG, SHORT)])]


def test_a_note_at_another_place_is_wholly_new_though_its_words_are_the_same():
    old = replace(note("plan", **EARLIER), note_text=SHORT)
    new = [old, replace(note("measure", "1.1"), note_text=SHORT)]
    assert note_changes([old], new) == [("added", ["1401"], [("note_text", None, SHORT)])]


def test_an_act_that_is_told_of_in_other_words_is_one_change():
    old, new = note("plan", action="amended"), note("plan", action="reworded")
    assert note_changes([old], [new]) == [("changed", ["1401"], [("action", "amended", "reworded")])]
    assert note_changes([old], [old, new]) == [("added", ["1401"], [("note_text", None, "Ескерту.")])]
