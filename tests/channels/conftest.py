"""A Slack of the test's own, and the channel that speaks to it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.app import App
from bot.channels.slack import SlackChannel
from tests.channels.slack_running import make, running
from tests.fakes.slack import FakeSlack


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as platform:
        yield platform


@pytest.fixture
async def channel(app: App, slack: FakeSlack) -> AsyncIterator[SlackChannel]:
    """A channel that is called over HTTP, started."""
    async with running(make(app, slack.api_base)) as started:
        yield started
