"""The first half of a note of amendment: what was done to what, in one clause or several.

Quoted words may say anything, "removed" too, and one act may reword one paragraph and remove another
(`1-тармақ жаңа редакцияда, 2-тармақ алып тасталды - …`): quotes are blanked, each action closes a clause. A
target whose own words of action are not known gets no action, and never that of the next one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.normalise.notes.note_words import Action, Unit, find_actions, find_units
from pipeline.normalise.notes.targets import SECTION_LEVEL, Target, is_instrument, resolve_targets
from pipeline.normalise.text.account import Claim, Fate, claimed, moved, unaccounted
from pipeline.normalise.text.enclosed import Enclosed
from pipeline.normalise.text.tokens import Token
from pipeline.registry.act_words import act_words
from pipeline.registry.language_words import language_words

_INSERTING = "supplemented"
_REPEALING = "repealed"
_RENUMBERING = "renumbering"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that was done to one part of an act.

    Attributes:
        target: what it was done to; its type is null where the words do not say it.
        action: the published code, null where the words of action were not understood or it is to come.
        akn_type: the Akoma Ntoso textual modification, null where the words say no more than a change.
        names_target: whether any words stand where a target is named.
        is_pending: whether the words say that it is still to come.
        of_act: whether without a target named it was done to the act.
        words: what the note says of it, for a finding.
    """

    target: Target
    action: str | None = None
    akn_type: str | None = None
    names_target: bool = True
    is_pending: bool = False
    of_act: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    """The words up to one action: its parts of an act, the words that are neither part nor filler, claims."""

    text: str
    action: Action
    units: list[Unit]
    unknown: list[Token]
    claims: list[Claim]


def read_head(
    head: str, quotes: Sequence[Enclosed], *, in_plan: bool, inherited: Sequence[Target]
) -> tuple[tuple[Change, ...], list[Claim]]:
    """What a note's head says, and where its words went (offsets into the head).

    Args:
        head: the words up to the end of the last action, quotes already blanked.
        quotes: where the quotes stood.
        in_plan: whether the note stands in the plan, where `13-тармақ` is a row.
        inherited: what the clause before spoke of, for one that names nothing.
    """
    changes: list[Change] = []
    claims: list[Claim] = []
    targets = list(inherited)
    names_target = bool(inherited)
    start = 0
    actions = find_actions(head)
    for action, following in zip(actions, [*actions[1:], None], strict=False):
        end = _governed_end(head, start, action, following.start if following else len(head))
        clause = _clause(head, start, action, end, quotes)
        start = end
        claims += clause.claims
        # `Жоспардың 5-тармағы алып тасталды, 6-тармағы …`: a row of the same plan, in a section of it or not
        goes_on = _begins_with_possessive(clause) and any(each.target_type == "measure" for each in targets)
        sectioned = goes_on and any(each.section is not None for each in targets)
        before, targets = _targets(clause, targets, in_plan=in_plan or goes_on)
        if sectioned:
            targets = [_unread_row(target) for target in targets]
        names_target = names_target or re.search(r"\w{2,}", clause.text) is not None
        changes += [*before, *(_change(target, clause, names_target=names_target) for target in targets)]
    if not changes:
        # no words of action are known: what is spoken of is known all the same
        units = find_units(head)
        claims += _unit_claims(units)
        targets = resolve_targets(units, inserts=False, trailing_words=False, in_plan=in_plan)
        changes = [Change(target=target, words=_said(head)) for target in targets]
    return tuple(changes), claims


def head_end_of(gap: str, actions: Sequence[Action]) -> int:
    """Where the last clause of a note's head ends: with its action, or what that governs."""
    start = actions[-2].end if len(actions) > 1 else 0
    return _governed_end(gap, start, actions[-1], len(gap))


def _governed_end(head: str, start: int, action: Action, until: int) -> int:
    """The end of an action with the words that it governs: `дополнен пунктом 5`, `внесены изменения в План`.

    Words stand behind an action only in a language that tells the genitive by its place.
    """
    end = action.end
    if language_words().case_endings["genitive"]:
        return end
    is_named = bool(find_units(head[start : action.start]))
    for unit in sorted(find_units(head[action.end : until]), key=lambda unit: unit.start):
        between = head[end : action.end + unit.start].lower()
        is_joined = all(word in act_words().head_fillers for word in re.findall(r"\w+", between))
        is_owner = unit.case == "genitive" and end > action.end
        if not is_joined or not (unit.case == "instrumental" or is_owner or not is_named):
            break
        end = action.end + unit.end
    return end


def _clause(head: str, start: int, action: Action, end: int, quotes: Sequence[Enclosed]) -> _Clause:
    text = head[start : action.start]
    if end > action.end:
        text += " " * (action.end - action.start) + head[action.end : end]
    found = find_units(text)
    fillers = (*act_words().head_fillers, *act_words().approved_words)
    claims = _unit_claims(found) + [
        claimed(word.start(), word.end(), "head_fillers", Fate.FILLER)
        for word in re.finditer(r"[\w-]+", text)
        if word[0].lower() in fillers
    ]
    if action.phrase is None:
        to_come = re.compile(r"\S+").finditer(head, start, action.end)
        placed = [claimed(*word.span(), "amendment_to_come", Fate.REPORTED) for word in to_come]
    else:
        placed = [*moved(claims, start), claimed(action.start, action.end, "action")]
    names = [(quote.start - start, quote.end - start) for quote in quotes if start < quote.end <= end]
    units = [_named(unit, text, names) for unit in found if not _approves(unit, text)]
    return _Clause(text=text, action=action, units=units, unknown=unaccounted(text, claims), claims=placed)


