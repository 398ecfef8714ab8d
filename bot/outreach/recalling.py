"""Taking back, or putting right, what of an announcement has left: where the platform allows it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol, runtime_checkable

from bot.clock import Clock
from bot.conversation import Reply
from bot.errors import DeliveryError, RateLimitedError, TemporaryDeliveryError, UncertainDeliveryError, UsageError
from bot.outreach.announcements import Announcements, Stage
from bot.outreach.audience import Audiences
from bot.outreach.office import Office
from bot.outreach.outbox import Outbox, Row, State

TRIES = 4
_AGAIN = timedelta(seconds=1)
_GAP = timedelta(seconds=0.05)
"""Between two messages: the courier may be at work at the same time."""


@runtime_checkable
class Retractor(Protocol):
    """A channel whose messages can be changed after they have left."""

    name: str

    async def withdraw(self, receipt: str) -> None:
        """Delete what a push with this receipt sent; what is gone already is no error.

        Raises:
            DeliveryError: It could not be deleted.
        """

    async def edit(self, receipt: str, message: Reply) -> None:
        """Put another text in the place of what a push with this receipt sent; a file that came with it stays.

        Raises:
            DeliveryError: It could not be changed.
        """


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many messages were changed, and why others were not."""

    done: int
    refused: Mapping[str, int]


class Recalling:
    """Changes what has left.

    Args:
        office: Announcements.
        audiences: What each recipient reads.
        announcements: Where announcements, and what was done with them, are kept.
        outbox: Where the receipts are.
        clock: The time.
        sleep: How to wait.
    """

    def __init__(
        self,
        office: Office,
        audiences: Audiences,
        announcements: Announcements,
        outbox: Outbox,
        clock: Clock,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._office = office
        self._audiences = audiences
        self._announcements = announcements
        self._outbox = outbox
        self._clock = clock
        self._sleep = sleep

    async def recall(self, announcement_id: int, retractors: Mapping[str, Retractor], *, actor: str) -> Outcome:
        """Withdraw what has not left yet, and delete what has; a second time goes on where the first was interrupted.

        Raises:
            UsageError: There is no such announcement.
        """
        announcement = await self._office.get(announcement_id)
        if announcement.stage is not Stage.CANCELLED:
            await self._office.cancel(announcement_id, actor=actor)

        async def withdraw(row: Row, retractor: Retractor) -> None:
            await retractor.withdraw(row.receipt)
            await self._outbox.recalled(row.id, at=self._clock.now())

        outcome = await self._each(announcement.batch, retractors, withdraw)
        await self._note(announcement_id, "recalled", outcome, actor)
        return outcome

    async def correct(self, announcement_id: int, by_id: int, retractors: Mapping[str, Retractor], *, actor: str) -> Outcome:
        """Put the text of another announcement, which somebody approved, in the place of what has left.

        Raises:
            UsageError: There is no such announcement, the other one is not approved, or it brings a file.
        """
        announcement, by = await self._office.get(announcement_id), await self._office.get(by_id)
        if by.stage is not Stage.APPROVED:
            raise UsageError(f"announcement {by_id} has the new text, and must be approved before it takes the place of another")
        if by.draft.attachment:
            raise UsageError("a file can't be put into a message that has left; correct it without the attachment")
        audience = await self._audiences.reached(announcement.draft.segment)
        messages = await self._audiences.messages(by.draft, audience)

        async def edit(row: Row, retractor: Retractor) -> None:
            if row.recipient not in messages:
                raise DeliveryError("no longer in the segment")
            await retractor.edit(row.receipt, messages[row.recipient])

        outcome = await self._each(announcement.batch, retractors, edit)
        await self._note(announcement_id, "corrected", outcome, actor)
        await self._office.cancel(by_id, actor=actor)
        return outcome

    async def _each(
        self, batch: str, retractors: Mapping[str, Retractor], change: Callable[[Row, Retractor], Awaitable[None]]
    ) -> Outcome:
        """Change each message that has left; one that refuses does not hold up the others."""
        done, refused = 0, Counter[str]()
        for row in await self._outbox.rows(batch):
            if row.state is not State.SENT:
                continue
            retractor = retractors.get(row.to.channel)
            if retractor is None:
                refused[f"{row.to.channel} takes nothing back"] += 1
                continue
            try:
                await self._patiently(change, row, retractor)
                done += 1
            except DeliveryError as error:
                refused[str(error)] += 1
            await self._sleep(_GAP.total_seconds())
        return Outcome(done, dict(refused))

    async def _patiently(self, change: Callable[[Row, Retractor], Awaitable[None]], row: Row, retractor: Retractor) -> None:
        """Change a message; deleting or editing twice does no harm, so that whatever is in doubt is tried again."""
        for tries_left in reversed(range(TRIES)):
            try:
                await change(row, retractor)
            except (RateLimitedError, TemporaryDeliveryError, UncertainDeliveryError) as error:
                if not tries_left:
                    raise
                wait = error.retry_after if isinstance(error, RateLimitedError) else _AGAIN
                await self._sleep(wait.total_seconds())
            else:
                return

    async def _note(self, announcement_id: int, what: str, outcome: Outcome, actor: str) -> None:
        told = {"changed": outcome.done, "refused": sum(outcome.refused.values())}
        await self._announcements.note(announcement_id, what, told, actor=actor, at=self._clock.now())
