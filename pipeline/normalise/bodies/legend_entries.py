"""Entries of a legend of abbreviations: `ИДМ – Қазақстан Республикасының Индустрия және даму министрлігі;`.

A legend may hold several entries in one paragraph, parted by semicolons or, carelessly, by commas; its head
stands before the first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import regex as re

from pipeline.registry.finding_kinds import Remark
from pipeline.registry.outline_words import outline_words

_LABEL = r"(?=[^–—;:]*\p{Lu})[^–—;:\s*][^–—;:]{0,45}?"
_DASH = r"(?:\s?[–—]\s?|\s-\s)"
_ENTRY = re.compile(rf"[*\s]*(?P<label>{_LABEL}){_DASH}(?P<expansion>\S.*)", re.DOTALL)
# `…, ЭМ – Экономика министрлігі`: a comma before letters that only a label can be
_NEXT = re.compile(rf",\s+(?=(?:[«\"]?\p{{Lu}}[\p{{Lu}}\d«»\"-]+\s?){{1,4}}{_DASH}\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviation:
    """A label and what the document says it means, both as printed; `index` is the entry's printed text's."""

    label: str
    expansion: str
    index: int


@cache
def _head_pattern() -> re.Pattern[str]:
    words = outline_words()
    marks, legend = "|".join(words.note), "|".join(word.replace(" ", r"\s+") for word in words.legend)
    return re.compile(
        rf"(?:(?:{marks})\s*[.:]\s*)?(?:[^:;–—]{{0,50}}?\b(?:{legend})[^:;–—]{{0,50}}(?:[:–—]|$))?\s*",
        re.IGNORECASE,
    )


def parse_legend(texts: Iterable[str]) -> tuple[list[Abbreviation], list[Remark]]:
    """The entries of a legend, in printed order, and what was not understood.

    Args:
        texts: its paragraphs or lines, of one entry or of several.
    """
    found: list[Abbreviation] = []
    remarks: list[Remark] = []
    for index, text in enumerate(texts):
        head = _head_pattern().match(text)
        own = text[head.end() :] if head else text
        for part in re.split(r";", own):
            for words in _NEXT.split(part):
                tidy = words.strip(" .,")
                if not tidy:
                    continue
                entry = _ENTRY.fullmatch(tidy)
                if entry is None:
                    remarks.append(
                        Remark(
                            code="legend_not_understood", message=f"In the legend of abbreviations: {tidy}"
                        )
                    )
                    continue
                expansion = entry["expansion"].strip()
                found.append(Abbreviation(label=entry["label"].strip(), expansion=expansion, index=index))
    return found, remarks
