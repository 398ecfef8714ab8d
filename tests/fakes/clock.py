"""A clock that goes only when it is told to."""

from datetime import UTC, date, datetime, timedelta


class FakeClock:
    """Stands at ``at``, a time in UTC, where the association is too."""

    def __init__(self, at: datetime = datetime(2021, 10, 1, 9, 0, tzinfo=UTC)) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()

    def advance(self, by: timedelta) -> None:
        self.at += by
