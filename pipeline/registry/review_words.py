"""The words of the review page, and short titles for the kinds of finding, in its languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.registry.loading import read_csv, read_yaml

LANGUAGES = ("en", "kk")


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingWords:
    """What a kind of finding is called, and what to do about it.

    Attributes:
        en: its title in English.
        kk: its title in Kazakh.
        meaning: what it means, in English.
        meaning_kk: the same in Kazakh; its title where it is not translated.
        action: what a person should do, in English.
        action_kk: the same in Kazakh, "" where it is not translated.
    """

    en: str
    kk: str
    meaning: str
    meaning_kk: str
    action: str
    action_kk: str


@cache
def review_words(language: str) -> dict[str, str]:
    """The words of the page by their names (do not change what it returns: it is shared).

    Raises:
        KeyError: there are none in that language.
    """
    words: dict[str, str] = read_yaml("review.yml")[language]
    return words


@cache
def _meanings_kk() -> dict[str, str]:
    return {row["code"]: row["kk"] for row in read_csv("finding_meanings.csv")}


@cache
def _titles() -> dict[str, tuple[str, str, str]]:
    return {row["code"]: (row["en"], row["kk"], row["action_kk"]) for row in read_csv("finding_titles.csv")}


def finding_words(code: str) -> FindingWords:
    """The words of a kind of finding; one without a title is called by its meaning or its code."""
    declared = read_yaml("findings.yml").get(code, {})
    meaning = declared.get("meaning", "")
    en, kk, action_kk = _titles().get(code, (meaning or code, meaning or code, ""))
    return FindingWords(
        en=en,
        kk=kk,
        meaning=meaning,
        meaning_kk=_meanings_kk().get(code) or kk,
        action=declared.get("action", ""),
        action_kk=action_kk,
    )
