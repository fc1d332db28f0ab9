"""The words of a plan's cells: bodies, costs and forms of completion, and the names of places.

What each list means is said by the comments of its file; here each list has its type. Endings, stems and
phrases are in lower case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.registry.language_words import stem
from pipeline.registry.loading import by_language, read_words, read_yaml, typed

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
    cases: Mapping[str, str]
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
    raw = read_words("agency_grammar.yml")
    own = {**read_yaml("local_bodies.yml"), "cases": _by_word(raw["cases"])}
    grammar: AgencyGrammar = typed(AgencyGrammar, raw | own)
    return grammar


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonWords:
    """Endings of patronymics, and the words between a person's name and what is named after the person."""

    patronymics: Words
    named_after: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyWords:
    """What the words of a body say of it: all of `registry/bodies.yml`.

    Nouns and legal forms are by their stem or letters, with the kind or level that they say; a noun of a
    language that compares words by their stems is also there as its file has it, in the nominative singular.
    """

    nouns: Mapping[str, str]
    legal_forms: Mapping[str, str]
    letters: Mapping[str, str]
    need_subject: frozenset[str]
    contractions: Mapping[str, str]
    weak_nouns: frozenset[str]
    person: PersonWords
    levels: Mapping[str, str]
    level_adjectives: Mapping[str, str]
    attributives: Words
    of_significance: frozenset[str]
    place_postpositions: frozenset[str]
    before_names: frozenset[str]
    joint_subjects: tuple[str, ...]
    akimat_subjects: Words


@by_language()
def body_words() -> BodyWords:
    """The words of `registry/bodies.yml`."""
    raw = read_words("bodies.yml")
    letters = {name: _by_word(raw[name]) for name in ("legal_forms", "letters")}
    nouns = {name: _by_word(raw[name]) for name in ("nouns", "levels", "level_adjectives")}
    stems = {name: {stem(word): key for word, key in table.items()} | table for name, table in nouns.items()}
    words: BodyWords = typed(BodyWords, raw | letters | stems)
    return words


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


@by_language()
def cost_words() -> CostWords:
    """The vocabulary of costs."""
    words: CostWords = typed(CostWords, read_words("costs.yml"))
    return words


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


@by_language()
def form_words() -> FormWords:
    """The words of the forms of completion."""
    words: FormWords = typed(FormWords, read_words("forms.yml"))
    return words


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNames:
    """Places by their names: codes of ISO 3166 for the country, its cities and its regions.

    Cities stand bare, regions with a region word; the rest are stems of words for places.
    """

    country: Words
    country_code: str
    cities: Mapping[str, str]
    regions: Mapping[str, str]
    region_words: Words
    city_words: Words
    other_words: Words
    abroad: Words = ()
    abroad_in_full: Words = ()


@by_language()
def place_names() -> PlaceNames:
    """The names of `registry/places.yml`."""
    raw = read_words("places.yml")
    own = {"country": raw["country"]["names"], "country_code": raw["country"]["code"]}
    tables = {name: _by_word(raw[name]) for name in ("cities", "regions")}
    names: PlaceNames = typed(PlaceNames, {**raw, **own, **tables})
    return names


@by_language()
def reviewed_wordings() -> Mapping[str, frozenset[str]]:
    """By what is read (`costs`), the kinds of words in a row that reviewed texts have (`wordings.yml`)."""
    return {column: frozenset(rows) for column, rows in read_words("wordings.yml").items()}


def _by_word(lists: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: key for key, words in lists.items() for word in words}
