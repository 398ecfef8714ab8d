"""Announcements: drafted, seen by a second person, sent to a segment, followed to the end."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.conversation import Reaction, Reply
from bot.errors import UsageError
from bot.outreach.drafts import AnnouncementDraft, When
from bot.outreach.outbox import State
from bot.outreach.recipients import Recipient


class Stage(StrEnum):
    """Where an announcement stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    SENDING = "sending"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    PLACED = "placed"  # in the place of another


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


@dataclass(frozen=True, slots=True)
class Revision:
    """That what has left of an announcement is taken back or, with ``by_id``, gets the text of another."""

    id: int
    announcement_id: int
    by_id: int | None
    actor: str
    asked_at: datetime
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many messages a revision has changed, and why others not, as far as it is."""

    revision: Revision
    done: int
    refused: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an announcement is.

    Attributes:
        counts: How many of its deliveries are in each state.
        reasons: Why some failed or could not be reached, the commonest first.
        outcome: Of the last revision; ``None`` where there was none.
        reactions: How often each emoji was given to it, the commonest first.
        opened: How often each of its links was opened; empty where that is not counted.
    """

    announcement: Announcement
    counts: Mapping[State, int]
    reasons: Mapping[tuple[State, str], int] = field(default_factory=dict)
    outcome: Outcome | None = None
    reactions: Mapping[str, int] = field(default_factory=dict)
    opened: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Return how many deliveries there are."""
        return sum(self.counts.values())

    @property
    def is_open(self) -> bool:
        """Whether some may still leave."""
        stage, queued = self.announcement.stage, self.announcement.enqueued_at
        revising = self.outcome is not None and self.outcome.revision.done_at is None
        return revising or any(self.counts.get(state) for state in _OPEN) or (stage is Stage.SENDING and queued is None)

    @property
    def is_scheduled(self) -> bool:
        """Whether a time is set at which it leaves, and nothing has left yet."""
        waits = self.total > 0 and self.counts.get(State.QUEUED, 0) == self.total
        return waits and self.announcement.stage is Stage.SENDING and self.announcement.draft.when.at is not None

    @property
    def stage(self) -> str:
        """Return where it stands: a `Stage`, ``scheduled`` or ``done``."""
        if self.is_scheduled:
            return "scheduled"
        ended = self.announcement.stage is Stage.SENDING and not self.is_open
        return "done" if ended else self.announcement.stage.value


_OPEN = (State.QUEUED, State.SENDING)
_IS = {
    Stage.DRAFT: "a draft that nobody has approved",
    Stage.APPROVED: "approved, and not sent yet",
    Stage.SENDING: "being sent already",
    Stage.PAUSED: "paused",
    Stage.CANCELLED: "cancelled",
    Stage.PLACED: "in the place of another",
}


def cannot(announcement: Announcement, what: str) -> UsageError:
    """Return why an announcement can't be sent, approved and so on: where it stands."""
    number, stage = announcement.id, announcement.stage
    return UsageError(f"announcement {number} can't be {what}: it is {_IS[stage]}", f"announce-cannot-{stage.value}", number=number)


@dataclass(frozen=True, slots=True)
class Preview:
    """A message in one language as its first reader gets it; ``count`` is how many read it in that language."""

    message: Reply
    reader: Recipient
    count: int


class Announcements(Protocol):
    """Where announcements are kept; every change is in the audit log."""

    async def add(self, draft: AnnouncementDraft, *, author: str, at: datetime) -> Announcement:
        """Keep a draft."""

    async def get(self, announcement_id: int) -> Announcement | None:
        """Return an announcement."""

    async def all(self) -> Sequence[Announcement]:
        """Return all, the latest first."""

    async def unqueued(self) -> Sequence[Announcement]:
        """Return those that are being sent and are not all in the outbox yet."""

    async def turn(
        self, announcement_id: int, before: Collection[Stage], to: Stage, *, actor: str, at: datetime, when: When | None = None
    ) -> bool:
        """Bring it to another stage; ``False`` when it is not, or no longer, in one of those before.

        Args:
            announcement_id: Its number.
            before: The stages from which it may come.
            to: The stage.
            actor: Who says so.
            at: The time.
            when: When it leaves, in place of what its draft said.
        """

    async def enqueued(self, announcement_id: int, *, at: datetime) -> None:
        """Note that all its deliveries are in the outbox."""

    async def note(self, announcement_id: int, what: str, told: Mapping[str, object], *, actor: str, at: datetime) -> None:
        """Write into the audit log what was done with its deliveries."""


class Revisions(Protocol):
    """Where it is kept what is to be taken back or put right, and how far that is."""

    async def add(self, announcement_id: int, by_id: int | None, *, actor: str, at: datetime) -> Revision | None:
        """Keep a revision, and end those of the same announcement before it.

        The announcement whose text comes in its place is `Stage.PLACED` from then on; ``None`` when it was not approved.
        """

    async def open(self) -> Sequence[Revision]:
        """Return those that are not done, oldest first."""

    async def outcome(self, announcement_id: int) -> Outcome | None:
        """Return how far the last one of an announcement is."""

    async def settled(self, revision_id: int) -> Collection[int]:
        """Return the deliveries that it has seen to."""

    async def settle(self, revision_id: int, delivery_id: int, reason: str) -> None:
        """Note that a delivery is changed or, with a reason, can't be."""

    async def finish(self, revision: Revision, outcome: Outcome, *, at: datetime) -> None:
        """Note that it is done; how it ended goes into the audit log."""


class Responses(Protocol):
    """Where it is kept what readers did with an announcement: reactions to each message; how often links were opened."""

    async def react(self, reaction: Reaction) -> bool:
        """Note a reaction to a message of an announcement; ``False`` when it was to anything else."""

    async def reactions(self, batch: str) -> Mapping[str, int]:
        """Return how often each was given, the commonest first."""

    async def given(self, batch: str) -> Mapping[int, Sequence[str]]:
        """Return the reactions to each delivery, by its id; without those that have none."""

    async def count_links(self, announcement_id: int, urls: Collection[str]) -> Mapping[str, str]:
        """Return the token by which each address is counted; the same as before for those that have one."""

    async def target(self, token: str) -> str | None:
        """Return where a counted link leads; ``None`` when there is none."""

    async def open_link(self, token: str) -> str | None:
        """Count that a link is opened, and return where it leads; ``None`` when there is none."""

    async def opened(self, announcement_id: int) -> Mapping[str, int]:
        """Return how often each counted address was opened."""
