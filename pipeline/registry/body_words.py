"""What the words of a body say of it: kinds, levels, subjects, from `registry/bodies.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.registry.loading import read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyWords:
    """The words of bodies' names: the file's comments say what each list is.

    Attributes:
        nouns: stem of the noun that closes a name -> kind.
        legal_forms: letters inside a name -> kind.
        letters: letters that are a whole name -> kind.
        need_subject: stems of nouns that say nothing without the words for their subject.
        contractions: the beginning of a contracted name -> level.
        weak_nouns: stems of nouns that also stand inside names, before a conjunction.
        patronymics: endings of a person's patronymic.
        named_after: words between a person's name and what is named after the person.
        levels: stem of the noun for a place -> level.
        level_adjectives: adjective -> level.
        attributives: endings that make an adjective of a noun in the locative.
        of_significance: words that make an adjective of level say a rank.
        place_postpositions: words between a place and an office's name.
        before_names: words before a name that say nothing of its kind.
        joint_subjects: subjects of one body that hold a conjunction, word by word.
        akimat_subjects: stems of the subjects of an akimat's own offices.
    """

    nouns: Mapping[str, str]
    legal_forms: Mapping[str, str]
    letters: Mapping[str, str]
    need_subject: frozenset[str]
    contractions: Mapping[str, str]
    weak_nouns: frozenset[str]
    patronymics: tuple[str, ...]
    named_after: frozenset[str]
    levels: Mapping[str, str]
    level_adjectives: Mapping[str, str]
    attributives: tuple[str, ...]
    of_significance: frozenset[str]
    place_postpositions: frozenset[str]
    before_names: frozenset[str]
    joint_subjects: tuple[tuple[str, ...], ...]
    akimat_subjects: tuple[str, ...]


@cache
def body_words() -> BodyWords:
    """The words of `registry/bodies.yml`."""
    data = read_yaml("bodies.yml")
    return BodyWords(
        nouns=_by_word(data["nouns"]),
        legal_forms=_by_word(data["legal_forms"]),
        letters=_by_word(data["letters"]),
        need_subject=frozenset(data["need_subject"]),
        contractions=dict(data["contractions"]),
        weak_nouns=frozenset(data["weak_nouns"]),
        patronymics=tuple(data["person"]["patronymics"]),
        named_after=frozenset(data["person"]["named_after"]),
        levels=_by_word(data["levels"]),
        level_adjectives=_by_word(data["level_adjectives"]),
        attributives=tuple(data["attributives"]),
        of_significance=frozenset(data["of_significance"]),
        place_postpositions=frozenset(data["place_postpositions"]),
        before_names=frozenset(data["before_names"]),
        joint_subjects=tuple(tuple(phrase.replace(",", "").split()) for phrase in data["joint_subjects"]),
        akimat_subjects=tuple(data["akimat_subjects"]),
    )


def _by_word(lists: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: key for key, words in lists.items() for word in words}
