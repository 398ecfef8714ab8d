"""``bot serve``: the running process takes up edits, survives broken ones, and ends when told to."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.brief import Brief, abridge
from tests.conftest import CONTENT, start_once
from tests.e2e.process import ServedBot

LOGO = Path("articles/about/logo.md")
TAKES_EFFECT = 30.0
"""Seconds. content/README.md promises ten on an idle machine (`make bench` measures it); tests share theirs."""


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    """The real content in English only, where an edit outdates no translation; copy it, don't change it."""
    content = abridge(CONTENT, tmp_path_factory.mktemp("english") / "content", ("en",))
    return Brief(content, start_once(content, tmp_path_factory.mktemp("started")))


@pytest.fixture
def content(tmp_path: Path, english: Brief) -> Path:
    """A copy of it, for editing."""
    return shutil.copytree(english.content, tmp_path / "content")


@pytest.fixture
async def served(tmp_path: Path, content: Path, english: Brief) -> AsyncIterator[ServedBot]:
    async with ServedBot({"CONTENT_DIR": str(content)}, tmp_path, brief=english) as bot:
        yield bot


async def ask(bot: ServedBot, text: str) -> str:
    async with aiohttp.ClientSession() as session:
        return await say(session, bot, text)


async def say(session: aiohttp.ClientSession, bot: ServedBot, text: str) -> str:
    async with session.post(f"{bot.base_url}/messages", json={"text": text, "id": ""}) as response:
        assert response.status == 200
        return await response.text()


async def until_answer_has(bot: ServedBot, question: str, fragment: str) -> None:
    async with asyncio.timeout(TAKES_EFFECT):
        while fragment not in await ask(bot, question):
            await asyncio.sleep(0.2)


async def until_faults_are(bot: ServedBot, count: int) -> None:
    async with asyncio.timeout(TAKES_EFFECT):
        while (await bot.health())["content_faults"] != count:
            await asyncio.sleep(0.1)


def append(file: Path, text: str) -> None:
    file.write_text(f"{file.read_text(encoding='utf-8').rstrip()}\n{text}\n", encoding="utf-8")


def events(bot: ServedBot) -> list[str]:
    return [json.loads(line)["event"] for line in bot.log.read_text(encoding="utf-8").splitlines()]


async def test_edit_takes_effect_within_seconds(served: ServedBot, content: Path) -> None:
    append(content / LOGO, "\nIt is drawn with a lighthouse now.")

    await until_answer_has(served, "logo", "drawn with a lighthouse now")

    assert "content_reloaded" in events(served)


async def test_broken_edit_keeps_the_last_good_answer_and_shows_until_it_is_mended(served: ServedBot, content: Path) -> None:
    good = (content / LOGO).read_text(encoding="utf-8")
    (content / LOGO).write_text("rubbish")

    await until_faults_are(served, 1)
    during, health = await ask(served, "logo"), await served.health()
    (content / LOGO).write_text(f"{good.rstrip()}\nMended.\n", encoding="utf-8")
    await until_faults_are(served, 0)

    assert 'data-kind="answer"' in during
    assert health["status"] == "degraded"
    await until_answer_has(served, "logo", "Mended.")


async def test_sigterm_ends_it_within_ten_seconds_and_without_complaint(served: ServedBot) -> None:
    async with aiohttp.ClientSession() as session:  # a browser that keeps its connection open
        async with session.get(f"{served.base_url}/"):
            pass
        code = await served.terminate()

    assert code == 0
    assert events(served)[-2:] == ["stopping", "stopped"]


async def test_conversation_goes_on_after_a_kill(served: ServedBot) -> None:
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        await say(session, served, "When was the 5th General Assembly?")
        await served.restart()
        reply = await say(session, served, "when was that?")

    assert "18 October 2021" in reply


async def test_log_is_a_json_object_a_line_and_holds_no_text_of_people(served: ServedBot) -> None:
    await ask(served, "What is the fee for Kowalska town?")

    log = served.log.read_text(encoding="utf-8")

    assert "serving" in events(served)
    assert "replied" in events(served)
    assert "Kowalska" not in log
