"""What is pushed, on Telegram and Slack: receipts, parts, and what failures mean; the same contract for both."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

import pytest
from aiohttp import ClientSession, web
from slack_sdk.web.async_client import AsyncWebClient
from telegram import Bot

from bot.channels.slack_sending import SlackSender
from bot.channels.telegram_request import TelegramRequest
from bot.channels.telegram_sending import TelegramSender
from bot.conversation import Address, Choice, File, Kind, Reply
from bot.errors import (
    ChannelRefusedError,
    ConversationMovedError,
    DeliveryError,
    MessageRejectedError,
    RateLimitedError,
    RecipientUnreachableError,
    TemporaryDeliveryError,
    UncertainDeliveryError,
)
from tests.fakes.slack import Failure, FakeSlack
from tests.fakes.telegram import FakeTelegram, Fault, FaultKind

TOKEN = "1:SECRET"
FILE = File("agenda.ics", "text/calendar", b"BEGIN:VCALENDAR")
LONG = Reply(Kind.ANSWER, "\n\n".join(f"{word} " * 600 for word in ("one", "two", "three", "four")), "en")
WITH_FILE = Reply(Kind.ANSWER, "**Tomorrow**", "en", choices=(Choice("I'll come", "rsvp:1"),), file=FILE)


class Listener:
    """A `bot.channels.base.Traffic` that remembers."""

    def __init__(self) -> None:
        self.further_parts, self.answers, self.waits = 0, 0, list[float]()

    def left(self, channel: str, *, answer: bool) -> None:
        self.answers += answer
        self.further_parts += not answer

    def limited(self, channel: str, retry_after: timedelta) -> None:
        self.waits.append(retry_after.total_seconds())

    def heard(self, *addresses: Address) -> None: ...

    def lost(self, to: Address, reason: str) -> None: ...


@pytest.fixture
def traffic() -> Listener:
    return Listener()


# -- Telegram ---------------------------------------------------------------------------------------------------

SEVEN = Address("telegram", "7")


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(token=TOKEN) as server:
        server.user(id=7)
        yield server


@pytest.fixture
async def to_telegram(telegram: FakeTelegram, traffic: Listener) -> AsyncIterator[TelegramSender]:
    request = TelegramRequest(connections=8, seconds=5.0)
    async with Bot(TOKEN, base_url=f"{telegram.base_url}/bot", request=request) as bot:
        yield TelegramSender(bot, lambda _: None, traffic)


async def test_telegram_takes_text_buttons_and_file_and_the_receipt_names_both_messages(
    telegram: FakeTelegram, to_telegram: TelegramSender, traffic: Listener
) -> None:
    receipt = json.loads(await to_telegram.push("k", SEVEN, WITH_FILE))

    text, document = telegram.sent_to(7)
    assert receipt == {"chat": 7, "messages": [text.message_id, document.message_id]}
    assert (text.text, len(text.buttons())) == ("Tomorrow", 1)
    assert document.document is not None
    assert (traffic.further_parts, traffic.answers) == (1, 0)


TELEGRAM_FAILURES = [
    (Fault("sendMessage", FaultKind.BLOCKED), RecipientUnreachableError),
    (Fault("sendMessage", FaultKind.REFUSED, status=400, description="Bad Request: chat not found"), RecipientUnreachableError),
    (Fault("sendMessage", FaultKind.REFUSED, status=400, description="Bad Request: message is too long"), MessageRejectedError),
    (Fault("sendMessage", FaultKind.REFUSED, status=413, description="Request Entity Too Large"), MessageRejectedError),
    (Fault("sendMessage", FaultKind.TOO_MANY_REQUESTS, retry_after=7), RateLimitedError),
    (Fault("sendMessage", FaultKind.UNAUTHORIZED), ChannelRefusedError),
    (Fault("sendMessage", FaultKind.SERVER_ERROR, status=502), TemporaryDeliveryError),
    (Fault("sendMessage", FaultKind.COMMIT_THEN_RST), UncertainDeliveryError),
    (Fault("sendMessage", FaultKind.COMMIT_THEN_FIN), UncertainDeliveryError),
    (Fault("sendMessage", FaultKind.TRUNCATED_JSON), UncertainDeliveryError),
]


@pytest.mark.filterwarnings("ignore:.*timedelta.*")
@pytest.mark.parametrize(("fault", "expected"), TELEGRAM_FAILURES, ids=lambda value: getattr(value, "__name__", None))
async def test_each_failure_of_telegram_is_told_as_what_it_means_and_never_with_the_token(
    telegram: FakeTelegram, to_telegram: TelegramSender, fault: Fault, expected: type[DeliveryError]
) -> None:
    telegram.faults.add(fault)

    with pytest.raises(DeliveryError) as caught:
        await to_telegram.push("k", SEVEN, WITH_FILE)

    assert type(caught.value) is expected
    assert "SECRET" not in str(caught.value)


async def test_group_that_became_a_supergroup_is_told_by_its_new_id(telegram: FakeTelegram, to_telegram: TelegramSender) -> None:
    group = telegram.group(id=-7)
    telegram.migrate(telegram.user(id=7), group, to=-1_000_000_000_007)

    with pytest.raises(ConversationMovedError) as caught:
        await to_telegram.push("k", Address("telegram", "-7"), WITH_FILE)

    assert caught.value.new_id == "-1000000000007"


@pytest.mark.filterwarnings("ignore:.*timedelta.*")
async def test_rest_of_what_arrived_in_part_is_sent_here_and_never_the_part_again(
    telegram: FakeTelegram, to_telegram: TelegramSender, traffic: Listener
) -> None:
    telegram.faults.add(Fault("sendDocument", FaultKind.TOO_MANY_REQUESTS, retry_after=1))

    receipt = json.loads(await to_telegram.push("k", SEVEN, WITH_FILE))

    assert len(receipt["messages"]) == len(telegram.sent_to(7)) == 2
    assert traffic.waits == [1]


async def test_rest_that_is_refused_is_uncertain_and_a_second_try_goes_on_where_the_first_broke(
    telegram: FakeTelegram, to_telegram: TelegramSender
) -> None:
    telegram.faults.add(Fault("sendMessage", FaultKind.BLOCKED, after=1))
    with pytest.raises(UncertainDeliveryError, match="a part arrived"):
        await to_telegram.push("long", SEVEN, LONG)
    before = telegram.texts(7)

    await to_telegram.push("long", SEVEN, LONG)

    after = telegram.texts(7)
    assert len(after) == len(set(after)) > len(before)


# -- Slack ------------------------------------------------------------------------------------------------------

MAYA = Address("slack", "U07MAYA")


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as platform:
        yield platform


@pytest.fixture
async def to_slack(slack: FakeSlack, traffic: Listener) -> AsyncIterator[SlackSender]:
    async with ClientSession() as session:
        yield SlackSender(AsyncWebClient(token="xoxb-SECRET", base_url=slack.api_base, session=session, retry_handlers=[]), traffic)


async def test_slack_is_asked_once_for_a_person_and_the_receipt_names_their_conversation(
    slack: FakeSlack, to_slack: SlackSender
) -> None:
    slack.answer("chat.postMessage", {"ok": True, "channel": "D7", "ts": "1.5"})

    receipts = [json.loads(await to_slack.push(key, MAYA, Reply(Kind.ANSWER, "hi", "en"))) for key in "ab"]

    assert [call["channel"] for call in slack.made("chat.postMessage")] == ["U07MAYA", "D7"]
    assert receipts[0] == {"channel": "D7", "messages": ["1.5"]}
    assert slack.made("conversations.open") == []


async def test_slack_shares_the_file_in_the_same_conversation(slack: FakeSlack, to_slack: SlackSender) -> None:
    slack.answer("chat.postMessage", {"ok": True, "channel": "D7", "ts": "1.5"})

    receipt = json.loads(await to_slack.push("k", MAYA, WITH_FILE))

    [shared] = slack.made("files.completeUploadExternal")
    assert (shared["channel_id"], receipt["messages"]) == ("D7", ["1.5", "F1"])


async def test_each_part_has_a_key_of_its_own_that_is_the_same_at_each_try(slack: FakeSlack, to_slack: SlackSender) -> None:
    for _ in range(2):
        await to_slack.push("k", Address("slack", "C1"), Reply(Kind.ANSWER, "\n\n".join(["word " * 500] * 12), "en"))

    ids = [UUID(call["client_msg_id"]) for call in slack.made("chat.postMessage")]
    half = len(ids) // 2
    assert half > 1
    assert ids[:half] == ids[half:]
    assert len(set(ids)) == half


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"ok": False, "error": "user_not_found"}, RecipientUnreachableError),
        ({"ok": False, "error": "token_revoked"}, ChannelRefusedError),
        ({"ok": False, "error": "account_inactive"}, ChannelRefusedError),
        ({"ok": False, "error": "missing_scope", "needed": "chat:write"}, ChannelRefusedError),
        ({"ok": False, "error": "no_permission"}, MessageRejectedError),
        ({"ok": False, "error": "invalid_blocks"}, MessageRejectedError),
        ({"ok": False, "error": "service_unavailable"}, TemporaryDeliveryError),
        ({"ok": False, "error": "fatal_error"}, UncertainDeliveryError),
        (web.Response(status=429, headers={"Retry-After": "7"}), RateLimitedError),
        (Failure.DROPPED, UncertainDeliveryError),
    ],
    ids=lambda value: str(value.get("error")) if isinstance(value, dict) else None,
)
async def test_each_failure_of_slack_is_told_as_what_it_means_and_never_with_the_token(
    slack: FakeSlack, to_slack: SlackSender, answer: dict[str, object] | web.Response | Failure, expected: type[DeliveryError]
) -> None:
    slack.answer("chat.postMessage", answer)

    with pytest.raises(DeliveryError) as caught:
        await to_slack.push("k", MAYA, WITH_FILE)

    assert type(caught.value) is expected
    assert "SECRET" not in str(caught.value)
