"""What the registry says of its own bodies: each has a kind; committees have their ministries."""

from __future__ import annotations

import pytest

from pipeline.normalise.bodies.known_bodies import akimat_of, known
from pipeline.records.codes import BODY_KIND, BODY_LEVEL
from pipeline.registry.agencies import agencies, agencies_by_id


@pytest.mark.parametrize("agency_id", [agency.agency_id for agency in agencies()])
def test_every_body_has_a_kind(agency_id: str) -> None:
    about = known(agency_id)
    assert about.kind in BODY_KIND.codes
    assert about.level in (None, *BODY_LEVEL.codes)
    if about.parent_id is not None:
        assert agencies_by_id()[about.parent_id].agency_type in ("ministry", "committee", "agency")


@pytest.mark.parametrize(
    ("agency_id", "kind", "level", "parent"),
    [
        ("ministry-of-finance", "ministry", "republic", None),
        ("committee-on-statistics", "committee", "republic", "ministry-of-national-economy"),
        ("national-security-committee", "committee", "republic", None),
        ("accounts-committee", "committee", "republic", None),
        ("national-bank-of-kazakhstan", "institution", None, None),
        ("supreme-court", "institution", None, None),
        ("prime-minister", "post", None, None),
        ("president", "post", None, None),
        ("akim-of-almaty-region", "akim", "oblast", None),
        ("akims-of-cities", "akim", "city", None),
        ("akims-of-rural-districts", "akim", "rural", None),
        ("maslikhat-of-astana", "maslikhat", "city", None),
        ("local-executive-bodies", "group", None, None),
        ("nur-otan-party", "organization", None, None),
        ("kazhydromet-rse", "company", None, None),
    ],
)
def test_kinds(agency_id: str, kind: str, level: str | None, parent: str | None) -> None:
    assert known(agency_id)[:3] == (kind, level, parent)


@pytest.mark.parametrize(
    ("level", "place", "akimat"),
    [
        ("oblast", "Алматы", "akim-of-almaty-region"),
        ("city", "Алматы", "akim-of-almaty"),
        ("city", "Талдықорған", "akims-of-cities"),
        ("oblast", None, "akims-of-regions"),
        ("district", "Панфилов", "akims-of-districts"),
        (None, None, None),
    ],
)
def test_akimats(level: str | None, place: str | None, akimat: str | None) -> None:
    assert akimat_of(level, place) == akimat
