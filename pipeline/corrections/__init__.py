"""Reviewed corrections and acceptances are data: YAML files in one folder, read here, applied in `compose`.

A source prints slips, and a reading may fail where nobody foresaw it. Mending either in code would hide it;
here each correction says what was read, what it should be and why, and it holds only while the reading stays
the same. A finding that a person has seen, and found right as printed, is accepted in the same file.
"""

from pipeline.corrections.corrections_folder import read_correction_files

__all__ = ["read_correction_files"]
