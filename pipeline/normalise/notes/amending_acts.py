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
_BRACKETS = re.compile(r"\([^()]*\)\s?")
# the end of a sentence, not the dots of a date or of an initial
_SENTENCE_END = re.compile(r"(?<=\w\w)[.;](?:\s|$)")
_OTHER = ("other", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedAct:
    """An act as a note cites it, `[start, end)` from its date to its number.

    Attributes:
        date: null where the words do not say it, with a remark.
        number: as printed, without the number sign.
        act_type: the published code of the kind of act, null if no kind follows.
        kind_at: where the word for the kind stands; nothing at `end` if there is none.
        lead: offset of the first word of the citation: where kind and body stand before the day.
        body_at: where the body stands before the day.
        effect, effect_at: the words in the brackets that follow it, or after its kind, on when it takes
            effect, and where they stand.
        remarks: what was not understood.
    """

    start: int
    end: int
    date: dt.date | None
    number: str | None
    act_type: str | None = None
    kind_at: tuple[int, int] = (0, 0)
    lead: int
    body_at: tuple[int, int] = (0, 0)
    effect: str | None = None
    effect_at: tuple[int, int] = (0, 0)
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


def lead_of(text: str, start: int, end: int) -> re.Match[str] | None:
    """The words for an act's kind and body that stand right before its day, which begins at `end`."""
    return word_order("cited_lead").search(text, start, end)


def opened(text: str, start: int) -> str:
    """A note whose acts stand in brackets alone without these, offset for offset: `күші жойылды (… хатымен)`.

    The note's mark ends at `start`.
    """
    spans = find_enclosed(text)
    if _cites(blanked(text, spans)):
        return text
    for bracket in spans:
        inner = text[bracket.start + 1 : bracket.end - 1]
        if bracket.is_bracket and _cites(inner):
            before = text[start : bracket.start].rstrip()
            joint = "–" if before and not before.endswith(tuple(DASHES)) else " "
            text = f"{text[: bracket.start]}{joint}{inner} {text[bracket.end :]}"
    return text


def _cites(words: str) -> bool:
    return any(number_after(words, date.end) for date in find_dates(words))


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
        number, end = number_after(outside, date.end) or (None, date.end)
        if number is None and acts and _speaks_of_effect(outside[acts[-1].end : date.start]):
            continue  # … қолданысқа енгізіледі, бірақ 01.01.2016 ерте емес
        if number is None and _until().match(outside, end):
            continue
        act = CitedAct(
            start=date.start,
            end=end,
            date=date.value,
            number=number,
            lead=date.start,
            remarks=(date.remark,) if date.remark else (),
        )
        act = _led(act, outside, acts[-1] if acts else None)
        if number is None:
            printed = text[date.start : date.end].strip()
            act = act.with_remark(f"No number follows the act's date: {printed}.")
        acts.append(act)
    kinds = list(word_order("cited_kind").finditer(outside))
    ends = [*(act.lead for act in acts[1:]), len(outside)]
    acts = [_with_type(act, outside, until, kinds) for act, until in zip(acts, ends, strict=False)]
    acts = [_with_effect(act, text, outside, brackets, until) for act, until in zip(acts, ends, strict=False)]
    return [_since(acts[0], text, outside)] if len(acts) == 1 else acts


def _led(act: CitedAct, outside: str, before: CitedAct | None) -> CitedAct:
    """Gives an act the kind and body that stand before its day, or those of the act before in its list."""
    lead = lead_of(outside, before.end if before else 0, act.start)
    if lead is None:
        return act
    act = replace(act, lead=act.start - len(lead[0].lstrip(_SIGNS)))
    if lead["kind"]:
        act_type = act_type_of(lead["stem"]) if lead["stem"] else None
        body_at = lead.span("body") if lead["body"] else (0, 0)
        return replace(act, act_type=act_type, kind_at=lead.span("kind"), body_at=body_at)
    if before is None or re.search(r"\w", outside[before.end : act.lead]):
        return act
    return replace(act, act_type=before.act_type, kind_at=before.kind_at, body_at=before.body_at)


def _with_type(act: CitedAct, outside: str, following: int, kinds: list[re.Match[str]]) -> CitedAct:
    """Gives an act the kind that follows it, or follows the acts that it is listed with."""
    if act.kind_at[1]:
        return act if act.act_type else _as_letter(act, outside)
    nearest = bisect_left(kinds, act.end, key=lambda kind: kind.start())
    kind = kinds[nearest] if nearest < len(kinds) else None
    if kind is not None and kind.start() > following and not kind["plural"]:
        # "Жарлығымен" speaks of one act: it is shared only by acts of the same body
        joining = (word.lower() for word in _WORD.findall(outside, act.end, following))
        lexemes = map(load_calendar().words.get, joining)
        kind = None if any(word is None or word.kind != "and" for word in lexemes) else kind
    if kind is None:
        untyped = replace(act, kind_at=(act.end, act.end))
        return untyped.with_remark("No kind of act (decree, resolution, order …) follows the amending act.")
    act = replace(act, kind_at=kind.span())
    return replace(act, act_type=act_type_of(kind["stem"])) if kind["stem"] else _as_letter(act, outside)


def _as_letter(act: CitedAct, outside: str) -> CitedAct:
    return act.with_remark(f"A letter is cited, which is no act: {outside[slice(*act.kind_at)]}.")


def _with_effect(act: CitedAct, text: str, outside: str, brackets: list[Enclosed], until: int) -> CitedAct:
    """Gives an act the words on when it took effect: in brackets after it, or after its kind."""
    first, last = (bisect_left(brackets, at, key=lambda bracket: bracket.start) for at in (act.end, until))
    for bracket in brackets[first:last]:
        start, end = bracket.start + 1, bracket.end - 1
        words = text[start:end].strip()
        if act.effect is None and _speaks_of_effect(words):
            act = replace(act, effect=words, effect_at=(start, end))
        elif words:
            act = act.with_remark(
                f"The words in brackets after the amending act were not understood: {words}."
            )
    behind = max(act.kind_at[1], act.end)
    after = outside[behind:until]
    if act.effect is None and not find_actions(after):
        # in the first sentence
        sentence = _SENTENCE_END.split(after, maxsplit=1)[0]
        start = behind + len(sentence) - len(sentence.lstrip(_SIGNS))
        end = behind + len(sentence.rstrip(_SIGNS))
        if word_order("effect").search(sentence):
            act = replace(act, effect=text[start:end], effect_at=(start, end))
    unread = tuple(date.remark for date in find_dates(act.effect or "", beside=text) if date.remark)
    return replace(act, remarks=(*act.remarks, *unread))


def _since(act: CitedAct, text: str, outside: str) -> CitedAct:
    """Gives a note's only act the day of effect next to its only action: `2015 жылғы 25 маусымнан бастап`."""
    days = [date for date in find_dates(outside, beside=text) if date.starts_something]
    if act.effect is not None or len(days) != 1:
        return act
    start, end = days[0].from_start, days[0].from_end
    if len(find_actions(outside[:start] + outside[end:])) != 1:
        return act
    remarks = (*act.remarks, days[0].remark) if days[0].remark else act.remarks
    return replace(act, effect=outside[start:end], effect_at=(start, end), remarks=remarks)


def _speaks_of_effect(words: str) -> bool:
    return any(word_order(name).search(words) for name in ("effect", "in_use"))


def read_effect(words: str, note: str = "") -> tuple[str, dt.date | None]:
    """The rule that words about taking effect state, and its day.

    The rule is on_signing, on_publication, after_10_days, fixed_date, or `other` where they state none of
    these. The dates of the note that they are of show in which order theirs are printed.
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
    # `… күшіне енеді және … қолданысқа енгізіледі` with two days
    is_whole = len(rules) == 1 and _adds_nothing(words[start:].lower())
    return rules.pop() if is_whole else _OTHER


def _read_behind(before: str, behind: str, note: str) -> tuple[str, dt.date | None]:
    """The rule that follows the words of effect, up to words on what else becomes of the act."""
    more = re.search(rf"\b(?:{'|'.join(act_words().effect_goes_on)})", behind)
    end = more.start() if more else len(behind)
    is_whole = _is_made_of(before, act_words().effect_fillers) and _adds_nothing(behind[end:])
    return _stated(behind[:end], note) if is_whole else _OTHER


def _adds_nothing(words: str) -> bool:
    return _is_made_of(_without_dates(words)[1], act_words().effect_afterwords)


def _stated(words: str, note: str) -> tuple[str, dt.date | None]:
    """The rule that the words before "is put into effect" state."""
    condition = _BRACKETS.sub("", words)  # 10 (он) күнтізбелік күн
    registry = act_words()
    dates, others = _without_dates(condition, note)
    if dates:
        is_fixed = len(dates) == 1 and dates[0].starts_something and dates[0].value
        is_whole = is_fixed and _is_made_of(others, registry.effect_fillers)
        return ("fixed_date", dates[0].value) if is_whole else _OTHER
    for rule in registry.effective_rules:
        if all(re.search(rf"\b{re.escape(stem)}", condition) for stem in rule.stems):
            own = (word for stem in rule.stems for word in stem.split())
            return (rule.rule, None) if _is_made_of(condition, (*registry.effect_fillers, *own)) else _OTHER
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
