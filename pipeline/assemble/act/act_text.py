"""The act around its plan: title, day and number, preamble, paragraphs, signature, stamp of approval.

Justified lines make indents and line ends unreliable (`б е р с і н .` fills a line), so that the act is
divided by what each part must say: the line with day and number, the words that enact, paragraph numbers in
sequence, `Ескерту.`, a name with initials, `бекітілген`.

Afterwards: every line before the plan's table is in one part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.assemble.act.act_marks import (
    NAME,
    PARAGRAPH,
    ends_note,
    find_act_line,
    goes_on_above,
    is_signature,
    n_of_act_below,
    name_of,
    signature_lines,
)
from pipeline.assemble.rows.headings import note_pattern, removal_pattern
from pipeline.registry.word_orders import word_order
from pipeline.stations.page import Line
from pipeline.stations.plan import ActText, Owner, Paragraph, PlacedNote
from pipeline.stations.printed import JoinLines, Printed

_LEADING_EM = 1.75
"""The lines of one stamp are at most so far apart, baseline to baseline."""
_MOST_STAMP_LINES = 8


def read_act(lines: Sequence[Line], join: JoinLines) -> ActText:
    """The parts of the act, of the lines before the plan's table in reading order."""
    return _Reader(lines, join).read()


class _Reader:
    """Goes through the lines once; `_at` is the next line to be read."""

    def __init__(self, lines: Sequence[Line], join: JoinLines) -> None:
        self._lines = list(lines)
        self._join = join
        self._at = 0
        self._notes: list[PlacedNote] = []
        self._numbers: set[str] = set()  # of paragraphs: what repeats one is no paragraph's beginning

    def read(self) -> ActText:
        """Reads the parts in their order."""
        title, act_line = self._head()
        preamble = self._preamble(is_alone=act_line is not None)
        is_act = title is not None or preamble is not None or act_line is not None
        paragraphs = self._paragraphs() if is_act else []
        signed = self._signatures() if paragraphs else []
        signature = self._join(signed[0]) if signed else None
        between, approval = self._approval_stamp()
        plan_title = self._plan_title()
        return ActText(
            title=title,
            act_line=act_line,
            preamble=preamble,
            paragraphs=tuple(paragraphs),
            notes=tuple(self._notes),
            signatory_position=NAME.sub("", signature.text).strip() or None if signature else None,
            signatory_name=name_of(signature) if signature else None,
            approval=approval,
            plan_title=plan_title,
            trailing=tuple(self._lines[self._at :]),
            signature=signature,
            between=tuple(between),
            signed_besides=tuple(map(tuple, signed[1:])),
        )

    @property
    def _is_more(self) -> bool:
        return self._at < len(self._lines)

    def _text(self, start: int, end: int) -> str:
        return self._join(self._lines[start:end]).text

    def _enacting_end(self) -> int | None:
        """The first line from here on at whose end the joined words enact, or None."""
        for index in range(self._at, len(self._lines)):
            if word_order("enacting_end").search(self._text(max(self._at, index - 2), index + 1)):
                return index
        return None

    def _head(self) -> tuple[Printed | None, Printed | None]:
        """The title and the line with day and number, in either order."""
        limit = self._enacting_end()
        limit = len(self._lines) if limit is None else limit + 1
        matches = ((at, PARAGRAPH.match(line.text)) for at, line in enumerate(self._lines[:limit]))
        first = next((at for at, match in matches if match and match["number"] == "1"), limit)
        found = find_act_line(self._lines, first, self._text)
        if found is None:
            return None, None
        start, self._at = found
        title = self._join(self._lines[:start]) if start else None
        act_line = self._join(self._lines[start : self._at])
        self._take_notes("act", None)
        if title is None:
            title = self._title_after(limit)
            self._take_notes("act", None)
        return title, act_line

    def _title_after(self, limit: int) -> Printed | None:
        """A title below the line with day and number: centred or bold lines before the preamble."""
        start = end = self._at
        face = self._lines[start].glyphs[0].font if start < limit else ""
        while (
            end < limit
            and self._lines[end].glyphs[0].font == face
            and not word_order("enacting_end").search(self._lines[end].text)
            and (end == start or goes_on_above(self._lines, end))
        ):
            end += 1
        if end >= limit or end == start or goes_on_above(self._lines, end):
            return None  # what stands there is the preamble already
        self._at = end
        return self._join(self._lines[start:end])

    def _preamble(self, *, is_alone: bool) -> Printed | None:
        """The words before the paragraphs; the last paragraph of these, where a title may be among them."""
        end = self._enacting_end()
        if end is None and not is_alone:
            return None
        paragraphs = (at for at in range(self._at, len(self._lines)) if PARAGRAPH.match(self._lines[at].text))
        first = next(paragraphs, None)
        if end is None or (first is not None and first <= end):
            end = first - 1 if first is not None else None
        if end is None or end < self._at:
            return None
        start = self._at if is_alone else end
        while start > self._at and goes_on_above(self._lines, start):
            start -= 1
        self._at = end + 1
        return self._join(self._lines[start : end + 1])

    def _take_notes(self, owner: Owner, key: str | None) -> None:
        """Notes that stand here, each to the full stop that ends it."""
        while self._is_more and note_pattern().match(self._lines[self._at].text):
            start = self._at
            self._at += 1
            while self._is_more and not ends_note(*self._lines[self._at - 1 : self._at + 1]):
                self._at += 1
            printed = self._join(self._lines[start : self._at])
            self._notes.append(PlacedNote(printed=printed, owner_type=owner, owner_key=key))

    def _paragraphs(self) -> list[Paragraph]:
        found: list[Paragraph] = []
        while self._is_more:
            match = PARAGRAPH.match(self._lines[self._at].text)
            if match is None or match["number"] in self._numbers:
                break
            number, start = match["number"], self._at
            self._numbers.add(number)
            self._at += 1
            while self._is_more and not self._ends_paragraph(self._at, int(number.split("-")[0])):
                self._at += 1
            printed = self._join(self._lines[start : self._at])
            own = replace(printed, text=PARAGRAPH.sub("", printed.text, count=1))
            if removal_pattern().match(own.text):
                # all that is printed of a removed paragraph is the note that removes it
                self._notes.append(PlacedNote(printed=own, owner_type="paragraph", owner_key=number))
                own = replace(own, text="")
            found.append(Paragraph(number=number, printed=own, lines=printed.lines))
            self._take_notes("paragraph", number)
        return found

    def _ends_paragraph(self, index: int, number: int) -> bool:
        """Whether paragraph `number` ends before this line."""
        text = self._lines[index].text
        match = PARAGRAPH.match(text)
        is_new = match is not None and match["number"] not in self._numbers
        if match and is_new and int(match["number"].split("-")[0]) in {number, number + 1}:
            return True
        if note_pattern().match(text):
            return True
        if not self._lines[index - 1].text.endswith((".", ":", ";")) or text[:1].islower():
            return False
        return is_signature(self._lines, index) or self._is_stamp(index)

    def _is_stamp(self, index: int) -> bool:
        for line in self._lines[index : index + _MOST_STAMP_LINES]:
            if word_order("approval").search(line.text):
                return True
            if line.text.endswith((".", ";")):
                return False
        return False

    def _signatures(self) -> list[list[Line]]:
        """The lines of each signature: several persons may sign, as a session's chairman and secretary do."""
        signed: list[list[Line]] = []
        while self._is_more and is_signature(self._lines, self._at):
            lines, after = signature_lines(self._lines, self._at)
            if signed and any(word_order("approval").search(line.text) for line in lines):
                break
            signed.append(lines)
            self._at = after
        return signed

    def _approval_stamp(self) -> tuple[list[Line], Printed | None]:
        """The last stamp before the plan, and the lines above it: other annexes may stand there."""
        stamps: list[int] = []
        is_note = False
        for index in range(self._at, len(self._lines)):
            text = self._lines[index].text
            goes_on = is_note and not ends_note(*self._lines[index - 1 : index + 1])
            is_note = goes_on or bool(note_pattern().match(text))
            if not is_note and word_order("approval").search(text):
                stamps.append(index)
        if not stamps:
            return [], None
        last = stamps[-1]
        start = self._at if len(stamps) == 1 else self._stamp_start(last)
        if word_order("stamp_opening").match(self._lines[last].text):
            start = last
        between = self._lines[self._at : start]
        self._at = last + 1 + n_of_act_below(self._lines, start, last)
        return between, self._join(self._lines[start : self._at])

    def _stamp_start(self, last: int) -> int:
        """The first line of the stamp that ends with the line `last`: of those close above on its page."""
        start = last
        while start > self._at:
            above, line = self._lines[start - 1], self._lines[start]
            is_close = line.baseline - above.baseline <= _LEADING_EM * max(line.size, above.size)
            if above.page_number != line.page_number or not is_close:
                break
            start -= 1
        return start

    def _ends_title(self, start: int) -> bool:
        """Whether the plan's title, which begins at `start`, is whole, or its first heading follows."""
        following = self._lines[self._at].text
        if any(word_order(kind).fullmatch(following) for kind in ("stage", "level")):
            return True
        is_whole = word_order("plan_title").fullmatch(self._text(start, self._at)) is not None
        return is_whole and not following[:1].islower()

    def _plan_title(self) -> Printed | None:
        start = self._at
        while self._is_more and not note_pattern().match(self._lines[self._at].text):
            if self._at > start and self._ends_title(start):
                break
            self._at += 1
        title = self._join(self._lines[start : self._at]) if self._at > start else None
        self._take_notes("plan", None)
        return title
