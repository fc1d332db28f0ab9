"""The words of a plan's cells: bodies, costs and forms of completion, and the names of places.

What each list means is said by the comments of its file; here each list has its type. Endings, stems and
phrases are in lower case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.registry.language_words import stem
from pipeline.registry.loading import ByWord, by_language, read_words, read_yaml, typed, words_of

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """The country as it stands before the names of its bodies: in letters, and in all forms."""

    short: str
    forms: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLevel:
    """A level of places whose members are known by name, such as the cities of republican significance."""

    forms: Words
    places: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyGrammar:
    """The words around bodies: all of `agency_grammar.yml` and `local_bodies.yml`.

    The `cases` are by their endings. `is_head_first` says that a name begins with the noun that says what the
    body is (`Министерство финансов`) and is compared by the stems of its words; else that noun closes it.
    """

    is_head_first: bool
    conjunctions: frozenset[str]
    country: Country
    cases: ByWord[str]
    plurals: Words
    possessives: Words
    synonyms: Mapping[str, str]
    offices: Mapping[str, Words]
    compounds: Mapping[str, Words]
    shared_heads: Mapping[str, Words]
    heads: Words
    consent: Words
    coordinator: Words
    fillers: Words
    of_all: frozenset[str]
    levels: Mapping[str, Words]
    named_levels: Mapping[str, NamedLevel]
    cities: Mapping[str, Words]
    regions: Mapping[str, Words]
    city_words: frozenset[str]
    region_words: frozenset[str]
    quantifiers: frozenset[str]
    head_fillers: frozenset[str]
    akim_words: Words
    maslikhat_words: Words
    akims: Mapping[str, str]
    maslikhats: Mapping[str, str]
    body_nouns: Words


@by_language()
def agency_grammar() -> AgencyGrammar:
    """The words around bodies."""
    return typed(AgencyGrammar, read_words("agency_grammar.yml") | read_yaml("local_bodies.yml"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonWords:
    """Endings of patronymics, and the words between a person's name and what is named after the person."""

    patronymics: Words
    named_after: frozenset[str]


class ByStem(ByWord[str]):
    """Words with what each means, by their stems and as the file has them: in the nominative singular."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        super().__init__(lists)
        printed = dict(self)
        self.clear()
        self.update({stem(word): meaning for word, meaning in printed.items()} | printed)


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyWords:
    """What the words of a body say of it, the kind or level that they say: all of `registry/bodies.yml`."""

    nouns: ByStem
    legal_forms: ByWord[str]
    letters: ByWord[str]
    need_subject: frozenset[str]
    contractions: Mapping[str, str]
    weak_nouns: frozenset[str]
    person: PersonWords
    levels: ByStem
    level_adjectives: ByStem
    attributives: Words
    of_significance: frozenset[str]
    place_postpositions: frozenset[str]
    before_names: frozenset[str]
    joint_subjects: Words
    akimat_subjects: Words


body_words = words_of(BodyWords, "bodies.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class CostWords:
    """The vocabulary of costs: all of `registry/costs.yml`; `units` in thousands of tenge."""

    units: Mapping[str, Decimal]
    multipliers: Mapping[str, Words]
    shortened: Words
    currencies: Mapping[str, Words]
    sources: Mapping[str, Words]
    adjectives: Mapping[str, Words]
    types: Mapping[str, Words]
    budget: Words
    denials: Words
    denying_words: Words
    denying_endings: Words
    privative_endings: Words
    exclusions: Words
    nothing: Words
    totals: Words
    recurring: Mapping[str, Words]
    fillers: Words
    fillers_of_words: Words
    joints: Words
    included: Words
    year: Words
    item: Words
    items_follow: bool
    programme: Words


cost_words = words_of(CostWords, "costs.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormWords:
    """The words of the forms of completion: all of `registry/forms.yml`."""

    results: Mapping[str, Words]
    actions: Words
    postpositions: Words
    destinations: Words
    receivers: frozenset[str]
    signing: Words
    channels: frozenset[str]
    verbal_ending: str
    describing_endings: Words
    receiver_prepositions: Words = ()
    accusatives: Mapping[str, str] = field(default_factory=dict)
    owner_endings: Words = ()
    going_on: Words = ()


form_words = words_of(FormWords, "forms.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCountry:
    """The country that the acts are of: its code of ISO 3166, and its names."""

    code: str
    names: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNames:
    """Places by their names: all of `places.yml`, the cities and regions with their codes of ISO 3166.

    Cities stand bare, regions with a region word; the rest are stems of words for places.
    """

    country: OwnCountry
    cities: ByWord[str]
    regions: ByWord[str]
    region_words: Words
    city_words: Words
    other_words: Words
    abroad: Words = ()
    abroad_in_full: Words = ()


place_names = words_of(PlaceNames, "places.yml")


@by_language()
def reviewed_wordings() -> Mapping[str, frozenset[str]]:
    """By what is read (`costs`), the kinds of words in a row that reviewed texts have (`wordings.yml`)."""
    return {column: frozenset(rows) for column, rows in read_words("wordings.yml").items()}
