"""Kazakh for spaCy, and its pipeline that finds what texts of a language name, fed from the registry.

`spacy.blank("kk")` finds the language by the entry point `spacy_languages`.

spaCy has no Kazakh, and its classes of letters lack ғ and қ: with them a full stop after `халық` would
stick to the word. Hyphens join compound words (`өзін-өзі`), which stay whole, and tie endings to
abbreviations (`ҰЭМ-ге`), which are split off; dots belong to short forms (`т.б.`, `жж.`).

Each component of the pipeline adds to `doc._.mentions` what its rule finds where no earlier component found
anything; the last one shows the same as `doc.spans["mentions"]` and, without overlaps, as `doc.ents`, whose
spans end with tokens. Exact offsets are those of the mentions. Sentences end at the marks that are no part of
a short form. A run follows the same rules in the same order without documents (`find_mentions`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Any

from spacy.attrs import LIKE_NUM, NORM, ORTH  # type: ignore[import-not-found] # compiled, without stubs
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, CONCAT_QUOTES, HYPHENS
from spacy.lang.punctuation import TOKENIZER_INFIXES, TOKENIZER_PREFIXES, TOKENIZER_SUFFIXES
from spacy.lang.tokenizer_exceptions import BASE_EXCEPTIONS
from spacy.language import BaseDefaults, Language
from spacy.tokens import Doc
from spacy.util import filter_spans, get_lang_class, registry, update_exc

from pipeline.normalise.mentions.mention_rules import RULES, Rule, with_mentions
from pipeline.registry.calendar import load_calendar
from pipeline.registry.language_words import language_words
from pipeline.registry.loading import by_language, language_in_use, reading_in

__all__ = ["Kazakh", "mention_pipeline"]

_LOWER, _UPPER, _LETTER = f"{ALPHA_LOWER}ғқ", f"{ALPHA_UPPER}ҒҚ", f"{ALPHA}ғқҒҚ"


def _with_all_letters(rules: Iterable[str]) -> list[str]:
    """The rules of spaCy with its classes of letters complete."""
    classes = ((ALPHA, _LETTER), (ALPHA_LOWER, _LOWER), (ALPHA_UPPER, _UPPER))
    found = list(rules)
    for lacking, whole in classes:
        found = [rule.replace(lacking, whole) for rule in found]
    return found


_SUFFIXES = [
    *_with_all_letters(TOKENIZER_SUFFIXES),
    rf"(?<=[{_UPPER}][{_UPPER}])-[{_LOWER}]+",  # the ending of an abbreviation: ҰЭМ-ге
    rf"(?<=[{CONCAT_QUOTES}])-[{_LOWER}]+",  # and of a quoted name: «Нұр Отан»-ның
    r"(?<=[0-9])жж?\.",  # 2016ж.
]
_INFIXES = [
    *_with_all_letters(rule for rule in TOKENIZER_INFIXES if HYPHENS not in rule),
    r"(?<=[0-9])[–—](?=[0-9-])",  # 2014–2016
    rf"(?<=[{_LETTER}])(?:{HYPHENS.removeprefix('-|')})(?=[{_LETTER}])",  # not the hyphen of өзін-өзі
    # a bracket that lost its space
    rf"(?<=[{_LETTER}0-9])[(«](?=[{_LETTER}0-9])",
    rf"(?<=[{_LETTER}0-9])[)»](?=[{_LETTER}0-9])",
]

# 5 | 12 500,5 without its spaces | 1/2 | 5-ші
_DIGITS = re.compile(r"[+\-±~]?\d+(?:[.,]\d+)*(?:/\d+)?")


def _like_num() -> Callable[[str], bool]:
    meanings = load_calendar().words.items()
    ordinals = {form for form, word in meanings if word.kind == "number" and word.case == "ordinal"}
    words = ordinals | set(language_words().numerals)
    suffixes = load_calendar().suffixes

    def like_num(text: str) -> bool:
        """Whether a token is a number in figures or words, with an ending after a hyphen or without."""
        number, hyphen, suffix = text.lower().partition("-")
        figures = number if hyphen and number and suffix in suffixes else text
        return _DIGITS.fullmatch(figures) is not None or text.lower() in words

    return like_num


def _tokenizer_exceptions() -> dict[str, list[dict[int, str]]]:
    exceptions: dict[str, list[dict[int, str]]] = {}
    for short, full in language_words().abbreviations.items():
        # the capital of a single letter is an initial
        for printed in (short, short.capitalize(), short.upper()) if len(short) > len("т.") else (short,):
            exceptions[printed] = [{ORTH: printed, NORM: full}]
    merged: dict[str, list[dict[int, str]]] = update_exc(BASE_EXCEPTIONS, exceptions)
    return merged


class KazakhDefaults(BaseDefaults):
    """What spaCy needs to know of Kazakh, from the registry."""

    # whichever language is read when this is imported
    with reading_in("kk"):
        tokenizer_exceptions = _tokenizer_exceptions()
        lex_attr_getters: dict[int, Callable[[str], Any]] = {LIKE_NUM: _like_num()}
        stop_words: set[str] = set(language_words().stop_words)
    prefixes = [*TOKENIZER_PREFIXES, "№"]  # noqa: RUF012
    suffixes = _SUFFIXES
    infixes = _INFIXES


@registry.languages("kk")
class Kazakh(Language):  # type: ignore[no-untyped-call] # spaCy's hook is untyped
    """Kazakh in Cyrillic script."""

    lang = "kk"
    Defaults = KazakhDefaults


_SHOWING = "mention_spans"
# without a day, bodies are read by the registry's latest names
_LATEST = dt.date.max


def _show_spans(doc: Doc) -> Doc:
    spans = (
        doc.char_span(
            mention.start, mention.end, mention.label, kb_id=mention.value or "", alignment_mode="expand"
        )
        for mention in doc._.mentions
    )
    doc.spans["mentions"] = [span for span in spans if span is not None]
    doc.ents = filter_spans(doc.spans["mentions"])
    return doc


def _factory(language: str, rule: Rule) -> Callable[[Language, str], Callable[[Doc], Doc]]:
    """The factory of a component that adds what one rule finds in texts of a language."""

    def add(doc: Doc) -> Doc:
        text = doc._.source_text
        if text is None:
            text = doc._.source_text = doc.text  # spaCy puts it together anew each time
        with reading_in(language):
            doc._.mentions = with_mentions(doc._.mentions, rule, text, doc._.as_of or _LATEST)
        return doc

    def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - as spaCy calls it
        return add

    return make


Doc.set_extension("as_of", default=None, force=True)
Doc.set_extension("source_text", default=None, force=True)
Doc.set_extension("mentions", default=(), force=True)


@by_language()
def mention_pipeline() -> Language:
    """The pipeline of the language that is read now, built once."""
    language = language_in_use()
    nlp = get_lang_class(language)()
    nlp.add_pipe("sentencizer")
    for name, rule in RULES.items():
        Language.factory(f"{language}_{name}", func=_factory(language, rule))
        nlp.add_pipe(f"{language}_{name}")
    Language.component(_SHOWING, func=_show_spans)
    nlp.add_pipe(_SHOWING)
    return nlp
