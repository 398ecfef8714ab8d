"""What the secretariat does with announcements: draft, approve, send, stop, decide on what is uncertain."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.conversation import Reply
from bot.errors import UsageError
from bot.knowledge.text import literal
from bot.members.registry import SYSTEM, Role, Staff, actor_of
from bot.outreach import links
from bot.outreach.announcements import Announcement, Announcements, Preview, Progress, Responses, Revisions, Stage, cannot
from bot.outreach.audience import Audience, Audiences, Written, listed
from bot.outreach.drafts import AnnouncementDraft, Text, When, tells_amount
from bot.outreach.outbox import Draft, Outbox, PushKind
from bot.outreach.recipients import NOT_SET_UP, Recipient

log = structlog.get_logger(__name__)

TAKEN_UP_AFTER = timedelta(minutes=1)
"""How long an announcement that is being sent may be on its way into the outbox, before its process is taken for dead."""
APPROVING = (Role.APPROVER, Role.ADMIN)
"""Roles that may approve."""


class Told(Protocol):
    """Who is told of what the running assistant finds."""

    async def interrupted(self, announcement: Announcement, reason: UsageError) -> None:
        """Tell the author that it is paused, since what a crash has left of it can't be worked out."""


class Office:
    """What the secretariat does with announcements.

    Args:
        audiences: Whom a segment reaches.
        announcements: Where they are kept.
        outbox: The way out.
        clock: The time.
        revisions: What is taken back or put right.
        responses: What readers did with them.
        told: Who is told of what is paused.
        alone: Whether the author may approve: a secretariat of one person.
        public_url: Where counted links lead first; empty where nobody could open them.
    """

    def __init__(
        self,
        audiences: Audiences,
        announcements: Announcements,
        outbox: Outbox,
        clock: Clock,
        *,
        revisions: Revisions,
        responses: Responses,
        told: Told,
        alone: bool,
        public_url: str,
    ) -> None:
        self._audiences = audiences
        self._announcements = announcements
        self._outbox = outbox
        self._clock = clock
        self._revisions = revisions
        self._responses = responses
        self._told = told
        self._alone = alone
        self._public_url = public_url.rstrip("/")

    async def draft(self, draft: AnnouncementDraft, *, author: str) -> Announcement:
        """Check and keep a draft; nothing is sent.

        Raises:
            UsageError: Its segment can't be read or selects nobody, its time has passed, it tells an amount and leaves later,
                or a variable has no value for somebody.
        """
        self.in_time(draft.when, draft.texts)
        if draft.count_links and not self._public_url:
            raise UsageError("links can be counted only where PUBLIC_URL is set: they lead over a page of ours")
        await self._audiences.messages(draft, await self.reached(draft.segment))
        return await self._announcements.add(draft, author=author, at=self._clock.now())

    async def get(self, announcement_id: int) -> Announcement:
        """Return an announcement.

        Raises:
            UsageError: There is none of that number.
        """
        found = await self._announcements.get(announcement_id)
        if found is None:
            text = f"there is no announcement {announcement_id}; `bot announce list` shows them"
            raise UsageError(text, "announce-unknown", number=announcement_id)
        return found

    async def all(self) -> Sequence[Announcement]:
        """Return all announcements, the latest first."""
        return await self._announcements.all()

    async def previews(self, announcement: Announcement) -> dict[str, Preview]:
        """Return the message in each language in which somebody reads it.

        Raises:
            UsageError: Since it was drafted, the segment or a variable has lost its meaning.
        """
        audience = await self._audiences.reached(announcement.draft.segment)
        messages = await self._audiences.messages(announcement.draft, audience)
        readers: dict[str, list[Recipient]] = {}
        for one in audience.reached or audience.readers:
            readers.setdefault(messages[one.recipient.person].lang, []).append(one.recipient)
        return {lang: Preview(messages[people[0].person], people[0], len(people)) for lang, people in readers.items()}

    async def approve(self, announcement_id: int, person: Staff) -> Announcement:
        """Approve a draft.

        Raises:
            UsageError: The person may not, is its author, or it is no draft any more.
        """
        announcement = await self.get(announcement_id)
        actor = actor_of(person.account)
        if person.role not in APPROVING:
            text = "only an approver or an admin may approve an announcement; `bot staff list` shows who is"
            raise UsageError(text, "announce-may-not")
        if actor == announcement.author and not self._alone:
            text = "who wrote an announcement can't approve it; ask a second person, or set ONE_PERSON_SECRETARIAT"
            raise UsageError(text, "announce-own")
        return await self._turned(announcement, (Stage.DRAFT,), Stage.APPROVED, actor, "approved")

    async def reject(self, announcement_id: int, person: Staff) -> Announcement:
        """Cancel a draft in place of approving it.

        Raises:
            UsageError: The person may not, or it is no draft any more.
        """
        if person.role not in APPROVING:
            text = "only an approver or an admin may reject an announcement; `bot staff list` shows who is"
            raise UsageError(text, "announce-may-not")
        announcement = await self.get(announcement_id)
        return await self._turned(announcement, (Stage.DRAFT,), Stage.CANCELLED, actor_of(person.account), "rejected")

    async def send(self, announcement_id: int, *, actor: str, everyone: bool, when: When | None = None) -> tuple[Announcement, int]:
        """Put an approved announcement into the outbox; return it, and to how many it goes.

        Args:
            announcement_id: Its number.
            actor: Who says so.
            everyone: Whether it was said a second time that it may go to everybody there is.
            when: When it leaves, in place of what the draft says.

        Raises:
            UsageError: It is not approved, is being sent already, its time has passed, it tells an amount and leaves later,
                nobody can be written to now, it would go to everybody and that was not confirmed, or it corrects another.
        """
        announcement = await self.get(announcement_id)
        self.in_time(when or announcement.draft.when, announcement.draft.texts)
        if corrects := announcement.draft.corrects:
            text = f"announcement {announcement_id} corrects another: bot announce correct {corrects} --by {announcement_id}"
            raise UsageError(text, "announce-is-correction", number=announcement_id, other=corrects)
        audience = await self.reached(announcement.draft.segment)
        if not audience.reached:
            why = "; ".join(NOT_SET_UP[channel] for channel in audience.closed)
            raise UsageError(f"nobody whom it is for can be written to: {why}", "announce-closed", channels=listed(audience.closed))
        if audience.is_everyone and not everyone:
            count = len(audience.reached)
            text = f"it goes to everybody there is, {count} people; say so once more with --everyone"
            raise UsageError(text, "announce-everybody", count=count)
        messages = (await self.written(announcement, announcement.draft, audience)).whole()
        started = await self._turned(announcement, (Stage.APPROVED,), Stage.SENDING, actor, "sent", when=when)
        return started, await self._enqueue(started, audience, messages)

    async def written(self, announcement: Announcement, draft: AnnouncementDraft, audience: Audience) -> Written:
        """Return what recipients of an announcement read; its links are counted where that is wished.

        Args:
            announcement: As which links are counted.
            draft: The text: its own, or that of a correction.
            audience: Whom it reaches.
        """
        if announcement.draft.count_links:
            tokens = await self._responses.count_links(announcement.id, links.urls(draft))
            draft = links.counted(draft, {url: f"{self._public_url}{links.PATH}/{token}" for url, token in tokens.items()})
        return await self._audiences.written(draft, audience)

    async def reached(self, segment: str) -> Audience:
        """Return whom a segment reaches; nobody who can be written to now, where no channel of theirs is set up.

        Raises:
            UsageError: It can't be read, or it selects nobody who has an address.
        """
        audience = await self._audiences.reached(segment)
        if not audience.readers:
            explained = partial(self._audiences.explained, audience)
            text = f"the segment reaches nobody: {explained('en')}"
            raise UsageError(text, "announce-nobody", who=lambda lang: literal(explained(lang)))
        return audience

    async def take_up(self) -> int:
        """Queue what a crash kept from the outbox; return how many announcements that were.

        One that can't be worked out any more is paused, and its author is told why: to go on once that is mended, or to cancel.
        """
        before, taken = self._clock.now() - TAKEN_UP_AFTER, 0
        for announcement in await self._announcements.unqueued():
            if announcement.started_at and announcement.started_at < before:
                try:
                    audience = await self._audiences.reached(announcement.draft.segment)
                    messages = (await self.written(announcement, announcement.draft, audience)).whole()
                except UsageError as error:
                    log.warning("announcement_not_taken_up", announcement_id=announcement.id)
                    await self._told.interrupted(await self.pause(announcement.id, actor=SYSTEM), error)
                    continue
                await self._enqueue(announcement, audience, messages)
                taken += 1
        return taken

    async def _enqueue(self, announcement: Announcement, audience: Audience, messages: Mapping[str, Reply]) -> int:
        """Queue a delivery for each recipient who has none yet; return how many those were."""
        now = self._clock.now()
        when = announcement.draft.when
        drafts = [
            Draft(
                f"{announcement.batch}:{one.recipient.person}",
                PushKind.ANNOUNCEMENT,
                announcement.batch,
                one.recipient.person,
                one.recipient.addresses,
                messages[one.recipient.person],
                max(now, when.instant(one.recipient.zone, now)),
            )
            for one in audience.reached
        ]
        queued = await self._outbox.enqueue(drafts, at=now)
        await self._announcements.enqueued(announcement.id, at=now)
        await self._stop_if_told(announcement)
        return queued

    async def _stop_if_told(self, announcement: Announcement) -> None:
        """Hold back, or withdraw, what has just been queued where somebody said stop meanwhile."""
        match (await self.get(announcement.id)).stage:
            case Stage.PAUSED:
                await self._outbox.hold(announcement.batch, held=True)
            case Stage.CANCELLED:
                await self._outbox.cancel(announcement.batch, at=self._clock.now())

    async def pause(self, announcement_id: int, *, actor: str) -> Announcement:
        """Hold back what has not left yet."""
        paused = await self._turned(await self.get(announcement_id), (Stage.SENDING,), Stage.PAUSED, actor, "paused")
        await self._outbox.hold(paused.batch, held=True)
        return paused

    async def resume(self, announcement_id: int, *, actor: str) -> Announcement:
        """Go on after a pause."""
        resumed = await self._turned(await self.get(announcement_id), (Stage.PAUSED,), Stage.SENDING, actor, "resumed")
        await self._outbox.hold(resumed.batch, held=False)
        return resumed

    async def cancel(self, announcement_id: int, *, actor: str) -> tuple[Announcement, int]:
        """Withdraw what has not left yet; return how many deliveries that were."""
        before = (Stage.DRAFT, Stage.APPROVED, Stage.SENDING, Stage.PAUSED)
        cancelled = await self._turned(await self.get(announcement_id), before, Stage.CANCELLED, actor, "cancelled")
        return cancelled, await self._outbox.cancel(cancelled.batch, at=self._clock.now())

    async def resolve(self, announcement_id: int, *, resend: bool, actor: str) -> int:
        """Send what is uncertain once more, or let it be; return how many deliveries that are.

        Raises:
            UsageError: It is to be sent once more, and is paused, cancelled or taken back.
        """
        announcement, now = await self.get(announcement_id), self._clock.now()
        if resend and announcement.stage is not Stage.SENDING:
            raise cannot(announcement, "sent once more")
        count = await self._outbox.resolve(announcement.batch, resend=resend, at=now)
        if resend:
            await self._stop_if_told(announcement)
        what = "resent" if resend else "dropped"
        await self._announcements.note(announcement_id, what, {"uncertain": count}, actor=actor, at=now)
        return count

    async def progress(self, announcement_id: int) -> Progress:
        """Return how far an announcement is."""
        announcement = await self.get(announcement_id)
        return Progress(
            announcement,
            await self._outbox.counts(announcement.batch),
            await self._outbox.reasons(announcement.batch),
            await self._revisions.outcome(announcement_id),
            await self._responses.reactions(announcement.batch),
            await self._responses.opened(announcement_id) if announcement.draft.count_links else {},
        )

    async def _turned(
        self,
        announcement: Announcement,
        before: Collection[Stage],
        to: Stage,
        actor: str,
        done: str,
        when: When | None = None,
    ) -> Announcement:
        if not await self._announcements.turn(announcement.id, before, to, actor=actor, at=self._clock.now(), when=when):
            raise cannot(await self.get(announcement.id), done)
        return await self.get(announcement.id)

    def in_time(self, when: When, texts: Mapping[str, Text]) -> None:
        """Make sure that a time to send at has not passed, and that what is said holds until then.

        Raises:
            UsageError: It has passed everywhere, or an amount is told, which a payment may change before.
        """
        if when.at and when.last(self._clock.now()) < self._clock.now():
            raise UsageError(f"the time to send it has passed: {when}; give a later one, or now", "announce-past", when=str(when))
        self.holds(when, texts)

    def holds(self, when: When, texts: Mapping[str, Text]) -> None:
        """Make sure that what is worked out now holds until it has left.

        Raises:
            UsageError: An amount is told, which a payment may change before.
        """
        if when.at and when.last(self._clock.now()) >= self._clock.now() and tells_amount(texts):
            said = "{amount_due}"
            text = f"{said} is worked out now and may have changed by {when}; send it now, or leave the amount out"
            raise UsageError(text, "announce-amount-ahead", said=said, when=str(when))
