"""Dialogs about what is worked out from the tables of the content: fees, the directory, the calendar."""

import csv
import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from icalendar import Calendar as ICalendar

from bot.app import App, open_app
from bot.config import Settings
from bot.knowledge.library import Library
from tests.scenarios.talk import Dialog, Expected, Person, Press, converse

ANSWER, ASK, CHOICES, DONE, ERROR, UNKNOWN = "answer", "ask", "choices", "done", "error", "unknown"
NOW = "2022-05-02T09:00+09:00"
"""The table in force is that for 2012–2022; the kick-off of 2022 lies behind, its plans lie ahead."""


@pytest.fixture
async def app(settings: Settings, library: Library) -> AsyncIterator[App]:
    async with open_app(settings, now=datetime.fromisoformat(NOW), library=library) as opened:
        yield opened


FEES: dict[str, Dialog] = {
    "works out a city's fee, and varies it": [
        (
            "What would a city of 300k with a GDP per head of 7,000 pay?",
            Expected(ANSWER, "fee-calculator", "en", text="**USD\u00a02,000** for 2022, by the fee table for 2012–2022."),
        ),
        ("and in 2023?", Expected(ANSWER, text="**USD\u00a02,000** for 2023, by the fee table proposed to take effect in 2023.")),
        ("and with 3 million people?", Expected(ANSWER, text="**USD\u00a03,500** for 2023")),
        (Press("And in 2022?"), Expected(ANSWER, text="**USD\u00a03,500** for 2022")),
        (
            "and for an NGO with 60 employees",
            Expected(ANSWER, text="By the table proposed from 2023: USD\u00a03,000, USD\u00a02,000 more"),
        ),
    ],
    "names the bracket, the other table and where it stands": [
        (
            "How much does a company of 350 people pay?",
            Expected(ANSWER, text="- Bracket: 0–499 employees", note="Annex 4, Current"),
        ),
        (
            "and in 2024?",
            Expected(ANSWER, text="- By the table for 2012–2022: USD\u00a02,000, USD\u00a0500 less", note="Annex 4, Proposed"),
        ),
        (
            "and in 2024?",
            Expected(ANSWER, text="_Proposed to the General Assembly of 18 October 2021; the documents at hand don't record"),
        ),
    ],
    "says what it would need to compare": [
        (
            "what would an institution pay where the GDP per head is 12,000?",
            Expected(ANSWER, text="To compare with the table proposed from 2023, I would need the kind."),
        ),
    ],
    "asks for one thing after the other": [
        ("How much does a city of 300k pay?", Expected(ASK, "fee-calculator", text="What is the country's GDP per head")),
        ("12,000", Expected(ANSWER, text="**USD\u00a04,000** for 2022")),
    ],
    "still waits for what it asked after an ok": [
        ("How much does a city of 300k pay?", Expected(ASK, "fee-calculator")),
        ("ok", Expected("greeting", text="All right.")),
        ("20000", Expected(ANSWER, text="**USD\u00a06,500** for 2022")),
    ],
    "takes many inhabitants for a city's": [
        (
            "¿Cuánto pagaría Bogotá con 7 millones de habitantes y PIB por habitante 6000?",
            Expected(ANSWER, "fee-calculator", "es", text="para 2022"),
        ),
    ],
    "asks who it is that has few people": [
        ("we are 45 people, what do we pay", Expected(ASK, text="Who would pay?")),
    ],
    "leads by buttons alone": [
        ("We are a start-up with 45 people, what do we pay?", Expected(ANSWER, text="**USD\u00a02,000** for 2022")),
        (Press("Work out another fee"), Expected(ASK, text="Who would pay?")),
        (Press("Company"), Expected(ASK, text="How many employees are there, worldwide?")),
        ("five hundred", Expected(ANSWER, text="**USD\u00a04,000** for 2022")),
        (Press("And in 2023?"), Expected(ASK, text="What kind is it? The fee depends on that.")),
        (Press("Established company"), Expected(ANSWER, text="**USD\u00a05,000** for 2023")),
    ],
    "says in one sentence what can't be, and goes on": [
        (
            "what would a city with a population of 9 billion pay",
            Expected(ASK, text="9,000,000,000 inhabitants can't be right. Please give a number between 1 and 200,000,000."),
        ),
        ("sorry, 9 million", Expected(ASK, text="What is the country's GDP per head")),
        ("minus what? 4,500 dollars", Expected(ANSWER, text="7,000,000–9,999,999 inhabitants")),
        ("what would a company with 0 employees pay", Expected(ASK, text="0 employees can't be right.")),
        ("what would a city of -5 people pay", Expected(ASK, text="-5 inhabitants can't be right.")),
    ],
    "has no table for years before the first": [
        (
            "what did a university with 45 employees pay in 2011",
            Expected(ANSWER, text="I have no fee table for 2011; the earliest is for 2012."),
        ),
    ],
    "takes the year before for what is asked before it": [
        (
            "What did a city of 300k with a GDP per head of 7,000 pay before 2023?",
            Expected(ANSWER, text="**USD\u00a02,000** for 2022, by the fee table for 2012–2022."),
        ),
    ],
    "leaves the fee when something else is asked": [
        ("How much does a city of 300k pay?", Expected(ASK)),
        ("What is WeGO?", Expected(ANSWER, "what-is-wego")),
    ],
    "goes on in Spanish": [
        (
            "¿Cuánto pagaría una ciudad de 300.000 habitantes con un PIB per cápita de 12.000?",
            Expected(ANSWER, "fee-calculator", "es", text="**4.000\u00a0USD**"),
        ),
        ("y si somos una ONG con 60 empleados?", Expected(ANSWER, lang="es", text="**3.000\u00a0USD** para 2022")),
        ("¿y en 2023?", Expected(ANSWER, lang="es", text="- Tramo: 50–99 empleados")),
    ],
    "goes on in Korean": [
        (
            "인구 30만, 1인당 GDP 1만2천 달러인 도시는 회비를 얼마 내나요?",
            Expected(ANSWER, "fee-calculator", "ko", text="**USD\u00a04,000**"),
        ),
        ("2023년에는요?", Expected(ANSWER, lang="ko", text="2023년")),
    ],
    "goes on in Russian": [
        (
            "сколько платит город с населением 300 тысяч и ВВП на душу 12 000 долларов?",
            Expected(ANSWER, "fee-calculator", "ru", text="**4\u00a0000\u00a0USD**"),
        ),
        ("а в 2023?", Expected(ANSWER, lang="ru", text="2023")),
    ],
}

