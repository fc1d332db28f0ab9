"""Letters that look right and are not: Latin ones inside Cyrillic words, legacy letters, ligatures.

Old Adilet texts mix `і` U+0456 with Latin `i`, `ә` with `ə` U+0259, `Ү` with Latin `Y`, and set `ө` as `ӛ`
U+04DB. A letter is replaced only inside a word of mixed script: СИМ and СІМ, КМ and ҚМ are different bodies,
a word all in Latin may be meant, and so may a numeral (`IV`). The parts of a hyphenated word are words by
themselves. Afterwards the text is NFC, without soft hyphens and ligatures, and its spaces are plain.
"""

from __future__ import annotations

import re as plain_re
import unicodedata

import regex as re

from pipeline.registry.language_words import letters
from pipeline.registry.loading import by_language
from pipeline.stations.item_numbers import roman_value
from pipeline.stations.page import Change
from pipeline.stations.printed import INVISIBLE

# how a text was set, not what it says: characters that are not seen, and ligatures
_SET = dict.fromkeys(map(ord, INVISIBLE)) | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)
}
_UNWRITABLE = plain_re.compile("[\\0\ud800-\udfff]")
_ODD_SPACE = re.compile(r"[^\S ]+")
# whatever of these a text may hold; most have none, and Python's own engine is the faster to say so
_ODD = plain_re.compile(rf"[^\S ]|[A-Za-z\u0180-\u02AFӛӚӧӦ{INVISIBLE}\ufb00-\ufb06\0\ud800-\udfff]")
_WORD = re.compile(r"[\p{L}\p{M}]+")
_CYRILLIC = re.compile(r"\p{Cyrillic}")
_LATIN = re.compile(r"\p{Latin}")
# paints nothing and is no text: controls, and marks of a text's direction, which turn the order of letters
# around where a text is shown, or steer a terminal (U+009B begins a command); what Unicode says may be left
# out of sight (DI: joiners, fillers, variation selectors); spacing removes soft hyphens
_CONTROL = re.compile(r"[[\p{Cc}\p{Cf}\p{Cs}\p{DI}]--[\u00ad]]", re.VERSION1)


def controls_in(text: str) -> list[str]:
    """The characters of a text that are controls, formats or out of sight, and no soft hyphens."""
    return list(_CONTROL.findall(text))


def escaped(text: str) -> str:
    """The text with controls by their numbers.

    Example:
        >>> escaped("a" + chr(0x202E) + "b")
        'a<U+202E>b'
    """
    return str(_CONTROL.sub(lambda found: f"<U+{ord(found[0]):04X}>", text))


def without_controls(text: str) -> tuple[str, list[Change]]:
    """The text without control characters, and each word that had some."""
    if _CONTROL.search(text) is None:
        return text, []
    words = [(word, _CONTROL.sub("", word)) for word in text.split(" ")]
    changes = [
        Change(rule="control_character", before=escaped(word), after=kept)
        for word, kept in words
        if word != kept
    ]
    return " ".join([kept for _, kept in words if kept]), changes


def mend_characters(text: str) -> tuple[str, list[Change]]:
    """The text in NFC with plain spaces and its mixed words made Cyrillic, and each change of a letter.

    NUL and lone surrogates, which no file of text can hold, are U+FFFD.
    """
    if not _ODD.search(text) and unicodedata.is_normalized("NFC", text):
        return text, []
    plain = _ODD_SPACE.sub(" ", _UNWRITABLE.sub("\ufffd", text))
    plain = unicodedata.normalize("NFC", plain.translate(_SET))
    changes: list[Change] = []

    def mend(match: re.Match[str]) -> str:
        word: str = match[0]
        mended, rule = _mend_word(word)
        if mended != word:
            changes.append(Change(rule=rule, before=word, after=mended))
        return mended

    mended = unicodedata.normalize("NFC", _WORD.sub(mend, plain))
    if mended == plain:
        return mended, changes
    # a mended letter may compose with the mark after it to one that wants mending too: `ə` and U+0308 to `ӛ`
    again, more = mend_characters(mended)
    return again, [*changes, *more]


def _mend_word(word: str) -> tuple[str, str]:
    legacy = word.translate(_tables()[0])
    latin = _LATIN.findall(legacy)
    # one letter without a Cyrillic twin: the word is meant to be mixed, or nobody can tell
    have_twins = latin and all(letter in letters().look_alikes for letter in latin)
    if have_twins and _CYRILLIC.search(legacy) and not roman_value(legacy):
        return legacy.translate(_tables()[1]), "look_alike"
    return legacy, "legacy_letter"


@by_language()
def _tables() -> tuple[dict[int, str], dict[int, str]]:
    """From legacy letters, and from look-alikes."""
    return str.maketrans(dict(letters().legacy)), str.maketrans(dict(letters().look_alikes))
