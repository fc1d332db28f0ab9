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
class Translation:
    """A meaning in Kazakh and Russian."""

    kk: str
    ru: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeMeaning:
    """What a code means in three languages."""

    en: str
    kk: str
    ru: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DictionaryWords:
    """The words around the tables of the data dictionary in one language; heads are parted by ` | `."""

    title: str
    heads: str
    key: str
    code_lists: str
    code_heads: str


@cache
def _translations() -> dict[str, Translation]:
    return {row["name"]: Translation(kk=row["kk"], ru=row["ru"]) for row in read_csv("column_meanings.csv")}


@cache
def _code_meanings() -> dict[tuple[str, str], CodeMeaning]:
    return {
        (row["list"], row["code"]): CodeMeaning(en=row["en"], kk=row["kk"], ru=row["ru"])
        for row in read_csv("code_meanings.csv")
    }


def meaning_of(name: str) -> Translation:
    """The meaning of a table (`measures`), a column (`measures.status`) or a part (`measures.cells.page`).

    Columns that mean the same in every table stand in the registry once, as `*.page`.

    Raises:
        KeyError: the registry has no such name.
    """
    translations = _translations()
    own = translations.get(name)
    return own if own is not None else translations["*." + name.rpartition(".")[2]]


def code_meaning(code_list: str, code: str) -> CodeMeaning:
    """The meaning of a code of a list.

    Raises:
        KeyError: the registry has no such code.
    """
    return _code_meanings()[code_list, code]


def described_names() -> frozenset[str]:
    """Every name that the registry describes, `*.page` and the like as they stand."""
    return frozenset(_translations())


def described_codes() -> frozenset[tuple[str, str]]:
    """Every code that the registry describes, with its list."""
    return frozenset(_code_meanings())


def dictionary_words(language: str) -> DictionaryWords:
    """The words around the tables of the data dictionary.

    Raises:
        KeyError: there are none in that language.
    """
    return DictionaryWords(**read_yaml("dictionary.yml")[language])


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
    about: AboutDataset = typed(AboutDataset, read_yaml("dataset.yml"))
    return about


def latest_version(versions: Collection[str]) -> str | None:
    """The latest of the pipeline's versions that a dataset was read by, None where there is none."""
    return max(versions, key=_in_order, default=None)


def _in_order(version: str) -> tuple[list[int], str]:
    numbers, _, local = version.partition("+")
    return [int(part) for part in numbers.split(".") if part.isdigit()], local
