"""Notes of amendment (`Ескерту.`): which act did what to what, on which day and from when.

A note packs a table into a sentence: several things done (`4-тармақ жаңа редакцияда, 5-тармақ алып
тасталды`) by several acts that print what they share once. Each pair of an act and a target becomes a row.
What a note does not say (the section that it stands in) its reader may tell as context.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from pipeline.findings import Remark
from pipeline.normalise.amending_acts import CitedAct, find_cited_acts
from pipeline.normalise.amendment_heads import Change, find_actions, read_head
from pipeline.normalise.amendment_places import NoteContext, placed_target
from pipeline.normalise.taking_effect import TakingEffect, read_effect
from pipeline.normalise.text.enclosed import blanked, find_enclosed
from pipeline.normalise.text.letters import in_cyrillic
from pipeline.reference.acts import act_words

_MOST_ACTS = 100
_MOST_ROWS = 500  # of one note; more is no note


__all__ = ["Amendment", "NoteContext", "parse_note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """One amending act and target; the fields are the columns of the table `amendments`.

    A row is fit for the table only if `is_complete`; what it lacks stands in its findings.
    """

    target_type: str | None
    target_key: str | None
    action: str | None
    akn_type: str | None
    amending_body_text: str | None
    amending_act_type: str | None
    amending_date: dt.date | None
    amending_number: str | None
    effective_text: str | None
    effective_rule: str | None
    effective_date: dt.date | None
    note_text: str
    findings: tuple[Remark, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether all that the table demands was found."""
        demanded = (self.target_type, self.action, self.amending_body_text, self.amending_act_type)
        return all((*demanded, self.amending_date, self.amending_number))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """What was done, and the acts that did it."""

    changes: tuple[Change, ...]
    acts: tuple[tuple[str | None, CitedAct], ...]


@cache
def _mark_pattern() -> re.Pattern[str]:
    marks = "|".join(act_words().note_marks)
    return re.compile(rf"\b(?:{marks})\s?[.:!]\s*", re.IGNORECASE)


@cache
def _foreign_pattern() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(act_words().foreign_note_marks)})\b", re.IGNORECASE)


@cache
def _country_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(act_words().country)})\w*", re.IGNORECASE)


def parse_note(text: str, *, context: NoteContext | None = None) -> list[Amendment]:
    """Reads a note of amendment, with or without its opening word.

    Args:
        text: the note, or several in a row.
        context: where it stands, for targets that it does not name (`Кіші бөлім алып тасталды`).

    Returns:
        A row for each act and target, acts in printed order; at least one row, with findings where anything
        that the table demands was not understood.
    """
    note = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
    marks = list(_mark_pattern().finditer(note))
    if _foreign_pattern().match(note):
        return [_not_understood(note, "The note is not in Kazakh.")]
    bounds = [mark.start() for mark in marks if mark.start() > 0] + [len(note)]
    rows: list[Amendment] = []
    start = 0
    for end in bounds:
        rows += _parse_one(note[start:end].strip(), context)
        start = end
    return rows


def _parse_one(note: str, context: NoteContext | None) -> list[Amendment]:
    mark = _mark_pattern().match(note)
    body = in_cyrillic(note[mark.end() :] if mark else note)
    spans = find_enclosed(body)
    outside = blanked(body, spans)
    brackets = [span for span in spans if span.is_bracket]
    acts = find_cited_acts(body, outside, brackets, most=_MOST_ACTS)
    if acts is None:
        return [_not_understood(note, f"More than {_MOST_ACTS} acts in one note.")]
    in_plan = context is not None and context.target_type in {"plan", "stage", "section", "measure"}
    groups = _groups(outside, acts, in_plan=in_plan)
    if sum(len(group.changes) * max(1, len(group.acts)) for group in groups) > _MOST_ROWS:
        return [_not_understood(note, f"More than {_MOST_ROWS} amendments in one note.")]
    rows = []
    for group in groups:
        cited: tuple[tuple[str | None, CitedAct | None], ...] = group.acts or ((None, None),)
        rows += [
            _row(note, change, body_text, act, context, has_mark=mark is not None)
            for body_text, act in cited
            for change in group.changes
        ]
    return rows or [_not_understood(note, "No words of amendment were found in the note.")]


