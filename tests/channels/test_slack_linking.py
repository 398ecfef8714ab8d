"""Slack's word on an address: whose it takes, whose not, and that nothing is linked without a button."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.app import App
from bot.channels.slack import SlackChannel
from bot.channels.slack_people import verified_email
from bot.conversation import Account
from bot.members.registry import ContactDetails, ContactRow, Link, MemberDetails, Upsert
from tests.channels.slack_payloads import CHANNEL, MAYA, click, direct_message, mention
from tests.channels.slack_running import call, event, make, running
from tests.fakes.slack import TEAM, FakeSlack

Json = dict[str, Any]
EMAIL = "Sita@Khopasi.gov.np"
VERIFIED: Json = {"team_id": TEAM, "deleted": False, "is_bot": False, "is_email_confirmed": True, "profile": {"email": EMAIL}}
DOUBTFUL: dict[str, Json] = {
    "has not confirmed the address": {"is_email_confirmed": False},
    "has an address of which nothing is said": {"is_email_confirmed": None},
    "is of another workspace": {"team_id": "T999"},
    "is a stranger of Slack Connect": {"is_stranger": True},
    "has left": {"deleted": True},
    "is a bot": {"is_bot": True},
    "hides the address": {"profile": {}},
    "has no profile": {"profile": None},
}
OFFER = "By the address that your workspace has verified you are *Khopasi* (Sita Sharma)."


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as platform:
        platform.person = VERIFIED
        yield platform


@pytest.fixture
async def channel(app: App, slack: FakeSlack) -> AsyncIterator[SlackChannel]:
    contact = ContactRow(ContactDetails("Sita Sharma", "sita@khopasi.gov.np"))
    wanted = Upsert(None, MemberDetails("khopasi", "Khopasi", "local-government", "NP"), (contact,))
    await app.registry.apply([wanted], actor="test", at=datetime.now(UTC))
    async with running(make(app, slack.api_base)) as started:
        yield started


async def links(app: App) -> tuple[Link, ...]:
    return (await app.links.speaker(Account("slack", MAYA))).links


def shown(message: Json) -> str:
    return str(message["blocks"])


def test_address_of_a_member_of_the_workspace_is_believed() -> None:
    assert verified_email(VERIFIED, TEAM) == EMAIL


@pytest.mark.parametrize("who", DOUBTFUL)
def test_address_is_not_believed_of_somebody_who(who: str) -> None:
    assert verified_email({**VERIFIED, **DOUBTFUL[who]}, TEAM) == ""


def test_no_address_is_believed_before_our_own_workspace_is_known() -> None:
    assert verified_email({**VERIFIED, "team_id": None}, None) == ""


async def test_verified_address_is_offered_by_a_button_and_linked_only_by_it(
    app: App, channel: SlackChannel, slack: FakeSlack
) -> None:
    await event(channel, direct_message("hello"), "Ev1")
    await event(channel, direct_message("link my account"), "Ev2")
    offered = (await slack.wait_for("chat.postMessage", 2))[1]
    before = await links(app)
    await call(channel, click("link:vouched"))
    done = (await slack.wait_for("chat.postMessage", 3))[2]

    assert OFFER in shown(offered)
    assert before == ()
    assert "This account now speaks for *Khopasi* (Sita Sharma)" in shown(done)
    assert [link.via.value for link in await links(app)] == ["workspace"]


@pytest.mark.parametrize("who", DOUBTFUL)
async def test_nothing_is_offered_and_the_button_does_nothing_for_somebody_who(
    app: App, channel: SlackChannel, slack: FakeSlack, who: str
) -> None:
    slack.person = {**VERIFIED, **DOUBTFUL[who]}

    await event(channel, direct_message("link"), "Ev1")
    await call(channel, click("link:vouched"))
    asked, pressed = await slack.wait_for("chat.postMessage", 2)

    assert OFFER not in shown(asked)
    assert "out of date" in shown(pressed)
    assert await links(app) == ()


async def test_in_a_channel_the_address_is_not_spoken_of(app: App, channel: SlackChannel, slack: FakeSlack) -> None:
    await event(channel, mention("<@U0BOT> link my account"), "Ev1")
    await call(channel, click("link:vouched", channel=CHANNEL))
    said, pressed = await slack.wait_for("chat.postMessage", 2)

    assert "Please write to me in private." in shown(said)
    assert "Please write to me in private." in shown(pressed)
    assert await links(app) == ()
