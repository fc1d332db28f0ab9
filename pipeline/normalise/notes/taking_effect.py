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
    _, rest = _without_dates(words[start:].lower())
    is_limited = not _is_made_of(rest, act_words().effect_afterwords)
    return TakingEffect(rule="other") if is_limited else rules.pop()


def _stated(words: str) -> TakingEffect:
    """The rule that the words before "is put into effect" state."""
    condition = _BRACKETS.sub("", words)  # 10 (он) күнтізбелік күн
    registry = act_words()
    dates, others = _without_dates(condition)
    if dates:
        only = dates[0]
        fixed = len(dates) == 1 and only.starts_something and only.value
        if fixed and _is_made_of(others, registry.effect_fillers):
            return TakingEffect(rule="fixed_date", date=only.value)
        return TakingEffect(rule="other")
    for rule in registry.effective_rules:
        own = tuple(word for stem in rule.stems for word in stem.split())
        if all(re.search(rf"\b{re.escape(stem)}", condition) for stem in rule.stems):
            known = _is_made_of(condition, (*registry.effect_fillers, *own))
            return TakingEffect(rule=rule.rule if known else "other")
    return TakingEffect(rule="other")


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
