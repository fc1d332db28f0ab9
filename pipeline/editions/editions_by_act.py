"""A dataset of many editions dealt out: each edition a dataset of its own, act by act, oldest first."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from pipeline.publish.documents import editions_of
from pipeline.records import Dataset, DocumentRecord


def editions_by_act(dataset: Dataset, *, least: int = 1) -> list[list[Dataset]]:
    """The editions of each act in each language, oldest first; of acts of fewer than `least` none."""
    counts = Counter(map(_act_of, dataset.documents))
    documents = tuple(document for document in dataset.documents if counts[_act_of(document)] >= least)
    by_act: dict[tuple[str, str], list[Dataset]] = {}
    for _, edition in editions_of(replace(dataset, documents=documents)):
        by_act.setdefault(_act_of(edition.documents[0]), []).append(edition)
    return [
        sorted(by_act[act], key=lambda edition: edition.documents[0].edition_date) for act in sorted(by_act)
    ]


def _act_of(document: DocumentRecord) -> tuple[str, str]:
    return document.document_id, document.language
