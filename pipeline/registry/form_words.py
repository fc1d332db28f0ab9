"""The words of the forms of completion: `registry/forms.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.registry.loading import read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class FormWords:
    """What the words of the column mean; the file's comments say what each list is."""

    results: dict[str, tuple[str, ...]]
    actions: tuple[str, ...]
    postpositions: tuple[str, ...]
    destinations: tuple[str, ...]
    receivers: frozenset[str]
    signing: frozenset[str]
    channels: frozenset[str]
    verbal_ending: str


@cache
def form_words() -> FormWords:
    """The words of the forms of completion."""
    raw = read_yaml("forms.yml")
    return FormWords(
        results={code: tuple(phrases) for code, phrases in raw["results"].items()},
        actions=tuple(raw["actions"]),
        postpositions=tuple(raw["postpositions"]),
        destinations=tuple(raw["destinations"]),
        receivers=frozenset(raw["receivers"]),
        signing=frozenset(raw["signing"]),
        channels=frozenset(raw["channels"]),
        verbal_ending=raw["verbal_ending"],
    )
