"""Editions to review: the decree as it is read, and one whose every text is hostile."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.drawing.page_images import page_pictures
from pipeline.publish.review.review_content import PagePicture
from pipeline.records import Dataset, in_order
from pipeline.run.assembling import registry_rows
from tests.places import DECREE
from tests.read_files import read_corrected, read_file

EDITION = "kz-government-2013-78@2014-12-30"
HOSTILE = (
    "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=2'>"
    "&amp;\u2028{{data}}\"'`${1}"
)


@cache
def decree() -> Dataset:
    """The decree's edition with the registry."""
    return in_order(replace(read_file(DECREE), agencies=registry_rows()))


@cache
def decree_pictures() -> tuple[PagePicture, ...]:
    return page_pictures(DECREE.read_bytes(), name=DECREE.name)


def _corrected(entries: str) -> Dataset:
    with TemporaryDirectory() as folder:
        text = f"edition_id: {EDITION}\n{entries}"
        (Path(folder) / f"{EDITION}.yml").write_text(text, encoding="utf-8")
        edition = read_corrected(DECREE, Path(folder))
    return in_order(replace(edition, agencies=registry_rows()))


@cache
def corrected() -> Dataset:
    """The decree's edition with two corrections, one of a merged cell."""
    return _corrected(
        "corrections:\n"
        "- {key: 1.1, column: deadline_text, printed: ақпан, corrected: мамыр, reason: old}\n"
        "- {key: 4.2, column: deadline_text, printed: жыл сайын, corrected: 2019 жылғы, reason: merged}\n"
    )


@cache
def restructured() -> Dataset:
    """The decree's edition with a key corrected, a row added, two rows joined and a body set."""
    return _corrected(
        "corrections:\n"
        "- {kind: key, key: 5.6, printed: Өңірлердің оң тәжірибесін, corrected: '5.7', reason: slip}\n"
        "- {kind: row, key: 5.5-1, after: '5.5', page: 12, measure_text: Есеп беру, reason: missed}\n"
        "- {kind: merge, key: 2.2, into: 2.1, printed: маңызы бар қалалар, reason: one}\n"
        "- {kind: body, key: 4.6, printed: ҮЕҰ, agency_id: ministry-of-justice, reason: so}\n"
    )


def thousand() -> tuple[Dataset, tuple[PagePicture, ...]]:
    """An edition of 1,032 measures on 312 pages, with 288 findings: the decree 24 times over."""
    edition, pages = decree(), decree_pictures()
    measures, bodies, findings, pictures = [], [], [], []
    for copy in range(24):
        more = copy * len(pages)
        measures += [
            replace(
                row,
                measure_key=f"{copy + 1}.{row.measure_key}",
                parent_key=f"{copy + 1}.{row.parent_key}" if row.parent_key else None,
                section_number=f"{copy + 1}.{row.section_number}",
                pages=tuple(page + more for page in row.pages),
                cells=tuple(replace(cell, page=cell.page + more) for cell in row.cells),
            )
            for row in edition.measures
        ]
        bodies += [
            replace(row, measure_key=f"{copy + 1}.{row.measure_key}") for row in edition.responsibilities
        ]
        findings += 3 * [
            replace(row, measure_key=f"{copy + 1}.{row.measure_key}", page=(row.page or 1) + more)
            for row in edition.findings
        ]
        pictures += [replace(page, page_number=page.page_number + more) for page in pages]
    whole = replace(
        edition, measures=tuple(measures), responsibilities=tuple(bodies), findings=tuple(findings)
    )
    return whole, tuple(pictures)


@cache
def hostile() -> Dataset:
    """The decree's edition with markup, script and template marks at the end of every free text."""
    return Dataset(
        **{table.name: tuple(map(_spoilt, getattr(decree(), table.name))) for table in fields(Dataset)}
    )


_KEPT = ("_id", "_ids", "key", "code", "severity", "status", "type", "rule", "column", "columns", "action",
         "label", "table", "source", "types", "sources", "precision", "language", "certainty")  # fmt: skip


def _spoilt(row):
    changes = {}
    for each in fields(row):
        value = getattr(row, each.name)
        if each.name.endswith(_KEPT):
            continue
        if isinstance(value, str):
            changes[each.name] = value + HOSTILE
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            changes[each.name] = tuple(map(_spoilt, value))
        elif isinstance(value, tuple):
            changes[each.name] = tuple(one + HOSTILE if isinstance(one, str) else one for one in value)
    return replace(row, **changes)
