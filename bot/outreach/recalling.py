"""Taking back, or putting right, what of an announcement has left: where the platform allows it.

It is asked for at any door, and kept; the running assistant does it, at the rate that it shares with everything else, and
goes on with it after a restart. Deleting and editing twice do no harm, so what is in doubt is simply done again.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.conversation import Reply
from bot.errors import (
    ChannelRefusedError,
    DeliveryError,
    RateLimitedError,
    TemporaryDeliveryError,
    UncertainDeliveryError,
    UsageError,
)
from bot.outreach.announcements import Announcement, Outcome, Revision, Revisions, Stage
from bot.outreach.audience import Audiences
from bot.outreach.changing import Changer
from bot.outreach.office import Office
from bot.outreach.outbox import Outbox, Row, State

log = structlog.get_logger(__name__)

TRIES = 5
"""After so many failures that may pass, a message is let be."""
AT_ONCE = 8
"""Messages that are seen to at the same time: their answers take longer than their turns."""
NO_WAY_BACK = "nothing can be taken back there"
NOT_IN_SEGMENT = "no longer in the segment"
NO_VALUE = "a variable in the text has no value for them"
NO_SEGMENT = "the segment can't be read any more"
UNKNOWN = "nobody knows whether it arrived"
"""Reasons of ours; others are the platform's."""
_PASSING = (RateLimitedError, TemporaryDeliveryError, UncertainDeliveryError, ChannelRefusedError)
_TO_SEE_TO = {
    True: (State.SENT, State.UNCERTAIN),  # taken back
    False: (State.SENT, State.QUEUED, State.UNCERTAIN),  # put right
}


@dataclass(frozen=True, slots=True)
class _Correction:
    """The new text of each reader, and why others have none."""

    messages: Mapping[str, Reply] = field(default_factory=dict)
    lacking: Collection[str] = ()
    otherwise: str = NOT_IN_SEGMENT

    def refusal(self, person: str) -> str:
        """Return why there is no text for somebody."""
        return NO_VALUE if person in self.lacking else self.otherwise


class Recalling:
    """Takes the secretariat's word for it.

    Args:
        office: Announcements.
        audiences: What each recipient reads.
        revisions: Where it is kept.
        clock: The time.
    """

    def __init__(self, office: Office, audiences: Audiences, revisions: Revisions, clock: Clock) -> None:
        self._office = office
        self._audiences = audiences
        self._revisions = revisions
        self._clock = clock

    async def recall(self, announcement_id: int, *, actor: str) -> Revision:
        """Withdraw what has not left yet, and have what has left deleted; a second time tries again what was refused.

        Raises:
            UsageError: There is no such announcement.
        """
        announcement = await self._office.get(announcement_id)
        if announcement.stage is not Stage.CANCELLED:
            await self._office.cancel(announcement_id, actor=actor)
        revision = await self._revisions.add(announcement_id, None, actor=actor, at=self._clock.now())
        assert revision is not None  # noqa: S101  only another text can be refused
        return revision

    async def correct(self, announcement_id: int, by_id: int, *, actor: str) -> Revision:
        """Have the text of another announcement, which somebody approved, put in the place of what has left or will leave.

        Raises:
            UsageError: There is no such announcement, the other one is not approved, or brings a file, or a variable in it
                has no value for somebody or may change before it leaves.
        """
        announcement, by = await self._office.get(announcement_id), await self._office.get(by_id)
        if by.draft.attachment:
            raise UsageError("a file can't be put into a message that has left; correct it without the attachment")
        if announcement.stage not in (Stage.SENDING, Stage.PAUSED):
            text = f"nothing of announcement {announcement_id} can be corrected: it was not sent, or was taken back"
            raise UsageError(text, "announce-nothing-to-correct", number=announcement_id)
        self._office.holds(announcement.draft.when, by.draft.texts)
        audience = await self._audiences.reached(announcement.draft.segment)
        (await self._office.written(announcement, by.draft, audience)).whole()
        revision = None
        if by.stage is Stage.APPROVED:
            revision = await self._revisions.add(announcement_id, by_id, actor=actor, at=self._clock.now())
        if revision is None:
            text = f"announcement {by_id} has the new text, and must be approved before it takes the place of another"
            raise UsageError(text, "announce-correction-unapproved", number=by_id)
        return revision


class Told(Protocol):
    """Who is told how it ended."""

    async def revised(self, announcement: Announcement, outcome: Outcome) -> None:
        """Tell whoever asked for it."""


