"""What the dataset says of itself as a whole, from `registry/dataset.yml`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.registry.loading import read_yaml


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
    raw: dict[str, Any] = dict(read_yaml("dataset.yml"))
    raw |= {name: Licence(**raw[name]) for name in ("licence", "code_licence")}
    return AboutDataset(**raw)


def latest_version(versions: Collection[str]) -> str | None:
    """The latest of the pipeline's versions that a dataset was read by, None where there is none."""
    return max(versions, key=_in_order, default=None)


def _in_order(version: str) -> tuple[list[int], str]:
    numbers, _, local = version.partition("+")
    return [int(part) for part in numbers.split(".") if part.isdigit()], local
