"""Hypothesis over layouts: random small plans painted in random ways, and what must be read back.

No engine runs: the painter takes a few milliseconds a document. `layouts()` draws; `Layout` holds the PDF, the
table's rows as laid out, and the same expectation that the fixtures have.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from tests.factory.canvas import load_font
from tests.factory.description import UP, Column, Edition, Paragraph, Plan, Row, Section, Stage
from tests.factory.expected import expected
from tests.factory.grid import body_rows
from tests.factory.painting import paint_edition
from tests.factory.styles import Style

_WORDS = [
    "ауыл",
    "әкімінің",
    "есебі",
    "туралы",
    "іс-шаралар",
    "кешенін",
    "әзірлеу",
    "және",
    "бекіту",
    "халықпен",
    "өзін-өзі",
    "басқару",
    "мәселелері",
    "бойынша",
    "ұсыныстар",
    "енгізу",
    "жол",
    "картасын",
    "жаңарту",
    "мектеп",
    "пен",
    "кітапхана",
    "жұмысын",
    "ұйымдастыру",
    "су",
    "құбырын",
    "жөндеу",
    "орман",
    "өрттерінің",
    "алдын",
    "алу",
    "шағын",
    "кәсіпкерлікті",
    "қолдау",
    "оқу-жаттығу",
    "өткізу",
    "тізілімді",
    "жүргізу",
]
_BODIES = (
    "ҰЭМ",
    "Қаржымині",
    "АШМ",
    "ІІМ",
    "облыстардың әкімдері",
    "ҮЕҰ (келісім бойынша)",
    "«Бірлік» ҚБ",
    "Әділетмині",
)
_FORMS = ("бұйрық", "ақпарат", "ҰЭМ-ге есеп", "заң жобасы", "Үкіметке ұсыныс", "БАҚ-та жарияланым")
_DEADLINES = (
    "2016 жылғы наурыз",
    "2017 жылғы 1-тоқсан",
    "жыл сайын",
    "2016-2018 жылдар",
    "2018 жылғы 1 қыркүйек",
)
_COSTS = ("талап етілмейді", "12 500", "18 250,5", "жергілікті бюджет", "РБ")
_HEADS = {
    "number": ("Р/с №", "№", "№ р/с"),
    "measure": ("Іс-шаралар атауы", "Іс-шараның атауы"),
    "completion_form": ("Аяқталу нысаны", "Аяқтау нысаны"),
    "executors": ("Жауапты орындаушылар", "Орындауға жауаптылар"),
    "deadline": ("Орындау мерзімі", "Орындалу мерзімі"),
    "cost": ("Болжанатын шығыстар (мың теңге)", "Қаржыландыру көздері"),
}  # fmt: skip
_MERGEABLE = ("completion_form", "executors", "deadline", "cost")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One drawn document."""

    pdf: bytes
    edition: Edition
    style: Style
    rows: tuple[tuple[str, ...], ...]
    """The plan's rows as text by column in printed order, merged cells repeated, headings and heads left out."""
    expected: dict[str, Any]

    def __repr__(self) -> str:
        return f"Layout(style={self.style!r}, rows={self.rows!r})"


def _texts(low: int, high: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(_WORDS), min_size=low, max_size=high).map(" ".join)


