"""What a document itself tells about its wraps: its words, its hyphens, its columns' widths.

A list of words knows nothing of the next edition's names, but the document does: most words stand whole
inside some line, where no wrap can have cut them. How it hyphenates shows at the ends of its lines, and how
wide a column is in the widest line that begins where this one does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Final

import regex as re

from pipeline.registry.language_words import word_shapes
from pipeline.repair.characters import mend_characters
from pipeline.repair.lexicon import is_fragment, is_piece, is_syllable_end, is_word, may_follow, shares_stem
from pipeline.stations.glyph_columns import edges_of
from pipeline.stations.page import Line
from pipeline.stations.printed import SOFT_HYPHEN

_LONGEST_PIECE: Final = 3
_FEWEST_CUTS: Final = 3
"""So many hyphens at lines' ends whose two sides are no words, and as many as other ones: it hyphenates."""
_FEWEST_PIECES: Final = 2
"""So many lines that begin with the rest of a word: the engine breaks words."""
_KAZAKH_SHARE: Final = 0.05
"""At least this share of the words has a letter that Russian has not; else what looks like an ending may be a
Russian word."""
_COLUMN_SHARE: Final = 1.6
"""The lines of a column are at most so many times as wide as those of one of its texts."""
HYPHENS = frozenset("-\u2010\u2011")
# `өзін-өзі`, `іс-шаралар`, `3-тоқсан`
_WORD = re.compile(r"[\p{L}\p{M}\d]+(?:[-\u2010\u2011][\p{L}\p{M}\d]+)*")
# its first hyphen parts a word
_PARTED = re.compile(r"(?P<first>[^-\u2010\u2011]*)(?P<hyphen>[-\u2010\u2011])(?P<rest>.*)")
# `қаржылан-` at a line's end
_CUT = re.compile(r"(?P<part>[\p{Ll}\p{M}]+)(?P<hyphen>[-\u2010])$")
# `ның` at a line's start
_START = re.compile(r"[\p{Ll}\p{M}]+(?![\p{L}\p{M}\d.-])")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The document's own evidence.

    Attributes:
        words: the words that stand whole inside lines, with their counts, in lower case.
        ordered: the same, sorted.
        compounds: of hyphenated words inside lines, the parts after the hyphen by the part before it.
        engine_hyphens: the characters that stand as hyphens at lines' ends and nowhere else.
        is_hyphenated: its engine hyphenates words.
        breaks_at_hyphens: its engine breaks lines behind the hyphens that words have of their own.
        is_broken: its engine breaks words that are too long for their column, without a hyphen.
        widths: how wide the lines are in points, by page and left edge in whole points.
    """

    words: Counter[str]
    ordered: Sequence[str] = ()
    compounds: Mapping[str, Counter[str]] = field(default_factory=dict)
    engine_hyphens: frozenset[str] = frozenset()
    is_hyphenated: bool = False
    breaks_at_hyphens: bool = False
    is_broken: bool = False
    widths: Mapping[tuple[int, int], Set[float]] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Vocabulary:
        """What these lines tell: all lines of one document, those of one text in their order."""
        inner: list[str] = []
        compounds: defaultdict[str, Counter[str]] = defaultdict(Counter)
        hyphens: set[str] = set()
        cuts: Counter[bool] = Counter()
        outer: set[str] = set()
        widths: defaultdict[tuple[int, int], set[float]] = defaultdict(set)
        pieces = 0
        before = ""
        for line in lines:
            text = mend_characters(line.text)[0]
            tokens = _WORD.findall(text.lower())
            inner += tokens[1:-1]
            for token in tokens if HYPHENS.intersection(text) else ():
                if parted := _PARTED.match(token):
                    hyphens.add(parted["hyphen"])
                    compounds[parted["first"]][parted["rest"]] += 1
            if before[-1:] in HYPHENS and (cut := _CUT.search(before)):
                outer.add(cut["hyphen"])
                if start := _START.match(text):
                    cuts[_is_no_compound(cut["part"], start[0])] += 1
            pieces += _begins_with_piece(before, text)
            x0, _, x1, _ = line.bbox
            widths[line.page_number, round(x0)].add(x1 - x0)
            before = text
        words = Counter(inner)
        return cls(
            words=words,
            ordered=sorted(words),
            compounds=compounds,
            # `-` is what people type: even where it stands only at lines' ends it may be the words' own
            engine_hyphens=frozenset(outer - hyphens - {"-"}),
            is_hyphenated=cuts[True] >= max(_FEWEST_CUTS, cuts[False]),
            breaks_at_hyphens=cuts[False] > 0,
            is_broken=pieces >= _FEWEST_PIECES and _is_kazakh(words),
            widths=widths,
        )

    def shared_stem(self, word: str) -> int:
        """The letters of the stem that the word has in common with a word of the document; 0 for none."""
        at = bisect_left(self.ordered, word)
        near = self.ordered[max(at - 3, 0) : at + 3]
        return max((shares_stem(word, other) for other in near), default=0)

    def has_compound(self, first: str, rest: str) -> bool:
        """Whether the document writes a hyphen between these parts, whatever ending the last one has."""
        return any(
            rest == other or shares_stem(rest, other, shortest=min(3, len(rest), len(other)))
            for other in self.compounds.get(first, ())
        )

    def has_room(self, line: Line, needed: float, text_width: float) -> bool:
        """Whether the column's widest line has `needed` points more than this one's own advances.

        The column's lines are those of the page that begin at the same edge, but for running text next to the
        table, which is far wider than the text that this line is of (`text_width`: its widest line's, in
        points). In a centred column they are few: the room may seem too small, and the words alone decide.
        """
        if text_width - line.bbox.width >= needed:
            return True
        used = min(own_width(line) or line.bbox.width, line.bbox.width)
        edge = round(line.bbox.x0)
        of_column = (self.widths.get((line.page_number, edge + off), ()) for off in (-1, 0, 1))
        most = _COLUMN_SHARE * text_width
        widths = [width for widths in of_column for width in widths if width <= most]
        return max([text_width, *widths]) - used >= needed


def _is_no_compound(left: str, right: str) -> bool:
    """A hyphen between these letters cannot be the word's own."""
    if not is_syllable_end(left, right) or left in word_shapes().hyphenated:
        return False
    return is_piece(left, right) or (is_word(left + right) and not (is_word(left) and is_word(right)))


