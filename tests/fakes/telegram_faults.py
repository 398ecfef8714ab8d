"""Ways for the fake Telegram to fail on purpose.

A fault is added, matches requests by method and chat, and wears out after ``times`` of them. What it did stands in
the ledger: ``Call.fault`` names it, ``Call.committed`` says whether the request took effect.
"""

import asyncio
import socket
import struct
from dataclasses import dataclass, field
from enum import StrEnum

from .telegram_state import BLOCKED, OTHER_POLLER, UNAUTHORIZED, Refusal, too_many_requests

ANY_METHOD = "*"
_LINGER_ZERO = struct.pack("ii", 1, 0)


class FaultKind(StrEnum):
    """What goes wrong."""

    RESET_BEFORE_COMMIT = "reset_before_commit"  # connection reset, nothing happened
    STALL_BEFORE_COMMIT = "stall_before_commit"  # no answer until released; never happens if the client leaves
    COMMIT_THEN_FIN = "commit_then_fin"  # it happened, the connection is closed without an answer
    COMMIT_THEN_RST = "commit_then_rst"  # it happened, the connection is reset
    COMMIT_THEN_STALL = "commit_then_stall"  # it happened, no answer until released
    SLOW = "slow"  # it happened, the answer comes `seconds` later
    TRUNCATED_JSON = "truncated_json"  # it happened, the answer is half a JSON object
    SERVER_ERROR = "server_error"  # HTML page with `status`; nothing happened unless `commits`
    TOO_MANY_REQUESTS = "too_many_requests"  # 429, with or without `retry_after`
    UNAUTHORIZED = "unauthorized"  # 401, as when the token is revoked while the bot runs
    BLOCKED = "blocked"  # 403
    CONFLICT = "conflict"  # 409, as when a second poller took over
    REFUSED = "refused"  # `status` with `description`, for any other refusal
    DUPLICATE_UPDATES = "duplicate_updates"  # getUpdates: every update stands in the answer twice


AFTER_COMMIT = frozenset(
    {
        FaultKind.COMMIT_THEN_FIN,
        FaultKind.COMMIT_THEN_RST,
        FaultKind.COMMIT_THEN_STALL,
        FaultKind.SLOW,
        FaultKind.TRUNCATED_JSON,
        FaultKind.DUPLICATE_UPDATES,
    }
)


@dataclass(eq=False)
class Fault:
    """One planned failure.

    Attributes:
        method: Bot API method, or ``"*"`` for any.
        kind: What goes wrong.
        chat_id: Only requests that name this chat; ``None``: all.
        times: How many requests it hits; ``None``: for ever.
        after: How many matching requests pass before it starts.
        seconds: Length of ``SLOW``.
        status: HTTP status of ``SERVER_ERROR`` and ``REFUSED``.
        description: Text of ``REFUSED``.
        retry_after: Seconds ``TOO_MANY_REQUESTS`` asks for; ``None``: it does not say.
        commits: Whether a ``SERVER_ERROR`` comes after the effect.
        hits: How many requests it hit.
    """

    method: str
    kind: FaultKind
    chat_id: int | None = None
    times: int | None = 1
    after: int = 0
    seconds: float = 0.0
    status: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    commits: bool = False
    hits: int = 0
    released: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    @property
    def is_after_commit(self) -> bool:
        """Whether the request takes effect before the failure."""
        return self.kind in AFTER_COMMIT or (self.kind is FaultKind.SERVER_ERROR and self.commits)

    def release(self) -> None:
        """Let stalled requests go on and be answered."""
        self.released.set()

    def refusal(self) -> Refusal | None:
        """Return what the client is told instead, for the kinds that answer like Telegram itself."""
        match self.kind:
            case FaultKind.TOO_MANY_REQUESTS:
                return too_many_requests(self.retry_after)
            case FaultKind.UNAUTHORIZED:
                return UNAUTHORIZED
            case FaultKind.BLOCKED:
                return BLOCKED
            case FaultKind.CONFLICT:
                return OTHER_POLLER
            case FaultKind.REFUSED:
                return Refusal(self.status, self.description)
            case _:
                return None

    def _matches(self, method: str, chat_id: int | str | None) -> bool:
        return self.method in (method, ANY_METHOD) and (self.chat_id is None or self.chat_id == chat_id)

    def strike(self, method: str, chat_id: int | str | None) -> bool:
        """Whether the fault hits this request; counts it if so."""
        if not self._matches(method, chat_id) or self.is_worn_out:
            return False
        if self.after > 0:
            self.after -= 1
            return False
        self.hits += 1
        return True

    @property
    def is_worn_out(self) -> bool:
        """Whether it hit as many requests as it should."""
        return self.times is not None and self.hits >= self.times


class Faults:
    """The plan. The first fault that matches a request hits it; the others do not see that request."""

    def __init__(self) -> None:
        self.planned: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Plan a fault and return it, for ``release()`` and ``hits``."""
        self.planned.append(fault)
        return fault

    def clear(self) -> None:
        """Drop every fault and let stalled requests go on."""
        self.release()
        self.planned.clear()

    def release(self) -> None:
        """Let all stalled requests go on."""
        for fault in self.planned:
            fault.release()

    def take(self, method: str, chat_id: int | str | None) -> Fault | None:
        """Return the fault that hits this request, if one does."""
        return next((fault for fault in self.planned if fault.strike(method, chat_id)), None)


async def hang_up(transport: asyncio.Transport | None, *, reset: bool) -> None:
    """End the connection without an answer: RST with ``reset``, else FIN. Does not return.

    The server cancels a handler when its connection is lost, and that ends the wait.
    """
    if transport is not None:
        if reset:
            connection = transport.get_extra_info("socket")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_ZERO)
            transport.abort()
        else:
            transport.close()
    await asyncio.Event().wait()
