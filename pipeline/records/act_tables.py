"""The act itself: the edition, its numbered paragraphs, what changed it, what duties it lays down."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from pipeline.records.codes import (
    ACT_STATUS,
    ACT_TYPE,
    ACTION,
    AKN_TYPE,
    EFFECTIVE_RULE,
    FURNITURE_KIND,
    LANGUAGE,
    PARAGRAPH_PART,
    TARGET_TYPE,
)
from pipeline.records.declaration import about

EDITION_ID_PATTERN = r"^[a-z]{2}-[^@/\\\s]+@[0-9]{4}-[0-9]{2}-[0-9]{2}$"
SHA256_PATTERN = r"^[0-9a-f]{64}$"


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureRecord:
    """How much of one kind of furniture a file has."""

    kind: str = field(metadata=about("The rule that it was told by", codes=FURNITURE_KIND))
    n_glyphs: int = field(metadata=about("Its visible non-space characters", unit="characters"))


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
        metadata=about("Characters that stand in a published column", unit="characters")
    )
    glyphs_furniture: int = field(
        metadata=about("Characters that are page numbers, running heads and the like", unit="characters")
    )
    source_file: str = field(metadata=about("The name of the file that was read, without its folder"))
    source_sha256: str = field(metadata=about("SHA-256 of the file that was read", pattern=SHA256_PATTERN))
    pipeline_version: str = field(metadata=about("The version of the pipeline that read it"))
    act_line_text: str | None = field(
        default=None,
        metadata=about("The line that names the act, its registration and its repeal, as printed"),
    )
    status: str = field(
        default="in_force", metadata=about("What the edition says of the act's force", codes=ACT_STATUS)
    )
    repealing_act_text: str | None = field(
        default=None, metadata=about("The words that say by which act it was repealed, as printed")
    )
    repealing_date: datetime.date | None = field(
        default=None, metadata=about("The day of the act that repealed it")
    )
    repealing_number: str | None = field(
        default=None, metadata=about("The number of the act that repealed it")
    )
    registration_body_text: str | None = field(
        default=None, metadata=about("The justice body that registered the act, as printed")
    )
    registration_date: datetime.date | None = field(
        default=None, metadata=about("The day on which a justice body registered the act")
    )
    registration_number: str | None = field(
        default=None,
        metadata=about("The number under which a justice body registered the act", example="13420"),
    )
    preamble_text: str | None = field(
        default=None, metadata=about("The act's preamble, up to the words that enact it")
    )
    approval_text: str | None = field(
        default=None,
        metadata=about("The stamp over the plan: by which act it is approved, or whose annex it is"),
    )
    plan_heads: tuple[str, ...] = field(
        default=(),
        metadata=about(
            "The words of the heads over the plan's columns, and the numbers under them, each once"
        ),
    )
    plan_headings: tuple[str, ...] = field(
        default=(),
        metadata=about(
            "The headings of the plan's stages and sections as printed, also of those without measures"
        ),
    )
    furniture_kinds: tuple[FurnitureRecord, ...] = field(
        default=(), metadata=about("The characters in glyphs_furniture by the rule that they were told by")
    )
    corrections_sha256: str | None = field(
        default=None,
        metadata=about(
            "SHA-256 of the corrections that it was read with; null without any", pattern=SHA256_PATTERN
        ),
    )
    source_title: str | None = field(
        default=None, metadata=about("The title under which the file was published, from its sidecar")
    )
    source_url: str | None = field(
        default=None,
        metadata=about("Where the file was taken from, from its sidecar", pattern=r"^https?://\S+$"),
    )
    publisher: str | None = field(default=None, metadata=about("Who published the file, from its sidecar"))
    retrieved_on: datetime.date | None = field(
        default=None, metadata=about("The day on which the file was taken from there, from its sidecar")
    )
    rights: str | None = field(
        default=None, metadata=about("What may be done with the file, from its sidecar")
    )
    note: str | None = field(
        default=None, metadata=about("What else is to be known about the file, from its sidecar")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphRecord:
    """One numbered paragraph of the act itself, or a text beside its plan: a paragraph, a row of a table."""

    edition_id: str = field(metadata=about("The edition"))
    paragraph_number: str | None = field(
        metadata=about("The number of a paragraph of the act as printed, without its full stop; else null")
    )
    text: str = field(
        metadata=about("Its text without its number and without the notes of amendment that follow it")
    )
    lines: tuple[str, ...] = field(metadata=about("The printed lines, as read"))
    pages: tuple[int, ...] = field(metadata=about("The pages it stands on, from 1"))
    paragraph_key: str = field(
        metadata=about(
            "The number of a paragraph of the act; else its part and its order there", example="annex-3"
        )
    )
    position: int = field(metadata=about("Order in the edition: the act, then all else as printed, from 1"))
    part: str = field(
        default="act",
        metadata=about(
            "Where it stands: in the act; above the plan's last row; below it; in another table or annex",
            codes=PARAGRAPH_PART,
        ),
    )
    cells: tuple[str, ...] = field(
        default=(), metadata=about("Of a row of another table than the plan: the text of each of its cells")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FootnoteRecord:
    """One footnote."""

    edition_id: str = field(metadata=about("The edition"))
    position: int = field(metadata=about("Order in the edition, from 1"))
    mark: str = field(metadata=about("The mark that it opens with, in plain digits", example="1)"))
    text: str = field(metadata=about("Its text without the mark"))
    lines: tuple[str, ...] = field(metadata=about("The printed lines, as read"))
    page: int = field(metadata=about("The page where it begins, from 1"))
    measure_keys: tuple[str, ...] = field(metadata=about("The measures whose cells bear its mark"))


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
