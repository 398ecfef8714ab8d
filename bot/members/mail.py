"""Mail that the assistant sends by itself: what it is, the port by which it leaves, and the background in which it does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import structlog

from bot.conversation import File
from bot.errors import ChannelRefusedError, DeliveryError, MessageRejectedError, RecipientUnreachableError
from bot.waiting import pause

log = structlog.get_logger(__name__)

RETRY_AFTER = (3.0, 15.0, 60.0)
"""Seconds before each further try of a mail that did not leave. A code is good for ten minutes."""
HEAD_START = 0.3
"""Seconds that the reply has before the mail is begun: writing it at once made the reply a fifth slower, which could be told."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One message to one address; ``text`` and ``html`` say the same, in ``lang``.

    Attributes:
        key: Names the mail for ever: another try of it has the same Message-ID; empty for one that has no other.
        file: What is attached.
        unsubscribe: Address by which the reader turns off what it is about.
    """

    to: str
    subject: str
    text: str
    html: str
    lang: str
    key: str = ""
    file: File | None = None
    unsubscribe: str = ""


class Mailer(Protocol):
    """A mail server that takes our mail."""

    async def send(self, mail: Mail) -> str:
        """Hand a mail over and return its Message-ID; a repeat is sent twice.

        Raises:
            DeliveryError: The server did not take it, or may not have.
        """


class Post:
    """Sends mail in the background: whoever asks for it does not wait, and cannot tell by waiting whether there was any.

    What is under way is in memory only: a mail is lost with the process, and its code can be asked for again.

    Args:
        mailer: ``None`` when there is no mail server: nothing is sent.
    """

    def __init__(self, mailer: Mailer | None) -> None:
        self._mailer = mailer
        self._under_way: set[asyncio.Task[None]] = set()
        self._closing = asyncio.Event()

    @property
    def is_open(self) -> bool:
        """Whether there is a mail server."""
        return self._mailer is not None

    def send_later(self, write: Callable[[], Mail]) -> None:
        """Write and send a mail after whatever is going on now."""
        if self._mailer:
            task = asyncio.create_task(self._send(self._mailer, write))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def close(self, *, within: float) -> None:
        """Send what is under way, for at most so many seconds; what waits for another try gets it now."""
        self._closing.set()
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=within)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
            if late:
                log.warning("mail_lost", count=len(late))

    async def _send(self, mailer: Mailer, write: Callable[[], Mail]) -> None:
        await pause(HEAD_START, self._closing)
        try:
            mail = write()
            for delay in (*RETRY_AFTER, None):
                try:
                    await mailer.send(mail)
                except (ChannelRefusedError, MessageRejectedError, RecipientUnreachableError) as error:
                    log.error("mail_refused", error=type(error).__name__, reason=str(error))  # noqa: TRY400  no address in it
                except DeliveryError as error:
                    log.warning("mail_not_sent", error=type(error).__name__, reason=str(error), again_in=delay)
                    if delay is not None:
                        await pause(delay, self._closing)
                        continue
                return
        except Exception:
            log.exception("mail_failed")
