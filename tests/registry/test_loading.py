"""The registry's files as declared types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.registry.loading import typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    stem: str
    endings: tuple[str, ...] = ()
    known: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    words: tuple[Word, ...]
    numbers: Mapping[str, int]


def test_fields_get_what_the_file_says_and_their_defaults():
    data = {
        "words": [{"stem": "жыл", "endings": "дың ға", "note": "not a field"}, {"stem": "ай", "known": [1]}],
        "numbers": {"бір": 1},
    }
    assert typed(Words, data) == Words(
        words=(Word(stem="жыл", endings=("дың", "ға")), Word(stem="ай", known=frozenset({1}))),
        numbers={"бір": 1},
    )
