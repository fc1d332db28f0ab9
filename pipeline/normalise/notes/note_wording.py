"""The kinds of a note's words, as they are compared with those of reviewed notes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from pipeline.normalise.notes.note_words import Unit, find_units
from pipeline.normalise.text.account import Claim
from pipeline.normalise.text.enclosed import find_enclosed
from pipeline.normalise.text.letters import DASHES, folded
from pipeline.normalise.text.tokens import MARK, tokenise
from pipeline.normalise.text.wording import WordPiece

# what is said of an act: any body, day and number are alike
_ALIKE = ("amending_body_text", "amending_number", "amending_act_type")
_EFFECT = "effective_text"
_QUOTED = "«»"


def wording_of(text: str, account: Sequence[Claim]) -> Iterator[WordPiece]:
    """A piece for each claim of a note's account and for each mark between; words of effect are pieces too.

    Args:
        text: the note.
        account: where its words went, in order.
    """
    claims = deque(claim for claim in account if claim.start < claim.end)
    last: Claim | None = None
    kind = ""
    for token in tokenise(text):
        while claims and claims[0].end <= token.start:
            claims.popleft()
        claim = claims[0] if claims and claims[0].start <= token.start else None
        if claim is None:
            kind = "-" if token.text in DASHES else folded(token.text)
            yield WordPiece(kind, token.start, token.end)
        elif claim.into == _EFFECT:
            before, own = kind, "#" if token.is_number else folded(token.text)
            if token.kind != MARK and not before == own == "#":
                yield WordPiece(own, token.start, token.end)
                kind = own
        elif claim is not last:
            kind = _kind(text[claim.start : claim.end], claim.into)
            yield WordPiece(kind, claim.start, claim.end)
        last = claim


def _kind(words: str, into: str) -> str:
    if into in _ALIKE:
        return into
    if any(not span.is_bracket and span.start == 0 for span in find_enclosed(words)):
        return _QUOTED  # which may say anything
    units = find_units(words)
    if into in ("target_key", "note_text") and units:
        return ",".join(f"{_part(unit)}:{unit.case}" for unit in units)
    return "_".join(map(folded, words.split())) or into


def _part(unit: Unit) -> str:
    """A numbered part of any kind, the act or its plan as a whole, or else the kind of part."""
    return "numbered" if unit.numbers else unit.word.kind if unit.word.level else "whole"
