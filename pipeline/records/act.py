"""The act itself: the edition, its numbered paragraphs, what changed it, what duties it lays down."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from pipeline.records.codes import ACT_TYPE, ACTION, AKN_TYPE, EFFECTIVE_RULE, LANGUAGE, TARGET_TYPE
from pipeline.records.columns import about

EDITION_ID_PATTERN = r"^[a-z]{2}-[^@/\\\s]+@[0-9]{4}-[0-9]{2}-[0-9]{2}$"
SHA256_PATTERN = r"^[0-9a-f]{64}$"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """One edition of an act: the act as amended up to a day."""

    edition_id: str = field(
        metadata=about(
            "The edition: the work's id, @, and the edition's date",
            pattern=EDITION_ID_PATTERN,
            example="kz-government-2013-78@2014-12-30",
        )
    )
    document_id: str = field(
        metadata=about("The work: the act in any of its editions", example="kz-government-2013-78")
    )
    work_uri: str = field(metadata=about("The work's FRBR URI by the Akoma Ntoso naming convention"))
    expression_uri: str = field(metadata=about("The edition's FRBR URI by the Akoma Ntoso naming convention"))
    title_text: str = field(metadata=about("The act's title as printed"))
    act_type: str = field(metadata=about("The kind of act", codes=ACT_TYPE))
    issuing_body_text: str = field(metadata=about("The body that issued the act, as printed"))
    number: str = field(metadata=about("The act's number; numbers can hold letters", example="78"))
    date: datetime.date = field(metadata=about("The day on which the act was issued"))
    edition_date: datetime.date = field(
        metadata=about("The date of the latest amending act named in it, else of the act")
    )
    language: str = field(metadata=about("The language of the text, ISO 639-1", codes=LANGUAGE))
    basis_text: str | None = field(metadata=about("The words that say on what ground the act was issued"))
    signatory_name: str | None = field(metadata=about("Who signed the act"))
    signatory_position: str | None = field(metadata=about("The office of the one who signed"))
    plan_title_text: str | None = field(metadata=about("The title of the plan of measures"))
    page_count: int = field(metadata=about("Pages of the source file"))
    glyphs_total: int = field(
        metadata=about("Every visible non-space character of the file", unit="characters")
    )
    glyphs_placed: int = field(
        metadata=about("Characters that ended in a cell, a heading, a paragraph or a note", unit="characters")
    )
    glyphs_furniture: int = field(
        metadata=about("Characters that are page numbers, running heads and the like", unit="characters")
    )
    source_file: str = field(metadata=about("The name of the file that was read, without its folder"))
    source_sha256: str = field(metadata=about("SHA-256 of the file that was read", pattern=SHA256_PATTERN))
    pipeline_version: str = field(metadata=about("The version of the pipeline that read it"))
    corrections_sha256: str | None = field(
        default=None,
        metadata=about(
            "SHA-256 of the corrections that it was read with; null without any", pattern=SHA256_PATTERN
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphRecord:
    """One numbered paragraph of the act itself."""

    edition_id: str = field(metadata=about("The edition"))
    paragraph_number: str = field(metadata=about("The paragraph's number as printed, without its full stop"))
    text: str = field(
        metadata=about("Its text without its number and without the notes of amendment that follow it")
    )
    lines: tuple[str, ...] = field(metadata=about("The printed lines, as read"))
    pages: tuple[int, ...] = field(metadata=about("The pages it stands on, from 1"))


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentRecord:
    """One amending act and one target of it, from a note of amendment."""

    edition_id: str = field(metadata=about("The edition"))
    position: int = field(metadata=about("Order in the edition, from 1"))
    target_type: str = field(metadata=about("The kind of thing that was amended", codes=TARGET_TYPE))
    target_key: str | None = field(
        metadata=about("Which one: a paragraph's number, a section's, a measure's key")
    )
    action: str = field(metadata=about("What was done to it", codes=ACTION))
    akn_type: str | None = field(
        metadata=about(
            "Akoma Ntoso textual modification; null where the note says only that something changed",
            codes=AKN_TYPE,
        )
    )
    amending_body_text: str = field(metadata=about("The body that issued the amending act, as printed"))
    amending_act_type: str = field(metadata=about("The kind of the amending act", codes=ACT_TYPE))
    amending_date: datetime.date = field(metadata=about("The day of the amending act"))
    amending_number: str = field(metadata=about("The number of the amending act"))
    effective_text: str | None = field(metadata=about("The printed words that say when it takes effect"))
    effective_rule: str | None = field(
        metadata=about("The rule by which it takes effect", codes=EFFECTIVE_RULE)
    )
    effective_date: datetime.date | None = field(
        metadata=about("The day it takes effect, where the text gives it")
    )
    note_text: str = field(metadata=about("The whole note as printed"))
    page: int = field(metadata=about("The page where the note begins, from 1"))
    amended_measures: tuple[str, ...] = field(
        default=(), metadata=about("Keys of the measures that the amendment is known to have touched")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingDutyRecord:
    """One duty to report that the act's own paragraphs lay down."""

    edition_id: str = field(metadata=about("The edition"))
    paragraph_number: str = field(metadata=about("The paragraph that lays down the duty"))
    position: int = field(metadata=about("Order in the paragraph, from 1"))
    duty_bearer_text: str = field(metadata=about("Who has to report, as printed"))
    recipient_text: str = field(metadata=about("To whom, as printed"))
    rrule: str = field(
        metadata=about("When, as an RFC 5545 rule", example="FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=15")
    )
    text: str = field(metadata=about("The words that lay down the duty"))
