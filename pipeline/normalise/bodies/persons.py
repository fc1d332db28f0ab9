"""Finds persons in a column of executors: `Құрмашев Қ.Қ.`, `Қ. Құрмашев`, `Құрмашев Қайрат Қалиұлы`.

Older plans name the person who answers. A person is one thing: its initials are no words and no list marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.normalise.bodies.name_tokens import STOP, WORD, NameToken, is_letters
from pipeline.registry.cell_words import body_words

# Each token is one letter of a line: I an initial, N a name, P a name with a patronymic's ending, w a word in
# small letters. Initials have a full stop each; after a surname the last one may lack it behind another.
_PERSON = re.compile(
    r"""
      (?: I\. ){2,3} [NP]               # Қ.Қ. Құрмашев
    | I\. [NP] (?! w )                  # Қ. Құрмашев; `А. Қаржы басқармасы` has a list mark
    | [NP] (?: I\. ){1,2} I (?! \. )    # Құрмашев Қ.Қ
    | [NP] (?: I\. ){1,3}               # Құрмашев Қ.Қ.
    | [NP]{1,2} P                       # Құрмашев Қайрат Қалиұлы
    """,
    re.VERBOSE,
)


def find_persons(tokens: Sequence[NameToken]) -> dict[int, int]:
    """The place of the last token of each person's name, by the place of its first one."""
    line = "".join(map(_letter, tokens))
    matches = (_PERSON.match(line, place) for place in range(len(line)))
    found = {match.start(): match.end() - 1 for match in matches if match}
    return {first: last for first, last in found.items() if not _names_another(tokens[last + 1 : last + 2])}


def _names_another(following: Sequence[NameToken]) -> bool:
    """Whether something is named after the person, such as a school."""
    return any(token.fold in body_words().person.named_after for token in following)


def _letter(token: NameToken) -> str:
    if token.kind != WORD:
        return "." if token.kind == STOP else "-"
    if not token.is_capitalised:
        return "w" if token.base[:1].islower() else "-"
    if len(token.base) == 1:
        return "I"
    # a capital, then small letters; or capitals alone, and not few of them: `ҚҰРМАШЕВ`
    is_shouted = token.base.isalpha() and token.base.isupper() and len(token.base) > 4
    if is_letters(token.base) and not is_shouted:
        return "-"
    endings = body_words().person.patronymics
    return "P" if token.fold.endswith(endings) and token.fold not in endings else "N"
