"""Acts cited by their day and number: the act's own head, the act that it rests on, acts named in a measure.

The same reference comes in four orders: `Қазақстан Республикасы Үкіметінің 2013 жылғы 31 қаңтардағы № 78
қаулысы`, `2013 жылғы 13 маусымдағы Қазақстан Республикасының Заңы`, with the title in quotes before or
within, and with the kind before the day. Case endings follow what the sentence needs (`Жарлығына сәйкес`,
`қаулысымен бекітілген`).

Heads print the body in the genitive and the country without it (`Қазақстан Республикасы Үкіметінің …
қаулысы`), and ministers issue what ids give to their ministry. Acts without a day are named by their titles,
of which a list prints the kind once (`«Білім туралы» және «Ғылым туралы» заңдары`), and codes by their name.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

import regex

from pipeline.normalise.bodies.find_bodies import find_agencies
from pipeline.normalise.notes.amending_acts import act_type_of, acting_pattern, lead_of, number_after
from pipeline.normalise.text.enclosed import Enclosed, blanked, find_enclosed
from pipeline.normalise.text.letters import in_cyrillic
from pipeline.normalise.text.printed_dates import PrintedDate, find_dates
from pipeline.registry.act_words import IssuingBody, act_words
from pipeline.registry.agencies import agencies_by_id
from pipeline.registry.cell_words import agency_grammar
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.language_words import language_words, stem
from pipeline.registry.loading import LANGUAGES, by_language, language_in_use, reading_in
from pipeline.registry.word_orders import word_order

_LOOK_BACK = 160  # characters before the day in which the issuing body stands
_LONGEST_KIND = 80  # characters of an act's kind with the country, before its title
_GAP_TO_TITLE = 3
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActReference:
    """An act as a text cites it, `[start, end)` without its title; the word for its kind ends it.

    Attributes:
        act_type: the published code (resolution, decree, order, decision, law), null if no kind is named.
        issuing_body_text: the words for the issuing body in their printed case.
        body_code: the issuing body in ids: an agency id, or the kind of body for local ones.
        date: null where the words do not say one day.
        number: as printed, without its sign; null if none is printed, as often with laws.
        title_text: the words in quotes that name it, without the quotes.
        title_start: offset of the title's opening quote.
        findings: what is missing or was not understood.
    """

    act_type: str | None = None
    issuing_body_text: str | None = None
    body_code: str | None = None
    date: dt.date | None = None
    number: str | None = None
    title_text: str | None = None
    title_start: int | None = None
    start: int = 0
    end: int = 0
    findings: tuple[Remark, ...] = ()

    @property
    def issuing_body_name(self) -> str | None:
        """The issuing body in the nominative, by the registry's name where it has one."""
        return body_name(self.issuing_body_text, self.body_code) if self.issuing_body_text else None


@by_language()
def _local_pattern() -> re.Pattern[str]:
    """Астана қаласы мәслихатының: a local body with the capitalised words and kinds of place before it."""
    stems = "|".join(stem for body in act_words().issuing_bodies for stem in body.stems)
    places = "|".join(act_words().place_kinds)
    return re.compile(
        rf"(?:(?:[^\W\d_a-zа-яёәғқңөұүһі][\w-]{{0,30}}|(?i:{places})[^\W\d_]{{0,12}})\s){{0,9}}"
        rf"(?i:{stems})[^\W\d_]*$"
    )


def find_act_references(text: str) -> list[ActReference]:
    """The acts that a text cites by their day, in order."""
    return list(_references(text)) if _DIGIT.search(text) else []


# a measure's text is asked for what it names, and for the days of laws that others wait for
@by_language(maxsize=1024)
def _references(text: str) -> tuple[ActReference, ...]:
    quotes = [span for span in find_enclosed(text) if not span.is_bracket]
    plain = blanked(text, quotes)
    dates = list(find_dates(plain))
    found: list[ActReference] = []
    for date, following in zip(dates, [*dates[1:], None], strict=False):
        before = found[-1] if found else None
        number, end = number_after(plain, date.end) or (None, date.end)
        act = ActReference(
            date=date.value,
            number=number,
            start=date.start,
            end=end,
            findings=(date.remark,) if date.remark else (),
        )
        lead = lead_of(plain, max(before.end if before else 0, date.start - _LOOK_BACK), date.start)
        read = _led(text, plain, act, lead, before) if lead else _unled(text, plain, act, following, before)
        if read is not None:
            if read.issuing_body_text:
                read = replace(read, body_code=body_code(read.issuing_body_text, read.date))
            found.append(_with_title(text, read, quotes, is_led=lead is not None))
    return tuple(found)


