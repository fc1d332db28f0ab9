"""The words by which an act and its plan are divided, from `registry/outline.yml`."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.registry.loading import ByWord, by_language, read_words, typed


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineWords:
    """Words of headings, notes and stamps, in lower case, each list named as in the file without `_words`."""

    ordinals: ByWord[int]
    stage: tuple[str, ...]
    section: tuple[str, ...]
    levels: ByWord[str]
    year: tuple[str, ...]
    note: tuple[str, ...]
    removal: tuple[str, ...]
    approval: tuple[str, ...]
    annex: tuple[str, ...]
    plan: tuple[str, ...]
    enacting: tuple[str, ...]
    joining: tuple[str, ...]
    act_line: tuple[str, ...]
    basis_opening: tuple[str, ...]
    basis_end: tuple[str, ...]
    enacting_body: tuple[str, ...]
    continuing: tuple[str, ...]
    legend: tuple[str, ...]
    total: tuple[str, ...]
    included: tuple[str, ...]
    title_end: tuple[str, ...]
    repeal: tuple[str, ...]
    lapse: tuple[str, ...]
    part: tuple[str, ...]
    letter: tuple[str, ...]
    registered: tuple[str, ...]
    registry: tuple[str, ...]
    number: tuple[str, ...]


@by_language()
def outline_words() -> OutlineWords:
    """The registry's words of outline."""
    data = read_words("outline.yml")
    lists = {name.removesuffix("_words"): words for name, words in data.items()}
    return typed(OutlineWords, lists | {"levels": data["level_words"]})
