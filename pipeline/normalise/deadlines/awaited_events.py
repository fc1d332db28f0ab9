"""Takes the event out of a deadline that hangs on one: `«…» Заңы қабылданғаннан кейін бір ай мерзімде`.

The trouble: the event's words may name years, laws and days of their own (`2013 жылғы 13 маусымдағы Заң …`)
that are no deadline. So the event is taken out, in the printed words, before any date is read.
"""

from __future__ import annotations

import regex

from pipeline.normalise.deadlines.named_times import read_dates
from pipeline.normalise.deadlines.rhythms import take_period, take_recurrences, take_spans
from pipeline.normalise.deadlines.time_words import TimeToken, kinds_of, taken_out, with_phrases
from pipeline.normalise.deadlines.word_order import in_reading_order
from pipeline.normalise.text.letters import folded
from pipeline.normalise.text.phrases import Phrases
from pipeline.registry.calendar import load_calendar
from pipeline.registry.language_words import language_words
from pipeline.registry.loading import by_language

# how many marks next to an event are tried as the beginning or the end of a whole deadline
_MOST_MARKS = 4
# a tie before its event: `после принятия …`, `по результатам проверки`, `по итогам 9 месяцев 2014 года`
_LEADING_TIE = regex.compile(r"[zo](?=[?q])|o(?:(?:[NOR]s?[,&-]?)+[M2-4]\.?A?|A)5?\.?")
# what may end such an event: a mark, or a preposition of time
_ENDS = frozenset(",(lkBjS")
# `кейін` but not of `10 күн өткен соң`, within ten days; `… күнінен бастап` but not `2016 жылдан бастап`
_TIED = regex.compile(r"(?<![ANO][0-5])(?<![ANO][0-5].)a|(?<=[?q0])f")


def take_event(tokens: list[TimeToken]) -> list[TimeToken]:
    """The tokens with an event, or a condition that stands for one, as one; also `тұрақты`, `одан кейін`.

    Of the words that go with an event those for a month of a period are read as well, and then all stand in
    the order that they are read in.
    """
    for kind, name in (("ongoing", "ongoing"), ("thereafter", "thereafter"), ("event", "conditions")):
        found = next(_phrases(name).find([folded(token.text) for token in tokens]), None)
        if found:
            tokens = _with_one(tokens, found.start, found.end, kind)
    tokens = with_phrases(tokens)
    if not _has_event(tokens) and (stretch := _behind_tie(tokens)):
        tokens = _with_one(tokens, *stretch, "event")
    tokens = take_period(in_reading_order(tokens))
    if not _has_event(tokens) and not load_calendar().order and (stretch := _before_tie(tokens)):
        tokens = _with_one(tokens, *stretch, "event")
    return tokens


@by_language()
def _phrases(name: str) -> Phrases[str]:
    return Phrases((phrase, name) for phrase in load_calendar().phrases[name])


def _has_event(tokens: list[TimeToken]) -> bool:
    return any(token.kind == "event" for token in tokens)


def _with_one(tokens: list[TimeToken], start: int, end: int, kind: str) -> list[TimeToken]:
    """The tokens with some of them as one; what was taken out of these before is kept behind it."""
    within = tokens[start:end]
    kept = [token for token in within if not token.text]
    return [*tokens[:start], taken_out(within, kind), *kept, *tokens[end:]]


def _behind_tie(tokens: list[TimeToken]) -> tuple[int, int] | None:
    """From which token to which an event stands whose tie stands before it: `после принятия Закона`.

    It goes on up to a whole deadline or a span behind a mark or a preposition, else to the end.
    """
    kinds = kinds_of(tokens)
    tie = _LEADING_TIE.search(kinds)
    if tie is None:
        return None
    start, end = tie.span()
    if end > start + 1:
        return start, end
    end = len(tokens)
    for at in [at for at in range(start + 1, end) if kinds[at] in _ENDS][:_MOST_MARKS]:
        if _is_whole(in_reading_order(tokens[at:])):
            return start, at
    return start, end


def _before_tie(tokens: list[TimeToken]) -> tuple[int, int] | None:
    """From which token to which an event stands whose tie stands behind it."""
    kinds = kinds_of(tokens)
    tied = list(_TIED.finditer(kinds))
    if tied:
        return _from_start(tokens, tied[-1].end())
    results = regex.search(r"(?<!^)ry?", kinds)
    if results:
        # a rhythm before the results of something is none of the words for the event
        return None if "|" in kinds_of(take_recurrences(tokens[: results.end()])) else (0, results.end())
    spans = [token for token in take_spans(tokens) if token.kind == "span"]
    before = [token for token in tokens if spans and token.end <= spans[0].start]
    ablative = language_words().case_endings["ablative"]
    if before and before[-1].kind in ("unknown", "unit") and folded(before[-1].text).endswith(ablative):
        return _from_start(tokens, len(before))
    return None


def _from_start(tokens: list[TimeToken], end: int) -> tuple[int, int] | None:
    """The event's beginning: after a span, or a whole deadline and a mark, else at the start of the text."""
    kinds = kinds_of(tokens)
    first = take_spans(tokens[:end])[0]
    if first.kind == "span":
        start = next((at for at, token in enumerate(tokens) if token.start >= first.end), end)
    else:
        named = regex.search("[?q]", kinds[:end])
        marks = [at for at in range(named.start() if named else end) if kinds[at] in ",("][-_MOST_MARKS:]
        start = next((at for at in reversed(marks) if _is_whole(tokens[:at])), 0)
    while start < end and kinds[start] in ",|(":
        start += 1
    return (start, end) if regex.search("[?q]", kinds[start:end]) else None


def _is_whole(tokens: list[TimeToken]) -> bool:
    """Whether the tokens are a deadline by themselves."""
    rest = take_recurrences(take_spans(tokens))
    dates = read_dates(rest)
    return not dates.leftover and (kinds_of(rest) != kinds_of(tokens) or bool(dates.stretches))
