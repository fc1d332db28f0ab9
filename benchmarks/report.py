"""The results as a page and a plot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_TEXT = """\
# Benchmarks

Made by `make bench`; the numbers are in `benchmarks/results.json`.

{machine}

## The decree

{pages} pages, {cells} printed cells, {cut_rows} measures that a page's end cuts.

{decree}

## The fixtures

{fixtures_head}

{fixtures}

![Time a page and cells read exactly](benchmarks.svg)

## How it is measured

- Each tool runs in its own process, one after the other, so that its peak memory is its own (a child process,
  such as Java, counts where it is larger). The decree is read once to warm up, then five times: the median
  counts. The fixtures follow in the same process, once each.
- *wall* is what the clock says, *cpu* the processor's time of the process and its children. On a machine that
  others use too only *cpu* can be compared, and it also grows where cores are shared. Every tool has the same
  one core (`--cores` gives more).
- `tabula` is as its package installs: it starts Java for each file. With `jpype` Java stays in the process
  and gets warm over some files.
- The pipeline's time is the whole road: PDF, words, values, findings, the checked dataset in Parquet and
  JSON, and the second reading by another library unless the name says "one reading". The others' time is for
  the tables' cells alone. Every tool is called as its documentation says for ruled tables, with its defaults.
- A cell counts as *exact* if a tool has a cell with the text of the contract's normal form
  (`tests/golden/decree.json`, and the JSON next to each fixture). Line breaks in a tool's cell count as
  spaces, runs of spaces as one. *But for spaces* compares without any spaces. Cells are matched by content
  alone, wherever a tool puts them; a cell that covers several rows is asked for once; two rows that share
  one cell (`5. 1)`) are both met by that cell. Numbers of items are not asked for.
- *Rows joined* counts the measures that stand on two or more pages whose whole text, but for spaces, is in
  one cell. No peer claims to join rows over pages: it is shown since a reader of such plans needs it.
- The fixtures are made by this project, in the layouts of several engines, some without rules: they favour
  nobody knowingly, but the pipeline was built with them in sight. The decree's own text is from the
  official file.
"""

_INK, _PEER, _OWN = "#333333", "#9aa5b1", "#1f6f8b"


def write_report(results: dict[str, Any], folder: Path) -> None:
    """Writes benchmarks.md and benchmarks.svg."""
    tools = results["tools"]
    present = [tool for tool in tools if "missing" not in tool]
    if not present:
        raise SystemExit("No tool could be measured.")
    first = present[0]["decree"]
    some = next((tool["fixtures"] for tool in present if "fixtures" in tool), None)
    head = (
        f"{some['files']} editions by several engines, {some['pages']} pages, {some['cells']} printed cells; "
        "each read once."
        if some
        else "Not measured."
    )
    text = _TEXT.format(
        machine=_machine(results["machine"]),
        pages=first["pages"],
        cells=first["cells"],
        cut_rows=first["cut_rows"],
        decree=_table(tools, "decree"),
        fixtures_head=head,
        fixtures=_table(tools, "fixtures"),
    )
    (folder / "benchmarks.md").write_text(text, encoding="utf-8")
    _plot(present, folder / "benchmarks.svg")


def _machine(machine: dict[str, Any]) -> str:
    load = machine["load"]
    noise = f" The load average at the end was {load}." if load is not None else ""
    busy = (
        " So other work ran beside it: compare *cpu*, not *wall*."
        if load is not None and load > machine["cores"] / 2
        else ""
    )
    what = f"{machine['processor']}, {machine['cores']} cores, {machine['system']}"
    used = machine.get("cores_used")
    kept = f" Each tool had {used} of the cores." if used else ""
    return f"{what}, Python {machine['python']}.{kept}{noise}{busy}"


def _table(tools: list[dict[str, Any]], part: str) -> str:
    is_decree = part == "decree"
    heads = ["tool", "version", "wall, ms a page", "cpu, ms a page", "exact", "but for spaces"]
    heads += ["rows joined", "peak, MiB"] if is_decree else ["files failed"]
    rows = [heads, ["---", "---", *["---:"] * (len(heads) - 2)]]
    missing = []
    for tool in tools:
        result = tool.get(part)
        if result is None:
            missing.append(f"{tool['tool']}: {tool.get('missing', 'not measured')}")
            continue
        cells = result["cells"]
        row = [tool["tool"], tool["version"], f"{result['wall_ms']:.1f}", f"{result['cpu_ms']:.1f}"]
        row += [f"{result['exact'] / cells:.1%}", f"{result['but_for_spaces'] / cells:.1%}"]
        if is_decree:
            row += [f"{result['joined_rows']} of {result['cut_rows']}", f"{tool['peak_mib']:.0f}"]
        else:
            row += [str(result["failed"])]
        rows.append(row)
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    if missing:
        lines += ["", "Not measured: " + "; ".join(missing) + "."]
    return "\n".join(lines)


def _plot(tools: list[dict[str, Any]], path: Path) -> None:
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot as plt

    plt.rcParams.update({"svg.hashsalt": "benchmarks", "font.size": 9, "text.color": _INK})
    names = [tool["tool"] for tool in tools][::-1]
    colours = [_OWN if name.startswith("pipeline") else _PEER for name in names]
    exact = [100 * tool["decree"]["exact"] / tool["decree"]["cells"] for tool in tools][::-1]
    panels = [
        ("Decree: processor time, ms a page", [tool["decree"]["cpu_ms"] for tool in tools][::-1], "{:.0f}"),
        ("Decree: cells read exactly, %", exact, "{:.0f}"),
    ]
    if all("fixtures" in tool for tool in tools):
        some = [100 * tool["fixtures"]["exact"] / tool["fixtures"]["cells"] for tool in tools][::-1]
        panels.append(("Fixtures: cells read exactly, %", some, "{:.0f}"))
    figure, axes = plt.subplots(1, len(panels), figsize=(3.4 * len(panels), 2.6), sharey=True)
    for axis, (title, values, form) in zip(axes, panels, strict=True):
        bars = axis.barh(names, values, color=colours)
        axis.bar_label(bars, labels=[form.format(value) for value in values], padding=2, color=_INK)
        axis.set_title(title, fontsize=9, loc="left")
        axis.set_xlim(0, max(values) * 1.18)
        axis.spines[["top", "right", "bottom"]].set_visible(False)
        axis.tick_params(bottom=False, labelbottom=False, left=False)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