class Reviser:
    """Does what `Recalling` took the word for.

    Args:
        office: Announcements.
        audiences: What each recipient reads.
        revisions: What is to be done.
        outbox: Where the receipts are.
        changer: Changes messages.
        told: Who hears how it ended.
        clock: The time.
    """

    def __init__(
        self,
        office: Office,
        audiences: Audiences,
        revisions: Revisions,
        outbox: Outbox,
        changer: Changer,
        told: Told,
        clock: Clock,
    ) -> None:
        self._office = office
        self._audiences = audiences
        self._revisions = revisions
        self._outbox = outbox
        self._changer = changer
        self._told = told
        self._clock = clock
        self._failures: Counter[tuple[int, int]] = Counter()
        self._corrections: dict[int, _Correction] = {}

    async def look(self) -> None:
        """See to whatever is to be taken back or put right, as far as that can be done now."""
        revisions = await self._revisions.open()
        self._corrections = {one.id: self._corrections[one.id] for one in revisions if one.id in self._corrections}
        for revision in revisions:
            await self._go_on(revision)

    async def _go_on(self, revision: Revision) -> None:
        announcement = await self._office.get(revision.announcement_id)
        if revision.id not in self._corrections:
            self._corrections[revision.id] = await self._worked_out(announcement, revision)
        correction = self._corrections[revision.id]
        settled = await self._revisions.settled(revision.id)
        rows = [row for row in await self._outbox.rows(announcement.batch) if row.id not in settled]
        those = [row for row in rows if row.state in _TO_SEE_TO[revision.by_id is None]]
        for start in range(0, len(those), AT_ONCE):
            await asyncio.gather(*(self._see_to(revision, row, correction) for row in those[start : start + AT_ONCE]))
        queued = announcement.enqueued_at is not None or announcement.stage is not Stage.SENDING
        if queued and not those and not any(row.state is State.SENDING for row in rows):
            await self._finish(announcement, revision)

    async def _worked_out(self, announcement: Announcement, revision: Revision) -> _Correction:
        """Return the new text of each reader; none where it is taken back, or the segment can't be read any more."""
        if revision.by_id is None:
            return _Correction()
        by = await self._office.get(revision.by_id)
        try:
            audience = await self._audiences.reached(announcement.draft.segment)
        except UsageError:
            log.warning("correction_not_worked_out", announcement_id=announcement.id)
            return _Correction(otherwise=NO_SEGMENT)
        written = await self._office.written(announcement, by.draft, audience)
        return _Correction(written.messages, written.lacking)

    async def _see_to(self, revision: Revision, row: Row, correction: _Correction) -> None:
        """Change one message, or note why it can't be; what fails in passing is for the next look."""
        try:
            reason = await self._changed(revision, row, correction)
        except _PASSING as error:
            tries = self._failures[revision.id, row.id]
            if not isinstance(error, UncertainDeliveryError | TemporaryDeliveryError) or tries + 1 < TRIES:
                self._failures[revision.id, row.id] = tries + (not isinstance(error, RateLimitedError | ChannelRefusedError))
                return
            reason = str(error)
        except DeliveryError as error:
            reason = str(error)
        if reason is not None:
            await self._revisions.settle(revision.id, row.id, reason)
            self._failures.pop((revision.id, row.id), None)

    async def _changed(self, revision: Revision, row: Row, correction: _Correction) -> str | None:
        """Return why a message can't be changed; empty when it is, ``None`` when that is to be seen later."""
        messages = correction.messages
        if revision.by_id is not None and row.recipient not in messages:
            return correction.refusal(row.recipient)
        if row.state is State.QUEUED:
            return "" if await self._outbox.reword(row.id, messages[row.recipient]) else None
        if row.state is State.UNCERTAIN:
            if revision.by_id is not None:
                await self._outbox.reword(row.id, messages[row.recipient])  # for when it is sent once more
            return UNKNOWN
        if not self._changer.can_change(row.to.channel):
            return NO_WAY_BACK
        if revision.by_id is None:
            await self._changer.withdraw(row.to.channel, row.receipt)
            await self._outbox.recalled(row.id, at=self._clock.now())
        else:
            await self._changer.edit(row.to.channel, row.receipt, messages[row.recipient])
        return ""

    async def _finish(self, announcement: Announcement, revision: Revision) -> None:
        outcome = await self._revisions.outcome(announcement.id)
        if outcome and outcome.revision.id == revision.id:
            await self._revisions.finish(revision, outcome, at=self._clock.now())
            await self._told.revised(announcement, outcome)


def refusals(outcome: Outcome) -> Sequence[tuple[str, int]]:
    """Return why some messages were not changed, the commonest first."""
    return Counter(outcome.refused).most_common()
