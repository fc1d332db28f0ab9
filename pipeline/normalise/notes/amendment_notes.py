"""Notes of amendment (`Ескерту.`): which act did what to what, on which day and from when.

A note packs a table into a sentence: several things done (`4-тармақ жаңа редакцияда, 5-тармақ алып
тасталды`) by several acts that print what they share once. Each pair of an act and a target becomes a row.
What a note does not say (the section that it stands in) its reader may give as context.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import regex as re

from pipeline.normalise.notes.amending_acts import (
    CitedAct,
    acting_pattern,
    find_cited_acts,
    opened,
    read_effect,
)
from pipeline.normalise.notes.note_clauses import Change, head_end_of, read_head
from pipeline.normalise.notes.note_words import find_actions, find_units, wording_of
from pipeline.normalise.notes.targets import NoteContext, Target, placed
from pipeline.normalise.text.account import Claim, Fate, as_printed, claimed, settled
from pipeline.normalise.text.enclosed import Enclosed, blanked, find_enclosed
from pipeline.normalise.text.letters import cleaned, in_cyrillic
from pipeline.normalise.text.wording import unusual
from pipeline.registry.act_words import act_words
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.language_words import is_genitive
from pipeline.registry.loading import by_language, language_in_use
from pipeline.registry.word_orders import word_order

_NUMBERED = ("paragraph", "measure", "section", "stage")
_MOST_ACTS = 100
_MOST_ROWS = 500  # of one note; more is no note
# the longest notes, of laws that were amended a hundred times, have some 6000 characters
_LONGEST_NOTE = 8000
_MOST_NOTES = 100
# what a message quotes of a text that is no note
_QUOTED_OF_LONGER = 300
_DASH = re.compile(r"\s[-–—]+\s?|[-–—]+\s")

__all__ = ["Amendment", "NoteContext", "parse_note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """One amending act and target; the fields are the columns of the table `amendments`.

    A row is fit for the table only if `is_complete`; what it lacks stands in its findings. An amendment that
    is still to come (`is_pending`) has no action and is never complete. The account is of the whole note, the
    same in each of its rows, in offsets of the text as given.
    """

    target_type: str | None = None
    target_key: str | None = None
    action: str | None = None
    akn_type: str | None = None
    amending_body_text: str | None = None
    amending_act_type: str | None = None
    amending_date: dt.date | None = None
    amending_number: str | None = None
    effective_text: str | None = None
    effective_rule: str | None = None
    effective_date: dt.date | None = None
    note_text: str
    is_pending: bool = False
    findings: tuple[Remark, ...] = ()
    account: tuple[Claim, ...] = field(default=(), compare=False)

    @property
    def is_complete(self) -> bool:
        """Whether all that the table demands was found."""
        demanded = (self.target_type, self.action, self.amending_body_text, self.amending_act_type)
        return all((*demanded, self.amending_date, self.amending_number))


@dataclass(slots=True, kw_only=True)
class _Group:
    """What was done, and the acts that did it with their bodies."""

    changes: tuple[Change, ...]
    acts: list[tuple[str | None, CitedAct]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Note:
    """One note: its words from its mark on, the mark if it has one, and where the note stands."""

    text: str
    mark: re.Match[str] | None
    context: NoteContext | None

    @property
    def mark_end(self) -> int:
        return self.mark.end() if self.mark else 0

    @property
    def in_plan(self) -> bool:
        types = {"plan", "stage", "section", "measure"}
        return self.context is not None and self.context.target_type in types


@by_language()
def _foreign_pattern() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(act_words().foreign_note_marks)})\b", re.IGNORECASE)


@by_language()
def _country_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(act_words().country)})\w*", re.IGNORECASE)


def parse_note(text: str, *, context: NoteContext | None = None) -> list[Amendment]:
    """Reads a note of amendment, with or without its opening word.

    Args:
        text: the note, or several in a row.
        context: where it stands, for targets that it does not name (`Кіші бөлім алып тасталды`).

    Returns:
        A row for each act and target, acts in printed order; at least one row, with findings where anything
        that the table demands was not understood. The accounts of the rows together are of the whole text.
    """
    given = cleaned(text)
    note = given.text
    marks = [mark.start() for mark in word_order("note_mark").finditer(note)]
    unread = None
    if _foreign_pattern().match(note):
        unread = f"The note is in another language than the text ({language_in_use()})."
    elif len(note) > _LONGEST_NOTE * max(1, len(marks)) or len(marks) > _MOST_NOTES:
        unread = (
            f"The text is longer than {_LONGEST_NOTE} characters a note, or has over {_MOST_NOTES} notes."
        )
    if unread:
        row = _not_understood(note, unread)
        return [replace(row, account=as_printed(row.account, given))]
    starts = sorted({0, *marks})
    rows: list[Amendment] = []
    for start, end in zip(starts, [*starts[1:], len(note)], strict=True):
        one = note[start:end].rstrip()
        read = _parse_one(_Note(text=one, mark=word_order("note_mark").match(one), context=context))
        rows += [replace(row, account=as_printed(row.account, given, start)) for row in read]
    return rows


def _parse_one(note: _Note) -> list[Amendment]:
    text = opened(in_cyrillic(note.text), note.mark_end)
    codes = [code.span() for code in word_order("act_code").finditer(text)]
    text = _without(text, codes)
    spans = find_enclosed(text)
    quotes, brackets = ([span for span in spans if span.is_bracket == which] for which in (False, True))
    outside = " " * note.mark_end + blanked(text, spans)[note.mark_end :]
    causes = [cause.span() for cause in word_order("note_cause").finditer(outside)]
    outside = _without(outside, causes)
    acts = find_cited_acts(text, outside, brackets, most=_MOST_ACTS)
    if acts is None:
        return [_not_understood(note.text, f"More than {_MOST_ACTS} acts in one note.")]
    # quoted words may say anything: they are kept as words of the note
    kept = [*((quote.start, quote.end) for quote in quotes), *codes, *causes]
    claims = [claimed(0, note.mark_end, "note_marks", Fate.FILLER)]
    claims += [claimed(start, end, "note_text") for start, end in kept]
    # a day of effect that stands in the head is no word of it
    outside = _without(outside, [act.effect_at for act in acts])
    groups = _groups(outside, acts, quotes, note, claims)
    if sum(len(group.changes) * max(1, len(group.acts)) for group in groups) > _MOST_ROWS:
        return [_not_understood(note.text, f"More than {_MOST_ROWS} amendments in one note.")]
    changes = [change for group in groups for change in group.changes]
    if not acts and all(change.action is None and not change.is_pending for change in changes):
        if note.mark and note.mark["publisher"] is not None:
            message = f"The publisher speaks to the reader; nothing was amended by it: «{note.text}»."
            return [_empty(note.text, Remark(code="note_of_publisher", message=message))]
        return [_not_understood(note.text, "No words of amendment were found in the note.")]
    if not changes:
        return [_not_understood(note.text, "What the acts of the note did was not understood.")]
    account, rest = settled(note.text, claims, into="amendment_incomplete")
    unread = [_remark(f"Words of the note were not understood: «{words}».") for words in rest]
    rows: list[Amendment] = []
    for group in groups:
        cited: list[tuple[str | None, CitedAct | None]] = [*group.acts] or [(None, None)]
        rows += [_row(note, change, body_text, act) for body_text, act in cited for change in group.changes]
        # acts that nothing was read to have been done by have no row of their own
        for _, act in [] if group.changes else group.acts:
            words = note.text[act.start : max(act.end, act.kind_at[1], act.effect_at[1])]
            unread.append(_remark(f"What an act did was not understood: «{words}»."))
    if not unread and not any(row.findings for row in rows):
        unread += unusual("notes", wording_of(text, account), text)
    first = replace(rows[0], findings=(*rows[0].findings, *unread))
    return [replace(row, account=account) for row in (first, *rows[1:])]


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _groups(
    outside: str, acts: list[CitedAct], quotes: list[Enclosed], note: _Note, claims: list[Claim]
) -> list[_Group]:
    """Divides a note where one list of acts ends and the next thing done begins; adds to the claims."""

    def head(words: str, at: int, inherited: list[Target]) -> tuple[Change, ...]:
        within = " " * at + words
        changes, placed_there = read_head(within, at, quotes, in_plan=note.in_plan, inherited=inherited)
        claims.extend(placed_there)
        return changes

    if not acts:
        return [_Group(changes=head(outside, 0, []))]
    groups: list[_Group] = []
    body_text: str | None = None
    gap_start = 0
    for act, following in zip(acts, [*acts[1:], None], strict=False):
        gap = outside[gap_start : act.lead]
        actions = find_actions(gap)
        if actions or not groups:
            head_end = gap_start + (head_end_of(gap, actions) if actions else _head_end(gap))
            inherited = [change.target for change in groups[-1].changes] if groups else []
            changes = head(outside[gap_start:head_end], gap_start, inherited)
            if actions and _goes_on(outside[head_end : act.lead], is_led=act.lead < act.start):
                changes = _doubted(changes)
            groups.append(_Group(changes=changes))
            gap_start = head_end
        if act.lead < act.start:
            body_text = outside[slice(*act.body_at)].strip(" ,") or None
        else:
            body_text = _body(outside, gap_start, act.start, body_text, claims)
        groups[-1].acts.append((body_text, act))
        claims += _act_claims(act)
        has_own_kind = following is None or act.kind_at[1] <= following.lead
        gap_start = max(act.end, act.kind_at[1]) if has_own_kind else act.end
    if not find_actions(outside[: acts[0].lead]) and find_actions(outside[gap_start:]):
        # the action after the act: Қаулыға ҚР Үкіметінің … қаулысымен өзгерістер енгізілді
        start = _head_end(outside[: acts[0].lead])
        joined = outside[:start] + " " * (gap_start - start) + outside[gap_start:]
        groups[0].changes = head(joined, 0, [])
    return groups


def _goes_on(gap: str, *, is_led: bool) -> bool:
    """Whether words follow an action before the dash: `алып тасталған жоқ – ҚР Үкіметінің …`.

    Where an act's kind and body stand before its day (`is_led`), no word may stand before them.
    """
    dash = _DASH.search(gap)
    between = gap if is_led else gap[: dash.start()] if dash else ""
    return re.search(r"\w", between) is not None


def _doubted(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes without what the last clause did, where words behind its action may say otherwise."""
    last = changes[-1].words if changes else ""
    return tuple(
        replace(change, action=None, akn_type=None) if change.words == last else change for change in changes
    )


