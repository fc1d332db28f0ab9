"""What the words name, what was mended, what a person should look at; and the registry of bodies."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.records.codes import AGENCY_TYPE, FINDING_STATUS, MENTION_LABEL, NAME_CERTAINTY, SEVERITY
from pipeline.records.declaration import about


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRecord:
    """One body of the registry that the ids come from."""

    agency_id: str = field(metadata=about("The body's id", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"))
    name_kk: str = field(metadata=about("Full name in Kazakh"))
    name_ru: str | None = field(metadata=about("Full name in Russian"))
    name_en: str | None = field(metadata=about("Full name in English"))
    abbreviations: tuple[str, ...] = field(metadata=about("Kazakh abbreviations and short names"))
    agency_type: str = field(metadata=about("The kind of body", codes=AGENCY_TYPE))
    valid_from: str | None = field(
        metadata=about("When it came to be, as exactly as known (EDTF)", example="2014-08-06")
    )
    valid_to: str | None = field(metadata=about("When it ceased to be, as exactly as known (EDTF)"))
    successor_ids: tuple[str, ...] = field(metadata=about("The bodies that took over its tasks"))
    name_certainty: str = field(metadata=about("How sure the expansion of the name is", codes=NAME_CERTAINTY))


@dataclass(frozen=True, slots=True, kw_only=True)
class AbbreviationRecord:
    """One abbreviation that the edition itself explains, in a legend beside its plan."""

    edition_id: str = field(metadata=about("The edition"))
    position: int = field(metadata=about("Order in the legend, from 1"))
    label: str = field(metadata=about("The abbreviation as printed", example="ИДМ"))
    expansion_text: str = field(metadata=about("What the edition says that it means, as printed"))
    agency_id: str | None = field(
        metadata=about("The body of the registry that the expansion names; null where it names none")
    )
    page: int | None = field(default=None, metadata=about("The page, from 1"))
    x0: float | None = field(default=None, metadata=about("Left edge, from the page's left", unit="pt"))
    top: float | None = field(default=None, metadata=about("Upper edge, from the page's top", unit="pt"))
    x1: float | None = field(default=None, metadata=about("Right edge, from the page's left", unit="pt"))
    bottom: float | None = field(default=None, metadata=about("Lower edge, from the page's top", unit="pt"))


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRecord:
    """One named thing found inside a text."""

    edition_id: str = field(metadata=about("The edition"))
    table: str = field(metadata=about("The table that the text stands in"))
    key: str = field(
        metadata=about("The row: its key after the edition, parts joined by a space; of documents the id")
    )
    column: str = field(metadata=about("The text's column"))
    start: int = field(metadata=about("First code point of it in the text, from 0", unit="code points"))
    end: int = field(metadata=about("The code point after its last", unit="code points"))
    label: str = field(metadata=about("The kind of thing", codes=MENTION_LABEL))
    text: str = field(metadata=about("The words themselves"))
    value: str | None = field(metadata=about("The body's id, the date as EDTF, or the act's number and date"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairRecord:
    """One change that the pipeline made to the printed characters."""

    edition_id: str = field(metadata=about("The edition"))
    table: str = field(metadata=about("The table that the text stands in"))
    key: str = field(
        metadata=about("The row: its key after the edition, parts joined by a space; of documents the id")
    )
    column: str = field(metadata=about("The text's column"))
    rule: str = field(metadata=about("The rule that made the change"))
    before: str = field(metadata=about("The characters as printed"))
    after: str = field(metadata=about("The characters as published"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRecord:
    """One thing that a person should look at."""

    source_file: str = field(metadata=about("The name of the file that was read, without its folder"))
    edition_id: str | None = field(metadata=about("The edition, where the file gave one"))
    severity: str = field(metadata=about("How grave it is", codes=SEVERITY))
    code: str = field(metadata=about("The kind of finding", pattern=r"^[a-z][a-z0-9_]*$"))
    message: str = field(metadata=about("What was found and what was expected"))
    page: int | None = field(default=None, metadata=about("The page, from 1"))
    x0: float | None = field(default=None, metadata=about("Left edge, from the page's left", unit="pt"))
    top: float | None = field(default=None, metadata=about("Upper edge, from the page's top", unit="pt"))
    x1: float | None = field(default=None, metadata=about("Right edge, from the page's left", unit="pt"))
    bottom: float | None = field(default=None, metadata=about("Lower edge, from the page's top", unit="pt"))
    measure_key: str | None = field(default=None, metadata=about("The measure it concerns"))
    column: str | None = field(default=None, metadata=about("The column it concerns"))
    printed_text: str | None = field(
        default=None, metadata=about("The printed words it concerns; null where there are none")
    )
    status: str = field(
        default="open", metadata=about("Whether a person still has to look", codes=FINDING_STATUS)
    )
