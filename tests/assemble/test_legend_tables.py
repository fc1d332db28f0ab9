"""A legend of abbreviations in a table of its own, below the plan."""

from __future__ import annotations

import pytest

from pipeline.assemble.outline.printed_legend import legend_tables
from pipeline.assemble.rows.headings import plan_words
from pipeline.assemble.rows.row_parts import Stream, TablePart, TextPart
from pipeline.assemble.rows.table_rows import read_stream
from pipeline.extract.layout import lay_out
from pipeline.extract.pdf.reader import read_pages
from pipeline.registry.loading import reading_in
from pipeline.repair.texts import read_texts
from pipeline.stations.page import BBox, Cell, Table
from pipeline.stations.printed import Printed
from tests.places import TESTS
from tests.repair.laying import lay_line

BOX = BBox(0, 0, 10, 10)


def test_a_russian_legend_is_read_from_its_table():
    with reading_in("ru"):
        path = TESTS / "fixtures" / "russian" / "trade-ru-chromium-plain.pdf"
        texts = read_texts(lay_out(read_pages(path), plan_words()))
        stream = read_stream(texts.layouts, texts.join)
        (entries,) = legend_tables(stream, texts.join).values()
    assert [entry.text for entry in entries][:3] == [
        "МНЭ – Министерство национальной экономики Республики Казахстан",
        "МСХ – Министерство сельского хозяйства Республики Казахстан",
        "МИР – Министерство по инвестициям и развитию Республики Казахстан",
    ]
    assert len(entries) == 8


def line(text: str):
    return lay_line(text)._replace(text=text)


def join(lines) -> Printed:
    return Printed(text=" ".join(each.text for each in lines))


def table(*rows: tuple[str, ...]) -> TablePart:
    cells = tuple(
        Cell(
            bbox=BOX, row0=at, row1=at + 1, is_open_top=False, is_open_bottom=False, lines=(line(text),),
            number=10 * at + n,
        )
        for at, texts in enumerate(rows)
        for n, text in enumerate(texts)
    )  # fmt: skip
    edges = tuple(float(at) for at in range(len(rows) + 1))
    return TablePart(table=Table(page_number=1, bbox=BOX, row_edges=edges, cells=cells))


def stream(head: str, *tables: TablePart) -> Stream:
    return Stream(parts=(TextPart(lines=(line(head),)), *tables), columns=())


@pytest.mark.parametrize(
    ("head", "rows", "expected"),
    [
        (
            "Ескертпе: аббревиатуралардың толық жазылуы:",
            [("р/с №", "Қысқартылуы", "Толық жазылуы"), ("1.", "ІІМ", "Ішкі істер министрлігі"),
             ("2", "ҰЭМ", "экономика")],
            [["ІІМ – Ішкі істер министрлігі", "ҰЭМ – экономика"]],
        ),
        ("Аббревиатуралар:", [("ІІМ", "Ішкі істер министрлігі", "12")], [["ІІМ – Ішкі істер министрлігі"]]),
        ("Аббревиатуралар:", [("ІІМ", "Ішкі істер министрлігі"), ("7", "8")], []),
        ("Нысаналы көрсеткіштер", [("ІІМ", "Ішкі істер министрлігі")], []),
    ],
)  # fmt: skip
def test_rows_under_a_legends_head(head, rows, expected):
    found = legend_tables(stream(head, table(*rows)), join)
    assert [[entry.text for entry in entries] for entries in found.values()] == expected


def test_a_legends_table_goes_on_on_the_next_page():
    tables = table(("ІІМ", "Ішкі істер министрлігі")), table(("ҰЭМ", "экономика министрлігі"))
    found = legend_tables(stream("Аббревиатуралар:", *tables), join)
    assert sorted(found) == [1, 2]