DIRECTORY: dict[str, Dialog] = {
    "tells whether somebody is a member, and goes on to another": [
        ("Is Barcelona a member?", Expected(ANSWER, "is-member", "en", text="is no longer a member: it withdrew on 9 May 2017.")),
        ("and Seoul?", Expected(ANSWER, text="Yes, **Seoul** (South Korea) is a member; last listed 23 February 2022.")),
        ("and Busan?", Expected(ANSWER, text="**Busan** is not named as a member. It appears as: place of the ITU Busan")),
    ],
    "tells of each where two are asked about, and of founders and who left where a country has no other": [
        (
            "Ташкент и Самарканд оба члены или только один?",
            Expected(ANSWER, "is-member", "ru", text="- Да, **Tashkent** (Узбекистан) значится среди членов"),
        ),
        (
            "Do you have any members in Canada?",
            Expected(ANSWER, "members-list", "en", text="- **Edmonton** (Canada) is one of the founding members; no later list"),
        ),
        (
            "and in Finland?",
            Expected(ANSWER, text="- **Helsinki** (Finland) is no longer a member: it withdrew on 4 December 2017."),
        ),
    ],
    "says so of a city that only took part": [
        (
            "Is Agadir a member?",
            Expected(ANSWER, text="It appears as: participant in the 5th General Assembly", note="as of October 2021"),
        ),
    ],
    "says so of a name that it doesn't know": [
        (
            "Is Quetzaltenango a member?",
            Expected(
                ANSWER,
                "is-member",
                text="I don't find “Quetzaltenango” among the 225 organisations that my documents name as members.",
            ),
        ),
        ("mumbai member?", Expected(ANSWER, "is-member", "en", text="I don't find “Mumbai” among")),
        ("wuppertal, in or out", Expected(ANSWER, "is-member", "en", text="I don't find “Wuppertal” among")),
        ("Казань у вас состоит?", Expected(ANSWER, "is-member", "ru", text="«Казань»")),
        ("海康威视在不在会员名单里", Expected(ANSWER, "is-member", "zh", text="海康威视")),
        ("¿Buenos Aires, la de Costa Rica, es miembro?", Expected(ANSWER, "is-member", "es", text="**Buenos Aires (Costa Rica)**")),
        ("자문위원 누구누구", Expected(ANSWER, "advisory-board-members", "ko")),
        ("Marseille est membre ?", Expected(ANSWER, "is-member", "fr", text="Je ne trouve pas «\u00a0Marseille\u00a0» parmi")),
        ("오사카도 회원인가요?", Expected(ANSWER, "is-member", "ko", text="오사카")),
        ("大阪是会员吗", Expected(ANSWER, "is-member", "zh", text="“大阪”")),
        ("Мюнхен является членом?", Expected(ANSWER, "is-member", "ru", text="«Мюнхен»")),
        ("¿Es Florencia miembro?", Expected(ANSWER, "is-member", "es", text="Florencia")),
        ("هل مرسيليا عضو؟", Expected(ANSWER, "is-member", "ar", text="مرسيليا")),
        ("Florença é membro?", Expected(ANSWER, "is-member", "pt", text="Florença")),
    ],
    "finds those who do something": [
        (
            "Which companies do air quality?",
            Expected(ANSWER, "members-list", text="Breeze Technologies (Germany): Air quality data"),
        ),
        ("and blockchain?", Expected(ANSWER, text="ICONLOOP (South Korea): Blockchain")),
    ],
    "narrows a list down": [
        ("members in Nepal", Expected(ANSWER, "members-list", text="**Members · Nepal**: 18")),
        ("and in India?", Expected(ANSWER, text="**Members · India**: ")),
        ("and companies?", Expected(ANSWER, text="The documents name none for: Companies · India.")),
        ("and in Korea?", Expected(ANSWER, text="**Companies · South Korea**: ")),
    ],
    "lists who joined in a year": [
        ("who joined in 2018?", Expected(ANSWER, "members-list", text="**Members · applied or joined in 2018**: 24 (1–20)")),
        ("who joined in 2018?", Expected(ANSWER, text="- Belbari (Nepal), 29 November 2018", note="as of October 2021")),
    ],
    "lists who joined before, between and since years": [
        ("who joined before 2018?", Expected(ANSWER, "members-list", text="**Members · applied or joined, until 2017**: ")),
        ("¿quién se unió antes de 2018?", Expected(ANSWER, "members-list", "es", text="con solicitud o ingreso, hasta 2017**: ")),
        ("who joined from 2017 to 2018?", Expected(ANSWER, "members-list", text="applied or joined, 2017–2018**: ")),
        ("who joined since 2020?", Expected(ANSWER, "members-list", text="applied or joined, from 2020**: ")),
        (Press("More …"), Expected(ANSWER, text="applied or joined, from 2020**: ")),
    ],
    "counts founders among those who joined before": [
        ("who joined before 2015?", Expected(ANSWER, "members-list", text="- Abu Dhabi (United Arab Emirates), 2010\n")),
    ],
    "knows who joined in 2019 from the annual report": [
        (
            "who joined in 2019?",
            Expected(ANSWER, "new-members-2019", text="36 members, says the 2019 Annual Report, though it names 35"),
        ),
    ],
    "names the Executive Committee of a term": [
        ("EXCOM members 2021-2023", Expected(ANSWER, text="Seventeen cities")),
    ],
    "turns pages by buttons and back at the end": [
        ("members in Africa", Expected(ANSWER, text="**Members · Africa**: 50 (1–20)")),
        (Press("More …"), Expected(ANSWER, text="(21–40)")),
        (Press("More …"), Expected(ANSWER, text="(41–50)")),
    ],
}

