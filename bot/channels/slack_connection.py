"""The connection to Slack: whose token this is, and in Socket Mode the connection over which Slack calls us."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from contextlib import suppress

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.channels.base import Finding
from bot.channels.slack_errors import HOW_TO_MEND, NETWORK, REFUSED, code, translated
from bot.errors import ConfigurationError, DeliveryError, RateLimitedError, TemporaryDeliveryError

log = structlog.get_logger(__name__)

LOST_SECONDS = 30.0
"""How long the SDK may try to mend a Socket Mode connection before we begin anew: it clings to an address that expires."""
SCOPES = ("app_mentions:read", "chat:write", "commands", "files:write", "im:history", "im:write", "users:read", "users:read.email")
"""What the bot token must be allowed; slack/manifest.yaml asks for three more, without which all else works."""
_TIMEOUT = aiohttp.ClientTimeout(total=30, connect=5, sock_connect=5)
_START_SECONDS = 10.0
_LOOK_SECONDS = 1.0
_PING_SECONDS = 5.0
_MAX_DELAY = 60.0
_HOW_TO_GET = {
    "SLACK_BOT_TOKEN": HOW_TO_MEND,
    "SLACK_APP_TOKEN": "make one with connections:write under “Basic Information” on api.slack.com/apps",
}


class SlackConnection:
    """Finds out who we are and, with an app token, holds a Socket Mode connection for ``app``.

    Attributes:
        bot_user: Our own user id; ``None`` until Slack told it.
        team: The workspace that we are installed in; ``None`` until then too.
        known: Set once it did.
        trouble: Why nothing can be received now; ``None`` when all is well.
    """

    def __init__(self, client: AsyncWebClient, app: AsyncApp, app_token: str | None) -> None:
        self._client = client
        self._app = app
        self._app_token = app_token
        self._url: str | None = None
        self._task: asyncio.Task[None] | None = None
        self.bot_user: str | None = None
        self.team: str | None = None
        self.known = asyncio.Event()
        self.trouble: str | None = "not started"

    async def open(self) -> None:
        """Try the tokens; a Slack that can't be reached is tried again by `hold`.

        Raises:
            ConfigurationError: Slack refuses a token.
        """
        self._client.session = aiohttp.ClientSession(timeout=_TIMEOUT)
        try:
            async with asyncio.timeout(_START_SECONDS):
                await self._identify()
                if self._app_token:
                    self._url = await self._socket_url()
        except (DeliveryError, TimeoutError) as error:
            self._note_trouble(error)

    def hold(self) -> None:
        """Begin to receive, and see to it in the background that it goes on."""
        self._task = asyncio.create_task(self._keep_connected())

    async def let_go(self) -> None:
        """Stop receiving, within 2 s; what was begun can still be answered."""
        if self._task:
            self._task.cancel()
            await asyncio.wait({self._task}, timeout=2)

    async def close(self) -> None:
        """Close what is open."""
        if self._client.session:
            await self._client.session.close()

    async def examine(self) -> list[Finding]:
        """Test the tokens without receiving."""
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as self._client.session:
            try:
                found = _findings(await self._ask("SLACK_BOT_TOKEN", self._client.auth_test()))
                if self._app_token:
                    await self._socket_url()
                    found.append(Finding("Slack Socket Mode", ok=True, detail="SLACK_APP_TOKEN may open a connection"))
            except (ConfigurationError, DeliveryError) as error:
                return [Finding("Slack", ok=False, detail=str(error))]
        return found

    async def _identify(self) -> None:
        answer = await self._ask("SLACK_BOT_TOKEN", self._client.auth_test())
        self.bot_user, self.team = str(answer["user_id"]), answer.get("team_id")
        self.trouble = "connecting" if self._app_token else None
        self.known.set()
        log.info("slack_identified", bot=self.bot_user, team=answer.get("team_id"), mode="socket" if self._app_token else "http")

    async def _socket_url(self) -> str:
        call = self._client.apps_connections_open(app_token=self._app_token or "")
        return str((await self._ask("SLACK_APP_TOKEN", call))["url"])

    async def _ask(self, setting: str, call: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
        """Return the answer to a call that a token's validity hangs on.

        Raises:
            ConfigurationError: Slack refuses the token of that setting.
            DeliveryError: Slack did not answer, or not now.
        """
        try:
            return await call
        except SlackApiError as error:
            if code(error) in REFUSED:
                raise ConfigurationError(f"{setting} is refused by Slack ({code(error)}); {_HOW_TO_GET[setting]}") from error
            raise translated(error) from error
        except NETWORK as error:
            raise translated(error) from error

    async def _keep_connected(self) -> None:
        delay = 1.0
        while True:
            try:
                if self.bot_user is None:
                    await self._identify()
                if self._app_token is None:
                    return
                url, self._url = self._url or await self._socket_url(), None  # an address is good for one connection
                await self._hold_socket(url, self._app_token)
                delay = 1.0
            except RateLimitedError as error:
                self._note_trouble(error)
                delay = max(delay, error.retry_after.total_seconds())
            except (ConfigurationError, DeliveryError) as error:
                self._note_trouble(error)
            await asyncio.sleep(delay)
            delay = min(_MAX_DELAY, delay * 2)

    async def _hold_socket(self, url: str, app_token: str) -> None:
        """Receive over Socket Mode; returns when the connection is lost and the SDK doesn't get another."""
        handler = AsyncSocketModeHandler(
            self._app, app_token, logger=sdk_log(), web_client=self._client, ping_interval=_PING_SECONDS
        )
        handler.client.wss_uri = url
        try:
            async with asyncio.timeout(LOST_SECONDS):
                await handler.connect_async()  # type: ignore[no-untyped-call]
            lost_for = 0.0
            while lost_for < LOST_SECONDS:
                connected = await handler.client.is_connected()
                lost_for = 0.0 if connected else lost_for + _LOOK_SECONDS
                self.trouble = None if connected else "the Socket Mode connection is lost"
                await asyncio.sleep(_LOOK_SECONDS)
        except TimeoutError as error:
            raise TemporaryDeliveryError("no Socket Mode connection to Slack") from error
        finally:
            with suppress(*NETWORK):
                async with asyncio.timeout(1):
                    await handler.close_async()  # type: ignore[no-untyped-call]

    def _note_trouble(self, error: Exception) -> None:
        self.trouble = str(error) or "Slack does not answer"
        log.warning("slack_trouble", error=type(error).__name__, reason=self.trouble)


