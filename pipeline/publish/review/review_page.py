"""Puts the review page together: one file without a single address in it.

Text from a PDF is hostile until shown: data stand in a JSON block with `<`, `>` and `&` escaped, so that no
text ends it; the content security policy allows this page's own script and style by their hashes, pictures
from the file itself, and nothing else; no connection, no form, no frame.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from pipeline.publish.json_text import compact_json
from pipeline.publish.review.review_content import KnownEntry, PagePicture, Twin, review_content
from pipeline.records import Dataset
from pipeline.registry.finding_kinds import LANGUAGES, review_words

_STYLES = ("base.css", "pages.css", "reading.css", "print.css")
# one function's body: the parts see one another's names, and nothing else does
_SCRIPTS = (
    "start.js", "store.js", "text.js", "links.js", "pages.js", "entries.js", "editors.js", "corrections.js",
    "measures.js", "act.js", "findings.js", "beside.js", "filters.js", "keys.js", "frame.js",
)  # fmt: skip
_FOLDER = files("pipeline.publish.review") / "template"
_SLOT = re.compile(r"\{\{(\w+)\}\}")
_JSON_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def review_page(
    edition: Dataset,
    pictures: Sequence[PagePicture],
    *,
    corrections: Sequence[KnownEntry] = (),
    language: str = "en",
    beside: Twin | None = None,
) -> str:
    """The HTML of the review of one edition, which opens in one of `LANGUAGES`.

    Where the dataset holds the edition of the same day in another language, `beside` has it: what the two do
    not share is shown with the pages of both.

    Raises:
        ValueError: the language is another.
    """
    if language not in LANGUAGES:
        raise ValueError(f"the review page has no language {language!r}")
    content = review_content(edition, pictures, corrections, language, beside)
    others = beside.pages(edition.findings) if beside else []
    style, script = _joined(_STYLES), f'"use strict";(() => {{\n{_joined(_SCRIPTS)}\n}})();'
    document = edition.documents[0]
    words = review_words(language)
    slots = {
        "lang": language,
        "policy": _policy(style, script),
        "title": html.escape(f"{words['page_title']}: {document.edition_id}"),
        "style": style,
        "sheets": "\n".join(map(_sheet, pictures)),
        "pictures": "\n".join([*map(_picture, pictures), *(_picture(each, "beside") for each in others)]),
        "data": compact_json(content).translate(_JSON_ESCAPES),
        "script": script,
    }
    return _SLOT.sub(lambda slot: slots[slot[1]], _text("page.html"))


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _sheet(picture: PagePicture) -> str:
    number, width, height = picture.page_number, picture.width_pt, picture.height_pt
    return (
        f'<figure class="page" id="page-{number}" data-page="{number}"><figcaption></figcaption>'
        f'<div class="sheet"><img alt="" decoding="async">'
        f'<svg viewBox="0 0 {width} {height}" aria-hidden="true"></svg></div></figure>'
    )


def _picture(picture: PagePicture, kind: str = "picture") -> str:
    """The picture as data, after the script, which shows it when its page comes near.

    Hundreds of pictures that the browser reads and decodes before anything is shown would take seconds.
    """
    content = base64.b64encode(picture.content).decode()
    media_type = html.escape(picture.media_type)
    number = picture.page_number
    return f'<script type="text/plain" id="{kind}-{number}" data-type="{media_type}">{content}</script>'


def _joined(names: tuple[str, ...]) -> str:
    return "\n".join(map(_text, names))


@cache
def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8").strip()
