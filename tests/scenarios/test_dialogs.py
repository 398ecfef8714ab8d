"""Dialogs, one for each promise, through the real assistant with the real content."""

import pytest

from bot.app import App, open_app
from bot.config import Settings
from bot.conversation import Account, Address, IncomingMessage
from bot.knowledge.library import Library
from tests.scenarios.talk import Dialog, Expected, Person, Press, converse

ANSWER, ASK, CHOICES, DONE, ERROR, GREETING, UNKNOWN = "answer", "ask", "choices", "done", "error", "greeting", "unknown"

DIALOGS: dict[str, Dialog] = {
    "greets and offers topics": [
        ("Hello!", Expected(GREETING, lang="en", text="I am the assistant of WeGO")),
        ("/start", Expected(GREETING, lang="en", text="I am the assistant of WeGO")),
        ("안녕하세요", Expected(GREETING, lang="ko", text="WeGO 안내 도우미")),
        ("¡Buenos días!", Expected(GREETING, lang="es", text="asistente de WeGO")),
    ],
    "takes small talk as such": [
        ("ok, got it", Expected(GREETING, text="All right. Ask on whenever you like.")),
        ("vale", Expected(GREETING, lang="es", text="Muy bien.")),
        ("thank you very much", Expected(GREETING, text="You're welcome")),
        ("Are you a robot?", Expected(GREETING, text="I am an assistant, a program")),
        ("gracias", Expected(GREETING, lang="es", text="De nada")),
        ("adiós", Expected(GREETING, lang="es", text="Hasta pronto")),
    ],
    "answers with document, section and date": [
        (
            "How much is the membership fee for local governments?",
            Expected(ANSWER, "fee-local-governments", "en", text="400 to 10,000 USD", note="as of October 2021"),
        ),
        ("How often does the General Assembly meet?", Expected(ANSWER, "general-assembly", note="Sources: ")),
        ("WeGO가 뭐예요?", Expected(ANSWER, "what-is-wego", "ko", note="출처: ")),
        ("¿Qué es WeGO?", Expected(ANSWER, "what-is-wego", "es", note="a fecha de ")),
    ],
    "leads to an answer by buttons alone": [
        ("/topics", Expected(ASK, text="What would you like to know about?")),
        (Press("Fees"), Expected(ASK, text="Fees: pick a question.")),
        (Press("More …"), Expected(ASK, text="Fees: pick a question.")),
        (Press("Topics"), Expected(ASK, text="What would you like to know about?")),
        (Press("About WeGO"), Expected(ASK, text="About WeGO: pick a question.")),
    ],
    "leads from an answer to related ones": [
        ("How much is the membership fee for local governments?", Expected(ANSWER, "fee-local-governments")),
        (Press("The fee for cities under 300,000 people"), Expected(ANSWER, "fee-small-cities")),
    ],
    "changes its language by words and keeps it": [
        ("in Korean please", Expected(DONE, lang="ko", text="이제부터 한국어로 말씀드리겠습니다.")),
        ("What is WeGO?", Expected(ANSWER, "what-is-wego", "ko")),
        ("en español, por favor", Expected(DONE, lang="es")),
        ("What is WeGO?", Expected(ANSWER, "what-is-wego", "es")),
    ],
    "changes its language by buttons": [
        ("change language", Expected(ASK, lang="en", text="Which language shall I speak?")),
        (Press("한국어"), Expected(DONE, lang="ko")),
        ("/topics", Expected(ASK, lang="ko", text="무엇이 궁금하신가요?")),
    ],
    "changes its language by a command": [
        ("/language es", Expected(DONE, lang="es")),
        ("hello", Expected(GREETING, lang="es")),
        ("/language KO", Expected(DONE, lang="ko")),
        ("/language xx", Expected(ASK, lang="ko", text="그 언어는 아직 할 줄 모릅니다.")),
    ],
    "tells the time zone and changes it, by a command or by words": [
        ("/timezone", Expected(ASK, lang="en", text="Which city's time shall I use?")),
        ("/timezone Kathmandu", Expected(DONE, text="I give times in the zone Asia/Kathmandu, where it is ")),
        ("time zone", Expected(ASK, text="I give times in the zone Asia/Kathmandu")),
        ("timezone são paulo", Expected(DONE, text="America/Sao Paulo")),
        ("/timezone Atlantis", Expected(ASK, text="I don't know the time there. Name the nearest large city")),
        ("Mi zona horaria es Bogotá", Expected(DONE, lang="es", text="America/Bogota")),
        ("시간대 Seoul", Expected(DONE, lang="ko", text="Asia/Seoul")),
        ("/timezone", Expected(ASK, lang="ko", text="Asia/Seoul")),
    ],
    "asks which zone is meant when a name means several": [
        ("/timezone west", Expected(ASK, text="Which of these time zones is yours?")),
        (Press("Brazil/West"), Expected(DONE, text="Brazil/West")),
    ],
    "speaks the language that a question is written in until one is chosen": [
        ("¿Qué es WeGO?", Expected(ANSWER, "what-is-wego", "es")),
        ("menú", Expected(ASK, lang="es")),
        ("회비가 얼마예요?", Expected(ANSWER, "what-fees", "ko")),
        ("/help", Expected(GREETING, lang="ko")),
        ("What is WeGO?", Expected(ANSWER, "what-is-wego", "en")),
    ],
    "says, in a language that it does not speak, that it answers in English": [
        ("Wie wird das Wetter morgen in Berlin?", Expected(UNKNOWN, lang="en", text="_Ich spreche noch kein Deutsch")),
        ("मौसम कैसा है?", Expected(UNKNOWN, lang="en", text="_मैं अभी हिन्दी नहीं बोलता")),
    ],
    "takes a follow-up as one": [
        ("What does a city pay?", Expected(ANSWER, "fee-local-governments")),
        ("and for companies?", Expected(ANSWER, "fee-corporations", "en")),
    ],
    "tells the date of what was just spoken of": [
        ("When was the 5th General Assembly?", Expected(ANSWER, "event-date")),
        ("when was that?", Expected(ANSWER, "event-date", text="18 October 2021")),
    ],
    "asks what is meant, and takes the pressed guess": [
        ("who pays", Expected(CHOICES, text="I'm not sure what you mean. Is it one of these?")),
        (Press("Who pays no fee"), Expected(ANSWER, "who-pays-nothing")),
    ],
    "gives both answers where two things may be meant": [
        ("committee election", Expected(ANSWER, "agenda-4-5-6-elections-2021", text="**How a city can join the")),
        (Press("None of these"), Expected(UNKNOWN)),
    ],
    "gives in when none of its guesses is meant": [
        ("who pays", Expected(CHOICES)),
        (Press("None of these"), Expected(UNKNOWN, text="mailto:secretariat@we-gov.org")),
        (Press("Topics"), Expected(ASK)),
    ],
    "says that it doesn't know, and who does": [
        ("What is the best pizza in Naples?", Expected(UNKNOWN, text="I won't guess")),
        ("who won the world cup", Expected(UNKNOWN, text="[secretariat@we-gov.org](mailto:secretariat@we-gov.org)")),
        ("كيف أصلح إطار دراجتي المثقوب؟", Expected(UNKNOWN)),
        ("מה מזג האוויר מחר?", Expected(UNKNOWN)),
        ("天気はどうですか", Expected(UNKNOWN)),
    ],
    "names the way out of an unknown command": [
        ("/fees", Expected(ERROR, text="I don't know the command /fees. /help shows what I can do.")),
        ("/", Expected(ERROR, text="/help")),
        ("/LANGUAGE", Expected(ASK)),
        ("/ask What is WeGO?", Expected(ANSWER, "what-is-wego")),
        ("/ask", Expected(ERROR, text="Please type your question")),
    ],
    "asks for words where there are none": [
        ("", Expected(ERROR, text="Your message reached me without words.")),
        ("   \n\t ", Expected(ERROR, text="Your message reached me without words.")),
        ("🏙️👍🏽", Expected(ERROR, text="Your message reached me without words.")),
        ("\u200b\u200d\ufeff\u2060", Expected(ERROR, text="Your message reached me without words.")),
        ("?!…", Expected(ERROR, text="Your message reached me without words.")),
        ("\u202e\u202d", Expected(ERROR, text="Your message reached me without words.")),
    ],
    "reads questions through their disguises": [
        ("WHAT IS WEGO???", Expected(ANSWER, "what-is-wego")),
        ("What\u200b is\u00a0We\u00adGO?", Expected(ANSWER, "what-is-wego")),
        ("Ｗｈａｔ ｉｓ ＷｅＧＯ？", Expected(ANSWER, "what-is-wego")),
        ("\u202eWhat is WeGO?\u202c", Expected(ANSWER, "what-is-wego")),
        ("What is WeGO?\0", Expected(ANSWER, "what-is-wego")),
        ("  \n What is WeGO? 😀 ", Expected(ANSWER, "what-is-wego")),
    ],
    "sends back what is too long to read": [
        ("x" * 2001, Expected(ERROR, text="Please ask in a sentence or two.")),
        ("What is the fee? " * 6_000, Expected(ERROR, text="Please ask in a sentence or two.")),
        ("회" * 100_000, Expected(ERROR)),
        ("What is WeGO?", Expected(ANSWER, "what-is-wego")),
    ],
}


