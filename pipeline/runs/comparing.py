"""The same edition in two files: in which words do they differ?

Adilet's PDF, a ministry's Word export and a rescan of one edition should say the same. Where they do not,
one of them is wrong, or was read wrongly, and only a person with both pages can tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from pipeline.records import Dataset

# what is printed in words; everything else follows from it
_MEASURE_COLUMNS = (
    "status", "stage_title_text", "section_title_text", "measure_text", "completion_form_text",
    "executors_text", "deadline_text", "cost_text",
)  # fmt: skip
_MOST_PLACES = 30


def differences(one: Dataset, other: Dataset) -> list[str]:
    """The places whose words differ between two readings of an edition: `4.6 deadline_text`."""
    return [*_documents(one, other), *_paragraphs(one, other), *_measures(one, other), *_notes(one, other)]


def told(places: list[str]) -> str:
    """The places in one line, not more than a person will read."""
    more = f" and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else ""
    return ", ".join(places[:_MOST_PLACES]) + more


def _documents(one: Dataset, other: Dataset) -> Iterator[str]:
    first, second = one.documents[0], other.documents[0]
    for name in (field.name for field in fields(first)):
        is_printed = name.endswith("_text") or name.startswith("signatory")
        if is_printed and getattr(first, name) != getattr(second, name):
            yield name


def _paragraphs(one: Dataset, other: Dataset) -> Iterator[str]:
    texts = [{row.paragraph_key: row.text for row in each.paragraphs} for each in (one, other)]
    for number in {**texts[0], **texts[1]}:
        if texts[0].get(number) != texts[1].get(number):
            yield f"paragraph {number}"


def _measures(one: Dataset, other: Dataset) -> Iterator[str]:
    first, second = ({row.measure_key: row for row in each.measures} for each in (one, other))
    for key in {**first, **second}:
        if key not in first or key not in second:
            yield f"{key} (in one of them only)"
        else:
            yield from (f"{key} {column}" for column in _columns(first[key], second[key]))


def _columns(one: Any, other: Any) -> Iterator[str]:  # noqa: ANN401 - two measures
    return (name for name in _MEASURE_COLUMNS if getattr(one, name) != getattr(other, name))


def _notes(one: Dataset, other: Dataset) -> Iterator[str]:
    notes = [sorted(row.note_text for row in each.amendments) for each in (one, other)]
    if notes[0] != notes[1]:
        yield "notes of amendment"
