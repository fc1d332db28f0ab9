"""Mutations of PDF files that know their structure: bytes, cross references, streams, objects.

A flipped byte in a packed stream is found by its checksum and proves little. So most mutations unpack what
they change, and the file that comes out is a sound PDF with nonsense in it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf

from tests.places import TESTS

FIXTURES = TESTS / "fixtures"
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_ODD_NUMBERS = (0, -1, 1, 2**31 - 1, -(2**31), 2**32, 2**63, 10**12, 0.00001, -0.5, 1e10)
_OPERATORS = re.compile(
    rb"(?<=\s)(?:BT|ET|Tf|Tm|Td|TJ|Tj|Tr|Tc|Tw|Tz|Ts|q|Q|cm|re|f|S|W|n|l|m|c|h|Do|rg|gs)(?=\s)"
)
_BRACKETS = (b"(", b")", b"[", b"]", b"<", b">", b"<<", b">>", b"{", b"}", b"/", b"%", b"\\", b"\0")


def sources() -> list[Path]:
    """The fixtures that are mutated, smallest first."""
    return sorted(FIXTURES.glob("*/*.pdf"), key=lambda path: (path.stat().st_size, path.name))


def mutated(content: bytes, seed: int) -> tuple[str, bytes]:
    """The file after one to four mutations of one kind, and the kind's name; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    kind = chance.choice(tuple(_KINDS))
    for _ in range(chance.choice((1, 1, 2, 4))):
        try:
            content = _KINDS[kind](content, chance)
        except Exception:  # too broken to be opened, locked, or refused by the library
            content = _bytes(content, chance)
    return kind, content


def _place(content: bytes, chance: random.Random) -> int:
    return chance.randrange(max(len(content), 1))


def _bytes(content: bytes, chance: random.Random) -> bytes:
    """Flips, cuts out, doubles or inserts some bytes anywhere."""
    at, length = _place(content, chance), chance.choice((1, 2, 8, 64, 1024))
    piece = content[at : at + length]
    after = content[at + len(piece) :]
    changed = chance.choice((chance.randbytes(len(piece)), b"", piece * 2, piece + chance.choice(_BRACKETS)))
    return content[:at] + changed + after


def _cross_references(content: bytes, chance: random.Random) -> bytes:
    """Changes a number in the last part of the file: offsets, sizes, references of the trailer."""
    start = max(content.rfind(b"xref", 0, content.rfind(b"startxref")), content.rfind(b"trailer"), 0)
    numbers = list(_NUMBER.finditer(content, start))
    if not numbers:
        return _bytes(content, chance)
    found = chance.choice(numbers)
    new = b"%d" % chance.choice((0, 1, int(float(found[0])) + chance.randint(-20, 20), 2**31, len(content)))
    return content[: found.start()] + new + content[found.end() :]


def _stream(content: bytes, chance: random.Random) -> bytes:
    """Changes a page's operators: numbers, operators, brackets, order."""
    with pikepdf.open(BytesIO(content)) as pdf:
        page = chance.choice(list(pdf.pages))
        page.contents_coalesce()
        page.Contents.write(_operators_changed(page.Contents.read_bytes(), chance))
        return _saved(pdf, chance)


def _operators_changed(stream: bytes, chance: random.Random) -> bytes:
    how = chance.randrange(6)
    if how == 0:
        numbers = list(_NUMBER.finditer(stream))
        for found in reversed(chance.sample(numbers, min(len(numbers), chance.choice((1, 5, 50))))):
            odd = str(chance.choice(_ODD_NUMBERS)).encode()
            stream = stream[: found.start()] + odd + stream[found.end() :]
        return stream
    if how == 1:
        operators = list(_OPERATORS.finditer(stream))
        names = [found[0] for found in operators] or [b"q"]
        for found in reversed(chance.sample(operators, min(len(operators), chance.choice((1, 5, 50))))):
            stream = stream[: found.start()] + chance.choice(names) + stream[found.end() :]
        return stream
    if how == 2:
        for _ in range(chance.choice((1, 5))):
            at = _place(stream, chance)
            stream = stream[:at] + chance.choice(_BRACKETS) + stream[at:]
        return stream
    lines = stream.split(b"\n")
    if how == 3:
        chance.shuffle(lines)
        return b"\n".join(lines)
    start = chance.randrange(len(lines))
    some = lines[start : start + chance.choice((1, 10, 200))]
    if how == 4:
        return b"\n".join([*lines[:start], *some * chance.choice((2, 20)), *lines[start:]])
    return b"\n".join([*lines[:start], *lines[start + len(some) :]])