@st.composite
def plans(draw: st.DrawFn, *, max_rows: int = 7) -> Edition:
    """A small plan: one or two sections or none, items with sub-items, merged cells, a struck-out item."""
    sections = draw(st.sampled_from((0, 1, 2)))
    built = []
    for n in range(max(sections, 1)):
        rows: list[Row] = []
        count = draw(st.integers(1, max(1, max_rows // max(sections, 1))))
        for at in range(1, count + 1):
            rows += draw(_items(str(at), is_first=not rows or rows[-1].removed_note is not None))
        number = str(n + 1) if sections else None
        title = draw(_texts(2, 6)) if sections else None
        built.append(Section(number=number, title=title, rows=tuple(rows)))
    order = draw(st.permutations(("completion_form", "executors", "deadline", "cost")))
    columns = tuple(
        Column(field=field, head=draw(st.sampled_from(_HEADS[field])))
        for field in ("number", "measure", *order)
    )
    plan = Plan(
        title="Ауылды дамыту жөніндегі 2016 - 2018 жылдарға арналған іс-шаралар жоспары",
        columns=columns,
        stages=(Stage(sections=tuple(built)),),
        number_form=draw(st.sampled_from(("{i}.", "{i}", "{i})"))) if not _has_subs(built) else "{i}.",
        has_number_row=draw(st.booleans()),
    )
    return Edition(
        name="drawn",
        title="Ауылды дамыту жөніндегі 2016 - 2018 жылдарға арналған іс-шаралар жоспарын бекіту туралы",
        act_type="resolution",
        body="Қазақстан Республикасының Үкіметі",
        body_code="government",
        number="9001",
        date=date(2016, 1, 5),
        act_line="Қазақстан Республикасы Үкіметінің 2016 жылғы 5 қаңтардағы № 9001 қаулысы",
        basis="Заңға сәйкес Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:",
        paragraphs=(Paragraph(number="1", text="Қоса беріліп отырған жоспар бекітілсін."),),
        signatory_position="Қазақстан Республикасының Премьер-Министрі",
        signatory_name="К. Мысалов",
        approval=(
            "Қазақстан Республикасы",
            "Үкіметінің",
            "2016 жылғы 5 қаңтардағы",
            "№ 9001 қаулысымен",
            "бекітілген",
        ),
        plan=plan,
    )


def _has_subs(sections: list[Section]) -> bool:
    return any(row.sub for section in sections for row in section.rows)


@st.composite
def _items(draw: st.DrawFn, item: str, *, is_first: bool) -> list[Row]:
    kind = draw(st.sampled_from(("plain", "plain", "plain", "merged", "subs", "shared", "removed")))
    if kind == "removed":
        return [Row(item=item, removed_note="алып тасталды - ҚР Үкіметінің 18.06.2015 № 457 қаулысымен")]
    values = draw(_values())
    measure = draw(_texts(2, 22))
    if kind == "merged" and not is_first:
        values |= dict.fromkeys(draw(st.sets(st.sampled_from(_MERGEABLE), min_size=1, max_size=3)), UP)
    if kind not in {"subs", "shared"}:
        return [Row(item=item, measure=measure, **values)]
    below = dict.fromkeys(_MERGEABLE, UP)
    subs = [f"{draw(_texts(2, 7))};" for _ in range(draw(st.integers(1, 4)))]
    if kind == "shared":
        first = Row(item=item, sub="1", lead_in="Мыналарды:", measure=subs[0], **values)
    else:
        first = Row(item=item, measure="Мыналар:", **values)
    start = 2 if kind == "shared" else 1
    rest = subs[1:] if kind == "shared" else subs
    return [first, *(Row(item=item, sub=str(n), measure=text, **below) for n, text in enumerate(rest, start))]


@st.composite
def _values(draw: st.DrawFn) -> dict[str, str]:
    bodies = draw(st.lists(st.sampled_from(_BODIES), min_size=1, max_size=6, unique=True))
    return {
        "completion_form": draw(st.sampled_from(_FORMS)),
        "executors": ", ".join(bodies),
        "deadline": draw(st.sampled_from(_DEADLINES)),
        "cost": draw(st.sampled_from(_COSTS)),
    }


@st.composite
def painter_styles(draw: st.DrawFn, *, is_ruled: bool = True) -> Style:
    """A random way to paint: page, widths, fonts, sizes, cuts, justification, border styles, quirks."""
    rules = (
        ("solid", "fill", "both", "double", "pieces", "corners", "noframe", "adilet")
        if is_ruled
        else ("none",)
    )
    rule = draw(st.sampled_from(rules))
    quirks = set(draw(st.lists(st.sampled_from((
        "punctuation", "late-links", "shuffled", "no-spaces", "odd-spaces", "fake-bold", "invisible", "rotate", "crop",
        "watermark", "moves-rows", "squeezed", "tight",
    )), max_size=3)))  # fmt: skip
    if {"squeezed", "tight"} <= quirks:
        quirks.discard("tight")
    if {"rotate", "crop"} <= quirks:
        quirks.discard("crop")
    align = draw(st.sampled_from(("left", "word", "adilet", "letter")))
    if (
        "no-spaces" in quirks and align != "left"
    ):  # a gap between letters and one between words may then be alike
        align = "word" if align == "word" else "left"
    if rule == "adilet":
        quirks |= {"ghosts"}
    is_landscape = draw(st.booleans()) or "rotate" in quirks
    page = draw(st.sampled_from(("A4", "Letter")))
    size = draw(st.sampled_from((8.0, 9.0, 7.0, 10.0, 6.5, 11.0)))
    tall_mm = (279 if page == "Letter" else 297) if not is_landscape else 210
    spare_mm = tall_mm - draw(st.sampled_from((90, 75, 110, 140, 180)))  # short pages: cuts are the point
    top = draw(st.integers(12, max(12, spare_mm - 12)))
    bottom = max(12, spare_mm - top)
    weights = [("number", draw(st.floats(5.5, 9))), ("measure", draw(st.floats(17, 45)))]
    weights += [(name, draw(st.floats(15, 24))) for name in _MERGEABLE]
    return Style(
        name="drawn",
        engine="painter",
        page=page,
        is_landscape=is_landscape,
        margins_mm=(top, 15, bottom, 18),
        font=draw(st.sampled_from(("Liberation Serif", "Liberation Sans"))),
        size=size,
        line_height=draw(st.floats(1.12, 1.4)),
        widths=tuple(weights),
        align=align,
        valign=draw(st.sampled_from(("top", "middle", "bottom"))),
        rules=rule,
        rule_width=draw(st.sampled_from((0.25, 0.49, 0.75, 1.0))),
        rule_color=draw(st.sampled_from(("#000000", "#808080", "#d0d0d0"))),
        padding=draw(st.floats(2.0, 5.0)) if is_ruled else draw(st.floats(5.0, 8.0)),
        cut="open" if rule == "adilet" else draw(st.sampled_from(("open", "closed"))),
        head_repeat=draw(st.sampled_from(("none", "page"))) if rule != "adilet" else "none",
        page_number=draw(st.sampled_from(("", "{n}", "- {n} -", "{n} / {m}"))),
        shade_head=draw(st.sampled_from(("", "#eee"))),
        quirks=tuple(sorted(quirks)),
    )


def _with_room(edition: Edition, style: Style) -> Style:
    """The style with its text small enough that the longest words fit their columns."""
    inner = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}[style.page][
        style.is_landscape
    ] - 33 * 72 / 25.4
    font = load_font("FactorySans" if "Sans" in style.font else "FactorySerif")
    weights = dict(style.widths)
    total, size = sum(weights[column.field] for column in edition.plan.columns), style.size
    for column in edition.plan.columns:
        texts = [column.head] + [
            row.text(column.field) if column.field != "number" else "9. 1)"
            for stage in edition.plan.stages for section in stage.sections for row in section.rows
        ]  # fmt: skip
        longest = max(
            font.width(word, 1.0) for text in texts if text != UP for word in text.replace("-", "- ").split()
        )
        room = weights[column.field] / total * inner - 2 * style.padding - 0.5
        if column.field == "number":
            longest = font.width("9. 1)", 1.0)
        size = min(size, room / longest)
    return replace(style, size=max(round(size - 0.05, 1), 4.0))


def lay_out(edition: Edition, style: Style) -> Layout:
    """Paint a plan, and say what must be read back."""
    style = _with_room(edition, style)
    rows: list[tuple[str, ...]] = []
    for stage in edition.plan.stages:
        for section in stage.sections:
            rows += _text_rows(edition, section)
    return Layout(
        pdf=paint_edition(edition, style),
        edition=edition,
        style=style,
        rows=tuple(rows),
        expected=expected(edition, style),
    )


def _text_rows(edition: Edition, section: Section) -> list[tuple[str, ...]]:
    """Each printed row's texts by column; a merged cell's text in every row, a struck-out row's note in every column."""
    fields = [column.field for column in edition.plan.columns]
    last: dict[str, str] = {}
    rows = []
    for row in body_rows(edition.plan, section):
        for cell in row.cells:
            at = fields.index(cell.field)
            last |= dict.fromkeys(fields[at : at + cell.columns], " ".join(cell.texts))
        rows.append(tuple(last[field] for field in fields))
    return rows


def layouts(*, is_ruled: bool = True, max_rows: int = 7) -> st.SearchStrategy[Layout]:
    """Random small documents."""
    return st.builds(lay_out, plans(max_rows=max_rows), painter_styles(is_ruled=is_ruled))
