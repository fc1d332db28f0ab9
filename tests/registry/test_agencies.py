"""The registry of bodies: ids, lives and names hold together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import combinations

import pytest

from pipeline.normalise.bodies.body_cell import parse_bodies
from pipeline.normalise.bodies.name_tokens import WORD, tokenize
from pipeline.normalise.bodies.name_tree import agency_tree, match_name
from pipeline.registry.agencies import Agency, agencies, agencies_by_id, day_after, first_day
from pipeline.registry.cell_words import agency_grammar

TYPES = {
    *("ministry", "agency", "committee", "commission", "local_executive", "local_representative"),
    *("party", "ngo", "company", "institute", "group", "other"),
}


def bearers(compared: Callable[[str], str]) -> dict[str, list[Agency]]:
    """The bodies by each of their names, as these are compared."""
    found: dict[str, list[Agency]] = {}
    for agency in agencies():
        for name in dict.fromkeys(map(compared, agency.names)):
            found.setdefault(name, []).append(agency)
    return found


def test_sorted_and_unique() -> None:
    ids = [agency.agency_id for agency in agencies()]
    assert ids == sorted(set(ids))
    assert len(ids) >= 113


@pytest.mark.parametrize("agency", agencies(), ids=lambda agency: agency.agency_id)
def test_row(agency: Agency) -> None:
    assert agency.agency_type in TYPES
    assert agency.name_kk and not set("()|") & set(agency.name_kk)
    assert agency.name_ru and agency.name_en
    assert agency.name_certainty in {"sourced", "general_knowledge", "inferred"}
    assert agency.dates_certainty in {"sourced", "partly_sourced", "general_knowledge", "uncertain", "none"}
    assert all(successor in agencies_by_id() for successor in agency.successor_ids)
    assert agency.agency_id not in agency.successor_ids
    assert agency.valid_from is None or agency.valid_to is None or agency.valid_from < agency.valid_to
    assert set(agency.ambiguous_abbreviations) <= set(agency.abbreviations)
    for name in agency.names:
        tokens = tokenize(name)
        first = 0 if tokens[0].kind == WORD else 1
        match = match_name(agency_tree(), tokens, first)
        assert match is not None and agency.agency_id in match.values, name


def test_one_body_a_name_on_a_day() -> None:
    """The lives of the bearers of one name do not overlap, unless the name is marked as ambiguous."""
    for name, bodies in bearers(lambda name: name.removeprefix("Қазақстан Республикасы ").lower()).items():
        for first, second in combinations(bodies, 2):
            marked = {label.lower() for label in first.ambiguous_abbreviations} & {name}
            starts = [agency.valid_from for agency in (first, second) if agency.valid_from]
            overlap = any(first.lives_on(day) and second.lives_on(day) for day in starts) or not starts
            assert marked or not overlap, (name, first.agency_id, second.agency_id)


@pytest.mark.parametrize(
    ("printed", "first", "after"),
    [
        ("2013", "2013-01-01", "2014-01-01"),
        ("2012", "2012-01-01", "2013-01-01"),
        ("2020-09", "2020-09-01", "2020-10-01"),
        ("2022-12", "2022-12-01", "2023-01-01"),
        ("2014-08-06", "2014-08-06", "2014-08-06"),
    ],
)
def test_partial_dates(printed: str, first: str, after: str) -> None:
    assert (first_day(printed).isoformat(), day_after(printed).isoformat()) == (first, after)


def test_local_ids_exist() -> None:
    grammar = agency_grammar()
    assert set(grammar.akims.values()) | set(grammar.maslikhats.values()) <= set(agencies_by_id())
    for key in grammar.cities:
        assert {f"akim-of-{key}", f"maslikhat-of-{key}"} <= set(agencies_by_id())
    for key in grammar.regions:
        assert f"akim-of-{key}-region" in agencies_by_id()


@pytest.mark.parametrize(
    ("label", "day", "expected"),
    [
        # one name, two lives, and a ministry between them
        ("МҚІСЖҚІА", "2015-06-01", "agency-for-civil-service-affairs-and-anti-corruption"),
        ("МҚІСЖҚІА", "2016-03-01", None),
        ("МҚІСЖҚІА", "2017-03-01", "agency-for-civil-service-affairs-and-anti-corruption-2016"),
        ("МҚІСЖҚА", "2018-03-01", "agency-for-civil-service-affairs-and-anti-corruption-2016"),
        ("МҚІМ", "2016-03-01", "ministry-of-civil-service-affairs"),
        ("ҚР Атом энергиясы агенттігі", "2025-09-01", "agency-for-atomic-energy"),
        ("ҰЭМ Құрылыс, тұрғын үй-коммуналдық шаруашылық істері және жер ресурстарын басқару комитеті",
         "2015-02-27", "committee-for-construction-housing-and-land-management"),
        ("өңірлердің әкімдіктері", "2023-01-01", "akims-of-regions"),
        # a bare committee may be an oblast's: only with its ministry it is the country's
        ("Салық комитеті", "2003-05-01", None),
        ("Қаржы министрлігінің Салық комитеті", "2003-05-01", "tax-committee"),
    ],
)  # fmt: skip
def test_labels_of_sourced_facts(label: str, day: str, expected: str | None) -> None:
    (body,) = parse_bodies(label, as_of=date.fromisoformat(day))
    assert body.agency_id == expected
    assert bool(body.findings) == (expected is None)


@pytest.mark.parametrize(
    ("agency_id", "successors"),
    [
        ("anti-corruption-agency", {"national-security-committee", "agency-for-civil-service-affairs"}),
        ("ministry-of-civil-service-affairs", {"agency-for-civil-service-affairs-and-anti-corruption-2016"}),
    ],
)
def test_successors(agency_id: str, successors: set[str]) -> None:
    assert set(agencies_by_id()[agency_id].successor_ids) == successors


def test_a_doubtful_end_is_marked() -> None:
    assert agencies_by_id()["agency-for-land-resources-management"].dates_certainty == "uncertain"


def test_names_are_in_one_style() -> None:
    """Ministries, agencies, committees and commissions are named without the country."""
    kinds = {"ministry", "agency", "committee", "commission"}
    forms = agency_grammar().country.forms
    assert not [a.agency_id for a in agencies() if a.agency_type in kinds and a.name_kk.startswith(forms)]


def test_a_label_of_several_bodies_says_its_source() -> None:
    """Where the day settles whose a label is, each row says where its facts are from."""
    shared = [agency for bodies in bearers(str).values() if len(bodies) > 1 for agency in bodies]
    assert not [agency.agency_id for agency in shared if not agency.note]
