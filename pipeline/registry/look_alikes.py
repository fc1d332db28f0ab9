"""Letters that stand for other letters, from `registry/letters.yml`: one table for repairs and readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.registry.loading import read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """Which printed letter stands for which.

    Attributes:
        look_alikes: Latin letters to the Cyrillic ones that they look like inside a Cyrillic word.
        legacy: letters of other Cyrillic alphabets to the Kazakh ones.
        numerals: letters typed in Roman numerals, Latin and Cyrillic, to the Latin capital that is meant.
    """

    look_alikes: Mapping[str, str]
    legacy: Mapping[str, str]
    numerals: Mapping[str, str]


@cache
def letters() -> Letters:
    """The table of `registry/letters.yml`."""
    data = read_yaml("letters.yml")

    def pairs(name: str) -> dict[str, str]:
        return dict(zip(data[name]["printed"], data[name]["meant"], strict=True))

    numerals = {meant: meant for meant in data["numerals"]}
    for meant, typed in data["numerals"].items():
        numerals |= dict.fromkeys(typed, meant)
    return Letters(look_alikes=pairs("look_alikes"), legacy=pairs("legacy"), numerals=numerals)
