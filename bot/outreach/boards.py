"""Progress in a chat: one message for whoever sent an announcement, edited until it is the final report.

It is sent through the outbox, under a key that is unique for ever; its receipt there is by what it is edited, after a
restart too. Where nobody knows whether it arrived it is not sent again: the report then comes as a message of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.conversation import Account, Address, Reply
from bot.errors import ChannelRefusedError, DeliveryError, RateLimitedError, TemporaryDeliveryError, UncertainDeliveryError
from bot.members.registry import actor_of
from bot.outreach.announcements import Progress
from bot.outreach.changing import Changer
from bot.outreach.office import Office
from bot.outreach.outbox import Draft, Outbox, PushKind, Row, State
from bot.outreach.recipients import CHANNELS
from bot.outreach.telling import Teller

LOOK_SECONDS = 4.0
"""Between two edits of a message. Telegram lets a bot write about once a second to a chat, and answers go first."""
KEPT_UP = timedelta(days=2)
"""For how long the final report takes up reactions, openings of links, and what is resent."""
CALM_LOOKS = 5
"""Final reports are looked at each so many looks."""
_PASSING = (RateLimitedError, TemporaryDeliveryError, UncertainDeliveryError, ChannelRefusedError)


@dataclass(frozen=True, slots=True)
class Board:
    """The message in one chat; ``shown`` is the text that stands there now."""

    announcement_id: int
    account: Account
    lang: str
    shown: str
    opened_at: datetime

    @property
    def batch(self) -> str:
        """Return the batch of its delivery."""
        return f"progress:{self.announcement_id}:{actor_of(self.account)}"


class BoardRepository(Protocol):
    """Where boards are kept."""

    async def add(self, board: Board) -> None:
        """Keep a board, unless this account has one for this announcement already."""

    async def open(self) -> list[Board]:
        """Return those that are still edited, the oldest first."""

    async def show(self, board: Board, text: str) -> None:
        """Note what stands there now."""

    async def close(self, board: Board, *, at: datetime) -> None:
        """Note that it is not edited any more."""


class Boards:
    """Opens boards; `Reflector` sends them and keeps them up.

    Args:
        repository: Where boards are.
        clock: The time.
    """

    def __init__(self, repository: BoardRepository, clock: Clock) -> None:
        self._repository = repository
        self._clock = clock

    async def open(self, announcement_id: int, account: Account, lang: str) -> None:
        """Show somebody how far an announcement is, where they can be written to; a second time changes nothing."""
        if account.channel in CHANNELS:
            await self._repository.add(Board(announcement_id, account, lang, "", self._clock.now()))


class Reflector:
    """Sends boards, and keeps them up.

    Args:
        repository: Where boards are.
        office: Announcements.
        outbox: Where the receipts are.
        changer: Edits them.
        teller: What they say.
        clock: The time.
    """

    def __init__(
        self, repository: BoardRepository, office: Office, outbox: Outbox, changer: Changer, teller: Teller, clock: Clock
    ) -> None:
        self._repository = repository
        self._office = office
        self._outbox = outbox
        self._changer = changer
        self._teller = teller
        self._clock = clock
        self._looks = 0
        self._calm: set[str] = set()

    async def look(self) -> None:
        """Edit the boards whose announcements have gone on."""
        self._looks += 1
        for board in await self._repository.open():
            if board.batch not in self._calm or self._looks % CALM_LOOKS == 0:
                await self._keep_up(board)

    async def _keep_up(self, board: Board) -> None:
        progress = await self._office.progress(board.announcement_id)
        over = not progress.is_open
        (self._calm.add if over else self._calm.discard)(board.batch)
        row = next(iter(await self._outbox.rows(board.batch)), None)
        if row is None:
            await self._send(board, progress)
            return
        if row.state in (State.QUEUED, State.SENDING):
            return
        if row.state is not State.SENT:
            if over or row.state is not State.UNCERTAIN:
                await self._report_instead(board, row, progress)
            return
        await self._edit(board, row, self._teller.board(board.lang, progress))
        if over and self._clock.now() - board.opened_at > KEPT_UP:
            await self._close(board)

    async def _send(self, board: Board, progress: Progress) -> None:
        """Queue the message; the key sees to it that there is one, whoever does so, and however often."""
        now, to = self._clock.now(), (Address(board.account.channel, board.account.user_id),)
        message = self._teller.board(board.lang, progress)
        recipient = f"account:{actor_of(board.account)}"
        await self._outbox.enqueue([Draft(board.batch, PushKind.PROGRESS, board.batch, recipient, to, message, now)], at=now)
        await self._repository.show(board, message.text)

    async def _edit(self, board: Board, row: Row, message: Reply) -> None:
        if message.text == board.shown:
            return
        try:
            await self._changer.edit(row.to.channel, row.receipt, message)
        except _PASSING:
            return  # the next look shows it
        except DeliveryError:
            await self._close(board)  # deleted by its reader, for example
        else:
            await self._repository.show(board, message.text)

    async def _report_instead(self, board: Board, row: Row, progress: Progress) -> None:
        """Send the report as a message of its own, where one may have arrived that can't be edited."""
        if row.state is State.UNCERTAIN:
            now, key = self._clock.now(), f"report:{board.batch}"
            message = self._teller.board(board.lang, progress)
            await self._outbox.enqueue([Draft(key, PushKind.NOTICE, key, row.recipient, (row.to,), message, now)], at=now)
        await self._close(board)

    async def _close(self, board: Board) -> None:
        self._calm.discard(board.batch)
        await self._repository.close(board, at=self._clock.now())