CALENDAR: dict[str, Dialog] = {
    "lists what is planned in a quarter, and in the next": [
        ("/events Q3 2022", Expected(ANSWER, lang="en", text="**Q3 2022**: 6 events", note="as of 23 February 2022")),
        ("and in Q4?", Expected(ANSWER, text="- **November 2022**: EXCOM Meeting 2022, Kampala, Uganda")),
        ("and in Q1 1999?", Expected(ANSWER, text="**Q1 1999**: no event in my documents")),
    ],
    "lists what is planned in the language that is asked": [
        ("3분기 행사", Expected(ANSWER, "event-calendar", "ko", text="2022 중국 스마트시티 엑스포")),
    ],
    "lists what is known by its year alone after what is known more exactly": [
        ("what is next?", Expected(ANSWER, "event-calendar", text="**What is ahead**: 41\n\n- **Q2 2022**")),
    ],
    "lists one kind of events": [
        ("/events training", Expected(ANSWER, text="Chengdu Smart City Training Program 2022")),
        ("and expos?", Expected(ANSWER, text="China Smart City Expo 2022, Beijing, China")),
    ],
    "tells the next assembly as exactly as it is known": [
        ("When is the next General Assembly?", Expected(ANSWER, "event-date", text="**6th General Assembly**: 2023\n")),
        ("When is the next General Assembly?", Expected(ANSWER, text="no document records the choice")),
    ],
    "tells the date and time of an assembly by its number": [
        ("when was the 5th GA?", Expected(ANSWER, "event-date", text="**5th General Assembly**: 18 October 2021")),
        ("when was that?", Expected(ANSWER, text="18 October 2021")),
        ("what time is that in Accra?", Expected(ANSWER, text="18 October 2021, 06:00–07:35 (Accra")),
        ("제5차 총회가 언제예요?", Expected(ANSWER, lang="ko", text="**제5차 총회**: 2021년 10월 18일")),
        ("when was the 4th general assembly?", Expected(ANSWER, text="**4th General Assembly**: June 2017")),
    ],
    "tells the time in cities by their names in other languages": [
        ("when was the 5th GA?", Expected(ANSWER, "event-date")),
        ("what time is that in 北京?", Expected(ANSWER, text="18 October 2021, 14:00–15:35 (Shanghai")),
        ("what time is that in Nairobi?", Expected(ANSWER, text="18 October 2021, 09:00–10:35 (Nairobi")),
        ("모스크바 시간으로 5차 총회는 몇 시예요?", Expected(ANSWER, "event-date", "ko", text="09:00–10:35 (모스크바")),
        ("كم الساعة الجمعية العامة الخامسة في القاهرة؟", Expected(ANSWER, "event-date", "ar", text="08:00–09:35 (القاهرة")),
        ("/timezone 서울", Expected(DONE, text="Asia/Seoul")),
        ("/timezone Mumbai", Expected(DONE, text="Asia/Kolkata")),
        ("/timezone Wuppertal", Expected(ASK)),
        ("/timezone 北京", Expected(DONE, text="Asia/Shanghai")),
        ("/timezone القاهرة", Expected(DONE, text="Africa/Cairo")),
        ("/timezone Nairobi time", Expected(DONE, text="Africa/Nairobi")),
    ],
    "gives an event as a file": [
        ("When is the next EXCOM meeting?", Expected(ANSWER, "event-date", text="**EXCOM Meeting 2022**: November 2022")),
        (Press("Add to my calendar"), Expected(DONE, text="EXCOM Meeting 2022, for your calendar.")),
    ],
}

