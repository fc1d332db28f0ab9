"""Is every expected character on the pages? A check of the fixtures themselves, without the pipeline.

A table too wide for its page, a font without a letter, an engine that drops a footnote: all would make an
expectation that nobody can meet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pypdfium2

_EDGE_PT = 0.5
_LINE_END_HYPHENS = "\x02\ufffe"
"""What PDFium makes of a hyphen at a line's end."""


def painted(data: bytes) -> Counter[str]:
    """Every non-space character whose box lies on its page."""
    found: Counter[str] = Counter()
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            x0, y0, x1, y1 = page.get_cropbox()
            text = page.get_textpage()
            words = text.get_text_range()
            if text.count_chars() != len(words):  # PDFium adds line ends that are no glyphs of the page
                words = "".join(text.get_text_range(n, 1) for n in range(text.count_chars()))
            for n, character in enumerate(words):
                if character.isspace():
                    continue
                if character in _LINE_END_HYPHENS:
                    character = "-"  # noqa: PLW2901
                left, bottom, right, top = text.get_charbox(n)
                if (
                    left >= x0 - _EDGE_PT
                    and right <= x1 + _EDGE_PT
                    and bottom >= y0 - _EDGE_PT
                    and top <= y1 + _EDGE_PT
                ):
                    found[character] += 1
    return found


def wanted(expectation: dict[str, Any]) -> Counter[str]:
    """The characters that the expectation needs, merged cells counted once."""
    texts: list[str] = [expectation["document"]["title_text"], expectation["document"]["plan_title_text"]]
    texts += [paragraph["text"] for paragraph in expectation["paragraphs"]]
    texts += [note["text"] for note in expectation["notes"]]
    above: dict[str, str] = {}
    for measure in expectation["measures"]:
        for name in ("measure_text", "completion_form_text", "executors_text", "deadline_text", "cost_text"):
            value = measure[name] or ""
            if name not in measure["inherited_columns"] or above.get(name) != value:
                texts.append(value)
            above[name] = value if name in measure["inherited_columns"] else ""
    return _letters(texts)


def missing(data: bytes, expectation: dict[str, Any]) -> Counter[str]:
    """What is expected and not painted."""
    return wanted(expectation) - painted(data)


def _letters(texts: Iterable[str]) -> Counter[str]:
    return Counter(c for text in texts for c in text if not c.isspace())
