"""What a person should look at: the kinds of finding, each declared once in `registry/findings.yml`.

A parser of words knows what it did not understand but not where the words stand: it gives a `Remark`. The
road adds the place and makes it a row of the published table `findings`. The review page has its own words
for each kind, in its languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.registry.loading import read_csv, read_yaml, typed

SEVERITIES = ("error", "warning", "info")
OF_TWO_LANGUAGES = ("language_editions_differ", "measure_in_one_language")
"""What comes of holding an edition against that of the same day in another language."""
LANGUAGES = ("en", "kk", "ru")
"""The languages of the review page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A finding without its place: one of the codes of `registry/findings.yml`, and a plain sentence.

    The `candidates` are the values between which the text alone could not decide, if there were any.
    """

    code: str
    message: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingWords:
    """A kind of finding in one language: its title, what it means, and what a person should do."""

    title: str
    meaning: str
    action: str


def finding_codes() -> tuple[str, ...]:
    """All codes of findings."""
    return tuple(read_yaml("findings.yml"))


@cache
def severity_of(code: str) -> str:
    """The severity of a code of finding; a KeyError where the registry does not declare it."""
    return str(read_yaml("findings.yml")[code]["severity"])


@cache
def withholding_codes() -> frozenset[str]:
    """The codes of findings next to which values are missing that the printed words may say."""
    return frozenset(code for code, kind in read_yaml("findings.yml").items() if kind.get("withholds"))


def review_words(language: str) -> Mapping[str, str]:
    """The words of the review page by their names; a KeyError where there are none in that language."""
    return typed(dict[str, str], read_yaml("review.yml")[language])


@cache
def finding_words(code: str, language: str = "en") -> FindingWords:
    """The words of a kind of finding in one of `LANGUAGES`, in English where they are not translated.

    A kind without a title is called by its meaning or its code.
    """
    declared = read_yaml("findings.yml").get(code, {})
    titles, meanings = (
        next((row for row in read_csv(name) if row["code"] == code), {})
        for name in ("finding_titles.csv", "finding_meanings.csv")
    )
    meaning, action = declared.get("meaning", ""), declared.get("action", "")
    title = titles.get("en") or meaning or code
    return FindingWords(
        title=titles.get(language) or title,
        meaning=meanings.get(language) or meaning,
        action=titles.get(f"action_{language}") or action,
    )
