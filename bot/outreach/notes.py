"""What must be remembered so that reminders are derived and never doubled: since when rules are on, which events were seen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol

from bot.conversation import Address
from bot.outreach.occasions import Bill


@dataclass(frozen=True, slots=True)
class RuleState:
    """A rule that is on.

    Attributes:
        fingerprint: Of the rule as it is in use (`bot.outreach.rules.ReminderRule.fingerprint`).
        active_from: Nothing from before is ever sent.
        planned_until: Up to when its moments were looked at; what fell due since then and is too late now is ``skipped``.
    """

    rule_id: str
    fingerprint: str
    active_from: datetime
    planned_until: datetime


@dataclass(frozen=True, slots=True)
class SeenEvent:
    """An event that is or was ahead, as it was last told.

    Attributes:
        occurrence: When it begins (`bot.outreach.rules.occurrence`), after ``~`` when that is only the last day on which it
            may; empty: whatever the content says is taken as told.
        revision: Raised with each correction; it keeps their keys apart.
        missing_since: Since when the content does not have it any more.
    """

    event_id: str
    names: Mapping[str, str]
    occurrence: str
    first_seen_at: datetime
    revision: int = 0
    cancelled: bool = False
    missing_since: datetime | None = None

    @property
    def start(self) -> date | datetime:
        """Return when it was told to begin.

        Raises:
            ValueError: It was not told.
        """
        return as_anchor(self.occurrence)


def as_anchor(text: str) -> date | datetime:
    """Return what `bot.outreach.rules.occurrence` wrote.

    Raises:
        ValueError: It wrote something else.
    """
    text = text.removeprefix("~")
    if "T" in text:
        return datetime.strptime(text, "%Y%m%dT%H%MZ").replace(tzinfo=UTC)
    return date.fromisoformat(text)


class Notes(Protocol):
    """Where this is kept; every method is one transaction."""

    async def rules(self) -> Mapping[str, RuleState]:
        """Return the rules that are on, by id."""

    async def keep_rules(self, states: Sequence[RuleState]) -> None:
        """Keep the state of rules that are on; one that was turned off meanwhile stays off."""

    async def turn_on(self, states: Sequence[RuleState], *, actor: str, at: datetime) -> None:
        """Turn rules on; those that are on already stay as they are."""

    async def turn_off(self, rule_id: str, *, actor: str, at: datetime) -> bool:
        """Turn a rule off and withdraw what it has queued; ``False`` when it was not on."""

    async def planned(self, rule_ids: Collection[str], until: datetime) -> None:
        """Note up to when rules were looked at."""

    async def events(self) -> Mapping[str, SeenEvent]:
        """Return the events that were seen, by id."""

    async def keep_event(self, event: SeenEvent) -> None:
        """Keep an event."""

    async def drop_event(self, event_id: str) -> None:
        """Forget an event."""

    async def drafted(self, prefix: str) -> set[str | Address]:
        """Return the people who have a delivery whose key begins so, and where it goes; the rest of the key is the person."""

    async def withdraw(self, batch: str, *, at: datetime) -> int:
        """Cancel what is queued of a batch and free its keys, since nobody was told; return how many that were."""

    async def told(self, batches: Collection[str]) -> set[str]:
        """Return the people to whom something of some batches has left, or may have."""

    async def addressed(self, batch: str) -> set[str]:
        """Return the people for whom a batch has a delivery, whatever became of it."""

    async def deadlines_told(self, event_id: str, rule_ids: Collection[str]) -> Mapping[str, tuple[int, str]]:
        """Return what was told last of an event's registration deadline, by person: the delivery, and the `occurrence` in it.

        Args:
            event_id: Whose.
            rule_ids: Rules that remind of it.
        """

    async def bills(self, first: date, last: date) -> Sequence[Bill]:
        """Return the invoices that are due within some days, both included."""

    async def counts(self) -> Mapping[tuple[str, str], int]:
        """Return how many reminders there are by rule and state."""
