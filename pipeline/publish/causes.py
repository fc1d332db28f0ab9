"""Findings for a person: grouped by what causes them, with what to do, as a table, CSV, JSON or Markdown.

One abbreviation that the registry lacks gives a finding at each of its thousand places; what a person has to
do is one thing. A cause is a kind of finding and the printed words that it is about.
"""

from __future__ import annotations

import csv
import io
import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby

from pipeline.publish.plain_text import guarded, markdown, one_line
from pipeline.records.evidence_tables import FindingRecord
from pipeline.records.tables import natural_order
from pipeline.registry.finding_kinds import SEVERITIES, FindingWords, finding_words

_LEAST_WIDTH = 60
_MOST_PLACES = 100  # in Markdown; JSON has them all
_MOST_LINES = 3
_SHORT_WORDS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What one or many findings of one kind come from."""

    findings: tuple[FindingRecord, ...]

    @property
    def first(self) -> FindingRecord:
        """The first of them, which says what all have in common."""
        return self.findings[0]

    @property
    def words(self) -> str:
        """The printed words that they are about, "" for none."""
        return self.first.printed_text or ""


def causes_of(findings: Iterable[FindingRecord]) -> list[Cause]:
    """The causes of findings: errors first, of one kind those with most places first."""
    grouped: dict[tuple[str, ...], list[FindingRecord]] = {}
    for finding in findings:
        words = finding.printed_text or ""
        # findings without words have nothing in common but their kind
        own = "" if words else finding.message
        key = (finding.severity, finding.code, finding.status, words, own)
        grouped.setdefault(key, []).append(finding)
    causes = [Cause(findings=tuple(sorted(several, key=_order))) for several in grouped.values()]
    return sorted(causes, key=_rank)


def _order(finding: FindingRecord) -> tuple[object, ...]:
    key = natural_order(finding.measure_key)
    return finding.edition_id or "", finding.source_file, finding.page or 0, key, finding.column or ""


def _rank(cause: Cause) -> tuple[object, ...]:
    severity, *kind = _kind(cause)
    return SEVERITIES.index(severity), *kind, -len(cause.findings), cause.words, cause.first.message


def _kind(cause: Cause) -> tuple[str, str, str]:
    return cause.first.severity, cause.first.code, cause.first.status


def _by_kind(causes: Sequence[Cause]) -> Iterator[tuple[str, FindingWords, list[Cause]]]:
    """Causes of one kind together: its severity and state in words, its words, the causes."""
    for (severity, code, status), several in groupby(causes, key=_kind):
        state = "" if status == "open" else f", {status}"
        yield f"{severity}{state}", finding_words(code), list(several)


def as_table(causes: Sequence[Cause], *, width: int) -> str:
    """An entry a cause under a heading a kind of finding, with what to do; no line is wider than `width`.

    What is shortened ends in `…`; the other forms have it whole.
    """
    width = max(width, _LEAST_WIDTH)
    sources = _sources(causes)
    lines: list[str] = []
    for state, kind, several in _by_kind(causes):
        head = f"{state}: {kind.title} ({several[0].first.code})"
        lines += textwrap.wrap(head, width, subsequent_indent="  ")
        lines += textwrap.wrap(f"  To do: {kind.action}", width, subsequent_indent="    ")
        places = [_some_places(_places(each, sources), width // 3) for each in several]
        count_width = max(len(str(len(each.findings))) for each in several)
        place_width = max(map(len, places))
        for cause, place in zip(several, places, strict=True):
            start = f"  {len(cause.findings):>{count_width}}  {place:<{place_width}}  "
            first, *others = textwrap.wrap(
                _what(cause), width - len(start), max_lines=_MOST_LINES, placeholder=" …",
                break_on_hyphens=False,
            )  # fmt: skip
            lines += [start + first, *(" " * len(start) + line for line in others)]
        lines.append("")
    return "\n".join(lines[:-1])


def _what(cause: Cause) -> str:
    """What was found, with the words where it does not say them; long words last."""
    words, message = f"“{one_line(cause.words)}”", one_line(cause.first.message)
    if one_line(cause.words) in message:
        return message
    if len(words) <= _SHORT_WORDS:
        return f"{words}: {message}"
    return f"{message.removesuffix('.')}: {words}"


def _some_places(places: Sequence[str], width: int) -> str:
    """`4.3 p. 8, 4.5 p. 8 and 998 more`: as many places as go into the width, and the first in any case."""
    shown = textwrap.shorten(places[0], width, placeholder="…") if len(places[0]) > width else places[0]
    for number, place in enumerate(places[1:], start=1):
        more = len(places) - number
        if len(f"{shown}, {place} and {more} more") > width:
            return f"{shown} and {more} more"
        shown = f"{shown}, {place}"
    return shown


def _sources(causes: Sequence[Cause]) -> dict[str, str]:
    """The editions and files of the findings by names that commands understand too; "" if it is only one.

    Of one act's editions the names are dates; of one body's acts, year, number and date.
    """
    names = {_source(finding) for cause in causes for finding in cause.findings}
    if len(names) == 1:
        return dict.fromkeys(names, "")
    editions = [name for name in names if "@" in name]
    for shared in ("[^@]*@", "(?:[a-z]+-)*"):
        starts = {start[0] for name in editions if (start := re.match(shared, name))}
        if len(starts) == 1:
            return {name: name.removeprefix(*starts) for name in names}
    return {name: name for name in names}


def _source(finding: FindingRecord) -> str:
    return finding.edition_id or finding.source_file


def _places(cause: Cause, sources: dict[str, str]) -> list[str]:
    """`2014-12-30: 4.3 p. 8`, `4.5 p. 8`: each place once, an edition's name before its first."""
    places: list[str] = []
    before = None
    for source, place in dict.fromkeys((sources[_source(each)], place_of(each)) for each in cause.findings):
        is_named = source in ("", before, place)
        places.append(one_line(place if is_named else f"{source}: {place}"))
        before = source
    return places


