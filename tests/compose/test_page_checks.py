"""Text that a file loses, or that no reader can know, is reported with its place; so are rows read wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from pipeline.compose.checks.page_checks import page_remarks
from pipeline.compose.printed_document import NoPlan, PrintedEdition
from pipeline.extract.pdf.reader import Damaged, read_content
from pipeline.stations.page import BBox, Difference, Page
from pipeline.stations.plan import PlacedRemark
from tests.assemble.drawn import FONT, codes, plan_pdf, read_plan, read_words, texts


def row(number: int) -> tuple[str, ...]:
    return (str(number), f"Құмкент {number}", "есеп", "ҰЭМ", "2024 жыл", "жоқ")


PAGES = ([row(1), row(2)], [row(3), row(4)], [row(5), row(6)])


def opened(content: bytes | None = None) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content or plan_pdf(*PAGES)))


def saved(pdf: pikepdf.Pdf) -> bytes:
    file = BytesIO()
    pdf.save(file)
    return file.getvalue()


def reading_of(content: bytes) -> PrintedEdition:
    return read_words(read_content(content, name="plan.pdf"))


def remarks(reading: PrintedEdition, code: str) -> list[PlacedRemark]:
    return [placed for placed in (*reading.plan.remarks, *reading.remarks) if placed.remark.code == code]


def page_of(placed: PlacedRemark) -> int | None:
    return placed.place.page_number if placed.place else None


ALL = (
    "characters_differ", "letter_unknown", "control_removed", "page_lost", "page_empty", "plan_ends_open",
    "number_out_of_order",
)  # fmt: skip


def test_a_sound_plan_has_none_of_these() -> None:
    reading = reading_of(plan_pdf(*PAGES))
    assert [code for code in ALL if remarks(reading, code)] == []


def with_codes(*pages: list[tuple[str, ...]], code_of: str, value: str) -> bytes:
    """The plan, whose font says that one letter is another character."""
    pdf = opened(plan_pdf(*(pages or PAGES)))
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            gid = FONT.glyphs[code_of][0]
            cmap = font.ToUnicode.read_bytes()
            old = f"<{gid:04x}> <{code_of.encode('utf-16-be').hex()}>".encode()
            assert cmap.count(old) <= 1
            font.ToUnicode = pdf.make_stream(
                cmap.replace(old, f"<{gid:04x}> <{value.encode('utf-16-be').hex()}>".encode())
            )
    return saved(pdf)


@pytest.mark.parametrize("value", ["\ufffd", "\ue000"], ids=["none", "private"])
def test_each_unknown_letter_is_reported(value: str) -> None:
    """The letter stands once in the whole file."""
    rows = [row(number) for number in range(1, 5)]
    rows[3] = ("4", "Жолды жаю", *rows[3][2:])
    content = with_codes(rows[:2], rows[2:], code_of="ю", value=value)
    found = remarks(reading_of(content), "letter_unknown")
    assert [(placed.measure_key, page_of(placed)) for placed in found] == [("4", 2)]


@pytest.mark.parametrize(
    "value",
    ["\u009b", "\u202e", "\u2066", "\u200b", "\u034f", "\u3164", "\x00"],
    ids=["C1", "RLO", "LRI", "zero-width", "joiner", "filler", "null"],
)
def test_controls_are_in_no_text(value: str) -> None:
    reading = reading_of(with_codes(code_of="Қ", value=f"Қ{value}"))
    assert texts(reading)["1"] == "Құмкент 1"
    if value != "\x00":  # the reader itself leaves out what is below a space
        found = remarks(reading, "control_removed")
        assert [placed.measure_key for placed in found] == ["1", "2", "3", "4", "5", "6"]
        assert found[0].remark.message == (
            f"Characters that paint nothing were removed: U+{ord(value):04X} from «Құмкент 1»."
        )


def test_what_was_removed_is_a_repair() -> None:
    reading = reading_of(with_codes(code_of="Қ", value="Қ\u202e"))
    measure = reading.plan.entries[0].measure
    assert measure is not None
    (change,) = measure.printed.changes
    assert (change.rule, change.before, change.after) == ("control_character", "Қ<U+202E>ұмкент", "Құмкент")


def test_a_page_that_shows_nothing() -> None:
    pdf = opened()
    pdf.pages[1].Contents = pdf.make_stream(b" ")
    reading = reading_of(saved(pdf))
    assert [page_of(placed) for placed in remarks(reading, "page_lost")] == [2]
    assert [placed.measure_key for placed in remarks(reading, "number_out_of_order")] == ["5"]


def test_an_empty_page_at_the_end_is_told() -> None:
    pdf = opened()
    pdf.add_blank_page(page_size=(700, 600))
    reading = reading_of(saved(pdf))
    assert [page_of(placed) for placed in remarks(reading, "page_empty")] == [4]
    assert remarks(reading, "page_lost") == []


def test_a_plan_that_ends_within_a_row() -> None:
    """The last row without its lower rule, as at a page's end, and no page after it."""
    whole, cut = plan_pdf(*PAGES), plan_pdf(*PAGES, ends_open=True)
    assert remarks(reading_of(whole), "plan_ends_open") == []
    assert [page_of(placed) for placed in remarks(reading_of(cut), "plan_ends_open")] == [3]


