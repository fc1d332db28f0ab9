"""The words of a note: parts of an act with their numbers as printed and their case, and words of action.

Numbers stand next to the word, on the side that the language has them, in every form: `4-тармақ`,
`1, 3 және 5-тармақтар`, `2-1-тармақ` (one, put in later), `2-4-тармақтар` (three), `3) тармақшасы`, `бірінші
кезең`, `II бөлім`, `реттік нөмірі 13-жол`; `пункт 4`, `строки, порядковые номера 12 и 13`.
The same stem of action says that a thing was done (`алып тасталды`), was not (`алып тасталмады`) or will be
(`енгізіледі`, `жаңа редакцияда көзделген`); only the endings of done things count.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex as re

from pipeline.normalise.text.account import Claim
from pipeline.normalise.text.enclosed import find_enclosed
from pipeline.normalise.text.letters import DASHES, folded
from pipeline.normalise.text.tokens import MARK, tokenise
from pipeline.normalise.text.wording import WordPiece
from pipeline.registry.act_words import ActionPhrase, TargetWord, act_words
from pipeline.registry.calendar import load_calendar
from pipeline.registry.language_words import language_words
from pipeline.registry.loading import by_language
from pipeline.registry.word_orders import word_order
from pipeline.stations.item_numbers import roman_value

_LONGEST_RANGE = 99
# parts that one note speaks of; with more it is no note
_MOST_NAMED = 500
_GAP = "…"
# what is said of an act: any body, day and number are alike
_ALIKE = ("amending_body_text", "amending_number", "amending_act_type")
_REST = r"[^\W\d_]*"  # of a word; a digit in it is a number that has a meaning of its own
# 4 | 2-1 | 3) | 4.13
_NUMBER = r"\d{1,4}+(?:[-.]\d{1,4}+){0,3}+\)?+"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One word for a part of an act, `[start, end)` with its numbers.

    Attributes:
        word: which word of the registry it is.
        numbers: its numbers as printed, without `)`; empty if it has none, None if they were not understood.
        case: the name of its case ending, or "other".
        is_named: whether a title in quotes names it in place of a number (`«…» деген бөлім`).
    """

    word: TargetWord
    numbers: tuple[str, ...] | None
    case: str
    start: int
    end: int
    is_named: bool = False


@by_language()
def _words_by_stem() -> dict[str, TargetWord]:
    return {stem: target for target in act_words().targets for stem in target.stems}


def find_units(text: str) -> list[Unit]:
    """The words for parts of an act that stand in a text; no more of them than a note can speak of.

    Each whole stands before its part, also where it is printed behind it (`подпункт 3) пункта 2`).
    """
    units: list[Unit] = []
    named = 0
    measure = next(word for word in act_words().targets if word.kind == "measure")
    for match in word_order("note_unit").finditer(text):
        printed = match["numbers"] or ""
        if match["bare_row"]:
            word, case, numbers = measure, "other", _numbers(printed, plural=True)
        else:
            ending = match["ending"].lower()
            word, case = _words_by_stem()[match["stem"].lower()], _case(ending)
            numbers = _numbers(printed, plural=ending.startswith(language_words().plural_endings))
        if match["ordinal"]:
            numbers = (str(load_calendar().words[match["ordinal"].lower()].value),)
        elif match["roman"] and (value := roman_value(match["roman"])):
            numbers = (str(value),)
        if word.numbered and numbers == ():
            continue
        named += 1 + len(numbers or ())
        if named > _MOST_NAMED:
            break
        start, end = match.span()
        case = "locative" if match["locative"] else "dative" if match["dative"] else case
        units.append(Unit(word=word, numbers=numbers, case=case, start=start, end=end))
    return units if language_words().case_endings["genitive"] else _by_place(units, text)


def _by_place(units: list[Unit], text: str) -> list[Unit]:
    """Wholes before their parts in a language whose genitive is told by its place: behind what it owns."""
    runs: list[list[Unit]] = []
    end = 0
    for unit in units:
        is_next = runs and unit.case != "instrumental" and not text[end : unit.start].strip()
        end = unit.end
        if is_next and (unit.case == "dative" or _owns(unit, runs[-1][0])):
            # `абзац второй строки 3-5`: a genitive of one row and the plural look alike
            one = unit.numbers if len(unit.numbers or ()) <= 1 else None
            runs[-1].insert(0, replace(unit, case="genitive", numbers=one))
        elif is_next and unit.word.level > runs[-1][-1].word.level:
            runs[-1][-1:] = [replace(runs[-1][-1], case="genitive"), unit]
        else:
            runs.append([unit])
    return [unit for run in runs for unit in run]


def _owns(unit: Unit, part: Unit) -> bool:
    """Whether a unit right behind another is its whole; also one of its level: `подраздел 2 раздела 1`."""
    level, other = unit.word.level, part.word.level
    return level < other or (level == other and unit.case == "other" and part.case in {"other", "genitive"})


def _case(ending: str) -> str:
    cases = language_words().case_endings.items()
    return next((case for case, endings in cases if ending.endswith(endings)), "other")


