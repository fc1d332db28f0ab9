"""The words of acts, of their amendment and of the duties that they lay down: `acts.yml` and `duties.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.registry.loading import by_language, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ActType:
    """A kind of act: its published code and the stems of the Kazakh words for it."""

    act_type: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuingBody:
    """Who issues acts: the code that ids are made of and the stems of the words that name it."""

    code: str
    stems: tuple[str, ...]
    local: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetWord:
    """A part of an act that a note can speak of: act, plan, appendix, stage, section, measure, paragraph, ...

    The `level` is 0 for the whole and grows towards its parts; a `numbered` word means this only behind a
    number.
    """

    kind: str
    level: int
    stems: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPhrase:
    """Words that say what an amending act did.

    Attributes:
        phrase: stems in the order of the words; "…" stands for up to three words.
        akn: the Akoma Ntoso textual modification, null where the words do not say it.
        akn_of_title: the same where the words speak of a title.
        endings: endings of the last word that say that it was done, if not those of all phrases.
        of_act: whether a note that says only this is of the act: `… қаулысымен енгізілген өзгерістерімен`.
    """

    phrase: tuple[str, ...]
    action: str
    akn: str | None = None
    akn_of_title: str | None = None
    endings: tuple[str, ...] = ()
    of_act: bool = False


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
    effect_goes_on: tuple[str, ...] = ()
    code_word: str
    code_names: tuple[str, ...]
    constitution: str
    republic: str
    act_ranks: tuple[str, ...]
    local_places: Mapping[str, str]
    transliteration: Mapping[str, str]
    ground_words: tuple[str, ...]


act_words = words_of(ActWords, "acts.yml")


@by_language()
def kinds_of_act() -> str:
    """The stems of the words for all kinds of act, as alternatives of a regular expression."""
    return "|".join(stem for act in act_words().act_types for stem in act.stems)


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyWords:
    """All of `registry/duties.yml`; the file says what each list means."""

    head_nouns: tuple[str, ...]
    nominative_endings: tuple[str, ...]
    dative_endings: tuple[str, ...]
    introductions: tuple[str, ...]
    imperative_endings: tuple[str, ...]
    recipient_prepositions: tuple[str, ...] = ()
    addressing_verbs: tuple[str, ...] = ()


duty_words = words_of(DutyWords, "duties.yml")