def _head_end(gap: str) -> int:
    """Where a head without known words of action ends: at the dash, at the country's name, or at a place.

    A place behind the last part named begins the body: `5-тармақ Қостанай облысы әкімдігінің … қаулысымен`.
    """
    ends = [match.start() for match in (_DASH.search(gap), _country_pattern().search(gap)) if match]
    if not ends:
        behind = max((unit.end for unit in find_units(gap)), default=0)
        ends = [place.start() for place in [word_order("place").search(gap, behind)] if place]
    return min(ends, default=len(gap))


def _body(outside: str, start: int, end: int, before: str | None, claims: list[Claim]) -> str | None:
    """The amending body in a gap before an act's date, or that of the act before; adds to the claims.

    It follows the dash, or begins with the country's name, and ends in a genitive or is the country alone.
    """
    gap = outside[start:end]
    dash = _DASH.search(f" {gap}")
    begin = dash.end() - 1 if dash else 0
    joining = "|".join(act_words().joining_words)
    joint = re.compile(rf"[\s,;.:]*(?:(?:{joining})\s[\s,;.:]*)?").match(gap, begin)
    joined = joint.end() if joint else begin
    claims.append(claimed(start + begin, start + joined, "joining_words", Fate.FILLER))
    words = gap[joined:].strip(" ,;:")
    office = acting_pattern().sub("", words)
    if office == words:
        office = words = words.strip(" ,;.:")
    country = _country_pattern().search(words)
    if country and not dash:
        joined += country.start()
        words, office = words[country.start() :], office[country.start() :]
    if not words:
        return before
    is_body = is_genitive(office.rpartition(" ")[2]) or _country_pattern().fullmatch(words)
    if not is_body or re.search(r"\d", words):
        return None
    begin = start + gap.index(words, joined)
    claims.append(claimed(begin, begin + len(words), "amending_body_text"))
    return words


