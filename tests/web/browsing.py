"""What a visitor of the page does, in tests."""

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from html import unescape

import httpx

from bot.conversation import File

SECRET = "a secret of this test"
HERE = "http://bot.example"
FEES = "How much is the membership fee?"
CALENDAR = File("general-assembly-2021.ics", "text/calendar", "BEGIN:VCALENDAR\r\nSUMMARY:총회\r\nEND:VCALENDAR\r\n".encode())
Browse = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]


async def ask(web: httpx.AsyncClient, text: str, *, id: str = "") -> httpx.Response:
    return await web.post("/messages", json={"id": id, "text": text})


async def press(web: httpx.AsyncClient, action: str) -> httpx.Response:
    return await web.post("/messages", json={"id": "", "action": action})


async def said(web: httpx.AsyncClient) -> list[str]:
    """Return what the page shows that the person said, oldest first."""
    page = (await web.get("/")).text.partition("<template")[0]
    return [unescape(text) for text in re.findall(r'class="said">.*?<p dir="auto">(.*?)</p>', page, re.DOTALL)]


def kind(reply: httpx.Response) -> str:
    return "".join(re.findall(r'data-kind="(\w+)"', reply.text))


def assert_fenced(response: httpx.Response) -> None:
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "same-origin"
