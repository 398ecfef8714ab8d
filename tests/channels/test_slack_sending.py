"""Files that come with replies to Slack: where they are shared, and what becomes of those that fail."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp import ClientSession, web
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.base import NoTraffic
from bot.channels.slack_messages import Task, Update
from bot.channels.slack_sending import SlackSender
from bot.conversation import Address, File, Kind, Reply
from bot.errors import (
    DeliveryError,
    MessageRejectedError,
    RateLimitedError,
    RecipientUnreachableError,
    TemporaryDeliveryError,
    UncertainDeliveryError,
)
from tests.channels.slack_payloads import CHANNEL, DIRECT, MAYA, TS
from tests.fakes.slack import Failure, FakeSlack

CALENDAR = File("general-assembly-2021.ics", "text/calendar", "BEGIN:VCALENDAR\r\nSUMMARY:총회\r\nEND:VCALENDAR\r\n".encode())
REPLY = Reply(Kind.ANSWER, "Here it is.", "en", file=CALENDAR)
UPDATE = Update("Ev1", Task.ANSWER, MAYA, CHANNEL, TS, "when?")
WHOLE = ["chat.postMessage", "files.getUploadURLExternal", "upload", "files.completeUploadExternal"]


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as platform:
        yield platform


@pytest.fixture
async def sender(slack: FakeSlack) -> AsyncIterator[SlackSender]:
    async with ClientSession() as session:
        yield SlackSender(AsyncWebClient(token="xoxb-", base_url=slack.api_base, session=session, retry_handlers=[]), NoTraffic())


def calls(slack: FakeSlack) -> list[str]:
    return [call.method for call in slack.calls]


async def test_file_is_shared_after_the_text_in_the_same_thread(slack: FakeSlack, sender: SlackSender) -> None:
    await sender.send(UPDATE, CHANNEL, REPLY)

    [asked], [uploaded], [shared] = (slack.made(method) for method in WHOLE[1:])
    assert calls(slack) == WHOLE
    assert (asked["filename"], asked["length"]) == (CALENDAR.name, str(len(CALENDAR.content)))
    assert uploaded == {"id": "F1", "content": CALENDAR.content}
    assert (shared["channel_id"], shared["thread_ts"]) == (CHANNEL, TS)
    assert shared["files"] == f'[{{"id": "F1", "title": "{CALENDAR.name}"}}]'


async def test_file_of_an_answer_that_one_person_sees_is_shared_with_that_person_alone(
    slack: FakeSlack, sender: SlackSender
) -> None:
    update = Update("command:1", Task.ANSWER, MAYA, CHANNEL, text="when?", response_url=slack.response_url)

    await sender.send(update, CHANNEL, REPLY)

    [shared] = slack.made("files.completeUploadExternal")
    assert calls(slack) == ["respond", "conversations.open", *WHOLE[1:]]
    assert (shared["channel_id"], shared.get("thread_ts")) == (f"D{MAYA}", None)


def told(error: str) -> dict[str, Any]:
    return {"ok": False, "error": error}


@pytest.mark.parametrize(
    ("method", "answer", "expected"),
    [
        ("files.getUploadURLExternal", lambda: told("missing_scope"), MessageRejectedError),
        ("files.getUploadURLExternal", lambda: web.Response(status=429, headers={"Retry-After": "7"}), RateLimitedError),
        ("upload", lambda: web.Response(status=500, text="try again"), TemporaryDeliveryError),
        ("upload", lambda: web.Response(status=502, text="<html>", content_type="text/html"), TemporaryDeliveryError),
        ("files.completeUploadExternal", lambda: told("not_in_channel"), RecipientUnreachableError),
        ("files.completeUploadExternal", lambda: told("service_unavailable"), TemporaryDeliveryError),
        ("files.completeUploadExternal", lambda: Failure.DROPPED, UncertainDeliveryError),
    ],
)
async def test_failed_file_is_told_as_a_failed_message_is_and_the_text_is_not_sent_again(
    slack: FakeSlack, sender: SlackSender, method: str, answer: Callable[[], Any], expected: type[DeliveryError]
) -> None:
    slack.answer(method, answer())

    with pytest.raises(DeliveryError) as caught:
        await sender.send(UPDATE, CHANNEL, REPLY)
    before = len(slack.calls)
    await sender.send(UPDATE, CHANNEL, REPLY)

    assert type(caught.value) is expected
    assert calls(slack)[before:] == WHOLE[1:]


async def test_reply_that_was_sent_is_sent_whole_when_it_is_asked_for_again(slack: FakeSlack, sender: SlackSender) -> None:
    for _ in range(2):
        await sender.send(Update("Ev1", Task.ANSWER, MAYA, DIRECT, TS), DIRECT, REPLY)

    assert calls(slack) == WHOLE * 2


async def test_what_was_pushed_is_deleted_with_its_file(slack: FakeSlack, sender: SlackSender) -> None:
    receipt = await sender.push("announcement:1:maya", Address("slack", CHANNEL), REPLY)
    slack.calls.clear()
    slack.answer("chat.delete", {"ok": False, "error": "message_not_found"})

    await sender.withdraw(receipt)

    assert calls(slack) == ["chat.delete", "files.delete"]
    assert slack.made("chat.delete")[0]["channel"] == CHANNEL


async def test_what_was_pushed_gets_another_text(slack: FakeSlack, sender: SlackSender) -> None:
    receipt = await sender.push("announcement:1:maya", Address("slack", CHANNEL), REPLY)

    await sender.edit(receipt, Reply(Kind.ANSWER, "There it **is**.", "en"))

    [updated] = slack.made("chat.update")
    assert (updated["channel"], updated["text"]) == (CHANNEL, "There it is.")


async def test_refusal_to_delete_is_told(slack: FakeSlack, sender: SlackSender) -> None:
    receipt = await sender.push("announcement:1:maya", Address("slack", CHANNEL), REPLY)
    slack.answer("chat.delete", {"ok": False, "error": "cant_delete_message"})

    with pytest.raises(MessageRejectedError, match="cant_delete_message"):
        await sender.withdraw(receipt)