class _Discreet(logging.Filter):
    """Lets through where and with what kind of error the SDK failed; its own words may hold an address with its ticket."""

    def filter(self, record: logging.LogRecord) -> bool:
        """See `logging.Filter`."""
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else record.levelname.lower()
        record.msg, record.args, record.exc_info = f"slack_sdk: {kind} in {record.funcName}", (), None
        return True


def sdk_log() -> logging.Logger:
    """Return the logger for the SDK: for errors alone, since Bolt logs whole bodies at INFO, on loggers with this one's level."""
    logger = logging.getLogger("bot.channels.slack.sdk")
    logger.setLevel(logging.ERROR)
    if not logger.filters:
        logger.addFilter(_Discreet())
    return logger


def _findings(answer: AsyncSlackResponse) -> list[Finding]:
    """Return what ``bot doctor`` says of a bot token that works."""
    found = [Finding("Slack", ok=True, detail=f"the token is @{answer.get('user')}'s in {answer.get('team')}")]
    granted = answer.headers.get("x-oauth-scopes")
    if granted is not None:
        missing = sorted(set(SCOPES) - {scope.strip() for scope in granted.split(",")})
        detail = "all that is needed"
        if missing:
            detail = f"{', '.join(missing)} missing; add under “OAuth & Permissions”, then reinstall the app to the workspace"
        found.append(Finding("Slack scopes", ok=not missing, detail=detail))
    return found
