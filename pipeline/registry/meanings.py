"""What the dataset says of itself: its title and licences, and what its columns and codes mean.

English stands next to each declaration in `pipeline/records`; a column that lacks its Kazakh or Russian is
an error here and not a gap in the dictionary.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from pipeline.registry.loading import read_csv, read_yaml, typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a table, a column or a code means; the English of tables and columns is declared with them."""

    kk: str
    ru: str
    en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DictionaryWords:
    """The words around the tables of the data dictionary in one language; heads are parted by ` | `."""

    title: str
    heads: str
    key: str
    code_lists: str
    code_heads: str


@cache
def column_meanings() -> dict[str, Meaning]:
    """By the names that the registry describes, `*.page` where it means the same in every table."""
    return {row["name"]: typed(Meaning, row) for row in read_csv("column_meanings.csv")}


@cache
def code_meanings() -> dict[tuple[str, str], Meaning]:
    """The meanings of codes by their list and the code."""
    return {(row["list"], row["code"]): typed(Meaning, row) for row in read_csv("code_meanings.csv")}


def meaning_of(name: str) -> Meaning:
    """The meaning of a table (`measures`), a column (`measures.status`) or a part (`measures.cells.page`)."""
    known = column_meanings()
    return known[name if name in known else "*." + name.rpartition(".")[2]]


def code_meaning(code_list: str, code: str) -> Meaning:
    """The meaning of a code of a list; a KeyError where the registry has no such code."""
    return code_meanings()[code_list, code]


def dictionary_words(language: str) -> DictionaryWords:
    """The words around the tables of the data dictionary; a KeyError where that language has none."""
    return typed(DictionaryWords, read_yaml("dictionary.yml")[language])


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """A licence: its SPDX id, its name, and where its text is."""

    name: str
    title: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutDataset:
    """The dataset's title, authors, homepage and licences; `rights` says what the licence does not cover."""

    title: str
    description: str
    authors: str
    year: int
    homepage: str
    licence: Licence
    code_licence: Licence
    rights: str

    def citation(self, version: str | None) -> str:
        """How the dataset is cited; `version` is None where it holds no edition."""
        of = f" Version {version}." if version is not None else ""
        return f"{self.authors} ({self.year}). {self.title}.{of} {self.licence.title}."


@cache
def about_dataset() -> AboutDataset:
    """What `registry/dataset.yml` says."""
    return typed(AboutDataset, read_yaml("dataset.yml"))


def latest_version(versions: Collection[str]) -> str | None:
    """The latest of the pipeline's versions that a dataset was read by, None where there is none."""

    def in_order(version: str) -> tuple[list[int], str]:
        numbers, _, local = version.partition("+")
        return [int(part) for part in numbers.split(".") if part.isdigit()], local

    return max(versions, key=in_order, default=None)
