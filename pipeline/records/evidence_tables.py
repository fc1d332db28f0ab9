"""What the words name, what was repaired, what a person should look at; and the registry of bodies."""

from __future__ import annotations

from pipeline.records import codes as lists
from pipeline.records.declaration import declared, record


@record
class AgencyRecord:
    """One body of the registry that the ids come from."""

    agency_id: str = declared("The body's id", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name_kk: str = declared("Full name in Kazakh")
    name_ru: str | None = declared("Full name in Russian")
    name_en: str | None = declared("Full name in English")
    abbreviations: tuple[str, ...] = declared("Kazakh abbreviations and short names")
    agency_type: str = declared("The kind of body", codes=lists.AGENCY_TYPE)
    valid_from: str | None = declared("When it came to be, as exactly as known (EDTF)", example="2014-08-06")
    valid_to: str | None = declared("When it ceased to be, as exactly as known (EDTF)")
    successor_ids: tuple[str, ...] = declared("The bodies that took over its tasks")
    name_certainty: str = declared("How sure the expansion of the name is", codes=lists.NAME_CERTAINTY)


@record
class AbbreviationRecord:
    """One abbreviation that the edition itself explains, in a legend next to its plan."""

    edition_id: str = declared("The edition")
    position: int = declared("Order in the legend, from 1")
    label: str = declared("The abbreviation as printed", example="ИДМ")
    expansion_text: str = declared("What the edition says that it means, as printed")
    agency_id: str | None = declared(
        "The body of the registry that the expansion names; null where it names none"
    )
    page: int | None = declared("The page, from 1", default=None)
    x0: float | None = declared("Left edge, from the page's left", unit="pt", default=None)
    top: float | None = declared("Upper edge, from the page's top", unit="pt", default=None)
    x1: float | None = declared("Right edge, from the page's left", unit="pt", default=None)
    bottom: float | None = declared("Lower edge, from the page's top", unit="pt", default=None)


@record
class MentionRecord:
    """One named thing found inside a text."""

    edition_id: str = declared("The edition")
    table: str = declared("The table that the text stands in")
    key: str = declared("The row: its key after the edition, parts joined by a space; of documents the id")
    column: str = declared("The text's column")
    start: int = declared("First code point of it in the text, from 0", unit="code points")
    end: int = declared("The code point after its last", unit="code points")
    label: str = declared("The kind of thing", codes=lists.MENTION_LABEL)
    text: str = declared("The words themselves")
    value: str | None = declared("The body's id, the date as EDTF, or the act's number and date")


@record
class RepairRecord:
    """One change that the pipeline made to the printed characters."""

    edition_id: str = declared("The edition")
    table: str = declared("The table that the text stands in")
    key: str = declared("The row: its key after the edition, parts joined by a space; of documents the id")
    column: str = declared("The text's column")
    rule: str = declared("The rule that made the change")
    before: str = declared("The characters as printed")
    after: str = declared("The characters as published")


@record
class FindingRecord:
    """One thing that a person should look at."""

    source_file: str = declared("The name of the file that was read, without its folder")
    edition_id: str | None = declared("The edition, where the file gave one")
    severity: str = declared("How grave it is", codes=lists.SEVERITY)
    code: str = declared("The kind of finding", pattern=r"^[a-z][a-z0-9_]*$")
    message: str = declared("What was found and what was expected")
    page: int | None = declared("The page, from 1", default=None)
    x0: float | None = declared("Left edge, from the page's left", unit="pt", default=None)
    top: float | None = declared("Upper edge, from the page's top", unit="pt", default=None)
    x1: float | None = declared("Right edge, from the page's left", unit="pt", default=None)
    bottom: float | None = declared("Lower edge, from the page's top", unit="pt", default=None)
    measure_key: str | None = declared("The measure it concerns", default=None)
    column: str | None = declared("The column it concerns", default=None)
    printed_text: str | None = declared(
        "The printed words it concerns; null where there are none", default=None
    )
    status: str = declared("Whether a person still has to look", codes=lists.FINDING_STATUS, default="open")


@record
class AlignmentRecord:
    """One measure in two editions of one day in different languages, and what the two do not share.

    Without either key: the act around the plan.
    """

    edition_id: str = declared("The edition in the language that stands first in the list of languages")
    other_edition_id: str = declared("The edition of the same act and day in the other language")
    position: int = declared("Order in the pair of editions, from 1")
    measure_key: str | None = declared("The measure; null where only the other edition has it")
    other_measure_key: str | None = declared(
        "The measure in the other edition; null where that has none such"
    )
    joined_by: str = declared("What shows that both are the same measure", codes=lists.JOINED_BY)
    differs: tuple[str, ...] = declared(
        "Columns of which the two do not share the values, those of other tables than measures with their "
        "table",
        example="responsibilities.agency_id",
    )
    not_compared: tuple[str, ...] = declared(
        "Columns of which nothing can be said, since an edition withheld values and has a finding"
    )
