"""The one matcher of phrases: a table of phrases with what each means, of which the longest that fits wins.

The trouble: `одан` alone means little, `одан кейін` and `одан әрі қарай` are one phrase each, and a word of a
phrase may be printed with any ending (`жаңа редакция…`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

V = TypeVar("V")
BEGINNING = "*"
"""At the end of a word of a phrase: the word is only the beginning of a printed one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseFound(Generic[V]):
    """A phrase among words: `[start, end)` are places in the list of words, `value` is what it means."""

    start: int
    end: int
    value: V


@dataclass(slots=True)
class _Node(Generic[V]):
    """What may follow the words so far: whole words, beginnings of words; and what they mean themselves."""

    forms: dict[str, _Node[V]] = field(default_factory=dict)
    beginnings: dict[str, _Node[V]] = field(default_factory=dict)
    values: list[V] = field(default_factory=list)

    def following(self, word: str) -> list[_Node[V]]:
        """The nodes that a word leads to: its beginnings, shortest first, then the whole word."""
        lengths = range(1, len(word) + 1) if self.beginnings else ()
        begun = [self.beginnings[word[:n]] for n in lengths if word[:n] in self.beginnings]
        return [*begun, self.forms[word]] if word in self.forms else begun


class Phrases(Generic[V]):
    """A table of phrases; words are compared as they are given, so fold them first (`letters.folded`)."""

    def __init__(self, entries: Iterable[tuple[str | Sequence[str], V]]) -> None:
        """Builds the table; of the same phrase given twice the first meaning stays."""
        self._root: _Node[V] = _Node()
        for phrase, value in entries:
            node = self._root
            for word in phrase.split() if isinstance(phrase, str) else phrase:
                table = node.beginnings if word.endswith(BEGINNING) else node.forms
                node = table.setdefault(word.removesuffix(BEGINNING), _Node())
            node.values.append(value)

    def at(self, words: Sequence[str], place: int) -> PhraseFound[V] | None:
        """The longest phrase whose words begin at a place."""
        best: PhraseFound[V] | None = None
        open_nodes = [(self._root, place)]
        while open_nodes:
            node, end = open_nodes.pop()
            if node.values and end > place and (best is None or end > best.end):
                best = PhraseFound(start=place, end=end, value=node.values[0])
            if end < len(words):
                open_nodes += [(each, end + 1) for each in node.following(words[end])]
        return best

    def find(self, words: Sequence[str]) -> Iterator[PhraseFound[V]]:
        """The phrases among words, from the left, each word in one of them at most."""
        place = 0
        while place < len(words):
            found = self.at(words, place)
            if found is not None:
                yield found
            place = found.end if found else place + 1
