"""Sources of funds in a column of their own beside the column of amounts.

The trouble: amounts and sources stand in parallel lines, `1 200` beside `РБ` and `300` beside `ЖБ`, so that
only the lines tell which belongs to which.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.normalise.costs.amount_values import Amount
from pipeline.registry.finding_kinds import Remark


def items_of(text: str, begins: Callable[[str, str], bool]) -> list[tuple[int, str]]:
    """The printed lines in groups, each group with the offset where it starts.

    Args:
        text: the words with their line ends.
        begins: of the group so far and the next line, whether the line begins another group; a line that
            does not is wrapped.
    """
    found: list[tuple[int, str]] = []
    start = 0
    for line in text.split("\n"):
        if not found or begins(found[-1][1], line):
            found.append((start, line))
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line}")
        start += len(line) + 1
    return found


def with_source(
    amounts: Sequence[Amount], named: Sequence[str], sources_text: str
) -> tuple[tuple[Amount, ...], list[Remark]]:
    """The amounts with the one source of the column beside them, and a remark where theirs is another.

    Args:
        amounts: as read from the cost alone.
        named: the sources that the column names; several go to no amount.
        sources_text: the column's words.
    """
    if any(amount.source is not None and named and amount.source not in named for amount in amounts):
        message = f"The cost names another source than the column beside it: «{sources_text.strip()}»."
        return tuple(amounts), [Remark(code="cost_not_understood", message=message)]
    if len(named) != 1:
        return tuple(amounts), []
    return tuple(replace(amount, source=amount.source or named[0]) for amount in amounts), []
