"""What every channel that lasts as long as the process offers to it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.conversation import Address, Reaction

STOP_SECONDS = 7.0
"""How long a channel may take to finish what is under way when the process is told to stop (it has 10 s in all)."""


OnReaction = Callable[[Reaction], Awaitable[bool]]
"""Who is told of reactions to messages of ours; whether it was one that matters."""


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What a channel answers to a platform's webhook call."""

    status: int
    body: str = ""
    content_type: str = "text/plain"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that ``bot doctor`` looked at: what it found or, when not ``ok``, what to mend."""

    what: str
    ok: bool
    detail: str


class Traffic(Protocol):
    """Who is told of what a channel sends and hears; every call returns at once."""

    def left(self, channel: str, *, answer: bool) -> None:
        """Note that something leaves that the courier does not count: an answer, or a further part of what is pushed."""

    def limited(self, channel: str, retry_after: timedelta) -> None:
        """Note that the platform asked to slow down."""

    def heard(self, *addresses: Address) -> None:
        """Note that somebody wrote from there: these addresses can be written to."""

    def lost(self, to: Address, reason: str) -> None:
        """Note that an address can't be written to any more."""


class NoTraffic:
    """A `Traffic` for where nothing is pushed."""

    def left(self, channel: str, *, answer: bool) -> None:
        """See `Traffic`."""

    def limited(self, channel: str, retry_after: timedelta) -> None:
        """See `Traffic`."""

    def heard(self, *addresses: Address) -> None:
        """See `Traffic`."""

    def lost(self, to: Address, reason: str) -> None:
        """See `Traffic`."""


class Channel(Protocol):
    """A chat service, connected."""

    name: str
    webhook_path: str | None
    """Path under which the platform calls us; ``None`` when we connect to it."""

    async def start(self) -> None:
        """Take up what an earlier process left and begin to receive.

        A platform that can't be reached is tried again in the background.

        Raises:
            ConfigurationError: The platform refuses our token, or the like.
        """

    async def stop(self) -> None:
        """Stop receiving, finish what is under way, let go of connections; within `STOP_SECONDS`."""

    async def receive(self, headers: Mapping[str, str], body: bytes) -> HttpAnswer:
        """Handle a webhook call; header names are lower case."""

    def trouble(self) -> str | None:
        """Return in a few words why nothing can be received now; ``None`` when all is well."""

    async def examine(self) -> list[Finding]:
        """Test token and connection without starting; for ``bot doctor``."""
