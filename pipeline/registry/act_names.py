"""Acts that texts cite by their names alone, from `registry/named_acts.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.registry.loading import read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedActs:
    """Names of acts.

    Attributes:
        codes: what stands before the word for a code.
        code_word: the stem of that word.
        names: whole names.
    """

    codes: tuple[str, ...]
    code_word: str
    names: tuple[str, ...]


@cache
def named_acts() -> NamedActs:
    """The names of `registry/named_acts.yml`."""
    data = read_yaml("named_acts.yml")
    return NamedActs(codes=tuple(data["codes"]), code_word=data["code_word"], names=tuple(data["names"]))
