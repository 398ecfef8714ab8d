"""Links that are counted: the same address for every reader, the text as it was, a number and nothing else."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from bot.app import App
from bot.config import Settings
from bot.conversation import Account, Address, Reaction
from bot.errors import UsageError
from bot.knowledge.library import Library
from bot.outreach import links
from bot.outreach.outbox import Pace
from bot.web.links import LinkPage
from tests.outreach.bureau import KIM, NOW, as_staff, draft, opened
from tests.outreach.test_recalling import LEASE

HERE = "https://bot.example.org"
TEXT = "See [the programme](https://events.example.org/p?a=1), <https://a.example.org> or https://b.example.org/x."


@pytest.fixture
async def app(settings: Settings, library: Library) -> AsyncIterator[App]:
    async with opened(settings, library, public_url=HERE) as app:
        yield app


async def sent(app: App, *, count_links: bool) -> list[str]:
    """Return what the readers get."""
    announcement = await app.office.draft(draft(TEXT, count_links=count_links), author="test")
    await app.office.approve(announcement.id, as_staff(KIM))
    await app.office.send(announcement.id, actor="test", everyone=False)
    found = []
    for channel in ("telegram", "slack", "email"):
        found += await app.outbox.claim(channel, Pace(1000), now=NOW, lease=LEASE)
    return [one.message.text for one in found]


def page(app: App) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=Starlette(routes=LinkPage(app.responses).routes()))
    return httpx.AsyncClient(transport=transport, base_url=HERE)


async def test_links_are_left_alone_unless_it_is_wished(app: App) -> None:
    assert await sent(app, count_links=False) == [f"**Webinar**\n\n{TEXT}"] * 3


async def test_all_readers_get_the_same_address_and_read_the_same_text(app: App) -> None:
    texts = await sent(app, count_links=True)
    tokens = await app.responses.count_links(1, [])
    first, second, third = (
        f"{HERE}/l/{tokens[url]}"
        for url in ("https://events.example.org/p?a=1", "https://a.example.org", "https://b.example.org/x")
    )

    assert set(texts) == {
        f"**Webinar**\n\nSee [the programme]({first}), [https://a.example.org]({second}) or [https://b.example.org/x]({third})."
    }


async def test_opening_counts_and_leads_on_and_looking_ahead_does_not(app: App) -> None:
    await sent(app, count_links=True)
    tokens = await app.responses.count_links(1, [])
    path = f"/l/{tokens['https://a.example.org']}"

    async with page(app) as browser:
        answers = [await browser.get(path), await browser.get(path), await browser.head(path), await browser.get("/l/made-up")]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 404]
    assert answers[0].headers["location"] == "https://a.example.org"
    assert answers[0].headers["cache-control"] == "no-store"
    assert "set-cookie" not in answers[0].headers
    assert (await app.office.progress(1)).opened["https://a.example.org"] == 2


def test_link_that_would_be_one_persons_own_is_left_as_it_is() -> None:
    wanted = draft("[me](https://a.example.org/{member}) https://b.example.org")

    assert links.urls(wanted) == ["https://b.example.org"]


async def test_without_an_address_of_ours_nothing_can_be_counted(settings: Settings, library: Library) -> None:
    async with opened(settings, library) as app:
        with pytest.raises(UsageError, match="only where PUBLIC_URL is set"):
            await app.office.draft(draft(TEXT, count_links=True), author="test")


async def test_reaction_to_something_else_is_none_of_ours(app: App) -> None:
    stranger = Account("telegram", "99")

    assert not await app.responses.react(Reaction(stranger, Address("telegram", "99"), "5", added=("👍",)))
