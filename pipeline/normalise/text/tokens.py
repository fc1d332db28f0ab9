"""The words, numbers and signs of a printed text: the one tokeniser under all readers of values.

The trouble: spaces decide nothing (`жылғы1-тоқсан`, `5 - күні`), and PDF engines leave soft hyphens and marks
of no width inside words.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from pipeline.stations.printed import INVISIBLE

NUMBER, WORD, SIGN, MARK = "number", "word", "sign", "mark"
# marks of punctuation carry no value: brackets, quotes, dashes, commas, full stops
_TOKEN = regex.compile(
    rf"""
    (?P<number>\p{{N}}++)
  | (?P<word>[\p{{L}}\p{{M}}]+ (?: [{INVISIBLE}]+ [\p{{L}}\p{{M}}]+ )*+)
  | (?P<sign>[\p{{S}}\p{{Co}}%‰§*&@\#?--−])
  | (?P<mark>\S)
    """,
    regex.VERBOSE | regex.V1,
)


class Token(NamedTuple):
    """A run of digits, a word, a sign that carries meaning or a mark of punctuation.

    `[start, end)` are code points of the text; `kind` is `number`, `word`, `sign` or `mark`. A tuple, since a
    text of nothing else has thousands.
    """

    start: int
    end: int
    text: str
    kind: str

    @property
    def is_number(self) -> bool:
        """Whether it is a run of digits."""
        return self.kind == NUMBER


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """All tokens of a text, or of a stretch of it, in order; only spaces are none."""
    last = len(text) if end is None else end
    return [
        Token(found.start(), found.end(), found[0], found.lastgroup or MARK)
        for found in _TOKEN.finditer(text, start, last)
    ]


def tokens_of(text: str) -> list[Token]:
    """The tokens that an account must cover: all but marks of punctuation."""
    return [token for token in tokenise(text) if token.kind != MARK]