FOREIGN: dict[str, Dialog] = {
    "says in German that it answers in English": [
        (
            "Wie hoch ist der Beitrag für eine Stadt?",
            Expected(CHOICES, lang="en", text="_Ich spreche noch kein Deutsch, deshalb antworte ich auf Englisch._"),
        ),
        ("Wer ist der Präsident?", Expected(ANSWER, "presidents", "en", text="The Mayor of Seoul")),
        (
            "Wie wird das Wetter morgen in Berlin?",
            Expected(UNKNOWN, lang="en", text="_Ich spreche noch kein Deutsch, deshalb antworte ich auf Englisch._"),
        ),
        ("What is WeGO?", Expected(ANSWER, "what-is-wego", "en", text="WeGO, the World Smart Sustainable Cities Organization")),
    ],
    "answers Italian in English": [
        ("Come si diventa membri?", Expected(ANSWER, "how-to-join", "en", text="Write to the secretariat")),
        ("Dove si trova il segretariato?", Expected(ANSWER, "secretariat-address", "en", text="Where the secretariat is")),
    ],
    "says in Nepali that it answers in English": [
        (
            "WeGO को सदस्यता शुल्क कति हो",
            Expected(ANSWER, "what-fees", "en", text="_म अहिलेसम्म नेपाली बोल्दिनँ, त्यसैले अंग्रेजीमा जवाफ दिन्छु।_"),
        ),
        ("पोखरामा भोलि पानी पर्छ?", Expected(UNKNOWN, lang="en", text="_म अहिलेसम्म नेपाली बोल्दिनँ, त्यसैले अंग्रेजीमा जवाफ दिन्छु।_")),
    ],
    "understands Nepali and Hindi mixed into English": [
        ("membership fee kati ho?", Expected(ANSWER, "what-fees", "en", text="Every member pays an annual fee")),
        ("kya Kathmandu member hai?", Expected(ANSWER, "is-member", "en", text="Yes, **Kathmandu** (Nepal) is a member")),
    ],
    "doesn't say so to those who have chosen a language": [
        ("in Korean please", Expected(DONE, lang="ko")),
        ("Wie hoch ist der Beitrag für eine Stadt?", Expected(CHOICES, lang="ko", text="정확히 이해하지 못했습니다.")),
    ],
}

DIALOGS = {**FEES, **DIRECTORY, **CALENDAR, **FOREIGN}


