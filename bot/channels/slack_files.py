"""Files that people send in Slack, fetched when somebody asked for one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack_errors import NETWORK, code
from bot.conversation import Upload
from bot.errors import UsageError

log = structlog.get_logger(__name__)

_TIMEOUT = aiohttp.ClientTimeout(total=60, connect=5, sock_connect=5)
_CHUNK = 65_536


class SlackFiles:
    """Fetches files, with the scope ``files:read``.

    Args:
        client: For Slack's Web API; its token opens the files as well.
        api_base: Where that is; beside Slack's own the only host that is told the token.

    Source: docs.slack.dev/reference/objects/file-object#authentication.
    """

    def __init__(self, client: AsyncWebClient, api_base: str) -> None:
        self._client = client
        self._base = urlsplit(api_base)[:2]

    def upload(self, told: Mapping[str, Any]) -> Upload:
        """Return a file of which Slack told ``id`` and perhaps ``name``, ``mimetype`` and ``size``."""
        name, size = str(told.get("name") or "file"), told.get("size")
        fetch = partial(self._fetch, str(told.get("id") or ""), name)
        return Upload(name, str(told.get("mimetype") or ""), size if isinstance(size, int) else None, fetch)

    async def _fetch(self, file_id: str, name: str, most: int) -> bytes:
        try:
            answer = await self._client.files_info(file=file_id)
            file = answer.get("file") or {}
            return await self._content(str(file.get("url_private_download") or file.get("url_private") or ""), most)
        except (SlackApiError, *NETWORK) as error:
            log.warning("slack_file_not_fetched", reason=code(error) or type(error).__name__)
            raise UsageError(f"{name} could not be fetched from Slack", "file-not-fetched", name=name) from error

    async def _content(self, url: str, most: int) -> bytes:
        """Return what is there, at most so many bytes of it.

        Raises:
            OSError: It is not Slack's, and must not see the token.
            aiohttp.ClientError: It can't be had.
        """
        content = bytearray()
        if not self._is_slacks(url):
            raise OSError("the file is not kept by Slack")
        headers = {"Authorization": f"Bearer {self._client.token}"}
        async with (
            aiohttp.ClientSession(timeout=_TIMEOUT, trust_env=True) as session,
            session.get(url, headers=headers, allow_redirects=False, raise_for_status=True) as response,
        ):
            if response.status != 200:  # a redirect to the page where one signs in
                raise aiohttp.ClientPayloadError(f"HTTP {response.status}")
            async for chunk in response.content.iter_chunked(_CHUNK):
                content += chunk
                if len(content) >= most:
                    break
        return bytes(content[:most])

    def _is_slacks(self, url: str) -> bool:
        try:
            where = urlsplit(url)
        except ValueError:  # whoever adds a file from elsewhere writes its address
            return False
        return where[:2] == self._base or (where.scheme == "https" and f".{where.hostname}".endswith(".slack.com"))
