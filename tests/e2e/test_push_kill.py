"""SIGKILL while a mailing goes out: everybody gets it, and twice only those of whom nobody could know."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.outreach.outbox import PushKind
from tests.brief import Brief
from tests.e2e.mailing import Mailing, received, tally
from tests.e2e.process import ServedBot
from tests.fakes.telegram import FakeTelegram

pytestmark = pytest.mark.e2e

RECIPIENTS = 300
KINDS = (PushKind.REMINDER, PushKind.ANNOUNCEMENT)


@pytest.fixture
async def bot(telegram: FakeTelegram, tmp_path: Path, brief: Brief) -> AsyncIterator[ServedBot]:
    env = {**telegram.env, "TELEGRAM_RATE": "300"}
    async with ServedBot(env, tmp_path, brief=brief) as served:
        await served.kill()
        yield served


async def test_killed_at_random_moments_everybody_gets_it_and_twice_only_the_uncertain(
    telegram: FakeTelegram, bot: ServedBot, post: Mailing, pytestconfig: pytest.Config, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(20211018)  # noqa: S311
    rounds = int(pytestconfig.getoption("--kills"))
    batches = [f"{number}" for number in range(rounds)]

    for number, batch in enumerate(batches):
        await post.enqueue(telegram, batch, RECIPIENTS, KINDS[number % 2])
        goal = len(telegram.sent) + chance.randrange(RECIPIENTS)
        await bot.start(wait=False)
        await telegram.wait_for(lambda t, goal=goal: len(t.sent) >= goal, timeout=120)  # type: ignore[misc]
        await asyncio.sleep(chance.uniform(0, 0.02))
        await bot.kill()
    post.end_leases()
    await bot.start()
    await post.wait_until_finished()
    uncertain, in_doubt = post.states()["uncertain"], post.in_doubt()
    by_themselves = tally(telegram, batches, RECIPIENTS)
    at_most = max(received(telegram).values())
    resent = await post.resend(batches)
    await post.wait_until_finished()
    await bot.terminate()

    counts = tally(telegram, batches, RECIPIENTS)
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{rounds} kills, {counts.recipients} deliveries: {by_themselves.once} arrived once, {by_themselves.more} twice, "
            f"{len(in_doubt)} had been in doubt; {uncertain} of them waited for the secretariat's word, {by_themselves.missing} of "
            f"those had not arrived; sent at its word, {counts.missing} are missing and {counts.more} arrived more than once"
        )
    assert counts.missing == 0
    assert resent == uncertain
    assert at_most <= 2
    assert {name for name, count in received(telegram).items() if count > 1} <= in_doubt
    assert post.states() == {"sent": counts.recipients}


async def test_stopped_in_the_middle_nothing_is_in_doubt(telegram: FakeTelegram, bot: ServedBot, post: Mailing) -> None:
    await post.enqueue(telegram, "1", RECIPIENTS, PushKind.ANNOUNCEMENT)
    await bot.start()
    await telegram.wait_for(lambda t: len(t.sent) >= 50, timeout=20)

    code = await bot.terminate()
    stopped_at = post.states()
    await bot.start()
    await post.wait_until_finished()
    await bot.terminate()

    assert (code, stopped_at["uncertain"], stopped_at["sending"]) == (0, 0, 0)
    assert stopped_at["queued"] > 0
    assert tally(telegram, ["1"], RECIPIENTS).once == RECIPIENTS
