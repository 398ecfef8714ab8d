"""The Slack channel as tests run it, and calls to it as Slack makes them."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import time
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from bot.app import App
from bot.channels.base import HttpAnswer, NoTraffic
from bot.channels.slack import SlackChannel
from bot.inbox import Entry, InboxRepository
from bot.store.inbox import SqlInbox
from tests.channels.slack_payloads import (
    body,
    event_call,
)
from tests.fakes.clock import FakeClock

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
        traffic=NoTraffic(),
        on_reaction=app.responses.react,
    )


@asynccontextmanager
async def running(channel: SlackChannel) -> AsyncIterator[SlackChannel]:
    try:
        await channel.start()
        yield channel
    finally:
        await channel.stop()


async def call(channel: SlackChannel, payload: Json, *, secret: str = SECRET, age: int = 0) -> HttpAnswer:
    """Call the channel as Slack does, signed."""
    raw, content_type = body(payload)
    stamp = str(int(time.time()) - age)
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + raw, hashlib.sha256).hexdigest()
    headers = {"content-type": content_type, "x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={digest}"}
    return await channel.receive(headers, raw)


async def event(channel: SlackChannel, what: Json, event_id: str = "Ev1") -> HttpAnswer:
    return await call(channel, event_call(what, event_id))
