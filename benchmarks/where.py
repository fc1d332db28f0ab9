"""Where the time goes: `python -m benchmarks.where` samples the warm road on the decree, stage by stage.

A sampler and no tracer: a tracer counts calls, and would blame the many small functions.
"""

from __future__ import annotations

import argparse
import signal
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from types import FrameType

from pypdfium2 import PdfDocument

from benchmarks.cells import decree
from benchmarks.tools import TOOLS

_EVERY_S = 0.002
# what to name the time after: the first of these that is found among the running functions counts
_STAGES = {
    "characters": "the second reading",
    "read_content": "reader: PDF to glyphs",
    "clear_page": "visible glyphs, each once",
    "space_line": "words from gaps",
    "fill_grids": "glyphs into boxes, lines",
    "lay_out": "rules, grids, margins, furniture",
    "of": "the document's vocabulary",
    "read_texts": "lines joined to texts",
    "read_stream": "heads, rows, columns",
    "join_rows": "rows over pages",
    "read_act": "the act's own text",
    "read_outline": "stages, sections, items",
    "build_plan": "the plan's rows",
    "settle_account": "the account of glyphs",
    "_mentions": "mentions (spaCy)",
    "_measures": "values of measures",
    "compose_edition": "other records",
    "write_dataset": "checked, written as Parquet and JSON",
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--repeat", type=int, default=10)
    options.add_argument("--functions", type=int, default=15, help="how many functions to list")
    given = options.parse_args()
    read, path = TOOLS[0].make(), decree().path
    with closing(PdfDocument(path)) as pdf:
        n_pages = len(pdf)
    read(path)
    stages: Counter[str] = Counter()
    functions: Counter[str] = Counter()

    def sample(_signal: int, frame: FrameType | None) -> None:
        names = []
        while frame:
            code = frame.f_code
            names.append((code.co_name, f"{Path(code.co_filename).name}:{code.co_name}"))
            frame = frame.f_back
        functions.update({place for _, place in names})
        running = {name for name, _ in names}
        stages[next((told for name, told in _STAGES.items() if name in running), "the rest")] += 1

    signal.signal(signal.SIGPROF, sample)
    signal.setitimer(signal.ITIMER_PROF, _EVERY_S, _EVERY_S)
    began = time.process_time()
    for _ in range(given.repeat):
        read(path)
    took = time.process_time() - began
    signal.setitimer(signal.ITIMER_PROF, 0)
    n_samples = sum(stages.values())
    print(f"{took * 1000 / given.repeat / n_pages:.1f} ms of processor time a page, {n_samples} samples\n")
    for stage, count in stages.most_common():
        print(f"{count / n_samples:6.1%}  {stage}")
    print()
    for place, count in functions.most_common(given.functions + 10)[10:]:
        print(f"{count / n_samples:6.1%}  {place}")


if __name__ == "__main__":
    main()
