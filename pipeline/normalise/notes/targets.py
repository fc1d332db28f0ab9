"""What a note of amendment speaks of: paragraphs, rows, sections, titles, words, chained by case.

`2-тармақтың 3) тармақшасы` is one target and `2-тармақ, 3-тармақ` are two; `Жоспар 6-1-жолмен толықтырылды`
speaks of row 6-1 and not of the plan. The endings say it: a genitive or locative is the whole of what follows
it, an instrumental is what was put in. What the words leave out, the section that the note follows or the row
that it stands in, is known from its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.normalise.notes.note_words import Unit

SECTION_LEVEL, _MEASURE_LEVEL = 2, 3
_NUMBERED = frozenset({"measure", "paragraph", "subparagraph"})
_KEYED = frozenset({"paragraph", "section", "measure", "stage"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What an action was done to.

    Attributes:
        target_type: the published code, null where the words do not say it.
        key: its number, for a measure `<item>[.<sub-item>]` until its place is known, which adds the section.
        section: of a measure the section that the words name; empty where they name it without a number.
        is_part: whether only words or a sentence of it were meant.
        is_title: whether its title was meant.
        is_unread: whether it has a number or a name that was not understood, so that its key is not known.
    """

    target_type: str | None
    key: str | None = None
    section: str | None = None
    is_part: bool = False
    is_title: bool = False
    is_unread: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteContext:
    """Where a note stands, for what its own words leave out.

    Attributes:
        target_type: what the note follows or stands in: act, paragraph, plan, stage, section, measure,
            appendix.
        target_key: its key, for a measure the whole measure key.
        section_number: the section of the plan that it stands in, if any.
    """

    target_type: str
    target_key: str | None = None
    section_number: str | None = None


class _Chain(dict[int, Unit]):
    """The wholes that the next word is a part of, by their level."""

    def enter(self, unit: Unit) -> None:
        self.leave(unit.word.level)
        self[unit.word.level] = unit

    def leave(self, level: int) -> None:
        for at in [at for at in self if at >= level]:
            del self[at]

    def number_at(self, level: int) -> str | None:
        numbers = self[level].numbers if level in self else None
        return numbers[0] if numbers else None

    def kind_at(self, level: int) -> str | None:
        return self[level].word.kind if level in self else None

    @property
    def is_unread(self) -> bool:
        return any(unit.numbers is None or unit.is_named for unit in self.values())


def resolve_targets(units: list[Unit], *, inserts: bool, trailing_words: bool, in_plan: bool) -> list[Target]:
    """What the units of one clause speak of.

    Args:
        units: the words for parts, in order.
        inserts: whether the clause's action puts something in, so that an instrumental is its target.
        trailing_words: whether other words stand between the last unit and the action.
        in_plan: whether the note stands in the plan, where `13-тармақ` is a row.
    """
    units = _without_title(units)
    put_in = [unit for unit in units if inserts and is_instrument(unit)]
    chain = _Chain()
    targets: list[Target] = []
    for unit, following in zip(units, [*units[1:], None], strict=False):
        is_part = unit.word.kind == "part"
        is_whole = _is_whole(unit, following, trailing_words=trailing_words)
        if put_in and unit not in put_in:
            if not is_part:
                chain.enter(unit)
        elif is_part and not chain and targets:
            if not inserts:
                targets[-1] = replace(targets[-1], is_part=True)
        elif is_whole and following is not None:
            chain.enter(unit)
        else:
            chain.leave(unit.word.level)
            targets += _targets(unit, chain, in_plan=in_plan, is_part=is_whole)
            if is_whole:
                chain.enter(unit)
    return list(dict.fromkeys(targets))


def _without_title(units: list[Unit]) -> list[Unit]:
    """Units without the title next to the whole text, where words of both went: they are the act's.

    `Тақырыбында және барлық мәтін бойынша «…» деген сөздер …`.
    """
    kinds = ["", *(unit.word.kind for unit in units), ""]
    if "part" not in kinds:
        return units
    beside = (kinds[at : at + 3] for at in range(len(units)))
    return [
        unit
        for unit, near in zip(units, beside, strict=True)
        if unit.word.kind != "title" or unit.case == "genitive" or "throughout" not in near
    ]


