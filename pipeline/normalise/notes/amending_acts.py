"""The second half of a note of amendment: the amending acts with their days, numbers and kinds.

One note lists several acts and prints what they share once: `ҚР Үкіметінің 27.10.2014 № 1139; 30.12.2014 №
1401 (ресми жарияланған күнінен бастап қолданысқа енгізіледі) қаулыларымен`. The body is that of the act
before, the kind stands after the last, and brackets belong to the act that they follow.

When an amendment takes effect stands in brackets after the act. The same few rules come in many wordings
(`он күн`, `10 күнтізбелік күн`), and one more word makes another rule of them (`бірақ … ерте емес`, `үш ай
өткен соң`): a rule is stated only where each word is one of its own or one that the registry names with it.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from dataclasses import dataclass, replace

import regex as re

from pipeline.normalise.notes.note_words import find_actions
from pipeline.normalise.text.enclosed import Enclosed, blanked, find_enclosed
from pipeline.normalise.text.letters import DASHES
from pipeline.normalise.text.printed_dates import PrintedDate, find_dates
from pipeline.registry.act_words import act_words, kinds_of_act
from pipeline.registry.calendar import load_calendar
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.loading import by_language
from pipeline.registry.word_orders import word_order

_WORD = re.compile(r"\w{2,}")
_SIGNS = " ,.;:-–—"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedAct:
    """An act as a note cites it, `[start, end)` from its date to its number.

    Attributes:
        date: null where the words do not say it, with a remark.
        number: as printed, without the number sign.
        act_type: the published code of the kind of act, null if no kind follows.
        type_start, type_end: offsets of the word for the kind, or `end`.
        lead: offset of the first word of the citation: where kind and body stand before the day.
        body_start, body_end: offsets of the body where it stands there.
        effect: the words in the brackets that follow it, or after its kind, on when it takes effect.
        effect_start, effect_end: offsets of these words.
        remarks: what was not understood.
    """

    start: int
    end: int
    date: dt.date | None
    number: str | None
    act_type: str | None = None
    type_start: int = 0
    type_end: int = 0
    lead: int
    body_start: int = 0
    body_end: int = 0
    effect: str | None = None
    effect_start: int = 0
    effect_end: int = 0
    remarks: tuple[Remark, ...] = ()

    def with_remark(self, message: str) -> CitedAct:
        """The act with one more thing that was not understood."""
        return replace(self, remarks=(*self.remarks, Remark(code="amendment_incomplete", message=message)))


@by_language()
def _number_pattern() -> re.Pattern[str]:
    """№ 1139 | N 829 | № 150аз | № 5-НҚ | № 269-V | № ҚР ДСМ-20 | № 12/3 | № 5С-23-2; not № 1139 - ҚР ….

    A number that goes on in a way not known here is none; the word for the kind may hang on it by mistake.
    """
    kinds = kinds_of_act()
    return re.compile(
        rf"""
        \s{{0,2}},?\s{{0,2}} (?:№|N[o°º]?\.?) \s{{0,2}}
        (?P<number>
            (?:ҚР\s?-?\s?)? (?:[^\W\d_]{{1,8}}\s?[-/]\s?)?
            \d{{1,6}} (?:[^\W\d_]{{1,3}}(?!\w))?
            (?:(?:[-/]\s?|\s[-/](?=\S))(?!ҚР\s\w{{4}}|(?:{kinds}))\w{{1,8}}(?!\w)){{0,4}} (?:\sҚРЗ)?
        ) (?! [./-]?\d | \s?/ | [-/](?!(?:{kinds}))\w )
        """,
        re.VERBOSE,
    )


@by_language()
def _until() -> re.Pattern[str]:
    words = (form for form, word in load_calendar().words.items() if word.kind == "until")
    return re.compile(rf"\s*(?:{'|'.join(map(re.escape, words))})\b")


@by_language()
def acting_pattern() -> re.Pattern[str]:
    """`м.а.` after an office: who acts for its holder issues its acts."""
    return re.compile(rf"\s+(?:{'|'.join(act_words().acting_words)})\s*$", re.IGNORECASE)


def act_type_of(stem: str) -> str | None:
    """The published code of the kind of act that a word begins with, null if it is no such word."""
    types = act_words().act_types
    return next((act.act_type for act in types if stem.lower().startswith(act.stems)), None)


def number_after(text: str, offset: int) -> tuple[str, int] | None:
    """The act's number that stands at an offset, without its sign, and the offset after it."""
    match = _number_pattern().match(text, offset)
    return (re.sub(r"\s?([-/])\s?", r"\1", match["number"]), match.end()) if match else None


