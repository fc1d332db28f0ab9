"""What a run remembers of files that gave no edition of their own, so that the next run need not read them.

The dataset is all the memory there is. A file that is the second of its edition, or holds no plan, has no
row in `documents`: its finding says at its end which bytes were read by which version, and is believed for
those bytes and that version only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.reading_version import reading_version
from pipeline.records.evidence import FindingRecord
from pipeline.reference.findings import severity_of

SAME_WORDS, OTHER_WORDS = "same_edition_twice", "same_edition_differs"
UNREADABLE, NOT_READ = "source_unreadable", "source_not_read"
RUN_CODES = frozenset({SAME_WORDS, OTHER_WORDS, UNREADABLE, NOT_READ})

# … (sha256 34ea…, version 0.1.0)
_CONTENT = re.compile(r"\(sha256 (?P<sha256>[0-9a-f]{64}), version (?P<version>[^\s)]+)\)\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What a finding says of the bytes of a file.

    Attributes:
        sha256: of the file's content.
        finding: the finding.
    """

    sha256: str
    finding: FindingRecord

    @property
    def message(self) -> str:
        """The finding's message without what it says of the bytes."""
        return _CONTENT.sub("", self.finding.message).rstrip()


def run_finding(
    code: str, message: str, *, name: str, edition_id: str | None, sha256: str | None
) -> FindingRecord:
    """A finding of the run on a whole file; `sha256` if the next run may believe it."""
    if sha256 is not None:
        message = f"{message} (sha256 {sha256}, version {reading_version()})"
    return FindingRecord(
        source_file=name, edition_id=edition_id, severity=severity_of(code), code=code, message=message
    )


def remembered(finding: FindingRecord) -> Remembered | None:
    """What a finding of an earlier run says of bytes that need not be read again, None if it says nothing."""
    if finding.code not in RUN_CODES or finding.code == NOT_READ:
        return None
    match = _CONTENT.search(finding.message)
    if match is None or match["version"] != reading_version():
        return None
    return Remembered(sha256=match["sha256"], finding=finding)


def own_findings(findings: tuple[FindingRecord, ...]) -> tuple[FindingRecord, ...]:
    """The findings that a reading made, without those of runs."""
    return tuple(finding for finding in findings if finding.code not in RUN_CODES)
