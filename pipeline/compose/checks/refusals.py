"""What a file that holds no plan holds instead: its languages, its tables, their heads.

A person who gave a text in another language, a copy with spoilt letters or a plan whose heads are worded in a
new way must see at once which of these it is, and what to do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

import regex as re

from pipeline.registry.head_words import head_role
from pipeline.registry.language_words import languages
from pipeline.registry.loading import LANGUAGES, language_in_use
from pipeline.stations.page import Layout, Table, text_lines
from pipeline.stations.printed import JoinLines

_CYRILLIC, _LATIN = re.compile(r"\p{Cyrillic}"), re.compile(r"\p{Latin}")
_WORD = re.compile(r"\p{L}+")
# Even a plan with a page in another language has more Kazakh; so has a page with names in Latin letters.
_LEAST_SHARE = 0.5
# fewer telling words than this may be chance: codes and names in tables hold some
_LEAST_WORDS = 5
_LEAST_TOLD = 0.005
_MOST_HEADS, _MOST_TABLES, _MOST_LETTERS = 8, 3, 40


def what_was_found(layouts: Sequence[Layout], join: JoinLines) -> str:
    """Why there is no plan on these pages: what was found on them, and what to do."""
    texts = [line.text for layout in layouts for line in text_lines(layout)]
    tables = [table for layout in layouts for table in layout.tables]
    n_letters = sum(sum(map(str.isalpha, text)) for text in texts)
    n_cyrillic = sum(len(_CYRILLIC.findall(text)) for text in texts)
    n_latin = sum(len(_LATIN.findall(text)) for text in texts)
    scripts = f"{n_cyrillic} of its {n_letters} letters are Cyrillic, {n_latin} Latin"
    read = {each.name: each.code in LANGUAGES for each in languages()}
    readable = " or ".join(name for name, is_readable in read.items() if is_readable)
    shares = _shares(texts)
    leading = max(shares, key=shares.__getitem__, default="")
    by_words = f"{_told(shares)} by its words; " if shares else ""
    if shares and not read[leading] and shares[leading] >= _LEAST_SHARE:
        why = f"It is in {leading}, and plans are read in {readable}: {by_words}{scripts}."
        advice = f"Give the {readable} text of the act."
    elif n_cyrillic < _LEAST_SHARE * n_letters:
        why = f"It holds no plan of measures in {readable}: {by_words}{scripts}."
        advice = (
            "If its pages look right, a program that made this copy spoilt the fonts' Unicode maps: "
            "take the file from where it was first published."
        )
    elif not tables:
        return f"It holds no plan of measures: there is no table in it ({by_words}{scripts})."
    else:
        why = f"It holds no plan of measures: {_about_tables(tables)} ({by_words}{scripts})."
        own = language_in_use()
        file = "columns.yml" if own == LANGUAGES[0] else f"{own}/columns.yml"
        others = [each.code for each in languages() if each.name == leading and each.code != own]
        advice = f"Most of its words are {leading}: read it with --language {others[0]}. " if others else ""
        advice += f"If it is a plan that words its heads in another way, add them to {file} (--registry)."
    return " ".join(part for part in (why, _heads_found(tables, join), advice) if part)


def _about_tables(tables: Sequence[Table]) -> str:
    pages = sorted({table.page_number for table in tables})
    where = f"page {pages[0]}" if len(pages) == 1 else f"pages {pages[0]} to {pages[-1]}"
    has = "its table has" if len(tables) == 1 else f"its {len(tables)} tables have"
    heads = "measure, form of completion, responsible bodies, deadline"
    return f"{has} other heads ({where}) than {heads}"


def _heads_found(tables: Sequence[Table], join: JoinLines) -> str:
    """The heads of the tables that come nearest to a plan, in the order of the pages."""
    found = [(table.page_number, _heads(table, join)) for table in tables]
    nearest = sorted(found, key=lambda each: -len({head_role(text) for text in each[1]} - {None}))
    nearest = [each for each in nearest if each[1]][:_MOST_TABLES]
    if not nearest:
        return ""
    shown = [each for each in found if each in nearest][:_MOST_TABLES]
    heads = "; ".join(f"page {page}: {', '.join(map(_quoted, texts))}" for page, texts in shown)
    return f"Heads found: {heads}."


def _heads(table: Table, join: JoinLines) -> list[str]:
    """The texts of a table's first row that has any."""
    for _, cells in groupby(table.cells, key=lambda cell: cell.row0):
        texts = [text for cell in cells if (text := join(cell.lines).text)]
        if texts:
            return texts[:_MOST_HEADS]
    return []


def _quoted(text: str) -> str:
    return f"«{text}»" if len(text) <= _MOST_LETTERS else f"«{text[:_MOST_LETTERS].rstrip()}…»"


def _shares(texts: Sequence[str]) -> dict[str, float]:
    """The share of each language in the words that tell one; empty where hardly any does."""
    words = Counter(word.lower() for text in texts for word in _WORD.findall(text))
    counts: Counter[str] = Counter()
    for word, number in words.items():
        owners = [language.name for language in languages() if language.has(word)]
        if len(owners) == 1:
            counts[owners[0]] += number
    total = counts.total()
    return {name: number / total for name, number in counts.items()} if total >= _LEAST_WORDS else {}


def _told(shares: dict[str, float]) -> str:
    parts = sorted(shares.items(), key=lambda item: -item[1])
    return ", ".join(f"{share:.0%} {name}" for name, share in parts if share >= _LEAST_TOLD)