def parse_act_reference(text: str) -> ActReference:
    """The first act that a text cites, as its head line does; what it does not say is null and a finding."""
    found = find_act_references(in_cyrillic(text))
    if not found:
        remark = Remark(code="act_reference_incomplete", message="No act's day and kind were found.")
        return ActReference(findings=(remark,))
    act = found[0]
    wanted = {
        "kind": act.act_type, "issuing body": act.issuing_body_text, "day": act.date, "number": act.number,
    }  # fmt: skip
    absent = ", ".join(name for name, value in wanted.items() if value is None)
    remark = Remark(code="act_reference_incomplete", message=f"The act's {absent} was not found.")
    return replace(act, findings=(*act.findings, remark)) if absent else act


def _unled(
    text: str, plain: str, act: ActReference, following: PrintedDate | None, before: ActReference | None
) -> ActReference | None:
    """Reads the words around a day and number; null where they cite no act."""
    end, day_start = act.end, act.start
    body_start, body_text, act_type = _body_before(text, plain, day_start)
    kind = word_order("act_kind").match(plain, end)
    body_after = ""
    if kind is not None:
        act_type, end = act_type_of(kind["stem"]), kind.end()
        body_after = " ".join(text[slice(*kind.span("body"))].split())
    elif following is not None and act.number is not None and _only_joins(plain[end : following.start]):
        # № 78 және 27.10.2014 № 1139 қаулылары: the kind stands after the last
        number_there = number_after(plain, following.end)
        shared = word_order("act_kind").match(plain, number_there[1] if number_there else following.end)
        act_type = act_type_of(shared["stem"]) if shared else act_type
    elif act_type is None or act.number is None:
        return None
    if body_text is None and before is not None and _only_joins(plain[before.end : day_start]):
        body_text = before.issuing_body_text
    if body_after and (body_text is None or country_pattern().match(body_after)):
        body_text, body_start = body_after, day_start
    return replace(act, act_type=act_type, issuing_body_text=body_text, start=body_start, end=end)


def _led(
    text: str, plain: str, act: ActReference, lead: regex.Match[str], before: ActReference | None
) -> ActReference | None:
    """An act whose kind and body stand before its day, or are those of the act that it is listed with."""
    if lead["stem"]:
        body_text = text[slice(*lead.span("body"))].strip(" ,") if lead["body"] else None
        act_type = act_type_of(lead["stem"])
        act = replace(act, act_type=act_type, issuing_body_text=body_text, start=lead.start("kind"))
    elif (
        before is not None
        and not lead["kind"]  # a letter
        and (act.number or re.search(r"\w", lead[0]))
        and not re.search(r"\w", plain[before.end : lead.start()])
    ):
        act = replace(act, act_type=before.act_type, issuing_body_text=before.issuing_body_text)
    return act if act.act_type else None


def _body_before(text: str, plain: str, day_start: int) -> tuple[int, str | None, str | None]:
    """The issuing body before a day: its offset, its words, and the kind of act if it stands there."""
    window = max(0, day_start - _LOOK_BACK)
    words = acting_pattern().sub("", plain[window:day_start].rstrip(" ,"))
    words = word_order("session_of").sub("", words)
    stop = max(words.rfind(mark) for mark in ".;:()")
    countries = [match for match in country_pattern().finditer(words) if match.start() > stop]
    begin = countries[-1].start() if countries else None
    if begin is not None and re.search(r"\d", words[begin:]):
        begin = None
    if begin is None:
        local = _local_pattern().search(words[stop + 1 :])
        begin = stop + 1 + local.start() if local else None
    if begin is None:
        return day_start, None, None
    body = " ".join(text[window + begin : window + len(words)].split())
    kind = next((match for match in word_order("act_kind").finditer(body) if match.end() == len(body)), None)
    if kind is None:
        return window + begin, body, None
    return window + begin, body[: kind.start("kind")].strip(), act_type_of(kind["stem"])


def _only_joins(words: str) -> bool:
    return words.strip(" ,;") in {"", *act_words().joining_words}


def _with_title(text: str, reference: ActReference, quotes: list[Enclosed], *, is_led: bool) -> ActReference:
    """Adds the quoted title within the reference, or right before it; behind it where the kind is first."""
    for quote in quotes:
        within = reference.start <= quote.start < reference.end
        first, last = (reference.end, quote.start) if is_led else (quote.end, reference.start)
        if within or (first <= last and not text[first:last].strip()):
            title = text[quote.start + 1 : quote.end - 1].strip()
            end = max(reference.end, quote.end)
            return replace(reference, title_text=title, title_start=quote.start, end=end)
    return reference


@by_language()
def country_pattern() -> re.Pattern[str]:
    """The country's name or its short form, in any case; `Шығыс Қазақстан облысы` names a region."""
    words = act_words()
    places = "|".join(words.place_kinds)
    return re.compile(rf"\b(?:{'|'.join(words.country)})\w*(?!\w)(?!\s+(?:{places}))", re.IGNORECASE)


