"""Twenty differences planted in the Russian decree: what holding it against the Kazakh edition must find.

Each is one printed value of `decree`; nothing else differs. With a measure's number its key changes too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from tests.factory.described import edition_of, glossary_of
from tests.factory.description import Edition, Paragraph, Row, Section

DECREE, GLOSSARY = edition_of("decree", "ru"), glossary_of("decree", "ru")
Kind = Literal["deadline", "body", "cost", "form", "consent", "number", "amendment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A difference: where it stands, in which part of the row or act, the printed words before and after.

    `where` is a measure's key in the Kazakh edition, or `paragraph 5`, `section 3`. `part` is one of
    `description.FIELDS`, `item` or `note`.
    """

    where: str
    kind: Kind
    part: str
    before: str
    after: str


def _planted(where: str, kind: Kind, part: str, before: str, after: str) -> Planted:
    return Planted(where=where, kind=kind, part=part, before=before, after=after)


_LOCALLY = "местные исполнительные органы"
PLANTED = (
    _planted("1.1", "deadline", "deadline", "февраль 2013 года", "март 2013 года"),
    _planted("2.5", "deadline", "deadline", "III квартал 2013 года", "IV квартал 2013 года"),
    _planted("4.1", "deadline", "deadline", "1-ое полугодие 2015 года", "2-ое полугодие 2015 года"),
    _planted("4.4", "deadline", "deadline", "2014-2016 годы", "2014-2017 годы"),
    _planted("4.7", "deadline", "deadline", "1 сентября 2015 года", "1 октября 2015 года"),
    _planted("1.2.3", "body", "executors", "МВД", "МКИ"),
    _planted("4.9", "body", "executors", "МФ, ", ""),
    _planted("4.10", "body", "executors", "МОН", "МЗСР"),
    _planted("4.14", "body", "executors", "МНЭ, ", "МНЭ, МЮ, "),
    _planted("4.12", "cost", "cost", "не требуется", "в пределах средств местного бюджета"),
    _planted("5.1", "cost", "cost", "в пределах средств местного бюджета", "не требуется"),
    _planted(
        "5.4",
        "cost",
        "cost",
        "в рамках государственного информационного заказа",
        "в пределах средств республиканского бюджета",
    ),
    _planted("2.4", "form", "completion_form", "предложение", "информация"),
    _planted("4.16", "form", "completion_form", "Правительство", "Администрацию Президента"),
    _planted("5.3", "form", "completion_form", "проведение семинаров", "проведение круглых столов"),
    _planted("1.3", "consent", "executors", _LOCALLY, f"{_LOCALLY} (по согласованию)"),
    _planted("2.1", "consent", "executors", "ЦИК (по согласованию)", "ЦИК"),
    _planted("5.6", "number", "item", "6", "7"),
    _planted("paragraph 5", "amendment", "note", "№ 1139", "№ 1193"),
    _planted("section 3", "amendment", "note", "27.10.2014", "17.10.2014"),
)


def planted_decree() -> Edition:
    """The Russian decree with all of them; its typed values are those of the words that it prints."""
    plan = DECREE.plan
    stages = tuple(replace(s, sections=tuple(map(_section, s.sections))) for s in plan.stages)
    notes = {"paragraph 5": 1, "section 3": 4}
    amendments = [dict(row) for row in DECREE.amendments]
    for planted in PLANTED:
        if planted.kind == "amendment":
            row = amendments[notes[planted.where]]
            row["note_text"] = _put_in(row["note_text"] or "", planted)
    amendments[1]["amending_number"] = "1193"
    amendments[4]["amending_date"] = "2014-10-17"
    return replace(
        DECREE,
        name="decree-planted-ru",
        plan=replace(plan, stages=stages),
        paragraphs=tuple(map(_paragraph, DECREE.paragraphs)),
        amendments=tuple(amendments),
    )


def _put_in(text: str, planted: Planted) -> str:
    if text.count(planted.before) != 1:
        raise ValueError(f"{planted.where}: {planted.before!r} does not stand once in {text!r}")
    return text.replace(planted.before, planted.after)


def _at(where: str) -> Iterable[Planted]:
    return (planted for planted in PLANTED if planted.where == where)


def _paragraph(paragraph: Paragraph) -> Paragraph:
    for planted in _at(f"paragraph {paragraph.number}"):
        paragraph = replace(paragraph, note=_put_in(paragraph.note or "", planted))
    return paragraph


def _section(section: Section) -> Section:
    note = section.note
    for planted in _at(f"section {section.number}"):
        note = _put_in(note or "", planted)
    return replace(section, note=note, rows=tuple(_row(section, row) for row in section.rows))


def _row(section: Section, row: Row) -> Row:
    key = ".".join(part for part in (section.number, row.item, row.sub) if part)
    changes = {p.part: _put_in(getattr(row, p.part), p) for p in _at(key)}
    if not changes:
        return row
    changed = replace(row, **changes)
    executors = GLOSSARY.mentions(changed.executors)
    return GLOSSARY.row(
        changed.item, changed.measure, changed.completion_form, executors, changed.deadline, changed.cost,
        sub=changed.sub,
    )  # fmt: skip
