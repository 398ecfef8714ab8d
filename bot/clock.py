"""Now, injected: nothing else asks the machine for the time."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from typing import Protocol


class Clock(Protocol):
    """What the rest of the house asks for the time."""

    def now(self) -> datetime:
        """Return this instant, aware, in UTC."""

    def today(self) -> date:
        """Return the calendar day where the association is."""


class SystemClock:
    """The machine's clock, or one that stands still at a given instant."""

    def __init__(self, zone: tzinfo, *, standing_at: datetime | None = None) -> None:
        self.zone = zone
        self._standing_at = standing_at

    def now(self) -> datetime:
        """See `Clock`."""
        return (self._standing_at or datetime.now(UTC)).astimezone(UTC)

    def today(self) -> date:
        """See `Clock`."""
        return self.now().astimezone(self.zone).date()
