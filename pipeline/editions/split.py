"""A dataset of many editions dealt out: each edition a dataset of its own, act by act, oldest first."""

from __future__ import annotations

from pipeline.publish.documents import editions_of
from pipeline.records import Dataset


def editions_by_act(dataset: Dataset) -> list[list[Dataset]]:
    """The editions of each act in each language, oldest first."""
    by_act: dict[tuple[str, str], list[Dataset]] = {}
    for _, edition in editions_of(dataset):
        document = edition.documents[0]
        by_act.setdefault((document.document_id, document.language), []).append(edition)
    return [
        sorted(by_act[act], key=lambda edition: edition.documents[0].edition_date) for act in sorted(by_act)
    ]
