"""The messages that show how far an announcement is, in the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, select, update

from bot.conversation import Account
from bot.outreach.boards import Board
from bot.store.database import Database
from bot.store.tables import boards


class SqlBoards:
    """Implements `bot.outreach.boards.BoardRepository` on the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, board: Board) -> None:
        """See `BoardRepository`."""
        row = {
            "announcement_id": board.announcement_id,
            "channel": board.account.channel,
            "user_id": board.account.user_id,
            "lang": board.lang,
            "shown": board.shown,
            "opened_at": board.opened_at,
        }
        async with self._database.connect() as connection:
            await connection.execute(self._database.insert(boards).values(row).on_conflict_do_nothing())

    async def open(self) -> list[Board]:
        """See `BoardRepository`."""
        query = select(boards).where(boards.c.closed_at.is_(None)).order_by(boards.c.opened_at)
        async with self._database.connect() as connection:
            return [
                Board(row.announcement_id, Account(row.channel, row.user_id), row.lang, row.shown, row.opened_at)
                for row in await connection.execute(query)
            ]

    async def show(self, board: Board, text: str) -> None:
        """See `BoardRepository`."""
        await self._change(board, shown=text)

    async def close(self, board: Board, *, at: datetime) -> None:
        """See `BoardRepository`."""
        await self._change(board, closed_at=at)

    async def _change(self, board: Board, **values: object) -> None:
        one = and_(
            boards.c.announcement_id == board.announcement_id,
            boards.c.channel == board.account.channel,
            boards.c.user_id == board.account.user_id,
        )
        async with self._database.connect() as connection:
            await connection.execute(update(boards).where(one).values(values))
