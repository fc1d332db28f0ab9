from __future__ import annotations

import random
import re
from dataclasses import FrozenInstanceError, dataclass
from itertools import product

import pytest

import pipeline
from pipeline.publish.arrow import schema_of
from pipeline.publish.data_dictionary import dictionary_markdown
from pipeline.records import CODE_LISTS, TABLES, Dataset, FindingRecord, columns_of, in_order
from pipeline.records.declaration import declared, record
from pipeline.records.tables import natural_order
from pipeline.registry.meanings import code_meanings, column_meanings, meaning_of
from tests.places import ROOT
from tests.small_dataset import measure, small_dataset

# as the contract lists them; what later issues added stands at the end
CONTRACT = {
    "documents": (
        "edition_id document_id work_uri expression_uri title_text act_type issuing_body_text "
        "number date edition_date language basis_text? signatory_name? signatory_position? "
        "plan_title_text? page_count glyphs_total glyphs_placed glyphs_furniture source_file "
        "source_sha256 pipeline_version act_line_text? status repealing_act_text? repealing_date? "
        "repealing_number? registration_body_text? registration_date? registration_number? "
        "preamble_text? approval_text? plan_heads plan_headings furniture_kinds "
        "corrections_sha256? source_title? source_url? publisher? retrieved_on? rights? note?"
    ),
    "paragraphs": ("edition_id paragraph_number? text lines pages paragraph_key position part cells"),
    "measures": (
        "edition_id measure_key parent_key? position stage_number? stage_title_text? stage_start? "
        "stage_end? section_number? section_title_text? item_number subitem_number? status "
        "measure_text? completion_form_text? completion_form_types recipient_agency_ids "
        "recipient_texts executors_text? deadline_text? deadline_edtf? deadline_start? deadline_end? "
        "deadline_precision? deadline_rrule? deadline_event_text? deadline_offset? "
        "deadline_derived_end? deadline_derived_from? cost_text? cost_type? funding_sources "
        "cost_amounts cost_years cost_items budget_programmes inherited_columns pages cells "
        "measure_lines completion_form_lines executors_lines deadline_lines cost_lines "
        "other_columns corrected_columns footnote_marks "
        "priority_number? priority_title_text? direction_number? direction_title_text? goal_number? "
        "goal_title_text? task_number? task_title_text? funding_text? funding_lines "
        "confidence?"
    ),
    "responsibilities": (
        "edition_id measure_key position mention_text agency_id? is_by_consent is_coordinator "
        "is_inherited current_agency_id? body_kind? parent_agency_id? place_text? level? subject_text? "
        "is_corrected"
    ),
    "totals": ("edition_id position section_number? label_text cost_text? funding_text? cost_amounts page"),
    "abbreviations": ("edition_id position label expansion_text agency_id? page? x0? top? x1? bottom?"),
    "amendments": (
        "edition_id position target_type target_key? action akn_type? amending_body_text "
        "amending_act_type amending_date amending_number effective_text? effective_rule? "
        "effective_date? note_text page amended_measures"
    ),
    "reporting_duties": ("edition_id paragraph_number position duty_bearer_text recipient_text rrule text"),
    "agencies": (
        "agency_id name_kk name_ru? name_en? abbreviations agency_type valid_from? valid_to? "
        "successor_ids name_certainty"
    ),
    "mentions": ("edition_id table key column start end label text value?"),
    "repairs": ("edition_id table key column rule before after"),
    "findings": (
        "source_file edition_id? severity code message page? x0? top? x1? bottom? measure_key? column? "
        "printed_text? status"
    ),
    "footnotes": "edition_id position mark text lines page measure_keys",
    "alignments": (
        "edition_id other_edition_id position measure_key? other_measure_key? joined_by differs not_compared"
    ),
}


def all_columns():
    for table in TABLES:
        for column in columns_of(table.record_type):
            yield f"{table.name}.{column.name}", column
            for part in columns_of(column.struct) if column.struct else ():
                yield f"{table.name}.{column.name}.{part.name}", part


def test_tables_and_columns_are_those_of_the_contract():
    declared = {
        table.name: " ".join(
            column.name + "?" * column.is_nullable for column in columns_of(table.record_type)
        )
        for table in TABLES
    }
    assert declared == CONTRACT


def test_every_column_has_a_meaning_in_three_languages():
    for name, column in all_columns():
        translated = meaning_of(name)
        assert column.meaning, name
        assert re.search("[а-яәіңғүұқөһ]", translated.kk), name
        assert re.search("[а-яё]", translated.ru), name


def test_every_table_has_a_meaning_in_three_languages():
    for table in TABLES:
        assert table.meaning
        assert meaning_of(table.name).kk
        assert meaning_of(table.name).ru


