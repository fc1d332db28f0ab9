"""Letters that look right and are not: Latin ones inside Cyrillic words, legacy letters, loose marks.

Old Adilet texts mix `і` U+0456 with Latin `i`, `ә` with `ə` U+0259, `Ү` with Latin `Y`, and set `ө` as `ӛ`
U+04DB. A letter is replaced only inside a word of mixed script: СИМ and СІМ, КМ and ҚМ are different bodies,
a word all in Latin may be meant, and so may a numeral (`IV`). Afterwards the text is NFC.
"""

from __future__ import annotations

import unicodedata

import regex as re

from pipeline.page import Change

_LATIN_TO_CYRILLIC = str.maketrans(
    "ABCEHIKMOPTXYaceiopxyhəƏɵƟ",
    "АВСЕНІКМОРТХҮасеіорхуһәӘөӨ",
)
_LEGACY = str.maketrans("ӛӚӧӦ", "өӨөӨ")
_LOOKS_LATIN = frozenset("ABCEHIKMOPTXYaceiopxyhəƏɵƟ")
_SUSPECT = re.compile(r"[A-Za-z\u0180-\u024F\u0250-\u02AFӛӚӧӦ]")
_WORD = re.compile(r"[\p{L}\p{M}]+")
_CYRILLIC = re.compile(r"\p{Cyrillic}")
_LATIN = re.compile(r"\p{Latin}")
# roman numerals, in Latin letters or with the Cyrillic ones that look like them: left as printed
_NUMERAL = re.compile(r"[IVXLCІХСVЛ]+")


def mend_characters(text: str) -> tuple[str, list[Change]]:
    """The text in NFC with its mixed words made Cyrillic, and each change."""
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    if "\u00ad" in composed:
        composed = composed.replace("\u00ad", "")
    if not _SUSPECT.search(composed):
        return composed, []
    changes: list[Change] = []

    def mend(match: re.Match[str]) -> str:
        word: str = match[0]
        mended, rule = _mend_word(word)
        if mended != word:
            changes.append(Change(rule=rule, before=word, after=mended))
        return mended

    return _WORD.sub(mend, composed), changes


def _mend_word(word: str) -> tuple[str, str]:
    legacy = word.translate(_LEGACY)
    latin = _LATIN.findall(legacy)
    if not latin or not _CYRILLIC.search(legacy) or _NUMERAL.fullmatch(legacy):
        return legacy, "legacy_letter"
    if any(letter not in _LOOKS_LATIN for letter in latin):
        # a letter without a Cyrillic twin: the word is meant to be mixed, or nobody can tell
        return legacy, "legacy_letter"
    return legacy.translate(_LATIN_TO_CYRILLIC), "look_alike"
