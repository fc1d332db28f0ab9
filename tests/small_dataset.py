"""A small hand-made dataset of any number of editions, for tests that need no PDF."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal

from pipeline.records import (
    AgencyRecord,
    AmendmentRecord,
    CellRecord,
    CostAmountRecord,
    Dataset,
    DocumentRecord,
    FindingRecord,
    MeasureRecord,
    MentionRecord,
    OtherColumnRecord,
    ParagraphRecord,
    RepairRecord,
    ReportingDutyRecord,
    ResponsibilityRecord,
)
from pipeline.version import VERSION

EDITION = "kz-government-2013-78@2014-12-30"


def document(**changes) -> DocumentRecord:
    return replace(
        DocumentRecord(
            edition_id=EDITION,
            document_id="kz-government-2013-78",
            work_uri="/akn/kz/act/resolution/government/2013-01-31/78",
            expression_uri="/akn/kz/act/resolution/government/2013-01-31/78/kaz@2014-12-30",
            title_text="Жоспарды бекіту туралы",
            act_type="resolution",
            issuing_body_text="Қазақстан Республикасының Үкіметі",
            number="78",
            date=datetime.date(2013, 1, 31),
            edition_date=datetime.date(2014, 12, 30),
            language="kk",
            basis_text=None,
            signatory_name="С. Ахметов",
            signatory_position="Премьер-Министр",
            plan_title_text="Іс-шаралар жоспары",
            page_count=3,
            glyphs_total=100,
            glyphs_placed=98,
            glyphs_furniture=2,
            source_file="a.pdf",
            source_sha256="0" * 64,
            pipeline_version=VERSION,
        ),
        **changes,
    )


def measure(**changes) -> MeasureRecord:
    return replace(
        MeasureRecord(
            edition_id=EDITION,
            measure_key="1.1",
            parent_key=None,
            position=1,
            stage_number=1,
            stage_title_text="бірінші кезең",
            stage_start=datetime.date(2013, 1, 1),
            stage_end=datetime.date(2014, 12, 31),
            section_number="1",
            section_title_text="Бөлім",
            item_number="1",
            subitem_number=None,
            status="in_force",
            measure_text="ҰЭМ 2015 жылғы есепті дайындасын",
            completion_form_text="ҰЭМ-ге есеп",
            completion_form_types=("report",),
            recipient_agency_ids=("ministry-of-economy",),
            executors_text="ҰЭМ, Қаржымині",
            deadline_text="2015 жылғы қыркүйек",
            deadline_edtf="2015-09",
            deadline_start=datetime.date(2015, 9, 1),
            deadline_end=datetime.date(2015, 9, 30),
            deadline_precision="month",
            deadline_rrule=None,
            deadline_event_text=None,
            deadline_offset=None,
            deadline_derived_end=None,
            deadline_derived_from=None,
            cost_text="12 500,5 мың теңге (РБ)",
            cost_type="amount",
            funding_sources=("republican_budget",),
            cost_amounts=(
                CostAmountRecord(year=2015, source="republican_budget", amount=Decimal("12500.500")),
                CostAmountRecord(year=None, source=None, amount=Decimal(3)),
            ),
            inherited_columns=("deadline_text",),
            pages=(2, 3),
            cells=(CellRecord(column="measure_text", page=2, x0=36.0, top=40.5, x1=100.25, bottom=80.0),),
            measure_lines=("ҰЭМ 2015 жылғы", "есепті дайындасын"),
            completion_form_lines=("ҰЭМ-ге есеп",),
            executors_lines=("ҰЭМ, Қаржымині",),
            deadline_lines=("2015 жылғы қыркүйек",),
            cost_lines=("12 500,5 мың теңге (РБ)",),
            other_columns=(OtherColumnRecord(head="Ескерту", text="жоқ"),),
        ),
        **changes,
    )


def _agency(agency_id: str, name_kk: str, **changes) -> AgencyRecord:
    return replace(
        AgencyRecord(
            agency_id=agency_id,
            name_kk=name_kk,
            name_ru=None,
            name_en=None,
            abbreviations=(),
            agency_type="ministry",
            valid_from="2014-08",
            valid_to=None,
            successor_ids=(),
            name_certainty="sourced",
        ),
        **changes,
    )


def small_dataset(*edition_ids: str, text: str = "Тармақтың мәтіні.", measure_count: int = 3) -> Dataset:
    """A sound dataset of these editions (one if none is named); `measure_count` from 3 on."""
    parts = [_edition(edition_id, text, measure_count) for edition_id in edition_ids or (EDITION,)]
    agencies = (
        _agency("ministry-of-finance", "Қаржы министрлігі"),
        _agency(
            "ministry-of-economy", "Ұлттық экономика министрлігі", successor_ids=("ministry-of-finance",)
        ),
    )
    names = ("documents", "paragraphs", "measures", "responsibilities", "amendments", "reporting_duties")
    names += ("mentions", "repairs", "findings")
    joined = {name: tuple(row for part in parts for row in getattr(part, name)) for name in names}
    return Dataset(agencies=agencies, **joined)


def _edition(edition_id: str, text: str, measure_count: int) -> Dataset:
    item = measure(edition_id=edition_id)
    child = measure(
        edition_id=edition_id, measure_key="1.1.1", parent_key="1.1", position=2, subitem_number="1"
    )
    others = [
        replace(
            measure(
                edition_id=edition_id, measure_key=f"2.{number}", item_number=str(number), position=number + 2
            ),
            stage_number=2,
            section_number="2",
            status="removed",
            measure_text=None,
            cost_amounts=(),
            cells=(),
        )
        for number in range(1, measure_count - 1)
    ]
    measures = (*reversed(others), child, item)
    return Dataset(
        documents=(document(edition_id=edition_id, expression_uri=f"/akn/{edition_id}"),),
        paragraphs=tuple(
            ParagraphRecord(
                edition_id=edition_id,
                paragraph_number=number,
                text=text,
                lines=(text,),
                pages=(1,),
                paragraph_key=number,
                position=int(number),
            )
            for number in ("10", "2", "1")
        ),
        measures=measures,
        responsibilities=tuple(
            ResponsibilityRecord(
                edition_id=edition_id,
                measure_key=row.measure_key,
                position=position,
                mention_text=mention,
                agency_id=agency_id,
                is_by_consent=False,
                is_coordinator=position == 1,
                is_inherited=False,
                current_agency_id=agency_id,
            )
            for row in measures
            for position, (mention, agency_id) in enumerate(
                (("ҰЭМ", "ministry-of-economy"), ("Қаржымині", "ministry-of-finance"), ("ҚММ", None)), start=1
            )
        ),
        amendments=(
            AmendmentRecord(
                edition_id=edition_id,
                position=1,
                target_type="paragraph",
                target_key="2",
                action="reworded",
                akn_type="substitution",
                amending_body_text="ҚР Үкіметінің",
                amending_act_type="resolution",
                amending_date=datetime.date(2014, 10, 27),
                amending_number="1139",
                effective_text=None,
                effective_rule=None,
                effective_date=None,
                note_text="Ескерту. 2-тармақ жаңа редакцияда.",
                page=1,
                amended_measures=("1.1",),
            ),
        ),
        reporting_duties=(
            ReportingDutyRecord(
                edition_id=edition_id,
                paragraph_number="2",
                position=1,
                duty_bearer_text="Ұлттық экономика министрлігі",
                recipient_text="Қазақстан Республикасының Үкіметіне",
                rrule="FREQ=YEARLY;BYMONTH=2,8;BYMONTHDAY=1",
                text="жыл сайын 1 ақпанға және 1 тамызға қарай",
            ),
        ),
        mentions=(
            MentionRecord(
                edition_id=edition_id,
                table="measures",
                key="1.1",
                column="measure_text",
                start=0,
                end=3,
                label="AGENCY",
                text="ҰЭМ",
                value="ministry-of-economy",
            ),
        ),
        repairs=(
            RepairRecord(
                edition_id=edition_id,
                table="measures",
                key="1.1",
                column="deadline_text",
                rule="letter_spacing",
                before="қ ы р к ү й е к",
                after="қыркүйек",
            ),
        ),
        findings=(
            *(
                FindingRecord(
                    source_file="a.pdf",
                    edition_id=edition_id,
                    severity="warning",
                    code="unknown_agency",
                    message="ҚММ is not in the registry",
                    page=3,
                    measure_key=row.measure_key,
                    column="executors_text",
                    printed_text="ҚММ",
                )
                for row in measures
            ),
            FindingRecord(
                source_file="b.pdf",
                edition_id=None,
                severity="error",
                code="file_failed",
                message="no text layer",
            ),
        ),
    )
