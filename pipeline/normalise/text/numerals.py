"""Numbers in words: `жүз жиырма мың`."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.registry.language_words import language_words

_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000


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
