"""The act itself: the edition, its numbered paragraphs, what changed it, what duties it lays down."""

from __future__ import annotations

import datetime

from pipeline.records import codes as lists
from pipeline.records.declaration import declared, record

EDITION_ID_PATTERN = r"^[a-z]{2}-[^@/\\\s]+@[0-9]{4}-[0-9]{2}-[0-9]{2}(\.[a-z]{2})?$"
SHA256_PATTERN = r"^[0-9a-f]{64}$"


@record
class FurnitureRecord:
    """How much of one kind of furniture a file has."""

    kind: str = declared("The rule that it was told by", codes=lists.FURNITURE_KIND)
    n_glyphs: int = declared("Its visible non-space characters", unit="characters")


@record
class DocumentRecord:
    """One edition of an act: the act as amended up to a day."""

    edition_id: str = declared(
        "The edition: the work's id, @, and the edition's date; in another language than Kazakh .ru behind",
        pattern=EDITION_ID_PATTERN,
        example="kz-government-2013-78@2014-12-30",
    )
    document_id: str = declared("The work: the act in any of its editions", example="kz-government-2013-78")
    work_uri: str = declared("The work's FRBR URI by the Akoma Ntoso naming convention")
    expression_uri: str = declared("The edition's FRBR URI by the Akoma Ntoso naming convention")
    title_text: str = declared("The act's title as printed")
    act_type: str = declared("The kind of act", codes=lists.ACT_TYPE)
    issuing_body_text: str = declared("The body that issued the act, as printed")
    number: str = declared("The act's number; numbers can hold letters", example="78")
    date: datetime.date = declared("The day on which the act was issued")
    edition_date: datetime.date = declared("The date of the latest amending act named in it, else of the act")
    language: str = declared("The language of the text, ISO 639-1", codes=lists.LANGUAGE)
    basis_text: str | None = declared("The words that say on what ground the act was issued")
    signatory_name: str | None = declared("Who signed the act")
    signatory_position: str | None = declared("The office of the one who signed")
    plan_title_text: str | None = declared("The title of the plan of measures")
    page_count: int = declared("Pages of the source file")
    glyphs_total: int = declared("Every visible non-space character of the file", unit="characters")
    glyphs_placed: int = declared("Characters that stand in a published column", unit="characters")
    glyphs_furniture: int = declared(
        "Characters that are page numbers, running heads and the like", unit="characters"
    )
    source_file: str = declared("The name of the file that was read, without its folder")
    source_sha256: str = declared("SHA-256 of the file that was read", pattern=SHA256_PATTERN)
    pipeline_version: str = declared("The version of the pipeline that read it")
    act_line_text: str | None = declared(
        "The line that names the act, its registration and its repeal, as printed", default=None
    )
    status: str = declared(
        "What the edition says of the act's force", codes=lists.ACT_STATUS, default="in_force"
    )
    repealing_act_text: str | None = declared(
        "The words that say by which act it was repealed, as printed", default=None
    )
    repealing_date: datetime.date | None = declared("The day of the act that repealed it", default=None)
    repealing_number: str | None = declared("The number of the act that repealed it", default=None)
    registration_body_text: str | None = declared(
        "The justice body that registered the act, as printed", default=None
    )
    registration_date: datetime.date | None = declared(
        "The day on which a justice body registered the act", default=None
    )
    registration_number: str | None = declared(
        "The number under which a justice body registered the act", example="13420", default=None
    )
    preamble_text: str | None = declared("The act's preamble, up to the words that enact it", default=None)
    approval_text: str | None = declared(
        "The stamp over the plan: by which act it is approved, or whose annex it is", default=None
    )
    plan_heads: tuple[str, ...] = declared(
        "The words of the heads over the plan's columns, and the numbers under them, each once", default=()
    )
    plan_headings: tuple[str, ...] = declared(
        "The headings of the plan's stages and sections as printed, also of those without measures",
        default=(),
    )
    furniture_kinds: tuple[FurnitureRecord, ...] = declared(
        "The characters in glyphs_furniture by the rule that they were told by", default=()
    )
    corrections_sha256: str | None = declared(
        "SHA-256 of the corrections that it was read with; null without any",
        pattern=SHA256_PATTERN,
        default=None,
    )
    source_title: str | None = declared(
        "The title under which the file was published, from its sidecar", default=None
    )
    source_url: str | None = declared(
        "Where the file was taken from, from its sidecar", pattern=r"^https?://\S+$", default=None
    )
    publisher: str | None = declared("Who published the file, from its sidecar", default=None)
    retrieved_on: datetime.date | None = declared(
        "The day on which the file was taken from there, from its sidecar", default=None
    )
    rights: str | None = declared("What may be done with the file, from its sidecar", default=None)
    note: str | None = declared("What else is to be known about the file, from its sidecar", default=None)


