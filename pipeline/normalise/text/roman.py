"""Roman numerals, in Latin letters or in the Cyrillic ones that are typed for them: `ІІІ`, `ІҮ`."""

from __future__ import annotations

from functools import cache, lru_cache

from pipeline.registry.look_alikes import letters

# sections, chapters, quarters and centuries go no further, and `Л` or `С` alone is a letter
_TENS = ("", "X", "XX", "XXX")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


@lru_cache(maxsize=1024)
def roman_value(word: str) -> int | None:
    """The number that a word is as a Roman numeral, 1 to 39, or None: `IV`, `ІҮ`, `хіі` and not `IIII`.

    A letter alone may be a numeral and a word too (`У`, `Х`): only the place tells, so ask where a numeral
    can stand. Small letters count where a small letter of the table looks like the numeral.
    """
    known = letters().numerals
    if not all(letter in known for letter in word):
        return None
    return _values().get("".join(known[letter] for letter in word))


@cache
def numeral_letters() -> str:
    """All letters that a numeral may be typed with, for a character class of a regular expression."""
    return "".join(letters().numerals)


@cache
def _values() -> dict[str, int]:
    return {
        tens + ones: 10 * at + one
        for at, tens in enumerate(_TENS)
        for one, ones in enumerate(_ONES)
        if tens or ones
    }
