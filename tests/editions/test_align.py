"""Two readings of one plan: each difference is found, none is invented, and what was withheld is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pipeline.corrections.corrections_folder import look_into
from pipeline.editions import align, reconcile
from pipeline.editions.shared_values import amount_label
from pipeline.publish.validation import dataset_problems
from pipeline.records import CostAmountRecord
from tests.editions import two_languages as two
from tests.editions.two_languages import KK, RU, both

DIFFERS, ALONE = "language_editions_differ", "measure_in_one_language"


def found(dataset):
    """The findings as (code, edition, measure, column)."""
    aligned = align(dataset)
    assert dataset_problems(aligned) == []
    return [
        (each.code, each.edition_id, each.measure_key, each.column)
        for each in aligned.findings
        if each.code in (DIFFERS, ALONE)
    ]


def differences(*changes):
    """What differs as (measure, column); all of it must be of the Kazakh edition."""
    rows = found(both(*changes))
    assert {(code, edition) for code, edition, _, _ in rows} <= {(DIFFERS, KK)}
    return [(key, column) for _, _, key, column in rows]


def rows(*changes):
    """The alignments by the Kazakh key, else by the Russian one."""
    return {each.measure_key or each.other_measure_key: each for each in align(both(*changes)).alignments}


def consent(rows):
    return [replace(rows[0], is_by_consent=not rows[0].is_by_consent), *rows[1:]]


def coordinator(rows):
    return [replace(each, is_coordinator=not index) for index, each in enumerate(rows)]


def other_body(rows):
    return [replace(rows[0], agency_id="ministry-of-defence"), *rows[1:]]


NOTE = (None, "note_text")
AT_49 = {"target_type": "measure", "target_key": "4.9", "amending_number": "9", "position": 99}
AMOUNT = CostAmountRecord(year=2015, source=None, amount=Decimal("12.5"))

MARCH = {"deadline_edtf": "2013-03", "deadline_start": date(2013, 3, 1), "deadline_end": date(2013, 3, 31)}
NO_DEADLINE = dict.fromkeys(
    ("deadline_text", "deadline_edtf", "deadline_start", "deadline_end", "deadline_precision")
)
FORM, COST, BODIES = "completion_form_text", "cost_text", "executors_text"


def one_more(rows):
    return [*rows, replace(rows[0], position=99, agency_id="ministry-of-defence")]


def notes(is_meant, **changes):
    """The twin with other values of the notes that are meant."""
    return two.notes(lambda rows: [replace(each, **changes) if is_meant(each) else each for each in rows])


def repealed(twin):
    return replace(twin, documents=(replace(twin.documents[0], status="repealed"),))


def without_last_paragraph(twin):
    return replace(twin, paragraphs=twin.paragraphs[:-1], reporting_duties=())


# one planted difference each: what is changed in the Russian twin, and where the finding must stand
PLANTED = {
    "month": (two.measure("1.1", **MARCH), ("1.1", "deadline_text")),
    "quarter": (two.measure("4.6", deadline_precision="quarter"), ("4.6", "deadline_text")),
    "rhythm": (two.measure("5.1", deadline_rrule="FREQ=MONTHLY"), ("5.1", "deadline_text")),
    "no deadline": (two.measure("4.9", **NO_DEADLINE), ("4.9", "deadline_text")),
    "event": (two.measure("4.11", deadline_event_text="После принятия"), ("4.11", "deadline_text")),
    "another body": (two.bodies("2.1", other_body), ("2.1", BODIES)),
    "a body less": (two.bodies("2.2", lambda rows: rows[:-1]), ("2.2", BODIES)),
    "a body more": (two.bodies("2.3", one_more), ("2.3", BODIES)),
    "by consent": (two.bodies("2.4", consent), ("2.4", BODIES)),
    "coordinator": (two.bodies("4.10", coordinator), ("4.10", BODIES)),
    "cost type": (two.measure("4.12", cost_type="within_budget"), ("4.12", COST)),
    "source": (two.measure("5.2", funding_sources=("ngo_funds",)), ("5.2", COST)),
    "amount": (two.measure("5.3", cost_amounts=(AMOUNT,)), ("5.3", COST)),
    "form": (two.measure("4.13", completion_form_types=("report",)), ("4.13", FORM)),
    "form more": (two.measure("5.4", completion_form_types=("publication", "seminar")), ("5.4", FORM)),
    "recipient": (two.measure("4.14", recipient_agency_ids=("ministry-of-defence",)), ("4.14", FORM)),
    "status": (two.measure("4.15", status="removed"), ("4.15", "measure_text")),
    "number": (two.renamed({"4.16": "4.17"}), ("4.16", "item_number")),
    "number of a sub-item": (two.measure("4.5.1", subitem_number="9"), ("4.5.1", "item_number")),
    "amending act": (notes(lambda each: each.amending_number == "1401", amending_number="1402"), NOTE),
    "amended place": (notes(lambda each: each.target_key == "5", target_key="6"), NOTE),
    "action": (notes(lambda each: each.target_key == "4", action="amended"), NOTE),
    "a note less": (two.notes(lambda rows: rows[:-1]), NOTE),
    "a note more": (two.notes(lambda rows: [*rows, replace(rows[0], **AT_49)]), ("4.9", "note_text")),
    "repealed": (repealed, (None, "act_line_text")),
    "a duty less": (lambda twin: replace(twin, reporting_duties=twin.reporting_duties[1:]), (None, "text")),
    "a paragraph less": (without_last_paragraph, (None, "text")),
}


def test_editions_that_say_the_same_have_no_difference():
    aligned = align(both())
    assert found(both()) == []
    assert {(each.joined_by, each.differs, each.not_compared) for each in aligned.alignments} == {
        ("key", (), ())
    }
    assert len(aligned.alignments) == 1 + 43, "the act, then its measures"
    assert [each.measure_key for each in aligned.alignments[:3]] == [None, "1.1", "1.2"]
    assert {(each.edition_id, each.other_edition_id) for each in aligned.alignments} == {(KK, RU)}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_difference_is_found_where_it_is_and_nowhere_else(name):
    change, place = PLANTED[name]
    wanted = [place] if name != "a paragraph less" else [place, (None, "text")]
    assert differences(change) == wanted


def test_all_planted_differences_are_found_together():
    apart = {"a note less", "a duty less"}  # others change the same row
    changes = [change for name, (change, _) in PLANTED.items() if name not in apart]
    places = [place for name, (_, place) in PLANTED.items() if name not in apart]
    assert sorted(map(str, differences(*changes))) == sorted(map(str, [*places, (None, "text")]))


def test_amounts_are_named_without_words():
    assert amount_label(replace(AMOUNT, programme="Программа")) == amount_label(AMOUNT) == "12.5 KZT 2015"
    labelled = replace(AMOUNT, programme="012", source="local_budget", per="year", is_total=True)
    assert amount_label(labelled) == "12.5 KZT 2015 local_budget 012 year total"


def test_a_finding_shows_both_printed_texts_and_their_pages():
    (finding,) = [each for each in align(both(PLANTED["month"][0])).findings if each.code == DIFFERS]
    assert finding.message == (
        "The Kazakh edition prints “2013 жылғы ақпан” on page 2. The Russian edition prints “Перевод 2013” "
        "on page 2. Read as: deadline_edtf 2013-02 | 2013-03; deadline_start 2013-02-01 | 2013-03-01; "
        "deadline_end 2013-02-28 | 2013-03-31."
    )
    assert (finding.source_file, finding.page, finding.severity) == ("P1300000078.kaz.pdf", 2, "warning")
    assert finding.printed_text == "2013 жылғы ақпан | Перевод 2013"
    assert None not in (finding.x0, finding.top, finding.x1, finding.bottom)


def test_a_merged_cell_that_differs_is_told_once_and_noted_at_each_of_its_rows():
    keys = ["4.2", "4.2.1", "4.2.2", "4.2.3"]
    changes = [two.measure(key, deadline_rrule="FREQ=YEARLY;BYMONTH=4") for key in keys]
    assert differences(*changes) == [("4.2", "deadline_text")]
    assert {key for key, row in rows(*changes).items() if row.differs == ("deadline_rrule",)} == set(keys)


def test_a_stage_that_differs_is_told_once():
    dated = [
        two.measure(row.measure_key, stage_end=date(2015, 12, 31))
        for row in two.kazakh().measures
        if row.stage_number == 1
    ]
    assert len(dated) > 1
    assert differences(*dated) == [("1.1", "stage_title_text")]


# -- what one of them withheld


UNREAD = {"deadline_edtf": None, "deadline_start": None, "deadline_end": None, "deadline_precision": None}
DEADLINE = "deadline_text"
UNREAD_DEADLINE = two.finding("deadline_not_understood", "1.1", DEADLINE)
MERGED = [two.measure(key, deadline_rrule=None) for key in ("4.2", "4.2.1", "4.2.2", "4.2.3")]
UNMARKED = two.bodies("4.3", lambda rows: [replace(each, is_by_consent=False) for each in rows])
MARK = two.finding("agency_note_not_understood", "4.3", BODIES)
STRANGERS = two.finding("executors_not_understood", "2.2", BODIES)
UNREAD_FUNDS = two.finding("cost_not_understood", "5.2", "funding_text")
OTHER_FORM = two.measure("4.13", completion_form_types=("other",))
(FORMS,) = (row.completion_form_types for row in two.kazakh().measures if row.measure_key == "4.13")
FORM_MORE = two.measure("4.13", completion_form_types=(*FORMS, "other"))
NO_SECTION_NOTE = two.notes(lambda rows: [each for each in rows if each.target_type != "section"])
MARKS = ("responsibilities.is_by_consent", "responsibilities.is_coordinator")


def unknown(rows):
    return [replace(rows[0], agency_id=None), *rows[1:]]


def without_costs(twin):
    cleared = {"cost_text": None, "cost_type": None, "funding_sources": ()}
    return replace(twin, measures=tuple(replace(row, **cleared) for row in twin.measures))


# what is changed in the Russian twin, the differences; at a measure what is not compared
WITHHELD = {
    "a deadline withheld with a finding": (
        [two.measure("1.1", **UNREAD), UNREAD_DEADLINE], [], "1.1", tuple(UNREAD),
    ),
    "a deadline missing without one": ([two.measure("1.1", **UNREAD)], [("1.1", DEADLINE)], "1.1", ()),
    "what was understood next to it is compared all the same": (
        [two.measure("1.1", deadline_edtf=None, deadline_end=date(2013, 3, 31)), UNREAD_DEADLINE],
        [("1.1", DEADLINE)], "1.1", ("deadline_edtf",),
    ),
    "a finding that withholds nothing excuses nothing": (
        [two.measure("1.1", **UNREAD), two.finding("deadline_before_stage", "1.1", DEADLINE)],
        [("1.1", DEADLINE)], "1.1", (),
    ),
    "the finding of a merged cell holds for all its rows": (
        [*MERGED, two.finding("deadline_not_understood", "4.2", DEADLINE)], [], "4.2.3", ("deadline_rrule",),
    ),
    "a body that was not recognised may be the one that is lacking": (
        [two.bodies("2.1", unknown), two.finding("unknown_agency", "2.1", BODIES)],
        [], "2.1", ("responsibilities.agency_id",),
    ),
    "one body not recognised does not stand for two": (
        [two.bodies("2.2", lambda rows: unknown(rows)[:-1])], [("2.2", BODIES)], "2.2", (),
    ),
    "words that are in no column may be any body": (
        [two.bodies("2.2", lambda rows: rows[:-2]), STRANGERS],
        [], "2.2", ("responsibilities.agency_id", *MARKS),
    ),
    "but not one in place of another": (
        [two.bodies("2.2", other_body), STRANGERS], [("2.2", BODIES)], "2.2", MARKS,
    ),
    "a mark that is missing": ([UNMARKED], [("4.3", BODIES)], "4.3", ()),
    "a mark that was not understood": ([UNMARKED, MARK], [], "4.3", MARKS),
    "bodies beside it": ([two.bodies("4.3", other_body), MARK], [("4.3", BODIES)], "4.3", MARKS),
    "a form without a code, and no finding": ([OTHER_FORM], [("4.13", FORM)], "4.13", ()),
    "a form more without a code, and no finding": ([FORM_MORE], [("4.13", FORM)], "4.13", ()),
    "a form without a code": (
        [OTHER_FORM, two.finding("form_without_code", "4.13", FORM)],
        [], "4.13", ("completion_form_types", "recipient_agency_ids"),
    ),
    "sources in a column of their own": (
        [two.measure("5.2", funding_sources=(), funding_text="Непонятно"), UNREAD_FUNDS],
        [], "5.2", ("funding_sources", "cost_years", "cost_items", "cost_amounts"),
    ),
    "a note that was not understood may be the one that is lacking": (
        [NO_SECTION_NOTE, two.finding("amendment_incomplete", None, "note_text")],
        [], None, ("amendments.note_text",),
    ),
    "or several": (
        [NO_SECTION_NOTE, two.finding("note_not_understood", None, None)],
        [], None, ("amendments.note_text",),
    ),
    "a column that one edition does not have": (
        [without_costs],
        [], "1.1", ("cost_type", "funding_sources", "cost_years", "cost_items", "cost_amounts"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WITHHELD)
def test_what_is_withheld_is_not_compared(name):
    changes, expected, key, not_compared = WITHHELD[name]
    assert differences(*changes) == expected
    assert rows(*changes)[key].not_compared == not_compared


def test_a_deadline_that_both_withhold_is_not_compared():
    unread = two.measure("1.1", **UNREAD)
    (row,) = [each for each in align(both(UNREAD_DEADLINE, edition=unread(two.kazakh()))).alignments
              if each.measure_key == "1.1"]  # fmt: skip
    assert (row.differs, row.not_compared) == ((), ("deadline_edtf",))


def test_a_paragraph_without_a_number_is_not_compared():
    def one_more(twin):
        more = replace(twin.paragraphs[0], paragraph_number=None, paragraph_key="after 1", position=99)
        return replace(twin, paragraphs=(*twin.paragraphs, more))

    assert differences(one_more) == []


def test_a_receiver_that_the_registry_lacks_may_be_the_one_that_is_lacking():
    known = replace(two.kazakh(), measures=tuple(
        replace(row, recipient_agency_ids=("ministry-of-finance",)) if row.measure_key == "4.3" else row
        for row in two.kazakh().measures
    ))  # fmt: skip
    change = two.measure("4.3", recipient_agency_ids=(), recipient_texts=("Кому-то",))
    assert found(both(change, edition=known)) == []
    lacking = two.measure("4.3", recipient_agency_ids=())
    assert found(both(lacking, edition=known)) == [(DIFFERS, KK, "4.3", "completion_form_text")]


def test_a_note_that_only_the_kazakh_has_stands_at_its_measure():
    notes = two.kazakh().amendments
    known = replace(two.kazakh(), amendments=(*notes, replace(notes[0], **AT_49)))
    lacking = two.notes(lambda rows: rows[:-1])
    assert found(both(lacking, edition=known)) == [(DIFFERS, KK, "4.9", "note_text")]
    renamed = two.renamed({"4.9": "4.30"})  # a note at it is a note at the same measure
    assert found(both(renamed, edition=known)) == [(DIFFERS, KK, "4.9", "item_number")]


# -- which measure is which


def test_a_measure_that_one_edition_lacks_is_reported_where_it_stands():
    assert found(both(two.without("4.9"))) == [(ALONE, KK, "4.9", "measure_text")]
    aligned = align(both(two.without("4.9")))
    twin_first = replace(aligned, documents=aligned.documents[::-1])
    assert align(twin_first).alignments == aligned.alignments


def test_a_measure_that_only_the_russian_has_is_a_finding_of_the_russian():
    dataset = replace(
        both(),
        **{
            name: tuple(
                row for row in getattr(both(), name) if (row.edition_id, row.measure_key) != (KK, "4.9")
            )
            for name in ("measures", "responsibilities")
        },
    )
    assert found(dataset) == [(ALONE, RU, "4.9", "measure_text")]
    (row,) = [each for each in align(dataset).alignments if each.joined_by == "none"]
    assert (row.measure_key, row.other_measure_key) == (None, "4.9")


def test_rows_after_a_missing_one_with_other_numbers_are_known_by_their_values():
    names = {f"4.{number}": f"4.{number - 1}" for number in range(10, 17)}
    changes = [two.without("4.9"), two.renamed(names)]
    expected = [(ALONE, KK, "4.9", "measure_text")]
    expected += [(DIFFERS, KK, key, "item_number") for key in names]
    assert sorted(found(both(*changes))) == sorted(expected)
    assert {key: rows(*changes)[key].other_measure_key for key in names} == names
    assert {rows(*changes)[key].joined_by for key in names} == {"values"}


def test_a_row_with_another_number_and_another_deadline_is_known_by_its_place():
    changes = [PLANTED["number"][0], two.measure("4.17", deadline_rrule="FREQ=YEARLY")]
    assert differences(*changes) == [("4.16", "item_number"), ("4.16", "deadline_text")]


def test_a_number_that_stands_twice_is_told_at_the_row_that_bears_it_wrongly():
    def printed_twice(twin):
        keys = {"4.7": "4.8", "4.8": "4.8~2"}
        own = {name: keys.get(name, name) for name in (row.measure_key for row in twin.measures)}
        return replace(
            twin,
            measures=tuple(
                replace(row, measure_key=own[row.measure_key], item_number="8")
                if row.measure_key in keys
                else row
                for row in twin.measures
            ),
            responsibilities=tuple(
                replace(row, measure_key=own[row.measure_key]) for row in twin.responsibilities
            ),
        )

    assert differences(printed_twice) == [("4.7", "item_number")]
    assert rows(printed_twice)["4.8"].other_measure_key == "4.8~2"


def test_what_neither_order_nor_values_tell_stays_alone():
    strange = {"deadline_edtf": "2040", "deadline_end": date(2040, 12, 31), "cost_type": "state_order",
               "completion_form_types": ("agreement",)}  # fmt: skip
    changes = [two.renamed({"4.16": "4.30"}), two.measure("4.30", **strange), two.bodies("4.30", other_body)]
    assert sorted(found(both(*changes))) == [
        (ALONE, KK, "4.16", "measure_text"), (ALONE, RU, "4.30", "measure_text"),
    ]  # fmt: skip


# -- which editions, and again


def test_a_dataset_of_one_language_is_as_it_was():
    assert align(two.kazakh()) == two.kazakh()


def test_editions_of_other_days_are_not_compared():
    later = replace(both().documents[1], edition_date=date(2015, 1, 1))
    dataset = replace(both(PLANTED["month"][0]), documents=(both().documents[0], later))
    assert align(dataset).alignments == ()


def test_aligning_twice_is_as_once():
    once = align(both(PLANTED["month"][0], two.without("4.9")))
    assert align(once) == once
    apart = replace(once, documents=once.documents[:1])
    assert align(apart).alignments == ()
    assert not [each for each in align(apart).findings if each.code in (DIFFERS, ALONE)]


def test_two_languages_are_no_editions_after_one_another():
    dataset = both(PLANTED["month"][0])
    assert reconcile(dataset) == dataset


@pytest.mark.parametrize("name", ["{}.yml", "{} (1).yml", "{}.accepted.yml"])
def test_corrections_are_of_the_language_that_their_file_names(tmp_path, name):
    for edition_id in (KK, RU):
        (tmp_path / name.format(edition_id)).write_text(f"edition_id: {edition_id}\n", encoding="utf-8")
    folder = look_into(tmp_path)
    assert set(folder.editions) == {KK, RU}
    assert folder.editions[RU].file_names == (name.format(RU),)
    assert folder.unusable == ()
