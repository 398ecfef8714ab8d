"""What the assistant remembers of conversations: the last turns, and the language and the time zone that a person chose."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import Integer, Select, bindparam, delete, exists, literal, select, true

from bot.conversation import Account, Choice, Citation, File, IncomingMessage, Kind, Recollection, Reply, Turn
from bot.store.database import Database
from bot.store.tables import accounts, turns


def _recall() -> Select[tuple[str | None, str | None, str | None, str | None, str, str, datetime]]:
    """Return the query of `SqlMemory.recall`: one row for each turn, or a single one without a turn."""
    last = (
        select(turns)
        .where(
            turns.c.channel == bindparam("channel"),
            turns.c.conversation_id == bindparam("conversation_id"),
            turns.c.user_id == bindparam("user_id"),
        )
        .order_by(turns.c.id.desc())
        .limit(bindparam("most", type_=Integer))
        .subquery()
    )
    of_sender = (accounts.c.channel == bindparam("sender_channel")) & (accounts.c.user_id == bindparam("user_id"))
    one = select(literal(1)).subquery()
    already = (
        select(turns.c.reply)
        .where(turns.c.channel == bindparam("channel"), turns.c.message_id == bindparam("message_id"))
        .scalar_subquery()
    )
    return (
        select(
            accounts.c.language,
            accounts.c.zone,
            already.label("already"),
            last.c.message_id,
            last.c.text,
            last.c.reply,
            last.c.asked_at,
        )
        .select_from(one.outerjoin(accounts, of_sender).outerjoin(last, true()))
        .order_by(last.c.id)
    )


class SqlMemory:
    """Implements `bot.conversation.Memory` on the database; statements are built once, since building costs more than running."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._recall = _recall()
        self._remember = database.insert(turns).on_conflict_do_nothing()

    async def recall(self, message: IncomingMessage, *, limit: int) -> Recollection:
        """See `bot.conversation.Memory`."""
        values = {
            "channel": message.to.channel,
            "conversation_id": message.to.conversation_id,
            "sender_channel": message.sender.channel,
            "user_id": message.sender.user_id,
            "message_id": message.id,
            "most": limit,
        }
        async with self._database.connect() as connection:
            rows = (await connection.execute(self._recall, values)).all()
        found = [row for row in rows if row.message_id is not None]
        history = [Turn(row.text, as_reply(row.reply), row.asked_at, row.message_id) for row in found]
        already = as_reply(rows[0].already) if rows[0].already else None
        return Recollection(rows[0].language, history, already, rows[0].zone)

    async def remember(self, message: IncomingMessage, reply: Reply, *, at: datetime) -> None:
        """See `bot.conversation.Memory`."""
        turn = {
            "channel": message.to.channel,
            "message_id": message.id,
            "user_id": message.sender.user_id,
            "conversation_id": message.to.conversation_id,
            "text": message.text,
            "reply": stored_reply(reply),
            "asked_at": at,
        }
        async with self._database.connect() as connection:
            await connection.execute(self._remember, turn)

    async def choose_language(self, account: Account, language: str, *, at: datetime) -> None:
        """See `bot.conversation.Memory`."""
        await self._choose(account, "language", language, at)

    async def choose_zone(self, account: Account, zone: str, *, at: datetime) -> None:
        """See `bot.conversation.Memory`."""
        await self._choose(account, "zone", zone, at)

    async def _choose(self, account: Account, what: str, chosen: str, at: datetime) -> None:
        row = {"channel": account.channel, "user_id": account.user_id, what: chosen, "created_at": at}
        statement = self._database.insert(accounts).on_conflict_do_update(
            index_elements=["channel", "user_id"], set_={what: chosen}
        )
        async with self._database.connect() as connection:
            await connection.execute(statement, row)

    async def forget(self, channel: str, conversation_id: str) -> None:
        """See `bot.conversation.Memory`."""
        async with self._database.connect() as connection:
            await connection.execute(delete(turns).where(turns.c.channel == channel, turns.c.conversation_id == conversation_id))

    async def turns_of(self, account: Account) -> list[Turn]:
        """See `bot.conversation.Memory`."""
        theirs = (turns.c.channel == account.channel) & (turns.c.user_id == account.user_id)
        async with self._database.connect() as connection:
            rows = (await connection.execute(select(turns).where(theirs).order_by(turns.c.id))).all()
        return [Turn(row.text, as_reply(row.reply), row.asked_at, row.message_id) for row in rows]

    async def since(self, moment: datetime, *, limit: int) -> list[tuple[Account, str, Turn]]:
        """Return the last turns of everybody since a moment, with account and conversation, oldest first."""
        last = select(turns).where(turns.c.asked_at >= moment).order_by(turns.c.id.desc()).limit(limit)
        async with self._database.connect() as connection:
            rows = (await connection.execute(last)).all()
        return [
            (
                Account(row.channel, row.user_id),
                row.conversation_id,
                Turn(row.text, as_reply(row.reply), row.asked_at, row.message_id),
            )
            for row in reversed(rows)
        ]

    async def erase(self, account: Account) -> int:
        """See `bot.conversation.Memory`."""
        async with self._database.writing() as connection:
            said = delete(turns).where(turns.c.channel == account.channel, turns.c.user_id == account.user_id)
            result = await connection.execute(said)
            chosen = delete(accounts).where(accounts.c.channel == account.channel, accounts.c.user_id == account.user_id)
            await connection.execute(chosen)
        return int(result.rowcount)

    async def forget_before(self, moment: datetime) -> int:
        """Delete turns from before a moment, and accounts that are silent since; return how many turns there were."""
        speaks = exists().where(turns.c.channel == accounts.c.channel, turns.c.user_id == accounts.c.user_id)
        async with self._database.writing() as connection:
            result = await connection.execute(delete(turns).where(turns.c.asked_at < moment))
            await connection.execute(delete(accounts).where(accounts.c.created_at < moment, ~speaks))
        return int(result.rowcount)


def as_reply(text: str) -> Reply:
    """Return a reply from what `stored_reply` made of it."""
    fields = json.loads(text)
    fields.pop("also", None)
    fields["kind"] = Kind(fields["kind"])
    fields["choices"] = tuple(Choice(**choice) for choice in fields["choices"])
    fields["citations"] = tuple(Citation(**citation) for citation in fields["citations"])
    if file := fields.get("file"):
        fields["file"] = File(file["name"], file["media_type"], b64decode(file["base64"])) if "base64" in file else None
    return Reply(**fields)


def stored_reply(reply: Reply) -> str:
    """Return a reply as JSON."""
    fields = asdict(replace(reply, form=None, also=()))
    if reply.file:
        content = b64encode(reply.file.content).decode()
        fields["file"] = {"name": reply.file.name, "media_type": reply.file.media_type, "base64": content}
    return json.dumps(fields, ensure_ascii=False)
