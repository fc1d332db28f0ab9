"""The dataset as a workbook, CSV and JSON Lines: nothing guessed, nothing run, nothing lost."""

import csv
import datetime as dt
import json
import re
import sys
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from pipeline.publish.dataset import read_dataset, write_dataset
from pipeline.publish.export import excel
from pipeline.publish.export.excel import TooLargeForExcel, workbook_content
from pipeline.publish.export.export_files import export_dataset
from pipeline.publish.plain_text import FORMULA_STARTS, guarded
from pipeline.records import TABLES, Dataset, columns_of
from tests.command_line import call
from tests.places import ROOT
from tests.small_dataset import small_dataset

PROCESSED = ROOT / "data" / "processed"
ATTACK = '=HYPERLINK("http://evil.example","x")'


def with_texts(*texts: str) -> Dataset:
    """A dataset whose findings have these messages."""
    dataset = small_dataset()
    return replace(dataset, findings=tuple(replace(dataset.findings[0], message=text) for text in texts))


def csv_rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    file = tmp_path_factory.mktemp("export") / "plan.xlsx"
    export_dataset(read_dataset(PROCESSED), "xlsx", file)
    return openpyxl.load_workbook(file)


def test_a_sheet_a_table(book):
    assert book.sheetnames == ["contents", *(table.name for table in TABLES), "columns"]
    dataset = read_dataset(PROCESSED)
    for table in TABLES:
        sheet = book[table.name]
        heads = [cell.value for cell in sheet[1]]
        assert heads == [column.name for column in columns_of(table.record_type)]
        assert sheet.max_row == len(getattr(dataset, table.name)) + 1
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, len(heads)).column_letter}{sheet.max_row}"
        assert re.fullmatch(r"[AC]2|B2", sheet.freeze_panes), "heads stay in sight"
    assert book["measures"].freeze_panes == "C2"
    assert book["contents"]["A2"].hyperlink.location == "'documents'!A1"
    described = {(row[0].value, row[1].value) for row in book["columns"].iter_rows(min_row=2)}
    assert ("measures", "deadline_rrule") in described


def test_cells_have_the_types_of_their_values(book):
    sheet = book["measures"]
    heads = [cell.value for cell in sheet[1]]
    rows = {row[1].value: dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=2)}
    row = rows["4.10"]
    assert row["measure_key"].data_type == "s", "4.10 is not 4.1"
    assert row["deadline_end"].is_date
    assert row["deadline_end"].value == dt.datetime(2017, 1, 31)
    assert row["deadline_end"].number_format == "yyyy-mm-dd"
    assert row["stage_number"].value == 2
    assert row["measure_text"].alignment.wrap_text
    assert row["completion_form_types"].value
    assert rows["1.2"]["deadline_text"].value is None
    assert book["responsibilities"]["F2"].value is False
    widths = [dimension.width for dimension in sheet.column_dimensions.values()]
    assert min(widths) >= 8
    assert max(widths) < 80, "wider than 44 only where a row could not hold the text"


def test_evidence_is_folded(book):
    sheet = book["measures"]
    folded = {sheet.cell(1, dimension.min).value: dimension for dimension in sheet.column_dimensions.values()}
    assert folded["cells"].hidden
    assert folded["cells"].outlineLevel == 1
    assert not folded["measure_text"].hidden
    assert folded["other_columns"].hidden, "nothing stands in it"
    assert folded["confidence"].collapsed, "here stands the [+] that opens them"


@pytest.mark.parametrize("name", ["measures", "contents", "columns", "documents", "findings"])
def test_rows_are_as_high_as_their_text_and_the_width_fits_a_page(book, name):
    """Each line of a wrapped text has its 15 points; a letter takes the width of a digit and more."""
    sheet = book[name]
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")
    shown = {letter: each.width for letter, each in sheet.column_dimensions.items() if not each.hidden}
    checked = 0
    for row in sheet.iter_rows(min_row=2):
        height = sheet.row_dimensions[row[0].row].height or 15
        for cell in (cell for cell in row if isinstance(cell.value, str) and cell.column_letter in shown):
            letters = len(cell.value) * 1.05
            assert height >= 15 * letters / shown[cell.column_letter] or height >= 400, cell.coordinate
            checked += letters > shown[cell.column_letter]
    assert checked > 2


