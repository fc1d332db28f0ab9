"""Finds persons in a column of executors: `Құрмашев Қ.Қ.`, `Қ. Құрмашев`, `Құрмашев Қайрат Қалиұлы`.

Older plans name the person who answers. A person is one thing: its initials are no words and no list marks.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.normalise.bodies.name_tokens import STOP, WORD, NameToken, is_letters
from pipeline.registry.cell_words import body_words

_MOST_INITIALS = 3


def person_at(tokens: Sequence[NameToken], first: int) -> int | None:
    """The place of the last token of a person's name that begins at a token; None where none begins."""
    if _is_initial(tokens[first]):
        last = _initials_first(tokens, first)
    elif _is_name(tokens[first]):
        last = _surname_first(tokens, first) or _with_patronymic(tokens, first)
    else:
        return None
    # a school named after a person is no person
    following = tokens[last + 1 : last + 2] if last is not None else ()
    is_named_after = any(token.fold in body_words().person.named_after for token in following)
    return None if is_named_after else last


def _surname_first(tokens: Sequence[NameToken], first: int) -> int | None:
    last = _initials(tokens, first + 1, needs_stop=False)
    return last if last > first else None


def _initials_first(tokens: Sequence[NameToken], first: int) -> int | None:
    last = _initials(tokens, first, needs_stop=True)
    if last < first or last + 1 >= len(tokens) or not _is_name(tokens[last + 1]):
        return None
    # one letter and a stop may be a list mark: `А. Қаржы басқармасы`
    after = tokens[last + 2 : last + 3]
    is_mark = last == first + 1 and any(each.kind == WORD and each.base[:1].islower() for each in after)
    return None if is_mark else last + 1


def _with_patronymic(tokens: Sequence[NameToken], first: int) -> int | None:
    """Surname, name and patronymic, or the last two."""
    endings = body_words().person.patronymics
    for length in (3, 2):
        words = tokens[first : first + length]
        last = words[-1].fold
        if len(words) == length and all(map(_is_name, words)) and last.endswith(endings):
            return None if last in endings else first + length - 1
    return None


def _initials(tokens: Sequence[NameToken], first: int, *, needs_stop: bool) -> int:
    """The place of the last token of the initials from a token on; the place before it where none stand.

    Initials have a full stop each; after a surname the last one may lack it where another one has it.
    """
    place = first
    count = 0
    while count < _MOST_INITIALS and place < len(tokens) and _is_initial(tokens[place]):
        has_stop = place + 1 < len(tokens) and tokens[place + 1].kind == STOP
        if not has_stop:
            return place - 1 if needs_stop or not count else place
        place += 2
        count += 1
    return place - 1


def _is_initial(token: NameToken) -> bool:
    return token.kind == WORD and len(token.base) == 1 and token.base.isupper()


def _is_name(token: NameToken) -> bool:
    """Whether a word is written as a name: a capital, then small letters; or capitals alone (`ҚҰРМАШЕВ`)."""
    if token.kind != WORD or len(token.base) < 2 or not token.base[0].isupper():
        return False
    return not is_letters(token.base) or (
        token.base.isalpha() and token.base.isupper() and len(token.base) > 4
    )