def _act_claims(act: CitedAct) -> list[Claim]:
    day = claimed(act.start, act.end, "amending_number" if act.number else "amending_date")
    if act.date is None:
        day = replace(day, fate=Fate.REPORTED, into=act.remarks[0].code)
    return [
        day,
        claimed(act.lead, act.start, "joining_words", Fate.FILLER),
        claimed(*act.body_at, "amending_body_text"),
        claimed(*act.kind_at, "amending_act_type"),
        claimed(*act.effect_at, "effective_text"),
    ]


def _row(note: _Note, change: Change, body_text: str | None, act: CitedAct | None) -> Amendment:
    target, context = placed(change.target, note.context), note.context
    if target.target_type is None and not change.names_target and context is not None:
        target = Target(target_type=context.target_type, key=context.target_key)
    elif target.target_type is None and not change.names_target:
        # brackets hold what was done to a title, an act or a part of it; of a row, that it was removed
        is_enclosed = note.text[note.mark_end :].lstrip().startswith("(")
        of_row = note.mark is None and (not is_enclosed or change.action == "removed")
        target = Target(target_type="act" if change.of_act else "measure" if of_row else None)
    rule, effective = read_effect(act.effect, note.text) if act and act.effect else (None, None)
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
        effective_rule=rule,
        effective_date=effective,
        note_text=note.text,
        is_pending=change.is_pending,
        findings=tuple(_lacks(change, target, body_text, act)),
    )


