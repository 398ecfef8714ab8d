"""The outbox: the only way out for what is pushed. A row is one message to one recipient, and says what became of it.

```
queued -> sending -> sent
   ^         |-----> queued       not sent: try again later, or the recipient's next address
   |         |-----> failed       the platform refuses this message
   |         |-----> unreachable  no address of the recipient can be written to
   |         |-----> cancelled    withdrawn meanwhile, and not sent
   |         `-----> uncertain    the process died, or the connection broke after the request left
   `-- (once, for kinds that are repeated) --'
queued -> cancelled | skipped     withdrawn, or too late to be of use
uncertain -> queued | failed      the secretariat's word (`Outbox.resolve`); or sent, when that is learnt late
```
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.conversation import Address, Reply


class State(StrEnum):
    """Where a delivery stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNREACHABLE = "unreachable"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"
    SKIPPED = "skipped"


class PushKind(StrEnum):
    """What is pushed; its order is that in which it leaves when there is more than the platform takes."""

    NOTICE = "notice"  # statutory, or to the secretariat
    PROGRESS = "progress"  # to whoever sent an announcement; edited until it is done
    REMINDER = "reminder"
    ANNOUNCEMENT = "announcement"


REPEATED = frozenset({PushKind.NOTICE, PushKind.REMINDER})
"""Kinds that are sent once more when nobody knows whether they arrived; the others wait for the secretariat's word.

A reminder twice is a blemish, a missed one a fault; an announcement twice to many is an embarrassment (docs/guarantees.md).
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """A delivery to be queued.

    Attributes:
        key: Unique for ever; a second draft with it is dropped: ``reminder:<rule>:<subject>:<occurrence>:<recipient>``.
        batch: What it belongs to, for counting and withdrawing together: ``announcement:7``, ``reminder:dues-30``.
        recipient: Who: ``contact:17`` or ``account:telegram:123``.
        addresses: Where, in the order in which they are tried; at least one.
        not_before: When it is due.
        expires_at: From when on it is of no use; ``None`` for never.
    """

    key: str
    kind: PushKind
    batch: str
    recipient: str
    addresses: tuple[Address, ...]
    message: Reply
    not_before: datetime
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery that a courier has claimed.

    Attributes:
        to: The address to try now; ``others`` come after it.
        attempts: How often it was tried at this address, this time included; refusals to take it now don't count.
        doubts: How often nobody knew whether it had arrived.
        send_at: When the platform's rate has room for it.
    """

    id: int
    key: str
    kind: PushKind
    batch: str
    recipient: str
    to: Address
    others: tuple[Address, ...]
    message: Reply
    attempts: int
    doubts: int
    send_at: datetime

    @property
    def repeatable(self) -> bool:
        """Whether it is sent once more when nobody knows whether it arrived."""
        return self.kind in REPEATED and self.doubts == 0


