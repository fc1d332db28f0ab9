"""Made-up maslikhat decision: youth policy of a district. Items `1.1.`, other head words, another column order."""
# ruff: noqa: E501  # texts are typed as they read

from __future__ import annotations

from datetime import date

from tests.factory.description import UP, Column, Edition, Paragraph, Plan, Row, Section, Stage

_LOCAL = "жергілікті бюджет"

SECTIONS = (
    Section(
        number="1",
        title="Жастардың жұмыспен қамтылуы",
        rows=(
            Row(item="1", measure="«Жастар практикасы» бағдарламасы бойынша түлектерді жұмысқа орналастыру",
                completion_form="Ақпарат", deadline="тоқсан сайын", cost="5 400",
                executors="Аудандық жұмыспен қамту және әлеуметтік бағдарламалар бөлімі"),
            Row(item="2", measure="Бос жұмыс орындары жәрмеңкесін өткізу", completion_form=UP,
                deadline="жыл сайын сәуір, қазан", cost="талап етілмейді", executors=UP),
            Row(item="3", measure="Жазғы еңбек жасақтарын құру (кемінде 120 жасөспірім)", completion_form="Әкімнің өкімі",
                deadline="жыл сайын маусым", cost="3 150,6", executors="Аудандық ішкі саясат бөлімі, "
                    "ауылдық округтердің "
                "әкімдері"),
            Row(item="4", measure="Жас кәсіпкерлерге арналған гранттар байқауын жариялау", completion_form="Хаттама",
                deadline="2020 жылғы наурыз", cost="12 000", executors="Аудандық кәсіпкерлік бөлімі, "
                    "«Атамекен» ҰКП-ның "
                "аудандық филиалы (келісім бойынша)"),
        ),
    ),
    Section(
        number="2",
        title="Патриоттық тәрбие және бос уақытты ұйымдастыру",
        rows=(
            Row(item="1", measure="Аудан тарихы бойынша өлкетану экспедицияларын ұйымдастыру", completion_form="Есеп",
                deadline="2020-2022 жылдар", cost="900", executors="Аудандық білім бөлімі"),
            Row(item="2", measure="Мыналарды өткізу:", completion_form="Фотоесеп, БАҚ-та жарияланым",
                deadline="", cost="", executors="Аудандық мәдениет және тілдерді дамыту бөлімі"),
            Row(item="2", sub="1", measure="ауданішілік дебат турнирін;", completion_form=UP, deadline="жыл сайын ақпан",
                cost=_LOCAL, executors=UP),
            Row(item="2", sub="2", measure="жас ақындар айтысын;", completion_form=UP, deadline="жыл "
                "сайын наурыз",
                cost=UP, executors=UP),
            Row(item="2", sub="3", measure="ұлттық спорт түрлерінен жасөспірімдер спартакиадасын",
                completion_form=UP, deadline="жыл сайын тамыз", cost=UP, executors="Аудандық дене "
                    "шынықтыру және спорт "
                "бөлімі"),
            Row(item="3", removed_note="алып тасталды - Көктал аудандық мәслихатының 2021.03.26 № 5/48 "
                "шешімімен"),
            Row(item="4", measure="Ауылдарда ашық спорт алаңдарын салу (Ақсу, Жаңаталап, Бірлік ауылдары)",
                completion_form="Пайдалануға беру актісі", deadline="2021 жылғы 3-тоқсан", cost="2020 "
                    "жыл – 8 200; "
                "2021 жыл – 9 450", executors="Аудандық құрылыс бөлімі"),
        ),
    ),
    Section(
        number="3",
        title="Құқық бұзушылықтың және нашақорлықтың алдын алу",
        rows=(
            Row(item="1", measure="Мектептер мен колледждерде дәріс-әңгімелер өткізу", completion_form="Іс-шаралар кестесі",
                deadline="ай сайын", cost="талап етілмейді", executors="Аудандық полиция бөлімі "
                    "(келісім бойынша), "
                "аудандық аурухана (келісім бойынша)"),
            Row(item="2", measure="Өзін-өзі тану және психологиялық қолдау кабинеттерін ашу", completion_form="Бұйрық",
                deadline="2020 жылдың соңына дейін", cost=UP, executors="Аудандық білім бөлімі"),
            Row(item="3", measure="Жастар ресурстық орталығының сенім телефонын іске қосу", completion_form=UP,
                deadline="2020 жылғы 1 қыркүйек", cost="250", executors=UP),
        ),
    ),
)  # fmt: skip

EDITION = Edition(
    name="youth",
    title="Көктал ауданында мемлекеттік жастар саясатын іске асыру жөніндегі 2020 - 2022 жылдарға "
    "арналған іс-шаралар "
    "жоспарын бекіту туралы",
    act_type="decision",
    body="Көктал аудандық мәслихаты",
    body_code="koktal-district-maslikhat",
    number="52/3",
    date=date(2019, 12, 24),
    edition_date=date(2021, 3, 26),
    act_line="Көктал аудандық мәслихатының 2019 жылғы 24 желтоқсандағы № 52/3 шешімі",
    basis="«Мемлекеттік жастар саясаты туралы» 2015 жылғы 9 ақпандағы Қазақстан Республикасының Заңы "
    "7-бабының "
    "2-тармағына сәйкес Көктал аудандық мәслихаты ШЕШІМ ҚАБЫЛДАДЫ:",
    paragraphs=(
        Paragraph(
            number="1",
            text="Қоса беріліп отырған Көктал ауданында мемлекеттік жастар саясатын іске асыру "
            "жөніндегі 2020 - 2022 "
            "жылдарға арналған іс-шаралар жоспары бекітілсін.",
        ),
        Paragraph(
            number="2",
            text="Осы шешім оның алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң "
            "қолданысқа "
            "енгізіледі.",
        ),
    ),
    signatory_position="Көктал аудандық мәслихатының хатшысы",
    signatory_name="Н. Ойдандиев",
    approval=(
        "Көктал аудандық мәслихатының",
        "2019 жылғы 24 желтоқсандағы",
        "№ 52/3 шешімімен",
        "бекітілген",
    ),
    plan=Plan(
        title="Көктал ауданында мемлекеттік жастар саясатын іске асыру жөніндегі 2020 - 2022 жылдарға "
        "арналған іс-шаралар "
        "жоспары",
        columns=(
            Column(field="number", head="№"),
            Column(field="measure", head="Іс-шаралардың атауы"),
            Column(field="executors", head="Орындауға жауаптылар"),
            Column(field="deadline", head="Іске асыру мерзімі"),
            Column(field="completion_form", head="Аяқталу нысаны"),
            Column(field="cost", head="Қажетті қаражат (мың теңге)"),
        ),
        stages=(Stage(sections=SECTIONS),),
        number_form="{s}.{i}.",
    ),
    footnotes=(("120 жасөспірім", "14 пен 17 жас аралығындағы."),),
)
