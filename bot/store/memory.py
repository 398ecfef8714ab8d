"""What the assistant remembers of conversations: the last turns, and the language that a person chose."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, select

from bot.conversation import Account, Choice, Citation, IncomingMessage, Kind, Recollection, Reply, Turn
from bot.store.database import Database
from bot.store.tables import accounts, turns


class SqlMemory:
    """Implements `bot.conversation.Memory` on the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def recall(self, message: IncomingMessage, *, limit: int) -> Recollection:
        """See `bot.conversation.Memory`."""
        async with self._database.reading() as connection:
            language = await connection.scalar(
                select(accounts.c.language).where(
                    accounts.c.channel == message.sender.channel, accounts.c.user_id == message.sender.user_id
                )
            )
            rows = await connection.execute(
                select(turns.c.message_id, turns.c.text, turns.c.reply, turns.c.asked_at)
                .where(
                    turns.c.channel == message.to.channel,
                    turns.c.conversation_id == message.to.conversation_id,
                    turns.c.user_id == message.sender.user_id,
                )
                .order_by(turns.c.id.desc())
                .limit(limit)
            )
            found = rows.all()
        history = [Turn(row.text, _reply(row.reply), row.asked_at) for row in reversed(found)]
        known = next((_reply(row.reply) for row in found if row.message_id == message.id), None)
        return Recollection(language, history, known)

    async def remember(self, message: IncomingMessage, reply: Reply, *, at: datetime) -> None:
        """See `bot.conversation.Memory`."""
        turn = {
            "channel": message.to.channel,
            "message_id": message.id,
            "user_id": message.sender.user_id,
            "conversation_id": message.to.conversation_id,
            "text": message.text,
            "reply": json.dumps(asdict(reply), ensure_ascii=False),
            "asked_at": at,
        }
        async with self._database.writing() as connection:
            await connection.execute(self._database.insert(turns).on_conflict_do_nothing(), turn)

    async def choose_language(self, account: Account, language: str, *, at: datetime) -> None:
        """See `bot.conversation.Memory`."""
        row = {"channel": account.channel, "user_id": account.user_id, "language": language, "created_at": at}
        statement = self._database.insert(accounts).on_conflict_do_update(
            index_elements=["channel", "user_id"], set_={"language": language}
        )
        async with self._database.writing() as connection:
            await connection.execute(statement, row)

    async def forget(self, channel: str, conversation_id: str) -> None:
        """See `bot.conversation.Memory`."""
        async with self._database.writing() as connection:
            await connection.execute(delete(turns).where(turns.c.channel == channel, turns.c.conversation_id == conversation_id))

    async def forget_account(self, account: Account) -> None:
        """Delete what is kept of an account itself."""
        async with self._database.writing() as connection:
            await connection.execute(
                delete(accounts).where(accounts.c.channel == account.channel, accounts.c.user_id == account.user_id)
            )

    async def forget_before(self, moment: datetime) -> int:
        """Delete turns that are older than a moment; return how many there were."""
        async with self._database.writing() as connection:
            result = await connection.execute(delete(turns).where(turns.c.asked_at < moment))
        return int(result.rowcount)


def _reply(text: str) -> Reply:
    fields = json.loads(text)
    fields["kind"] = Kind(fields["kind"])
    fields["choices"] = tuple(Choice(**choice) for choice in fields["choices"])
    fields["citations"] = tuple(Citation(**citation) for citation in fields["citations"])
    return Reply(**fields)
