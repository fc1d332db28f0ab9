"""A spaCy pipeline on Kazakh that finds what texts name: one component a rule, fed from the registry.

Each component adds to `doc._.mentions` what its rule finds where no earlier component found anything; the
last one shows the same as `doc.spans["mentions"]` and, without overlaps, as `doc.ents`, whose spans end with
tokens. Exact offsets are those of the mentions. Sentences end at the marks that are no part of a short form.
A run follows the same rules in the same order without documents (`find_mentions`), since spaCy takes longer
to import than all else together.
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


class MentionComponent:
    """A component of the pipeline that adds what one rule finds."""

    def __init__(self, rule: Rule) -> None:
        """Keeps the rule that the component follows."""
        self._rule = rule

    def __call__(self, doc: Doc) -> Doc:
        """Adds the rule's mentions to a document."""
        text = doc._.source_text
        if text is None:
            text = doc._.source_text = doc.text  # spaCy puts it together anew each time
        doc._.mentions = with_mentions(doc._.mentions, self._rule, text, doc._.as_of or _LATEST)
        return doc


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


def _factory(rule: Rule) -> Callable[[Language, str], MentionComponent]:
    def make(nlp: Language, name: str) -> MentionComponent:  # noqa: ARG001 - spaCy calls it by these names
        return MentionComponent(rule)

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
