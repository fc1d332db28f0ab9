"""Rows that one cell fills: headings of stages and sections, notes, struck-out items.

They run over the columns' gutters, stand in the middle of the table where no column's text begins, or are
words in the number's column. A struck-out item keeps its number beside the one cell, and is known by its
words too, since a short one, or a justified one, runs over no gutter.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex as re

from pipeline.extract.unruled.gutters import Piece
from pipeline.extract.unruled.text_style import Manner, is_number, without_number
from pipeline.registry.outline_words import outline_words


def wide_from(group: Sequence[Piece], manner: Manner, *, is_block: bool = False) -> int:
    """The first column of the one cell that fills the row from there on, or -1 in a row of plain cells.

    A whole block (`is_block`) none of whose lines begins where its column's text does is one cell, too.
    """
    stripes = manner.stripes
    number = stripes.index("number")
    texts = list(group)
    start = 0
    if len(texts) > 1 and number >= 0 and is_number(texts[0], stripes):
        texts = texts[1:]
        start = number + 1 if number == 0 else 0
    if _is_struck(texts):
        return start
    if is_block and len(texts) == len(group) and _is_apart(texts, manner):
        return 0
    if len(manner.side_by_side(texts)) != len(texts):
        return -1
    crosses = any(piece.last > piece.first for piece in texts)
    begins = {piece.first for piece in texts}
    if len(texts) < len(group):
        return start if crosses and len(begins) == 1 else -1
    is_one = (
        (crosses and (texts[0].first == 0 or len(begins) == 1))
        or all(_is_centred(piece, manner) for piece in texts)
        or (begins == {number} and _is_lettered(texts[0], manner))
    )
    return 0 if is_one else -1


def headings_apart(block: Sequence[Piece], manner: Manner) -> list[list[Piece]]:
    """The block in parts: lines that run over all columns apart from the rows that they touch."""
    groups: list[list[Piece]] = []
    was_heading: bool | None = None
    for line in manner.side_by_side(block):
        is_one = wide_from(line, manner) >= 0
        if is_one is was_heading or (was_heading and _follows(groups[-1], line)):
            groups[-1].extend(line)
        else:
            groups.append(list(line))
            was_heading = is_one
    return groups


def part_headings(block: Sequence[Piece], manner: Manner) -> list[list[Piece]]:
    """Headings that stand close under one another, each by itself: a stage's, then its first section's."""
    parts: list[list[Piece]] = []
    for line in manner.side_by_side(block):
        text = "".join(piece.text for piece in line)
        if parts and not _opening().match(text):
            parts[-1].extend(line)
        else:
            parts.append(list(line))
    return parts


@cache
def _opening() -> re.Pattern[str]:
    """How a heading opens, read without its spaces: `3.Ақпараттық`, `Екіншікезең`, `IIкезең`, `2-кезең`."""
    words = outline_words()
    ordinals = "|".join(word for word, _ in words.ordinals)
    stages = "|".join(words.stage)
    section = r"\d{1,2}(?:\.\d{1,2})*[.)]\p{Lu}"
    return re.compile(rf"{section}|(?i:(?:{ordinals}|[IVXІХ]{{1,4}}|\d{{1,2}}-?)(?:{stages}))")


def _follows(heading: Sequence[Piece], line: Sequence[Piece]) -> bool:
    """Is the line the rest of a wide cell's text: it alone, beginning where that begins?"""
    return len(line) == 1 and abs(line[0].x0 - heading[-1].x0) <= 1 and heading[-1].last > line[0].first


def _is_apart(texts: Sequence[Piece], manner: Manner) -> bool:
    """Is a block without number no row: it begins with a note's word, or a number, or beside its columns?"""
    text = "".join(piece.text for piece in texts).lower()
    is_note = text.startswith(tuple(f"{word}{mark}" for word in outline_words().note for mark in ".:"))
    columns = {piece.first for piece in texts}
    if is_note and (len(columns) > 1 or any(piece.last > piece.first for piece in texts)):
        return True
    if len(texts) == 1 and without_number(text) != text:
        return texts[0].first not in {manner.measure, manner.stripes.index("number")}
    return manner.is_left and not any(map(manner.is_aligned, texts))


def _is_lettered(piece: Piece, manner: Manner) -> bool:
    """Does the piece say more than a number?"""
    return not is_number(piece, manner.stripes) and any(letter.isalpha() for letter in piece.text[2:])


def _is_centred(piece: Piece, manner: Manner) -> bool:
    """Does the piece stand in the middle of the table, and not where its column's text begins?"""
    stripes = manner.stripes
    off = abs((piece.x0 + piece.x1) / 2 - (stripes.x0 + stripes.x1) / 2)
    is_middle = off <= manner.settings.centred_share * (stripes.x1 - stripes.x0)
    return is_middle and (piece.last > piece.first or not manner.is_aligned(piece))


def _is_struck(texts: Sequence[Piece]) -> bool:
    """Do the pieces begin with the words that strike an item out, with or without its number?"""
    text = without_number("".join(piece.text for piece in texts)).lower()
    return any(text.startswith(word.replace(" ", "")) for word in outline_words().removal)
