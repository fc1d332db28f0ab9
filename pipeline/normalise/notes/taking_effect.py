"""When an amendment takes effect: the words in brackets after the act, and the rule that they state.

The same few rules come in many wordings (`он күн`, `10 күнтізбелік күн`), and one more word makes another
rule of them (`бірақ … ерте емес`, `үш ай өткен соң`): a rule is stated only where each word is one of its own
or one that the registry names beside it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from pipeline.normalise.text.printed_dates import PrintedDate, find_dates
from pipeline.registry.act_words import act_words

_SIGNS = " ,.;:-–—"
_BRACKETS = re.compile(r"\([^()]*\)\s?")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingEffect:
    """A rule of taking effect: on_signing, on_publication, after_10_days, fixed_date or other."""

    rule: str
    date: dt.date | None = None


_OTHER = TakingEffect(rule="other")


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
    rules = set()
    start = 0
    for match in _effect_pattern().finditer(words):
        rules.add(_stated(words[start : match.start()].lower()))
        start = match.end()
    if not rules:
        return _stated(words.lower())
    _, rest = _without_dates(words[start:].lower())
    # `… күшіне енеді және … қолданысқа енгізіледі` with two days
    is_limited = len(rules) > 1 or not _is_made_of(rest, act_words().effect_afterwords)
    return _OTHER if is_limited else rules.pop()


def _stated(words: str) -> TakingEffect:
    """The rule that the words before "is put into effect" state."""
    condition = _BRACKETS.sub("", words)  # 10 (он) күнтізбелік күн
    registry = act_words()
    dates, others = _without_dates(condition)
    if dates:
        is_fixed = len(dates) == 1 and dates[0].starts_something and dates[0].value
        if is_fixed and _is_made_of(others, registry.effect_fillers):
            return TakingEffect(rule="fixed_date", date=dates[0].value)
        return _OTHER
    for rule in registry.effective_rules:
        if all(re.search(rf"\b{re.escape(stem)}", condition) for stem in rule.stems):
            own = tuple(word for stem in rule.stems for word in stem.split())
            known = _is_made_of(condition, (*registry.effect_fillers, *own))
            return TakingEffect(rule=rule.rule) if known else _OTHER
    return _OTHER


def _is_made_of(words: str, beginnings: tuple[str, ...]) -> bool:
    """Whether each word begins with one of these."""
    return all(word.startswith(beginnings) for word in re.findall(r"\w+", words))


def _without_dates(words: str) -> tuple[list[PrintedDate], str]:
    """The days that words print, and the words without them."""
    dates, others, end = list(find_dates(words)), "", 0
    for date in dates:
        others += words[end : date.start] + " "
        end = date.end
    return dates, others + words[end:]
