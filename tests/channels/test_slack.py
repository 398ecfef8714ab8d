"""The Slack channel against a Slack of our own: questions, commands and buttons in, our answers out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from aiohttp import web

from bot.app import App
from bot.channels.base import HttpAnswer
from bot.channels.slack import SlackChannel
from tests.channels.slack_payloads import (
    CHANNEL,
    DIRECT,
    MAYA,
    TS,
    changed,
    click,
    direct_message,
    home_click,
    home_opened,
    mention,
    slash,
    thread_started,
)
from tests.channels.slack_running import FEES, call, event, make, running
from tests.fakes.clock import FakeClock
from tests.fakes.slack import BOT, FakeSlack


async def test_a_direct_question_is_answered_in_its_thread_with_blocks_and_their_text(
    channel: SlackChannel, slack: FakeSlack
) -> None:
    answer = await event(channel, direct_message())

    [sent] = await slack.wait_for("chat.postMessage")
    assert answer == HttpAnswer(200, "", "text/plain;charset=utf-8")
    assert (sent["channel"], sent.get("thread_ts"), sent["unfurl_links"], sent["unfurl_media"]) == (DIRECT, TS, False, False)
    assert sent["text"].startswith(FEES)
    assert [block["type"] for block in sent["blocks"]][:2] == ["section", "context"]


async def test_a_mention_is_answered_in_its_thread(channel: SlackChannel, slack: FakeSlack) -> None:
    await event(channel, mention())

    [sent] = await slack.wait_for("chat.postMessage")
    assert (sent["channel"], sent["thread_ts"]) == (CHANNEL, TS)
    assert sent["text"].startswith(FEES)


async def test_a_mention_without_a_word_is_greeted(channel: SlackChannel, slack: FakeSlack) -> None:
    await event(channel, mention(f"<@{BOT}>"))

    [sent] = await slack.wait_for("chat.postMessage")
    assert sent["text"].startswith("Hello! I am the assistant of WeGO.")


async def test_a_file_without_text_is_told_that_only_text_is_read(channel: SlackChannel, slack: FakeSlack) -> None:
    await event(channel, direct_message("", subtype="file_share", files=[{"id": "F1"}]))

    [sent] = await slack.wait_for("chat.postMessage")
    assert sent["text"] == "I can only read text. Please type your question."


async def test_what_slack_brings_again_is_answered_once(channel: SlackChannel, slack: FakeSlack) -> None:
    answers = [await event(channel, direct_message(), "Ev1") for _ in range(4)]
    await event(channel, direct_message("thanks"), "Ev2")

    sent = await slack.wait_for("chat.postMessage", 2)
    assert [answer.status for answer in answers] == [200] * 4
    assert sent[1]["text"].startswith("You're welcome")


async def test_an_edited_question_is_answered_anew_and_an_unchanged_one_is_not(channel: SlackChannel, slack: FakeSlack) -> None:
    await event(channel, direct_message("What is WeGO?"), "Ev1")
    await event(channel, changed(DIRECT, "What is WeGO?", "What is WeGO?"), "Ev2")
    await event(channel, changed(DIRECT, "What is WeGO?", "How much is the membership fee?"), "Ev3")
    await event(channel, direct_message("thanks", ts="1515449540.1"), "Ev4")

    sent = await slack.wait_for("chat.postMessage", 3)
    assert sent[1]["text"].startswith(FEES)
    assert sent[2]["text"].startswith("You're welcome")


async def test_the_language_set_in_slack_is_a_hint_and_asked_for_once_an_hour(app: App, slack: FakeSlack) -> None:
    slack.locale = "ko-KR"
    clock = FakeClock()
    async with running(make(app, slack.api_base, clock=clock)) as channel:
        await event(channel, mention(f"<@{BOT}>"), "Ev1")
        await event(channel, mention(f"<@{BOT}>"), "Ev2")
        sent = await slack.wait_for("chat.postMessage", 2)
        clock.advance(timedelta(minutes=61))
        await event(channel, mention(f"<@{BOT}>"), "Ev3")
        await slack.wait_for("chat.postMessage", 3)

    assert all(message["text"].startswith("안녕하세요!") for message in sent)
    assert [args["include_locale"] for args in slack.made("users.info")] == ["1", "1"]


async def test_the_time_zone_set_in_slack_is_a_hint(app: App, slack: FakeSlack) -> None:
    slack.zone = "Asia/Kathmandu"
    async with running(make(app, slack.api_base)) as channel:
        await event(channel, direct_message("timezone"))
        [sent] = await slack.wait_for("chat.postMessage")

    assert sent["text"].startswith("I give times in the zone Asia/Kathmandu")


async def test_a_question_is_answered_when_slack_does_not_tell_the_language(app: App, slack: FakeSlack) -> None:
    slack.answer("users.info", {"ok": False, "error": "missing_scope"}, {"ok": True, "user": {"locale": "ko-KR"}})
    async with running(make(app, slack.api_base, clock=FakeClock())) as channel:
        await event(channel, mention(f"<@{BOT}>"), "Ev1")
        await event(channel, mention(f"<@{BOT}>"), "Ev2")
        sent = await slack.wait_for("chat.postMessage", 2)

    assert all(message["text"].startswith("Hello!") for message in sent)
    assert len(slack.made("users.info")) == 1


async def test_who_slack_did_not_tell_of_is_asked_for_again_a_minute_later(app: App, slack: FakeSlack) -> None:
    clock = FakeClock()
    slack.answer("users.info", {"ok": False, "error": "internal_error"}, {"ok": True, "user": {"locale": "ko-KR"}})
    async with running(make(app, slack.api_base, clock=clock)) as channel:
        await event(channel, mention(f"<@{BOT}>"), "Ev1")
        await slack.wait_for("chat.postMessage")
        clock.advance(timedelta(minutes=1))
        await event(channel, mention(f"<@{BOT}>"), "Ev2")
        await slack.wait_for("chat.postMessage", 2)

    assert len(slack.made("users.info")) == 2


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("help", "Ask me about WeGO in your own words."),
        ("topics", "What would you like to know about?"),
        ("language es", "A partir de ahora le hablo en español."),
        ("timezone Nowhere", "I don't know the time there."),
        ("timezone Ho Chi Minh City", "From now on I give times in the zone Asia/Ho Chi Minh"),
        ("How much is the membership fee?", FEES),
        ("", "Hello! I am the assistant of WeGO."),
    ],
)
async def test_a_slash_command_is_answered_to_its_sender_alone(
    channel: SlackChannel, slack: FakeSlack, said: str, start: str
) -> None:
    answer = await call(channel, slash(said, slack.response_url))

    [sent] = await slack.wait_for("respond")
    assert (answer.status, answer.body) == (200, "")
    assert (sent["response_type"], sent["replace_original"], sent["unfurl_links"]) == ("ephemeral", False, False)
    assert sent["text"].startswith(start)
    assert sent["blocks"][0]["type"] == "section"


@pytest.mark.parametrize(
    "refusal",
    [lambda: web.Response(status=404, text="expired_url"), lambda: web.json_response({"ok": False, "error": "used_url"})],
)
async def test_a_slash_command_that_can_no_longer_be_answered_there_is_answered_to_its_sender_otherwise(
    channel: SlackChannel, slack: FakeSlack, refusal: Callable[[], web.Response]
) -> None:
    slack.answer("respond", refusal())

    await call(channel, slash("topics", slack.response_url))

    [sent] = await slack.wait_for("chat.postEphemeral")
    assert (sent["channel"], sent["user"], sent["text"]) == (CHANNEL, MAYA, "What would you like to know about?")


async def test_a_button_is_answered_and_one_that_nobody_offered_is_not_believed(channel: SlackChannel, slack: FakeSlack) -> None:
    await call(channel, click("a:what-fees"))
    for number, forged in enumerate(["a:../../etc/passwd", "a:what-fees:x", "admin", "topic:fees:-1", "x" * 2000, "a:"]):
        await call(channel, click(forged, trigger_id=f"forged.{number}"))

    sent = await slack.wait_for("chat.postMessage", 7)
    assert sent[0]["text"].startswith(FEES)
    assert {message["text"] for message in sent[1:]} == {"That button is out of date. Please ask again, or pick a topic."}


async def test_a_button_of_a_message_that_only_one_person_sees_is_answered_to_that_person(
    channel: SlackChannel, slack: FakeSlack
) -> None:
    hidden = {"type": "message", "message_ts": TS, "channel_id": CHANNEL, "is_ephemeral": True}

    await call(channel, click("topics", channel=CHANNEL, container=hidden, response_url=slack.response_url))

    [sent] = await slack.wait_for("respond")
    assert (sent["response_type"], sent["replace_original"]) == ("ephemeral", False)


async def test_the_home_tab_shows_topics_and_languages_in_the_readers_language(channel: SlackChannel, slack: FakeSlack) -> None:
    slack.locale = "es-ES"

    await event(channel, home_opened())

    [published] = await slack.wait_for("views.publish")
    buttons = [button for block in published["view"]["blocks"] if block["type"] == "actions" for button in block["elements"]]
    assert (published["user_id"], published["view"]["type"]) == (MAYA, "home")
    assert published["view"]["blocks"][0]["text"]["text"] == "Pregunte a WeGO"
    languages = [button["value"].removeprefix("lang:") for button in buttons if button["value"].startswith("lang:")]
    assert languages == ["en", "ko", "es", "fr", "zh", "ar", "ru", "pt"]
    assert {"topic:fees", "topic:membership"} <= {button["value"] for button in buttons}


async def test_buttons_of_the_home_tab_are_answered_in_the_direct_conversation(channel: SlackChannel, slack: FakeSlack) -> None:
    await call(channel, home_click("topic:fees"))
    await call(channel, {**home_click("lang:ko"), "trigger_id": "2.2"})

    sent = await slack.wait_for("chat.postMessage", 2)
    [published] = await slack.wait_for("views.publish")
    assert [message["channel"] for message in sent] == [f"D{MAYA}"] * 2
    assert slack.made("conversations.open") == [{"users": MAYA}]
    assert published["view"]["blocks"][0]["text"]["text"] == "WeGO에 물어보기"


async def test_opening_the_conversation_suggests_questions_and_a_workspace_without_that_does_not_mind(
    channel: SlackChannel, slack: FakeSlack
) -> None:
    slack.answer("assistant.threads.setSuggestedPrompts", {"ok": False, "error": "unknown_method"})
    await event(channel, home_opened("messages"), "Ev1")
    await event(channel, home_opened("messages"), "Ev2")
    await event(channel, thread_started(), "Ev3")

    asked = await slack.wait_for("assistant.threads.setSuggestedPrompts", 3)
    assert [(args["channel_id"], args.get("thread_ts")) for args in asked] == [(DIRECT, None), (DIRECT, None), (DIRECT, TS)]
    assert [len(args["prompts"]) for args in asked] == [4, 4, 4]
    assert slack.made("views.publish") == []
