"""Printed cells and notes with a word dropped, doubled, swapped or put in, and with digits changed.

Whatever stands there, a parser never raises; every word and number went into a value, is filler, or is told;
and a word that no registry knows never passes in silence.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import date

import pytest

from pipeline.normalise.bodies.body_cell import parse_bodies
from pipeline.normalise.costs.cost_cell import parse_cost
from pipeline.normalise.deadlines.deadline_cell import parse_deadline
from pipeline.normalise.forms.form_cell import parse_completion_form
from pipeline.normalise.mentions.mention_rules import find_mentions
from pipeline.normalise.notes.amendment_notes import parse_note
from pipeline.normalise.text.account import Claim, unaccounted
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.loading import reading_in
from tests.normalise.costs.test_costs_wide import UNIT
from tests.normalise.test_judged import DAY, cases

STRANGERS = {"kk": "қтрмз", "ru": "дыщмрз"}
# words of the registries in places where they do not belong, and numbers that belong to nothing
INTRUDERS = (
    "қтрмз",
    "емес",
    "жарты",
    "тоғыз",
    "IV",
    "77",
    "7",
    "012",
    "және",
    "-",
    "дейін",
    "қоспағанда",
    "29",
)
SEED = 16
# of each printed text
MUTANTS = 6

Read = tuple[str, Sequence[Remark], Sequence[Claim]]


def _cost(text: str) -> Read:
    read = parse_cost(text, unit=UNIT)
    return _values(read), read.findings, read.account


def _deadline(text: str) -> Read:
    read = parse_deadline(text)
    return _values(read), read.findings, read.account


def _form(text: str) -> Read:
    read = parse_completion_form(text, as_of=DAY)
    return _values(read), read.findings, read.account


def _note(text: str) -> Read:
    rows = parse_note(text)
    kept = " ".join(f"{row.amending_body_text} {row.effective_text}" for row in rows)
    findings = [remark for row in rows for remark in row.findings]
    return kept, findings, [claim for row in rows for claim in row.account]


def _values(read: object) -> str:
    """The values alone."""
    aside = ("account", "sources_account", "findings")
    return repr([value for name, value in asdict(read).items() if name not in aside])  # type: ignore[call-overload]


PARSERS: dict[str, Callable[[str], Read]] = {
    "costs": _cost, "deadlines": _deadline, "notes": _note, "ru/notes": _note, "ru/forms": _form,
}  # fmt: skip


def mutants(text: str, chance: random.Random) -> Iterator[str]:
    for _ in range(MUTANTS):
        words = text.split(" ")
        at, other = chance.randrange(len(words)), chance.randrange(len(words))
        kind = chance.randrange(5)
        if kind == 0:
            del words[at]
        elif kind == 1:
            words.insert(at, words[at])
        elif kind == 2:
            words[at], words[other] = words[other], words[at]
        elif kind == 3:
            words.insert(at, chance.choice(INTRUDERS))
        else:
            words[at] = re.sub(r"\d", lambda _: str(chance.randrange(10)), words[at])
        yield " ".join(words)


@pytest.mark.parametrize("name", PARSERS)
def test_mutants_are_read_or_told(name: str) -> None:
    chance = random.Random(SEED)  # noqa: S311
    with reading_in("ru" if name.startswith("ru/") else "kk"):
        for case in cases(name):
            for text in mutants(case[0], chance):
                _, _, account = PARSERS[name](text)
                assert not unaccounted(text, account), text


@pytest.mark.parametrize("name", ["costs", "deadlines", "ru/notes"])
def test_a_stranger_is_in_a_value_or_told(name: str) -> None:
    chance = random.Random(SEED)  # noqa: S311
    language = "ru" if name.startswith("ru/") else "kk"
    with reading_in(language):
        for case in cases(name):
            words = case[0].split(" ")
            words.insert(chance.randrange(len(words) + 1), STRANGERS[language])
            values, findings, _ = PARSERS[name](" ".join(words))
            assert findings or STRANGERS[language] in values, words


@pytest.mark.parametrize("piece", ["«а» ", "1,", "ҰЭМ, ", "2014 жылғы 1 қаңтардағы № 1 "])
@pytest.mark.parametrize("read", [find_mentions, parse_bodies])
def test_ten_thousand_hostile_characters(read: Callable[..., object], piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    times = []
    for ending in "абв":
        before = time.process_time()
        read(text[:-1] + ending, as_of=date(2014, 12, 30))
        times.append(time.process_time() - before)
    assert min(times) < 0.2  # twenty to forty milliseconds where nothing else runs
