"""Judges a reading against the truth: exact, told (each error has a finding), silent, or refused."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.compose.edition import SourceFile, compose_edition
from pipeline.extract.pdf.reader import NotReadable, read_content
from pipeline.records.plan_tables import MeasureRecord
from pipeline.records.tables import Dataset
from tests.exam.description import Drawn, Item, rows_of

_TELLING = ("error", "warning")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of one edition.

    Attributes:
        kind: exact, told, silent or refused.
        errors: `key column: read instead of expected`, the silent ones first.
        n_silent: how many of them nothing tells.
        n_findings: all warnings and errors of the reading.
    """

    kind: str
    errors: tuple[str, ...] = ()
    n_silent: int = 0
    n_findings: int = 0


def judge(pdf: bytes, drawn: Drawn) -> Verdict:
    """The verdict on one edition's PDF."""
    name = f"{drawn.seed}.pdf"
    try:
        dataset = compose_edition(read_content(pdf, name=name), SourceFile(name=name, sha256="0" * 64))
    except (ValueError, NotReadable) as refusal:
        return Verdict(kind="refused", errors=(str(refusal),))
    told = {finding.measure_key for finding in dataset.findings if finding.severity in _TELLING}
    whole = any(f.severity == "error" and f.measure_key is None for f in dataset.findings)
    silent: list[str] = []
    reported: list[str] = []
    for key, text in errors_of(dataset, drawn):
        (reported if whole or key in told else silent).append(text)
    n_findings = sum(finding.severity in _TELLING for finding in dataset.findings)
    kind = "silent" if silent else "told" if reported else "exact"
    return Verdict(kind=kind, errors=(*silent, *reported), n_silent=len(silent), n_findings=n_findings)


def errors_of(dataset: Dataset, drawn: Drawn) -> list[tuple[str, str]]:
    """Each value that is not as printed, with its key."""
    read = {measure.measure_key: measure for measure in dataset.measures}
    items = [row for row in rows_of(drawn.plan) if isinstance(row, Item)]
    errors = []
    for item in items:
        measure = read.pop(item.key, None)
        if measure is None:
            errors.append((item.key, f"{item.key} is missing"))
            continue
        for column, expected in item.values.items():
            found = _value(measure, column)
            if found != expected:
                errors.append((item.key, f"{item.key} {column}: {found!r} instead of {expected!r}"))
    errors += [(key, f"{key} is no item of the plan: {row.measure_text!r}") for key, row in read.items()]
    return errors


def _value(measure: MeasureRecord, column: str) -> object:
    if column == "amounts":
        return {amount.year: _plain(str(amount.amount)) for amount in measure.cost_amounts}
    return getattr(measure, column)


def _plain(amount: str) -> str:
    return amount.rstrip("0").rstrip(".") if "." in amount else amount
