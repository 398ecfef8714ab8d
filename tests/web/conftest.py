"""The page over HTTP, in a browser without a script."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from bot.app import App, open_app
from bot.assistant import Assistant
from bot.channels.web import WebChat
from bot.config import load_settings
from bot.knowledge.library import Library
from bot.store.memory import SqlMemory
from bot.web import server
from bot.web.chat import ChatPages
from bot.web.feeds import Feeds
from bot.web.health import Health
from bot.web.links import LinkPage
from bot.web.unsubscribe import UnsubscribePage
from tests.conftest import CONTENT
from tests.web.browsing import HERE, SECRET, Browse


@pytest.fixture
async def app(data_dir: Path, library: Library) -> AsyncIterator[App]:
    settings = load_settings(_env_file=None, data_dir=data_dir, content_dir=CONTENT, timezone="UTC", public_url="")
    async with open_app(settings, library=library) as opened:
        yield opened


@pytest.fixture
def browse(app: App) -> Browse:
    """Return what opens a browser without a script: it keeps cookies and follows no redirects."""

    @asynccontextmanager
    async def browser(
        *, memory: SqlMemory | None = None, origin: str = "", address: str = "192.0.2.7", assistant: Assistant | None = None
    ) -> AsyncIterator[httpx.AsyncClient]:
        chat = WebChat(assistant or app.assistant, memory or app.memory)
        pages = ChatPages(chat, app.library, retention_days=90, origin=origin)
        secure = origin.startswith("https://")
        health = Health(app.library, app.inbox, [], outbox=app.outbox, courier=None, clock=app.clock)
        health.phase = "ready"
        site = server.build(
            pages=pages,
            feeds=Feeds(app.library, public_url=""),
            unsubscribe=UnsubscribePage(app.unsubscribing, app.library),
            links=LinkPage(app.responses),
            channels=[],
            health=health,
            secret=SECRET,
            secure=secure,
            retention_days=90,
        )
        transport = httpx.ASGITransport(app=site, client=(address, 50000), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
            yield client

    return browser


@pytest.fixture
async def web(browse: Browse) -> AsyncIterator[httpx.AsyncClient]:
    async with browse() as client:
        yield client
