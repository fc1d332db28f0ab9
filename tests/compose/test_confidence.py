"""How sure rows and cells are: doubts that were seen, their product, and what is reported."""

from __future__ import annotations

import pytest

from pipeline.compose.checks.confidence import (
    CHANCES,
    LEAST_PLAN_SURE,
    LEAST_SURE,
    Decided,
    Doubts,
    confidence_remarks,
    find_doubts,
)
from pipeline.records.evidence_tables import FindingRecord, RepairRecord
from pipeline.stations.plan import CellText, Entry, Plan
from pipeline.stations.printed import Printed

HEADS = ("Іс-шара", "Аяқталу нысаны")


def entry(number: int, *, form: str = "есеп", measure: str = "Заң жобасын әзірлеу") -> Entry:
    def cell(text: str) -> CellText:
        return CellText(printed=Printed(text=text), boxes=(), is_shared=False)

    return Entry(
        key=str(number), parent_key=None, stage=None, section=None, item_number=str(number),
        subitem_number=None, is_removed=False, pages=(1,), number=cell(str(number)), measure=cell(measure),
        completion_form=cell(form), executors=cell("ИДМ"), deadline=cell("2022 жыл"), cost=None,
    )  # fmt: skip


def finding(code: str, key: str, column: str | None = None) -> FindingRecord:
    return FindingRecord(
        source_file="a.pdf", edition_id="a", severity="warning", code=code, message="", page=1,
        x0=None, top=None, x1=None, bottom=None, measure_key=key, column=column, printed_text=None,
    )  # fmt: skip


def decided(
    changed: Entry, findings: tuple[FindingRecord, ...] = (), repairs: tuple[RepairRecord, ...] = ()
) -> Decided:
    entries = tuple(changed if number == 5 else entry(number) for number in range(1, 11))
    plan = Plan(
        entries=entries, stages=(), sections=(), notes=(), heads=HEADS, cost_head="",
        missing_roles=(), remarks=(),
    )  # fmt: skip
    return Decided(plan=plan, layouts=(), verdicts=(), findings=findings, repairs=repairs)


def test_rows_without_a_doubt_are_sure():
    seen = decided(entry(5))
    doubts = find_doubts(seen)
    assert {each.confidence() for each in doubts.values()} == {1.0}
    assert list(confidence_remarks(seen, doubts)) == []


@pytest.mark.parametrize(
    ("changed", "column", "doubt"),
    [
        (entry(5, form=""), "completion_form_text", "empty cell in a full column"),
        (entry(5, form="теңге) 2022: 318"), "completion_form_text", "text ends or begins open"),
        (entry(5, form="есеп («"), "completion_form_text", "text ends or begins open"),
        (entry(5, form="есеп Аяқталу нысаны"), "completion_form_text", "head's words in a cell"),
        (entry(5, measure="жобасын әзірлеу"), "measure_text", "begins or is empty unlike others"),
    ],
)
def test_a_cell_unlike_its_column_is_doubtful_and_reported(changed, column, doubt):
    seen = decided(changed)
    doubts = find_doubts(seen)
    own = doubts["5"]
    assert own.names == {doubt}
    assert own.confidence() == own.confidence(column) == round(1 - CHANCES[doubt].chance, 2)
    assert own.confidence("deadline_text") == 1.0
    assert [remark.measure_key for remark in confidence_remarks(seen, doubts)][:1] == ["5"]


@pytest.mark.parametrize("form", ["1) есеп; 2) ақпарат", "есеп (мақалалар және басқа да)", "«А» Б» АҚ", "–"])
def test_marks_of_lists_and_closed_brackets_are_no_doubt(form):
    assert not find_doubts(decided(entry(5, form=form)))["5"].names


@pytest.mark.parametrize(
    ("rule", "before", "after", "doubt"),
    [
        ("broken_word", "құбырларын|реконструк", "құбырларынреконструк", "long pieces joined"),
        ("broken_word", "зертханала|рын", "зертханаларын", "word joined"),
        ("word_gap", "ИДМ2018 жыл", "ИДМ 2018 жыл", "words parted"),
        ("word_gap", "есеп, релиз", "есеп , релиз", None),
    ],
)
def test_a_repair_is_a_doubt_of_its_cell(rule, before, after, doubt):
    repair = RepairRecord(
        edition_id="a",
        table="measures",
        key="5",
        column="measure_text",
        rule=rule,
        before=before,
        after=after,
    )
    assert find_doubts(decided(entry(5), repairs=(repair,)))["5"].names == ({doubt} if doubt else set())


def test_what_is_reported_of_a_row_counts_for_it_and_its_neighbours_and_is_said_once():
    seen = decided(entry(5), (finding("doubtful_row", "5"),))
    doubts = find_doubts(seen)
    assert doubts["5"].names == {"doubtful edges"}
    assert doubts["4"].names == doubts["6"].names == {"next to a row in doubt"}
    assert not doubts["3"].names
    assert doubts["5"].confidence() < LEAST_SURE < doubts["4"].confidence()
    assert list(confidence_remarks(seen, doubts)) == []


def test_a_row_that_is_hardly_sure_puts_the_plan_in_doubt():
    codes = ("number_out_of_order", "doubtful_row", "measure_missing")
    seen = decided(entry(5, measure=""), tuple(finding(code, "5") for code in codes))
    doubts = find_doubts(seen)
    assert doubts["5"].confidence() < LEAST_PLAN_SURE
    (remark,) = confidence_remarks(seen, doubts)
    assert remark.remark.code == "low_confidence_plan"
    assert remark.measure_key is None


def test_a_cells_confidence_is_that_of_its_row_and_its_own_doubts():
    doubts = Doubts(
        of_row=frozenset({"page break"}), of_cells={"cost_text": frozenset({"text ends or begins open"})}
    )
    row = 1 - CHANCES["page break"].chance
    assert doubts.confidence("deadline_text") == round(row, 2)
    assert doubts.confidence("cost_text") == round(row * (1 - CHANCES["text ends or begins open"].chance), 2)
