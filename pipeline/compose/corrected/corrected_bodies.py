"""Reviewed corrections of bodies: which body a mention among the executors stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.corrections import BodyCorrection
from pipeline.normalise.bodies.body_cell import Responsibility
from pipeline.registry.agencies import agencies_by_id
from pipeline.registry.finding_kinds import Remark
from pipeline.stations.plan import PlacedRemark


@dataclass(slots=True)
class CorrectedBodies:
    """The corrections of an edition's bodies, and which of them were applied.

    Attributes:
        corrections: those of the edition.
        rows: for the key of a correction the keys of all rows that share the cell.
        applied: places in `corrections` of those that matched.
    """

    corrections: Sequence[BodyCorrection] = ()
    rows: Mapping[str, frozenset[str]] = field(default_factory=dict)
    applied: set[int] = field(default_factory=set)

    def of(self, key: str, bodies: Sequence[Responsibility]) -> list[tuple[Responsibility, bool]]:
        """The bodies of a measure, and whether each is a correction's; one mention has one such body."""
        found: list[tuple[Responsibility, bool]] = []
        for body in bodies:
            number = self._correction_of(key, body.mention_text)
            if number is None:
                found.append((body, False))
                continue
            self.applied.add(number)
            if not (found and found[-1][1] and found[-1][0].mention_text == body.mention_text):
                agency_id = self.corrections[number].agency_id
                found.append((replace(body, agency_id=agency_id, findings=()), True))
        return found

    def remarks(self) -> list[PlacedRemark]:
        """What became of each correction, once all measures were asked for."""
        return [self._remark(number, each) for number, each in enumerate(self.corrections)]

    def _correction_of(self, key: str, mention: str) -> int | None:
        """The correction of a mention; one that names the measure goes before one that does not."""
        matching = [
            number
            for number, each in enumerate(self.corrections)
            if each.printed == mention
            and each.agency_id in agencies_by_id()
            and (each.key is None or key in self.rows.get(each.key, frozenset({each.key})))
        ]
        return min(matching, key=lambda number: self.corrections[number].key is None, default=None)

    def _remark(self, number: int, correction: BodyCorrection) -> PlacedRemark:
        if number in self.applied:
            message = (
                f"“{correction.printed}” was taken for {correction.agency_id}: "
                f"{correction.reason.rstrip('.')}."
            )
            code = "correction_applied"
        else:
            problem = (
                "there is no such mention among the executors"
                if correction.agency_id in agencies_by_id()
                else f"the registry has no body {correction.agency_id}"
            )
            message = f"The correction of {correction.where} was not applied: {problem}."
            code = "correction_unmatched"
        return PlacedRemark(
            remark=Remark(code=code, message=message),
            measure_key=correction.key,
            column="executors_text",
            printed=correction.printed,
        )
