"""Replies to a Bot API server of our own: in which parts they come, and what becomes of those that fail."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from telegram import Bot

from bot.channels.base import NoTraffic
from bot.channels.telegram_messages import Said
from bot.channels.telegram_request import TelegramRequest
from bot.channels.telegram_sending import TelegramSender
from bot.conversation import Account, Address, Choice, File, IncomingMessage, Kind, Reply
from bot.errors import DeliveryError, MessageRejectedError, RateLimitedError, RecipientUnreachableError
from tests.fakes.telegram import FakeTelegram, Fault, FaultKind
from tests.fakes.telegram_state import User

TOKEN = "1:TEST"
CALENDAR = File("general-assembly-2021.ics", "text/calendar", "BEGIN:VCALENDAR\r\nSUMMARY:총회\r\nEND:VCALENDAR\r\n".encode())
REPLY = Reply(Kind.ANSWER, "Here it is.", "en", choices=(Choice("Topics", "topics"),), file=CALENDAR)


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(token=TOKEN) as server:
        yield server


@pytest.fixture
async def sender(telegram: FakeTelegram) -> AsyncIterator[TelegramSender]:
    request = TelegramRequest(connections=8, seconds=5.0)
    async with Bot(TOKEN, base_url=f"{telegram.base_url}/bot", request=request) as bot:
        yield TelegramSender(bot, lambda _: None, NoTraffic())


@pytest.fixture
def maya(telegram: FakeTelegram) -> User:
    return telegram.user(id=7, first_name="Maya")


def said(chat_id: int, thread_id: int | None = None, quote_id: int | None = None) -> Said:
    message = IncomingMessage("1:5", Account("telegram", "7"), Address("telegram", str(chat_id)), "when?")
    return Said(message, chat_id, thread_id, quote_id)


async def failure(sender: TelegramSender, reply: Reply, to: Said) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        await sender.send(to, reply)
    return caught.value


async def test_file_follows_the_text_and_its_buttons(telegram: FakeTelegram, sender: TelegramSender, maya: User) -> None:
    await sender.send(said(maya.id), REPLY)

    text, document = telegram.sent_to(maya.id)
    assert (text.text, len(text.buttons()), text.document) == ("Here it is.", 1, None)
    assert document.document is not None
    assert (document.document.file_name, document.document.mime_type) == (CALENDAR.name, CALENDAR.media_type)
    assert document.document.content == CALENDAR.content
    assert (document.text, document.buttons(), document.reply_to) == ("", [], None)


async def test_file_goes_into_the_topic_in_which_was_asked(telegram: FakeTelegram, sender: TelegramSender, maya: User) -> None:
    forum = telegram.group(id=-100, title="Cities", forum=True)
    telegram.say(maya, "when?", chat=forum, thread_id=42)

    await sender.send(said(forum.id, 42), REPLY)

    assert [message.thread_id for message in telegram.sent_to(forum.id)] == [42, 42]


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault("sendDocument", FaultKind.TOO_MANY_REQUESTS, retry_after=7), RateLimitedError),
        (Fault("sendDocument", FaultKind.BLOCKED), RecipientUnreachableError),
        (
            Fault("sendDocument", FaultKind.REFUSED, status=400, description="Bad Request: not enough rights to send documents"),
            RecipientUnreachableError,
        ),
        (Fault("sendDocument", FaultKind.REFUSED, status=400, description="Bad Request: file is wrong"), MessageRejectedError),
    ],
)
@pytest.mark.filterwarnings("ignore:.*timedelta.*")
async def test_failed_file_is_told_as_a_failed_message_is_and_the_text_is_not_sent_again(
    telegram: FakeTelegram, sender: TelegramSender, maya: User, fault: Fault, expected: type[DeliveryError]
) -> None:
    telegram.faults.add(fault)

    error = await failure(sender, REPLY, said(maya.id))
    await sender.send(said(maya.id), REPLY)

    assert type(error) is expected
    assert [message.document is not None for message in telegram.sent_to(maya.id)] == [False, True]


async def test_reply_without_words_or_file_sends_nothing(telegram: FakeTelegram, sender: TelegramSender, maya: User) -> None:
    await sender.send(said(maya.id), replace(REPLY, text="", file=None))

    assert telegram.sent_to(maya.id) == []


async def test_what_was_pushed_is_deleted_with_its_file_and_a_second_time_is_no_error(
    telegram: FakeTelegram, sender: TelegramSender, maya: User
) -> None:
    receipt = await sender.push("announcement:1:maya", Address("telegram", "7"), REPLY)

    await sender.withdraw(receipt)
    await sender.withdraw(receipt)

    assert telegram.sent_to(maya.id) == []


async def test_what_is_too_old_to_be_deleted_is_told(telegram: FakeTelegram, sender: TelegramSender, maya: User) -> None:
    receipt = await sender.push("announcement:1:maya", Address("telegram", "7"), REPLY)
    telegram.faults.add(Fault("deleteMessage", FaultKind.REFUSED, status=400, description="Bad Request: message can't be deleted"))

    with pytest.raises(MessageRejectedError, match="can't be deleted"):
        await sender.withdraw(receipt)


async def test_what_was_pushed_gets_another_text_and_the_same_again_is_no_error(
    telegram: FakeTelegram, sender: TelegramSender, maya: User
) -> None:
    receipt = await sender.push("announcement:1:maya", Address("telegram", "7"), REPLY)

    for _ in range(2):
        await sender.edit(receipt, Reply(Kind.ANSWER, "There it **is**.", "en"))

    text, document = telegram.sent_to(maya.id)
    assert (text.text, text.earlier, document.document is not None) == ("There it is.", ["Here it is."], True)
    with pytest.raises(MessageRejectedError, match="does not fit into one message"):
        await sender.edit(receipt, Reply(Kind.ANSWER, "word " * 2000, "en"))
