"""The head words by which the plan's columns are known (`registry/columns.yml`)."""

from __future__ import annotations

from dataclasses import dataclass

import regex as re

from pipeline.registry.language_words import letters
from pipeline.registry.loading import by_language, read_words
from pipeline.registry.overlay import RegistryError

_KEYS = ("patterns", "second")
_NOT_LETTERS = re.compile(r"[^\p{L}\d№]+")
# `N р/с`, `Р/c N`, `NN`: single letters cannot be told by the rest of their word
_NUMBER_HEAD = re.compile(r"n{0,2}[рспнқт]{0,3}n{0,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadRole:
    """What a head says of its column: its role, and how surely (0 is surest)."""

    role: str
    rank: int


@by_language()
def _patterns() -> tuple[tuple[re.Pattern[str], HeadRole], ...]:
    entries = read_words("columns.yml")
    for role, entry in entries.items():
        _check(role, entry)
    return tuple(
        (re.compile(pattern), HeadRole(role=role, rank=rank))
        for rank, key in enumerate(_KEYS)
        for role, entry in entries.items()
        for pattern in entry.get(key, ())
    )


def _check(role: str, entry: dict[str, list[str]]) -> None:
    """Makes sure that every pattern can be met: heads are read in lower case, without spaces."""
    for key, patterns in entry.items():
        if key not in _KEYS:
            raise RegistryError(f"columns.yml: {role}.{key} is not known. There are: {', '.join(_KEYS)}.")
        for pattern in patterns:
            if pattern != pattern.lower() or any(map(str.isspace, pattern)):
                problem = f"columns.yml: {role}.{key} has {pattern!r}, which no head meets"
                raise RegistryError(f"{problem}: write it in lower case and without spaces.")


@by_language()
def _any_head() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a head begins with, and what it holds: two patterns are told apart far faster than all in turn."""
    sources = [pattern.pattern for pattern, _ in _patterns()]
    starts = [source for source in sources if source.startswith("^")]
    inside = [source for source in sources if not source.startswith("^")]
    return re.compile("|".join(starts)), re.compile("|".join(inside))


@by_language(maxsize=1024)
def head_role(text: str) -> HeadRole | None:
    """The role of the column with this head, however wrapped or letter-spaced; None where it is no plan's."""
    twins = str.maketrans(dict(letters().look_alikes))
    head = _NOT_LETTERS.sub("", text.lower()).translate(twins)
    if _NUMBER_HEAD.fullmatch(head):
        head = head.replace("n", "№")
    start, inside = _any_head()
    if not start.match(head) and not inside.search(head):
        return None  # so are nearly all cells that are asked about
    return next((role for pattern, role in _patterns() if pattern.search(head)), None)
