"""What the parts of an act must say: the marks by which they are known."""

from __future__ import annotations

from functools import cache

import regex as re

from pipeline.assemble.rows.headings import note_pattern
from pipeline.registry.outline_words import outline_words
from pipeline.stations.page import Line
from pipeline.stations.printed import Printed

# `4. Қазақстан …`, `4-1. …`, but no date: `27.10.2014`
PARAGRAPH = re.compile(r"(?P<number>\d{1,2}(?:-\d{1,2})?)\.\s+(?=\D)")
# `С. Ахметов`, `Б.Ә. Сағынтаев`, `А.Б.В. Есімов`
NAME = re.compile(r"(?:^|\s)(?P<name>(?:\p{Lu}\.\s?){1,3}\p{Lu}\p{L}+(?:-\p{Lu}\p{L}+)?)$")


@cache
def enacting_pattern() -> re.Pattern[str]:
    """Matches the words that enact, at the preamble's end."""
    words = "|".join(word.replace(" ", r"\s*") for word in outline_words().enacting)
    # in other words they are known by their capitals: `ШЕШІМ ЕТЕМІЗ:`
    return re.compile(
        rf"(?:(?:{words})\s*:?|(?-i:\b(?:\p{{Lu}}{{3,}}\s+)?\p{{Lu}}{{4,}}\s*:))$", re.IGNORECASE
    )


@cache
def approval_pattern() -> re.Pattern[str]:
    """Matches the end of the stamp over an annex: that it is approved, or is an annex."""
    words = "|".join((*outline_words().approval, *outline_words().annex))
    return re.compile(rf"(?:\d+-)?(?:{words})$", re.IGNORECASE)


@cache
def approving_act_pattern() -> re.Pattern[str]:
    """Matches the act that approves an annex, at a line's end: `N 12 шешімімен`, `№ 5 қаулысына`."""
    kinds = "|".join(outline_words().act_line)
    return re.compile(rf"\b(?:{kinds})(?:м?ен|на|не)(?:\s*(?:№|N)?\s*\d+)?[.,]?$", re.IGNORECASE)


def name_of(signature: Printed) -> str | None:
    """The name with initials that ends a signature."""
    match = NAME.search(signature.text)
    return match["name"] if match else None


def ends_note(last: Line, following: Line) -> bool:
    """Does a note end with the line `last`, before the line that follows?"""
    text = following.text
    if note_pattern().match(text) or PARAGRAPH.match(text):
        return True
    if not last.text.endswith((".", "!")):
        return False
    return not (text[:1].islower() or text[:1] in "№(" or text[:1].isdigit())
