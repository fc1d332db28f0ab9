"""What a reader makes of each printed cell, said once for all rows that print it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.factory.description import UP, Body, Row, Values

BY_CONSENT = "по согласованию"
COORDINATORS = ("созыв", "свод")


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """Printed texts of cells and their values; ids and codes of one text are parted by spaces.

    `forms` are (types, recipients), `bodies` the ids of a mention. A cost's text has ` | ` behind it and the
    text of the column of funds, where that column holds one.
    """

    forms: dict[str, tuple[str, str]]
    deadlines: dict[str, dict[str, str]]
    costs: dict[str, dict[str, Any]]
    bodies: dict[str, str]

    def row(
        self,
        item: str,
        measure: str,
        form: str,
        executors: Sequence[str],
        deadline: str,
        cost: str,
        *,
        sub: str | None = None,
        lead_in: str | None = None,
        funding: str | None = None,
    ) -> Row:
        """A row of the plan; the executors are mentions, each with its mark in brackets behind it.

        Raises:
            KeyError: a cell prints what no reader has read yet.
        """
        values: dict[str, Any] = {}
        if form not in {UP, ""}:
            types, recipients = self.forms[form]
            values |= {
                "completion_form_types": tuple(types.split()),
                "recipient_agency_ids": tuple(recipients.split()),
            }
        if deadline not in {UP, ""}:
            values |= self.deadlines[deadline]
        if cost not in {UP, ""}:
            values |= self.costs[f"{cost} | {funding}" if funding else cost]
        if not isinstance(executors, str):
            values["bodies"] = tuple(body for mention in executors for body in self._bodies(mention))
            executors = ", ".join(executors)
        return Row(
            item=item, sub=sub, lead_in=lead_in, measure=measure, completion_form=form, executors=executors,
            deadline=deadline, cost=cost, extra=() if funding is None else (funding,),
            values=Values(**values),
        )  # fmt: skip

    def mentions(self, executors: str) -> tuple[str, ...]:
        """The mentions of a printed cell, the longest known name first (a group's has commas of its own)."""
        found: list[str] = []
        while executors:
            name = max(filter(executors.startswith, self.bodies), key=len)
            mention, _, _ = executors[len(name) :].partition(", ")
            found.append(name + mention)
            executors = executors[len(name) + len(mention) :].removeprefix(", ")
        return tuple(found)

    def _bodies(self, mention: str) -> list[Body]:
        name, _, mark = mention.removesuffix(")").rpartition(" (")
        name = name or mention
        return [
            Body(
                mention_text=name,
                agency_id=agency_id,
                is_by_consent=mark == BY_CONSENT,
                is_coordinator=mark in COORDINATORS,
            )
            for agency_id in self.bodies[name].split()
        ]
