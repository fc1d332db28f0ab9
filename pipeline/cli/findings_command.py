"""`decree findings`: what a person should look at, by cause; and what was seen and is right as printed."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import FAILED, GOOD
from pipeline.cli.options import choice_option, data_option, debug_option, edition_meant, folder_option
from pipeline.cli.screen import PIPE_WIDTH, counted, give, say, terminal_width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.publish.causes import Cause
    from pipeline.records import FindingRecord


@click.command()
@click.argument("edition", metavar="[EDITION]", required=False)
@click.option(
    "--severity", type=click.Choice(["error", "warning", "info"]), multiple=True,
    help="Only these. Can be repeated.",
)  # fmt: skip
@click.option("--code", "codes", metavar="CODE", multiple=True, help="Only this kind. Can be repeated.")
@click.option("--words", metavar="TEXT", help="Only those about just these printed words.")
@click.option("--key", metavar="KEY", help="Only those of this measure.")
@choice_option("--status", "status", ("open", "accepted", "corrected", "all"), "Only those that stand so.")
@choice_option("--format", "form", ("table", "csv", "json", "md"), "How they are written to standard output.")
@click.option("--accept", is_flag=True, help="Accept these: seen, right as printed.")
@click.option("--reason", metavar="TEXT", help="With --accept: why they are right.")
@click.option(
    "--everywhere", is_flag=True, help="With --accept: the same words in any measure, also in days to come."
)
@click.option("--by", metavar="NAME", help="With --accept: who says so.")
@data_option
@folder_option(
    "--corrections", "corrections_dir", "data/corrections", "The folder of corrections and acceptances."
)
@debug_option
def findings(
    edition: str | None,
    *,
    severity: tuple[str, ...],
    codes: tuple[str, ...],
    words: str | None,
    key: str | None,
    status: str,
    form: str,
    accept: bool,
    reason: str | None,
    everywhere: bool,
    by: str | None,
    data_dir: Path,
    corrections_dir: Path,
) -> int:
    """List what a person should look at, grouped by cause, with places and what to do.

    EDITION is an edition's id, or its date; all editions and files if none is named. One cause is one kind of
    finding about the same printed words: an abbreviation that the registry lacks is one line, however often
    it stands in the plan.

    `decree findings --code source_defect --accept --by NAME --reason WHY` notes the findings listed as seen
    and right as printed. They stay in the dataset with the status `accepted`, with who, why and the day
    next to the corrections, and are open again when their printed words change.

    Exit status: 0 good, 1 nothing could be accepted, 2 wrong usage.
    """
    from pipeline.corrections.corrections_folder import look_into  # noqa: PLC0415 - heavy; `--help` needs none of it
    from pipeline.corrections.entries import normal_form  # noqa: PLC0415
    from pipeline.publish import causes as writing  # noqa: PLC0415
    from pipeline.publish.dataset import read_dataset  # noqa: PLC0415
    from pipeline.run.run_findings import with_statuses  # noqa: PLC0415

    reason, by = normal_form(reason or ""), normal_form(by or "")
    if accept and not (reason and by):
        raise click.UsageError("--accept needs --reason and --by: who says so, and why.")
    if accept and not (codes or words or key):
        raise click.UsageError("--accept needs --code, --words or --key: nothing is accepted unseen.")
    _require_known(codes)
    dataset = read_dataset(data_dir)
    folder = look_into(corrections_dir)
    rows: Sequence[FindingRecord] = with_statuses(dataset.findings, dataset.documents, folder)
    if edition is not None:
        edition_id = edition_meant([each.edition_id for each in dataset.documents], edition)
        rows = [row for row in rows if row.edition_id == edition_id]
    chosen = [
        row
        for row in rows
        if (not severity or row.severity in severity)
        and (not codes or row.code in codes)
        and (words is None or (row.printed_text or "") == " ".join(words.split()))
        and key in (None, row.measure_key)
    ]
    if accept:
        # corrections may have changed an edition's id: its files bear the one that was read
        as_read = {
            each.edition_id: folder.as_read(each.edition_id, each.corrections_sha256)
            for each in dataset.documents
        }
        is_open = [row for row in chosen if row.status == "open"]
        return _accept(is_open, as_read, corrections_dir, reason=reason, by=by, everywhere=everywhere)
    found = writing.causes_of(row for row in chosen if status in ("all", row.status))
    if form == "table":
        _print_table(found, rows)
    else:
        forms = {"csv": writing.as_csv, "json": writing.as_json, "md": writing.as_markdown}
        give(forms[form](found))
    return GOOD


def _print_table(found: Sequence[Cause], rows: Sequence[FindingRecord]) -> None:
    from pipeline.publish.causes import as_table  # noqa: PLC0415

    if found:
        say(as_table(found, width=terminal_width() or PIPE_WIDTH))
        click.echo()
    elif rows:
        say("No finding is like that.")
    statuses = Counter(row.status for row in rows)
    severities = Counter(row.severity for row in rows if row.status == "open")
    told = ", ".join(counted(severities[each], each) for each in ("error", "warning", "info"))
    others = "".join(f"; {statuses[each]} {each}" for each in ("accepted", "corrected") if statuses[each])
    say(f"Open: {told}{others}.")


def _require_known(codes: Sequence[str]) -> None:
    from difflib import get_close_matches  # noqa: PLC0415

    from pipeline.registry.finding_kinds import finding_codes  # noqa: PLC0415

    for code in codes:
        if code not in finding_codes():
            near = get_close_matches(code, finding_codes())
            like = f"; there is {', '.join(near)}" if near else ""
            raise click.UsageError(f"{code} is no kind of finding{like}.")


def _accept(
    rows: Sequence[FindingRecord],
    as_read: Mapping[str, str],
    folder: Path,
    *,
    reason: str,
    by: str,
    everywhere: bool,
) -> int:
    """Notes open findings as accepted, by the edition as it was read; says how many, and where they stand."""
    from pipeline.corrections.corrections_folder import add_acceptances  # noqa: PLC0415
    from pipeline.corrections.entries import Acceptance  # noqa: PLC0415

    entries = defaultdict(list)
    for row in rows:
        if row.edition_id is None:
            say(f"{row.message} This belongs to no edition: it is not accepted.", err=True)
            continue
        is_placed = not everywhere or not row.printed_text  # without words only the place tells
        acceptance = Acceptance(
            code=row.code,
            printed=row.printed_text or "",
            reason=reason,
            by=by,
            date=dt.date.today().isoformat(),
            key=row.measure_key if is_placed else None,
            column=row.column if is_placed else None,
            page=row.page if is_placed and row.measure_key is None else None,
        )
        entries[as_read[row.edition_id]].append(acceptance)
    if not entries:
        say("No open finding is like that: nothing was accepted.", err=True)
        return FAILED
    for edition_id, acceptances in entries.items():
        try:
            path = add_acceptances(folder, edition_id, acceptances)
        except ValueError as problem:
            raise click.ClickException(str(problem)) from problem
        say(f"Accepted {counted(len(acceptances), 'finding')} of {edition_id}; noted in {path}.")
    say("The next `decree run` takes it into the dataset; no file is read again for it.")
    return GOOD
