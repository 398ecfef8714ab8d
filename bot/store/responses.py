"""What readers did with announcements, in the database: reactions to each message; how often links were opened, not by whom."""

from __future__ import annotations

import json
import secrets
from collections import Counter
from collections.abc import Collection

from sqlalchemy import delete, func, select, update

from bot.conversation import Reaction
from bot.outreach.outbox import State
from bot.store.database import Database
from bot.store.tables import counted_links, deliveries, reactions

_TOKEN_BYTES = 9


class SqlResponses:
    """Implements `bot.outreach.announcements.Responses` on the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def react(self, reaction: Reaction) -> bool:
        """See `Responses`."""
        places = {reaction.to.conversation_id, reaction.sender.user_id}  # Slack's direct messages are posted to the person
        query = select(deliveries.c.id, deliveries.c.receipt).where(
            deliveries.c.channel == reaction.to.channel,
            deliveries.c.conversation_id.in_(places),
            deliveries.c.state == State.SENT.value,
            deliveries.c.batch.startswith("announcement:"),
        )
        async with self._database.writing() as connection:
            sent = (await connection.execute(query.order_by(deliveries.c.id.desc()))).all()
            delivery_id = next((row.id for row in sent if reaction.message_id in _names(row.receipt)), None)
            if delivery_id is None:
                return False
            gone = (reactions.c.delivery_id == delivery_id, reactions.c.name.in_(reaction.removed))
            await connection.execute(delete(reactions).where(*gone))
            rows = [{"delivery_id": delivery_id, "name": name} for name in dict.fromkeys(reaction.added)]
            if rows:
                await connection.execute(self._database.insert(reactions).on_conflict_do_nothing(), rows)
        return True

    async def reactions(self, batch: str) -> dict[str, int]:
        """See `Responses`."""
        return dict(Counter(name for names in (await self.given(batch)).values() for name in names).most_common())

    async def given(self, batch: str) -> dict[int, list[str]]:
        """See `Responses`."""
        query = select(reactions.c.delivery_id, reactions.c.name).join(deliveries).where(deliveries.c.batch == batch)
        found: dict[int, list[str]] = {}
        async with self._database.connect() as connection:
            for row in await connection.execute(query.order_by(reactions.c.delivery_id, reactions.c.name)):
                found.setdefault(row.delivery_id, []).append(row.name)
        return found

    async def count_links(self, announcement_id: int, urls: Collection[str]) -> dict[str, str]:
        """See `Responses`."""
        rows = [
            {"token": secrets.token_urlsafe(_TOKEN_BYTES), "announcement_id": announcement_id, "url": url, "opened": 0}
            for url in dict.fromkeys(urls)
        ]
        mine = select(counted_links.c.url, counted_links.c.token).where(counted_links.c.announcement_id == announcement_id)
        async with self._database.writing() as connection:
            if rows:
                await connection.execute(self._database.insert(counted_links).on_conflict_do_nothing(), rows)
            return {row.url: row.token for row in await connection.execute(mine)}

    async def target(self, token: str) -> str | None:
        """See `Responses`."""
        async with self._database.connect() as connection:
            url: str | None = await connection.scalar(select(counted_links.c.url).where(counted_links.c.token == token))
        return url

    async def open_link(self, token: str) -> str | None:
        """See `Responses`."""
        one = update(counted_links).where(counted_links.c.token == token).values(opened=counted_links.c.opened + 1)
        async with self._database.connect() as connection:
            url: str | None = await connection.scalar(one.returning(counted_links.c.url))
        return url

    async def opened(self, announcement_id: int) -> dict[str, int]:
        """See `Responses`."""
        mine = select(counted_links.c.url, func.sum(counted_links.c.opened)).where(
            counted_links.c.announcement_id == announcement_id
        )
        async with self._database.connect() as connection:
            rows = await connection.execute(mine.group_by(counted_links.c.url).order_by(func.sum(counted_links.c.opened).desc()))
            return {row[0]: int(row[1]) for row in rows}


def _names(receipt: str) -> list[str]:
    return [str(name) for name in json.loads(receipt).get("messages", [])] if receipt else []
