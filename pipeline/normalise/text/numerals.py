"""Numbers without figures: Roman numerals (`ІІІ`, `ІҮ`) and numbers in words (`жүз жиырма мың`)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.registry.language_words import language_words, letters
from pipeline.registry.loading import by_language

# sections, chapters, quarters and centuries go no further, and `Л` or `С` alone is a letter
_TENS = ("", "X", "XX", "XXX")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000


@by_language(maxsize=1024)
def roman_value(word: str) -> int | None:
    """The number that a word is as a Roman numeral, 1 to 39, or None: `IV`, `ІҮ`, `хіі` and not `IIII`.

    A letter alone may be a numeral and a word too (`У`, `Х`): only the place tells, so ask where a numeral
    can stand. Small letters count where a small letter of the table looks like the numeral.
    """
    known = letters().numerals
    if not all(letter in known for letter in word):
        return None
    return _romans().get("".join(known[letter] for letter in word))


@by_language()
def numeral_letters() -> str:
    """All letters that a numeral may be typed with, for a character class of a regular expression."""
    return "".join(letters().numerals)


@by_language()
def _romans() -> dict[str, int]:
    numerals = (tens + ones for tens in _TENS for ones in _ONES)
    return {numeral: value for value, numeral in enumerate(numerals) if numeral}


def number_in_words(words: Sequence[str]) -> int | None:
    """The value of lower case words that are one whole number, or None: they are not, or not in order."""
    known = language_words().numerals
    total = part = 0
    last_power, last = 0, _THOUSAND
    for word in words:
        value = known.get(word)
        if value is None or (value == 0 and len(words) > 1):
            return None
        if value >= _THOUSAND:
            if last_power and value >= last_power:
                return None
            total += (part or 1) * value
            part, last_power, last = 0, value, _THOUSAND
        elif value == _HUNDRED:
            if part >= _TEN:
                return None
            part, last = (part or 1) * _HUNDRED, _HUNDRED
        else:
            if value >= last or (last < _HUNDRED and not last >= _TEN > value):
                return None
            part, last = part + value, value
    return total + part if words else None
