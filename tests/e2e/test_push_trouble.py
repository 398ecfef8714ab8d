"""A mailing of the real process while Telegram, or the disk, is unwell."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.outreach.outbox import PushKind
from tests.brief import Brief
from tests.e2e.mailing import FIRST_CHAT, Mailing, received, tally
from tests.e2e.process import ServedBot
from tests.fakes.telegram import FakeTelegram, Fault, FaultKind

pytestmark = pytest.mark.e2e

RECIPIENTS = 300
DISK_FULL_SECONDS = 1.0


@pytest.fixture
async def bot(telegram: FakeTelegram, tmp_path: Path, brief: Brief) -> AsyncIterator[ServedBot]:
    env = {**telegram.env, "TELEGRAM_RATE": "300"}
    async with ServedBot(env, tmp_path, brief=brief) as served:
        yield served


async def test_connection_reset_after_telegram_took_it_doubles_reminders_only_where_it_broke(
    telegram: FakeTelegram, bot: ServedBot, post: Mailing
) -> None:
    broken = [telegram.faults.add(Fault("sendMessage", FaultKind.COMMIT_THEN_RST, after=40 * number)) for number in range(1, 4)]

    await post.enqueue(telegram, "1", RECIPIENTS, PushKind.REMINDER)
    await post.wait_until_finished()

    counts = tally(telegram, ["1"], RECIPIENTS)
    assert [fault.hits for fault in broken] == [1, 1, 1]
    assert (counts.missing, counts.more, post.states()) == (0, 3, {"sent": RECIPIENTS})


async def test_connection_reset_after_telegram_took_it_leaves_announcements_to_the_secretariat(
    telegram: FakeTelegram, bot: ServedBot, post: Mailing
) -> None:
    telegram.faults.add(Fault("sendMessage", FaultKind.COMMIT_THEN_FIN, after=20, times=4))

    await post.enqueue(telegram, "1", RECIPIENTS, PushKind.ANNOUNCEMENT)
    await post.wait_until_finished()

    assert post.states() == {"sent": RECIPIENTS - 4, "uncertain": 4}
    assert tally(telegram, ["1"], RECIPIENTS).once == RECIPIENTS


async def test_storm_of_429_and_a_burst_of_5xx_delay_it_and_double_nothing(
    telegram: FakeTelegram, bot: ServedBot, post: Mailing
) -> None:
    telegram.faults.add(Fault("sendMessage", FaultKind.TOO_MANY_REQUESTS, after=30, times=40, retry_after=1))
    telegram.faults.add(Fault("sendMessage", FaultKind.SERVER_ERROR, status=502, after=60, times=40))

    await post.enqueue(telegram, "1", RECIPIENTS, PushKind.ANNOUNCEMENT)
    await post.wait_until_finished()

    assert tally(telegram, ["1"], RECIPIENTS).once == RECIPIENTS
    assert post.states() == {"sent": RECIPIENTS}


async def test_each_refusal_has_its_consequence_and_the_rest_goes_on(telegram: FakeTelegram, bot: ServedBot, post: Mailing) -> None:
    telegram.deactivate(telegram.user(id=FIRST_CHAT))
    for chat, kind, description in (
        (FIRST_CHAT + 1, FaultKind.BLOCKED, ""),
        (FIRST_CHAT + 2, FaultKind.REFUSED, "Bad Request: chat not found"),
        (FIRST_CHAT + 3, FaultKind.REFUSED, "Bad Request: can't parse entities"),
    ):
        telegram.faults.add(Fault("sendMessage", kind, chat, status=400, description=description))

    await post.enqueue(telegram, "1", RECIPIENTS, PushKind.ANNOUNCEMENT)
    await post.wait_until_finished()
    first = post.states()
    await post.enqueue(telegram, "2", 3, PushKind.ANNOUNCEMENT)
    await post.wait_until_finished()

    tried = [call.chat_id for call in telegram.calls("sendMessage")]
    assert first == {"sent": RECIPIENTS - 4, "unreachable": 3, "failed": 1}
    assert [tried.count(FIRST_CHAT + number) for number in range(4)] == [1, 1, 1, 1]


async def test_who_writes_again_can_be_written_to_again(telegram: FakeTelegram, bot: ServedBot, post: Mailing) -> None:
    maya = telegram.user(id=FIRST_CHAT, language_code="en")
    telegram.faults.add(Fault("sendMessage", FaultKind.BLOCKED, maya.id))
    await post.enqueue(telegram, "1", 1, PushKind.ANNOUNCEMENT)
    await post.wait_until_finished()

    telegram.say(maya, "what is wego")
    await telegram.wait_for(lambda t: t.texts(maya.id))
    await post.enqueue(telegram, "2", 1, PushKind.ANNOUNCEMENT)
    await post.wait_until_finished()

    assert post.states() == {"unreachable": 1, "sent": 1}


async def test_revoked_token_loses_nothing_is_shown_and_is_never_told(
    telegram: FakeTelegram, bot: ServedBot, post: Mailing
) -> None:
    telegram.faults.add(Fault("sendMessage", FaultKind.UNAUTHORIZED, times=None))

    await post.enqueue(telegram, "1", RECIPIENTS, PushKind.ANNOUNCEMENT)
    async with asyncio.timeout(10):
        while "refused" not in (state := str(await bot.health())):
            await asyncio.sleep(0.05)
    await bot.terminate()

    assert post.states() == {"queued": RECIPIENTS}
    assert "SECRET" not in state
    assert "SECRET" not in bot.log.read_text()


async def test_full_disk_holds_it_up_and_doubles_nothing(telegram: FakeTelegram, bot: ServedBot, post: Mailing) -> None:
    await post.enqueue(telegram, "1", RECIPIENTS, PushKind.ANNOUNCEMENT)
    await telegram.wait_for(lambda t: len(t.sent) >= 50)

    full(bot.pid, 4096)
    await asyncio.sleep(DISK_FULL_SECONDS)
    during = len(telegram.sent)
    await asyncio.sleep(DISK_FULL_SECONDS)
    stood_still = len(telegram.sent) == during < RECIPIENTS
    full(bot.pid, resource.RLIM_INFINITY)
    await post.wait_until_finished()

    assert stood_still
    assert max(received(telegram).values()) == 1
    assert post.states() == {"sent": RECIPIENTS}


def full(pid: int, largest: int) -> None:
    """Let no file of a process grow beyond a size: what a full disk is to it."""
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))
