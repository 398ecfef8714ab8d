"""A channel that takes what is pushed, and fails as it is told to."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field

from bot.conversation import Address, Reply


@dataclass
class RecordingSender:
    """Keeps what it is given; ``answers`` are given one after the other, then it takes everything.

    Attributes:
        sent: What arrived, in order.
        tried: What was tried, in order.
        answers: An error is raised; ``None`` takes it; an `asyncio.Event` takes it, and answers when it is set.
    """

    name: str = "telegram"
    sent: list[tuple[str, Address, Reply]] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    answers: deque[Exception | asyncio.Event | None] = field(default_factory=deque)

    async def push(self, key: str, to: Address, message: Reply) -> str:
        self.tried.append(key)
        answer = self.answers.popleft() if self.answers else None
        if isinstance(answer, Exception):
            raise answer
        self.sent.append((key, to, message))
        if answer:
            await answer.wait()
        return f'{{"number": {len(self.sent)}}}'

    @property
    def keys(self) -> list[str]:
        """Return the keys of what arrived."""
        return [key for key, _, _ in self.sent]
