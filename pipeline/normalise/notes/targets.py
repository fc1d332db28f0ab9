"""What a note of amendment speaks of: paragraphs, rows, sections, titles, words, chained by case.

`2-тармақтың 3) тармақшасы` is one target and `2-тармақ, 3-тармақ` are two; `Жоспар 6-1-жолмен толықтырылды`
speaks of row 6-1 and not of the plan. The endings tell: a genitive or locative is the whole of what follows
it, an instrumental is what was put in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.normalise.notes.act_units import Unit

_MEASURE_LEVEL = 3
_SECTION_LEVEL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What an action was done to.

    Attributes:
        target_type: the published code, null where the words do not tell it.
        key: its number, for a measure `<section>.<item>[.<sub-item>]` as far as the words tell.
        is_part: whether only words or a sentence of it were meant.
        is_title: whether its title was meant.
        has_section: whether a measure's key begins with its section.
        needs_section: whether a section without a number was named, which only the note's place can tell.
        is_unread: whether it has a number or a name that was not understood, so that its key is not known.
    """

    target_type: str | None
    key: str | None = None
    is_part: bool = False
    is_title: bool = False
    has_section: bool = False
    needs_section: bool = False
    is_unread: bool = False


@dataclass(slots=True)
class _Chain:
    """The wholes that the next word is a part of, by their level."""

    units: dict[int, Unit]

    def enter(self, unit: Unit) -> None:
        self.leave(unit.word.level)
        self.units[unit.word.level] = unit

    def leave(self, level: int) -> None:
        self.units = {at: unit for at, unit in self.units.items() if at < level}

    def number_at(self, level: int) -> str | None:
        unit = self.units.get(level)
        return unit.numbers[0] if unit and unit.numbers else None

    def is_unread_at(self, level: int) -> bool:
        unit = self.units.get(level)
        return unit is not None and (unit.numbers is None or unit.is_named)

    def kind_at(self, level: int) -> str | None:
        unit = self.units.get(level)
        return unit.word.kind if unit else None


def resolve_targets(units: list[Unit], *, inserts: bool, trailing_words: bool, in_plan: bool) -> list[Target]:
    """What the units of one clause speak of.

    Args:
        units: the words for parts, in order.
        inserts: whether the clause's action puts something in, so that an instrumental is its target.
        trailing_words: whether other words stand between the last unit and the action.
        in_plan: whether the note stands in the plan, where `13-тармақ` is a row.
    """
    put_in = (
        [unit for unit in units if unit.case == "instrumental" and unit.word.kind != "part"]
        if inserts
        else []
    )
    chain = _Chain(units={})
    targets: list[Target] = []
    for position, unit in enumerate(units):
        is_last = position == len(units) - 1
        is_whole = unit.case in {"genitive", "locative", "attributive"} and (not is_last or trailing_words)
        following = units[position + 1] if not is_last else None
        if unit.case == "dative" and following is not None and following.word.kind == "appendix":
            is_whole = following.start - unit.end <= 1  # Қаулыға 1-қосымша
        if put_in and unit not in put_in:
            if unit.word.kind != "part":
                chain.enter(unit)
        elif unit.word.kind == "part" and not chain.units and targets:
            if not inserts:
                targets[-1] = replace(targets[-1], is_part=True)
        elif is_whole and not is_last:
            chain.enter(unit)
        else:
            chain.leave(unit.word.level)
            targets += _targets(unit, chain, in_plan=in_plan, is_part=is_whole)
            if is_whole:
                chain.enter(unit)
    return list(dict.fromkeys(targets))


def _targets(unit: Unit, chain: _Chain, *, in_plan: bool, is_part: bool) -> Iterable[Target]:
    kind = unit.word.kind
    if kind in {"part", "title", "text"}:
        whole = chain.units.get(max(chain.units, default=-1))
        if whole is None:
            known = None if kind == "part" else "act"
            yield Target(target_type=known, is_part=kind != "title", is_title=kind == "title")
            return
        chain.leave(whole.word.level)
        for target in _targets(whole, chain, in_plan=in_plan, is_part=False):
            yield Target(
                target_type=target.target_type,
                key=target.key,
                is_part=kind != "title",
                is_title=kind == "title" or target.is_title,
                has_section=target.has_section,
                needs_section=target.needs_section,
                is_unread=target.is_unread,
            )
        return
    if chain.kind_at(0) == "appendix" and kind in {"measure", "paragraph", "subparagraph"}:
        yield Target(target_type="appendix", key=chain.number_at(0), is_part=True)
        return
    in_plan = (
        (in_plan and chain.kind_at(0) != "act") or chain.kind_at(0) == "plan" or _SECTION_LEVEL in chain.units
    )
    section = chain.number_at(_SECTION_LEVEL)
    is_unread = unit.numbers is None or any(chain.is_unread_at(level) for level in chain.units)
    for number in unit.numbers or (None,):
        if kind in {"measure", "paragraph", "subparagraph"}:
            whole_kind = chain.kind_at(_MEASURE_LEVEL) if kind == "subparagraph" else kind
            is_measure = whole_kind == "measure" or in_plan
            parts = [chain.number_at(_MEASURE_LEVEL), number] if kind == "subparagraph" else [number]
            if is_measure and section is not None:
                parts = [section, *parts]
            yield Target(
                target_type="measure" if is_measure else "paragraph",
                key=".".join(part for part in parts if part) if all(parts) and not is_unread else None,
                is_part=is_part,
                has_section=is_measure and section is not None,
                needs_section=is_measure and section is None and _SECTION_LEVEL in chain.units,
                is_unread=is_unread,
            )
        else:
            is_unread = is_unread or unit.is_named
            yield Target(
                target_type=kind, key=None if is_unread else number, is_part=is_part, is_unread=is_unread
            )
