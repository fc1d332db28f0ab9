"""Takes the event out of a deadline that hangs on one: `«…» Заңы қабылданғаннан кейін бір ай мерзімде`.

The trouble: the event's words may name years, laws and days of their own (`2013 жылғы 13 маусымдағы Заң …`)
that are no deadline. So the event is cut out, in the printed words, before any date is read.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.normalise.deadlines.month_of_period import Period, take_period
from pipeline.normalise.deadlines.named_times import read_dates
from pipeline.normalise.deadlines.recurrences import DAY, take_recurrences, take_spans
from pipeline.normalise.deadlines.time_tokens import Token
from pipeline.normalise.text.letters import folded
from pipeline.registry.calendar import load_calendar

# how many commas before an event are tried as the end of a whole deadline
_MOST_COMMAS = 4
_ABLATIVES = ("нан", "нен", "дан", "ден", "тан", "тен")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What was taken.

    Attributes:
        text: the event's printed words, or the condition's; None where there is none.
        place: the break in its place.
        ongoing: the break in place of words that say that there is no end (`тұрақты`).
        thereafter: the break in place of words after which a rhythm begins (`одан кейін`).
        period: the month of its period that is meant (`есепті айдан кейінгі айдың`).
        rest: the tokens that remain, with a `break` in place of what was taken.
    """

    text: str | None
    place: Token | None
    ongoing: Token | None
    thereafter: Token | None
    period: Period | None
    rest: list[Token]


def take_event(tokens: list[Token], line: str) -> Event:
    """Cuts the event, or the condition, out of the tokens of a line."""
    words = load_calendar()
    tokens, ongoing = _without(tokens, frozenset(tuple(x.split()) for x in words.phrases["ongoing"]))
    tokens, thereafter = _without(tokens, frozenset(tuple(x.split()) for x in words.phrases["thereafter"]))
    tokens, place = _without(tokens, frozenset(tuple(x.split()) for x in words.phrases["conditions"]))
    tokens, period = take_period(tokens)
    text = line[place.start : place.end] if place else None
    cut = _cut(tokens)
    if cut is not None and text is None:
        start, end = cut
        text = line[tokens[start].start : tokens[end - 1].end].strip(" ,;.-–—")
        place = Token(kind="break", text="", start=tokens[start].start, end=tokens[end - 1].end)
        tokens = [*tokens[:start], place, *tokens[end:]]
    return Event(text=text, place=place, ongoing=ongoing, thereafter=thereafter, period=period, rest=tokens)


def _without(tokens: list[Token], phrases: frozenset[tuple[str, ...]]) -> tuple[list[Token], Token | None]:
    """The tokens with the first, longest phrase of a list replaced by a `break`, and that break."""
    if not phrases:
        return tokens, None
    forms = [folded(token.text) for token in tokens]
    first_words = {phrase[0] for phrase in phrases}
    for start in range(len(tokens)):
        if forms[start] not in first_words:
            continue
        for end in range(min(start + max(map(len, phrases)), len(tokens)), start, -1):
            if tuple(forms[start:end]) in phrases:
                taken = Token(kind="break", text="", start=tokens[start].start, end=tokens[end - 1].end)
                return [*tokens[:start], taken, *tokens[end:]], taken
    return tokens, None


def _cut(tokens: list[Token]) -> tuple[int, int] | None:
    """From which token to which the event stands."""
    for at in range(len(tokens) - 1, -1, -1):
        if (tokens[at].kind == "after" and not _ends_span(tokens, at)) or _hangs_on_event(tokens, at):
            return _from_start(tokens, at + 1)
    for at, token in enumerate(tokens):
        if token.kind == "results" and at:
            by = at + 1 < len(tokens) and tokens[at + 1].kind == "by"
            recurring = take_recurrences(tokens[: at + 1 + by]).rest
            return (0, at + 1 + by) if recurring[-1].kind != "break" else None
    rest = take_spans(tokens).rest
    span = next(
        (token for token in rest if token.kind == "break" and token.text == "" and token.end > token.start),
        None,
    )
    before = [token for token in tokens if span is not None and token.end <= span.start]
    if before and before[-1].kind in ("unknown", "unit") and folded(before[-1].text).endswith(_ABLATIVES):
        return _from_start(tokens, len(before))
    return None


def _hangs_on_event(tokens: list[Token], at: int) -> bool:
    """Whether `бастап` follows an event (`… күнінен бастап`) and not a date (`2016 жылдан бастап`)."""
    before = tokens[at - 1] if at and tokens[at].kind == "from" else None
    if before is None:
        return False
    return before.kind in ("unknown", "quoted") or (before.kind == "unit" and before.value == DAY)


def _ends_span(tokens: list[Token], at: int) -> bool:
    """Whether a span goes before: `10 күн өткен соң` is no event, nor within ten days."""
    unit = at - 1 if tokens[at - 1].kind == "unit" else at - 2
    return unit > 0 and tokens[unit].kind == "unit" and tokens[unit - 1].kind == "number"


def _from_start(tokens: list[Token], end: int) -> tuple[int, int] | None:
    """The event's beginning: after a whole deadline and a comma, or a span, else at the start of the text."""
    start = 0
    spanned = take_spans(tokens[:end]).rest
    if (
        spanned
        and spanned[0].kind == "break"
        and spanned[0].end > tokens[0].start
        and tokens[0].kind != "break"
    ):
        start = next(at for at, token in enumerate(tokens) if token.start >= spanned[0].end)
    else:
        named = next((at for at in range(end) if tokens[at].kind in ("unknown", "quoted")), end)
        commas = [at for at in range(named) if tokens[at].kind == "comma"][-_MOST_COMMAS:]
        start = next((at for at in reversed(commas) if _whole(tokens[:at])), 0)
    while start < end and tokens[start].kind in ("comma", "break"):
        start += 1
    named = any(token.kind in ("unknown", "quoted") for token in tokens[start:end])
    return (start, end) if named else None


def _whole(tokens: list[Token]) -> bool:
    """Whether the tokens are a deadline by themselves."""
    taken = take_recurrences(tokens)
    dates = read_dates(taken.rest)
    return not dates.leftover and bool(taken.values or dates.stretches)
