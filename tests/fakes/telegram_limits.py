"""Telegram's sending limits, judged from the instants requests arrive.

Source: core.telegram.org/bots/faq and telegra.ph/Hitting-limits-bot-FAQ: one message a second in a chat with short
bursts, about 30 a second over all chats, 20 a minute in a group. The exact buckets are not published, so all are
settings.
"""

import math
from collections import deque
from dataclasses import dataclass

SENDING = frozenset({"sendMessage", "sendDocument"})
WINDOW_OF_OVERALL = 1.0
WINDOW_OF_GROUP = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may arrive; ``None`` means no limit.

    Attributes:
        per_chat_per_second: Lasting rate in one chat.
        chat_burst: Messages one chat takes at once before that rate counts.
        overall_per_second: Messages over all chats in any one second.
        group_per_minute: Messages in one group in any 60 seconds.
        hold: Whether a 429 closes its chat (or, for the overall limit, everything) until ``retry_after`` is
            over. Without it a request is refused only while the bucket is full.
        methods: What counts as sending.
    """

    per_chat_per_second: float | None = None
    chat_burst: int = 1
    overall_per_second: int | None = None
    group_per_minute: int | None = None
    hold: bool = False
    methods: frozenset[str] = SENDING


PUBLISHED = Limits(per_chat_per_second=1, chat_burst=3, overall_per_second=30, group_per_minute=20)


class _Window:
    """At most ``limit`` admissions in any stretch of ``seconds``."""

    def __init__(self, limit: int, seconds: float) -> None:
        self._limit = limit
        self._seconds = seconds
        self._admitted: deque[float] = deque()

    def wait(self, at: float) -> float:
        while self._admitted and self._admitted[0] + self._seconds <= at:
            self._admitted.popleft()
        return 0.0 if len(self._admitted) < self._limit else self._admitted[0] + self._seconds - at

    def count(self, at: float) -> None:
        self._admitted.append(at)


class _Bucket:
    """A lasting rate with a burst, kept as the instant at which the bucket will be empty again."""

    def __init__(self, per_second: float, burst: int) -> None:
        self._interval = 1.0 / per_second
        self._slack = (burst - 1) * self._interval
        self._empty_at = -math.inf

    def wait(self, at: float) -> float:
        return max(0.0, self._empty_at - self._slack - at)

    def count(self, at: float) -> None:
        self._empty_at = max(self._empty_at, at) + self._interval


class RateMeter:
    """Admits or refuses sends; a refused one does not count towards the limits."""

    def __init__(self, limits: Limits | None) -> None:
        self.limits = limits or Limits()
        self._overall: _Window | None = None
        if self.limits.overall_per_second is not None:
            self._overall = _Window(self.limits.overall_per_second, WINDOW_OF_OVERALL)
        self._chats: dict[int | str, list[_Window | _Bucket]] = {}
        self._closed_until: dict[int | str | None, float] = {}

    def refuse(self, method: str, chat_id: int | str | None, at: float) -> int | None:
        """Return the seconds to wait if the request is over a limit, or ``None`` and count it."""
        if method not in self.limits.methods or chat_id is None:
            return None
        if self.limits.hold and (left := self._closed(chat_id, at)) > 0:
            return math.ceil(left)
        meters = self._meters(chat_id)
        chat_wait = max((meter.wait(at) for meter in meters), default=0.0)
        overall_wait = self._overall.wait(at) if self._overall else 0.0
        if wait := max(chat_wait, overall_wait):
            retry_after = max(1, math.ceil(wait))
            self.announce(chat_id if chat_wait >= overall_wait else None, at, retry_after)
            return retry_after
        for meter in meters:
            meter.count(at)
        if self._overall:
            self._overall.count(at)
        return None

    def announce(self, chat_id: int | str | None, at: float, retry_after: int) -> None:
        """Remember that the bot was told to wait: in one chat, or in all with ``None``."""
        self._closed_until[chat_id] = at + retry_after

    def is_early(self, method: str, chat_id: int | str | None, at: float) -> bool:
        """Whether the bot sends although it was told to wait longer."""
        return bool(self._closed_until) and method in self.limits.methods and self._closed(chat_id, at) > 0

    def _closed(self, chat_id: int | str | None, at: float) -> float:
        return max(self._closed_until.get(chat_id, at), self._closed_until.get(None, at)) - at

    def _meters(self, chat_id: int | str) -> list[_Window | _Bucket]:
        meters = self._chats.get(chat_id)
        if meters is None:
            meters = self._chats[chat_id] = []
            if self.limits.per_chat_per_second is not None:
                meters.append(_Bucket(self.limits.per_chat_per_second, self.limits.chat_burst))
            if self.limits.group_per_minute is not None and isinstance(chat_id, int) and chat_id < 0:
                meters.append(_Window(self.limits.group_per_minute, WINDOW_OF_GROUP))
        return meters
