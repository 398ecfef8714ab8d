"""``bot serve --demo`` as a newcomer meets it: the real process, and Chromium in front of it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.brief import Brief
from tests.e2e.browsing import NEEDED
from tests.e2e.process import SERVE, ServedBot

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.asyncio(loop_scope="module"),  # one process and one browser for all
    NEEDED,
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def demo(folder: Path, brief: Brief) -> AsyncIterator[ServedBot]:
    """A demonstration beside a real data folder, with the token of a real bot."""
    served = ServedBot({"TELEGRAM_BOT_TOKEN": "1:REAL"}, folder, brief=brief, program=(*SERVE, "--demo"))
    (folder / "var" / "demo").mkdir()
    os.link(folder / "var" / "knowledge.db", folder / "var" / "demo" / "knowledge.db")
    async with served:
        yield served


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
async def test_newcomer_becomes_a_sample_contact_and_asks_what_is_owed(demo: ServedBot, chromium: Browser, script: bool) -> None:
    page = await chromium.new_page(locale="en-GB", java_script_enabled=script)
    await page.goto(demo.base_url)
    await expect(page.get_by_text("This is a demonstration.")).to_be_visible()
    await page.get_by_role("link", name="Try it as a sample member").click()
    await expect(page.get_by_role("table")).to_contain_text("Sample webinar")
    await expect(page.get_by_role("table")).to_contain_text("Cloudbridge Works (sample)")

    await page.get_by_role("button", name="Bo Example (sample)").click()
    await expect(page.get_by_text("you are Bo Example (sample)")).to_be_visible()
    await page.get_by_role("button", name="Send", exact=True).click()
    await page.get_by_role("button", name="Yes").click()
    await expect(page.locator("#latest")).to_contain_text("Cloudbridge Works (sample)")
    await page.goto(f"{demo.base_url}/demo")
    await page.get_by_role("button", name="Do we owe anything?").click()

    await expect(page.locator("#latest .reply")).to_contain_text("USD 2,500 of USD 4,000 still open")
    await page.close()


async def test_demonstration_leaves_the_platforms_and_the_real_data_alone(demo: ServedBot, folder: Path, brief: Brief) -> None:
    state = await demo.health()

    assert (state["status"], state["channels"]) == ("ok", {"web": "ok"})
    assert (folder / "var" / "assistant.db").read_bytes() == (brief.started / "assistant.db").read_bytes()
    assert '"settings": ["TELEGRAM_BOT_TOKEN"], "event": "not_used_by_the_demo"' in demo.log.read_text()
