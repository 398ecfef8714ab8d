"""The Slack channel starts, stops and is examined; what was left is answered by the next process."""

from __future__ import annotations

import pytest
from aiohttp import web

from bot.app import App
from bot.channels.base import Finding
from bot.errors import (
    ConfigurationError,
)
from tests.channels.slack_payloads import (
    direct_message,
)
from tests.channels.slack_running import FEES, event, make, running
from tests.e2e.process import free_port
from tests.fakes.slack import Failure, FakeSlack


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
