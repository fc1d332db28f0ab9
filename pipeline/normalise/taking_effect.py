"""When an amendment takes effect: the words in brackets after the act, and the rule that they state.

The same few rules come in many wordings (`он күн`, `10 күнтізбелік күн`), and a date in the brackets may be
that of something else: only the words before "is put into effect" state the rule, and those after it may
limit it (`бірақ … ерте емес`).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from pipeline.normalise.printed_dates import find_dates
from pipeline.reference.acts import act_words

_SIGNS = " ,.;:-–—"
_BRACKETS = re.compile(r"\([^()]*\)\s?")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingEffect:
    """A rule of taking effect.

    Attributes:
        rule: on_signing, on_publication, after_10_days, fixed_date or other.
        date: the day, of a fixed date only.
    """

    rule: str
    date: dt.date | None = None


@cache
def _effect_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(map(re.escape, act_words().effect_words))})\w*(?:\s+\w+ді\b)?", re.IGNORECASE
    )


def speaks_of_effect(words: str) -> bool:
    """Whether words are about taking effect."""
    return _effect_pattern().search(words) is not None


# the end of a sentence, not the dots of a date or of an initial
_SENTENCE_END = re.compile(r"(?<=\w\w)[.;](?:\s|$)")


def plain_effect(words: str) -> tuple[int, int] | None:
    """Where the words about taking effect stand in the first sentence of a text without brackets."""
    end = _SENTENCE_END.search(words)
    sentence = words[: end.start()] if end else words
    if _effect_pattern().search(sentence) is None:
        return None
    start = len(sentence) - len(sentence.lstrip(_SIGNS))
    return start, len(sentence.rstrip(_SIGNS))


def read_effect(words: str) -> TakingEffect:
    """The rule that words about taking effect state; "other" where they state none of the known ones."""
    registry = act_words()
    rules = set()
    start = 0
    for match in _effect_pattern().finditer(words):
        rules.add(_stated(words[start : match.start()].lower()))
        start = match.end()
    if not rules:
        return _stated(words.lower())
    if len(rules) > 1:
        # `… күшіне енеді және … қолданысқа енгізіледі` with two days
        return TakingEffect(rule="other")
    limited = any(word in words[start:].lower() for word in registry.effect_limits)
    return TakingEffect(rule="other") if limited else rules.pop()


def _stated(words: str) -> TakingEffect:
    """The rule that the words before "is put into effect" state."""
    condition = _BRACKETS.sub("", words)  # 10 (он) күнтізбелік күн
    registry = act_words()
    exceptional = any(word in condition for word in registry.effect_exceptions)
    dates = list(find_dates(condition))
    if dates:
        fixed = len(dates) == 1 and dates[0].starts_something and dates[0].value and not exceptional
        return TakingEffect(rule="fixed_date", date=dates[0].value) if fixed else TakingEffect(rule="other")
    if not exceptional:
        for rule in registry.effective_rules:
            if all(re.search(rf"\b{re.escape(stem)}", condition) for stem in rule.stems):
                return TakingEffect(rule=rule.rule)
    return TakingEffect(rule="other")
