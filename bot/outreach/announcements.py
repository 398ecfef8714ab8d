"""Announcements: drafted, seen by a second person, sent to a segment, followed to the end."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.clock import Clock
from bot.conversation import Reply
from bot.errors import UsageError
from bot.members.registry import Role, Staff, actor_of
from bot.outreach.audience import Audience, Audiences
from bot.outreach.drafts import AnnouncementDraft, When
from bot.outreach.outbox import Draft, Outbox, PushKind, State


class Stage(StrEnum):
    """Where an announcement stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    SENDING = "sending"
    PAUSED = "paused"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Announcement:
    """An announcement as it is kept; ``author`` and ``approved_by`` are actors of the audit log."""

    id: int
    author: str
    draft: AnnouncementDraft
    stage: Stage
    created_at: datetime
    approved_by: str = ""
    started_at: datetime | None = None
    enqueued_at: datetime | None = None

    @property
    def batch(self) -> str:
        """Return the batch of its deliveries."""
        return f"announcement:{self.id}"

    @property
    def title(self) -> str:
        """Return its title in the first language."""
        return next(iter(self.draft.texts.values())).title


class Announcements(Protocol):
    """Where announcements are kept; every change is in the audit log."""

    async def add(self, draft: AnnouncementDraft, *, author: str, at: datetime) -> Announcement:
        """Keep a draft."""

    async def get(self, announcement_id: int) -> Announcement | None:
        """Return an announcement."""

    async def all(self) -> Sequence[Announcement]:
        """Return all, the latest first."""

    async def turn(self, announcement_id: int, before: Collection[Stage], to: Stage, *, actor: str, at: datetime) -> bool:
        """Bring it to another stage; ``False`` when it is not, or no longer, in one of those before."""

    async def enqueued(self, announcement_id: int, *, at: datetime) -> None:
        """Note that all its deliveries are in the outbox."""


