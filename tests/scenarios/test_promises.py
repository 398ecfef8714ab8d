"""What the assistant promises beyond single dialogs: time, repeats, failures, and whatever people paste."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from bot.app import App, open_app
from bot.assistant import HISTORY, Assistant
from bot.config import Settings, load_settings
from bot.conversation import Account, Address, Conversation, File, IncomingMessage, Kind, Reply
from bot.errors import UsageError
from bot.knowledge.library import Library
from tests.content_folder import ContentFolder
from tests.scenarios.talk import Person

ANNA = Account("telegram", "7")
QUESTION = IncomingMessage("1", ANNA, Address("telegram", "7"), "What is WeGO?")
SEOUL = "+09:00"


async def ask_at(settings: Settings, library: Library, now: str, *questions: str) -> Reply:
    """Return the reply to the last of some questions, asked at a time."""
    async with open_app(settings, now=datetime.fromisoformat(now), library=library) as app:
        for number, text in enumerate(questions):
            reply = await app.assistant.reply(replace(QUESTION, id=f"{now} {number}", text=text))
    return reply


@pytest.mark.parametrize(
    ("now", "past"),
    [
        (f"2021-10-17T12:00{SEOUL}", False),
        (f"2021-10-18T16:34{SEOUL}", False),
        ("2021-10-18T07:34+00:00", False),
        ("2021-10-18T07:36+00:00", True),  # it ended at 16:35 in Seoul
        (f"2021-10-19T00:01{SEOUL}", True),
    ],
)
async def test_event_is_said_to_be_past_from_its_end_on(settings: Settings, library: Library, now: str, past: bool) -> None:
    reply = await ask_at(settings, library, now, "When was the 5th General Assembly?")

    assert reply.article == "event-date"
    assert ("That date is past." in reply.text) is past


async def test_date_asked_for_afterwards_is_said_to_be_past_too(settings: Settings, library: Library) -> None:
    questions = ("When was the 5th General Assembly?", "when was that?")

    before = await ask_at(settings, library, f"2021-10-01T09:00{SEOUL}", *questions)
    after = await ask_at(settings, library, f"2021-11-01T09:00{SEOUL}", *questions)

    assert "past" not in before.text
    assert "That date is past" in after.text


async def test_sources_are_given_as_values_as_well_as_in_the_note(app: App) -> None:
    reply = await app.assistant.reply(replace(QUESTION, text="who decides the fees"))

    assert reply.citations
    assert {citation.as_of for citation in reply.citations} == {"2021-10"}
    assert [citation.document for citation in reply.citations if citation.document not in reply.note] == []
    assert [citation.section for citation in reply.citations if citation.section not in reply.note] == []


async def test_same_message_again_gets_the_same_reply_and_is_remembered_once(app: App) -> None:
    first = await app.assistant.reply(QUESTION)
    again = await app.assistant.reply(QUESTION)
    known = await app.memory.recall(replace(QUESTION, id="2"), limit=9)

    assert again == first
    assert [turn.text for turn in known.history] == ["What is WeGO?"]


async def test_same_message_again_after_a_restart_gets_the_same_reply(settings: Settings, library: Library) -> None:
    async with open_app(settings, library=library) as app:
        first = await app.assistant.reply(QUESTION)
    async with open_app(settings, library=library) as app:
        again = await app.assistant.reply(replace(QUESTION, text="something else under the same id"))

    assert again == first


async def test_same_message_again_after_a_long_conversation_gets_the_same_reply(app: App) -> None:
    first = await app.assistant.reply(replace(QUESTION, text="When was the 5th General Assembly?"))
    for number in range(HISTORY):
        await app.assistant.reply(replace(QUESTION, id=f"later {number}"))

    again = await app.assistant.reply(replace(QUESTION, text="When was the 5th General Assembly?", action="topics"))

    assert again == first


async def test_language_chosen_in_private_holds_in_the_group_for_that_person_alone(app: App) -> None:
    group = Address("telegram", "-100", "5")
    await app.assistant.reply(replace(QUESTION, text="/language ko"))

    hers = await app.assistant.reply(replace(QUESTION, id="2", to=group, text="What is WeGO?"))
    his = await app.assistant.reply(replace(QUESTION, id="3", to=group, sender=Account("telegram", "8"), text="What is WeGO?"))

    assert (hers.lang, his.lang) == ("ko", "en")


async def test_follow_up_leans_on_ones_own_question_not_on_anothers_in_the_same_room(app: App) -> None:
    group = Address("telegram", "-100")
    await app.assistant.reply(replace(QUESTION, to=group, text="When was the 5th General Assembly?"))

    reply = await app.assistant.reply(replace(QUESTION, id="2", to=group, sender=Account("telegram", "8"), text="when was that?"))

    assert reply.article is None


@pytest.mark.parametrize(
    "action",
    [
        "a:no-such-article",
        "a:",
        "topic:no-such-topic",
        "topic:fees:x",
        "topic:fees:-1",
        "delete:everything",
        ":",
        "a:" + "x" * 5000,
        "a:\0",
        "a:\ud83d",
    ],
)
async def test_button_that_leads_nowhere_is_said_to_be_out_of_date(app: App, action: str) -> None:
    reply = await app.assistant.reply(replace(QUESTION, text="", action=action))

    assert (reply.kind, reply.text) == (Kind.ERROR, "That button is out of date. Please ask again, or pick a topic.")


async def test_page_beyond_the_last_shows_the_way_back(app: App) -> None:
    reply = await app.assistant.reply(replace(QUESTION, text="", action="topic:fees:999999999999"))

    assert [choice.action for choice in reply.choices] == ["topics"]


async def test_photo_without_words_is_asked_to_be_put_into_words(app: App) -> None:
    reply = await app.assistant.reply(replace(QUESTION, text="", attachment=True))

    assert (reply.kind, reply.text) == (Kind.ERROR, "I can only read text. Please type your question.")


PASTED = "**bold** [click](https://evil.example) <b>x</b> <script>alert(1)</script> _i_ `c` &lt; <https://evil.example>"


@pytest.mark.parametrize("text", [PASTED, f"/{PASTED}", f"/language {PASTED}", f"what is {PASTED}?"])
async def test_markup_that_people_paste_is_not_echoed(app: App, text: str) -> None:
    reply = await app.assistant.reply(replace(QUESTION, text=text))

    said = f"{reply.text} {reply.note} {[choice.label for choice in reply.choices]}"
    assert [mark for mark in ("evil.example", "<", "script>", "**bold", "`") if mark in said] == []


async def test_half_a_character_is_answered_like_any_text(app: App) -> None:
    reply = await app.assistant.reply(replace(QUESTION, text="What is WeGO? \ud83d"))

    assert reply.article == "what-is-wego"


@hypothesis(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200), action=st.just("") | st.text(max_size=80), hint=st.none() | st.text(max_size=12))
async def test_nothing_that_a_person_sends_makes_the_assistant_fail(app: App, text: str, action: str, hint: str | None) -> None:
    with structlog.testing.capture_logs() as logs:
        reply = await app.assistant.reply(replace(QUESTION, id=f"{text}{action}", text=text, action=action, language_hint=hint))

    assert reply.text
    assert [entry["event"] for entry in logs if entry["log_level"] == "error"] == []


def assistant_with(app: App, ask: object) -> Assistant:
    """Return an assistant whose answers come from another handler."""
    return Assistant(
        library=app.library,
        memory=app.memory,
        clock=app.clock,
        commands={},
        actions={},
        small_talk={},
        dialogs={},
        ask=ask,  # type: ignore[arg-type]
    )


async def test_zone_that_was_chosen_counts_before_the_one_that_the_client_tells(app: App) -> None:
    seen: list[str | None] = []

    async def note(conversation: Conversation, _text: str) -> Reply:
        seen.append(conversation.zone)
        return Reply(Kind.DONE, "Noted.", "en")

    assistant = assistant_with(app, note)
    for number, hint in enumerate([None, "Asia/Seoul", "Middle/Earth"]):
        await assistant.reply(replace(QUESTION, id=f"before {number}", zone_hint=hint))
    await app.memory.choose_zone(ANNA, "Asia/Kathmandu", at=app.clock.now())
    await assistant.reply(replace(QUESTION, id="chosen", zone_hint="Asia/Seoul"))
    await app.memory.choose_zone(ANNA, "Gone/Since", at=app.clock.now())
    await assistant.reply(replace(QUESTION, id="gone", zone_hint="Asia/Seoul"))

    assert seen == [None, "Asia/Seoul", None, "Asia/Kathmandu", "Asia/Seoul"]


async def test_same_message_again_brings_the_same_file(app: App) -> None:
    file = File("members.csv", "text/csv", "city\r\n서울\r\n".encode())

    async def give(_conversation: Conversation, _text: str) -> Reply:
        return Reply(Kind.DONE, "Here it is.", "en", file=file)

    first = await assistant_with(app, give).reply(QUESTION)
    again = await app.assistant.reply(QUESTION)

    assert first.file == again.file == file


async def test_answer_that_is_missing_in_a_language_is_given_in_the_first_and_says_so(
    folder: ContentFolder, tmp_path: Path
) -> None:
    settings = load_settings(_env_file=None, data_dir=tmp_path / "var", content_dir=folder.root)

    async with open_app(settings) as app:
        person = Person(app, hint="ko-KR")
        translated, missing = await person.press("a:cities"), await person.press("a:companies")

    assert (translated.lang, translated.text) == ("ko", "1년에 10파운드입니다.")
    assert (missing.lang, missing.text) == ("ko", "_이 답은 영어로만 있습니다:_\n\nTwenty pounds a year.")


async def test_bug_in_a_handler_is_a_kind_line_with_a_reference_and_one_log_record_with_a_traceback(app: App) -> None:
    async def trip(_conversation: Conversation, text: str) -> Reply:
        raise ZeroDivisionError(text)

    with structlog.testing.capture_logs() as logs:
        reply = await assistant_with(app, trip).reply(replace(QUESTION, text="What is the fee for my secret city?"))

    (record,) = [entry for entry in logs if entry["log_level"] == "error"]
    assert (record["event"], record["exc_info"]) == ("reply_failed", True)
    assert reply.kind is Kind.ERROR
    assert reply.text.startswith("Sorry, something went wrong on my side")
    assert f"the reference {record['reference']}." in reply.text
    assert "secret city" not in str(logs)


async def test_bug_is_admitted_in_the_persons_language(app: App) -> None:
    async def trip(_conversation: Conversation, _text: str) -> Reply:
        raise ZeroDivisionError

    reply = await assistant_with(app, trip).reply(replace(QUESTION, text="회비가 얼마예요?"))

    assert (reply.lang, reply.text[:5]) == ("ko", "죄송합니다")


async def test_message_that_failed_is_answered_when_it_comes_again_after_the_repair(app: App) -> None:
    async def trip(_conversation: Conversation, _text: str) -> Reply:
        raise ZeroDivisionError

    await assistant_with(app, trip).reply(QUESTION)

    assert (await app.assistant.reply(QUESTION)).article == "what-is-wego"


async def test_database_that_is_gone_is_a_kind_line_too(app: App) -> None:
    async with app.database.connect() as connection:
        await connection.exec_driver_sql("DROP TABLE turns")

    with structlog.testing.capture_logs() as logs:
        reply = await app.assistant.reply(replace(QUESTION, language_hint="es"))

    assert (reply.kind, reply.lang) == (Kind.ERROR, "es")
    assert [entry["event"] for entry in logs if entry["log_level"] == "error"] == ["reply_failed"]


async def test_what_a_handler_refuses_is_said_in_its_words(app: App) -> None:
    async def refuse(_conversation: Conversation, _text: str) -> Reply:
        raise UsageError("Not on Sundays.")

    reply = await assistant_with(app, refuse).reply(QUESTION)

    assert (reply.kind, reply.text) == (Kind.ERROR, "Not on Sundays.")


async def test_logs_of_an_answer_hold_ids_and_no_text(app: App) -> None:
    with structlog.testing.capture_logs() as logs:
        await app.assistant.reply(replace(QUESTION, text="What is WeGO, asks Anna Kowalska"))

    assert [entry["event"] for entry in logs] == ["replied"]
    assert "Kowalska" not in str(logs)
