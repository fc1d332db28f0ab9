"""Hostile texts for the readers of printed values: `python -m tests.fuzz.parsers --count 100000`.

With Atheris installed, `--atheris` follows the coverage; without it the texts are made by chance from the
words that the readers know: the alphabet alone would never reach their grammar.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import cache

from pipeline.normalise.bodies.body_cell import parse_bodies
from pipeline.normalise.costs.cost_cell import parse_cost
from pipeline.normalise.deadlines.deadline_cell import parse_deadline
from pipeline.normalise.forms.form_cell import parse_completion_form
from pipeline.normalise.mentions.mention_rules import find_mentions
from pipeline.normalise.notes.amendment_notes import parse_note
from tests.fuzz.mutations import FIXTURES

_DAY = date(2014, 6, 1)
LONGEST_S = 1.0
_LONGEST_WORDS = 60

PARSERS: dict[str, Callable[[str], object]] = {
    "deadline": parse_deadline,
    "bodies": lambda text: parse_bodies(text, as_of=_DAY),
    "cost": lambda text: parse_cost(text, unit="thousand_tenge"),
    "form": lambda text: parse_completion_form(text, as_of=_DAY),
    "note": parse_note,
    "mentions": lambda text: find_mentions(text, as_of=_DAY),
}
_ODD = (*"0123456789.,;:()[]«»\"'-–—/№%*\0\n²１٣İ😀", "\u0301", "\u00ad", "\u200b", "\ufffd")


@cache
def words() -> tuple[str, ...]:
    """Every word of the fixtures' plans, in a settled order."""
    found: set[str] = set()
    for path in sorted((FIXTURES / "editions").glob("*.json")):
        expected = json.loads(path.read_text(encoding="utf-8"))
        for row in (*expected["measures"], *expected["notes"]):
            for value in row.values():
                found.update(value.split() if isinstance(value, str) else ())
    return tuple(sorted(found))


def text_of(seed: int) -> str:
    """A text of known words, pieces of words and odd signs; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    parts: list[str] = []
    for _ in range(chance.randrange(1, _LONGEST_WORDS)):
        kind = chance.random()
        word = chance.choice(words())
        if kind < 0.2:
            word = chance.choice(_ODD) * chance.choice((1, 1, 2, 30))
        elif kind < 0.3:
            word = word[: chance.randrange(len(word) + 1)]
        elif kind < 0.4:
            word = str(chance.choice((0, 13, 31, 32, 99, 1899, 2013, 2014, 99999, 10**15)))
        parts.append(word)
    return chance.choice((" ", " ", "", "-")).join(parts) if chance.random() < 0.2 else " ".join(parts)


def fault_of(name: str, text: str) -> str:
    """What is wrong with a reader's answer to a text, or "": it may raise nothing and must be quick."""
    began = time.process_time()
    try:
        PARSERS[name](text)
    except Exception as problem:
        return f"{type(problem).__name__}: {problem}"
    took = time.process_time() - began
    return f"{took:.1f} s" if took > LONGEST_S else ""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=0, help="the first seed")
    options.add_argument("--atheris", action="store_true", help="follow the coverage, until it is stopped")
    given = options.parse_args()
    if given.atheris:
        _follow_coverage()
    n_faults = 0
    for name in PARSERS:
        fault_of(name, text_of(0))  # the first call loads what it needs
    for seed in range(given.seed, given.seed + given.count):
        text = text_of(seed)
        for name in PARSERS:
            fault = fault_of(name, text)
            if fault:
                n_faults += 1
                sys.stdout.write(f"seed {seed}, {name}: {fault}\n  {text!r}\n")
    sys.stdout.write(f"{given.count} texts, {n_faults} faults\n")
    return int(n_faults > 0)


def _follow_coverage() -> None:
    import atheris  # noqa: PLC0415 - a tool of few systems

    names = tuple(PARSERS)

    def one(data: bytes) -> None:
        provider = atheris.FuzzedDataProvider(data)
        name = provider.PickValueInList(list(names))
        parts = []
        while provider.remaining_bytes() and len(parts) < _LONGEST_WORDS:
            if provider.ConsumeBool():
                parts.append(provider.PickValueInList(list(words())))
            else:
                parts.append(provider.ConsumeUnicodeNoSurrogates(4))
        PARSERS[name](" ".join(parts))

    atheris.instrument_all()
    atheris.Setup([sys.argv[0]], one)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
