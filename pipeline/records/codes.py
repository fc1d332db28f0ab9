"""The closed lists of codes that published columns draw on.

A reader groups and joins by these, so a word outside its list must never reach the dataset: every code column
names its list, and publishing refuses anything else. Meanings in three languages are in
`registry/code_meanings.csv`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeList:
    """A named list of codes; `is_ordered` says that their order means something (a severity, a precision)."""

    name: str
    codes: tuple[str, ...]
    is_ordered: bool = False


def _codes(name: str, codes: str, *, is_ordered: bool = False) -> CodeList:
    return CodeList(name=name, codes=tuple(codes.split()), is_ordered=is_ordered)


CODE_LISTS = (
    ACT_TYPE := _codes("act_type", "resolution decree order decision law"),
    ACT_STATUS := _codes("act_status", "in_force repealed partly_repealed unknown"),
    LANGUAGE := _codes("language", "kk ru"),
    STATUS := _codes("status", "in_force removed"),
    COMPLETION_FORM := _codes(
        "completion_form",
        "order decree_draft law_draft law_concept decision proposal information analytical_note report"
        " publication media_appearance seminar round_table methodological_assistance agreement act_draft"
        " other",
    ),
    DEADLINE_PRECISION := _codes(
        "deadline_precision", "day month quarter half_year year interval", is_ordered=True
    ),
    COST_TYPE := _codes(
        "cost_type", "not_required amount within_budget own_funds state_order see_item unspecified"
    ),
    FUNDING_SOURCE := _codes(
        "funding_source",
        "republican_budget local_budget ngo_funds state_information_order extrabudgetary other",
    ),
    CURRENCY := _codes("currency", "KZT USD EUR RUB CNY"),
    COST_PERIOD := _codes("cost_period", "day month quarter half_year year", is_ordered=True),
    TARGET_TYPE := _codes("target_type", "act paragraph plan stage section measure appendix"),
    PARAGRAPH_PART := _codes("paragraph_part", "act before_plan after_plan annex"),
    FURNITURE_KIND := _codes(
        "furniture_kind", "page_number running_head line_number watermark angled_text other_language"
    ),
    ACTION := _codes("action", "reworded amended supplemented removed repealed renamed"),
    AKN_TYPE := _codes("akn_type", "substitution insertion repeal renumbering"),
    EFFECTIVE_RULE := _codes("effective_rule", "on_signing on_publication after_10_days fixed_date other"),
    AGENCY_TYPE := _codes(
        "agency_type",
        "ministry agency committee local_executive local_representative commission party ngo company"
        " institute group other",
    ),
    BODY_KIND := _codes(
        "body_kind",
        "ministry agency committee department local_office akim maslikhat company institution organization"
        " group post person",
    ),
    BODY_LEVEL := _codes("body_level", "republic oblast district city rural"),
    NAME_CERTAINTY := _codes("name_certainty", "inferred general_knowledge sourced", is_ordered=True),
    MENTION_LABEL := _codes("mention_label", "AGENCY DATE LEGAL_ACT PLACE AMOUNT"),
    JOINED_BY := _codes("joined_by", "none values key", is_ordered=True),
    SEVERITY := _codes("severity", "info warning error", is_ordered=True),
    FINDING_STATUS := _codes("finding_status", "open accepted corrected"),
)