def _groups(outside: str, acts: list[CitedAct], *, in_plan: bool) -> list[_Group]:
    """Cuts a note where one list of acts ends and the next thing done begins."""
    heads: list[tuple[Change, ...]] = []
    members: list[list[tuple[str | None, CitedAct]]] = []
    body_text: str | None = None
    gap_start = 0
    for place, act in enumerate(acts):
        gap = outside[gap_start : act.start]
        actions = find_actions(gap)
        if actions or not heads:
            head_end = actions[-1][1] if actions else _body_start(gap)
            inherited = [change.target for change in heads[-1]] if heads else []
            heads.append(tuple(read_head(gap[:head_end], in_plan=in_plan, inherited=inherited)))
            members.append([])
            gap = gap[head_end:]
        body_text = _body(gap) or body_text
        members[-1].append((body_text, act))
        own_kind = place + 1 == len(acts) or act.type_end <= acts[place + 1].start
        gap_start = act.type_end if own_kind else act.end
    tail = outside[gap_start:]
    if not acts or (not heads[0] and find_actions(tail)):
        # no act, or the action after it: Қаулыға ҚР Үкіметінің … қаулысымен өзгерістер енгізілді
        start = _body_start(outside[: acts[0].start]) if acts else 0
        changes = tuple(read_head(outside[:start] + " " + tail, in_plan=in_plan, inherited=[]))
        heads, members = [changes, *heads[1:]], members or [[]]
    return [_Group(changes=head, acts=tuple(cited)) for head, cited in zip(heads, members, strict=True)]


def _body_start(gap: str) -> int:
    match = _country_pattern().search(gap)
    return match.start() if match else len(gap)


def _body(gap: str) -> str | None:
    """The amending body in a gap before an act's date: what follows the dash, or the country's name."""
    parts = re.split(r"\s[-–—]+\s?|[-–—]+\s", f" {gap}", maxsplit=1)
    words = parts[-1].strip(" ,;.:")
    country = _country_pattern().search(words)
    return (words[country.start() :] if country and len(parts) == 1 else words) or None


def _row(
    note: str,
    change: Change,
    body_text: str | None,
    act: CitedAct | None,
    context: NoteContext | None,
    *,
    has_mark: bool,
) -> Amendment:
    remarks = list(act.remarks) if act else [_remark("The note names no amending act.")]
    if act and body_text is None:
        remarks.append(_remark("The note does not say whose act amended."))
    target = placed_target(change, context, has_mark=has_mark)
    if target.target_type is None:
        remarks.append(_remark("What the note speaks of was not understood."))
    effect = read_effect(act.effect) if act and act.effect else TakingEffect(rule="")
    return Amendment(
        target_type=target.target_type,
        target_key=target.key,
        action=change.action,
        akn_type=change.akn_type,
        amending_body_text=body_text,
        amending_act_type=act.act_type if act else None,
        amending_date=act.date if act else None,
        amending_number=act.number if act else None,
        effective_text=act.effect if act else None,
        effective_rule=effect.rule or None,
        effective_date=effect.date,
        note_text=note,
        findings=tuple(remarks),
    )


def _remark(message: str) -> Remark:
    return Remark(code="amendment_incomplete", message=message)


def _not_understood(note: str, message: str) -> Amendment:
    return Amendment(
        target_type=None,
        target_key=None,
        action=None,
        akn_type=None,
        amending_body_text=None,
        amending_act_type=None,
        amending_date=None,
        amending_number=None,
        effective_text=None,
        effective_rule=None,
        effective_date=None,
        note_text=note,
        findings=(Remark(code="note_not_understood", message=message),),
    )
