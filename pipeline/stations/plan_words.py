"""What a plan's words say of its layout: which texts are its columns' heads, which open a heading.

The layout knows no word: it is handed this table, which is made of the words of the language being read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

import regex as re

from pipeline.registry.head_words import HeadRole

LEAST_HEADS = 3
ANCHORS = frozenset({"executors", "deadline", "completion_form"})
"""The columns of which a plan has at least one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWords:
    """The words of one language by which a plan is known, for texts without their spaces.

    `head_role` gives the role of the column whose head a text is; `heading` matches how a heading opens
    (`3.Ақпараттық`, `II.Жемшөп`, `Екіншікезең`, `2-кезең`), `removal` the words that remove an item.
    """

    head_role: Callable[[str], HeadRole | None]
    heading: re.Pattern[str]
    removal: re.Pattern[str]

    def roles_of(self, heads: Sequence[str]) -> tuple[str | None, ...]:
        """The role of each column, from left to right, by the texts of their heads."""
        return one_of_each([self.head_role(text) for text in heads])


def is_plan_head(roles: Set[str | None]) -> bool:
    """Whether columns of these roles are those of a plan of measures; None is none of them."""
    return len(roles - {None}) >= LEAST_HEADS and "measure" in roles and bool(roles & ANCHORS)


def one_of_each(
    roles: Sequence[HeadRole | None], is_part: Sequence[bool] | None = None
) -> tuple[str | None, ...]:
    """The role of each column: of several heads with one role the surest has it, the others have none.

    A column that is a part of another's head (`is_part`) has none either.
    """
    own = [None if is_part and is_part[at] else role for at, role in enumerate(roles)]
    has_costs = any(role is not None and role.role == "cost" for role in roles)
    surest: dict[str, int] = {}
    for role in own:
        if role is not None:
            surest[role.role] = min(role.rank, surest.get(role.role, role.rank))
    result: list[str | None] = []
    for role in own:
        if role is not None and role.role == "funding" and not has_costs:
            result.append("cost")  # the only column that says how a measure is paid for
        elif role is not None and surest.get(role.role) == role.rank:
            del surest[role.role]
            result.append(role.role)
        else:
            result.append(None)
    return tuple(result)
