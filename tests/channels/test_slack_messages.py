"""What Slack's calls ask of us."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.slack_messages import Task, Update, read
from bot.channels.slack_text import readable
from tests.channels.slack_payloads import (
    CHANNEL,
    DIRECT,
    MAYA,
    TS,
    changed,
    click,
    direct_message,
    event_call,
    home_click,
    home_opened,
    mention,
    slash,
    thread_started,
)
from tests.fakes.slack import BOT

QUESTION = "How much is the membership fee?"


@pytest.mark.parametrize(
    ("event", "channel", "thread", "conversation", "private"),
    [
        (direct_message(), DIRECT, TS, DIRECT, True),
        (direct_message(thread_ts="1.5"), DIRECT, "1.5", DIRECT, True),
        (direct_message(subtype="thread_broadcast", thread_ts="1.5"), DIRECT, "1.5", DIRECT, True),
        (mention(), CHANNEL, TS, f"{CHANNEL}:{TS}", False),
        (mention(thread_ts="1.5"), CHANNEL, "1.5", f"{CHANNEL}:1.5", False),
        (changed(DIRECT, "How much?", QUESTION), DIRECT, TS, DIRECT, True),
        (changed(CHANNEL, f"<@{BOT}> How much?", f"<@{BOT}> {QUESTION}"), CHANNEL, TS, f"{CHANNEL}:{TS}", False),
        (mention(edited={"user": MAYA, "ts": "1.9"}), CHANNEL, TS, f"{CHANNEL}:{TS}", False),
    ],
)
def test_a_question_is_answered_where_it_was_asked(
    event: dict[str, Any], channel: str, thread: str, conversation: str, private: bool
) -> None:
    update = read(event_call(event), BOT)

    assert update is not None
    message = update.message(update.channel, "ko-KR")
    assert (update.channel, update.thread, message.to.conversation_id) == (channel, thread, conversation)
    assert (message.text, message.private, message.sender.user_id, message.language_hint) == (QUESTION, private, MAYA, "ko-KR")


@pytest.mark.parametrize(
    "event",
    [
        direct_message(bot_id="B0OTHER"),
        direct_message(user=BOT),
        direct_message(user="USLACKBOT"),
        direct_message(subtype="channel_join"),
        direct_message(subtype="message_deleted"),
        direct_message(subtype="assistant_app_thread"),
        direct_message(channel=CHANNEL, channel_type="channel"),
        direct_message(channel=CHANNEL, channel_type="channel", text=f"<@{BOT}> also comes as app_mention"),
        mention(channel=DIRECT),
        mention(bot_id="B0OTHER"),
        changed(DIRECT, QUESTION, QUESTION),
        changed(DIRECT, QUESTION, "without the mark of an edit: a link's preview", edited=None),
        changed(DIRECT, "ours", "ours, updated", bot_id="B0BOT"),
        changed(CHANNEL, "hello all", "hello everyone"),
        {"type": "reaction_added", "user": MAYA, "reaction": "eyes", "item": {"type": "file", "file": "F1"}},
        {"type": "reaction_added", "user": BOT, "reaction": "eyes", "item": {"type": "message", "channel": DIRECT, "ts": TS}},
        {"type": "pin_added", "user": MAYA},
    ],
)
def test_what_asks_nothing_of_us_is_left_alone(event: dict[str, Any]) -> None:
    assert read(event_call(event), BOT) is None


@pytest.mark.parametrize("body", [{"type": "view_closed"}, {"type": "app_rate_limited"}, {"type": "message_action"}, {}])
def test_calls_of_other_kinds_are_left_alone(body: dict[str, Any]) -> None:
    assert read(body, BOT) is None


def test_an_edited_mention_has_one_name_however_slack_tells_it() -> None:
    edited = {"user": MAYA, "ts": "1515449530.000000"}
    as_mention = read(event_call(mention(edited=edited), "Ev1"), BOT)
    as_change = read(event_call(changed(CHANNEL, "before", f"<@{BOT}> {QUESTION}"), "Ev2"), BOT)

    assert as_mention is not None
    assert as_mention == as_change


def test_our_own_name_is_told_by_the_call_before_we_know_it() -> None:
    update = read(event_call(mention()), None)

    assert update is not None
    assert update.text == QUESTION


@pytest.mark.parametrize(
    ("event", "text", "attachment"),
    [
        (mention(f"<@{BOT}>"), "/start", False),
        (mention(f" <@{BOT}|wego>  "), "/start", False),
        (mention(f"<@{BOT}>", files=[{"id": "F1"}]), "", True),
        (direct_message("", subtype="file_share", files=[{"id": "F1"}]), "", True),
        (direct_message("What is this?", subtype="file_share", files=[{"id": "F1"}]), "What is this?", True),
        (direct_message(""), "", False),
    ],
)
def test_little_or_no_text_is_told_apart(event: dict[str, Any], text: str, attachment: bool) -> None:
    update = read(event_call(event), BOT)

    assert update is not None
    assert (update.text, update.attachment) == (text, attachment)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("help", "/help"),
        (" Topics ", "/Topics"),
        ("language", "/language"),
        ("language ko", "/language ko"),
        ("language of the assembly?", "language of the assembly?"),
        ("announce 7", "/announce 7"),
        ("help me find the fees", "help me find the fees"),
        ("회비는 얼마인가요?", "회비는 얼마인가요?"),
        ("fish &amp; chips", "fish & chips"),
        ("", "/start"),
    ],
)
def test_what_follows_a_slash_command_is_a_command_or_a_question(written: str, text: str) -> None:
    update = read(slash(written, "https://hooks.slack.com/commands/1"), BOT)

    assert update is not None
    assert (update.text, update.private, update.response_url) == (text, True, "https://hooks.slack.com/commands/1")


@pytest.mark.parametrize(
    ("pressed", "channel", "thread", "private", "answered_there"),
    [
        (click("topics"), DIRECT, "", True, False),
        (click("topics", message={"ts": TS, "thread_ts": "1.5"}), DIRECT, "1.5", True, False),
        (click("topics", channel=CHANNEL), CHANNEL, TS, False, False),
        (click("topics", channel=CHANNEL, message={"ts": TS, "thread_ts": "1.5"}), CHANNEL, "1.5", False, False),
        (click("topics", channel=CHANNEL, message=None, container={"is_ephemeral": True}), CHANNEL, "", True, True),
        (home_click("topics"), "", "", True, False),
    ],
)
def test_a_button_is_answered_where_it_stands(
    pressed: dict[str, Any], channel: str, thread: str, private: bool, answered_there: bool
) -> None:
    update = read(pressed, BOT)

    assert update is not None
    assert (update.channel, update.thread, update.private, bool(update.response_url)) == (channel, thread, private, answered_there)
    assert (update.action, update.text) == ("topics", "")


def test_a_press_that_carries_nothing_is_left_alone() -> None:
    assert read(click("topics", actions=[{"type": "button", "action_id": "elsewhere"}]), BOT) is None


@pytest.mark.parametrize(
    ("event", "task", "channel", "thread"),
    [
        (home_opened(), Task.SHOW_HOME, "", ""),
        (home_opened("messages"), Task.SUGGEST, DIRECT, ""),
        (thread_started(), Task.SUGGEST, DIRECT, TS),
    ],
)
def test_opened_surfaces_are_told_apart(event: dict[str, Any], task: Task, channel: str, thread: str) -> None:
    update = read(event_call(event), BOT)

    assert update is not None
    assert (update.task, update.user, update.channel, update.thread) == (task, MAYA, channel, thread)


def test_an_update_survives_the_inbox() -> None:
    update = Update("Ev1", Task.ANSWER, MAYA, CHANNEL, TS, "회비는?", "a:fees", "https://hooks.slack.com/1", attachment=True)

    assert Update.parse(update.payload()) == update


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (f"<@{BOT}> hello <@{BOT}|wego>", "hello"),
        ("ask <@U1|maya> in <#C1|general> <!here>", "ask maya in general"),
        ("see <https://we-gov.org|our site> or <https://we-gov.org>", "see our site or https://we-gov.org"),
        ("write to <mailto:a@example.org|a@example.org>", "write to a@example.org"),
        ("a &lt; b &amp;&amp; b &gt; c", "a < b && b > c"),
        ("&amp;lt;", "&lt;"),
        ("<!date^1392734382^{date}|18 February>", "18 February"),
        ("<unclosed", "<unclosed"),
    ],
)
def test_text_is_read_without_slacks_markup(written: str, text: str) -> None:
    assert readable(written, BOT) == text
