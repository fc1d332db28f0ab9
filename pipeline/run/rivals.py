"""Several files hold one edition: in which words they differ, which reading is published, and why.

Adilet's PDF, a ministry's Word export and a rescan of one edition should say the same. Where they do not,
one of them is wrong, or was read wrongly, and only a person with both pages can tell. Where readings agree
they are most likely right: so agreement goes first. Then come rows that a torn copy has lost, errors and
warnings (counted over the measures that all readings hold, so that no copy wins by having lost the rows that
are warned of), and completeness. What stands in the dataset is replaced only by a reading that is at least as
whole, or that other files bear out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields

from pipeline.records import Dataset, MeasureRecord, in_order
from pipeline.registry.finding_kinds import OF_TWO_LANGUAGES
from pipeline.run.run_findings import own_findings

# what is printed in words; everything else follows from it
_COLUMNS = (
    "status", "stage_title_text", "section_title_text", "measure_text", "completion_form_text",
    "executors_text", "deadline_text", "cost_text",
)  # fmt: skip
# a heading stands with each of its measures, and is not the measure's own
_OWN_TEXTS = tuple(name for name in _COLUMNS if name.endswith("_text") and "title" not in name)
# findings that come of other editions, not of the reading
_OF_OTHERS = (*OF_TWO_LANGUAGES, "change_without_note", "note_without_change", "acceptance_unmatched")
_MOST_PLACES = 12
_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """One reading of an edition.

    Attributes:
        label: how its file is called in a message.
        sha256: what the file is known by.
        words: what it says: the words of each place, a place being a row (`4.6`, `paragraph 2`, "" for the
            edition itself) and a column; those of empty columns left out.
        characters: printed characters of the measures' own columns, by measure.
        findings: (measure, severity) of each error and warning.
        is_standing: whether the dataset's edition is this reading's file.
        is_gone: whether the file is not there any more.
    """

    label: str
    sha256: str
    words: Mapping[tuple[str, str], str]
    characters: Mapping[str, int]
    findings: tuple[tuple[str | None, str], ...]
    is_standing: bool
    is_gone: bool

    @property
    def n_measures(self) -> int:
        """How many measures it has."""
        return len(self.characters)

    @property
    def n_characters(self) -> int:
        """How many characters its measures have."""
        return sum(self.characters.values())

    @property
    def n_errors(self) -> int:
        """How many errors were found in it."""
        return sum(severity == "error" for _, severity in self.findings)


def rival_of(
    edition: Dataset, *, name: str, sha256: str, is_standing: bool = False, is_gone: bool = False
) -> Rival:
    """The reading of an edition from the file of this name, as it is compared with others."""
    edition = in_order(edition)  # freshly read records are in no order
    return Rival(
        label=f"the earlier {name}" if is_gone else name,
        sha256=sha256,
        words=_words_of(edition),
        characters={row.measure_key: _characters(row) for row in edition.measures},
        findings=tuple(
            (finding.measure_key, finding.severity)
            for finding in own_findings(edition.findings)
            if finding.code not in _OF_OTHERS and finding.status != "corrected"
        ),
        is_standing=is_standing,
        is_gone=is_gone,
    )


def _words_of(edition: Dataset) -> Mapping[tuple[str, str], str]:
    words: dict[tuple[str, str], str | None] = {}
    document = edition.documents[0]
    for name in (field.name for field in fields(document)):
        if name.endswith("_text") or name.startswith("signatory"):
            words["", name] = getattr(document, name)
    for paragraph in edition.paragraphs:
        words[f"paragraph {paragraph.paragraph_key}", "text"] = paragraph.text
    for measure in edition.measures:
        for name in _COLUMNS:
            words[measure.measure_key, name] = getattr(measure, name)
    words["", "notes of amendment"] = " | ".join(sorted(row.note_text for row in edition.amendments))
    return {place: text for place, text in words.items() if text}


def _characters(measure: MeasureRecord) -> int:
    """The characters of the measure's own columns, without blanks.

    Merged cells do not count: a row more or less in such a cell is no text more or less.
    """
    texts = (getattr(measure, name) for name in _OWN_TEXTS if name not in measure.inherited_columns)
    return sum(len("".join(text.split())) for text in texts if text)


def differences(one: Rival, other: Rival) -> list[str]:
    """The places whose words differ, with what each says; a row that one of them lacks is one place."""
    rows = {row for row, _ in one.words} & {row for row, _ in other.words}
    found: dict[str, str] = {}
    for row, column in {**one.words, **other.words}:
        texts = (one.words.get((row, column)), other.words.get((row, column)))
        if row not in rows:
            there = one if texts[0] else other
            found.setdefault(row, f"{row} is in {there.label} only (“{_first_words(there, row)}”)")
        elif texts[0] != texts[1]:
            said = (
                f"“{_short(text)}” in {each.label}" if text else f"nothing in {each.label}"
                for text, each in zip(texts, (one, other), strict=True)
            )
            found[f"{row} {column}"] = f"{f'{row} {column}'.strip()}: {', '.join(said)}"
    return list(found.values())


def listed(places: Sequence[str]) -> str:
    """Places that differ, not more than a person will read."""
    more = f" and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else ""
    return "; ".join(places[:_MOST_PLACES]) + more


def _first_words(rival: Rival, row: str) -> str:
    texts = {column: text for (place, column), text in rival.words.items() if place == row}
    return _short(texts.get("measure_text") or texts.get("text") or next(iter(texts.values())))


def _short(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1].rstrip()}…"


def choose(rivals: Sequence[Rival]) -> tuple[Rival, Mapping[str, str]]:
    """The reading to publish, of at least one; and by the content of each other one, why not that."""
    agreed = _agreement(rivals)
    left = [rival for rival in rivals if not rival.is_gone] or list(rivals)
    for scores_of, _ in _CRITERIA:
        scores = scores_of(left, agreed)
        left = [rival for rival, score in zip(left, scores, strict=True) if score == min(scores)]
    best = min(left, key=lambda rival: (rival.label, rival.sha256))
    standing = next((rival for rival in rivals if rival.is_standing), best)
    lacks = {rival.sha256: _lacks(rival, standing, agreed) for rival in rivals if rival is not standing}
    is_kept = bool(lacks.get(best.sha256))
    winner = standing if is_kept else best
    reasons = {}
    for rival in (each for each in rivals if each is not winner):
        if is_kept and lacks[rival.sha256]:
            stands = f"{winner.label} stands in the dataset, and {rival.label} {lacks[rival.sha256]}"
            reasons[rival.sha256] = stands
        else:
            reasons[rival.sha256] = _reason(winner, rival, agreed)
    return winner, reasons


def _agreement(rivals: Sequence[Rival]) -> dict[str, int]:
    """In how many places each reading says what another says too."""
    said = Counter(item for rival in rivals for item in rival.words.items())
    return {rival.sha256: sum(said[item] > 1 for item in rival.words.items()) for rival in rivals}


def _has_lost(one: Rival, other: Rival) -> bool:
    """Whether one lacks measures whose words are nowhere else in it either, as a torn copy does."""
    rows = other.characters.keys() - one.characters.keys()
    lost = sum(other.characters[key] for key in rows)
    # measures that were only split or named in another way leave their characters in other measures
    return bool(lost) and one.n_characters < other.n_characters - lost / 2


def _counts(rivals: Sequence[Rival], severity: str) -> list[int]:
    """The findings of this severity in the measures that all readings hold, and outside measures."""
    shared = set.intersection(*(set(rival.characters) for rival in rivals))
    return [
        sum(each == severity and (key is None or key in shared) for key, each in rival.findings)
        for rival in rivals
    ]


_Scores = Callable[[Sequence[Rival], Mapping[str, int]], list[int]]
# what readings are judged by, the weightiest first: a number for each of several, of which the lowest is
# best; and why one is better than the other, with their names and numbers, `a` and `b`
_CRITERIA: tuple[tuple[_Scores, str], ...] = (
    (
        lambda rivals, agreed: [-agreed[each.sha256] for each in rivals],
        "{one} agrees with other files in {a} places, {other} in {b}",
    ),
    (
        lambda rivals, _: [sum(_has_lost(each, other) for other in rivals) for each in rivals],
        "{other} lacks {lost} measures that {one} has",
    ),
    (
        lambda rivals, _: _counts(rivals, "error"),
        "{one} has fewer errors in the measures of both ({a} to {b})",
    ),
    (
        lambda rivals, _: _counts(rivals, "warning"),
        "{one} has fewer warnings in the measures of both ({a} to {b})",
    ),
    (
        lambda rivals, _: [-each.n_characters for each in rivals],
        "{one} has more characters in its measures ({a} to {b})",
    ),
    (lambda rivals, _: [-each.n_measures for each in rivals], "{one} has more measures ({a} to {b})"),
)


def _reason(winner: Rival, loser: Rival, agreed: Mapping[str, int]) -> str:
    """The weightiest thing in which the winner is better."""
    for scores_of, told in _CRITERIA:
        a, b = scores_of((winner, loser), agreed)
        if a < b:
            lost = len(winner.characters.keys() - loser.characters.keys())
            return told.format(one=winner.label, other=loser.label, a=abs(a), b=abs(b), lost=lost)
    return f"{winner.label} is the first by name, and nothing else tells them apart"


def _lacks(one: Rival, standing: Rival, agreed: Mapping[str, int]) -> str:
    """In what a reading is less whole than the one that stands in the dataset; "" where it may replace it."""
    # torn copies of one kind agree with one another
    is_borne_out = agreed[one.sha256] > agreed[standing.sha256] and not _has_lost(one, standing)
    if is_borne_out or standing.words.items() <= one.words.items():
        return ""
    if one.n_measures < standing.n_measures:
        return f"has fewer measures ({one.n_measures} to {standing.n_measures})"
    if one.n_characters < standing.n_characters:
        return f"has fewer characters in its measures ({one.n_characters} to {standing.n_characters})"
    if one.n_errors > standing.n_errors:
        return f"has more errors ({one.n_errors} to {standing.n_errors})"
    return ""
