"""The updates that wait for the bot, and the two ways they leave: ``getUpdates`` and the webhook."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

import aiohttp

from .telegram_state import OTHER_POLLER, WEBHOOK_ACTIVE, WEBHOOK_SET, Json, Refusal, RefusedError

LONGEST_POLL = 50.0
LARGEST_BATCH = 100
LONGEST_RETRY_AFTER = 3600.0
ON_REQUEST_ONLY = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(slots=True, eq=False)
class Waiting:
    """An update not yet confirmed. A ``stray`` one (repeated or late) is shown once, whatever the offset is."""

    update: Json
    stray: bool = False
    shown: bool = False

    @property
    def id(self) -> int:
        """The ``update_id``."""
        update_id: int = self.update["update_id"]
        return update_id


class UpdateQueue:
    """Updates in the order they were queued, until they are confirmed."""

    def __init__(self, *, first_id: int, on_change: Callable[[], None]) -> None:
        self.waiting: list[Waiting] = []
        self.allowed: frozenset[str] | None = None
        self.webhook_active = False
        self.on_add: Callable[[Waiting], None] = lambda _: None
        self._next_id = first_id
        self._on_change = on_change
        self._poller: asyncio.Future[None] | None = None

    def add(self, kind: str, payload: Json) -> Json:
        """Queue an update under the next id and return it.

        A kind the bot did not ask for gets an id but is not queued.
        """
        update = {"update_id": self._next_id, kind: payload}
        self._next_id += 1
        if self._is_wanted(kind):
            self._append(Waiting(update))
        return update

    def add_raw(self, update: Json) -> Json:
        """Queue an update as it is; an ``update_id`` that was used before, or lies lower, is delivered all the same."""
        update = {"update_id": self._next_id} | update
        is_stray = update["update_id"] < self._next_id
        self._next_id = max(self._next_id, update["update_id"] + 1)
        self._append(Waiting(update, stray=is_stray))
        return update

    def drop(self, waiting: Waiting) -> None:
        """Forget an update that was delivered."""
        with suppress(ValueError):
            self.waiting.remove(waiting)

    def clear(self) -> None:
        """Forget everything, as ``drop_pending_updates`` asks."""
        self.waiting.clear()

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Take ``allowed_updates``: ``None`` keeps the last setting, an empty list means the default.

        Source: Bot API, getUpdates: it does not touch updates that wait already.
        """
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    async def poll(self, *, offset: int, limit: int, timeout: float) -> list[Json]:  # noqa: ASYNC109 - API's word
        """Return what waits, confirming what lies below the offset; wait for an update if there is none.

        Raises:
            RefusedError: 409: a webhook is set, or another poll came while this one waited.
        """
        if self.webhook_active:
            raise RefusedError(WEBHOOK_ACTIVE)
        self.end_poll(OTHER_POLLER)
        self._confirm(offset)
        if not self.waiting and timeout > 0:
            await self._wait(min(timeout, LONGEST_POLL))
        batch = self.waiting[: max(1, min(limit, LARGEST_BATCH))]
        for waiting in batch:
            waiting.shown = True
        return [waiting.update for waiting in batch]

    def end_poll(self, refusal: Refusal) -> None:
        """Refuse the poll that waits, if one does."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(RefusedError(refusal))

    def _is_wanted(self, kind: str) -> bool:
        if self.allowed is None:
            return kind not in ON_REQUEST_ONLY
        return kind in self.allowed

    async def _wait(self, seconds: float) -> None:
        poller: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poller = poller
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await poller
        finally:
            if self._poller is poller:
                self._poller = None

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self.waiting = self.waiting[offset:]
            return
        self.waiting = [waiting for waiting in self.waiting if (not waiting.shown if waiting.stray else waiting.id >= offset)]

    def _append(self, waiting: Waiting) -> None:
        self.waiting.append(waiting)
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)
        self.on_add(waiting)
        self._on_change()


@dataclass(frozen=True, slots=True)
class WebhookPace:
    """How failed deliveries are repeated.

    The first retry comes at once, the next after ``base_delay`` seconds, then twice as long each time up to ``cap``.
    A ``Retry-After`` header takes the place of the delay.

    Source: tdlib/telegram-bot-api ``WebhookActor.cpp`` (2 s, a random cap of 60-120 s, Retry-After up to 3600 s).
    """

    base_delay: float = 2.0
    cap: float = 60.0
    timeout: float = 60.0


@dataclass(frozen=True, slots=True)
class Attempt:
    """One delivery to the webhook; status ``None``: no answer came."""

    update_id: int
    started_at: float
    status: int | None


class Webhook:
    """Posts updates to the bot: in order within a chat, side by side across chats."""

    def __init__(self, updates: UpdateQueue, pace: WebhookPace, on_change: Callable[[], None]) -> None:
        self.url = ""
        self.secret_token: str | None = None
        self.max_connections = 40
        self.last_error: tuple[float, str] | None = None
        self.attempts: list[Attempt] = []
        self._updates = updates
        self._pace = pace
        self._on_change = on_change
        self._chats: dict[int, deque[Waiting]] = {}
        self._workers: dict[int, asyncio.Task[None]] = {}
        self._slots = asyncio.Semaphore(self.max_connections)
        self._session: aiohttp.ClientSession | None = None

    def open(self, url: str, *, secret_token: str | None, max_connections: int) -> None:
        """Deliver to this address from now on, beginning with what waits."""
        self._forget_deliveries()
        self.url, self.secret_token, self.max_connections = url, secret_token, max_connections
        self._slots = asyncio.Semaphore(max_connections)
        self._updates.webhook_active = True
        self._updates.end_poll(WEBHOOK_SET)
        self._updates.on_add = self._deliver
        self.resume()

    def resume(self) -> None:
        """Deliver what waits, after ``open()`` or ``stop()``; nothing happens without a webhook."""
        if self.url:
            for waiting in self._updates.waiting:
                self._deliver(waiting)

    def close(self) -> None:
        """Stop delivering; what was not confirmed waits for ``getUpdates``."""
        self._forget_deliveries()
        self.url, self.secret_token = "", None
        self._updates.webhook_active = False
        self._updates.on_add = lambda _: None

    async def stop(self) -> None:
        """Cancel the deliveries and close the client."""
        workers = list(self._workers.values())
        self._forget_deliveries()
        await asyncio.gather(*workers, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def info(self) -> Json:
        """Return Telegram's WebhookInfo object."""
        info: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.waiting),
            "max_connections": self.max_connections,
        }
        if self.last_error is not None:
            info["last_error_date"], info["last_error_message"] = int(self.last_error[0]), self.last_error[1]
        if self._updates.allowed:
            info["allowed_updates"] = sorted(self._updates.allowed)
        return info

    def _forget_deliveries(self) -> None:
        for worker in self._workers.values():
            worker.cancel()
        self._workers.clear()
        self._chats.clear()

    def _deliver(self, waiting: Waiting) -> None:
        chat_id = chat_of(waiting.update)
        self._chats.setdefault(chat_id, deque()).append(waiting)
        if chat_id not in self._workers:
            self._workers[chat_id] = asyncio.create_task(self._empty(chat_id))

    async def _empty(self, chat_id: int) -> None:
        queue = self._chats[chat_id]
        while queue:
            await self._deliver_until_accepted(queue[0])
            self._updates.drop(queue.popleft())
            self._on_change()
        del self._chats[chat_id], self._workers[chat_id]

    async def _deliver_until_accepted(self, waiting: Waiting) -> None:
        delay = 0.0
        while True:
            async with self._slots:
                status, retry_after = await self._post(waiting)
            self._on_change()
            if status is not None and 200 <= status <= 299:
                return
            await asyncio.sleep(delay if retry_after is None else min(retry_after, LONGEST_RETRY_AFTER))
            delay = min(self._pace.cap, max(self._pace.base_delay, delay * 2))

    async def _post(self, waiting: Waiting) -> tuple[int | None, float | None]:
        """Try once and return the status and the seconds of a ``Retry-After``."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self._pace.timeout))
        headers = {"Content-Type": "application/json"}
        if self.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.secret_token
        started_at = time.monotonic()
        status, retry_after = None, None
        try:
            async with self._session.post(
                self.url, data=json.dumps(waiting.update).encode(), headers=headers, allow_redirects=False
            ) as response:
                status = response.status
                retry_after = _seconds(response.headers.get("Retry-After"))
                if status >= 300:
                    self.last_error = time.time(), f"Wrong response from the webhook: {status} {response.reason}"
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            self.last_error = time.time(), f"Webhook connection closed: {type(error).__name__}"
        self.attempts.append(Attempt(waiting.id, started_at, status))
        return status, retry_after


def _seconds(header: str | None) -> float | None:
    """Read ``Retry-After``; fractions are taken too, so that a test need not wait a second."""
    try:
        return float(header) if header else None
    except ValueError:
        return None


def chat_of(update: Json) -> int:
    """Return the chat whose order an update keeps; for one without a chat, a number of its own."""
    for value in update.values():
        if isinstance(value, dict):
            message = value.get("message", value)
            if "chat" in message:
                chat_id: int = message["chat"]["id"]
                return chat_id
    own: int = update["update_id"]
    return own