@record
class ParagraphRecord:
    """One numbered paragraph of the act itself, or a text outside its plan: a paragraph, a row of a table."""

    edition_id: str = declared("The edition")
    paragraph_number: str | None = declared(
        "The number of a paragraph of the act as printed, without its full stop; else null"
    )
    text: str = declared("Its text without its number and without the notes of amendment that follow it")
    lines: tuple[str, ...] = declared("The printed lines, as read")
    pages: tuple[int, ...] = declared("The pages it stands on, from 1")
    paragraph_key: str = declared(
        "The number of a paragraph of the act; else its part and its order there", example="annex-3"
    )
    position: int = declared("Order in the edition: the act, then all else as printed, from 1")
    part: str = declared(
        "Where it stands: in the act; above the plan's last row; below it; in another table or annex",
        codes=lists.PARAGRAPH_PART,
        default="act",
    )
    cells: tuple[str, ...] = declared(
        "Of a row of another table than the plan: the text of each of its cells", default=()
    )


@record
class FootnoteRecord:
    """One footnote."""

    edition_id: str = declared("The edition")
    position: int = declared("Order in the edition, from 1")
    mark: str = declared("The mark that it opens with, in plain digits", example="1)")
    text: str = declared("Its text without the mark")
    lines: tuple[str, ...] = declared("The printed lines, as read")
    page: int = declared("The page where it begins, from 1")
    measure_keys: tuple[str, ...] = declared("The measures whose cells bear its mark")


@record
class AmendmentRecord:
    """One amending act and one target of it, from a note of amendment."""

    edition_id: str = declared("The edition")
    position: int = declared("Order in the edition, from 1")
    target_type: str = declared("The kind of thing that was amended", codes=lists.TARGET_TYPE)
    target_key: str | None = declared("Which one: a paragraph's number, a section's, a measure's key")
    action: str = declared("What was done to it", codes=lists.ACTION)
    akn_type: str | None = declared(
        "Akoma Ntoso textual modification; null where the note says only that something changed",
        codes=lists.AKN_TYPE,
    )
    amending_body_text: str = declared("The body that issued the amending act, as printed")
    amending_act_type: str = declared("The kind of the amending act", codes=lists.ACT_TYPE)
    amending_date: datetime.date = declared("The day of the amending act")
    amending_number: str = declared("The number of the amending act")
    effective_text: str | None = declared("The printed words that say when it takes effect")
    effective_rule: str | None = declared("The rule by which it takes effect", codes=lists.EFFECTIVE_RULE)
    effective_date: datetime.date | None = declared("The day it takes effect, where the text gives it")
    note_text: str = declared("The whole note as printed")
    page: int = declared("The page where the note begins, from 1")
    amended_measures: tuple[str, ...] = declared(
        "Keys of the measures that the amendment is known to have touched", default=()
    )


@record
class ReportingDutyRecord:
    """One duty to report that the act's own paragraphs lay down."""

    edition_id: str = declared("The edition")
    paragraph_number: str = declared("The paragraph that lays down the duty")
    position: int = declared("Order in the paragraph, from 1")
    duty_bearer_text: str = declared("Who has to report, as printed")
    recipient_text: str = declared("To whom, as printed")
    rrule: str = declared("When, as an RFC 5545 rule", example="FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=15")
    text: str = declared("The words that lay down the duty")
