"""The words of duties to report, from `registry/duties.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.registry.loading import read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyWords:
    """All of `registry/duties.yml`; the file says what each list means."""

    head_nouns: tuple[str, ...]
    nominative_endings: tuple[str, ...]
    dative_endings: tuple[str, ...]
    introductions: tuple[str, ...]
    imperative_endings: tuple[str, ...]


@cache
def duty_words() -> DutyWords:
    """The words of `registry/duties.yml`."""
    data = read_yaml("duties.yml")
    return DutyWords(**{name: tuple(words) for name, words in data.items()})
