"""What two editions of one day in different languages say of the act itself and its amendments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.editions.shared_values import Comparison, Sides, Values, amount_label, listed, scalars
from pipeline.records import AmendmentRecord, Dataset

_OF_ACT = (
    "act_type", "status", "repealing_date", "repealing_number", "registration_date", "registration_number",
)  # fmt: skip
_UNREAD_NOTES = frozenset({"amendment_incomplete", "note_not_understood"})
_UNKNOWN, _MEASURE = "unknown", "measure"
_TARGET, _ACT = ("target_type", "target_key"), ("amending_act_type", "amending_date", "amending_number")
_TAKES_EFFECT = ("effective_rule", "effective_date")
_OF_NOTE = (*_TARGET, "action", *_ACT, *_TAKES_EFFECT)
# by what a note of one edition is a note of the other: by all, else by what is less and less sure
_SAME_NOTES: tuple[tuple[str, ...], ...] = (
    _OF_NOTE, (*_TARGET, "action", *_ACT), (*_TARGET, *_ACT), ("action", *_ACT), (*_TARGET, "action"), _ACT,
)  # fmt: skip
_Notes = tuple[AmendmentRecord | None, AmendmentRecord | None]


def act_comparisons(sides: Sides) -> Iterator[Comparison]:
    """The act's own columns, its paragraphs, duties to report and the plan's rows of totals."""
    one, other = (side.edition.documents[0] for side in sides)
    values = [(name, _known(getattr(one, name)), _known(getattr(other, name))) for name in _OF_ACT]
    withheld = [[each.code for each in side.withheld if each.measure_key is None] for side in sides]
    are_open = [any(code.startswith(("act_", "registration_")) for code in codes) for codes in withheld]
    found = scalars("act_line_text", values, (are_open[0], are_open[1]))
    yield replace(
        found,
        differs=tuple(f"documents.{name}" for name in found.differs),
        not_compared=tuple(f"documents.{name}" for name in found.not_compared),
        texts=(one.act_line_text, other.act_line_text),
    )
    duties = [float(codes.count("duty_incomplete")) for codes in withheld]
    for column, name, rows in (
        ("text", "paragraphs.paragraph_number", _paragraphs),
        ("text", "reporting_duties.rrule", _duties),
        ("cost_text", "totals.cost_amounts", _totals),
    ):
        rooms = (duties[0], duties[1]) if rows is _duties else (0.0, 0.0)
        counters: list[Values] = [Counter(rows(side.edition)) for side in sides]
        found = listed(column, name, (counters[0], counters[1]), rooms)
        yield replace(found, texts=(None, None))


def _known(value: object) -> object:
    return None if value == _UNKNOWN else value


def _paragraphs(edition: Dataset) -> Iterator[str]:
    return (row.paragraph_number for row in edition.paragraphs if row.paragraph_number)


def _duties(edition: Dataset) -> Iterator[str]:
    return (f"paragraph {row.paragraph_number} {row.rrule}" for row in edition.reporting_duties)


def _totals(edition: Dataset) -> Iterator[str]:
    return (amount_label(amount) for row in edition.totals for amount in row.cost_amounts)


def note_comparisons(sides: Sides, keys: Mapping[str, str]) -> dict[str | None, list[Comparison]]:
    """The notes of amendment, by the measure that they are about; None for all others.

    Args:
        sides: the editions.
        keys: keys of the one edition to those of the other.
    """
    found: dict[str | None, list[Comparison]] = {}
    # a note that was not understood is no row, and may be any and several
    are_open = [any(each.code in _UNREAD_NOTES for each in side.withheld) for side in sides]
    for pair in _pairs_of_notes(sides, keys):
        lacking = next((side for side, note in enumerate(pair) if note is None), None)
        texts = [note.note_text if note else None for note in pair]
        pages = [note.page if note else None for note in pair]
        if lacking is None:
            values = [
                (name, _value(pair[0], name, keys, 0), _value(pair[1], name, keys, 1)) for name in _OF_NOTE
            ]
            compared = scalars("note_text", values)
            names = tuple(f"amendments.{name}" for name in compared.differs)
        elif are_open[lacking]:
            compared, names = Comparison(column="note_text", not_compared=("amendments.note_text",)), ()
        else:
            said = [
                "nothing" if note is None else f"№ {note.amending_number}, {note.amending_date}"
                for note in pair
            ]
            compared, names = (
                Comparison(column="note_text", said=((said[0], said[1]),)),
                ("amendments.note_text",),
            )
        compared = replace(compared, differs=names, texts=(texts[0], texts[1]), pages=(pages[0], pages[1]))
        found.setdefault(_measure_of(pair, keys), []).append(compared)
    return found


def _pairs_of_notes(sides: Sides, keys: Mapping[str, str]) -> Iterator[_Notes]:
    left, right = (list(side.edition.amendments) for side in sides)
    for names in _SAME_NOTES:
        for one in list(left):
            name = [_value(one, each, keys, 0) for each in names]
            twin = next(
                (row for row in right if [_value(row, each, keys, 1) for each in names] == name), None
            )
            if twin is not None:
                left.remove(one)
                right.remove(twin)
                yield one, twin
    yield from ((one, None) for one in left)
    yield from ((None, other) for other in right)


def _value(note: AmendmentRecord | None, name: str, keys: Mapping[str, str], side: int) -> object:
    """A value of a note, keys of measures as the other edition has them."""
    value = getattr(note, name, None)
    is_key = name == "target_key" and note is not None and note.target_type == _MEASURE
    return keys.get(str(value), value) if is_key and side == 0 else value


def _measure_of(pair: _Notes, keys: Mapping[str, str]) -> str | None:
    """The measure of the one edition that a note is about, None where it is about none."""
    one, other = pair
    if one is not None:
        return one.target_key if one.target_type == _MEASURE and one.target_key in keys else None
    if other is None or other.target_type != _MEASURE:
        return None
    return next((ours for ours, theirs in keys.items() if theirs == other.target_key), None)