def is_instrument(unit: Unit) -> bool:
    """Whether something was put in or put in place of another: `6-1-жолмен`."""
    return unit.case == "instrumental" and unit.word.kind != "part"


def _is_whole(unit: Unit, following: Unit | None, *, trailing_words: bool) -> bool:
    if unit.case == "dative" and following is not None and following.word.kind == "appendix":
        return following.start - unit.end <= 1  # Қаулыға 1-қосымша
    if unit.case == "ablative" and following is not None and following.word.level > unit.word.level:
        return True  # Жоспардан 15-жол
    owns = unit.case in {"genitive", "locative", "attributive"}
    # a title is no whole of the text
    return owns and (trailing_words if following is None else unit.word.level <= following.word.level)


def _targets(unit: Unit, chain: _Chain, *, in_plan: bool, is_part: bool) -> Iterable[Target]:
    kind = unit.word.kind
    if kind in {"part", "title", "text", "throughout"}:
        yield from _of_whole(unit, chain, in_plan=in_plan)
    elif chain.kind_at(0) == "appendix" and kind in _NUMBERED:
        yield Target(target_type="appendix", key=chain.number_at(0), is_part=True)
    elif kind in _NUMBERED:
        yield from _numbered(unit, chain, in_plan=in_plan, is_part=is_part)
    else:
        is_unread = unit.numbers is None or unit.is_named or chain.is_unread
        for number in unit.numbers or (None,):
            key = None if is_unread else number
            yield Target(target_type=kind, key=key, is_part=is_part, is_unread=is_unread)


def _of_whole(unit: Unit, chain: _Chain, *, in_plan: bool) -> Iterable[Target]:
    """Words, a sentence or the title of what was named before, or of the act."""
    is_title = unit.word.kind == "title"
    if not chain:
        yield Target(
            target_type=None if unit.word.kind == "part" else "act",
            is_part=not is_title,
            is_title=is_title,
            is_unread=is_title and unit.numbers != (),  # titles have no number
        )
        return
    whole = chain[max(chain)]
    chain.leave(whole.word.level)
    for target in _targets(whole, chain, in_plan=in_plan, is_part=False):
        yield replace(target, is_part=not is_title, is_title=is_title or target.is_title)


def _numbered(unit: Unit, chain: _Chain, *, in_plan: bool, is_part: bool) -> Iterable[Target]:
    """A row of the plan, or a paragraph of the act, or a part of one with a number of its own."""
    kind, of_section = unit.word.kind, SECTION_LEVEL in chain
    in_plan = (in_plan and chain.kind_at(0) != "act") or chain.kind_at(0) == "plan" or of_section
    whole = chain.kind_at(_MEASURE_LEVEL) if kind == "subparagraph" else kind
    is_measure = whole == "measure" or in_plan
    is_unread = unit.numbers is None or chain.is_unread
    for number in unit.numbers or (None,):
        parts = [chain.number_at(_MEASURE_LEVEL), number] if kind == "subparagraph" else [number]
        yield Target(
            target_type="measure" if is_measure else "paragraph",
            key=".".join(part for part in parts if part) if all(parts) and not is_unread else None,
            section=chain.number_at(SECTION_LEVEL) or "" if of_section else None,
            is_part=is_part,
            is_unread=is_unread,
        )


def placed(target: Target, context: NoteContext | None) -> Target:
    """The target with what the place of the note says of its key."""
    if target.is_unread:
        return target
    section = target.section or (context.section_number if context else None)
    if target.section is not None and not section:
        return replace(target, key=None, is_unread=True)
    is_keyed = target.key is not None or target.target_type not in _KEYED
    if context and target.target_type == context.target_type and not is_keyed:
        return Target(target_type=target.target_type, key=context.target_key)
    if target.target_type == "measure" and target.key and section:
        return Target(target_type="measure", key=f"{section}.{target.key}")
    return target