def test_a_letter_that_is_no_character_is_reported() -> None:
    """For U+FFFF the reading takes the letter of another code; the other library sees that it differs."""
    rows = [row(number) for number in range(1, 5)]
    rows[3] = ("4", "Жолды жаю", *rows[3][2:])
    found = remarks(
        reading_of(with_codes(rows[:2], rows[2:], code_of="ю", value="\uffff")), "characters_differ"
    )
    assert [(placed.measure_key, page_of(placed)) for placed in found] == [("4", 2)]


def unread(content: bytes, page_number: int) -> Iterator[Page]:
    """The pages of a file, one of which says that another library sees a word more."""
    for page in read_content(content, name="plan.pdf"):
        if page.page_number == page_number:
            box = BBox(300.0, 100.0, 330.0, 110.0)
            difference = Difference(unread="жоқ", unconfirmed="", fonts=("FactorySerif",), bbox=box)
            yield replace(page, difference=difference)
        else:
            yield page


def test_unread_characters_are_reported_on_their_page() -> None:
    (placed,) = remarks(read_words(unread(plan_pdf(*PAGES), 2)), "characters_differ")
    assert page_of(placed) == 2
    assert placed.remark.message == (
        "Another library reads this page otherwise: 3 characters were not read: «жоқ». Fonts: FactorySerif."
    )


def test_an_angled_text_in_a_message_has_no_controls() -> None:
    pdf = opened(with_codes(code_of="Қ", value="Қ\u202e"))
    content = pdf.pages[0].Contents.read_bytes()
    angled = b"BT /FactorySerif 10 Tf 0.7 0.7 -0.7 0.7 300 60 Tm <%04x> Tj ET" % FONT.glyphs["Қ"][0]
    pdf.pages[0].Contents = pdf.make_stream(content + b"\n" + angled)
    (placed,) = remarks(reading_of(saved(pdf)), "furniture_once")
    assert placed.remark.message.endswith(": Қ<U+202E>")


def test_a_file_whose_plan_was_not_read_says_so() -> None:
    with pytest.raises(NoPlan, match=r"3 characters that another library sees in it were not read\."):
        read_words(unread(plan_pdf([row(1)], heads=("А", "Ә", "Б", "В", "Г", "Ғ")), 1))


@pytest.mark.parametrize("kind", ["free", "moved"])
def test_content_that_is_not_where_the_table_says_is_found(kind: str) -> None:
    content = plan_pdf(*PAGES)
    with opened(content) as pdf:
        number = pdf.pages[1].Contents.objgen[0]
    start = content.index(b"xref\n0")
    entry = start + content[start:].index(b"\n", 6) + 1 + 20 * number
    if kind == "free":
        content = content[:entry] + b"0000000000 00000 f \n" + content[entry + 20 :]
    else:
        offset = int(content[entry : entry + 10]) + 7
        content = content[:entry] + b"%010d" % offset + content[entry + 10 :]
    assert texts(reading_of(content)) == texts(reading_of(plan_pdf(*PAGES)))


