"""Puts the words of a deadline into the order that they are read in: `до 1 сентября` as "1 September, until".

The trouble: the readers of times, spans and rhythms know one order, that of Kazakh, in which what governs a
word stands behind it. A language with prepositions prints another, and there the same words may govern what
follows or what went before. So its pack names such words apart and gives the sequences, as patterns over the
kinds of the tokens, that stand for a sequence of the order that is read; a word that no pattern takes keeps
its kind, which no reader knows, and is reported.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from pipeline.normalise.deadlines.time_words import TimeToken, kinds_of
from pipeline.registry.calendar import Unit, load_calendar
from pipeline.registry.loading import by_language

# a unit whose case decides what it goes for has a letter of its own in the patterns
_LETTERS_OF_UNITS = {"adjective": "J", "attributive": "G", "either": "Y"}
_KEPT_CASES = ("ordinal", "adjective", "either")
# a group where it is read: what kind its words become as one, or the case of the last
_PLACE = regex.compile(r"(?P<group>\w+)(?::(?P<case>\w+)|=(?P<kind>\w+))?")


@by_language()
def _rules() -> tuple[tuple[regex.Pattern[str], tuple[regex.Match[str], ...]], ...]:
    calendar = load_calendar()
    shapes: dict[str, str] = {}

    def filled(pattern: str) -> str:
        return regex.sub(r"<([A-Z]+)>", lambda name: shapes[name[1]], pattern)

    for name, shape in calendar.shapes.items():
        shapes[name] = f"(?:{filled(shape)})"
    return tuple((regex.compile(filled(rule)), tuple(_PLACE.finditer(read))) for rule, read in calendar.order)


def in_reading_order(tokens: list[TimeToken]) -> list[TimeToken]:
    """The tokens in the order of the readers; as they are in a language that has it."""
    if not _rules():
        return tokens
    ordered = [replace(token, case=_case(token)) for token in tokens]
    line = _line(ordered)
    for pattern, places in _rules():
        at = 0
        while match := pattern.search(line, at):
            read = _read(_groups(ordered, match), places)
            ordered[match.start() : match.end()] = read
            line, at = _line(ordered), match.start() + len(read)
    return [replace(token, case="nominative") if token.case == "either" else token for token in ordered]


def _case(token: TimeToken) -> str:
    """What of a case matters where prepositions say the rest: `2014 года` belongs to something."""
    if token.case in _KEPT_CASES:
        return token.case
    is_owned = token.kind == "unit" and token.value == Unit.YEAR and token.case == "genitive"
    return "attributive" if is_owned else "nominative"


def _line(tokens: list[TimeToken]) -> str:
    return "".join(
        _LETTERS_OF_UNITS.get(token.case, letter) if token.kind == "unit" else letter
        for token, letter in zip(tokens, kinds_of(tokens), strict=True)
    )


def _read(groups: dict[str, list[TimeToken]], places: tuple[regex.Match[str], ...]) -> list[TimeToken]:
    read: list[TimeToken] = []
    for place in places:
        group = groups.get(place["group"], [])
        if group and place["kind"]:
            group = [replace(group[0], kind=place["kind"], value=0, end=group[-1].end)]
        elif group and place["case"]:
            group = [*group[:-1], replace(group[-1], case=place["case"])]
        read += group
    return read


def _groups(tokens: list[TimeToken], match: regex.Match[str]) -> dict[str, list[TimeToken]]:
    """The tokens of each group; a word in none goes with the one after it, or before it."""
    names = {at: name for name in match.groupdict() for span in match.spans(name) for at in range(*span)}
    groups: dict[str, list[TimeToken]] = {}
    name, start = "", -1
    for at in range(match.start(), match.end()):
        token = tokens[at]
        if at in names:
            name = names[at]
            groups.setdefault(name, []).append(replace(token, start=start) if start >= 0 else token)
            start = -1
        elif name:
            groups[name][-1] = replace(groups[name][-1], end=token.end)
        else:
            start = token.start if start < 0 else start
    return groups
