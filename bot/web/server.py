"""The HTTP application and the server that runs it inside our own event loop."""

from __future__ import annotations

import contextlib
import errno
import socket
from collections.abc import Callable, Sequence
from pathlib import Path

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.base import Channel
from bot.errors import ConfigurationError
from bot.web.chat import ChatPages
from bot.web.demo import DemoPage
from bot.web.feeds import Feeds
from bot.web.health import Health
from bot.web.links import LinkPage
from bot.web.unsubscribe import UnsubscribePage

log = structlog.get_logger(__name__)

MAX_BODY = 1_000_000
"""Bytes of a request that are read. A Telegram update or a Slack event has a few thousand."""
_HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "referrer-policy": "same-origin",  # with "no-referrer" browsers send forms with "Origin: null", which we refuse
    "x-content-type-options": "nosniff",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def build(
    *,
    pages: ChatPages,
    demo: DemoPage | None = None,
    feeds: Feeds,
    unsubscribe: UnsubscribePage,
    links: LinkPage,
    channels: Sequence[Channel],
    health: Health,
    secret: str,
    secure: bool,
    retention_days: int,
) -> Starlette:
    """Return the application.

    Args:
        pages: The web chat.
        demo: What a demonstration has beside it.
        feeds: The calendar and the directory, for other programs.
        unsubscribe: Behind the links of mails.
        links: Behind the links of announcements that are counted.
        channels: Those with a ``webhook_path`` get a route.
        health: Answers ``/health``.
        secret: Signs the visitor's cookie.
        secure: Whether visitors come over HTTPS; the cookie is then sent over nothing else.
        retention_days: How long a visitor's cookie lasts, as long as the conversation.
    """
    routes = [
        Route("/", pages.index),
        Route("/messages", pages.say, methods=["POST"]),
        Route("/forget", pages.forget, methods=["POST"]),
        Route("/files/{message_id:path}/{name}", pages.file),
        *(demo.routes() if demo else ()),
        *feeds.routes(),
        *unsubscribe.routes(),
        *links.routes(),
        Route("/health", health.show),
        Route("/metrics", health.metrics),
        Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
        *(Route(channel.webhook_path, _webhook(channel), methods=["POST"]) for channel in channels if channel.webhook_path),
    ]
    session = Middleware(
        SessionMiddleware,
        secret_key=secret,
        session_cookie="visitor",
        max_age=retention_days * 86400,
        same_site="lax",
        https_only=secure,
    )
    return Starlette(routes=routes, middleware=[Middleware(_Guard), session], exception_handlers={500: _failed})


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket.

    Raises:
        ConfigurationError: The address is in use, or not ours.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    server = socket.socket(family, socket.SOCK_STREAM)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        server.bind((host, port))
    except OSError as error:
        server.close()
        if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
            mend = "HTTP_HOST: no address of this machine; 127.0.0.1 for this machine alone, 0.0.0.0 for all"
            raise ConfigurationError(f"{mend} (it is {host})") from error
        raise ConfigurationError(
            f"HTTP_PORT: can't listen on {host}:{port}: {error.strerror}; stop the other program, or set another HTTP_PORT"
        ) from error
    server.listen(128)
    server.setblocking(False)
    return server


def server(application: Starlette, *, trusted_proxies: str) -> uvicorn.Server:
    """Return a server for ``serve(sockets=[...])``; signals are left to us.

    Args:
        application: What `build` returned.
        trusted_proxies: Addresses or networks whose ``X-Forwarded-For`` is believed, separated by commas.
    """
    found = uvicorn.Server(
        uvicorn.Config(
            application,
            log_config=None,
            access_log=False,
            lifespan="off",
            forwarded_allow_ips=trusted_proxies,
            timeout_graceful_shutdown=5,
            server_header=False,
        )
    )
    found.capture_signals = contextlib.nullcontext  # type: ignore[assignment,method-assign]
    return found


def _webhook(channel: Channel) -> Callable[[Request], object]:
    async def receive(request: Request) -> Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        answer = await channel.receive(headers, await request.body())
        return Response(answer.body, answer.status, media_type=answer.content_type)

    return receive


async def _failed(_request: Request, error: Exception) -> Response:
    log.error("request_failed", exc_info=error)
    return PlainTextResponse("Something went wrong here; it is logged. Please try again.", 500, headers=_HEADERS)


class _Guard:
    """Refuses bodies that are too long before they are read, and sets the headers that keep a page to itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = JSONResponse({"error": f"the body is longer than {MAX_BODY} bytes"}, 413, headers=_HEADERS)
        length = dict(scope["headers"]).get(b"content-length", b"0")
        if not length.isdigit() or int(length) > MAX_BODY:
            await refusal(scope, receive, send)
            return
        read = 0

        async def bounded() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > MAX_BODY:
                raise _TooLongError
            return message

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name for name, _ in message["headers"]}
                extra = [(name.encode(), value.encode()) for name, value in _HEADERS.items() if name.encode() not in present]
                message["headers"] = [*message["headers"], *extra]
            await send(message)

        try:
            await self._app(scope, bounded, with_headers)
        except _TooLongError:
            await refusal(scope, receive, send)
        except ClientDisconnect:
            log.info("client_gone", path=scope["path"])


class _TooLongError(Exception):
    """A body without a declared length went on for too long."""