def test_content_that_is_nowhere_refuses_the_file() -> None:
    content = plan_pdf(*PAGES)
    with opened(content) as pdf:
        number = pdf.pages[1].Contents.objgen[0]
    content = content.replace(b"/Contents %d 0 R" % number, b"/Contents 99 0 R")
    assert b"/Contents 99 0 R" in content
    with pytest.raises(Damaged, match=r"The content of page 2 cannot be found"):
        reading_of(content)


SIX = [(*row(number)[:5], "") for number in range(1, 7)]


def measure_row(number: str, measure: str) -> tuple[str, ...]:
    return (number, measure, "есеп", "ҰЭМ", "2024 жыл", "")


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        pytest.param(measure_row("7", ""), "measure_missing", id="no-measure"),
        pytest.param(measure_row("7", "құмкентті жөндеу"), "measure_begins_small", id="small-letter"),
    ],
)
def test_a_doubtful_measure_is_reported(extra, code):
    reading = read_plan([*SIX, extra])
    assert code in codes(reading)
    assert code not in codes(read_plan([*SIX, measure_row("7", "Құмкентті жөндеу")]))


def test_small_letters_are_no_doubt_where_the_plan_uses_them():
    rows = [(n, measure.lower(), *rest) for n, measure, *rest in SIX]
    assert "measure_begins_small" not in codes(read_plan(rows))


def test_a_heading_without_a_number_among_numbered_ones_is_reported():
    numbered = ["1. Дайындық", measure_row("1", "Бірінші"), "2. Іске асыру", measure_row("1", "Екінші")]
    assert "section_without_number" not in codes(read_plan(numbered))
    assert "section_without_number" in codes(
        read_plan([*numbered[:2], "Іске асыру", measure_row("1", "Екінші")])
    )
    plain = ["Дайындық", measure_row("1", "Бірінші"), "Іске асыру", measure_row("2", "Екінші")]
    assert "section_without_number" not in codes(read_plan(plain))


def test_a_heading_without_a_measure_is_an_error_unless_a_note_removes_it():
    begun = ["1. Дайындық", measure_row("1", "Бірінші"), "2. Іске асыру"]
    assert "section_without_measures" in codes(read_plan(begun))
    assert "section_without_measures" in codes(
        read_plan([*begun, "3. Қорытынды", measure_row("1", "Екінші")])
    )
    assert "section_without_measures" not in codes(read_plan([*begun, measure_row("1", "Екінші")]))
    removed = "Ескерту. 2-бөлім алып тасталды - ҚР Үкіметінің 27.10.2014 № 1139 қаулысымен."
    assert "section_without_measures" not in codes(read_plan([*begun, removed]))
    levels = ["1-басымдық. Жол", "1-мақсат. Жөндеу", measure_row("1", "Бірінші")]
    assert "section_without_measures" not in codes(read_plan(levels))


def test_a_year_apart_from_the_costs_by_years_is_an_error():
    heads = ("Р/с №", "Іс-шаралар", "Орындалу мерзімі", "2021", "Шығыстар / 2022", "Шығыстар / 2023")
    reading = read_plan(SIX)
    plan = replace(reading.plan, heads=heads)
    assert "year_column_apart" in [each.remark.code for each in page_remarks(plan, reading.layouts)]
    whole = replace(plan, heads=tuple(head for head in heads if head != "2021"))
    assert "year_column_apart" not in [each.remark.code for each in page_remarks(whole, reading.layouts)]


def test_rows_outside_the_plan_are_an_error():
    """A second page of the same rows without its rules and without its numbers."""
    loose = [("", "Құмкент көшесі", "есеп", "ҰЭМ", "2024 жыл", "жоқ")] * 3
    assert "rows_beside_plan" in codes(read_plan(SIX, loose, is_ruled=(True, False)))
    assert "rows_beside_plan" not in codes(read_plan(SIX, SIX))
