"""A platform on which messages can be changed, that keeps what it is asked and fails as it is told."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.app import App
from bot.conversation import Reply
from bot.errors import DeliveryError
from bot.outreach.changing import Changer
from bot.outreach.outbox import Pace
from bot.outreach.traffic import Traffic


@dataclass
class RecordingRetractor:
    """Keeps what is withdrawn, by receipt, and what is edited, as receipt and message."""

    name: str = "telegram"
    change_seconds: float = 0.0
    failures: deque[DeliveryError] = field(default_factory=deque)
    withdrawn: list[str] = field(default_factory=list)
    edited: list[tuple[str, Reply]] = field(default_factory=list)

    async def withdraw(self, receipt: str) -> None:
        self._fail()
        self.withdrawn.append(receipt)

    async def edit(self, receipt: str, message: Reply) -> None:
        self._fail()
        self.edited.append((receipt, message))

    def _fail(self) -> None:
        if self.failures:
            raise self.failures.popleft()


def changer(app: App, retractors: Mapping[str, RecordingRetractor]) -> Changer:
    """Return what changes messages on some platforms, as fast as a test likes it."""
    return Changer(retractors, Traffic(app.outbox, {name: Pace(1000) for name in retractors}, app.clock))
