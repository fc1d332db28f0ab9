"""Sources of funds in a column of their own beside the column of amounts.

The trouble: amounts and sources stand in parallel lines, `1 200` beside `РБ` and `300` beside `ЖБ`, so that
only the lines tell which belongs to which.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.findings import Remark
from pipeline.normalise.cost_values import Amount


def sources_beside(
    amounts: Sequence[Amount], text: str, sources_text: str, read: Callable[[str], tuple[str, ...]]
) -> tuple[tuple[Amount, ...], list[Remark]]:
    """The amounts with the sources of the column beside them, and what does not fit.

    Args:
        amounts: as read from the cost alone.
        text: the cost's words, with its line feeds.
        sources_text: the words of the column of sources.
        read: gives the sources that one line names.
    """
    named = read(sources_text)
    if any(amount.source is not None and named and amount.source not in named for amount in amounts):
        message = f"The cost names another source than the column beside it: «{sources_text.strip()}»."
        return tuple(amounts), [Remark(code="cost_not_understood", message=message)]
    if len(named) == 1:
        return tuple(replace(amount, source=amount.source or named[0]) for amount in amounts), []
    lines = [read(line) for line in sources_text.split("\n") if line.strip()]
    n_lines = sum(bool(line.strip()) for line in text.split("\n"))
    if len(lines) == n_lines == len(amounts) and all(len(line) == 1 for line in lines):
        return (
            tuple(
                replace(amount, source=amount.source or line[0])
                for amount, line in zip(amounts, lines, strict=True)
            ),
            [],
        )
    return tuple(amounts), []
