"""Requests to the Bot API over aiohttp: half the work of the SDK's own way, which looks over all its connections for each."""

from __future__ import annotations

from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT_SECONDS = 5.0
_NEVER_LEFT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


class TelegramRequest(BaseRequest):
    """Implements the SDK's `BaseRequest`; what went wrong is the ``__cause__`` of its error, for `never_left`.

    Args:
        connections: How many may be open at once; who needs one more waits.
        seconds: For how long an answer, or the sending of a request, may take.
    """

    def __init__(self, *, connections: int, seconds: float) -> None:
        self._connections = connections
        self._seconds = seconds
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """See `BaseRequest`."""
        return self._seconds

    async def initialize(self) -> None:
        """See `BaseRequest`."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=True,  # a proxy
            )

    async def shutdown(self) -> None:
        """See `BaseRequest`."""
        if self._session is not None:
            await self._session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """See `BaseRequest`; of the times only ``read_timeout`` is heeded."""
        if self._session is None or self._session.closed:
            raise RuntimeError("not initialized")
        reading = self._seconds if read_timeout is self.DEFAULT_NONE else float(read_timeout)
        whole = CONNECT_SECONDS + self._seconds + reading
        bounds = aiohttp.ClientTimeout(total=whole, sock_connect=CONNECT_SECONDS, sock_read=reading)
        form = _form(request_data) if request_data else None
        try:
            async with self._session.request(method, url, data=form, timeout=bounds, allow_redirects=False) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from error  # its own text may hold the address, and that the token


def never_left(error: Exception) -> bool:
    """Whether the SDK's error says that there was no connection over which a request could have left."""
    return isinstance(error.__cause__, _NEVER_LEFT)


def is_broken_off(error: Exception) -> bool:
    """Whether the SDK's error says that nothing, or half an answer, came back."""
    return isinstance(error.__cause__, aiohttp.ClientError | OSError)


def _form(sent: RequestData) -> aiohttp.FormData:
    """Return what is sent, with its files; their names as they are, which is what Telegram reads."""
    form = aiohttp.FormData(sent.json_parameters, quote_fields=False)
    for name, (filename, content, media_type) in sent.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=media_type)
    return form