def body_code(body_text: str, as_of: dt.date | None) -> str | None:
    """The issuing body in ids: an agency's id where the registry has one, else its kind.

    A ministry's name is read as of the act's day.
    """
    lowered = body_text.lower()
    kinds = [body for body in act_words().issuing_bodies if any(stem in lowered for stem in body.stems)]
    if kinds and kinds[0].local:
        return _local_code(lowered, kinds[0])
    known = [body for body in find_agencies(body_text, as_of) if body.agency_id] if as_of else []
    if known:
        # `… министрлігі Автомобиль жолдары комитетінің`: the act is not the ministry's
        rest = lowered[known[-1].end :]
        below = next((body for body in kinds if any(stem in rest for stem in body.stems)), None)
        return below.code if below else known[-1].agency_id
    if kinds:
        return kinds[0].code
    # a law names the republic and nothing else: it is the parliament's
    words = country_pattern().sub("", lowered, count=1).split()
    return act_words().law_giver if len(words) <= 1 and words != lowered.split() else None


def _local_code(lowered: str, body: IssuingBody) -> str:
    """A local body's id with its place, since every district has one: `koktal-district-maslikhat`."""
    words = act_words()
    is_after = agency_grammar().is_head_first
    places: list[list[str]] = []
    kind_before = None
    for word in re.findall(r"[^\W\d_]+", lowered):
        if any(word.startswith(stem) for stem in body.stems):
            if is_after:
                continue
            break
        kind = next((code for stem, code in words.local_places.items() if word.startswith(stem)), None)
        if kind is None:
            places.append([_place_name(word), *([kind_before] if kind_before else [])])
            kind_before = None
        elif places or not is_after:
            places = places or [[]]
            places[-1].append(kind)
        else:
            kind_before = kind  # города Астаны
    # Енбекшиказахского района Алматинской области: the whole stands behind its part
    ordered = places[::-1] if is_after else places
    return "-".join([*(part for place in ordered for part in place), body.code])


def _place_name(word: str) -> str:
    """A place's name in ids: in Latin letters, as the first language names it where it is known."""
    letters = str.maketrans(dict(act_words().transliteration))
    if language_in_use() == LANGUAGES[0]:
        return word.translate(letters)
    known = (key for key, names in _known_places().items() if stem(word) in map(stem, names))
    key = next(known, None)
    if key is None:
        return word.translate(letters)
    with reading_in(LANGUAGES[0]):
        return _known_places()[key][0].lower().replace(" ", "-").translate(letters)


def _known_places() -> dict[tuple[str, str], tuple[str, ...]]:
    """The names of regions and cities by the same keys in all languages."""
    tables = (("region", agency_grammar().regions), ("city", agency_grammar().cities))
    return {(kind, key): names for kind, table in tables for key, names in table.items()}


def body_name(body_text: str, code: str | None) -> str:
    """The issuing body in the nominative: `Үкіметінің` becomes `Үкіметі`, `Правительства РК` its full name.

    Where the registry's name for the code ends in the same word, or begins with it in a language whose head
    words stand first, that name is given in full.
    """
    words = body_text.split()
    agency = agencies_by_id().get(code) if code else None
    if agency_grammar().is_head_first:
        name = getattr(agency, f"name_{language_in_use()}", None)
        is_it = name and words and stem(name.split()[0]) == stem(words[0])
        return str(name) if is_it else body_text
    for ending in language_words().case_endings["genitive"]:
        if words and words[-1].endswith(ending):
            words[-1] = words[-1].removesuffix(ending)
            break
    if agency is not None and words and agency.name_kk.split()[-1] == words[-1]:
        return agency.name_kk
    return " ".join(words)


def find_named_acts(text: str) -> list[tuple[int, int]]:
    """Where a text names acts without a day, in order; each title of a list is one."""
    quotes = [span for span in find_enclosed(text) if not span.is_bracket]
    plain = blanked(text, quotes)
    joints = {"", *act_words().joining_words}
    found: list[tuple[int, int]] = []
    listed: list[Enclosed] = []
    is_led, end = False, 0
    before_title, after_title = word_order("act_before_title"), word_order("titled_act")
    for quote in quotes:
        is_next = bool(listed or is_led) and plain[end : quote.start].strip(" ,;") in joints
        is_named = plain[max(0, quote.start - _GAP_TO_TITLE) : quote.start].strip()
        begin = max(0, quote.start - _LONGEST_KIND)
        before = before_title.search(plain, begin, quote.start) if is_named else None
        kind = after_title.match(plain, quote.end)
        end = quote.end
        if before is not None or (is_led and is_next):
            found.append((before.start() if before else quote.start, quote.end))
            is_led = True
            continue
        listed, is_led = listed if is_next else [], False
        if kind is None:
            listed.append(quote)
            continue
        if kind["plural"]:
            found += [(title.start, title.end) for title in listed]
        found.append((quote.start, kind.end()))
        listed = []
    found += [match.span() for match in word_order("named_act").finditer(plain)]
    return sorted(found)
