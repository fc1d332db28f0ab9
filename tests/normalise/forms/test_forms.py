"""Forms of completion as plans print them."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalise.forms.form_cell import parse_completion_form
from pipeline.normalise.text.account import unaccounted
from pipeline.normalise.text.tokens import tokens_of
from pipeline.registry.agencies import agencies_by_id
from pipeline.registry.cell_words import form_words
from pipeline.registry.loading import read_yaml

STAGE_1 = date(2013, 1, 31)
STAGE_2 = date(2014, 12, 30)
NOW = date(2024, 6, 1)

GOV, AP = "government", "presidential-administration"
MRD, MNE, FIN = "ministry-of-regional-development", "ministry-of-national-economy", "ministry-of-finance"
AKIMS = ("akims-of-regions", "akim-of-astana", "akim-of-almaty")

# printed, day, types, recipients; none of these gives a remark
DECREE = [
    ("ӨДМ-нің бұйрығы", STAGE_1, ("order",), ()),
    ("Қазақстан Республикасы Заңының жобасына ӨДМ-ге ұсыныстар", STAGE_1, ("proposal",), (MRD,)),
    ("Қазақстан Республикасы Заңының жобасы", STAGE_1, ("law_draft",), ()),
    ("аудандар мәслихаттарының шешімдері", STAGE_1, ("decision",), ()),
    ("Қазақстан Республикасының Президенті Әкімшілігіне ақпарат", STAGE_1, ("information",), (AP,)),
    ("Қазақстан Республикасы Президенті Әкімшілігіне ақпарат", STAGE_1, ("information",), (AP,)),
    ("Қазақстан Республикасы Президентінің Әкімшілігіне ақпарат", STAGE_2, ("information",), (AP,)),
    ("Қазақстан Республикасы Президенті Жарлығының жобасы", STAGE_1, ("decree_draft",), ()),
    ("Қаржыминіне ақпарат", STAGE_1, ("information",), (FIN,)),
    ("Қазақстан Республикасының Үкіметіне ұсыныс", STAGE_1, ("proposal",), (GOV,)),
    ("Қазақстан Республикасының Үкіметіне ақпарат", STAGE_2, ("information",), (GOV,)),
    ("ҰЭМ-ге талдамалық жазба", STAGE_2, ("analytical_note",), (MNE,)),
    ("Қазақстан Республикасының Заңы жобасының тұжырымдамасы", STAGE_2, ("law_concept",), ()),
    ("Қазақстан Республикасы Заңының жобасы", STAGE_2, ("law_draft",), ()),
    (
        "Дөңгелек үстелдер, семинарлар өткізу, БАҚ-та сөз сөйлеу",
        STAGE_2,
        ("round_table", "seminar", "media_appearance"),
        (),
    ),
    ("Семинарлар өткізу, БАҚ-та сөз сөйлеу", STAGE_2, ("seminar", "media_appearance"), ()),
    ("Семинарлар өткізу", STAGE_2, ("seminar",), ()),
    ("БАҚ-та жарияланым", STAGE_2, ("publication",), ()),
    (
        "Жергілікті өзін-өзі басқару органдарына әдістемелік көмек",
        STAGE_2,
        ("methodological_assistance",),
        ("local-self-government-bodies",),
    ),
]

CLEAN = [
    ("ҰЭМ-ге есеп", ("report",), (MNE,)),
    ("Үкіметке есеп", ("report",), (GOV,)),
    ("ҚР Үкіметіне есеп", ("report",), (GOV,)),
    ("Үкіметке жыл сайын ақпарат", ("information",), (GOV,)),
    ("ҰЭМ-ге және Қаржыминіне есеп", ("report",), (MNE, FIN)),
    ("ҰЭМ мен Қаржыминіне ақпарат және ұсыныстар", ("information", "proposal"), (MNE, FIN)),
    ("ҰЭМ, Қаржыминіне ақпарат", ("information",), (MNE, FIN)),
    ("Үкіметке ақпарат, ҰЭМ-ге есеп", ("information", "report"), (GOV, MNE)),
    ("Президент Әкімшілігіне, Үкіметке ақпарат", ("information",), (AP, GOV)),
    ("Қазақстан Республикасының Президентіне ұсыныстар", ("proposal",), ("president",)),
    ("Парламенттің қарауына заң жобасын енгізу", ("law_draft",), ("parliament",)),
    ("Премьер-Министр Кеңсесіне ақпарат", ("information",), ("prime-minister-s-office",)),
    ("Қаржы министрлігіне ақпарат беру", ("information",), (FIN,)),
    ("Ұлттық экономика министрлігіне ұсыныстар енгізу", ("proposal",), (MNE,)),
    ("мүдделі мемлекеттік органдарға ақпарат", ("information",), ("interested-state-bodies",)),
    (
        "облыстардың, Астана және Алматы қалаларының әкімдеріне әдістемелік көмек",
        ("methodological_assistance",),
        AKIMS,
    ),
    ("Заң жобасы бойынша ұсыныстар", ("proposal",), ()),
    ("Заң жобасы туралы Үкіметке ақпарат", ("information",), (GOV,)),
    ("заңнаманы жетілдіру жөнінде Үкіметке ұсыныстар", ("proposal",), (GOV,)),
    ("Қазақстан Республикасы Үкіметі қаулысының жобасы", ("act_draft",), ()),
    ("Қазақстан Республикасы Үкіметінің қаулысының жобасы", ("act_draft",), ()),
    ("қаулы жобасы", ("act_draft",), ()),
    ("НҚА жобасы", ("act_draft",), ()),
    ("НҚА жобалары", ("act_draft",), ()),
    ("нормативтік құқықтық актінің жобасы", ("act_draft",), ()),
    ("нормативтік құқықтық актілердің жобалары", ("act_draft",), ()),
    ("бұйрық жобасы", ("act_draft",), ()),
    ("Премьер-Министр өкімінің жобасы", ("act_draft",), ()),
    ("бұйрық", ("order",), ()),
    ("Бұйрықтар", ("order",), ()),
    ("бұйрық шығару", ("order",), ()),
    ("бірлескен бұйрық", ("order",), ()),
    ("Ұлттық экономика министрінің бұйрығы", ("order",), ()),
    ("ҰЭМ мен Қаржыминінің бірлескен бұйрығы", ("order",), ()),
    ("мәслихат шешімі", ("decision",), ()),
    ("мәслихаттардың шешімдері", ("decision",), ()),
    ("заң жобасы", ("law_draft",), ()),
    ("Заңдардың жобалары", ("law_draft",), ()),
    ("заң жобасының тұжырымдамасы", ("law_concept",), ()),
    ("Жарлық жобасы", ("decree_draft",), ()),
    ("келісім", ("agreement",), ()),
    ("меморандум", ("agreement",), ()),
    ("ынтымақтастық туралы меморандум", ("agreement",), ()),
    ("келісімге қол қою, меморандум", ("agreement",), ()),
    ("нормативтік құқықтық кесімнің жобасы", ("act_draft",), ()),
    ("бірлескен бұйрық, келісім", ("order", "agreement"), ()),
    ("бұйрықтар, әдістемелік ұсынымдар", ("order", "methodological_assistance"), ()),
    ("Қазақстан Республикасының Үкіметіне есеп, БАҚ-та жарияланым", ("report", "publication"), (GOV,)),
    ("жұмыс тобын құру туралы бұйрық", ("order",), ()),
    ("Қазақстан Республикасы Премьер-Министрінің өкімі жобасы", ("act_draft",), ()),
    ("НҚА жобаларына ұсыныстар", ("proposal",), ()),
    ("ҰЭМ-ге ақпаратты ұсыну", ("information",), (MNE,)),
    ("Парламент Мәжілісіне заң жобасын енгізу", ("law_draft",), ("mazhilis-of-parliament",)),
    ("дөңгелек үстел", ("round_table",), ()),
    ("Дөңгелек үстелдер мен семинарлар", ("round_table", "seminar"), ()),
    ("семинар-кеңестер", ("seminar",), ()),
    ("БАҚ-та мақалалар", ("publication",), ()),
    ("БАҚ-та жариялау", ("publication",), ()),
    ("БАҚ-тағы жарияланымдар", ("publication",), ()),
    ("сөз сөйлеу; жарияланымдар; брифингтер", ("media_appearance", "publication", "media_appearance"), ()),
    ("мақалалар мен сұхбаттар жариялау", ("publication", "media_appearance"), ()),
    ("талдау жазбасы", ("analytical_note",), ()),
    ("аналитикалық жазба", ("analytical_note",), ()),
    ("талдамалық жазбалар", ("analytical_note",), ()),
    ("баяндама", ("report",), ()),
    ("Есеп", ("report",), ()),
    ("ЕСЕП", ("report",), ()),
    ("ақпарат (жыл сайын)", ("information",), ()),
    ("", (), ()),
    ("-", (), ()),
]

# printed, types, recipients, codes of the remarks
REMARKED = [
    ("хаттама", ("other",), (), {"form_without_code"}),
    ("Қазақстан Республикасы Үкіметінің қаулысы", ("other",), (), {"form_without_code"}),
    ("Тамақтандыру", ("other",), (), {"form_not_understood"}),
    ("ақпарат жүйесін құру", ("other",), (), {"form_not_understood"}),
    ("ҰЭМ", ("other",), (), {"form_not_understood"}),
    ("келісім бойынша", ("other",), (), {"form_not_understood"}),
    ("Үкіметке", ("other",), (GOV,), {"form_not_understood"}),
    ("пайдалануға беру актісі", ("other",), (), {"form_without_code"}),
    ("Қазақстан Республикасы Президентінің Жарлығы", ("other",), (), {"form_without_code"}),
    ("интернет-ресурста орналастыру", ("other",), (), {"form_not_understood"}),
    ("тренингтер, семинарлар", ("other", "seminar"), (), {"form_without_code"}),
    ("Ассоциацияға есеп", ("report",), (), {"unknown_agency"}),
    ("АБВ-ға есеп", ("report",), (), {"unknown_agency"}),
    ("Мемлекеттік мүлік комитетіне есеп", ("report",), (), {"unknown_agency"}),
    ("ҚМ-ге есеп", ("report",), (), {"ambiguous_agency"}),
    ("ӨДМ-ге есеп", ("report",), (MRD,), {"agency_outside_life"}),
]


@pytest.mark.parametrize(("printed", "as_of", "types", "recipients"), DECREE)
def test_decree(printed: str, as_of: date, types: tuple[str, ...], recipients: tuple[str, ...]) -> None:
    form = parse_completion_form(printed, as_of=as_of)
    assert (form.types, form.recipient_agency_ids, form.findings) == (types, recipients, ())


@pytest.mark.parametrize(("printed", "types", "recipients"), CLEAN)
def test_other_editions(printed: str, types: tuple[str, ...], recipients: tuple[str, ...]) -> None:
    form = parse_completion_form(printed, as_of=STAGE_2)
    expected = tuple(dict.fromkeys(types))
    assert (form.types, form.recipient_agency_ids, form.findings) == (expected, recipients, ())


@pytest.mark.parametrize(("printed", "types", "recipients", "codes"), REMARKED)
def test_remarks(printed: str, types: tuple[str, ...], recipients: tuple[str, ...], codes: set[str]) -> None:
    form = parse_completion_form(printed, as_of=STAGE_2)
    assert (form.types, form.recipient_agency_ids) == (types, recipients)
    assert {remark.code for remark in form.findings} >= codes
    assert form.findings


_WORDS = st.sampled_from(
    [
        "ҰЭМ-ге",
        "ҚМ-ге",
        "Үкіметке",
        "есеп",
        "ақпарат",
        "заң",
        "жобасы",
        "жобасына",
        ",",
        ";",
        "және",
        "(",
        ")",
        "туралы",
        "қарауына",
        "xyz",
        "-",
        "БАҚ-та",
        "\n",
    ]
)


_KNOWN = [phrase for phrases in form_words().results.values() for phrase in phrases]
_TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(_WORDS, max_size=20).map(" ".join),
    st.lists(st.one_of(_WORDS, st.sampled_from(_KNOWN), st.integers(0, 3000).map(str))).map(" ".join),
)


@given(_TEXTS)
@settings(max_examples=500, deadline=None)
def test_the_account_of_any_string_is_whole(text: str) -> None:
    form = parse_completion_form(text, as_of=NOW)
    assert not unaccounted(text, form.account)
    told = " ".join([*form.recipient_texts, *(remark.message for remark in form.findings)])
    for token in tokens_of(text):
        # a message quotes the beginning of a long stretch
        assert not token.is_number or token.text in told or "…" in told


@given(_TEXTS)
@settings(max_examples=500, deadline=None)
def test_any_string_gives_a_value(text: str) -> None:
    form = parse_completion_form(text, as_of=NOW)
    assert set(form.types) <= {*form_words().results}
    assert set(form.recipient_agency_ids) <= set(agencies_by_id())
    assert {remark.code for remark in form.findings} <= set(read_yaml("findings.yml"))


@pytest.mark.parametrize(
    "unit", ["есеп, ", "ҰЭМ-ге ", "заң жобасының ", "(", "сөз ", "ә", ", ", "нормативтік құқықтық ", "-"]
)
def test_long_strings_are_fast(unit: str) -> None:
    text = (unit * 10_000)[:10_000]
    parse_completion_form("есеп", as_of=NOW)
    spent = []
    for _ in range(5):
        start = time.process_time()
        parse_completion_form(text, as_of=NOW)
        spent.append(time.process_time() - start)
    # about 25 ms on a free core; machines that run the tests are often shared
    assert min(spent) < 0.1


def test_codes_are_the_contracts() -> None:
    codes = (
        "order decree_draft law_draft law_concept decision proposal information analytical_note report "
        "publication media_appearance seminar round_table methodological_assistance agreement act_draft other"
    )
    assert set(form_words().results) == set(codes.split())
