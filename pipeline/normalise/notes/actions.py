"""The words of action in a note: what was done, what is still to come, and what looks like either.

The trouble: the same stem says that a thing was done (`алып тасталды`), was not (`алып тасталмады`) or will
be (`енгізіледі`, `жаңа редакцияда көзделген`); only the endings of done things count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.registry.act_words import ActionPhrase, act_words

_GAP = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Words of action.

    Attributes:
        start: code point offset of their first character.
        end: offset after the last.
        phrase: which phrase of the registry they are; None where they say that it is still to come.
    """

    start: int
    end: int
    phrase: ActionPhrase | None


@cache
def _pattern() -> re.Pattern[str]:
    """Each phrase of the registry as a named alternative, in its order, or a word for "is to come"."""
    words = act_words()
    endings = "|".join(sorted(words.done_endings, key=len, reverse=True))
    gap = "|".join(map(re.escape, words.gap_words))
    alternatives = []
    for number, phrase in enumerate(words.actions):
        pattern = ""
        for stem in phrase.phrase[:-1]:
            pattern += rf"(?:(?:{gap})\w*\s+){{0,3}}?" if stem == _GAP else rf"{re.escape(stem)}\w*\s+"
        alternatives.append(rf"(?P<a{number}>{pattern}{re.escape(phrase.phrase[-1])}(?:{endings})(?!\w))")
    pending = "|".join(words.pending_words)
    return re.compile(rf"\b(?:{'|'.join(alternatives)}|(?P<pending>(?:{pending})(?!\w)))", re.IGNORECASE)


def find_actions(text: str) -> list[Action]:
    """The words of action in a text, in order; a thing done that is "to come" is to come."""
    actions = act_words().actions
    found: list[Action] = []
    for match in _pattern().finditer(text):
        name = match.lastgroup or "a0"
        if name == "pending":
            if found and found[-1].phrase is not None and not text[found[-1].end : match.start()].strip():
                found.pop()  # жаңа редакцияда көзделген
            found.append(Action(start=match.start(), end=match.end(), phrase=None))
        else:
            found.append(Action(start=match.start(), end=match.end(), phrase=actions[int(name[1:])]))
    return found
