"""The page behind the link of a mail."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from bot.app import App
from bot.outreach.recipients import Topic
from bot.outreach.unsubscribing import Unsubscribing
from bot.web.unsubscribe import UnsubscribePage

SITA = "email:sita@dhulikhel.example"


@pytest.fixture
def unsubscribing(app: App) -> Unsubscribing:
    return Unsubscribing(app.recipients, app.clock, secret=b"secret", public_url="https://bot.example.org/")


@pytest.fixture
async def web(app: App, unsubscribing: Unsubscribing) -> AsyncIterator[httpx.AsyncClient]:
    site = Starlette(routes=UnsubscribePage(unsubscribing, app.library).routes())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=site), base_url="https://bot.example.org") as client:
        yield client


async def muted(app: App) -> set[Topic]:
    return set((await app.recipients.preferences(SITA)).muted)


async def test_link_that_is_opened_asks_and_changes_nothing(app: App, web: httpx.AsyncClient, unsubscribing: Unsubscribing) -> None:
    page = await web.get(unsubscribing.link(SITA, Topic.ANNOUNCEMENTS))

    assert (page.status_code, "Turn off announcements?" in page.text) == (200, True)
    assert await muted(app) == set()


async def test_press_turns_that_topic_off(app: App, web: httpx.AsyncClient, unsubscribing: Unsubscribing) -> None:
    link = unsubscribing.link_of("reminder:dues-30-days-before:invoice.1:2026-01-01:email:x", "Sita@Dhulikhel.example")

    page = await web.post(link, data={"List-Unsubscribe": "One-Click"})
    again = await web.post(link)

    assert (page.status_code, again.status_code) == (200, 200)
    assert "Reminders of dues are turned off for you" in page.text
    assert await muted(app) == {Topic.DUES}


async def test_page_speaks_the_readers_language(web: httpx.AsyncClient, unsubscribing: Unsubscribing) -> None:
    page = await web.get(unsubscribing.link(SITA, Topic.EVENTS), headers={"accept-language": "ar-EG,ar;q=0.9,en;q=0.8"})

    assert '<html lang="ar" dir="rtl">' in page.text


@pytest.mark.parametrize("token", ["", "nonsense", "WyJlbWFpbDp4Il0.AAAA"])
async def test_link_that_is_not_ours_is_refused(app: App, web: httpx.AsyncClient, token: str) -> None:
    replies = [await web.get(f"/unsubscribe?of={token}"), await web.post(f"/unsubscribe?of={token}")]

    assert [reply.status_code for reply in replies] == [404, 404]
    assert await muted(app) == set()


async def test_signature_of_another_secret_is_refused(app: App, unsubscribing: Unsubscribing) -> None:
    theirs = Unsubscribing(app.recipients, app.clock, secret=b"other", public_url="https://bot.example.org")

    assert unsubscribing.read(theirs.link(SITA, Topic.EVENTS).rpartition("=")[2]) is None


async def test_notices_have_no_link(unsubscribing: Unsubscribing) -> None:
    assert unsubscribing.link_of("test:1:x", "sita@dhulikhel.example") == ""


async def test_without_a_public_address_there_is_no_link(app: App) -> None:
    assert Unsubscribing(app.recipients, app.clock, secret=b"s", public_url="").link(SITA, Topic.EVENTS) == ""
