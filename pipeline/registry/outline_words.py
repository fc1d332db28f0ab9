"""The words by which an act and its plan are divided (`registry/outline.yml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.registry.loading import read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineWords:
    """Words of headings, notes and stamps, in lower case.

    `ordinals` are (word, number), `levels` (word, level).
    """

    ordinals: tuple[tuple[str, int], ...]
    stage: tuple[str, ...]
    section: tuple[str, ...]
    levels: tuple[tuple[str, str], ...]
    year: tuple[str, ...]
    note: tuple[str, ...]
    removal: tuple[str, ...]
    approval: tuple[str, ...]
    annex: tuple[str, ...]
    plan: tuple[str, ...]
    enacting: tuple[str, ...]
    joining: tuple[str, ...]
    act_line: tuple[str, ...]
    basis_end: tuple[str, ...]
    legend: tuple[str, ...]
    total: tuple[str, ...]
    included: tuple[str, ...]
    title_end: tuple[str, ...]
    repeal: tuple[str, ...]
    lapse: tuple[str, ...]
    part: tuple[str, ...]
    letter: tuple[str, ...]
    registered: tuple[str, ...]
    registry: tuple[str, ...]
    number: tuple[str, ...]


@cache
def outline_words() -> OutlineWords:
    """The registry's words of outline."""
    data = read_yaml("outline.yml")
    return OutlineWords(
        ordinals=tuple((word, int(number)) for number, words in data["ordinals"].items() for word in words),
        stage=tuple(data["stage_words"]),
        section=tuple(data["section_words"]),
        levels=tuple((word, level) for level, words in data["level_words"].items() for word in words),
        year=tuple(data["year_words"]),
        note=tuple(data["note_words"]),
        removal=tuple(data["removal_words"]),
        approval=tuple(data["approval_words"]),
        annex=tuple(data["annex_words"]),
        plan=tuple(data["plan_words"]),
        enacting=tuple(data["enacting_words"]),
        joining=tuple(data["joining_words"]),
        act_line=tuple(data["act_line_words"]),
        basis_end=tuple(data["basis_end_words"]),
        legend=tuple(data["legend_words"]),
        total=tuple(data["total_words"]),
        included=tuple(data["included_words"]),
        title_end=tuple(data["title_end_words"]),
        repeal=tuple(data["repeal_words"]),
        lapse=tuple(data["lapse_words"]),
        part=tuple(data["part_words"]),
        letter=tuple(data["letter_words"]),
        registered=tuple(data["registered_words"]),
        registry=tuple(data["registry_words"]),
        number=tuple(data["number_words"]),
    )