def _numbers(printed: str, *, plural: bool) -> tuple[str, ...] | None:
    """`1, 3 және 5` -> 1, 3, 5, and a range written out; None for a range that is none.

    A hyphen within a number is of one put in later (`2-1`), but where the word is plural and the number alone
    it is a range (`2-4-тармақтар`, `10-1-10-4-жолдар`).
    """
    found = list(re.finditer(_NUMBER, printed))
    if len(found) == 1 and plural and "-" in found[0][0]:
        parts = found[0][0].rstrip(")").split("-")
        half = len(parts) // 2
        return None if len(parts) % 2 else _range("-".join(parts[:half]), "-".join(parts[half:]))
    if plural and any(_may_be_range(number[0], found) for number in found):
        return None
    numbers: list[str] = []
    end = 0
    for number in found:
        joint = printed[end : number.start()].strip()
        end = number.end()
        plain = number[0].rstrip(")")
        is_range = joint in {"-", "–", "—"} and numbers
        spread = _range(numbers.pop(), plain) if is_range else (plain,)
        if spread is None:
            return None
        numbers += spread
    return tuple(dict.fromkeys(numbers))


def _may_be_range(number: str, listed: list[re.Match[str]]) -> bool:
    """`12-14` of `12-14, 17-жолдар`: rows 12 to 14 or the fourteenth put in after row 12, no word says which.

    `2-3, 2-4-тармақтар` are put in, as both say after which.
    """
    parts = re.fullmatch(r"(\d+)-(\d+)\)?", number)
    alike = [other for other in listed if parts and other[0].startswith(f"{parts[1]}-")]
    return parts is not None and int(parts[1]) < int(parts[2]) and len(alike) == 1


def _range(first: str, last: str) -> tuple[str, ...] | None:
    """`5`, `8` -> 5 to 8; `10-1`, `10-4` -> 10-1 to 10-4; None where the two make no range."""
    whole, low = re.fullmatch(r"(.*?)(\d+)", first).groups()  # type: ignore[union-attr]
    other, high = re.fullmatch(r"(.*?)(\d+)", last).groups()  # type: ignore[union-attr]
    if whole.rstrip("-.") != other.rstrip("-.") or not int(low) < int(high) <= int(low) + _LONGEST_RANGE:
        return None
    return tuple(f"{whole}{number}" for number in range(int(low), int(high) + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Words of action, `[start, end)`; without a phrase they say that it is still to come."""

    start: int
    end: int
    phrase: ActionPhrase | None


@by_language()
def _action_pattern() -> re.Pattern[str]:
    """Each phrase of the registry as a named alternative, in its order, or a word for "is to come"."""
    words = act_words()
    gap = "|".join(map(re.escape, words.gap_words))
    alternatives = []
    for number, phrase in enumerate(words.actions):
        pattern = ""
        for stem in phrase.phrase[:-1]:
            pattern += (
                rf"(?:(?:{gap}){_REST}\s+){{0,3}}?" if stem == _GAP else rf"{re.escape(stem)}{_REST}\s+"
            )
        endings = "|".join(sorted(phrase.endings or words.done_endings, key=len, reverse=True))
        alternatives.append(rf"(?P<a{number}>{pattern}{re.escape(phrase.phrase[-1])}(?:{endings})(?!\w))")
    pending = "|".join(words.pending_words)
    return re.compile(rf"\b(?:{'|'.join(alternatives)}|(?P<pending>(?:{pending})(?!\w)))", re.IGNORECASE)


def find_actions(text: str) -> list[Action]:
    """The words of action in a text, in order; a thing done that is "to come" is to come."""
    found: list[Action] = []
    for match in _action_pattern().finditer(text):
        name = match.lastgroup or ""
        phrase = None if name == "pending" else act_words().actions[int(name[1:])]
        is_next = bool(found) and not text[found[-1].end : match.start()].strip()
        if is_next and phrase is not None and found[-1].phrase is None:
            found[-1] = replace(found[-1], end=match.end())  # предусмотрен в редакции
            continue
        if is_next and phrase is None and found[-1].phrase is not None:
            found.pop()  # жаңа редакцияда көзделген
        found.append(Action(start=match.start(), end=match.end(), phrase=phrase))
    return found


def wording_of(text: str, account: Sequence[Claim]) -> Iterator[WordPiece]:
    """The kinds of a note's words, as they are compared with those of reviewed notes.

    A piece for each claim of its account, in order, and for each mark between; words of effect are pieces
    too.
    """
    claims = deque(claim for claim in account if claim.start < claim.end)
    last: Claim | None = None
    kind = ""
    for token in tokenise(text):
        while claims and claims[0].end <= token.start:
            claims.popleft()
        claim = claims[0] if claims and claims[0].start <= token.start else None
        if claim is None:
            kind = "-" if token.text in DASHES else folded(token.text)
            yield WordPiece(kind, token.start, token.end)
        elif claim.into == "effective_text":
            before, own = kind, "#" if token.is_number else folded(token.text)
            if token.kind != MARK and not before == own == "#":
                yield WordPiece(own, token.start, token.end)
                kind = own
        elif claim is not last:
            kind = _kind(text[claim.start : claim.end], claim.into)
            yield WordPiece(kind, claim.start, claim.end)
        last = claim


def _kind(words: str, into: str) -> str:
    if into in _ALIKE:
        return into
    if any(not span.is_bracket and span.start == 0 for span in find_enclosed(words)):
        return "«»"  # which may say anything
    units = find_units(words)
    if into in ("target_key", "note_text") and units:
        return ",".join(f"{_part(unit)}:{unit.case}" for unit in units)
    return "_".join(map(folded, words.split())) or into


def _part(unit: Unit) -> str:
    """A numbered part of any kind, the act or its plan as a whole, or else the kind of part."""
    return "numbered" if unit.numbers else unit.word.kind if unit.word.level else "whole"
