"""The Slack channel against a Slack of our own: recorded calls in, our messages out; each failure in, our error out."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from aiohttp import ClientSession, ClientTimeout, web
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import App
from bot.channels.base import Finding, HttpAnswer
from bot.channels.slack import SlackChannel
from bot.channels.slack_connection import sdk_log
from bot.channels.slack_errors import NETWORK, translated
from bot.errors import (
    ChannelRefusedError,
    ConfigurationError,
    DeliveryError,
    MessageRejectedError,
    RateLimitedError,
    RecipientUnreachableError,
    TemporaryDeliveryError,
    UncertainDeliveryError,
)
from bot.inbox import Entry, InboxRepository
from bot.store.inbox import SqlInbox
from tests.channels.slack_payloads import (
    CHANNEL,
    DIRECT,
    MAYA,
    TS,
    body,
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
from tests.e2e.process import free_port
from tests.fakes.clock import FakeClock
from tests.fakes.slack import BOT, Failure, FakeSlack

Json = dict[str, Any]
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
TOKEN = "xoxb-not-for-logs"
APP_TOKEN = "xapp-not-for-logs"
FEES = "Every member pays an annual fee"


class BrokenInbox:
    """An inbox table on a disk that is full, until it is mended."""

    def __init__(self, inner: SqlInbox, *, delay: float = 0.0, broken: bool = True) -> None:
        self.inner = inner
        self.delay = delay
        self.broken = broken

    async def add(self, channel: str, external_id: str, lane: str, payload: str, *, at: datetime) -> Entry | None:
        await asyncio.sleep(self.delay)
        if self.broken:
            raise OSError(28, "No space left on device")
        return await self.inner.add(channel, external_id, lane, payload, at=at)

    async def take_up(self, channel: str, *, at: datetime, starting: bool = False) -> Sequence[Entry]:
        return await self.inner.take_up(channel, at=at, starting=starting)

    async def renew(self, entry_ids: Collection[int], *, at: datetime) -> None:
        await self.inner.renew(entry_ids, at=at)

    async def release(self, entry_ids: Collection[int]) -> None:
        await self.inner.release(entry_ids)

    async def tried(self, entry_id: int) -> None:
        await self.inner.tried(entry_id)

    async def finish(self, entry_id: int, *, at: datetime, failed: bool) -> None:
        await self.inner.finish(entry_id, at=at, failed=failed)


def make(
    app: App,
    api_base: str,
    *,
    socket: bool = False,
    inbox: InboxRepository | None = None,
    clock: FakeClock | None = None,
) -> SlackChannel:
    return SlackChannel(
        bot_token=TOKEN,
        app_token=APP_TOKEN if socket else None,
        signing_secret=None if socket else SECRET,
        api_base=api_base,
        assistant=app.assistant,
        library=app.library,
        inbox=inbox or app.inbox,
        clock=clock or app.clock,
    )


@asynccontextmanager
async def running(channel: SlackChannel) -> AsyncIterator[SlackChannel]:
    try:
        await channel.start()
        yield channel
    finally:
        await channel.stop()


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as platform:
        yield platform


@pytest.fixture
async def channel(app: App, slack: FakeSlack) -> AsyncIterator[SlackChannel]:
    """A channel that is called over HTTP, started."""
    async with running(make(app, slack.api_base)) as started:
        yield started


async def call(channel: SlackChannel, payload: Json, *, secret: str = SECRET, age: int = 0) -> HttpAnswer:
    """Call the channel as Slack does, signed."""
    raw, content_type = body(payload)
    stamp = str(int(time.time()) - age)
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + raw, hashlib.sha256).hexdigest()
    headers = {"content-type": content_type, "x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={digest}"}
    return await channel.receive(headers, raw)


async def event(channel: SlackChannel, what: Json, event_id: str = "Ev1") -> HttpAnswer:
    return await call(channel, event_call(what, event_id))


# -- questions ------------------------------------------------------------------------------------------------------


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


# -- slash commands, buttons, surfaces ------------------------------------------------------------------------------


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


# -- calls over HTTP ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("secret", "age"), [("another secret", 0), (SECRET, 301), (SECRET, -400)])
async def test_a_call_with_a_wrong_or_old_signature_is_refused_and_not_kept(
    app: App, channel: SlackChannel, secret: str, age: int
) -> None:
    answer = await call(channel, event_call(direct_message()), secret=secret, age=age)

    assert answer.status == 401
    assert await app.inbox.add("slack", "Ev1", "lane", "{}", at=app.clock.now()) is not None


@pytest.mark.parametrize(
    "headers",
    [{}, {"x-slack-request-timestamp": "soon", "x-slack-signature": "v0=0"}, {"x-slack-request-timestamp": "9" * 5000}],
)
@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"\xff\xfe", b"ssl_check=1", b'{"type":"url_verification","challenge":"x"}'])
async def test_unsigned_calls_are_refused_before_they_are_read(channel: SlackChannel, headers: dict[str, str], raw: bytes) -> None:
    assert (await channel.receive(headers, raw)).status == 401


async def test_slacks_check_of_the_address_is_answered(channel: SlackChannel) -> None:
    answer = await call(channel, {"type": "url_verification", "challenge": "3eZbrw1aB"})

    assert (answer.status, json.loads(answer.body)) == (200, {"challenge": "3eZbrw1aB"})


@pytest.mark.parametrize(
    "payload", [{"type": "event_callback"}, {"type": "event_callback", "event_id": "E", "event": {"type": "app_mention"}}]
)
async def test_a_signed_call_that_we_do_not_understand_is_acknowledged(channel: SlackChannel, payload: Json) -> None:
    assert (await call(channel, payload)).status == 200


async def test_before_start_and_after_stop_slack_is_told_to_come_again(app: App, slack: FakeSlack) -> None:
    channel = make(app, slack.api_base)
    before = await event(channel, direct_message())
    async with running(channel):
        pass
    after = await event(channel, direct_message())

    assert (before.status, after.status) == (503, 503)


# -- keeping before acknowledging -----------------------------------------------------------------------------------


async def test_what_cannot_be_kept_is_not_acknowledged_and_answered_when_slack_brings_it_again(app: App, slack: FakeSlack) -> None:
    inbox = BrokenInbox(app.inbox)
    async with running(make(app, slack.api_base, inbox=inbox)) as channel:
        first = await event(channel, direct_message())
        inbox.broken = False
        second = await event(channel, direct_message())
        sent = await slack.wait_for("chat.postMessage")

    assert (first.status, second.status, len(sent)) == (500, 200, 1)


async def test_what_is_kept_too_late_is_not_acknowledged_and_still_answered_once(app: App, slack: FakeSlack) -> None:
    inbox = BrokenInbox(app.inbox, delay=1.2, broken=False)
    async with running(make(app, slack.api_base, inbox=inbox)) as channel:
        began = time.monotonic()
        first = await event(channel, direct_message())
        took = time.monotonic() - began
        inbox.delay = 0.0
        await slack.wait_for("chat.postMessage")
        second = await event(channel, direct_message())
        await event(channel, direct_message("thanks"), "Ev2")
        sent = await slack.wait_for("chat.postMessage", 2)

    assert (first.status, second.status) == (500, 200)
    assert took < 1.2
    assert sent[1]["text"].startswith("You're welcome")


async def test_over_socket_mode_an_event_is_acknowledged_when_it_is_kept_and_not_otherwise(app: App, slack: FakeSlack) -> None:
    inbox = BrokenInbox(app.inbox)
    async with running(make(app, slack.api_base, socket=True, inbox=inbox)) as channel:
        await slack.push("refused", "events_api", event_call(direct_message()))
        await slack.push("nothing", "events_api", event_call(direct_message(bot_id="B1"), "Ev0"))
        await slack.wait_for_acknowledged(1)
        inbox.broken = False
        await slack.push("again", "events_api", event_call(direct_message()))
        await slack.push("command", "slash_commands", slash("topics", slack.response_url))
        acknowledged = await slack.wait_for_acknowledged(3)
        await slack.wait_for("respond")
        sent = await slack.wait_for("chat.postMessage")
        webhook = await channel.receive({}, b"")

    assert (sorted(acknowledged), len(sent)) == (["again", "command", "nothing"], 1)
    assert (channel.webhook_path, webhook.status) == (None, 404)


async def test_socket_mode_goes_on_after_slack_asks_for_a_new_connection(app: App, slack: FakeSlack) -> None:
    async with running(make(app, slack.api_base, socket=True)):
        await slack.push("1", "events_api", event_call(direct_message(), "Ev1"))
        await slack.wait_for("chat.postMessage", 1)
        await slack.hang_up()
        await slack.push("2", "events_api", event_call(direct_message(), "Ev2"))
        sent = await slack.wait_for("chat.postMessage", 2)

    assert len(sent) == 2
    assert len(slack.made("apps.connections.open")) == 2


# -- starting, stopping, examining ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("method", "setting"), [("auth.test", "SLACK_BOT_TOKEN"), ("apps.connections.open", "SLACK_APP_TOKEN")])
@pytest.mark.parametrize("error", ["invalid_auth", "token_revoked", "not_allowed_token_type", "missing_scope"])
async def test_a_refused_token_stops_the_start_with_one_line(
    app: App, slack: FakeSlack, method: str, setting: str, error: str
) -> None:
    slack.answer(method, {"ok": False, "error": error})

    with pytest.raises(ConfigurationError, match=rf"^{setting} is refused by Slack \({error}\); .*api\.slack\.com/apps$"):
        async with running(make(app, slack.api_base, socket=True)):
            pass


@pytest.mark.parametrize("socket", [False, True])
async def test_a_slack_that_cannot_be_reached_is_tried_again_and_what_was_left_is_answered(app: App, *, socket: bool) -> None:
    async with FakeSlack() as former, running(make(app, former.api_base)) as channel:
        former.answer("chat.postMessage", *[Failure.DROPPED] * 1)
        await event(channel, direct_message())
        await former.wait_for("chat.postMessage")
    async with FakeSlack() as slack:
        slack.answer("auth.test", Failure.DROPPED)
        async with running(make(app, slack.api_base, socket=socket)) as channel:
            trouble = channel.trouble()
            [sent] = await slack.wait_for("chat.postMessage")

    assert trouble == "Slack did not answer (ServerDisconnectedError)"
    assert sent["text"].startswith(FEES)


async def test_trouble_names_a_slack_that_nobody_answers_for(app: App) -> None:
    async with running(make(app, f"http://127.0.0.1:{free_port()}/api")) as channel:
        assert channel.trouble() == "no connection to Slack"


async def test_trouble_is_none_once_connected(app: App, slack: FakeSlack) -> None:
    async with running(make(app, slack.api_base)) as channel:
        assert channel.trouble() is None


async def test_what_is_not_answered_at_stop_is_answered_by_the_next_process(app: App, slack: FakeSlack) -> None:
    slack.answer("chat.postMessage", web.json_response({"ok": False}, status=429, headers={"Retry-After": "30"}))
    async with running(make(app, slack.api_base)) as channel:
        await event(channel, direct_message())
        await slack.wait_for("chat.postMessage")
    async with running(make(app, slack.api_base)):
        sent = await slack.wait_for("chat.postMessage", 2)

    assert sent[0]["client_msg_id"] == sent[1]["client_msg_id"]


async def test_the_examination_finds_all_well(app: App, slack: FakeSlack) -> None:
    assert await make(app, slack.api_base).examine() == [
        Finding("Slack", ok=True, detail="the token is @wego's in Members"),
        Finding("Slack scopes", ok=True, detail="all that is needed"),
        Finding("Slack HTTP", ok=True, detail="calls are taken at /slack/events and checked with SLACK_SIGNING_SECRET"),
    ]
    assert (await make(app, slack.api_base, socket=True).examine())[-1].what == "Slack Socket Mode"


async def test_the_examination_says_what_to_mend(app: App, slack: FakeSlack) -> None:
    slack.scopes = "chat:write,commands,app_mentions:read,im:history"
    scopes = (await make(app, slack.api_base).examine())[1]
    slack.answer("auth.test", {"ok": False, "error": "invalid_auth"})
    refused = await make(app, slack.api_base).examine()
    unreachable = await make(app, f"http://127.0.0.1:{free_port()}/").examine()

    assert (scopes.ok, scopes.detail.split(";")[0]) == (False, "files:write, im:write, users:read, users:read.email missing")
    assert (refused[0].ok, refused[0].detail[:37]) == (False, "SLACK_BOT_TOKEN is refused by Slack (")
    assert unreachable[0] == Finding("Slack", ok=False, detail="no connection to Slack")


# -- sending --------------------------------------------------------------------------------------------------------


def told(error: str) -> Json:
    return {"ok": False, "error": error}


def limited(after: str | None) -> web.Response:
    return web.json_response(told("ratelimited"), status=429, headers={} if after is None else {"Retry-After": after})


MAY_NOT_POST = (
    "SLACK_BOT_TOKEN may not post (missing_scope); add chat:write under “OAuth & Permissions” on api.slack.com/apps, "
    "then reinstall the app to the workspace"
)
REFUSED = "SLACK_BOT_TOKEN is refused by Slack ({}); copy the bot token again from “OAuth & Permissions” on api.slack.com/apps"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (lambda: limited("7"), RateLimitedError(timedelta(seconds=7))),
        (lambda: limited(None), RateLimitedError(timedelta(seconds=30))),
        (lambda: limited("0"), RateLimitedError(timedelta(seconds=1))),
        (lambda: web.Response(status=429, headers={"Retry-After": "99999"}), RateLimitedError(timedelta(hours=1))),
        (lambda: told("ratelimited"), RateLimitedError(timedelta(seconds=30))),
        (lambda: told("channel_not_found"), RecipientUnreachableError("channel_not_found")),
        (lambda: told("is_archived"), RecipientUnreachableError("is_archived")),
        (lambda: told("account_inactive"), ChannelRefusedError(REFUSED.format("account_inactive"))),
        (lambda: told("token_revoked"), ChannelRefusedError(REFUSED.format("token_revoked"))),
        (lambda: told("invalid_auth"), ChannelRefusedError(REFUSED.format("invalid_auth"))),
        (lambda: told("missing_scope"), ChannelRefusedError(MAY_NOT_POST)),
        (lambda: told("user_not_found"), RecipientUnreachableError("user_not_found")),
        (lambda: told("cannot_dm_bot"), RecipientUnreachableError("cannot_dm_bot")),
        (lambda: told("messages_tab_disabled"), RecipientUnreachableError("messages_tab_disabled")),
        (
            lambda: told("restricted_action_read_only_channel"),
            RecipientUnreachableError("restricted_action_read_only_channel"),
        ),
        (lambda: told("invalid_blocks"), MessageRejectedError("invalid_blocks")),
        (lambda: told("msg_blocks_too_long"), MessageRejectedError("msg_blocks_too_long")),
        (lambda: told("something_new"), MessageRejectedError("something_new")),
        (lambda: told("service_unavailable"), TemporaryDeliveryError("service_unavailable")),
        (lambda: told("request_timeout"), TemporaryDeliveryError("request_timeout")),
        (lambda: web.Response(status=503, text="<html>", content_type="text/html"), TemporaryDeliveryError("HTTP 503")),
        (lambda: told("fatal_error"), UncertainDeliveryError("fatal_error")),
        (lambda: told("duplicate_message_not_found"), UncertainDeliveryError("duplicate_message_not_found")),
        (lambda: web.Response(status=502, text="<html>", content_type="text/html"), UncertainDeliveryError("HTTP 502")),
        (lambda: web.Response(text='{"ok":tr', content_type="application/json"), UncertainDeliveryError("HTTP 200")),
        (lambda: web.Response(text="ok"), UncertainDeliveryError("Slack did not answer (AttributeError)")),
        (lambda: Failure.DROPPED, UncertainDeliveryError("Slack did not answer (ServerDisconnectedError)")),
    ],
)
async def test_each_of_slacks_failures_is_told_as_what_it_means_for_a_message(
    slack: FakeSlack, answer: Callable[[], Any], expected: DeliveryError
) -> None:
    slack.answer("chat.postMessage", answer())

    error = await failure(slack.api_base)

    assert (type(error), str(error)) == (type(expected), str(expected))
    assert len(slack.calls) == 1


async def test_a_connection_that_was_never_made_is_told_as_not_sent() -> None:
    error = await failure(f"http://127.0.0.1:{free_port()}/")

    assert type(error) is TemporaryDeliveryError


async def test_an_answer_that_does_not_come_is_told_as_perhaps_sent(slack: FakeSlack) -> None:
    slack.answer("chat.postMessage", Failure.SILENT)

    error = await failure(slack.api_base, timeout=0.2)

    assert type(error) is UncertainDeliveryError


async def failure(api_base: str, *, timeout: float = 5.0) -> DeliveryError:  # noqa: ASYNC109
    """Return what becomes of a message that fails, sent with a client like the channel's."""
    async with ClientSession(timeout=ClientTimeout(total=timeout)) as session:
        client = AsyncWebClient(token=TOKEN, base_url=api_base, session=session, retry_handlers=[])
        with pytest.raises((SlackApiError, *NETWORK)) as caught:
            await client.chat_postMessage(channel=DIRECT, text="…")
    return translated(caught.value)


