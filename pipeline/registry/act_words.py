"""The words of acts and of their amendment, from `registry/acts.yml`, typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.registry.loading import read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class ActType:
    """A kind of act: its published code and the stems of the Kazakh words for it."""

    act_type: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuingBody:
    """Who issues acts: the code that ids are made of and the stems of the words that name it."""

    code: str
    is_local: bool
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetWord:
    """A part of an act that a note can speak of.

    Attributes:
        kind: act, plan, appendix, stage, section, measure, paragraph, subparagraph, text, part
            or title.
        level: 0 for the whole, growing towards its parts.
        numbered: whether the word means this only with a number before it.
        stems: the stems of the words for it.
    """

    kind: str
    level: int
    numbered: bool
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPhrase:
    """Words that say what an amending act did.

    Attributes:
        phrase: stems in the order of the words; "…" stands for up to three words.
        action: the published code.
        akn: the Akoma Ntoso textual modification, null where the words do not tell it.
        akn_of_title: the same where the words speak of a title.
    """

    phrase: tuple[str, ...]
    action: str
    akn: str | None
    akn_of_title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveRule:
    """A rule of taking effect: its published code and the stems that must all occur."""

    rule: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActWords:
    """All of `registry/acts.yml`; the file says what each list means."""

    act_types: tuple[ActType, ...]
    issuing_bodies: tuple[IssuingBody, ...]
    law_giver: str
    place_kinds: tuple[str, ...]
    acting_words: tuple[str, ...]
    session_words: tuple[str, ...]
    joining_words: tuple[str, ...]
    country: tuple[str, ...]
    note_marks: tuple[str, ...]
    foreign_note_marks: tuple[str, ...]
    note_publishers: tuple[str, ...]
    head_fillers: tuple[str, ...]
    approved_words: tuple[str, ...]
    done_endings: tuple[str, ...]
    pending_words: tuple[str, ...]
    targets: tuple[TargetWord, ...]
    row_number_words: tuple[str, ...]
    actions: tuple[ActionPhrase, ...]
    effect_words: tuple[str, ...]
    effective_rules: tuple[EffectiveRule, ...]
    gap_words: tuple[str, ...]
    effect_fillers: tuple[str, ...]
    effect_afterwords: tuple[str, ...]
    code_word: str
    code_names: tuple[str, ...]
    constitution: str
    republic: str
    act_ranks: tuple[str, ...]
    local_places: tuple[tuple[str, str], ...]
    transliteration: tuple[tuple[int, str], ...]
    ground_words: tuple[str, ...]
    attributive_year_words: tuple[str, ...]
    year_words: tuple[str, ...]
    from_word: str
    from_units: tuple[str, ...]


def _target(entry: dict[str, Any]) -> TargetWord:
    return TargetWord(
        kind=entry["kind"],
        level=entry["level"],
        numbered=entry.get("numbered", False),
        stems=tuple(entry["stems"]),
    )


def _action(entry: dict[str, Any]) -> ActionPhrase:
    return ActionPhrase(
        phrase=tuple(entry["phrase"].split()),
        action=entry["action"],
        akn=entry.get("akn"),
        akn_of_title=entry.get("akn_of_title"),
    )


@cache
def act_words() -> ActWords:
    """The words of `registry/acts.yml`."""
    data = read_yaml("acts.yml")
    return ActWords(
        act_types=tuple(ActType(act_type=e["act_type"], stems=tuple(e["stems"])) for e in data["act_types"]),
        issuing_bodies=tuple(
            IssuingBody(code=e["code"], is_local=e.get("local", False), stems=tuple(e["stems"]))
            for e in data["issuing_bodies"]
        ),
        law_giver=data["law_giver"],
        place_kinds=tuple(data["place_kinds"]),
        acting_words=tuple(data["acting_words"]),
        session_words=tuple(data["session_words"]),
        joining_words=tuple(data["joining_words"]),
        country=tuple(data["country"]),
        note_marks=tuple(data["note_marks"]),
        foreign_note_marks=tuple(data["foreign_note_marks"]),
        note_publishers=tuple(data["note_publishers"]),
        head_fillers=tuple(data["head_fillers"]),
        approved_words=tuple(data["approved_words"]),
        done_endings=tuple(data["done_endings"]),
        pending_words=tuple(data["pending_words"]),
        targets=tuple(_target(entry) for entry in data["targets"]),
        row_number_words=tuple(data["row_number_words"]),
        actions=tuple(_action(entry) for entry in data["actions"]),
        effect_words=tuple(data["effect_words"]),
        effective_rules=tuple(
            EffectiveRule(rule=e["rule"], stems=tuple(e["stems"])) for e in data["effective_rules"]
        ),
        gap_words=tuple(data["gap_words"]),
        effect_fillers=tuple(data["effect_fillers"]),
        effect_afterwords=tuple(data["effect_afterwords"]),
        ground_words=tuple(data["ground_words"]),
        attributive_year_words=tuple(data["attributive_year_words"]),
        year_words=tuple(data["year_words"]),
        from_word=data["from_word"],
        code_word=data["code_word"],
        code_names=tuple(data["code_names"]),
        constitution=data["constitution"],
        republic=data["republic"],
        act_ranks=tuple(data["act_ranks"]),
        from_units=tuple(data["from_units"]),
        local_places=tuple(data["local_places"].items()),
        transliteration=tuple((ord(letter), latin) for letter, latin in data["transliteration"].items()),
    )