def _approves(unit: Unit, text: str) -> bool:
    """The act that approved what comes after it is no target: `осы қаулымен бекітілген Жоспар`.

    Nor where the words stand before it: `План, утвержденный указанным постановлением`.
    """
    approved, fillers = ("|".join(words) for words in (act_words().approved_words, act_words().head_fillers))
    if re.match(rf"\s*(?:{approved})\b", text[unit.end :], re.IGNORECASE):
        return True
    before = rf"\b(?:{approved})\s+(?:(?:{fillers})\s+)*$"
    return unit.case == "instrumental" and bool(re.search(before, text[: unit.start], re.IGNORECASE))


def _begins_with_possessive(clause: _Clause) -> bool:
    """Whether its first word for a part says that it is of something named before: `6-тармағы`.

    Where no ending says it, it may be so.
    """
    endings = "|".join(language_words().possessive_endings)
    words = clause.text[clause.units[0].start : clause.units[0].end] if clause.units else ""
    return re.search(rf"(?:{endings})(?:н\w{{0,4}})?$", words) is not None


def _targets(clause: _Clause, inherited: list[Target], *, in_plan: bool) -> tuple[list[Change], list[Target]]:
    """Targets with words of action that are not known, as changes; and the targets of the action."""
    phrase = clause.action.phrase
    # an act by which something was done is no target, also where its day or number was not understood
    units = [unit for unit in clause.units if not (unit.word.kind == "act" and unit.case == "instrumental")]
    inserts = phrase is not None and phrase.action == _INSERTING
    if phrase is not None and phrase.akn == _RENUMBERING:
        units = units[: max(1, len(units) // 2)]  # the other half are the new numbers
    end = _last_unknown_verb(clause, units)
    before = [unit for unit in units if unit.end <= end]
    after = [unit for unit in units if unit.end > end]
    unread = [
        Change(target=target, words=_said(clause.text[:end]))
        for target in resolve_targets(before, inserts=False, trailing_words=False, in_plan=in_plan)
    ]
    if not inserts and len(after) > 1 and any(is_instrument(unit) and unit.numbers for unit in after):
        # `14-жол 14-1-жолмен ауыстырылды`: what became of which is not known
        return unread, [Target(target_type=None, is_unread=True)]
    if after:
        trailing = re.search(r"\w", clause.text[max(unit.end for unit in after) :]) is not None
        return unread, resolve_targets(after, inserts=inserts, trailing_words=trailing, in_plan=in_plan)
    if unread or not inherited or len(re.findall(r"\w{2,}", clause.text)) > 1:
        return unread, [Target(target_type=None)]
    return unread, inherited


def _last_unknown_verb(clause: _Clause, units: Sequence[Unit]) -> int:
    """The end of the last words after a target and before a comma that are not known; 0 for none."""
    end = 0
    for comma in re.finditer(r"[,;.](?=\s)", clause.text):
        known = [unit.end for unit in units if end <= unit.start and unit.end <= comma.start()]
        if known and any(max(known) <= token.start < comma.start() for token in clause.unknown):
            end = comma.end()
    return end


def _unread_row(target: Target) -> Target:
    """A row without its section, which another clause names."""
    if target.target_type != "measure" or target.section:
        return target
    return replace(target, key=None, is_unread=True)


def _named(unit: Unit, text: str, quotes: Sequence[tuple[int, int]]) -> Unit:
    """The unit, which a title in quotes before or behind it may name in place of a number."""
    if unit.numbers or not 0 < unit.word.level <= SECTION_LEVEL:
        return unit
    # what stands between a quoted name and the word that it names: `«…» деген бөлім`
    fillers = re.compile(rf"\s*(?:(?:{'|'.join(act_words().head_fillers)})\s+)*", re.IGNORECASE)
    between = [fillers.match(text, end) for _, end in quotes if end <= unit.start]
    is_behind = any(unit.end <= start and not text[unit.end : start].strip() for start, _ in quotes)
    is_named = is_behind or any(found and found.end() >= unit.start for found in between)
    return replace(unit, is_named=is_named)


def _unit_claims(units: Sequence[Unit]) -> list[Claim]:
    """A part of a paragraph (`үшінші абзац`, `3-баған`) has no key: its words are kept in the note's."""
    return [
        claimed(unit.start, unit.end, "note_text" if unit.word.kind == "part" else "target_key")
        for unit in units
    ]


def _said(text: str) -> str:
    """Words for a finding, with a sign where a quote was blanked."""
    return re.sub(r"\s{2,}", " … ", text).strip(" ,;-–—")


def _change(target: Target, clause: _Clause, *, names_target: bool) -> Change:
    phrase = clause.action.phrase
    change = Change(target=target, names_target=names_target, words=_said(clause.text))
    if phrase is None:
        return replace(change, is_pending=True)
    end = _last_unknown_verb(clause, clause.units)
    if any(token.start > end for token in clause.unknown):
        return change  # words that are not known stand with the action's own targets
    if target.is_title:
        return replace(change, action="renamed", akn_type=phrase.akn_of_title)
    if target.is_part and phrase.action != _INSERTING:
        # words or a sentence went; the paragraph itself stands
        return replace(change, action="amended", akn_type=phrase.akn)
    of_act = phrase.of_act or phrase.action == _REPEALING
    return replace(change, action=phrase.action, akn_type=phrase.akn, of_act=of_act)