def find_cited_acts(text: str, outside: str, brackets: list[Enclosed], *, most: int) -> list[CitedAct] | None:
    """The acts that a note cites, in order; null if there are more than a note can cite.

    Args:
        text: the note.
        outside: the note with brackets and quotes blanked, offset for offset.
        brackets: the note's round brackets.
        most: how many acts a note can cite.
    """
    acts: list[CitedAct] = []
    for date in find_dates(outside, beside=text):
        if date.starts_something:
            continue
        if len(acts) == most:
            return None
        numbered = number_after(outside, date.end)
        if numbered is None and acts and speaks_of_effect(outside[acts[-1].end : date.start]):
            continue  # … қолданысқа енгізіледі, бірақ 01.01.2016 ерте емес
        number, end = numbered or (None, date.end)
        if number is None and _until().match(outside, end):
            continue
        remarks = (date.remark,) if date.remark else ()
        act = CitedAct(
            start=date.start, end=end, date=date.value, number=number, lead=date.start, remarks=remarks
        )
        act = _led(act, outside, acts[-1] if acts else None)
        if number is None:
            printed = text[date.start : date.end].strip()
            act = act.with_remark(f"No number follows the act's date: {printed}.")
        acts.append(act)
    kinds = list(word_order("cited_kind").finditer(outside))
    ends = [act.lead for act in acts[1:]] + [len(outside)]
    acts = [_with_type(act, outside, until, kinds) for act, until in zip(acts, ends, strict=False)]
    acts = [_with_effect(act, text, outside, brackets, until) for act, until in zip(acts, ends, strict=False)]
    return [_since(acts[0], text, outside)] if len(acts) == 1 else acts


def opened(text: str, start: int) -> str:
    """A note whose acts stand in brackets alone without these, offset for offset: `күші жойылды (… хатымен)`.

    Args:
        text: the note.
        start: where its mark ends.
    """
    spans = find_enclosed(text)
    if _cites(blanked(text, spans)):
        return text
    for bracket in spans:
        if bracket.is_bracket and _cites(text[bracket.start + 1 : bracket.end - 1]):
            before = text[start : bracket.start].rstrip()
            joint = "–" if before and not before.endswith(tuple(DASHES)) else " "
            inner = text[bracket.start + 1 : bracket.end - 1]
            text = f"{text[: bracket.start]}{joint}{inner} {text[bracket.end :]}"
    return text


def _cites(words: str) -> bool:
    return any(number_after(words, date.end) for date in find_dates(words))


def _since(act: CitedAct, text: str, outside: str) -> CitedAct:
    """Gives a note's only act the day of effect beside its only action: `2015 жылғы 25 маусымнан бастап`."""
    days = [date for date in find_dates(outside, beside=text) if date.starts_something]
    if act.effect is not None or len(days) != 1:
        return act
    start, end = days[0].from_start, days[0].from_end
    if len(find_actions(outside[:start] + outside[end:])) != 1:
        return act
    remarks = (*act.remarks, days[0].remark) if days[0].remark else act.remarks
    return replace(act, effect=outside[start:end], effect_start=start, effect_end=end, remarks=remarks)


def lead_of(text: str, start: int, end: int) -> re.Match[str] | None:
    """The words for an act's kind and body that stand right before its day, which begins at `end`."""
    return word_order("cited_lead").search(text, start, end)


def _led(act: CitedAct, outside: str, before: CitedAct | None) -> CitedAct:
    """Gives an act the kind and body that stand before its day, or those of the act before in its list."""
    lead = lead_of(outside, before.end if before else 0, act.start)
    if lead is None:
        return act
    act = replace(act, lead=act.start - len(lead[0].lstrip(_SIGNS)))
    if lead["kind"]:
        kind, body = lead.span("kind"), lead.span("body") if lead["body"] else (0, 0)
        act_type = act_type_of(lead["stem"]) if lead["stem"] else None
        act = replace(act, type_start=kind[0], type_end=kind[1], act_type=act_type)
        return replace(act, body_start=body[0], body_end=body[1])
    if before is None or re.search(r"\w", outside[before.end : act.lead]):
        return act
    return replace(
        act, act_type=before.act_type, type_start=before.type_start, type_end=before.type_end,
        body_start=before.body_start, body_end=before.body_end,
    )  # fmt: skip


def _with_type(act: CitedAct, outside: str, following: int, kinds: list[re.Match[str]]) -> CitedAct:
    """Gives an act the kind that follows it, or follows the acts that it is listed with."""
    if act.type_end:
        return act if act.act_type else _as_letter(act, outside)
    nearest = bisect_left(kinds, act.end, key=lambda kind: kind.start())
    kind = kinds[nearest] if nearest < len(kinds) else None
    if kind is not None and kind.start() > following and not kind["plural"]:
        # "Жарлығымен" speaks of one act: it is shared only by acts of the same body
        joining = (word.lower() for word in _WORD.findall(outside, act.end, following))
        lexemes = map(load_calendar().words.get, joining)
        kind = None if any(word is None or word.kind != "and" for word in lexemes) else kind
    if kind is None:
        untyped = replace(act, type_start=act.end, type_end=act.end)
        return untyped.with_remark("No kind of act (decree, resolution, order …) follows the amending act.")
    typed = replace(act, type_start=kind.start(), type_end=kind.end())
    if kind["stem"] is None:
        return _as_letter(typed, outside)
    return replace(typed, act_type=act_type_of(kind["stem"]))


def _as_letter(act: CitedAct, outside: str) -> CitedAct:
    return act.with_remark(f"A letter is cited, which is no act: {outside[act.type_start : act.type_end]}.")


