"""The bodies of the registry, and the words around them in a plan.

Bodies are founded, renamed and dissolved; their letters are used again. So each life is a row of its own,
and a name is read as of a day. Many days of founding are known only to the month or the year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from pipeline.registry.loading import read_csv, read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """One life of a body: a row of `registry/agencies.csv`.

    Attributes:
        agency_id: stable id, `-2013` and the like for a re-used name.
        agency_type: a code of the contract, such as `ministry`.
        name_kk: the official Kazakh name without brackets.
        name_ru: the Russian name, if known.
        name_en: the English name, if known.
        abbreviations: its Kazakh letters, as printed.
        other_names_kk: other names and short forms that plans print.
        ambiguous_abbreviations: letters that are never settled by the day alone.
        abbreviations_ru: its Russian letters.
        valid_from: first day of the life; the first day of the period where only a month or a year is known.
        valid_to: the first day on which it is no more (half open); of a period known to the month or the
            year only, the first day after it, as the body may have lived until then.
        valid_from_edtf: the start as the registry has it (`2013`, `2020-09`, `2013-01-16`).
        valid_to_edtf: the end as the registry has it.
        successor_ids: who took over.
        name_certainty: sourced, general_knowledge or inferred.
        dates_certainty: how sure the dates are.
        note: sources and traps.
    """

    agency_id: str
    agency_type: str
    name_kk: str
    name_ru: str | None
    name_en: str | None
    abbreviations: tuple[str, ...]
    other_names_kk: tuple[str, ...]
    ambiguous_abbreviations: tuple[str, ...]
    abbreviations_ru: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    valid_from_edtf: str | None
    valid_to_edtf: str | None
    successor_ids: tuple[str, ...]
    name_certainty: str
    dates_certainty: str
    note: str | None

    def lives_on(self, day: date) -> bool:
        """Whether the body existed on that day, as far as its dates are known."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLevel:
    """A level of places whose members are known by name, such as the cities of republican significance."""

    forms: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyGrammar:
    """The words around bodies: `registry/agency_grammar.yml`, whose comments say what each is."""

    conjunctions: frozenset[str]
    country_short: str
    country_forms: tuple[str, ...]
    cases: dict[str, str]
    plurals: tuple[str, ...]
    possessives: tuple[str, ...]
    synonyms: dict[str, str]
    offices: dict[str, tuple[str, ...]]
    compounds: dict[str, tuple[str, ...]]
    shared_heads: dict[str, tuple[str, ...]]
    heads: tuple[str, ...]
    consent: tuple[str, ...]
    coordinator: tuple[str, ...]
    fillers: tuple[str, ...]
    levels: dict[str, tuple[str, ...]]
    named_levels: tuple[NamedLevel, ...]
    cities: dict[str, tuple[str, ...]]
    regions: dict[str, tuple[str, ...]]
    city_words: frozenset[str]
    region_words: frozenset[str]
    quantifiers: frozenset[str]
    head_fillers: frozenset[str]
    akim_words: tuple[str, ...]
    maslikhat_words: tuple[str, ...]
    akims: dict[str, str]
    maslikhats: dict[str, str]
    body_nouns: tuple[str, ...]


@cache
def agency_columns() -> tuple[str, ...]:
    """The columns of `registry/agencies.csv`, in their order."""
    return tuple(read_csv("agencies.csv")[0])


@cache
def agencies() -> tuple[Agency, ...]:
    """All bodies, sorted by id."""
    return tuple(_agency(row) for row in read_csv("agencies.csv"))


@cache
def agencies_by_id() -> dict[str, Agency]:
    """All bodies by their id."""
    return {agency.agency_id: agency for agency in agencies()}


@cache
def agency_grammar() -> AgencyGrammar:
    """The words around bodies."""
    raw = read_yaml("agency_grammar.yml")
    return AgencyGrammar(
        conjunctions=frozenset(raw["conjunctions"]),
        country_short=raw["country"]["short"],
        country_forms=tuple(raw["country"]["forms"]),
        cases={ending: case for case, endings in raw["cases"].items() for ending in endings},
        plurals=tuple(raw["plurals"]),
        possessives=tuple(raw["possessives"]),
        synonyms=dict(raw["synonyms"]),
        offices={ending: tuple(forms) for ending, forms in raw["offices"].items()},
        compounds=_lists(raw["compounds"]),
        shared_heads=_lists(raw["shared_heads"]),
        heads=tuple(raw["heads"]),
        consent=tuple(raw["consent"]),
        coordinator=tuple(raw["coordinator"]),
        fillers=tuple(raw["fillers"]),
        levels=_lists(raw["levels"]),
        named_levels=tuple(
            NamedLevel(forms=tuple(level["forms"]), places=tuple(level["places"]))
            for level in raw["named_levels"].values()
        ),
        cities=_lists(raw["cities"]),
        regions=_lists(raw["regions"]),
        city_words=frozenset(raw["city_words"]),
        region_words=frozenset(raw["region_words"]),
        quantifiers=frozenset(raw["quantifiers"]),
        head_fillers=frozenset(raw["head_fillers"]),
        akim_words=tuple(raw["akim_words"]),
        maslikhat_words=tuple(raw["maslikhat_words"]),
        akims=dict(raw["akims"]),
        maslikhats=dict(raw["maslikhats"]),
        body_nouns=tuple(raw["body_nouns"]),
    )


def first_day(edtf: str) -> date:
    """The first day of a year, a month or a day: `2013`, `2020-09`, `2013-01-16`.

    Raises:
        ValueError: it is none of them.
    """
    year, month, day = (*map(int, edtf.split("-")), 1, 1)[:3]
    return date(year, month, day)


def day_after(edtf: str) -> date:
    """The first day after a year or a month; of a day known exactly, that day itself (half-open ends)."""
    start = first_day(edtf)
    match edtf.count("-"):
        case 0:
            return date(start.year + 1, 1, 1)
        case 1:
            return (start.replace(day=28) + timedelta(days=4)).replace(day=1)
    return start


def _agency(row: dict[str, str]) -> Agency:
    return Agency(
        agency_id=row["agency_id"],
        agency_type=row["agency_type"],
        name_kk=row["name_kk"],
        name_ru=row["name_ru"] or None,
        name_en=row["name_en"] or None,
        abbreviations=_parts(row["abbreviations"]),
        other_names_kk=_parts(row["other_names_kk"]),
        ambiguous_abbreviations=_parts(row["ambiguous_abbreviations"]),
        abbreviations_ru=_parts(row["abbreviations_ru"]),
        valid_from=first_day(row["valid_from"]) if row["valid_from"] else None,
        valid_to=day_after(row["valid_to"]) if row["valid_to"] else None,
        valid_from_edtf=row["valid_from"] or None,
        valid_to_edtf=row["valid_to"] or None,
        successor_ids=_parts(row["successor_ids"]),
        name_certainty=row["name_certainty"],
        dates_certainty=row["dates_certainty"],
        note=row["note"] or None,
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _lists(raw: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in raw.items()}