def _lacks(change: Change, target: Target, body_text: str | None, act: CitedAct | None) -> Iterator[Remark]:
    """What a row lacks, and why."""
    yield from act.remarks if act else (_remark("The note names no amending act."),)
    if act and body_text is None:
        yield _remark("The note does not say whose act amended.")
    if target.target_type is None:
        words = f": «{change.words}»" if change.words else ""
        yield _remark(f"What the note speaks of was not understood{words}.")
    # a number that made no key must not pass for a target without one
    has_number = target.target_type in _NUMBERED and any(map(str.isdigit, change.words))
    if target.is_unread or (has_number and target.key is None):
        yield _remark(f"Which one is meant was not understood: «{change.words}».")
    if change.is_pending:
        message = f"The amendment is still to come and does not count as done: «{change.words}»."
        yield Remark(code="amendment_to_come", message=message)
    elif change.action is None:
        yield _remark(f"What was done was not understood: «{change.words}».")


def _remark(message: str) -> Remark:
    return Remark(code="amendment_incomplete", message=message)


def _not_understood(note: str, message: str) -> Amendment:
    quoted = note if len(note) <= _LONGEST_NOTE else f"{note[:_QUOTED_OF_LONGER]}…"
    return _empty(note, Remark(code="note_not_understood", message=f"{message} «{quoted}»"))


def _empty(note: str, remark: Remark) -> Amendment:
    """A row without values: the finding is of the whole note, whose words are kept in `note_text`."""
    account, _ = settled(note, [], into=remark.code)
    return Amendment(note_text=note, findings=(remark,), account=account)
