"""The same edition in two files, and the words in which they differ.

Adilet's PDF, a ministry's Word export and a rescan of one edition should say the same. Where they do not,
one of them is wrong, or was read wrongly, and only a person with both pages can tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from pipeline.records import Dataset

# what is printed in words; everything else follows from it
MEASURE_COLUMNS = (
    "status", "stage_title_text", "section_title_text", "measure_text", "completion_form_text",
    "executors_text", "deadline_text", "cost_text",
)  # fmt: skip
_MOST_PLACES = 12
_MOST_SHOWN = 60

Words = Mapping[tuple[str, str], str]
"""What an edition says: the words of each place, a place being a row (`4.6`, `paragraph 2`) and a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A place where two readings of an edition differ.

    Attributes:
        row: the row: `4.6`, `paragraph 2`; "" for the edition's own columns.
        column: the column; "" where the whole row is in one of them only.
        one: the words in one, None where it has none there; the row's first words where it is a whole row.
        other: the words in the other, likewise.
    """

    row: str
    column: str
    one: str | None
    other: str | None

    @property
    def place(self) -> str:
        """`4.6 deadline_text`."""
        return " ".join(filter(None, (self.row, self.column)))


def words_of(edition: Dataset) -> Words:
    """The words of one edition, those of empty columns left out."""
    words: dict[tuple[str, str], str | None] = {}
    document = edition.documents[0]
    for name in (field.name for field in fields(document)):
        if name.endswith("_text") or name.startswith("signatory"):
            words["", name] = getattr(document, name)
    for paragraph in edition.paragraphs:
        words[f"paragraph {paragraph.paragraph_key}", "text"] = paragraph.text
    for measure in edition.measures:
        for name in MEASURE_COLUMNS:
            words[measure.measure_key, name] = getattr(measure, name)
    notes = sorted(row.note_text for row in edition.amendments)
    words["", "notes of amendment"] = " | ".join(notes)
    return {place: text for place, text in words.items() if text}


def differences(one: Words, other: Words) -> list[Difference]:
    """The places whose words differ; a row that one of them lacks is one place."""
    rows = [{row for row, _ in words} for words in (one, other)]
    found: list[Difference] = []
    whole: set[str] = set()
    for row, column in {**one, **other}:
        texts = (one.get((row, column)), other.get((row, column)))
        if row not in rows[0] or row not in rows[1]:
            if row not in whole:
                whole.add(row)
                firsts = [_first_words(words, row) for words in (one, other)]
                found.append(Difference(row=row, column="", one=firsts[0], other=firsts[1]))
        elif texts[0] != texts[1]:
            found.append(Difference(row=row, column=column, one=texts[0], other=texts[1]))
    return found


def listed(places: Sequence[Difference], names: tuple[str, str]) -> str:
    """The places with what each file says, not more than a person will read."""
    more = f" and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else ""
    return "; ".join(_told(each, names) for each in places[:_MOST_PLACES]) + more


def _told(difference: Difference, names: tuple[str, str]) -> str:
    texts = (difference.one, difference.other)
    if not difference.column:
        there = names[0] if difference.one else names[1]
        return f"{difference.place} is in {there} only (“{_short(difference.one or difference.other)}”)"
    said = (
        f"“{_short(text)}” in {name}" if text else f"nothing in {name}"
        for text, name in zip(texts, names, strict=True)
    )
    return f"{difference.place}: {', '.join(said)}"


def _first_words(words: Words, row: str) -> str | None:
    texts: Iterator[str] = (words[row, name] for name in ("measure_text", "text") if (row, name) in words)
    others = (text for (place, _), text in words.items() if place == row)
    return next(texts, None) or next(others, None)


def _short(text: str | None) -> str:
    text = text or ""
    if len(text) <= _MOST_SHOWN:
        return text
    return f"{text[: _MOST_SHOWN - 1].rstrip()}…"
