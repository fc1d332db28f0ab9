"""Names of places and their codes, from `registry/places.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.registry.loading import read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNames:
    """Places by their names.

    Attributes:
        country: names of the country.
        country_code: its ISO 3166-1 code.
        cities: cities that stand bare, with their ISO 3166-2 codes.
        regions: regions, named with a region word, with their codes.
        region_words: stems of the words for a region.
        city_words: stems of the words for a city.
        other_words: stems of the words for other places.
    """

    country: tuple[str, ...]
    country_code: str
    cities: Mapping[str, str]
    regions: Mapping[str, str]
    region_words: tuple[str, ...]
    city_words: tuple[str, ...]
    other_words: tuple[str, ...]


@cache
def place_names() -> PlaceNames:
    """The names of `registry/places.yml`."""
    data = read_yaml("places.yml")
    return PlaceNames(
        country=tuple(data["country"]["names"]),
        country_code=data["country"]["code"],
        cities={name: code for code, names in data["cities"].items() for name in names},
        regions={name: code for code, names in data["regions"].items() for name in names},
        region_words=tuple(data["region_words"]),
        city_words=tuple(data["city_words"]),
        other_words=tuple(data["other_words"]),
    )
