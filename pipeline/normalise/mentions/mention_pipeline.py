"""A spaCy pipeline that finds what texts of a language name: one component a rule, fed from the registry.

Each component adds to `doc._.mentions` what its rule finds where no earlier component found anything; the
last one shows the same as `doc.spans["mentions"]` and, without overlaps, as `doc.ents`, whose spans end with
tokens. Exact offsets are those of the mentions. Sentences end at the marks that are no part of a short form.
A run follows the same rules in the same order without documents (`find_mentions`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans, get_lang_class

from pipeline.normalise.mentions.mention_rules import RULES, Rule, with_mentions
from pipeline.registry.loading import by_language, language_in_use, reading_in

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
