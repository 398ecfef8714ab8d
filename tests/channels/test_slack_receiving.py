"""What Slack brings, over HTTP and over its socket: checked, kept, and only then acknowledged."""

from __future__ import annotations

import json
import time

import pytest

from bot.app import App
from bot.channels.slack import SlackChannel
from tests.channels.slack_payloads import (
    direct_message,
    event_call,
    slash,
)
from tests.channels.slack_running import SECRET, BrokenInbox, Json, call, event, make, running
from tests.fakes.slack import FakeSlack


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