def test_a_long_text_makes_its_column_wide_enough_for_the_highest_row(tmp_path):
    """A row of Excel is 409 points high at most."""
    text = "сөз " * 600
    export_dataset(with_texts(text), "xlsx", tmp_path / "plan.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx")["findings"]
    width, height = sheet.column_dimensions["E"].width, sheet.row_dimensions[2].height
    assert 90 < width < 142
    assert height <= 409
    assert height / 15 * width > len(text.strip())


def test_lists_are_joined(tmp_path):
    dataset = small_dataset()
    export_dataset(dataset, "csv", tmp_path)
    row = csv_rows(tmp_path / "measures.csv")[0]
    assert row["cost_amounts"] == "12500.5 thousand KZT (2015, republican_budget); 3 thousand KZT"
    assert row["measure_lines"] == "ҰЭМ 2015 жылғы\nесепті дайындасын"
    assert row["cells"] == "measure_text p. 2 (36, 40.5, 100.25, 80)"
    assert row["pages"] == "2; 3"
    assert row["other_columns"] == "Ескерту: жоқ"
    assert row["deadline_rrule"] == ""


@pytest.mark.parametrize("start", FORMULA_STARTS, ids=ascii)
def test_no_text_is_taken_for_a_formula(tmp_path, start):
    text = f"{start}1+1|cmd"
    dataset = with_texts(text)
    export_dataset(dataset, "csv", tmp_path)
    assert csv_rows(tmp_path / "findings.csv")[0]["message"] == f"'{text}"
    export_dataset(dataset, "xlsx", tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    cell = book["findings"]["E2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix, "stays text also when it is edited"
    export_dataset(dataset, "jsonl", tmp_path)
    assert json.loads((tmp_path / "findings.jsonl").read_text(encoding="utf-8"))["message"] == text


def test_no_sheet_holds_a_formula(tmp_path):
    """In every text column of every table, also first in a list."""
    dataset = small_dataset()
    attacked = {}
    for table in TABLES:
        rows = []
        for row in getattr(dataset, table.name):
            texts = {}
            for column in columns_of(table.record_type):
                if column.kind == "string":
                    texts[column.name] = (ATTACK, ATTACK) if column.is_list else ATTACK
            rows.append(replace(row, **texts))
        attacked[table.name] = tuple(rows)
    export_dataset(Dataset(**attacked), "xlsx", tmp_path / "plan.xlsx")
    export_dataset(Dataset(**attacked), "csv", tmp_path)
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    assert not [cell.coordinate for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    for table in TABLES:
        for row in csv_rows(tmp_path / f"{table.name}.csv"):
            assert not any(value.startswith(FORMULA_STARTS) for value in row.values())
    assert csv_rows(tmp_path / "measures.csv")[0]["measure_text"] == f"'{ATTACK}"


@pytest.mark.parametrize("text", ["'=1", "'", "''", "=1", "мәтін", "", "a=1"])
def test_the_guard_can_be_taken_away(text):
    shown = guarded(text)
    assert shown.removeprefix("'") == text
    assert not shown.startswith(FORMULA_STARTS)


def test_csv_opens_in_excel_with_kazakh_letters(tmp_path):
    export_dataset(read_dataset(PROCESSED), "csv", tmp_path)
    content = (tmp_path / "measures.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfedition_id,")
    assert content.count(b"\xef\xbb\xbf") == 1
    assert len(csv_rows(tmp_path / "measures.csv")) == 43


def test_json_lines_keep_the_values(tmp_path):
    dataset = with_texts("екі\u2028жол\nүш")
    export_dataset(dataset, "jsonl", tmp_path)
    lines = (tmp_path / "findings.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["message"] for line in lines] == ["екі\u2028жол\nүш"]
    row = json.loads((tmp_path / "measures.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert row["deadline_end"] == "2015-09-30"
    told = {"year": 2015, "source": "republican_budget", "amount": 12500.5, "currency": "KZT"}
    assert told.items() <= row["cost_amounts"][0].items()
    assert row["pages"] == [2, 3]


def test_days_that_excel_does_not_know_stay_text(tmp_path):
    dataset = small_dataset()
    dataset = replace(dataset, documents=(replace(dataset.documents[0], date=dt.date(1899, 5, 1)),))
    export_dataset(dataset, "xlsx", tmp_path / "plan.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx")["documents"]
    column = [cell.value for cell in sheet[1]].index("date") + 1
    assert sheet.cell(2, column).value == "1899-05-01"


def test_texts_too_long_for_a_cell_are_told(tmp_path):
    dataset = with_texts("қ" * 32_767, "қ" * 32_768)
    _, cut = workbook_content(dataset)
    assert cut == ("findings row 2, message",)
    export_dataset(dataset, "xlsx", tmp_path / "plan.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx")["findings"]
    assert [len(sheet[f"E{row}"].value) for row in (2, 3)] == [32_767, 32_767]
    assert sheet["E3"].value.endswith("қ…")


def test_a_table_too_long_for_a_sheet_is_refused(monkeypatch):
    monkeypatch.setattr(excel, "MOST_ROWS", 3)
    with pytest.raises(TooLargeForExcel, match="paragraphs has 3 rows, and a sheet holds 2"):
        workbook_content(small_dataset())


@pytest.mark.parametrize("form", ["xlsx", "csv", "jsonl"])
def test_the_same_dataset_gives_the_same_bytes(tmp_path, form):
    dataset = small_dataset()
    for name in ("a", "b"):
        export_dataset(dataset, form, tmp_path / name / "plan.xlsx" if form == "xlsx" else tmp_path / name)
    first = sorted((tmp_path / "a").iterdir())
    assert len(first) == (1 if form == "xlsx" else len(TABLES))
    assert all(file.read_bytes() == (tmp_path / "b" / file.name).read_bytes() for file in first)


def test_a_file_is_whole_or_not_there(tmp_path, monkeypatch):
    (tmp_path / "plan.xlsx").write_bytes(b"before")

    def full(self, _):
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        export_dataset(small_dataset(), "xlsx", tmp_path / "plan.xlsx")
    assert [file.name for file in tmp_path.iterdir()] == ["plan.xlsx"]
    assert (tmp_path / "plan.xlsx").read_bytes() == b"before"


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        ([], "decree.xlsx"),
        (["--out", "deep/plan.xlsx"], "deep/plan.xlsx"),
        (["--out", "."], "decree.xlsx"),
        (["--format", "csv"], "decree-csv/measures.csv"),
        (["--format", "jsonl", "--out", "x"], "x/measures.jsonl"),
    ],
)
def test_command_writes_where_it_says(tmp_path, monkeypatch, capsys, arguments, file):
    monkeypatch.chdir(tmp_path)
    assert call("export", "--data", PROCESSED, *arguments) == 0
    assert (tmp_path / file).is_file()
    assert capsys.readouterr().out.split(":")[0] in {file, str(Path(file).parent)}


def test_command_tells_what_is_wrong(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert call("export", "--data", "nothing-here") == 1
    assert "there is no dataset in nothing-here" in capsys.readouterr().err
    assert call("export", "--data", PROCESSED, "--format", "csv", "--out", "plan.csv") == 2
    assert "a folder of files" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert call("export", "--data", PROCESSED) == 1
    assert "decree-pipeline[excel]" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_command_names_texts_that_it_cut(tmp_path, capsys):
    write_dataset(with_texts("қ" * 40_000), tmp_path / "data")
    assert call("export", "--data", tmp_path / "data", "--out", tmp_path / "plan.xlsx") == 1
    assert "shortened there: findings row 1, message" in capsys.readouterr().err
    assert (tmp_path / "plan.xlsx").is_file()


def test_codes_and_bodies_in_russian(tmp_path):
    dataset = read_dataset(ROOT / "data" / "processed")
    export_dataset(dataset, "csv", tmp_path / "ids")
    export_dataset(dataset, "csv", tmp_path / "words", labels="ru")
    first = {row["measure_key"]: row for row in csv_rows(tmp_path / "words" / "measures.csv")}["1.1"]
    assert (first["status"], first["completion_form_types"]) == ("Мероприятие действует", "Приказ")
    assert (first["cost_type"], first["deadline_precision"]) == ("Не требуется", "Месяц")
    assert first["measure_key"] == "1.1"
    body = csv_rows(tmp_path / "words" / "responsibilities.csv")[3]
    assert (body["mention_text"], body["agency_id"]) == ("Әділетмині", "Министерство юстиции РК")
    own = [(row["agency_id"], row["name_ru"]) for row in csv_rows(tmp_path / "words" / "agencies.csv")]
    assert own == [(row["agency_id"], row["name_ru"]) for row in csv_rows(tmp_path / "ids" / "agencies.csv")]


def test_the_command_takes_labels(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert call("export", "--format", "jsonl", "--labels", "ru", "--out", str(tmp_path)) == 0
    rows = [json.loads(line) for line in (tmp_path / "documents.jsonl").read_text("utf-8").splitlines()]
    assert rows[0]["act_type"] == "Постановление"
