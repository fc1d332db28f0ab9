"""Kazakh for spaCy: `spacy.blank("kk")`, through the entry point `spacy_languages`.

spaCy has no Kazakh, and its classes of letters lack ғ and қ: with them a full stop after `халық` would
stick to the word. Hyphens join compound words (`өзін-өзі`), which stay whole, and tie endings to
abbreviations (`ҰЭМ-ге`), which are split off; dots belong to short forms (`т.б.`, `жж.`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from spacy.attrs import LIKE_NUM, NORM, ORTH  # type: ignore[import-not-found] # compiled, without stubs
from spacy.lang.char_classes import (
    ALPHA,
    ALPHA_LOWER,
    ALPHA_UPPER,
    CONCAT_QUOTES,
    CURRENCY,
    LIST_CURRENCY,
    LIST_ELLIPSES,
    LIST_ICONS,
    LIST_PUNCT,
    LIST_QUOTES,
    PUNCT,
    UNITS,
)
from spacy.lang.tokenizer_exceptions import BASE_EXCEPTIONS
from spacy.language import BaseDefaults, Language
from spacy.util import registry, update_exc

from pipeline.registry.calendar import load_calendar
from pipeline.registry.language_words import language_words
from pipeline.registry.loading import reading_in

_LOWER = f"{ALPHA_LOWER}ғқ"
_UPPER = f"{ALPHA_UPPER}ҒҚ"
_LETTER = f"{ALPHA}ғқҒҚ"
_NUMBER_SIGN = "№"

_PREFIXES = [
    *["§", "%", "=", "—", "–", r"\+(?![0-9])", _NUMBER_SIGN],
    *LIST_PUNCT,
    *LIST_ELLIPSES,
    *LIST_QUOTES,
    *LIST_CURRENCY,
    *LIST_ICONS,
]
_SUFFIXES = [
    *LIST_PUNCT,
    *LIST_ELLIPSES,
    *LIST_QUOTES,
    *LIST_ICONS,
    *["—", "–"],
    rf"(?<=[{_UPPER}][{_UPPER}])-[{_LOWER}]+",  # the ending of an abbreviation: ҰЭМ-ге
    rf"(?<=[{CONCAT_QUOTES}])-[{_LOWER}]+",  # and of a quoted name: «Нұр Отан»-ның
    r"(?<=[0-9])\+",
    r"(?<=[0-9])жж?\.",  # 2016ж.
    rf"(?<=[0-9])(?:{CURRENCY})",
    rf"(?<=[0-9])(?:{UNITS})",
    rf"(?<=[0-9{_LOWER}%²\-\+{PUNCT}{CONCAT_QUOTES}])\.",
    rf"(?<=[{_UPPER}][{_UPPER}])\.",
]
_INFIXES = [
    *LIST_ELLIPSES,
    *LIST_ICONS,
    r"(?<=[0-9])[+\-\*^–—](?=[0-9-])",  # 2014-2016
    rf"(?<=[{_LOWER}{CONCAT_QUOTES}])\.(?=[{_UPPER}{CONCAT_QUOTES}])",
    rf"(?<=[{_LETTER}]),(?=[{_LETTER}])",
    rf"(?<=[{_LETTER}])(?:—|–|--|---|——|~)(?=[{_LETTER}])",  # not the hyphen of өзін-өзі
    rf"(?<=[{_LETTER}0-9])[:<>=/](?=[{_LETTER}])",
    rf"(?<=[{_LETTER}0-9])[(«](?=[{_LETTER}0-9])",  # a bracket that lost its space
    rf"(?<=[{_LETTER}0-9])[)»](?=[{_LETTER}0-9])",
]

# 5 | 12 500,5 without its spaces | 1/2 | 5-ші
_DIGITS = re.compile(r"[+\-±~]?\d+(?:[.,]\d+)*(?:/\d+)?")


def _number_words() -> frozenset[str]:
    words = load_calendar().words.items()
    ordinals = {form for form, meaning in words if meaning.kind == "number" and meaning.case == "ordinal"}
    return frozenset(language_words().numerals) | ordinals


def _is_like_num() -> Callable[[str], bool]:
    words = _number_words()
    suffixes = load_calendar().suffixes

    def like_num(text: str) -> bool:
        """Whether a token is a number in figures or words, with an ending after a hyphen or without."""
        number, hyphen, suffix = text.lower().partition("-")
        if hyphen and number and suffix in suffixes:
            return _DIGITS.fullmatch(number) is not None
        return _DIGITS.fullmatch(text) is not None or text.lower() in words

    return like_num


def _tokenizer_exceptions() -> dict[str, list[dict[int, str]]]:
    exceptions: dict[str, list[dict[int, str]]] = {}
    for short, full in language_words().abbreviations.items():
        # the capital of a single letter is an initial
        for printed in (short, short.capitalize(), short.upper()) if len(short) > len("т.") else (short,):
            exceptions[printed] = [{ORTH: printed, NORM: full}]
    merged: dict[str, list[dict[int, str]]] = update_exc(BASE_EXCEPTIONS, exceptions)
    return merged


# whichever language is read when this is imported
with reading_in("kk"):
    _EXCEPTIONS = _tokenizer_exceptions()
    _LIKE_NUM = _is_like_num()
    _STOP_WORDS = set(language_words().stop_words)


class KazakhDefaults(BaseDefaults):
    """What spaCy needs to know of Kazakh, from the registry."""

    tokenizer_exceptions = _EXCEPTIONS
    prefixes = _PREFIXES
    suffixes = _SUFFIXES
    infixes = _INFIXES
    lex_attr_getters: dict[int, Callable[[str], Any]] = {LIKE_NUM: _LIKE_NUM}  # noqa: RUF012 - as spaCy
    stop_words: set[str] = _STOP_WORDS


@registry.languages("kk")
class Kazakh(Language):  # type: ignore[no-untyped-call] # spaCy's hook is untyped
    """Kazakh in Cyrillic script."""

    lang = "kk"
    Defaults = KazakhDefaults


__all__ = ["Kazakh"]