@pytest.mark.parametrize("dialog", DIALOGS.values(), ids=DIALOGS.keys())
async def test_dialog_goes_as_promised(app: App, dialog: Dialog) -> None:
    replies = await converse(Person(app), dialog)

    assert replies == [expected for _, expected in dialog]


async def test_foreign_line_stands_above_the_answer_and_not_above_that_to_a_command(app: App) -> None:
    person = Person(app)

    asked = await person.say("Wie hoch ist der Beitrag für eine Stadt?")
    commanded = await person.say("/topics Wie hoch ist der Beitrag für eine Stadt?")

    assert asked.text.startswith("_Ich spreche noch kein Deutsch, deshalb antworte ich auf Englisch._\n\nI'm not sure")
    assert "Deutsch" not in commanded.text


NEPAL = {
    "en": "How many members are there in Nepal?",
    "ko": "네팔 회원은 누구인가요?",
    "es": "¿Qué miembros hay en Nepal?",
    "fr": "Quels sont les membres au Népal ?",
    "zh": "尼泊尔有哪些会员？",
    "ar": "من هم الأعضاء في نيبال؟",
    "ru": "Кто является членом в Непале?",
    "pt": "Quais são os membros no Nepal?",
}


@pytest.mark.parametrize(("lang", "question"), NEPAL.items())
async def test_members_in_nepal_are_the_same_eighteen_in_every_language(app: App, lang: str, question: str) -> None:
    reply = await Person(app).say(question)

    members = [line.removeprefix("- ") for line in reply.text.splitlines() if line.startswith("- ")]
    assert (reply.kind.value, reply.article, reply.lang) == (ANSWER, "members-list", lang)
    assert [members[0], members[5], members[-1]] == ["Belbari", "Dhulikhel", "Tarakeshwor"]
    assert len(members) == 18


async def test_list_comes_as_a_table_of_all_its_pages(app: App) -> None:
    person = Person(app)
    await person.say("members in Africa")

    reply = await person.say(Press("As a table (CSV)"))

    assert reply.text == "The table, with 50 members."
    assert reply.file is not None
    assert (reply.file.name, reply.file.media_type) == ("members.csv", "text/csv")
    header, *rows = csv.reader(io.StringIO(reply.file.content.decode("utf-8-sig")))
    assert header[:3] == ["name", "category", "country"]
    assert len(rows) == 50
    assert {row[2] for row in rows} >= {"Nigeria", "Sudan", "Kenya"}


async def test_pages_of_a_list_hold_every_member_once(app: App) -> None:
    person = Person(app)
    seen: list[str] = []

    for said in ("members in Africa", Press("More …"), Press("More …")):
        reply = await person.say(said)
        seen += [line for line in reply.text.splitlines() if line.startswith("- ")]

    assert len(seen) == len(set(seen)) == 50
    assert "More …" not in [choice.label for choice in reply.choices]


async def test_event_comes_as_a_file_that_calendars_read(app: App) -> None:
    person = Person(app)
    await person.say("When was the 5th General Assembly?")

    reply = await person.say(Press("Add to my calendar"))

    assert reply.file is not None
    assert (reply.file.name, reply.file.media_type) == ("general-assembly-2021.ics", "text/calendar")
    (entry,) = list[Any](ICalendar.from_ical(reply.file.content).walk("VEVENT"))
    assert entry["DTSTART"].dt == datetime(2021, 10, 18, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2021-12-01T09:00+09:00", "**6th General Assembly**: 2023\n"),
        (
            "2024-01-02T09:00+09:00",
            "General Assembly: no date of a next one is in my documents; the last that they name is 2023 (announced).",
        ),
    ],
)
async def test_next_assembly_is_told_as_far_as_it_is_known_and_then_as_the_rule_without_an_invented_date(
    settings: Settings, library: Library, now: str, said: str
) -> None:
    async with open_app(settings, now=datetime.fromisoformat(now), library=library) as app:
        reply = await Person(app).say("When is the next General Assembly?")

    assert (reply.article, said in reply.text) == ("event-date", True)
    assert [year for year in ("2024", "2025", "2026") if year in reply.text] == []


@pytest.mark.parametrize(("now", "ahead"), [("2022-05-02T09:00+09:00", True), ("2026-11-21T09:00+09:00", False)])
async def test_what_is_ahead_depends_on_the_day(settings: Settings, library: Library, now: str, ahead: bool) -> None:
    async with open_app(settings, now=datetime.fromisoformat(now), library=library) as app:
        reply = await Person(app).say("/events")

    assert ("nothing that my documents date" not in reply.text) is ahead
    assert ("The latest that they name: " in reply.text) is not ahead
    assert reply.note