def place_of(finding: FindingRecord) -> str:
    """`4.6 p. 9`, `p. 9`; the file where there is neither."""
    page = f"p. {finding.page}" if finding.page else ""
    return " ".join(filter(None, (finding.measure_key, page))) or one_line(finding.source_file)


def _facts(cause: Cause) -> dict[str, object]:
    return {
        "severity": cause.first.severity,
        "code": cause.first.code,
        "title": finding_words(cause.first.code).title,
        "status": cause.first.status,
        "count": len(cause.findings),
        "printed_text": cause.words or None,
    }


def as_csv(causes: Sequence[Cause]) -> str:
    """A row a cause, with all its places; a text that a spreadsheet could run has ' before it."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    heads = "severity code title status count printed_text message editions measures pages columns action"
    writer.writerow(heads.split())
    for cause in causes:
        places = (_each(cause, name) for name in ("edition_id", "measure_key", "page", "column"))
        row = (*_facts(cause).values(), cause.first.message, *places, finding_words(cause.first.code).action)
        writer.writerow(guarded("" if cell is None else str(cell)) for cell in row)
    return file.getvalue().rstrip("\n")


def _each(cause: Cause, name: str) -> str:
    values = (getattr(finding, name) for finding in cause.findings)
    return "; ".join(dict.fromkeys(str(value) for value in values if value is not None))


def as_json(causes: Sequence[Cause]) -> str:
    """A list of causes, each with all its places."""
    content = [
        {
            **_facts(cause),
            "action": finding_words(cause.first.code).action,
            "findings": [asdict(finding) for finding in cause.findings],
        }
        for cause in causes
    ]
    return json.dumps(content, ensure_ascii=False, indent=1)


def as_markdown(causes: Sequence[Cause]) -> str:
    """A section a kind of finding, a table row a cause."""
    if not causes:
        return "No finding is like that."
    sources = _sources(causes)
    lines: list[str] = []
    for state, kind, several in _by_kind(causes):
        lines += [f"## {markdown(kind.title)} ({state})", "", f"{markdown(kind.action)}", ""]
        lines += ["| places | words | found | where |", "|---:|---|---|---|"]
        for cause in several:
            places = _places(cause, sources)
            more = f" and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else ""
            where = ", ".join(places[:_MOST_PLACES]) + more
            cells = map(markdown, (cause.words, cause.first.message, where))
            lines.append(f"| {len(cause.findings)} | {' | '.join(cells)} |")
        lines.append("")
    return "\n".join(lines[:-1])