async def test_a_message_that_may_have_been_sent_is_sent_once_more_under_the_same_name(
    channel: SlackChannel, slack: FakeSlack
) -> None:
    slack.answer("chat.postMessage", Failure.DROPPED)

    await event(channel, direct_message())

    sent = await slack.wait_for("chat.postMessage", 2)
    assert sent[0] == sent[1]
    assert sent[0]["client_msg_id"]


async def test_a_rate_limit_delays_an_answer_and_does_not_drop_it(channel: SlackChannel, slack: FakeSlack) -> None:
    slack.answer("chat.postMessage", limited("1"))

    began = time.monotonic()
    await event(channel, direct_message())
    await slack.wait_for("chat.postMessage", 2)

    assert time.monotonic() - began >= 1.0


async def test_one_conversation_that_cannot_be_answered_does_not_hold_up_another(channel: SlackChannel, slack: FakeSlack) -> None:
    slack.answer("chat.postMessage", limited("60"))
    await event(channel, direct_message(), "Ev1")
    await slack.wait_for("chat.postMessage", 1)

    await event(channel, direct_message(channel="D2", user="U2"), "Ev2")

    sent = await slack.wait_for("chat.postMessage", 2)
    assert [message["channel"] for message in sent] == [DIRECT, "D2"]


async def test_neither_tokens_nor_texts_nor_answering_addresses_are_logged(
    app: App, slack: FakeSlack, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("DEBUG")
    caplog.set_level("WARNING", "aiosqlite")  # as in `bot.logs`
    slack.answer("chat.postMessage", told("fatal_error"), told("invalid_blocks"))
    async with running(make(app, slack.api_base)) as channel:
        await event(channel, direct_message("my secret question"), "Ev1")
        await call(channel, event_call(direct_message("my secret question")), secret="wrong")
        await call(channel, slash("my secret question", slack.response_url))
        await slack.wait_for("respond")
        await slack.wait_for("chat.postMessage", 2)
    async with running(make(app, slack.api_base, socket=True)):
        await slack.push("1", "events_api", event_call(direct_message("my secret question"), "Ev2"))
        await slack.wait_for("chat.postMessage", 3)

    logged = caplog.text + "".join(capsys.readouterr())
    assert "replied" in logged
    assert [word for word in ("secret question", TOKEN, APP_TOKEN, "/respond/", SECRET) if word in logged] == []


def test_what_the_sdk_says_of_an_error_is_reduced_to_its_kind(caplog: pytest.LogCaptureFixture) -> None:
    error = ValueError("400, url='wss://wss-primary.slack.com/link/?ticket=secret'")
    sdk_log().error("Failed to connect (url: ticket=secret)", exc_info=error)
    sdk_log().warning("ticket=secret")

    assert [record.getMessage()[:10] for record in caplog.records] == ["slack_sdk:"]
    assert "secret" not in caplog.text
