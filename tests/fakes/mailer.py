"""A mail server that keeps what it is given, and fails as it is told."""

import asyncio
import re

from bot.errors import DeliveryError
from bot.members.mail import Mail


class FakeMailer:
    """Keeps mails in ``sent``; raises what is in ``errors`` first; takes nothing while ``open`` is not set."""

    def __init__(self) -> None:
        self.sent: list[Mail] = []
        self.errors: list[DeliveryError] = []
        self.tries = 0
        self.open = asyncio.Event()
        self.open.set()

    async def send(self, mail: Mail) -> str:
        self.tries += 1
        await self.open.wait()
        if self.errors:
            raise self.errors.pop(0)
        self.sent.append(mail)
        return f"<{len(self.sent)}@example.org>"

    def code(self) -> str:
        """Return the code in the newest mail."""
        found = re.search(r"\d{6}", self.sent[-1].subject)
        assert found
        return found[0]
