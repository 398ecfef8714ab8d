"""Two processes over one PostgreSQL database: they share the work and the rate, and each takes up what the other leaves."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.outreach.outbox import PushKind
from tests.brief import Brief
from tests.e2e.mailing import mailing_in, received, tally
from tests.e2e.process import ServedBot
from tests.fakes.telegram import FakeTelegram, Fault, FaultKind

pytestmark = [pytest.mark.e2e, pytest.mark.postgres]

RATE = 50
RECIPIENTS = 300
MAYA = 7
OTHERS_LOOK_SECONDS = 40  # docs/guarantees.md: what a dead process had received is taken up within that time


@pytest.fixture
async def two(
    telegram: FakeTelegram, tmp_path: Path, brief: Brief, postgres_url: str
) -> AsyncIterator[tuple[ServedBot, ServedBot]]:
    """Two processes that serve; Telegram calls the first, as the balancer in front of them would."""
    shared = {**telegram.env, "DATABASE_URL": postgres_url, "TELEGRAM_RATE": str(RATE), "TELEGRAM_MODE": "webhook"}
    first, second = (ServedBot(shared, tmp_path / name, brief=brief) for name in ("first", "second"))
    for served in (first, second):
        served.set(TELEGRAM_WEBHOOK_SECRET="s3cret", PUBLIC_URL=first.base_url)
    async with first, second:
        yield first, second


async def test_killed_in_a_mailing_the_other_finishes_it_at_the_rate_of_one(
    telegram: FakeTelegram, two: tuple[ServedBot, ServedBot], postgres_url: str
) -> None:
    first, _ = two
    async with mailing_in(postgres_url) as post:
        await post.enqueue(telegram, "1", RECIPIENTS, PushKind.ANNOUNCEMENT)
        await telegram.wait_for(lambda t: len(t.sent) >= RECIPIENTS // 3, timeout=30)
        await first.kill()
        await telegram.wait_for(lambda t: len(t.sent) >= RECIPIENTS // 2, timeout=30)
        post.end_leases()
        await post.wait_until_finished()
        in_doubt = post.in_doubt()
        await post.resend(["1"])
        await post.wait_until_finished()

        assert tally(telegram, ["1"], RECIPIENTS).missing == 0
        assert {name for name, count in received(telegram).items() if count > 1} <= in_doubt
        assert post.states() == {"sent": RECIPIENTS}
    arrived = [call.arrived_at for call in telegram.calls("sendMessage")]
    assert max(bisect_left(arrived, at + 1) - index for index, at in enumerate(arrived)) <= RATE * 1.2


async def test_what_a_dead_one_had_received_the_other_answers_once(
    telegram: FakeTelegram, two: tuple[ServedBot, ServedBot]
) -> None:
    first, second = two
    maya = telegram.user(id=MAYA, first_name="Maya", language_code="en")
    stall = telegram.faults.add(Fault("sendMessage", FaultKind.STALL_BEFORE_COMMIT))
    telegram.say(maya, "what is wego")
    await telegram.wait_for(lambda t: stall.hits)

    await first.kill()
    await telegram.wait_for(lambda t: t.texts(MAYA), timeout=OTHERS_LOOK_SECONDS)
    await second.wait_until_idle()

    assert len(telegram.texts(MAYA)) == 1
