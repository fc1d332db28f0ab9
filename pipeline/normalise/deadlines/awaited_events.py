"""Takes the event out of a deadline that hangs on one: `«…» Заңы қабылданғаннан кейін бір ай мерзімде`.

The trouble: the event's words may name years, laws and days of their own (`2013 жылғы 13 маусымдағы Заң …`)
that are no deadline. So the event is taken out, in the printed words, before any date is read.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.normalise.deadlines.named_times import read_dates
from pipeline.normalise.deadlines.rhythms import Period, Taken, take_period, take_recurrences, take_spans
from pipeline.normalise.deadlines.time_words import TimeToken, break_for, kinds_of, with_phrases
from pipeline.normalise.deadlines.word_order import in_reading_order
from pipeline.normalise.text.letters import folded
from pipeline.normalise.text.phrases import Phrases
from pipeline.registry.calendar import load_calendar
from pipeline.registry.language_words import language_words
from pipeline.registry.loading import by_language

# how many marks beside an event are tried as the beginning or the end of a whole deadline
_MOST_MARKS = 4
# a tie before its event: `после принятия …`, `по результатам проверки`, `по итогам 9 месяцев 2014 года`
_LEADING_TIE = regex.compile(r"[zo](?=[?q])|o(?:(?:[NOR]s?[,&-]?)+[M2-4]\.?A?|A)5?\.?")
# what may end such an event: a mark, or a preposition of time
_ENDS = frozenset(",(lkBjS")
# `кейін` but not of `10 күн өткен соң`, within ten days; `… күнінен бастап` but not `2016 жылдан бастап`
_TIED = regex.compile(r"(?<![ANO][0-5])(?<![ANO][0-5].)a|(?<=[?q0])f")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The event, or the condition, in its printed words, and what else was taken out of the tokens.

    `place`, `ongoing` (`тұрақты`) and `thereafter` (`одан кейін`) are the breaks left in place of the words;
    `period` is the month of a period that is meant, `rest` the tokens that remain with the breaks.
    """

    text: str | None
    place: TimeToken | None
    ongoing: TimeToken | None
    thereafter: TimeToken | None
    period: Taken[Period]
    rest: list[TimeToken]


def take_event(tokens: list[TimeToken], line: str) -> Event:
    """Takes the event, or the condition, out of the tokens of a line."""
    tokens, ongoing = _without(tokens, "ongoing")
    tokens, thereafter = _without(tokens, "thereafter")
    tokens, place = _without(tokens, "conditions")
    text = line[place.start : place.end] if place else None
    tokens = with_phrases(tokens)
    if text is None and (stretch := _behind_tie(tokens)):
        tokens, place = _with_break(tokens, *stretch)
    period = take_period(in_reading_order(tokens))
    tokens = period.rest
    if place is None and not load_calendar().order and (stretch := _before_tie(tokens)):
        tokens, place = _with_break(tokens, *stretch)
    if text is None and place is not None:
        text = line[place.start : place.end].strip(" ,;.-–—")
    return Event(text=text, place=place, ongoing=ongoing, thereafter=thereafter, period=period, rest=tokens)


def _with_break(tokens: list[TimeToken], start: int, end: int) -> tuple[list[TimeToken], TimeToken]:
    place = break_for(tokens[start:end])
    return [*tokens[:start], place, *tokens[end:]], place


@by_language()
def _phrases(name: str) -> Phrases[str]:
    return Phrases((phrase, name) for phrase in load_calendar().phrases[name])


def _without(tokens: list[TimeToken], name: str) -> tuple[list[TimeToken], TimeToken | None]:
    """The tokens with the first phrase of a list replaced by a `break`, and that break."""
    found = next(_phrases(name).find([folded(token.text) for token in tokens]), None)
    return (tokens, None) if found is None else _with_break(tokens, found.start, found.end)


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
        spans = take_spans(in_reading_order(tokens[at:]))
        if _is_whole(spans.rest) or (spans.values and not read_dates(spans.rest).leftover):
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
        is_rhythm = any(token.kind == "break" for token in take_recurrences(tokens[: results.end()]).rest)
        return None if is_rhythm else (0, results.end())
    spans = take_spans(tokens).breaks
    before = [token for token in tokens if spans and token.end <= spans[0].start]
    ablative = language_words().case_endings["ablative"]
    if before and before[-1].kind in ("unknown", "unit") and folded(before[-1].text).endswith(ablative):
        return _from_start(tokens, len(before))
    return None


def _from_start(tokens: list[TimeToken], end: int) -> tuple[int, int] | None:
    """The event's beginning: after a span, or a whole deadline and a mark, else at the start of the text."""
    kinds = kinds_of(tokens)
    spans = take_spans(tokens[:end]).breaks
    if spans and spans[0].start == tokens[0].start:
        start = next((at for at, token in enumerate(tokens) if token.start >= spans[0].end), end)
    else:
        named = regex.search("[?q]", kinds[:end])
        marks = [at for at in range(named.start() if named else end) if kinds[at] in ",("][-_MOST_MARKS:]
        start = next((at for at in reversed(marks) if _is_whole(tokens[:at])), 0)
    while start < end and kinds[start] in ",|(":
        start += 1
    return (start, end) if regex.search("[?q]", kinds[start:end]) else None


def _is_whole(tokens: list[TimeToken]) -> bool:
    """Whether the tokens are a deadline by themselves."""
    taken = take_recurrences(tokens)
    dates = read_dates(taken.rest)
    return not dates.leftover and bool(taken.values or dates.stretches)