class Office:
    """What the secretariat does with announcements.

    Args:
        audiences: Whom a segment reaches.
        announcements: Where they are kept.
        outbox: The way out.
        clock: The time.
        alone: Whether the author may approve: a secretariat of one person.
    """

    def __init__(self, audiences: Audiences, announcements: Announcements, outbox: Outbox, clock: Clock, *, alone: bool) -> None:
        self._audiences = audiences
        self._announcements = announcements
        self._outbox = outbox
        self._clock = clock
        self._alone = alone

    async def draft(self, draft: AnnouncementDraft, *, author: str) -> Announcement:
        """Check and keep a draft; nothing is sent.

        Raises:
            UsageError: Its segment can't be read or selects nobody, its time has passed, or a variable has no value for
                somebody.
        """
        self._in_time(draft.when)
        audience = await self._audiences.reached(draft.segment)
        if not audience.reached:
            raise UsageError(f"the segment reaches nobody: {audience.explanation}")
        await self._audiences.messages(draft, audience)
        return await self._announcements.add(draft, author=author, at=self._clock.now())

    async def get(self, announcement_id: int) -> Announcement:
        """Return an announcement.

        Raises:
            UsageError: There is none of that number.
        """
        found = await self._announcements.get(announcement_id)
        if found is None:
            raise UsageError(f"there is no announcement {announcement_id}; `bot announce list` shows them")
        return found

    async def all(self) -> Sequence[Announcement]:
        """Return all announcements, the latest first."""
        return await self._announcements.all()

    async def previews(self, announcement: Announcement) -> dict[str, Reply]:
        """Return the message by language, as the first recipient of each will read it."""
        audience = await self._audiences.reached(announcement.draft.segment)
        messages = await self._audiences.messages(announcement.draft, audience)
        found: dict[str, Reply] = {}
        for message in messages.values():
            found.setdefault(message.lang, message)
        return found

    async def approve(self, announcement_id: int, person: Staff) -> Announcement:
        """Approve a draft.

        Raises:
            UsageError: The person may not, is its author, or it is no draft any more.
        """
        announcement = await self.get(announcement_id)
        actor = actor_of(person.account)
        if person.role not in (Role.APPROVER, Role.ADMIN):
            raise UsageError("only an approver or an admin may approve an announcement; `bot staff list` shows who is")
        if actor == announcement.author and not self._alone:
            raise UsageError("who wrote an announcement can't approve it; ask a second person, or set ONE_PERSON_SECRETARIAT")
        return await self._turned(announcement, (Stage.DRAFT,), Stage.APPROVED, actor)

    async def send(self, announcement_id: int, *, actor: str, everyone: bool) -> tuple[Announcement, int]:
        """Put an approved announcement into the outbox; return it, and to how many it goes.

        Args:
            announcement_id: Its number.
            actor: Who says so.
            everyone: Whether it was said a second time that it may go to everybody there is.

        Raises:
            UsageError: It is not approved, is being sent already, its time has passed, or it would go to everybody and
                that was not confirmed.
        """
        announcement = await self.get(announcement_id)
        self._in_time(announcement.draft.when)
        audience = await self._audiences.reached(announcement.draft.segment)
        if not audience.reached:
            raise UsageError(f"the segment reaches nobody: {audience.explanation}")
        if audience.is_everyone and not everyone:
            raise UsageError(f"it goes to everybody there is, {len(audience.reached)} people; say so once more with --everyone")
        await self._audiences.messages(announcement.draft, audience)
        started = await self._turned(announcement, (Stage.APPROVED,), Stage.SENDING, actor)
        return started, await self.enqueue(started, audience)

    async def enqueue(self, announcement: Announcement, audience: Audience | None = None) -> int:
        """Queue a delivery for each recipient; a second time only for those who have none yet."""
        audience = audience or await self._audiences.reached(announcement.draft.segment)
        now = self._clock.now()
        messages = await self._audiences.messages(announcement.draft, audience)
        drafts = [
            Draft(
                f"{announcement.batch}:{one.recipient.person}",
                PushKind.ANNOUNCEMENT,
                announcement.batch,
                one.recipient.person,
                one.recipient.addresses,
                messages[one.recipient.person],
                announcement.draft.when.instant(one.recipient.zone, now),
            )
            for one in audience.reached
        ]
        queued = await self._outbox.enqueue(drafts, at=now)
        await self._announcements.enqueued(announcement.id, at=now)
        return queued

    async def take_up(self) -> int:
        """Queue what a crash kept from the outbox; return how many announcements that were."""
        broken = [one for one in await self.all() if one.stage is Stage.SENDING and one.enqueued_at is None]
        late = [one for one in broken if one.started_at and self._clock.now() - one.started_at > timedelta(minutes=1)]
        for announcement in late:
            await self.enqueue(announcement)
        return len(late)

    async def pause(self, announcement_id: int, *, actor: str) -> Announcement:
        """Hold back what has not left yet."""
        paused = await self._turned(await self.get(announcement_id), (Stage.SENDING,), Stage.PAUSED, actor)
        await self._outbox.hold(paused.batch, held=True)
        return paused

    async def resume(self, announcement_id: int, *, actor: str) -> Announcement:
        """Go on after a pause."""
        resumed = await self._turned(await self.get(announcement_id), (Stage.PAUSED,), Stage.SENDING, actor)
        await self._outbox.hold(resumed.batch, held=False)
        return resumed

    async def cancel(self, announcement_id: int, *, actor: str) -> tuple[Announcement, int]:
        """Withdraw what has not left yet; return how many deliveries that were."""
        before = (Stage.DRAFT, Stage.APPROVED, Stage.SENDING, Stage.PAUSED)
        cancelled = await self._turned(await self.get(announcement_id), before, Stage.CANCELLED, actor)
        return cancelled, await self._outbox.cancel(cancelled.batch, at=self._clock.now())

    async def resolve(self, announcement_id: int, *, resend: bool) -> int:
        """Send what is uncertain once more, or let it be; return how many deliveries that are."""
        announcement = await self.get(announcement_id)
        return await self._outbox.resolve(announcement.batch, resend=resend, at=self._clock.now())

    async def counts(self, announcement: Announcement) -> Mapping[State, int]:
        """Return how many deliveries are in each state."""
        return await self._outbox.counts(announcement.batch)

    async def _turned(self, announcement: Announcement, before: Collection[Stage], to: Stage, actor: str) -> Announcement:
        if not await self._announcements.turn(announcement.id, before, to, actor=actor, at=self._clock.now()):
            stage = (await self.get(announcement.id)).stage
            raise UsageError(
                f"announcement {announcement.id} is {stage.value}; only one that is {' or '.join(before)} can be {_DONE[to]}"
            )
        return await self.get(announcement.id)

    def _in_time(self, when: When) -> None:
        if when.at is None:
            return
        now = self._clock.now()
        last = when.instant("Pacific/Pago_Pago", now) if when.is_local else when.at
        if last < now:
            raise UsageError(f"the time to send it has passed: {when}; give a later one, or now")


_DONE = {
    Stage.APPROVED: "approved",
    Stage.SENDING: "sent or resumed",
    Stage.PAUSED: "paused",
    Stage.CANCELLED: "cancelled",
    Stage.DRAFT: "drafted",
}