def _is_kazakh(words: Counter[str]) -> bool:
    own = word_shapes().own_letters
    kazakh = sum(count for word, count in words.items() if not own.isdisjoint(word))
    return kazakh >= _KAZAKH_SHARE * words.total()


def _begins_with_piece(before: str, text: str) -> bool:
    """A line begins with an ending, after a line that is one word."""
    if " " in before or not before[-1:].isalpha():
        return False
    start = _START.match(text)
    return (
        start is not None
        and len(start[0]) <= _LONGEST_PIECE
        and is_fragment(start[0])
        and may_follow(before, start[0])
    )


def first_advance(line: Line) -> float:
    """The advance of the line's first glyph that is no space, in points; 0 where there is none."""
    edges = zip(*edges_of(line.glyphs), strict=True)
    return next((x1 - x0 for text, x0, x1 in edges if not text.isspace()), 0.0)


def own_width(line: Line) -> float:
    """All advances up to the line's last glyph that is no space, in points; no soft hyphen's.

    Readers give lengths in hundredths of a point: the sum is without what floats add to it.
    """
    inked = list(zip(*edges_of(line.glyphs), strict=True))
    while inked and inked[-1][0].isspace():
        inked.pop()
    return round(sum(x1 - x0 for text, x0, x1 in inked if text != SOFT_HYPHEN), 2)
