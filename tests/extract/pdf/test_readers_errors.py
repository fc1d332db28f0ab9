"""A file that cannot be read gets one clear sentence, from either reader."""

from __future__ import annotations

import re
import zlib
from base64 import a85encode
from dataclasses import asdict
from pathlib import Path

import pytest
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT

from pipeline.extract.pdf import reader
from pipeline.extract.pdf.limits import Limits, TooMuch
from pipeline.extract.pdf.streams import content_of
from pipeline.run.settings import limits_of
from tests.places import TESTS

FILES = TESTS / "fixtures" / "readers"

BROKEN = {
    "not-a-pdf.pdf": (reader.NotAPdf, "not a PDF"),
    "empty.pdf": (reader.NotAPdf, "empty"),
    "cut-short.pdf": (reader.CutShort, "cut short"),
    "torn.pdf": (reader.Damaged, "damaged"),
    "damaged-stream.pdf": (reader.Damaged, "Page 1 is damaged"),
    "locked.pdf": (reader.Encrypted, "password"),
    "no-pages.pdf": (reader.NoPages, "no pages"),
    "scanned.pdf": (reader.NoTextLayer, "scanned"),
    "blank.pdf": (reader.NoTextLayer, "no text"),
    "no-unicode.pdf": (reader.NoUnicode, "Unicode map"),
}


def all_pages(path: Path, name: reader.ReaderName, limits: Limits | None = None) -> list[reader.Page]:
    return list(reader.read_pages(path, reader=name, limits=limits))


@pytest.mark.parametrize("library", reader.READERS)
@pytest.mark.parametrize("name", BROKEN)
def test_broken_file(name: str, library: reader.ReaderName) -> None:
    kind, words = BROKEN[name]
    with pytest.raises(reader.NotReadable) as caught:
        all_pages(FILES / name, library)
    assert type(caught.value) is kind
    assert str(caught.value).startswith(f"{name}: ")
    assert words in caught.value.problem
    assert caught.value.advice.endswith(".")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("library", reader.READERS)
def test_missing_file(tmp_path: Path, library: reader.ReaderName) -> None:
    with pytest.raises(reader.NotReadable, match=r"nowhere\.pdf: .*cannot be opened"):
        all_pages(tmp_path / "nowhere.pdf", library)


@pytest.mark.parametrize("library", reader.READERS)
def test_encrypted_with_empty_password_is_read(library: reader.ReaderName) -> None:
    pages = all_pages(FILES / "open-lock.pdf", library)
    assert "".join(glyph.text for glyph in pages[0].glyphs) == "Hello, world"


@pytest.mark.parametrize("library", reader.READERS)
@pytest.mark.parametrize(
    ("name", "limits"),
    [
        ("plain.pdf", Limits(max_file_bytes=100)),
        ("many-pages.pdf", Limits(max_pages=11)),
        ("plain.pdf", Limits(max_content_bytes=20)),
        ("plain.pdf", Limits(max_glyphs_per_page=5)),
        ("shapes.pdf", Limits(max_shapes_per_page=3)),
        ("shapes.pdf", Limits(max_objects_per_page=3)),
        ("form-in-itself.pdf", Limits(max_form_depth=0)),
    ],
    ids=["bytes", "pages", "content", "glyphs", "shapes", "objects", "depth"],
)
def test_limits(name: str, limits: Limits, library: reader.ReaderName) -> None:
    all_pages(FILES / name, library)
    with pytest.raises(reader.LimitExceeded) as caught:
        all_pages(FILES / name, library, limits)
    # the advice is an option of `decree run` that a person can copy, for the limit that was met
    option = re.search(r"raise the limit: --limit (\S+=\d+)\.$", str(caught.value))
    assert option, caught.value
    met = {name for name, value in asdict(limits).items() if value != getattr(Limits(), name)}
    assert {option[1].partition("=")[0]} == met
    assert limits_of([option[1]])


@pytest.mark.parametrize("library", reader.READERS)
def test_packed_bomb_is_not_unpacked(library: reader.ReaderName) -> None:
    assert (FILES / "bomb.pdf").stat().st_size < 5_000
    with pytest.raises(reader.LimitExceeded, match="a stream of more than"):
        all_pages(FILES / "bomb.pdf", library)


def test_a_bomb_hidden_in_letters_is_not_unpacked() -> None:
    packed = a85encode(zlib.compress(bytes(10**6))) + b"~>"
    filters = [LIT("ASCII85Decode"), LIT("FlateDecode")]
    params = [None, {"Predictor": 12, "Columns": 100}]
    assert content_of(PDFStream({"Filter": filters}, packed), 10**6) == bytes(10**6)
    for attributes in ({"Filter": filters}, {"Filter": filters, "DecodeParms": params}):
        with pytest.raises(TooMuch, match="a stream of more than 1000 bytes"):
            content_of(PDFStream(attributes, packed), 1000)


def test_content_in_memory_is_no_larger_than_a_file() -> None:
    content = (FILES / "plain.pdf").read_bytes()
    with pytest.raises(reader.LimitExceeded, match="more than 100 bytes"):
        list(reader.read_content(content, name="plain.pdf", limits=Limits(max_file_bytes=100)))


@pytest.mark.parametrize("library", reader.READERS)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_any_cut_is_noticed(tmp_path: Path, library: reader.ReaderName, share: float) -> None:
    whole = (FILES / "shapes.pdf").read_bytes()
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(reader.CutShort):
        all_pages(cut, library)
