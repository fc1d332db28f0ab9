"""The printed words of a deadline as classified tokens, and their kinds as one line of letters.

The trouble: one quarter is printed as `1-тоқсан`, `I тоқсан` with Latin or Cyrillic numerals, `бірінші
тоқсан`, `1- тоқсан` after a wrapped line, or `жылғы1-тоқсан` with a lost space; and the name of a law may
hold years and months that are no deadline. So words are looked up one by one, spaces decide nothing, and a
quoted name is a single token. What the tokens say together is read by regular expressions over their kinds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from pipeline.normalise.text.enclosed import find_quotes
from pipeline.normalise.text.letters import DASHES, folded
from pipeline.normalise.text.phrases import Phrases
from pipeline.normalise.text.printed_dates import find_dates
from pipeline.normalise.text.tokens import NUMBER, WORD, Token, tokenise
from pipeline.normalise.text.wording import WordPiece
from pipeline.registry.calendar import Lexeme, Unit, load_calendar
from pipeline.registry.loading import by_language
from pipeline.stations.item_numbers import roman_value

# `IVтоқсан`
_GLUED = regex.compile(r"(?P<numeral>\p{Lu}{1,4})(?P<unit>\p{Ll}+)")
# a deadline numbers months at most
_LAST_ROMAN = 12
_LONGEST_NUMBER = 4
FIRST_LONG_NUMBER = 1000
_MARKS = dict.fromkeys(DASHES, "dash") | dict.fromkeys(",;", "comma")
_MARKS |= dict.fromkeys("()[]", "bracket") | dict.fromkeys(".:!…", "stop")
_LETTERS = {
    "roman": "R", "month": "M", "date": "D", "suffix": "s", "comma": ",", "dash": "-", "bracket": "(",
    "stop": ".", "quoted": "q", "unknown": "?", "half": "H", "weekday": "W", "ten_days": "T",
    "end": "X", "each": "e", "every": "E", "until": "u", "not_later": "L", "from": "f", "after": "a",
    "within": "w", "period": "p", "and": "&", "but": "b", "times": "t", "results": "r", "by": "y",
    "working": "K", "calendar": "c", "adverb": "d", "reporting": "g", "next": "n", "first": "F", "last": "Z",
    "including": "i", "counted": "C", "between": "V",
    # words that were taken out
    "event": "|", "ongoing": "|", "thereafter": "|", "span": "|", "rhythm": "|",
    # prepositions and what else only a rule of `word_order` gives a place
    "before": "B", "no_later": "k", "up_to": "j", "since": "S", "inclusive": "I", "inside": "v",
    "during": "l", "term": "m", "outcome": "o", "day_of_month": "h", "tie": "z",
}  # fmt: skip
# of all cases these change what a time means: `наурызға`, `наурыздан`, `айлық`
_TELLING_CASES = {"dative": "d", "ablative": "a", "adjective": "j"}
_LAST_DAY = 31
UNIT_LETTERS = r"(?:H-?5|[0-5])"
"""A unit in the line of kinds, by its number; `жарты жыл`, `жарты-жылдық` are one."""


# `01.09.2015`, `2015.09.01`, `2015-09-01`, `09.2015`, `2015.09`, `11.06` of `11.06-15.06.2026`
_DATES = regex.compile(
    r"""
    (?<![\d.])(?P<day>\d{1,2})\s?[./]\s?(?P<month>\d{1,2})\s?[./]\s?(?P<year>\d{4})(?!\d)
  | (?<!\d)(?P<year>\d{4})(?P<dot>[.\-])(?P<month>\d{2})(?P=dot)(?P<day>\d{2})(?!\d)
  | (?<![\d.])(?P<month>\d{2})\.(?P<year>\d{4})(?!\d)
  | (?<![\d.])(?P<year>\d{4})\.(?P<month>\d{2})(?![\d.])
  | (?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{2})\.?(?=\s?[\-–—,;])
    """,
    regex.VERBOSE,
)
# a short form ends in a dot that ends no run: 2013 ж. 1 наурыз
_LONGEST_SHORT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeToken:
    """A classified piece of the text, `[start, end)` in code points of the cleaned text.

    Attributes:
        kind: a kind of `Lexeme`, or `date`, `roman`, `suffix`, `comma`, `dash`, `bracket`, `stop`, `quoted`,
            `unknown`; what words that were taken out are: `event`, `ongoing`, `thereafter`, `span`, `rhythm`.
        text: as printed, empty where words were taken out.
        value: the number, month or unit; of a date its day (0 where there is none).
        case: grammatical case of a word, `ordinal` for a number word such as `бірінші`.
        year, month: of a date; the year is 0 where the next date gives it (`11.06 – 15.06.2026`).
        meaning: what was read of words that were taken out.
    """

    kind: str
    text: str
    start: int
    end: int
    value: int = 0
    case: str = "nominative"
    year: int = 0
    month: int = 0
    meaning: object = None


def kinds_of(tokens: list[TimeToken]) -> str:
    """A letter for each token; a number is `A` from 1000 on, `O` as an ordinal word, else `N`."""
    return "".join(map(_letter, tokens))


def _letter(token: TimeToken) -> str:
    if token.kind == "unit":
        return str(token.value)
    if token.kind == "number":
        return "A" if token.value >= FIRST_LONG_NUMBER else "O" if token.case == "ordinal" else "N"
    return _LETTERS[token.kind]


def taken_out(tokens: list[TimeToken], kind: str, meaning: object = None) -> TimeToken:
    """What stands in place of words that were read."""
    start, end = min(token.start for token in tokens), max(token.end for token in tokens)
    return TimeToken(kind=kind, text="", start=start, end=end, meaning=meaning)


def wording_of(tokens: list[TimeToken]) -> Iterator[WordPiece]:
    """The kinds of tokens as they are compared with reviewed deadlines; words of an event are one piece."""
    last = ""
    for token in tokens:
        kind = _letter(token)
        if kind == "N" and not token.text.isdecimal():
            kind = "Nw"
        elif kind == "N" and not 0 < token.value <= _LAST_DAY:
            kind = "N?"
        elif token.kind == "unit" and token.value > Unit.WEEK:
            kind = "unit"
        elif token.kind in ("within", "period"):
            kind = folded(token.text)
        kind += _TELLING_CASES.get(token.case, "")
        if token.kind != "stop" and not kind == last == "?":
            yield WordPiece(kind, token.start, token.end)
            last = kind


def time_tokens(text: str, *, quotes: bool = True) -> list[TimeToken]:
    """The tokens of a cleaned text, in order; what stands in quotes is one token if quotes are to be seen."""
    whole = [
        TimeToken(kind="quoted", text=text[quote.start : quote.end], start=quote.start, end=quote.end)
        for quote in (find_quotes(text) if quotes else ())
    ]
    tokens: list[TimeToken] = []
    position = 0
    for token in sorted([*whole, *_date_tokens(text)], key=lambda each: each.start):
        if token.start >= position:
            tokens += [*_words(text, position, token.start), token]
            position = token.end
    return _joined([*tokens, *_words(text, position, len(text))])


def _date_tokens(text: str) -> Iterator[TimeToken]:
    matches = list(_DATES.finditer(text))
    known = {date.start: date.value for date in find_dates(text) if date.value} if matches else {}
    for match in matches:
        year, month, day = (int(part or 0) for part in match.group("year", "month", "day"))
        if value := known.get(match.start()):
            year, month, day = value.year, value.month, value.day
        start, end = match.span()
        yield TimeToken(kind="date", text=match[0], start=start, end=end, value=day, year=year, month=month)


def _words(text: str, start: int, end: int) -> Iterator[TimeToken]:
    for token in tokenise(text, start, end):
        if token.kind == WORD:
            found = word_token(token.text, token.start, token.end)
            yield from (_unglued(token) if found.kind == "unknown" else ()) or [found]
            continue
        kind, value = _MARKS.get(token.text, "unknown"), 0
        if token.kind == NUMBER and token.text.isdecimal() and len(token.text) <= _LONGEST_NUMBER:
            kind, value = "number", int(token.text)
        yield TimeToken(kind=kind, text=token.text, start=token.start, end=token.end, value=value)


def _unglued(token: Token) -> list[TimeToken]:
    """A numeral and the unit behind it in one word: `IVтоқсан`, `трехмесячный`."""
    glued = _GLUED.fullmatch(token.text)
    sizes = {
        len(number): value
        for number, value in load_calendar().compounds.items()
        if folded(token.text).startswith(number)
    }
    for size in [*sizes, *([glued.end("numeral")] if glued else [])]:
        place = token.start + size
        numeral = word_token(token.text[:size], token.start, place)
        unit = word_token(token.text[size:], place, token.end)
        if size in sizes and unit.case == "adjective":
            return [replace(numeral, kind="number", value=sizes[size]), unit]
        if numeral.kind == "roman" and unit.kind in ("unit", "half"):
            return [numeral, unit]
    return []


def word_token(text: str, start: int, end: int) -> TimeToken:
    """The token of one word, by the vocabulary; look-alike letters do not matter."""
    roman = roman_value(text)
    if roman and roman <= _LAST_ROMAN:
        return TimeToken(kind="roman", text=text, start=start, end=end, value=roman)
    lexeme = load_calendar().words.get(folded(text))
    if lexeme is None:
        return TimeToken(kind="unknown", text=text, start=start, end=end)
    return TimeToken(kind=lexeme.kind, text=text, start=start, end=end, value=lexeme.value, case=lexeme.case)


def _joined(tokens: list[TimeToken]) -> list[TimeToken]:
    """Joins `жел- тоқсан` of a wrapped line, `он екі`, `ж.ж.`, and a suffix after a number and a hyphen."""
    joined: list[TimeToken] = []
    for token in tokens:
        if joined and _adds_up(joined[-1], token):
            tens = joined.pop()
            text, value = f"{tens.text} {token.text}", tens.value + token.value
            joined.append(replace(token, text=text, value=value, start=tens.start))
        elif len(joined) > 1 and (one := _over_mark(joined[-2], joined[-1], token)):
            joined[-2:] = one
        else:
            joined.append(token)
    return joined


def _over_mark(head: TimeToken, mark: TimeToken, token: TimeToken) -> list[TimeToken]:
    """What two tokens are together with the stop or the dash between them; empty where they stay apart."""
    suffixes = load_calendar().suffixes
    if mark.kind == "stop" and head.kind == token.kind == "unit" and len(head.text) == len(token.text) == 1:
        return [replace(head, end=token.end)]
    if mark.kind != "dash":
        return []
    if head.kind in ("number", "roman", "date") and folded(token.text) in suffixes:
        case = suffixes[folded(token.text)]
        return [head, TimeToken(kind="suffix", text=token.text, start=mark.start, end=token.end, case=case)]
    if token.kind == "unknown" and head.text.isalpha():
        whole = word_token(head.text + token.text, head.start, token.end)
        return [whole] if whole.kind != "unknown" else []
    return []


def _adds_up(tens: TimeToken, ones: TimeToken) -> bool:
    """Whether two number words are one number: `он екі`, `жиырма бесінші`."""
    if not tens.kind == ones.kind == "number" or tens.text[0].isdigit() or ones.text[0].isdigit():
        return False
    return tens.case != "ordinal" and tens.value % 10 == 0 and 0 < ones.value < 10


@by_language()
def _several_words() -> Phrases[Lexeme]:
    return Phrases((words, lexeme) for words, lexeme in load_calendar().words.items() if " " in words)


def with_phrases(tokens: list[TimeToken]) -> list[TimeToken]:
    """The tokens with those of several words joined: `в течение`, `не позднее`."""
    words = [folded(token.text) for token in tokens]
    joined: list[TimeToken] = []
    at = 0
    for found in _several_words().find(words):
        first, lexeme = tokens[found.start], found.value
        whole = replace(
            first, kind=lexeme.kind, value=lexeme.value, case=lexeme.case, end=tokens[found.end - 1].end
        )
        joined += [*tokens[at : found.start], replace(whole, text=" ".join(words[found.start : found.end]))]
        at = found.end
    return [*joined, *tokens[at:]]


def time_runs(text: str, *, joints: frozenset[str]) -> Iterator[list[TimeToken]]:
    """The unbroken runs of words of time in running text: `жыл сайын 15 қаңтарға қарай`.

    The joints are the signs that may stand between two words of a run.
    """
    run: list[TimeToken] = []
    for token in with_phrases(time_tokens(text, quotes=False)):
        if token.kind in ("dash", "stop", "comma", "bracket"):
            continue
        if token.kind == "suffix" and run:
            run[-1] = replace(run[-1], end=token.end)
            continue
        is_time = token.kind not in ("unknown", "suffix") and (
            token.kind != "date" or token.value * token.year
        )
        if run and not (is_time and _hangs_on(run[-1], token, text, joints)):
            yield run
            run = []
        if is_time:
            run.append(token)
    if run:
        yield run


def _hangs_on(before: TimeToken, token: TimeToken, text: str, joints: frozenset[str]) -> bool:
    between = text[before.end : token.start].strip()
    is_short = len(before.text) <= _LONGEST_SHORT and not before.text.isdigit()
    are_years = min(before.value, token.value) >= FIRST_LONG_NUMBER
    return between in joints or (between == "." and is_short) or (between == "," and are_years)
