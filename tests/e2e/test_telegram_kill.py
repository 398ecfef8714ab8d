"""SIGKILL between a question's arrival and its answer: nothing is lost, and nothing doubled that could be told apart."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.brief import Brief
from tests.e2e.process import ServedBot
from tests.fakes.telegram import FakeTelegram, Fault, FaultKind

pytestmark = pytest.mark.e2e

MAYA = 7


@pytest.fixture
async def bot(telegram: FakeTelegram, tmp_path: Path, brief: Brief) -> AsyncIterator[ServedBot]:
    async with ServedBot(telegram.env, tmp_path, brief=brief) as served:
        yield served


async def test_killed_before_telegram_took_the_answer_it_is_answered_once(telegram: FakeTelegram, bot: ServedBot) -> None:
    maya = telegram.user(id=MAYA, first_name="Maya", language_code="en")
    stall = telegram.faults.add(Fault("sendMessage", FaultKind.STALL_BEFORE_COMMIT))
    telegram.say(maya, "what is wego")
    await telegram.wait_for(lambda t: stall.hits)

    await bot.restart()
    await telegram.wait_for(lambda t: t.texts(MAYA), timeout=15)
    await telegram.wait_for(lambda t: not t.waiting)
    await bot.wait_until_idle()

    assert len(telegram.texts(MAYA)) == 1


async def test_killed_after_telegram_took_it_and_before_we_knew_it_is_answered_twice(
    telegram: FakeTelegram, bot: ServedBot
) -> None:
    # Telegram has no key by which a second send could be told from the first: this is the one case that doubles.
    maya = telegram.user(id=MAYA, first_name="Maya", language_code="en")
    telegram.faults.add(Fault("sendMessage", FaultKind.COMMIT_THEN_STALL))
    telegram.say(maya, "what is wego")
    await telegram.wait_for(lambda t: t.texts(MAYA))

    await bot.restart()
    await telegram.wait_for(lambda t: len(t.texts(MAYA)) == 2, timeout=15)
    await telegram.wait_for(lambda t: not t.waiting)
    await bot.wait_until_idle()

    assert len(set(telegram.texts(MAYA))) == 1
    assert len(telegram.texts(MAYA)) == 2


async def test_killed_at_random_moments_every_question_is_answered(
    telegram: FakeTelegram, bot: ServedBot, kills: int, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(20211018)  # noqa: S311
    people = [telegram.user(id=100 + number, first_name=f"P{number}", language_code="en") for number in range(kills)]

    for person in people:
        for question in ("what is wego", "how much does membership cost"):
            telegram.say(person, question)
        await asyncio.sleep(chance.uniform(0, 0.08))
        await bot.restart()
        await bot.wait_until_idle()  # an answer that is cut off by two kills is sent three times
    await telegram.wait_for(lambda t: all(len(set(t.texts(person.id))) == 2 for person in people), timeout=20)
    await telegram.wait_for(lambda t: not t.waiting)
    await bot.wait_until_idle()

    answers = Counter((message.chat_id, message.text) for message in telegram.sent)
    doubled = sum(count - 1 for count in answers.values())
    uncertain = sum(call.committed and call.cut_off for call in telegram.calls("sendMessage"))
    counted = f"{kills} kills, {2 * kills} questions, {len(answers)} answered, {doubled} doubled, {uncertain} cut off"
    with capsys.disabled():
        print(f"\n{counted}")  # noqa: T201
    assert len(answers) == 2 * kills
    assert doubled <= kills  # at most the one answer in flight at each kill
    assert max(answers.values()) <= 2