def _with_effect(act: CitedAct, text: str, outside: str, brackets: list[Enclosed], until: int) -> CitedAct:
    """Gives an act the words on when it took effect: in brackets after it, or after its kind."""
    first, last = (bisect_left(brackets, at, key=lambda bracket: bracket.start) for at in (act.end, until))
    for bracket in brackets[first:last]:
        start, end = bracket.start + 1, bracket.end - 1
        words = text[start:end].strip()
        if act.effect is None and speaks_of_effect(words):
            act = replace(act, effect=words, effect_start=start, effect_end=end)
        elif words:
            act = act.with_remark(
                f"The words in brackets after the amending act were not understood: {words}."
            )
    behind = max(act.type_end, act.end)
    after = outside[behind:until]
    plain = plain_effect(after) if act.effect is None and behind <= until else None
    if plain is not None and not find_actions(after):
        start, end = behind + plain[0], behind + plain[1]
        act = replace(act, effect=text[start:end], effect_start=start, effect_end=end)
    unread = tuple(date.remark for date in find_dates(act.effect or "", beside=text) if date.remark)
    return replace(act, remarks=(*act.remarks, *unread))


_BRACKETS = re.compile(r"\([^()]*\)\s?")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingEffect:
    """A rule of taking effect: on_signing, on_publication, after_10_days, fixed_date or other."""

    rule: str
    date: dt.date | None = None


_OTHER = TakingEffect(rule="other")


def speaks_of_effect(words: str) -> bool:
    """Whether words are about taking effect."""
    return any(word_order(name).search(words) for name in ("effect", "in_use"))


# the end of a sentence, not the dots of a date or of an initial
_SENTENCE_END = re.compile(r"(?<=\w\w)[.;](?:\s|$)")


def plain_effect(words: str) -> tuple[int, int] | None:
    """Where the words about taking effect stand in the first sentence of a text without brackets."""
    end = _SENTENCE_END.search(words)
    sentence = words[: end.start()] if end else words
    if word_order("effect").search(sentence) is None:
        return None
    start = len(sentence) - len(sentence.lstrip(_SIGNS))
    return start, len(sentence.rstrip(_SIGNS))


def read_effect(words: str, note: str = "") -> TakingEffect:
    """The rule that words about taking effect state; "other" where they state none of the known ones.

    Args:
        words: the words.
        note: the note that they are of, whose dates show in which order theirs are printed.
    """
    rules = set()
    start = 0
    for match in word_order("effect").finditer(words):
        if match["behind"] is not None:
            return _read_behind(words[: match.start()].lower(), words[match.end() :].lower(), note)
        rules.add(_stated(words[start : match.start()].lower(), note))
        start = match.end()
    if not rules:
        return _stated(words.lower(), note)
    _, rest = _without_dates(words[start:].lower())
    # `… күшіне енеді және … қолданысқа енгізіледі` with two days
    is_limited = len(rules) > 1 or not _is_made_of(rest, act_words().effect_afterwords)
    return _OTHER if is_limited else rules.pop()


def _read_behind(before: str, behind: str, note: str) -> TakingEffect:
    """The rule that follows the words of effect, up to words on what else becomes of the act."""
    registry = act_words()
    more = re.search(rf"\b(?:{'|'.join(registry.effect_goes_on)})", behind)
    condition, rest = (behind[: more.start()], behind[more.start() :]) if more else (behind, "")
    is_whole = _is_made_of(before, registry.effect_fillers)
    is_whole = is_whole and _is_made_of(_without_dates(rest)[1], registry.effect_afterwords)
    return _stated(condition, note) if is_whole else _OTHER


def _stated(words: str, note: str) -> TakingEffect:
    """The rule that the words before "is put into effect" state."""
    condition = _BRACKETS.sub("", words)  # 10 (он) күнтізбелік күн
    registry = act_words()
    dates, others = _without_dates(condition, note)
    if dates:
        is_fixed = len(dates) == 1 and dates[0].starts_something and dates[0].value
        if is_fixed and _is_made_of(others, registry.effect_fillers):
            return TakingEffect(rule="fixed_date", date=dates[0].value)
        return _OTHER
    for rule in registry.effective_rules:
        if all(re.search(rf"\b{re.escape(stem)}", condition) for stem in rule.stems):
            own = tuple(word for stem in rule.stems for word in stem.split())
            known = _is_made_of(condition, (*registry.effect_fillers, *own))
            return TakingEffect(rule=rule.rule) if known else _OTHER
    return _OTHER


def _is_made_of(words: str, beginnings: tuple[str, ...]) -> bool:
    """Whether each word begins with one of these."""
    return all(word.startswith(beginnings) for word in re.findall(r"\w+", words))


def _without_dates(words: str, note: str = "") -> tuple[list[PrintedDate], str]:
    """The days that words print, and the words without them."""
    dates, others, end = list(find_dates(words, beside=note)), "", 0
    for date in dates:
        others += words[end : date.start] + " "
        end = date.end
    return dates, others + words[end:]
