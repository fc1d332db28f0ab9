"""A spaCy pipeline on Kazakh that finds what texts name: one component a rule, fed from the registry.

Each component adds to `doc._.mentions` what its rule finds where no earlier component found anything; the
last one shows the same as `doc.spans["mentions"]` and, without overlaps, as `doc.ents`, whose spans end with
tokens. Exact offsets are those of the mentions. Sentences end at the marks that are no part of a short form.
A run follows the same rules in the same order without documents (`find_mentions`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from pipeline.normalise.mentions.mention_rules import RULES, Rule, with_mentions
from pipeline.normalise.mentions.spacy_kazakh import Kazakh

_SHOWING = "kk_mention_spans"
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


def _factory(rule: Rule) -> Callable[[Language, str], Callable[[Doc], Doc]]:
    """The factory of a component that adds what one rule finds."""

    def add(doc: Doc) -> Doc:
        text = doc._.source_text
        if text is None:
            text = doc._.source_text = doc.text  # spaCy puts it together anew each time
        doc._.mentions = with_mentions(doc._.mentions, rule, text, doc._.as_of or _LATEST)
        return doc

    def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - as spaCy calls it
        return add

    return make


def _declare() -> None:
    Doc.set_extension("as_of", default=None, force=True)
    Doc.set_extension("source_text", default=None, force=True)
    Doc.set_extension("mentions", default=(), force=True)
    for name, rule in RULES.items():
        Language.factory(f"kk_{name}", func=_factory(rule))
    Language.component(_SHOWING, func=_show_spans)


_declare()


@cache
def mention_pipeline() -> Language:
    """The pipeline, built once."""
    nlp = Kazakh()
    nlp.add_pipe("sentencizer")
    for name in RULES:
        nlp.add_pipe(f"kk_{name}")
    nlp.add_pipe(_SHOWING)
    return nlp
