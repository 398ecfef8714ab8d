"""Pushing: the outbox, the courier and the channel, against a fake Bot API, with a plain loop over the SDK as the yardstick."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from bot.app import open_app
from bot.config import Settings
from bot.conversation import Address, Kind, Reply
from bot.outreach.outbox import Draft, PushKind, State
from bot.store.database import Database
from bot.store.outbox import SqlOutbox
from tests.e2e.mailing import FIRST_CHAT, Mailing, mailing
from tests.e2e.process import ServedBot
from tests.fakes.slack import FakeSlack, allowing
from tests.fakes.telegram import FakeTelegram, Limits

TOKEN = "1:TEST"  # noqa: S105  of the fake
ALLOWED = 30
MEMBERS, UNLIMITED, QUEUED = 3000, 2000, 100_000
LISTENERS, QUESTIONS, QUESTION_EVERY = 900, 80, 0.3
COLLEAGUES, POSTS, SLACK_RATE = 900, 110, 10
PATIENCE = 300
LIMITS = Limits(per_chat_per_second=1, chat_burst=3, overall_per_second=ALLOWED, group_per_minute=20)
PLAIN_LOOP = """
import asyncio, sys
from telegram import Bot

async def main(base, first, count):
    async with Bot("1:TEST", base_url=base + "/bot") as bot:
        for chat in range(first, first + count):
            await bot.send_message(chat, "Mailing 1", parse_mode="HTML")

asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
"""
Row = tuple[str, str, str]


def enqueuing(root: Path) -> Row:
    """Put deliveries into an outbox on SQLite."""

    async def measure() -> float:
        database = Database(f"sqlite:///{root / 'assistant.db'}")
        await database.upgrade()
        outbox = SqlOutbox(database)
        now = datetime.now(UTC)
        drafts = [
            Draft(
                f"announcement:1:{number}",
                PushKind.ANNOUNCEMENT,
                "announcement:1",
                f"contact:{number}",
                (Address("telegram", str(number)), Address("email", f"{number}@example.org")),
                Reply(Kind.ANSWER, f"Dear {number}, the assembly is near. " * 10, "en"),
                now,
            )
            for number in range(QUEUED)
        ]
        started = time.perf_counter()
        await outbox.enqueue(drafts, at=now)
        took = time.perf_counter() - started
        await database.close()
        return took

    return f"queue {QUEUED:,} deliveries", f"{asyncio.run(measure()):.1f} s", "10 s"


def at_the_limit(root: Path) -> Row:
    """Send to private recipients while the platform refuses more than it allows."""

    async def measure() -> str:
        async with _far_side(root, LIMITS) as telegram, _bot(telegram, root) as bot, mailing(root / "var") as post:
            await post.enqueue(telegram, "1", MEMBERS, PushKind.ANNOUNCEMENT)
            await telegram.wait_for(lambda t: len(t.sent) >= MEMBERS, timeout=PATIENCE)
            await bot.terminate()
            refused = sum(call.status == 429 for call in telegram.calls("sendMessage"))
            rate = (MEMBERS - 1) / (telegram.sent[-1].sent_at - telegram.sent[0].sent_at)
            return f"{rate:.2f} a second, {rate / ALLOWED:.1%} of what is allowed; {refused} answers 429"

    return f"{MEMBERS:,} recipients, the platform allows {ALLOWED} a second", asyncio.run(measure()), "97%, 3 answers 429"


def slack_at_its_rate(root: Path) -> Row:
    """Send to people and to one channel on Slack, which wants a second between two messages to a channel."""

    async def measure() -> str:
        await _build(root)
        async with FakeSlack(allowing(SLACK_RATE)) as slack:
            env = {"SLACK_BOT_TOKEN": "xoxb-test", "SLACK_APP_TOKEN": "xapp-test", "SLACK_API_BASE": slack.api_base}
            async with ServedBot({**env, "SLACK_RATE": str(SLACK_RATE * 0.997), "LOG_LEVEL": "warning"}, root) as bot:
                await _push_to_slack(root, _mixed())
                await bot.terminate()
            posted = [call for call in slack.calls if call.method == "chat.postMessage"]
        posts = [call.at for call in posted if call.args["channel"] == "C1"]
        last = max(call.at for call in posted if call.args["channel"] != "C1")  # from then on the channel has it for itself
        everything = [call.at for call in posted if call.at <= last]
        rate = (len(everything) - 1) / (everything[-1] - everything[0])
        of_channel = (len(posts) - 1) / (posts[-1] - posts[0])
        return (
            f"{rate:.2f} a second, {rate / SLACK_RATE:.1%} of what is allowed; {of_channel:.3f} a second to one channel, "
            f"the shortest gap {min(b - a for a, b in pairwise(posts)):.2f} s; {slack.refused} answers 429"
        )

    what = f"Slack: {COLLEAGUES} people and a channel, it allows {SLACK_RATE} a second in all and 1 to a channel"
    return what, asyncio.run(measure()), "97% of both, 3 answers 429"


def _mixed() -> list[str]:
    """Return people, and between them a channel, more often than it may be written to meanwhile."""
    people = [f"U{number:06}" for number in range(COLLEAGUES)]
    every = COLLEAGUES // POSTS
    return [where for start in range(0, COLLEAGUES, every) for where in ("C1", *people[start : start + every])]


async def _push_to_slack(root: Path, conversations: Sequence[str]) -> None:
    """Send a message to each of some conversations, and wait until all are taken."""
    database, now = Database(f"sqlite:///{root / 'var' / 'assistant.db'}"), datetime.now(UTC)
    outbox = SqlOutbox(database)
    drafts = [
        Draft(
            f"1:{number}", PushKind.ANNOUNCEMENT, "1", where, (Address("slack", where),), Reply(Kind.ANSWER, "Mailing", "en"), now
        )
        for number, where in enumerate(conversations)
    ]
    await outbox.enqueue(drafts, at=now)
    async with asyncio.timeout(PATIENCE):
        while (await outbox.counts("1")).get(State.SENT, 0) < len(drafts):  # noqa: ASYNC110
            await asyncio.sleep(0.5)  # another process writes there
    await database.close()


def answering_meanwhile(root: Path) -> Row:
    """Ask questions while a mailing goes out at the limit."""

    async def measure() -> str:
        async with _far_side(root, LIMITS) as telegram, _bot(telegram, root), mailing(root / "var") as post:
            person = telegram.user(id=7, first_name="Maya", language_code="en")
            telegram.say(person, "what is wego")
            await telegram.wait_for(lambda t: t.texts(7), timeout=30)
            await post.enqueue(telegram, "1", LISTENERS, PushKind.ANNOUNCEMENT)
            await telegram.wait_for(lambda t: len(t.sent) > ALLOWED, timeout=30)
            waited = [await _ask(telegram, number) for number in range(QUESTIONS)]
            under_way = post.unfinished()
            waited.sort()
            refused = sum(call.status == 429 for call in telegram.calls("sendMessage"))
            p95 = waited[int(len(waited) * 0.95)] * 1000
            return f"95th percentile {p95:.0f} ms ({QUESTIONS} questions; {refused} answers 429; {under_way} still to send)"

    return "question to reply through Telegram while a mailing goes out", asyncio.run(measure()), "100 ms"


def without_limits(root: Path) -> Row:
    """Send as fast as it goes, on one core, and the same with a plain loop over the SDK."""

    async def measure() -> str:
        async with _far_side(root, None) as telegram:
            async with _bot(telegram, root, TELEGRAM_RATE="1000") as bot, mailing(root / "var") as post:
                os.sched_setaffinity(bot.pid, {max(os.sched_getaffinity(0))})
                before = _cpu_seconds(bot.pid)
                ours = await _pushed(telegram, post)
                busy = (_cpu_seconds(bot.pid) - before) / UNLIMITED
                await bot.terminate()
            plain = await _in_a_plain_loop(telegram)
        yardstick = f"a plain loop over the SDK, nothing recorded: {plain:.0f}"
        return f"{ours:.0f} a second, {busy * 1000:.1f} ms of the core each ({yardstick})"

    return "deliveries a second without limits, one core", asyncio.run(measure()), "400"


def _cpu_seconds(pid: int) -> float:
    """Return how long a process has kept a core busy, whatever else the machine did."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _pushed(telegram: FakeTelegram, post: Mailing) -> float:
    await post.enqueue(telegram, "1", UNLIMITED, PushKind.ANNOUNCEMENT)
    await telegram.wait_for(lambda t: t.sent, timeout=30)
    started = time.perf_counter()
    await telegram.wait_for(lambda t: len(t.sent) >= UNLIMITED, timeout=PATIENCE)
    return UNLIMITED / (time.perf_counter() - started)