def test_the_registry_describes_nothing_else():
    names = {name for name, _ in all_columns()} | {table.name for table in TABLES}
    shared = {"*." + name.rpartition(".")[2] for name in names}
    assert column_meanings().keys() <= names | shared


def test_every_code_has_a_meaning_and_nothing_else_has():
    assert {(codes.name, code) for codes in CODE_LISTS for code in codes.codes} == code_meanings().keys()
    for codes in CODE_LISTS:
        for code in codes.codes:
            meaning = code_meanings()[codes.name, code]
            assert meaning.en
            assert meaning.kk
            assert meaning.ru


def test_keys_orders_and_references_name_columns():
    by_name = {table.name: table for table in TABLES}
    for table in TABLES:
        names = {column.name for column in columns_of(table.record_type)}
        assert names >= {*table.key, *table.order}
        for reference in table.references:
            assert names >= set(reference.columns)
            assert reference.targets == by_name[reference.table].key
            assert len(reference.targets) == len(reference.columns)


def test_names_are_not_renamed_by_the_arrow_schema():
    for table in TABLES:
        assert schema_of(table).names == [column.name for column in columns_of(table.record_type)]


def test_records_are_frozen_and_take_no_positions():
    record = measure()
    with pytest.raises(FrozenInstanceError):
        record.status = "removed"
    with pytest.raises(TypeError):
        type(record)("kz-a@2013-01-01")
    assert not hasattr(record, "__dict__")


def test_a_field_without_a_meaning_is_refused():
    @dataclass(frozen=True)
    class Bare:
        name: str

    with pytest.raises(TypeError, match="name is not described"):
        columns_of(Bare)


def test_a_type_that_cannot_be_published_is_refused():
    @record
    class Odd:
        name: bytes = declared("A name")

    with pytest.raises(TypeError, match="cannot be published"):
        columns_of(Odd)


@pytest.mark.parametrize(
    "ordered",
    [
        [None, 1, 2, 10],
        ["4.2", "4.6", "4.6-1", "4.7", "4.10"],
        ["5", "5.1", "5.2", "5.10", "6"],
        ["4.6", "4.6.1", "4.6.2", "4.6-1", "4.6-1.1", "4.6-2", "4.7"],
        ["", "1", "a"],
        [0.5, 1, 1.5],
        ["6", "6²", "7", "9" * 1001, "9" * 9999],
    ],
    ids=lambda each: repr(each)[:40],
)
def test_natural_order(ordered):
    mixed = ordered[::-1]
    assert sorted(mixed, key=natural_order) == ordered


@pytest.mark.parametrize(
    "ordered",
    [
        ["4.9", "4.10", "4.11", "5.1", "10.1"],
        ["6", "6.1", "6.2", "6.10", "6-1", "6-1.1", "6-2", "6-10", "7"],
        [None, "1.1", "1.1.1", "2/1.1", "1.1~2", "1.1-1", "1.2", "2/1.2", "2.1"],
        ["1", "1.1", "1.1~2", "1.1~10", "1~2", "2"],
        ["а", "б", "б-1", "в"],
    ],
    ids=lambda each: " ".join(map(str, each))[:40],
)
def test_keys_sort_as_keys_do(ordered):
    mixed = ordered[::-1]
    assert sorted(mixed, key=pipeline.measure_sort_key) == ordered
    assert len({pipeline.measure_sort_key(key) for key in ordered}) == len(ordered)


def test_keys_sort_in_pandas():
    pd = pytest.importorskip("pandas")
    for kind in ("object", "string", "string[pyarrow]"):
        keys = pd.Series(["4.10", None, "4.9", "4.6-1", "4.6.1"], dtype=kind)
        frame = pd.DataFrame({"measure_key": keys})
        ordered = frame.sort_values("measure_key", key=lambda column: column.map(pipeline.measure_sort_key))
        assert ordered.measure_key.fillna("").tolist() == ["", "4.6.1", "4.6-1", "4.9", "4.10"]


def test_ordering_twice_changes_nothing():
    once = in_order(small_dataset(measure_count=14))
    assert in_order(once) == once


def test_equal_rows_keep_the_order_in_which_they_came():
    rows = [
        FindingRecord(
            source_file=name, edition_id=None, severity="info", code="a", message="b", page=page, x1=x1
        )
        for x1, (name, page) in enumerate(product(["2.pdf", "02.pdf", "10.pdf", "a"], [None, 1, 10, 2, 1]))
    ]
    random.Random(3).shuffle(rows)  # noqa: S311 - any order
    (order,) = (table.order for table in TABLES if table.name == "findings")
    slow = sorted(rows, key=lambda row: [natural_order(getattr(row, name)) for name in order])
    assert in_order(Dataset(findings=tuple(rows))).findings == tuple(slow)


def test_the_dictionary_in_docs_is_that_of_the_declarations():
    assert (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == dictionary_markdown()