def _object(content: bytes, chance: random.Random) -> bytes:
    """Gives a random dictionary's entry, or array's member, another value, maybe of another type."""
    with pikepdf.open(BytesIO(content)) as pdf:
        kinds = pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array
        objects = [some for some in pdf.objects if isinstance(some, kinds)]
        some = chance.choice(objects)
        value = _odd_value(pdf, some, objects, chance)
        if isinstance(some, pikepdf.Array):
            some[chance.randrange(len(some))] = value
        else:
            key = chance.choice([name for name in sorted(some.keys()) if name != "/Length"])
            if chance.random() < 0.25:
                del some[key]
            else:
                some[key] = value
        return _saved(pdf, chance)


def _odd_value(
    pdf: pikepdf.Pdf, own: pikepdf.Object, objects: list[pikepdf.Object], chance: random.Random
) -> object:
    made: tuple[Callable[[], object], ...] = (
        lambda: chance.choice((0, -1, 1, 7, 2**31 - 1, -(2**31))),
        lambda: pikepdf.String(chance.choice(("", "(", "../../etc", "\u0456" * 40, "x" * 5000))),
        lambda: pikepdf.Name("/" + chance.choice(("Identity-H", "FlateDecode", "Type3", "Odd", "Pages"))),
        lambda: pikepdf.Array([1, 2, pikepdf.Name("/Odd")]),
        lambda: pikepdf.Dictionary(A=1),
        lambda: pdf.make_indirect(own) if not own.is_indirect else own,
        lambda: chance.choice(objects),
        lambda: pdf.make_stream(chance.randbytes(200)),
    )
    return chance.choice(made)()


def _map(content: bytes, chance: random.Random) -> bytes:
    """Changes a font's Unicode map, widths or program, unpacked."""
    with pikepdf.open(BytesIO(content)) as pdf:
        objects = list(pdf.objects)
        fonts = [some for some in objects if isinstance(some, pikepdf.Dictionary) and "/ToUnicode" in some]
        maps = [some.ToUnicode for some in fonts]
        stream = chance.choice(maps or [some for some in objects if isinstance(some, pikepdf.Stream)])
        text = stream.read_bytes()
        for _ in range(chance.choice((1, 5, 20))):
            text = _bytes(text, chance)
        stream.write(text)
        return _saved(pdf, chance)


def _tree(content: bytes, chance: random.Random) -> bytes:
    """Nests, repeats or loses pages, turns and resizes them."""
    with pikepdf.open(BytesIO(content)) as pdf:
        pages = list(pdf.pages)
        page = chance.choice(pages)
        how = chance.randrange(6)
        if how == 0:
            page.Rotate = chance.choice((90, 180, 270, 45, -90, 7))
        elif how == 1:
            box = [chance.choice((0, -100, 1, 595, 10**6, -(10**6))) for _ in range(4)]
            page[chance.choice(("/MediaBox", "/CropBox"))] = pikepdf.Array(box)
        elif how == 2:
            del pdf.pages[chance.randrange(len(pages))]
        elif how == 3:
            pdf.pages.reverse()
        elif how == 4:
            pdf.Root.Pages.Kids.append(pdf.Root.Pages)
        else:
            page.UserUnit = chance.choice((0, -1, 10**6, 2))
        return _saved(pdf, chance)


def _saved(pdf: pikepdf.Pdf, chance: random.Random) -> bytes:
    out = BytesIO()
    modes = (pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate)
    pdf.save(
        out,
        fix_metadata_version=False,
        object_stream_mode=chance.choice(modes),
        compress_streams=chance.random() < 0.5,
        deterministic_id=True,
    )
    return out.getvalue()


_KINDS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "bytes": _bytes,
    "cross references": _cross_references,
    "operators": _stream,
    "objects": _object,
    "maps": _map,
    "page tree": _tree,
}