async def _in_a_plain_loop(telegram: FakeTelegram) -> float:
    telegram.sent.clear()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PLAIN_LOOP, telegram.base_url, str(FIRST_CHAT), str(UNLIMITED)
    )
    os.sched_setaffinity(process.pid, {max(os.sched_getaffinity(0))})
    await telegram.wait_for(lambda t: t.sent, timeout=30)
    started = time.perf_counter()
    await process.wait()
    return UNLIMITED / (time.perf_counter() - started)


async def _ask(telegram: FakeTelegram, number: int) -> float:
    """Ask as somebody else, and return the seconds to the reply."""
    person = telegram.user(id=1000 + number, first_name="P", language_code="en")
    started = time.monotonic()
    telegram.say(person, "what is wego")
    await telegram.wait_for(lambda t: t.texts(person.id), timeout=30)
    waited = telegram.sent_to(person.id)[0].sent_at - started
    await asyncio.sleep(max(0.0, QUESTION_EVERY - waited))
    return waited


async def _build(root: Path) -> None:
    """Build the index of the content and the database, which takes longer than a start may."""
    async with open_app(Settings(_env_file=None, data_dir=root / "var")):  # type: ignore[call-arg]
        pass


@asynccontextmanager
async def _far_side(root: Path, limits: Limits | None) -> AsyncIterator[FakeTelegram]:
    """Start a fake Telegram, once the index of the content is built."""
    await _build(root)
    async with FakeTelegram(token=TOKEN, limits=limits) as telegram:
        yield telegram


def _bot(telegram: FakeTelegram, root: Path, **more: str) -> ServedBot:
    env = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE": telegram.base_url, "LOG_LEVEL": "warning"}
    return ServedBot(env | more, root)
