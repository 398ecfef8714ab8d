"""Announcements: drafted, seen by a second person, sent to a segment, followed to the end."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.conversation import Reply
from bot.outreach.drafts import AnnouncementDraft
from bot.outreach.outbox import State
from bot.outreach.recipients import Recipient


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


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an announcement is: how many of its deliveries are in each state."""

    announcement: Announcement
    counts: Mapping[State, int]

    @property
    def total(self) -> int:
        """Return how many deliveries there are."""
        return sum(self.counts.values())

    @property
    def is_open(self) -> bool:
        """Whether some may still leave."""
        stage, queued = self.announcement.stage, self.announcement.enqueued_at
        return any(self.counts.get(state) for state in _OPEN) or (stage is Stage.SENDING and queued is None)

    @property
    def stage(self) -> str:
        """Return where it stands: a `Stage`, or ``done``."""
        ended = self.announcement.stage is Stage.SENDING and not self.is_open
        return "done" if ended else self.announcement.stage.value


_OPEN = (State.QUEUED, State.SENDING)


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

    async def turn(self, announcement_id: int, before: Collection[Stage], to: Stage, *, actor: str, at: datetime) -> bool:
        """Bring it to another stage; ``False`` when it is not, or no longer, in one of those before."""

    async def enqueued(self, announcement_id: int, *, at: datetime) -> None:
        """Note that all its deliveries are in the outbox."""

    async def note(self, announcement_id: int, what: str, told: Mapping[str, object], *, actor: str, at: datetime) -> None:
        """Write into the audit log what was done with its deliveries."""
