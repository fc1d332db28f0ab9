"""Later editions of the made-up plan of villages: what an amending act may do to a plan, one thing each.

Every variation is data (an edition of the factory) with the changes that a careful reader sees. The act that
did it is of 14.02.2019 № 77, and the note at the plan names it unless the variation says otherwise.
"""

# ruff: noqa: E501  # texts are typed as they read

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from tests.factory.described import edition_of
from tests.factory.description import Edition, Paragraph, Row, Section, Stage

BASE = edition_of("villages")
ACT = (date(2019, 2, 14), "77")
NEW_ROW = Row(
    item="9",
    measure="Шалғайдағы мектептердің компьютер сыныптарын жаңарту",
    completion_form="АКМ-ге есеп",
    executors="БҒМ, облыстардың әкімдері",
    deadline="2020 жылғы мамыр",
    cost="талап етілмейді",
)
BY_ACT = "ҚР Үкіметінің 14.02.2019 № 77 қаулысымен."
STRUCK = f"алып тасталды - {BY_ACT}".removesuffix(".")
TEXTS = frozenset({"measure_text", "completion_form_text", "executors_text", "deadline_text", "cost_text"})
PLAN_NOTE = ("note", "added", None, "plan", frozenset({"note_text"}))

Told = tuple[str, str, str | None, str | None, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """A later edition, what changed in it (part, kind, old key, new key, columns), and what no note tells."""

    name: str
    edition: Edition
    changes: frozenset[Told]
    untold: frozenset[str] = frozenset()
    undone: frozenset[str] = frozenset()


def told(part: str, kind: str, old: str | None, new: str | None, *columns: str) -> Told:
    return part, kind, old, new, frozenset(columns)


def with_plan_note(edition: Edition, note: str = "; 14.02.2019 № 77 қаулыларымен.") -> Edition:
    text = edition.plan.note.removesuffix(" қаулыларымен.") + note
    return replace(edition, plan=replace(edition.plan, note=text), edition_date=ACT[0])


def with_stages(edition: Edition, stages: tuple[Stage, ...]) -> Edition:
    return replace(edition, plan=replace(edition.plan, stages=stages))


def with_sections(edition: Edition, change: Callable[[Section], Section]) -> Edition:
    stages = tuple(
        replace(stage, sections=tuple(map(change, stage.sections))) for stage in edition.plan.stages
    )
    return with_stages(edition, stages)


def with_rows(number: str, change: Callable[[tuple[Row, ...]], tuple[Row, ...]]) -> Edition:
    return with_sections(
        BASE,
        lambda section: replace(section, rows=change(section.rows)) if section.number == number else section,
    )


def with_row(number: str, item: str, sub: str | None = None, **changes: str | None) -> Edition:
    """The base with one row changed."""

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        assert sum((row.item, row.sub) == (item, sub) for row in rows) == 1
        return tuple(replace(row, **changes) if (row.item, row.sub) == (item, sub) else row for row in rows)

    return with_rows(number, change)


def renumbered(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Items numbered anew from 1 in their order."""
    numbers = {
        item: str(place) for place, item in enumerate(dict.fromkeys(row.item for row in rows), start=1)
    }
    return tuple(replace(row, item=numbers[row.item]) for row in rows)


def moved_section() -> Edition:
    first, second = BASE.plan.stages
    moved = first.sections[1]
    assert moved.number == "2"
    return with_stages(
        BASE,
        (
            replace(first, sections=first.sections[:1]),
            replace(second, sections=(moved, *second.sections)),
        ),
    )


def added_stage() -> Edition:
    stage = Stage(
        number=3,
        label="Үшінші кезең (2021 - 2022 жылдар)",
        title="қол жеткізілген нәтижелерді бекіту",
        start=date(2021, 1, 1),
        end=date(2022, 12, 31),
        sections=(
            Section(
                number="6", title="Қорытынды", rows=(replace(NEW_ROW, item="1", deadline="2021 жылғы мамыр"),)
            ),
        ),
    )
    return with_stages(BASE, (*BASE.plan.stages, stage))


def inserted_section() -> Edition:
    """A section put before the fifth, whose number goes up."""
    first, second = BASE.plan.stages
    new = Section(number="5", title="Білім беру", rows=(replace(NEW_ROW, item="1"),))
    last = second.sections[-1]
    assert last.number == "5"
    return with_stages(
        BASE, (first, replace(second, sections=(*second.sections[:-1], new, replace(last, number="6"))))
    )


def stage_renamed() -> Edition:
    first, second = BASE.plan.stages
    return with_stages(BASE, (first, replace(second, title="цифрлық қызметтерді барлық ауылға жеткізу")))


def with_paragraphs(*paragraphs: Paragraph) -> Edition:
    return replace(BASE, paragraphs=paragraphs)


def _all(name: str, edition: Edition, *changes: Told) -> Variation:
    """A variation that the note at the plan tells of."""
    return Variation(name=name, edition=with_plan_note(edition), changes=frozenset({*changes, PLAN_NOTE}))


def _executors(text: str) -> Edition:
    return with_row("2", "1", executors=text)


P = BASE.paragraphs
_NEW_2 = Paragraph(
    number="2",
    text=P[1].text.replace("10 шілдеге", "20 шілдеге"),
    note="Ескерту. 2-тармақ жаңа редакцияда - ҚР Үкіметінің 14.02.2019 № 77 қаулысымен.",
)

VARIATIONS = (
    _all(
        "an item put in under a number of its own",
        with_rows("4", lambda rows: (*rows[:-1], replace(NEW_ROW, item="2-2"), rows[-1])),
        told("measure", "added", None, "4.2-2", *TEXTS),
    ),
    _all(
        "an item put in before others, which are renumbered",
        with_rows("5", lambda rows: renumbered((NEW_ROW, *rows))),
        told("measure", "added", None, "5.1", *TEXTS),
        told("measure", "renumbered", "5.1", "5.2"),
        told("measure", "renumbered", "5.2", "5.3"),
    ),
    _all(
        "an item gone, those after it renumbered",
        with_rows("1", lambda rows: renumbered(rows[1:])),
        told("measure", "removed", "1.1", None, *TEXTS),
        told("measure", "renumbered", "1.2", "1.1"),
        *(told("measure", "renumbered", f"1.2.{n}", f"1.1.{n}") for n in (1, 2, 3)),
        told("measure", "renumbered", "1.3", "1.2"),
    ),
    _all(
        "two items that changed places",
        with_rows("5", lambda rows: renumbered(rows[::-1])),
        told("measure", "renumbered", "5.1", "5.2"),
        told("measure", "renumbered", "5.2", "5.1"),
    ),
    _all(
        "an item renumbered and reworded",
        with_rows(
            "5",
            lambda rows: renumbered((NEW_ROW, rows[0], replace(rows[1], deadline="жыл сайын"))),
        ),
        told("measure", "added", None, "5.1", *TEXTS),
        told("measure", "renumbered", "5.1", "5.2"),
        told("measure", "renumbered", "5.2", "5.3", "deadline_text"),
    ),
    Variation(
        name="an item struck out, with a note of its own only",
        edition=replace(
            with_rows(
                "2", lambda rows: tuple(Row(item="4", removed_note=STRUCK) if r.item == "4" else r for r in rows)
            ),
            edition_date=ACT[0],
        ),
        changes=frozenset(
            {
                told("measure", "struck_out", "2.4", "2.4", *TEXTS),
                told("note", "added", None, "measure 2.4", "note_text"),
            }
        ),
    ),
    _all(
        "a deadline moved",
        with_row("5", "1", deadline="2020 жылғы қыркүйек"),
        told("measure", "changed", "5.1", "5.1", "deadline_text"),
    ),
    _all(
        "a body joined and another left",
        _executors("ИДМ, «Қазақтелеком» АҚ (келісім бойынша)"),
        told("measure", "changed", "2.1", "2.1", "executors_text"),
    ),
    _all(
        "an amount changed",
        with_row("2", "1", cost="2016 жыл - 1 250 400; 2017 жыл - 3 000 000 республикалық бюджет"),
        told("measure", "changed", "2.1", "2.1", "cost_text"),
    ),
    _all(
        "an item reworded throughout",
        with_row("1", "3", measure="Әкімдер үшін электрондық сауаттылық сынағын енгізу", deadline="2017 жылғы маусым"),
        told("measure", "changed", "1.3", "1.3", "measure_text", "deadline_text"),
    ),
    _all(
        "a word of a sub-item",
        with_row("4", "1", "2", measure="ауылдық округ әкімінің халықпен кездесулерін жазып көрсетуді;"),
        told("measure", "changed", "4.1.2", "4.1.2", "measure_text"),
    ),
    _all(
        "a sub-item added",
        with_rows(
            "1",
            lambda rows: (*rows[:-1], replace(rows[-2], sub="4", measure="ауылдық жолдар тізілімін жасау"), rows[-1]),
        ),
        told(
            "measure", "added", None, "1.2.4",
            *TEXTS,
        ),
    ),
    _all(
        "a section moved to another stage",
        moved_section(),
        told("section", "moved", "2", "2"),
    ),
    _all(
        "a stage added",
        added_stage(),
        told("stage", "added", None, "3", "stage_title_text", "stage_start", "stage_end"),
        told("section", "added", None, "6", "section_title_text"),
        told("measure", "added", None, "6.1", *TEXTS),
    ),
    _all(
        "a section put in before another, which is renumbered",
        inserted_section(),
        told("section", "added", None, "5", "section_title_text"),
        told("section", "renumbered", "5", "6"),
        told("measure", "added", None, "5.1", *TEXTS),
        told("measure", "renumbered", "5.1", "6.1"),
        told("measure", "renumbered", "5.2", "6.2"),
    ),
    _all(
        "a stage renamed",
        stage_renamed(),
        told("stage", "changed", "2", "2", "stage_title_text"),
    ),
    _all(
        "a section renamed",
        with_sections(
            BASE, lambda s: replace(s, title="Қызметтерді бағалау") if s.number == "5" else s
        ),
        told("section", "changed", "5", "5", "section_title_text"),
    ),
    Variation(
        name="a paragraph reworded and noted",
        edition=replace(with_paragraphs(P[0], _NEW_2, *P[2:]), edition_date=ACT[0]),
        changes=frozenset(
            {
                told("paragraph", "changed", "2", "2", "text"),
                told("note", "added", None, "paragraph 2", "note_text"),
                told("note", "removed", "paragraph 2", None, "note_text"),
            }
        ),
    ),
    Variation(
        name="a paragraph changed that the plan's note does not cover",
        edition=with_plan_note(
            replace(
                with_row("5", "1", deadline="2020 жылғы қыркүйек"),
                paragraphs=(*P[:2], replace(P[2], text=P[2].text.replace("орынбасарына", "кеңесшісіне")), P[3]),
            )
        ),
        changes=frozenset(
            {
                told("paragraph", "changed", "3", "3", "text"),
                told("measure", "changed", "5.1", "5.1", "deadline_text"),
                PLAN_NOTE,
            }
        ),
        untold=frozenset({"3"}),
    ),
    Variation(
        name="a measure changed while only a paragraph has a note",
        edition=replace(
            with_row("5", "1", deadline="2020 жылғы қыркүйек"), paragraphs=(P[0], _NEW_2, *P[2:]), edition_date=ACT[0]
        ),
        changes=frozenset(
            {
                told("paragraph", "changed", "2", "2", "text"),
                told("measure", "changed", "5.1", "5.1", "deadline_text"),
                told("note", "added", None, "paragraph 2", "note_text"),
                told("note", "removed", "paragraph 2", None, "note_text"),
            }
        ),
        untold=frozenset({"5.1"}),
    ),
    Variation(
        name="an item put in, with a note of its own only",
        edition=replace(
            with_rows(
                "4",
                lambda rows: (
                    *rows[:-1],
                    replace(NEW_ROW, item="2-2", note=f"Ескерту. 2-2-тармақпен толықтырылды - {BY_ACT}"),
                    rows[-1],
                ),
            ),
            edition_date=ACT[0],
        ),
        changes=frozenset(
            {
                told("measure", "added", None, "4.2-2", *TEXTS),
                told("note", "added", None, "measure 4.2-2", "note_text"),
            }
        ),
    ),
    Variation(
        name="a measure changed that its section's note covers",
        edition=replace(
            with_sections(
                with_row("4", "2", deadline="тоқсан сайын"),
                lambda s: replace(s, note=f"Ескерту. Бөлімге өзгерістер енгізілді - {BY_ACT}")
                if s.number == "4"
                else s,
            ),
            edition_date=ACT[0],
        ),
        changes=frozenset(
            {
                told("measure", "changed", "4.2", "4.2", "deadline_text"),
                told("note", "added", None, "section 4", "note_text"),
            }
        ),
    ),
    Variation(
        name="a note for a change that is not there",
        edition=with_plan_note(BASE),
        changes=frozenset({PLAN_NOTE}),
        undone=frozenset({"plan"}),
    ),
    Variation(
        name="a paragraph's note for a change that is not there",
        edition=with_plan_note(
            replace(
                with_row("5", "1", deadline="2020 жылғы қыркүйек"),
                paragraphs=(P[0], replace(_NEW_2, text=P[1].text), *P[2:]),
            )
        ),
        changes=frozenset(
            {
                told("measure", "changed", "5.1", "5.1", "deadline_text"),
                told("note", "added", None, "paragraph 2", "note_text"),
                told("note", "removed", "paragraph 2", None, "note_text"),
                PLAN_NOTE,
            }
        ),
        undone=frozenset({"paragraph 2"}),
    ),
)  # fmt: skip

BEFORE_SECTION_3_WENT = replace(
    with_sections(
        BASE,
        lambda s: (
            replace(
                s,
                note=None,
                rows=(
                    replace(NEW_ROW, item="1"),
                    replace(NEW_ROW, item="2", measure="Түсіндіру жұмыстарын жүргізу"),
                ),
            )
            if s.number == "3"
            else s
        ),
    ),
    edition_date=date(2017, 6, 18),
)
BEFORE_SECTION_3_WENT = replace(
    BEFORE_SECTION_3_WENT,
    plan=replace(
        BEFORE_SECTION_3_WENT.plan,
        note="Ескерту. Жоспарға өзгерістер енгізілді - ҚР Үкіметінің 18.06.2017 № 457 қаулысымен.",
    ),
)