@dataclass(frozen=True, slots=True)
class Row:
    """A delivery as it is reported."""

    id: int
    recipient: str
    to: Address
    state: State
    attempts: int
    reason: str
    receipt: str
    due_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a platform is written to.

    Attributes:
        rate: Messages a second in all.
        chat_gap: Seconds between two messages to one person.
        group_gap: Seconds between two messages to one group.
    """

    rate: float
    chat_gap: float = 1.0
    group_gap: float = 3.0


@dataclass(frozen=True, slots=True)
class Backlog:
    """What a channel has to send now: how much, and since when the first of it is due."""

    due: int
    since: datetime


def is_group(conversation_id: str) -> bool:
    """Whether a conversation is a group, or a channel of Slack's, as far as its id tells.

    Source: core.telegram.org/bots/api#chat: ids of groups are negative; docs.slack.dev/reference/objects/conversation-object:
    those of channels begin with C or G, those of direct conversations with D.
    """
    return _GROUP.fullmatch(conversation_id) is not None


_GROUP = re.compile(r"-.*|[CG][A-Z0-9]+(:.*)?")


class Outbox(Protocol):
    """Where deliveries are kept. Every method is one transaction, but for `enqueue`."""

    async def enqueue(self, drafts: Sequence[Draft], *, at: datetime) -> int:
        """Queue drafts; return how many were new.

        Some hundreds make a transaction, so that questions are answered meanwhile; after a crash in the middle, enqueue
        all of them again: what is there already is dropped.
        """

    async def claim(
        self, channel: str, pace: Pace, *, now: datetime, lease: timedelta, most: int = 200, used: int = 0
    ) -> list[Delivery]:
        """Claim what is due on a channel, earliest `Delivery.send_at` first; it is ``sending`` from then on.

        Expired ones become ``skipped``. An address that can't be written to is passed over for the recipient's next one.

        Args:
            channel: Its name.
            pace: All couriers on one database share it.
            now: The time.
            lease: For how long nobody else takes them; `renew` prolongs it.
            most: How many at most.
            used: Messages that left on this channel since the last claim without having been claimed, such as answers.
        """

    async def renew(self, claimed: Sequence[Delivery], *, now: datetime, lease: timedelta) -> None:
        """Prolong the lease of what is still being sent."""

    async def sent(self, delivery: Delivery, receipt: str, *, at: datetime) -> None:
        """Record that the platform has taken it; this counts whatever was thought of it since."""

    async def requeue(
        self,
        delivery: Delivery,
        reason: str,
        *,
        not_before: datetime | None,
        at: datetime,
        counted: bool = True,
        doubted: bool = False,
    ) -> None:
        """Queue it again.

        Args:
            delivery: Ours; where somebody else has settled it since, nothing happens.
            reason: Why.
            not_before: When it is due again; ``None``: when it was.
            at: The time.
            counted: Whether this was an attempt.
            doubted: Whether it may have arrived.
        """

    async def give_up(self, delivery: Delivery, state: State, reason: str, *, at: datetime) -> None:
        """End it as ``failed``, ``uncertain`` or ``cancelled``."""

    async def unreachable(self, delivery: Delivery, reason: str, *, at: datetime) -> bool:
        """Note that its address can't be written to, and queue it for the next one; ``False`` when there is none."""

    async def moved(self, old: Address, new: Address) -> None:
        """Note that a conversation has another id from now on."""

    async def lost(self, to: Address, reason: str, *, at: datetime) -> None:
        """Note that an address can't be written to."""

    async def reachable(self, to: Address) -> None:
        """Note that an address wrote to us: it can be written to."""

    async def unreachable_addresses(self) -> Sequence[Address]:
        """Return the addresses that can't be written to."""

    async def slow_down(self, channel: str, until: datetime, *, now: datetime, conversation_id: str = "") -> None:
        """Claim nothing for a channel until then, or nothing for one conversation on it."""

    async def recover(self, *, now: datetime, lease: timedelta) -> tuple[int, int]:
        """Settle what was ``sending`` when its lease ended; return how many are repeated, how many ``uncertain``.

        What is too late to be of use becomes ``skipped``.
        """

    async def cancel(self, batch: str, *, at: datetime) -> int:
        """Withdraw what is queued of a batch; return how many that were. What is being sent is not queued again."""

    async def hold(self, batch: str, *, held: bool) -> None:
        """Pause or resume a batch."""

    async def resolve(self, batch: str, *, resend: bool, at: datetime) -> int:
        """Queue what is ``uncertain`` of a batch again, unless its text is forgotten, or end it as ``failed``; return how many."""

    async def reword(self, delivery_id: int, message: Reply) -> bool:
        """Put another text in the place of one that is queued or uncertain; ``False`` when it is neither. Its file stays."""

    async def recalled(self, delivery_id: int, *, at: datetime) -> None:
        """End one that was ``sent`` as ``cancelled``: the platform has deleted it."""

    async def counts(self, batch: str) -> Mapping[State, int]:
        """Return how many deliveries of a batch are in each state."""

    async def reasons(self, batch: str) -> Mapping[tuple[State, str], int]:
        """Return why deliveries of a batch failed or could not be reached, the commonest first."""

    async def rows(self, batch: str) -> Sequence[Row]:
        """Return all deliveries of a batch, in the order in which they were queued."""

    async def totals(self) -> Mapping[tuple[str, State], int]:
        """Return how many deliveries there are by channel and state."""

    async def backlog(self, *, now: datetime) -> Mapping[str, Backlog]:
        """Return what each channel has to send now; channels without any are left out."""
