"""What every response of the server bears; health and metrics."""

import httpx
import pytest

from bot.app import App
from bot.conversation import IncomingMessage, Recollection
from bot.store.memory import SqlMemory
from tests.web.browsing import FEES, Browse, ask, assert_fenced


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/static/chat.css", 200),
        ("GET", "/static/../chat.py", 404),
        ("GET", "/static/%2e%2e/chat.py", 404),
        ("GET", "/nowhere", 404),
        ("GET", "/messages", 405),
        ("POST", "/messages", 200),
        ("POST", "/forget", 303),
        ("GET", "/health", 200),
        ("GET", "/metrics", 200),
    ],
)
async def test_every_response_forbids_what_the_page_does_not_need(
    web: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    response = await web.request(method, path)

    assert response.status_code == status
    assert_fenced(response)


async def test_refusal_and_breakdown_carry_the_same_headers_and_tell_no_details(
    app: App, browse: Browse, web: httpx.AsyncClient
) -> None:
    class BrokenMemory(SqlMemory):
        async def recall(self, message: IncomingMessage, *, limit: int) -> Recollection:
            raise OSError("disk /dev/secret is gone")

    too_long = await web.post("/messages", content=b"x" * 2_000_000)
    async with browse(memory=BrokenMemory(app.database)) as broken:
        failed = await broken.get("/")

    assert (too_long.status_code, failed.status_code) == (413, 500)
    assert "secret" not in failed.text
    assert_fenced(too_long)
    assert_fenced(failed)


@pytest.mark.parametrize("path", ["/", "/messages"])
async def test_conversations_are_kept_in_no_cache(web: httpx.AsyncClient, path: str) -> None:
    response = await web.request("POST" if path == "/messages" else "GET", path, json={"text": FEES})

    assert response.headers["cache-control"] == "no-store"


async def test_health_names_state_and_channels(app: App, web: httpx.AsyncClient) -> None:
    health = await web.get("/health")

    assert health.status_code == 200
    assert health.json() == {
        "status": "ok",
        "channels": {"web": "ok"},
        "articles": app.library.article_count,
        "content_faults": 0,
        "inbox_backlog": 0,
        "outbox": {},
    }


async def test_metrics_count_replies_and_hold_no_text(web: httpx.AsyncClient) -> None:
    await ask(web, "Where is the zebra crossing?")

    metrics = (await web.get("/metrics")).text

    assert 'channel="web"' in metrics
    assert "zebra" not in metrics
