"""Headings inside the plan: stages, sections, and the notes that stand with them.

`Бірінші кезең (2013 - 2014 жылдар) - …`, `II кезең. …`, `1. Жергілікті …`, `2-бөлім. …`, `1. Басымдық. …`,
`Міндет 1.1: …`, and a heading with the note that removed its section in one cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex as re

from pipeline.registry.act_words import act_words
from pipeline.registry.head_words import head_role
from pipeline.registry.loading import by_language
from pipeline.registry.outline_words import outline_words
from pipeline.registry.word_orders import word_order
from pipeline.stations.item_numbers import roman_digits, roman_value
from pipeline.stations.page import Line
from pipeline.stations.plan import PlanWords, Section, Stage
from pipeline.stations.printed import JoinLines, Printed


@by_language()
def note_pattern() -> re.Pattern[str]:
    """Matches the word that opens a note, `Ескерту.` or `Ескертпе:`."""
    return re.compile(rf"(?:{'|'.join(outline_words().note)})\s*[.:]", re.IGNORECASE)


@by_language()
def removal_pattern() -> re.Pattern[str]:
    """Matches the words that remove an item: `Исключен`, `Строка исключена`, `(исключен`."""
    words = "|".join(word.replace(" ", r"\s+") for word in outline_words().removal)
    items = "|".join(stem for target in act_words().targets if target.numbered for stem in target.stems)
    return re.compile(rf"\(?(?:\b(?:{items})\p{{L}}*\s+)?(?:{words})(?!\p{{L}})", re.IGNORECASE)


@by_language()
def plan_words() -> PlanWords:
    """The words by which the layout knows a plan that no rules show, for texts without their spaces."""
    removal = "|".join(word.replace(" ", "") for word in outline_words().removal)
    return PlanWords(
        head_role=head_role,
        heading=word_order("heading_opening"),
        removal=re.compile(removal, re.IGNORECASE),
    )


def begins_note(text: str) -> bool:
    """Whether a text begins as a note does, or with the words that remove an item."""
    return bool(note_pattern().match(text) or removal_pattern().match(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a heading says: a stage or a section, and the notes that stand with it, if any."""

    stage: Stage | None
    section: Section | None
    notes: tuple[Printed, ...]


def split_notes(lines: Sequence[Line], join: JoinLines) -> tuple[Printed, tuple[Printed, ...]]:
    """The lines' own text, and each note that follows it: a note begins a line with its mark."""
    starts = [index for index, line in enumerate(lines) if note_pattern().match(line.text)]
    if not starts:
        return join(lines), ()
    ends = [*starts[1:], len(lines)]
    notes = tuple(join(lines[start:end]) for start, end in zip(starts, ends, strict=True))
    return join(lines[: starts[0]]), notes


def parse_heading(lines: Sequence[Line], join: JoinLines, number: str | None = None) -> Heading:
    """The heading that these lines are; anything that is no stage is a section.

    `number` is its number, where that stands in a cell of its own.
    """
    own, notes = split_notes(lines, join)
    if not own.text:
        return Heading(stage=None, section=None, notes=notes)
    stage = None if number else _stage(own)
    return Heading(stage=stage, section=None if stage else _section(own, number), notes=notes)


def is_heading(text: str) -> bool:
    """Whether this is a stage's or a section's heading."""
    return any(word_order(kind).fullmatch(text) for kind in ("stage", "level", "section"))


def is_level_heading(text: str) -> bool:
    """Whether a heading says that it is a priority, a direction, a goal or a task."""
    return bool(word_order("level").fullmatch(text))


def number_parts(number: str | None) -> tuple[str, ...]:
    """`("1", "2")` for `1.2`, `("2",)` for `II`."""
    if not number:
        return ()
    value = roman_value(number)
    return (str(value),) if value else tuple(number.split("."))


def _stage(own: Printed) -> Stage | None:
    match = word_order("stage").fullmatch(own.text)
    number = _number(match["number"]) if match else None
    if match is None or number is None:
        return None
    first = int(match["first"]) if match["first"] else None
    last = int(match["last"]) if match["last"] else first
    return Stage(number=number, title=match["title"].strip(), first_year=first, last_year=last, heading=own)


def _section(own: Printed, number: str | None) -> Section:
    match = word_order("level").fullmatch(own.text)
    if match:
        level = outline_words().levels[match["word"].lower()]
        title = match["title"].strip()
        return Section(number=_digits(number or match["number"]), title=title, heading=own, level=level)
    if number:
        return Section(number=number, title=own.text, heading=own)
    match = word_order("section").fullmatch(own.text)
    if match is None:
        return Section(number=None, title=own.text, heading=own)
    return Section(number=_digits(match["number"]), title=match["title"].strip(), heading=own)


def _digits(number: str | None) -> str | None:
    """`1` for `Бірінші`; a number in digits, Roman ones too, as printed."""
    value = _number(number) if number and number.isalpha() and not roman_digits(number) else None
    return str(value) if value else number


def _number(text: str) -> int | None:
    """1 for `1`, `I`, `Бірінші`."""
    if text.isdecimal():
        return int(text)
    return outline_words().ordinals.get(text.lower()) or roman_value(text.upper())
