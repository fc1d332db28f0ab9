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
P = BASE.paragraphs
FIRST, SECOND = BASE.plan.stages

Told = tuple[str, str, str | None, str | None, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """A later edition, what changed in it (part, kind, old key, new key, columns), and what no note tells."""

    name: str
    edition: Edition
    changes: frozenset[Told]
    untold: frozenset[str] = frozenset()
    undone: frozenset[str] = frozenset()


def told(text: str) -> Told:
    """A change in short: `measure renumbered 5.1>5.2 deadline_text`, `note added section_4`.

    A measure that comes or goes does so with all its texts, a note with its own.
    """
    part, kind, keys, *columns = text.split()
    old, is_renumbered, new = keys.replace("_", " ").partition(">")
    if not is_renumbered:
        old, new = (None if kind == "added" else old), (None if kind == "removed" else old)
    if part == "measure" and kind in ("added", "removed", "struck_out"):
        columns = [*TEXTS]
    return part, kind, old, new, frozenset(["note_text"] if part == "note" else columns)


def with_stages(*stages: Stage) -> Edition:
    return replace(BASE, plan=replace(BASE.plan, stages=stages))


def with_sections(edition: Edition, change: Callable[[Section], Section]) -> Edition:
    stages = tuple(
        replace(stage, sections=tuple(map(change, stage.sections))) for stage in edition.plan.stages
    )
    return replace(edition, plan=replace(edition.plan, stages=stages))


def with_section(number: str, edition: Edition = BASE, **changes: object) -> Edition:
    return with_sections(edition, lambda each: replace(each, **changes) if each.number == number else each)


def with_rows(number: str, change: Callable[[tuple[Row, ...]], tuple[Row, ...]]) -> Edition:
    (rows,) = (each.rows for stage in BASE.plan.stages for each in stage.sections if each.number == number)
    return with_section(number, rows=change(rows))


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


ADDED_STAGE = Stage(
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
MOVED, LAST = FIRST.sections[1], SECOND.sections[-1]
assert (MOVED.number, LAST.number) == ("2", "5")
INSERTED = (
    *SECOND.sections[:-1],
    Section(number="5", title="Білім беру", rows=(replace(NEW_ROW, item="1"),)),
    replace(LAST, number="6"),
)
NEW_2 = Paragraph(
    number="2",
    text=P[1].text.replace("10 шілдеге", "20 шілдеге"),
    note="Ескерту. 2-тармақ жаңа редакцияда - ҚР Үкіметінің 14.02.2019 № 77 қаулысымен.",
)
LATER_51 = with_row("5", "1", deadline="2020 жылғы қыркүйек")
OTHER_3 = replace(P[2], text=P[2].text.replace("орынбасарына", "кеңесшісіне"))


def noted(edition: Edition) -> Edition:
    """The note at the plan names the act."""
    text = edition.plan.note.removesuffix(" қаулыларымен.") + "; 14.02.2019 № 77 қаулыларымен."
    return replace(edition, plan=replace(edition.plan, note=text))


def _of(name: str, edition: Edition, *changes: str, untold: str = "", undone: str = "") -> Variation:
    """A variation whose notes are as the edition has them."""
    return Variation(
        name=name,
        edition=replace(edition, edition_date=ACT[0]),
        changes=frozenset(map(told, changes)),
        untold=frozenset(filter(None, [untold])),
        undone=frozenset(filter(None, [undone])),
    )


def _all(name: str, edition: Edition, *changes: str, **more: str) -> Variation:
    """A variation that the note at the plan tells of."""
    return _of(name, noted(edition), *changes, "note added plan", **more)


VARIATIONS = (
    _all(
        "an item put in under a number of its own",
        with_rows("4", lambda rows: (*rows[:-1], replace(NEW_ROW, item="2-2"), rows[-1])),
        "measure added 4.2-2",
    ),
    _all(
        "an item put in before others, which are renumbered",
        with_rows("5", lambda rows: renumbered((NEW_ROW, *rows))),
        "measure added 5.1", "measure renumbered 5.1>5.2", "measure renumbered 5.2>5.3",
    ),
    _all(
        "an item gone, those after it renumbered",
        with_rows("1", lambda rows: renumbered(rows[1:])),
        "measure removed 1.1", "measure renumbered 1.2>1.1", "measure renumbered 1.3>1.2",
        *(f"measure renumbered 1.2.{n}>1.1.{n}" for n in (1, 2, 3)),
    ),
    _all(
        "two items that changed places",
        with_rows("5", lambda rows: renumbered(rows[::-1])),
        "measure renumbered 5.1>5.2", "measure renumbered 5.2>5.1",
    ),
    _all(
        "an item renumbered and reworded",
        with_rows("5", lambda rows: renumbered((NEW_ROW, rows[0], replace(rows[1], deadline="жыл сайын")))),
        "measure added 5.1", "measure renumbered 5.1>5.2", "measure renumbered 5.2>5.3 deadline_text",
    ),
    _of(
        "an item struck out, with a note of its own only",
        with_rows("2", lambda rows: tuple(Row(item="4", removed_note=STRUCK) if r.item == "4" else r for r in rows)),
        "measure struck_out 2.4", "note added measure_2.4",
    ),
    _all("a deadline moved", LATER_51, "measure changed 5.1 deadline_text"),
    _all(
        "a body joined and another left",
        with_row("2", "1", executors="ИДМ, «Қазақтелеком» АҚ (келісім бойынша)"),
        "measure changed 2.1 executors_text",
    ),
    _all(
        "an amount changed",
        with_row("2", "1", cost="2016 жыл - 1 250 400; 2017 жыл - 3 000 000 республикалық бюджет"),
        "measure changed 2.1 cost_text",
    ),
    _all(
        "an item reworded throughout",
        with_row("1", "3", measure="Әкімдер үшін электрондық сауаттылық сынағын енгізу", deadline="2017 жылғы маусым"),
        "measure changed 1.3 measure_text deadline_text",
    ),
    _all(
        "a word of a sub-item",
        with_row("4", "1", "2", measure="ауылдық округ әкімінің халықпен кездесулерін жазып көрсетуді;"),
        "measure changed 4.1.2 measure_text",
    ),
    _all(
        "a sub-item added",
        with_rows("1", lambda r: (*r[:-1], replace(r[-2], sub="4", measure="ауылдық жолдар тізілімін жасау"), r[-1])),
        "measure added 1.2.4",
    ),
    _all(
        "a section moved to another stage",
        with_stages(
            replace(FIRST, sections=FIRST.sections[:1]), replace(SECOND, sections=(MOVED, *SECOND.sections))
        ),
        "section moved 2",
    ),
    _all(
        "a stage added",
        with_stages(FIRST, SECOND, ADDED_STAGE),
        "stage added 3 stage_title_text stage_start stage_end", "section added 6 section_title_text",
        "measure added 6.1",
    ),
    _all(
        "a section put in before another, which is renumbered",
        with_stages(FIRST, replace(SECOND, sections=INSERTED)),
        "section added 5 section_title_text", "section renumbered 5>6",
        "measure added 5.1", "measure renumbered 5.1>6.1", "measure renumbered 5.2>6.2",
    ),
    _all(
        "a stage renamed",
        with_stages(FIRST, replace(SECOND, title="цифрлық қызметтерді барлық ауылға жеткізу")),
        "stage changed 2 stage_title_text",
    ),
    _all(
        "a section renamed",
        with_section("5", title="Қызметтерді бағалау"),
        "section changed 5 section_title_text",
    ),
    _of(
        "a paragraph reworded and noted",
        replace(BASE, paragraphs=(P[0], NEW_2, *P[2:])),
        "paragraph changed 2 text", "note added paragraph_2", "note removed paragraph_2",
    ),
    _all(
        "a paragraph changed that the plan's note does not cover",
        replace(LATER_51, paragraphs=(*P[:2], OTHER_3, P[3])),
        "paragraph changed 3 text", "measure changed 5.1 deadline_text",
        untold="3",
    ),
    _of(
        "a measure changed while only a paragraph has a note",
        replace(LATER_51, paragraphs=(P[0], NEW_2, *P[2:])),
        "paragraph changed 2 text", "measure changed 5.1 deadline_text", "note added paragraph_2",
        "note removed paragraph_2",
        untold="5.1",
    ),
    _of(
        "an item put in, with a note of its own only",
        with_rows("4", lambda rows: (*rows[:-1], replace(NEW_ROW, item="2-2", note=f"Ескерту. 2-2-тармақпен толықтырылды - {BY_ACT}"), rows[-1])),
        "measure added 4.2-2", "note added measure_4.2-2",
    ),
    _of(
        "a measure changed that its section's note covers",
        with_section("4", with_row("4", "2", deadline="тоқсан сайын"), note=f"Ескерту. Бөлімге өзгерістер енгізілді - {BY_ACT}"),
        "measure changed 4.2 deadline_text", "note added section_4",
    ),
    _all("a note for a change that is not there", BASE, undone="plan"),
    _all(
        "a paragraph's note for a change that is not there",
        replace(LATER_51, paragraphs=(P[0], replace(NEW_2, text=P[1].text), *P[2:])),
        "measure changed 5.1 deadline_text", "note added paragraph_2", "note removed paragraph_2",
        undone="paragraph 2",
    ),
)  # fmt: skip

BEFORE_SECTION_3_WENT = with_section(
    "3",
    replace(BASE, edition_date=date(2017, 6, 18)),
    note=None,
    rows=(replace(NEW_ROW, item="1"), replace(NEW_ROW, item="2", measure="Түсіндіру жұмыстарын жүргізу")),
)
BEFORE_SECTION_3_WENT = replace(
    BEFORE_SECTION_3_WENT,
    plan=replace(
        BEFORE_SECTION_3_WENT.plan,
        note="Ескерту. Жоспарға өзгерістер енгізілді - ҚР Үкіметінің 18.06.2017 № 457 қаулысымен.",
    ),
)
