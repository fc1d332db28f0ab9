"""The data dictionary in English, Kazakh and Russian, as one Markdown file made from the declarations."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Literal

from pipeline.records import CODE_LISTS, TABLES, PublishedColumn, PublishedTable, columns_of
from pipeline.registry.meanings import (
    DictionaryWords,
    Meaning,
    code_meaning,
    dictionary_words,
    meaning_of,
)

Language = Literal["en", "kk", "ru"]


_LANGUAGES: tuple[Language, ...] = ("en", "kk", "ru")


def dictionary_markdown() -> str:
    """The text of `docs/data-dictionary.md`."""
    all_words = {language: dictionary_words(language) for language in _LANGUAGES}
    lines = [
        "# Data dictionary",
        "",
        "Made by `make dictionary` from the declarations in `pipeline/records`; do not edit by hand.",
        "",
        " · ".join(f"[{words.title}](#{words.title.lower()})" for words in all_words.values()),
    ]
    for language, words in all_words.items():
        lines += ["", f"## {words.title}"]
        for table in TABLES:
            lines += _table_lines(table, language, words)
        lines += ["", f"### {words.code_lists}", "", *_head(words.code_heads)]
        for codes in CODE_LISTS:
            for code in codes.codes:
                meaning = code_meaning(codes.name, code)
                lines.append(f"| {codes.name} | `{code}` | {_in(language, meaning)} |")
    return "\n".join(lines) + "\n"


def _table_lines(table: PublishedTable, language: Language, words: DictionaryWords) -> Iterator[str]:
    yield from ("", f"### {table.name}", "", _meaning(table.meaning, table.name, language))
    if table.key:
        yield from ("", f"{words.key}: {', '.join(f'`{name}`' for name in table.key)}")
    yield from ("", *_head(words.heads))
    for column in columns_of(table.record_type):
        yield from _column_lines(column, f"{table.name}.{column.name}", column.name, language)


def _column_lines(column: PublishedColumn, name: str, shown: str, language: Language) -> Iterator[str]:
    kind = f"list<{column.kind}>" if column.is_list else column.kind
    codes = column.codes
    unit = column.unit if codes is None else f"codes {codes.name}"
    null = "?" if column.is_nullable else ""
    yield f"| `{shown}` | {kind} | {null} | {unit or ''} | {_meaning(column.meaning, name, language)} |"
    if column.struct is not None:
        for part in columns_of(column.struct):
            yield from _column_lines(part, f"{name}.{part.name}", f"{shown}[].{part.name}", language)


def _head(heads: str) -> tuple[str, str]:
    return f"| {heads} |", "|" + " --- |" * len(heads.split(" | "))


def _meaning(english: str, name: str, language: Language) -> str:
    return english if language == "en" else _in(language, meaning_of(name))


def _in(language: Language, meaning: Meaning) -> str:
    return str(getattr(meaning, language)).replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(dictionary_markdown())
