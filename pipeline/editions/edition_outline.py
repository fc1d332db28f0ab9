"""An edition's rows as things to be matched: stages, sections, items and sub-items, paragraphs.

Stages and sections have no table of their own: they are what their measures say of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter

from pipeline.editions.matching import Pair, Thing, match
from pipeline.records import Dataset, MeasureRecord, ParagraphRecord

_REST = attrgetter("completion_form_text", "executors_text", "deadline_text", "cost_text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A stage or a section, as its first measure tells of it."""

    key: str
    first: MeasureRecord
    measures: tuple[MeasureRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One edition, dealt out for a comparison; every mapping in the order of the edition."""

    dataset: Dataset
    stages: Mapping[str, Group]
    sections: Mapping[str, Group]
    measures: Mapping[str, MeasureRecord]
    paragraphs: Mapping[str, ParagraphRecord]
    children: Mapping[str, tuple[MeasureRecord, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Keys of the old edition to keys of the new, for each kind of thing."""

    stages: Mapping[str, str]
    sections: Mapping[str, str]
    measures: Mapping[str, str]
    paragraphs: Mapping[str, str]


def outline_of(edition: Dataset) -> Outline:
    """The outline of a dataset that holds one edition."""
    measures = sorted(edition.measures, key=lambda row: row.position)
    children: dict[str, list[MeasureRecord]] = {}
    for row in measures:
        if row.parent_key:
            children.setdefault(row.parent_key, []).append(row)
    return Outline(
        dataset=edition,
        stages=_groups(measures, lambda row: "" if row.stage_number is None else str(row.stage_number)),
        sections=_groups(measures, lambda row: row.section_number or ""),
        measures={row.measure_key: row for row in measures},
        paragraphs={row.paragraph_number: row for row in edition.paragraphs if row.paragraph_number},
        children={key: tuple(rows) for key, rows in children.items()},
    )


def pair_up(old: Outline, new: Outline) -> Pairs:
    """What is the same thing in both editions, from the outermost inwards."""
    stages = _keys(match(_group_things(old.stages, _stage_text), _group_things(new.stages, _stage_text)))
    sections = _keys(
        match(_group_things(old.sections, _section_text), _group_things(new.sections, _section_text))
    )
    items = match(_item_things(old, sections), _item_things(new, None))
    measures = _keys(items)
    known = set(measures.values())
    measures |= _keys(match(_subitem_things(old, measures), _subitem_things(new, None)))
    # an item may have become a sub-item, or the other way round
    known = set(measures.values())
    left = [
        _thing(old, row, "", index)
        for index, row in enumerate(old.measures.values())
        if row.measure_key not in measures
    ]
    right = [
        _thing(new, row, row.measure_key, index)
        for index, row in enumerate(new.measures.values())
        if row.measure_key not in known
    ]
    measures |= _keys(match(left, right))
    paragraphs = match(_paragraph_things(old), _paragraph_things(new))
    return Pairs(stages=stages, sections=sections, measures=measures, paragraphs=_keys(paragraphs))


def _groups(rows: list[MeasureRecord], key_of: Callable[[MeasureRecord], str]) -> dict[str, Group]:
    found: dict[str, list[MeasureRecord]] = {}
    for row in rows:
        found.setdefault(key_of(row), []).append(row)
    return {key: Group(key=key, first=held[0], measures=tuple(held)) for key, held in found.items()}


def _stage_text(row: MeasureRecord) -> str:
    return row.stage_title_text or ""


def _section_text(row: MeasureRecord) -> str:
    return row.section_title_text or ""


def _group_things(groups: Mapping[str, Group], text_of: Callable[[MeasureRecord], str]) -> list[Thing]:
    return [
        Thing(
            key=key,
            home=key,
            text=text_of(group.first),
            rest=" ".join(row.measure_text or "" for row in group.measures),
            index=index,
        )
        for index, (key, group) in enumerate(groups.items())
    ]


def _item_things(outline: Outline, sections: Mapping[str, str] | None) -> list[Thing]:
    things = []
    for index, row in enumerate(outline.measures.values()):
        if row.parent_key:
            continue
        home = row.measure_key
        if sections is not None:
            section = sections.get(row.section_number or "")
            own = row.measure_key.removeprefix(f"{row.section_number}.") if row.section_number else home
            home = "" if section is None else f"{section}.{own}" if section else own
        things.append(_thing(outline, row, home, index))
    return things


def _subitem_things(outline: Outline, measures: Mapping[str, str] | None) -> list[Thing]:
    things = []
    for index, row in enumerate(outline.measures.values()):
        if not row.parent_key:
            continue
        home = row.measure_key
        # a sub-item whose item could not be read stays where it is
        if measures is not None and row.parent_key in outline.measures:
            parent = measures.get(row.parent_key)
            home = f"{parent}{row.measure_key.removeprefix(row.parent_key)}" if parent else ""
        things.append(_thing(outline, row, home, index))
    return things


def _thing(outline: Outline, row: MeasureRecord, home: str, index: int) -> Thing:
    held = outline.children.get(row.measure_key, ())
    texts = (row.measure_text, *(child.measure_text for child in held))
    return Thing(
        key=row.measure_key,
        home=home,
        text=" ".join(filter(None, texts)),
        rest=" ".join(filter(None, _REST(row))),
        is_blank=row.status == "removed" and not row.measure_text,
        index=index,
    )


def _paragraph_things(outline: Outline) -> list[Thing]:
    return [
        Thing(key=key, home=key, text=row.text, is_blank=not row.text, index=index)
        for index, (key, row) in enumerate(outline.paragraphs.items())
    ]


def _keys(pairs: list[Pair]) -> dict[str, str]:
    return {old.key: new.key for old, new in pairs}
