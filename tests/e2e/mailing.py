"""A mailing through the real process: queued in its database from outside, counted at the far side, killed at will."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, make_url, text

from bot.conversation import Address, File, Kind, Reply
from bot.outreach.outbox import Draft, PushKind
from bot.store.database import Database
from bot.store.outbox import SqlOutbox
from tests.fakes.telegram import FakeTelegram

LOOK_SECONDS = 0.05
PATIENCE_SECONDS = 60.0
FIRST_CHAT = 100_000


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of a mailing: how many recipients have it once, and more than once; the rest lacks it."""

    recipients: int
    once: int
    more: int

    @property
    def missing(self) -> int:
        """Return how many don't have it."""
        return self.recipients - self.once - self.more


class Mailing:
    """Deliveries in the database of a bot that may run or not."""

    def __init__(self, engine: Engine, outbox: SqlOutbox) -> None:
        self._engine = engine
        self._outbox = outbox

    async def enqueue(
        self, telegram: FakeTelegram, batch: str, recipients: int, kind: PushKind, *, words: str = "", file: File | None = None
    ) -> None:
        """Queue a message for as many people as asked for, the first of them `FIRST_CHAT`."""
        now = datetime.now(UTC)
        chats = [telegram.user(id=FIRST_CHAT + number).id for number in range(recipients)]
        message = Reply(Kind.ANSWER, words or f"Mailing {batch}", "en", file=file)
        await self._outbox.enqueue([draft(batch, chat, kind, message, now) for chat in chats], at=now)

    def unfinished(self) -> int:
        """Return how many deliveries are queued or being sent."""
        return int(self._read("SELECT count(*) FROM deliveries WHERE state IN ('queued', 'sending')")[0][0])

    def states(self) -> Counter[str]:
        """Return how many deliveries are in each state."""
        return Counter(dict(self._read("SELECT state, count(*) FROM deliveries GROUP BY state")))

    def in_doubt(self) -> set[tuple[str, int]]:
        """Return batch and chat of the deliveries that were uncertain at one time, or are."""
        rows = self._read("SELECT batch, conversation_id FROM deliveries WHERE doubts > 0 OR state = 'uncertain'")
        return {(batch, int(chat)) for batch, chat in rows}

    async def wait_until_finished(self) -> None:
        """Return when nothing is queued or being sent any more."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while self.unfinished():
                await asyncio.sleep(LOOK_SECONDS)

    async def wait_until_nothing_is_under_way(self) -> None:
        """Return when nothing is being sent any more; the rest may wait."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while self.states()["sending"]:
                await asyncio.sleep(LOOK_SECONDS)

    def end_leases(self) -> None:
        """Let the leases of a process that is dead be over, as they are a minute later."""
        with self._engine.begin() as connection:
            connection.execute(text("UPDATE deliveries SET lease_until = '2001-01-01 00:00:00.000000' WHERE state = 'sending'"))

    async def resend(self, batches: Iterable[str]) -> int:
        """Give the secretariat's word: send what is uncertain again; return how many deliveries that were."""
        now = datetime.now(UTC)
        return sum([await self._outbox.resolve(batch, resend=True, at=now) for batch in batches])

    def _read(self, statement: str) -> list[tuple[Any, ...]]:
        with self._engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(statement))]


def draft(batch: str, chat: int, kind: PushKind, message: Reply, at: datetime) -> Draft:
    return Draft(f"{batch}:{chat}", kind, batch, f"account:telegram:{chat}", (Address("telegram", str(chat)),), message, at)


@asynccontextmanager
async def mailing(data_dir: Path) -> AsyncIterator[Mailing]:
    """Open the outbox of a bot whose data is in a folder."""
    async with mailing_in(f"sqlite:///{data_dir / 'assistant.db'}") as opened:
        yield opened


@asynccontextmanager
async def mailing_in(url: str) -> AsyncIterator[Mailing]:
    """Open the outbox in a database, SQLite's or PostgreSQL's."""
    database = Database(url)
    engine = create_engine(make_url(url.replace("postgresql:", "postgresql+psycopg:")))
    yield Mailing(engine, SqlOutbox(database))
    engine.dispose()
    await database.close()


def received(telegram: FakeTelegram) -> Counter[tuple[str, int]]:
    """Return how often each mailing is in each chat."""
    return Counter((message.text.removeprefix("Mailing "), message.chat_id) for message in telegram.sent)


def tally(telegram: FakeTelegram, batches: Sequence[str], recipients: int) -> Tally:
    """Return what the recipients of mailings have."""
    counts = received(telegram)
    had = [counts[batch, FIRST_CHAT + number] for batch in batches for number in range(recipients)]
    return Tally(len(had), sum(count == 1 for count in had), sum(count > 1 for count in had))
