"""Reviewed corrections and acceptances are data: YAML files in one folder, read here, applied in `compose`.

A source prints slips, and a reading may fail where nobody foresaw it. Mending either in code would hide it;
here each correction says what was read, what it should be and why, and it holds only while the reading stays
the same. A finding that a person has seen, and found right as printed, is accepted in the same file.
"""

from pipeline.corrections.corrections_folder import (
    CorrectionFolder,
    Corrections,
    add_acceptances,
    conflict,
    correction_file,
    digest_of,
    load_corrections,
    look_into,
    read_correction_files,
)
from pipeline.corrections.entries import (
    CORRECTABLE_COLUMNS,
    CORRECTION_RULE,
    MEASURE_COLUMNS,
    MERGE_RULE,
    Acceptance,
    AnyCorrection,
    BodyCorrection,
    Correction,
    EditionCorrections,
    KeyCorrection,
    MergeCorrection,
    RowCorrection,
)
from pipeline.corrections.parsing import normal_form, parse_corrections

__all__ = [
    "CORRECTABLE_COLUMNS", "CORRECTION_RULE", "MEASURE_COLUMNS", "MERGE_RULE", "Acceptance", "AnyCorrection",
    "BodyCorrection", "Correction", "CorrectionFolder", "Corrections", "EditionCorrections", "KeyCorrection",
    "MergeCorrection", "RowCorrection", "add_acceptances", "conflict", "correction_file", "digest_of",
    "load_corrections", "look_into", "normal_form", "parse_corrections", "read_correction_files",
]  # fmt: skip
