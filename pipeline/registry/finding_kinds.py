"""What a person should look at: the kinds of finding, each declared once in `registry/findings.yml`.

A parser of words knows what it did not understand but not where the words stand: it gives a `Remark`. The
road adds the place and makes it a row of the published table `findings`. The review page has its own words
for each kind, in its languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.registry.loading import read_csv, read_yaml

SEVERITIES = ("error", "warning", "info")
LANGUAGES = ("en", "kk")
"""The languages of the review page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A finding without its place.

    Attributes:
        code: one of the codes of `registry/findings.yml`, which gives its severity and meaning.
        message: one plain sentence for a person: what was found, what was expected.
        candidates: the values between which the text alone could not decide, if there were any.
    """

    code: str
    message: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingWords:
    """A kind of finding in English and Kazakh: its title, what it means, and what a person should do.

    A meaning that is not translated is the Kazakh title; an action that is not translated is "".
    """

    en: str
    kk: str
    meaning: str
    meaning_kk: str
    action: str
    action_kk: str


def finding_codes() -> tuple[str, ...]:
    """All codes of findings."""
    return tuple(read_yaml("findings.yml"))


@cache
def severity_of(code: str) -> str:
    """The severity of a code of finding.

    Raises:
        KeyError: the code is not declared in the registry.
    """
    severity: str = read_yaml("findings.yml")[code]["severity"]
    return severity


@cache
def withholding_codes() -> frozenset[str]:
    """The codes of findings beside which values are missing that the printed words may say."""
    return frozenset(code for code, kind in read_yaml("findings.yml").items() if kind.get("withholds"))


@cache
def review_words(language: str) -> dict[str, str]:
    """The words of the review page by their names (do not change what it returns: it is shared).

    Raises:
        KeyError: there are none in that language.
    """
    words: dict[str, str] = read_yaml("review.yml")[language]
    return words


@cache
def _by_code(name: str) -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in read_csv(name)}


def finding_words(code: str) -> FindingWords:
    """The words of a kind of finding; one without a title is called by its meaning or its code."""
    declared = read_yaml("findings.yml").get(code, {})
    meaning = declared.get("meaning", "")
    untitled = {"en": meaning or code, "kk": meaning or code, "action_kk": ""}
    title = _by_code("finding_titles.csv").get(code, untitled)
    return FindingWords(
        en=title["en"],
        kk=title["kk"],
        meaning=meaning,
        meaning_kk=_by_code("finding_meanings.csv").get(code, {}).get("kk") or title["kk"],
        action=declared.get("action", ""),
        action_kk=title["action_kk"],
    )
