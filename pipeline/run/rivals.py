"""Several files hold one edition: which reading of it is published, and why.

Where readings agree they are most likely right: so agreement goes first. Then come rows that a torn copy has
lost, errors and warnings (counted over the measures that all readings hold, so that no copy wins by having
lost the rows that are warned of), and completeness. What stands in the dataset is replaced only by a reading
that is at least as whole, or that other files bear out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.records import Dataset, MeasureRecord, in_order
from pipeline.registry.finding_kinds import OF_TWO_LANGUAGES
from pipeline.run.run_findings import own_findings
from pipeline.run.same_edition import MEASURE_COLUMNS, Words, words_of

# findings that come of other editions, not of the reading
_OF_OTHERS = (*OF_TWO_LANGUAGES, "change_without_note", "note_without_change", "acceptance_unmatched")
# a heading stands with each of its measures, and is not the measure's own
_TEXTS = tuple(name for name in MEASURE_COLUMNS if name.endswith("_text") and "title" not in name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """One reading of an edition.

    Attributes:
        name: the file's name.
        sha256: of the file.
        words: what it says.
        characters: printed characters of the measures' own columns, by measure.
        findings: (measure, severity) of each error and warning.
        is_standing: whether the dataset's edition is this reading's file.
        is_gone: whether the file is not there any more.
    """

    name: str
    sha256: str
    words: Words
    characters: Mapping[str, int]
    findings: tuple[tuple[str | None, str], ...]
    is_standing: bool = False
    is_gone: bool = False

    @property
    def label(self) -> str:
        """How it is called in a message."""
        return f"the earlier {self.name}" if self.is_gone else self.name

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
    """The reading of an edition, as it is compared with others."""
    edition = in_order(edition)  # freshly read records are in no order
    return Rival(
        name=name,
        sha256=sha256,
        words=words_of(edition),
        characters={row.measure_key: _characters(row) for row in edition.measures},
        findings=tuple(
            (finding.measure_key, finding.severity)
            for finding in own_findings(edition.findings)
            if finding.code not in _OF_OTHERS and finding.status != "corrected"
        ),
        is_standing=is_standing,
        is_gone=is_gone,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The reading that is published, and for each of the others, by its content, why not that one."""

    winner: Rival
    reasons: Mapping[str, str]


def choose(rivals: Sequence[Rival]) -> Choice:
    """The reading to publish, of at least one."""
    agreed = _agreement(rivals)
    left = [rival for rival in rivals if not rival.is_gone] or list(rivals)
    for criterion in _criteria(agreed):
        scores = criterion.scores(left)
        left = [rival for rival, score in zip(left, scores, strict=True) if score == min(scores)]
    best = min(left, key=lambda rival: (rival.name, rival.sha256))
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
    return Choice(winner=winner, reasons=reasons)


@dataclass(frozen=True, slots=True)
class _Criterion:
    """One thing that readings are judged by.

    Attributes:
        scores: a number for each of several readings; the lowest is best.
        told: why one reading is better than the other, with their names and scores, `a` and `b`.
    """

    scores: Callable[[Sequence[Rival]], list[int]]
    told: str


def _criteria(agreed: Mapping[str, int]) -> tuple[_Criterion, ...]:
    """What readings are judged by, the weightiest first."""
    return (
        _Criterion(
            lambda rivals: [-agreed[each.sha256] for each in rivals],
            "{one} agrees with other files in {a} places, {other} in {b}",
        ),
        _Criterion(
            lambda rivals: [sum(_has_lost(each, other) for other in rivals) for each in rivals],
            "{other} lacks {lost} measures that {one} has",
        ),
        _Criterion(
            lambda rivals: _counts(rivals, "error"),
            "{one} has fewer errors in the measures of both ({a} to {b})",
        ),
        _Criterion(
            lambda rivals: _counts(rivals, "warning"),
            "{one} has fewer warnings in the measures of both ({a} to {b})",
        ),
        _Criterion(
            lambda rivals: [-each.n_characters for each in rivals],
            "{one} has more characters in its measures ({a} to {b})",
        ),
        _Criterion(
            lambda rivals: [-each.n_measures for each in rivals], "{one} has more measures ({a} to {b})"
        ),
    )


def _reason(winner: Rival, loser: Rival, agreed: Mapping[str, int]) -> str:
    """The weightiest thing in which the winner is better."""
    for criterion in _criteria(agreed):
        a, b = criterion.scores((winner, loser))
        if a < b:
            lost = len(winner.characters.keys() - loser.characters.keys())
            return criterion.told.format(one=winner.label, other=loser.label, a=abs(a), b=abs(b), lost=lost)
    return f"{winner.label} is the first by name, and nothing else tells them apart"


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


def _characters(measure: MeasureRecord) -> int:
    """The characters of the measure's own columns, without blanks.

    Merged cells do not count: a row more or less in such a cell is no text more or less.
    """
    texts = (getattr(measure, name) for name in _TEXTS if name not in measure.inherited_columns)
    return sum(len("".join(text.split())) for text in texts if text)
