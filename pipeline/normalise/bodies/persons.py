"""Finds persons in a column of executors: `Құрмашев Қ.Қ.`, `Қ. Құрмашев`, `Құрмашев Қайрат Қалиұлы`.

Older plans name the person who answers. A person is one thing: its initials are no words and no list marks.
"""

from __future__ import annotations

from pipeline.normalise.bodies.body_tokens import STOP, WORD, Token, is_letters
from pipeline.registry.cell_words import body_words

_MOST_INITIALS = 3


def person_at(tokens: list[Token], first: int) -> int | None:
    """The place of the last token of a person's name that begins at a token; None where none begins."""
    if _is_initial(tokens[first]):
        last = _initials_first(tokens, first)
    else:
        last = _surname_first(tokens, first) or _with_patronymic(tokens, first)
    if last is None:
        return None
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    # a school named after a person is no person
    if following is not None and following.fold in body_words().person.named_after:
        return None
    return last


def _surname_first(tokens: list[Token], first: int) -> int | None:
    if not _is_name(tokens[first]):
        return None
    last = _initials(tokens, first + 1, needs_stop=False)
    return last if last > first else None


def _initials_first(tokens: list[Token], first: int) -> int | None:
    last = _initials(tokens, first, needs_stop=True)
    if last < first or last + 1 >= len(tokens) or not _is_name(tokens[last + 1]):
        return None
    after = tokens[last + 2] if last + 2 < len(tokens) else None
    # one letter and a stop may be a list mark: `А. Қаржы басқармасы`
    is_mark = last == first + 1 and after is not None and after.kind == WORD and after.base[:1].islower()
    return None if is_mark else last + 1


def _with_patronymic(tokens: list[Token], first: int) -> int | None:
    """Surname, name and patronymic, or the last two."""
    for length in (3, 2):
        words = tokens[first : first + length]
        if len(words) == length and all(map(_is_name, words)):
            last = words[-1].fold
            endings = body_words().person.patronymics
            if last.endswith(endings) and last not in endings:
                return first + length - 1
    return None


def _initials(tokens: list[Token], first: int, *, needs_stop: bool) -> int:
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


def _is_initial(token: Token) -> bool:
    return token.kind == WORD and len(token.base) == 1 and token.base.isupper()


def _is_name(token: Token) -> bool:
    """Whether a word is written as a name: a capital, then small letters; or capitals alone (`ҚҰРМАШЕВ`)."""
    if token.kind != WORD or len(token.base) < 2 or not token.base[0].isupper():
        return False
    return not is_letters(token.base) or (
        token.base.isalpha() and token.base.isupper() and len(token.base) > 4
    )