@pytest.mark.parametrize("dialog", DIALOGS.values(), ids=DIALOGS.keys())
async def test_dialog_goes_as_promised(app: App, dialog: Dialog) -> None:
    replies = await converse(Person(app), dialog)

    assert replies == [expected for _, expected in dialog]


LEANS_ON_MEMORY = [
    "changes its language by words and keeps it",
    "changes its language by buttons",
    "tells the time zone and changes it, by a command or by words",
    "takes a follow-up as one",
    "tells the date of what was just spoken of",
    "asks what is meant, and takes the pressed guess",
    "gives in when none of its guesses is meant",
]


@pytest.mark.parametrize("dialog", [DIALOGS[promise] for promise in LEANS_ON_MEMORY], ids=LEANS_ON_MEMORY)
async def test_dialog_goes_the_same_when_the_process_restarts_before_every_message(
    settings: Settings, library: Library, dialog: Dialog
) -> None:
    replies = []
    async with open_app(settings, library=library) as app:
        person = Person(app)
    for step in dialog:
        async with open_app(settings, library=library) as person.app:
            replies += await converse(person, [step])

    assert replies == [expected for _, expected in dialog]


async def test_clients_language_counts_until_something_is_written(app: App) -> None:
    dialog: Dialog = [
        ("/start", Expected(GREETING, lang="ko")),
        ("What is WeGO?", Expected(ANSWER, lang="en")),
        ("/start", Expected(GREETING, lang="en")),
    ]

    replies = await converse(Person(app, hint="ko-KR"), dialog)

    assert replies == [expected for _, expected in dialog]


async def test_unspoken_language_of_the_client_means_the_first(app: App) -> None:
    assert (await Person(app, hint="sw-ke").say("/start")).lang == "en"


async def test_guesses_are_two_or_three_and_none_of_these(app: App) -> None:
    reply = await Person(app).say("who pays")

    assert 2 <= len(reply.choices[:-1]) <= 3
    assert reply.choices[-1].action == "none"


async def test_every_article_is_reached_by_buttons_alone(app: App) -> None:
    reached: set[str] = set()
    waiting = [f"topic:{topic}" for topic in app.library.topics]
    person = Person(app)
    person.last = await person.say("/topics")

    while waiting:
        page = await app.assistant.reply(pressed(waiting.pop(), len(reached)))
        reached |= {choice.action for choice in page.choices if choice.action.startswith("a:")}
        waiting += [choice.action for choice in page.choices if choice.action.count(":") == 2]

    assert len(reached) == app.library.article_count


def pressed(action: str, number: int) -> IncomingMessage:
    return IncomingMessage(f"{action} {number}", Account("test", "boris"), Address("test", "boris"), action=action)
