"""Small plans drawn by Hypothesis: their words are plain, their structure is not."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from tests.factory.description import UP, Column, Edition, Paragraph, Plan, Row, Section, Stage

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
MERGEABLE = ("completion_form", "executors", "deadline", "cost")


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
        values |= dict.fromkeys(draw(st.sets(st.sampled_from(MERGEABLE), min_size=1, max_size=3)), UP)
    if kind not in {"subs", "shared"}:
        return [Row(item=item, measure=measure, **values)]
    below = dict.fromkeys(MERGEABLE, UP)
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
