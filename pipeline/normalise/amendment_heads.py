"""The first half of a note of amendment: what was done to what, in one clause or several.

Quoted words may say anything, "struck out" too, and one act may reword one paragraph and strike out another
(`1-тармақ жаңа редакцияда, 2-тармақ алып тасталды - …`): quotes are blanked, each action closes a clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.normalise.amendment_targets import Target, resolve_targets
from pipeline.normalise.amendment_units import find_units
from pipeline.reference.acts import ActionPhrase, act_words

_GAP = "…"
_INSERTING = "supplemented"
_RENUMBERING = "renumbering"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that was done to one part of an act.

    Attributes:
        target: what it was done to; its type is null where the words do not tell it.
        action: the published code.
        akn_type: the Akoma Ntoso textual modification, null where the words tell only of changes.
        names_target: whether any words stand where a target is named.
    """

    target: Target
    action: str
    akn_type: str | None
    names_target: bool


@cache
def _action_pattern() -> re.Pattern[str]:
    """Each phrase of the registry as a named alternative, in the registry's order."""
    alternatives = []
    for number, phrase in enumerate(act_words().actions):
        pattern = ""
        for stem in phrase.phrase:
            pattern += r"(?:\w+\s+){0,3}?" if stem == _GAP else rf"{re.escape(stem)}\w*(?:\s+|$|(?=[^\w\s]))"
        alternatives.append(f"(?P<a{number}>{pattern})")
    return re.compile(rf"\b(?:{'|'.join(alternatives)})", re.IGNORECASE)


def find_actions(text: str) -> list[tuple[int, int, ActionPhrase]]:
    """The words of action in a text: start, end, and which phrase of the registry they are."""
    actions = act_words().actions
    found = []
    for match in _action_pattern().finditer(text):
        name = match.lastgroup or "a0"
        found.append((match.start(), match.start() + len(match[0].rstrip()), actions[int(name[1:])]))
    return found


def read_head(head: str, *, in_plan: bool, inherited: list[Target]) -> list[Change]:
    """What a note's head says, quotes already blanked.

    Args:
        head: the words up to the end of the last action.
        in_plan: whether the note stands in the plan, where `13-тармақ` is a row.
        inherited: what the clause before spoke of, for one that names nothing.
    """
    changes: list[Change] = []
    targets = inherited
    names_target = bool(inherited)
    clause_start = 0
    for start, end, phrase in find_actions(head):
        clause = head[clause_start:start]
        clause_start = end
        units = find_units(clause)
        inserts = phrase.action == _INSERTING
        if phrase.akn == _RENUMBERING:
            units = units[: max(1, len(units) // 2)]  # the other half are the new numbers
        if units:
            trailing = re.search(r"\w", clause[units[-1].end :]) is not None
            targets = resolve_targets(units, inserts=inserts, trailing_words=trailing, in_plan=in_plan)
        elif not targets or len(re.findall(r"\w{2,}", clause)) > 1:
            targets = [Target(target_type=None)]
        names_target = names_target or re.search(r"\w{2,}", clause) is not None
        changes += [_change(target, phrase, names_target=names_target) for target in targets]
    return changes


def _change(target: Target, phrase: ActionPhrase, *, names_target: bool) -> Change:
    action, akn = phrase.action, phrase.akn
    if target.is_title:
        action, akn = "renamed", phrase.akn_of_title
    elif target.is_part and action != _INSERTING:
        action = "amended"  # words or a sentence went; the paragraph itself stands
    return Change(target=target, action=action, akn_type=akn, names_target=names_target)
