"""Each of Slack's failures is told as what it means, and nothing secret stands in a log."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientSession, ClientTimeout, web
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import App
from bot.channels.slack import SlackChannel
from bot.channels.slack_connection import sdk_log
from bot.channels.slack_errors import NETWORK, translated
from bot.errors import (
    ChannelRefusedError,
    DeliveryError,
    MessageRejectedError,
    RateLimitedError,
    RecipientUnreachableError,
    TemporaryDeliveryError,
    UncertainDeliveryError,
)
from tests.channels.slack_payloads import (
    DIRECT,
    direct_message,
    event_call,
    slash,
)
from tests.channels.slack_running import APP_TOKEN, SECRET, TOKEN, Json, call, event, make, running
from tests.e2e.process import free_port
from tests.fakes.slack import Failure, FakeSlack


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
