"""Slack as the adapter sees it: a Web API, `response_url`s and a Socket Mode connection, on this machine.

What it was asked stands in `calls`; what it answers, or how it fails, is set with `answer`.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

import aiohttp
from aiohttp import web

from .telegram_limits import Limits, RateMeter

ANSWER_SECONDS = 8.0
BOT = "U0BOT"
TEAM = "T123ABC456"
ALL_SCOPES = "app_mentions:read,assistant:write,chat:write,commands,files:write,im:history,im:write,users:read,users:read.email"

Json = dict[str, Any]


class Failure(Enum):
    """How a call may break off."""

    DROPPED = auto()
    """The call is carried out, then the connection is cut."""
    SILENT = auto()
    """The call is carried out, and never answered."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the method, ``respond`` for a `response_url`, or ``upload`` for a file's content, and its arguments."""

    method: str
    args: Json
    at: float = field(default_factory=time.monotonic, compare=False)


def allowing(overall: int, *, burst: int = 3) -> Limits:
    """Return limits as Slack has them: a message a second to a conversation, with short bursts, and so many in all.

    Source: docs.slack.dev/apis/web-api/rate-limits; the limit of a whole workspace is not published.
    """
    methods = frozenset({"chat.postMessage"})
    return Limits(per_chat_per_second=1, chat_burst=burst, overall_per_second=overall, methods=methods)


@dataclass
class FakeSlack:
    """The platform: ``async with FakeSlack() as slack: ...``; refused with 429 is what goes beyond ``limits``."""

    limits: Limits | None = None
    refused: int = 0

    calls: list[Call] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    scopes: str | None = ALL_SCOPES
    locale: str | None = None
    zone: str | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    """What people have sent, by the file's id; given to who has the token."""
    person: Json = field(default_factory=dict)
    """What else `users.info` says of everybody."""

    async def __aenter__(self) -> FakeSlack:
        self._changed = asyncio.Condition()
        self._meter = RateMeter(self.limits)
        self._over = asyncio.Event()
        self._answers: dict[str, deque[web.StreamResponse | Failure]] = {}
        self._sockets: list[web.WebSocketResponse] = []
        application = web.Application()
        application.router.add_route("*", "/api/{method}", self._call)
        application.router.add_post("/respond/{id}", self._respond)
        application.router.add_post("/upload/{id}", self._upload)
        application.router.add_get("/socket", self._socket)
        application.router.add_get("/files/{id}", self._download)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_error: object) -> None:
        self._over.set()
        for socket in self._sockets:
            await socket.close()
        await self._runner.cleanup()

    @property
    def api_base(self) -> str:
        """Where its Web API is."""
        return f"{self._base}/api/"

    @property
    def response_url(self) -> str:
        """Where a slash command may be answered."""
        return f"{self._base}/respond/1"

    def answer(self, method: str, *answers: Json | web.StreamResponse | Failure) -> None:
        """Answer the next calls of a method so, one after the other; then as always."""
        made = (web.json_response(one) if isinstance(one, dict) else one for one in answers)
        self._answers.setdefault(method, deque()).extend(made)

    def made(self, method: str) -> list[Json]:
        """Return the arguments of all calls of a method, oldest first."""
        return [call.args for call in self.calls if call.method == method]

    async def wait_for(self, method: str, count: int = 1) -> list[Json]:
        """Return what `made` does, once there are ``count`` of them."""
        async with asyncio.timeout(ANSWER_SECONDS), self._changed:
            await self._changed.wait_for(lambda: len(self.made(method)) >= count)
        return self.made(method)

    async def wait_for_acknowledged(self, count: int) -> list[str]:
        """Return the ids of the envelopes that were acknowledged, once there are ``count`` of them."""
        async with asyncio.timeout(ANSWER_SECONDS), self._changed:
            await self._changed.wait_for(lambda: len(self.acknowledged) >= count)
        return self.acknowledged

    async def push(self, envelope_id: str, kind: str, payload: Json) -> None:
        """Send an envelope over the newest Socket Mode connection, once there is one."""
        async with asyncio.timeout(ANSWER_SECONDS), self._changed:
            await self._changed.wait_for(lambda: bool(self._sockets))
        await self._sockets[-1].send_json({"envelope_id": envelope_id, "type": kind, "payload": payload})

    async def hang_up(self) -> None:
        """Cut the Socket Mode connection, as Slack does now and then, after announcing it."""
        await self._sockets.pop().send_json({"type": "disconnect", "reason": "refresh_requested"})

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method, args = request.match_info["method"], await _arguments(request)
        if wait := self._meter.refuse(method, args.get("channel"), time.monotonic()):
            self.refused += 1
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": str(wait)})
        usual = self._usual(method, args)
        return await self._tell(request, method, args, usual)

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        return await self._tell(request, "respond", await request.json(), web.Response(text="ok"))

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        content = await request.read()
        return await self._tell(request, "upload", {"id": request.match_info["id"], "content": content}, web.Response(text="OK"))

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """Give a file; who has no token is sent to sign in, as by Slack."""
        if not request.headers.get("authorization", "").startswith("Bearer xoxb-"):
            return web.HTTPFound(f"{self._base}/signin")
        return web.Response(body=self.files[request.match_info["id"]])

    async def _tell(self, request: web.Request, method: str, args: Json, usual: web.StreamResponse) -> web.StreamResponse:
        async with self._changed:
            self.calls.append(Call(method, args))
            self._changed.notify_all()
        answer = self._answers[method].popleft() if self._answers.get(method) else usual
        if not isinstance(answer, Failure):
            return answer
        if answer is Failure.SILENT:
            await self._over.wait()
        elif request.transport:
            request.transport.abort()
        return usual

    def _usual(self, method: str, args: Json) -> web.StreamResponse:
        match method:
            case "auth.test":
                headers = {} if self.scopes is None else {"x-oauth-scopes": self.scopes}
                return web.json_response(
                    {"ok": True, "user_id": BOT, "user": "wego", "team": "Members", "team_id": TEAM}, headers=headers
                )
            case "apps.connections.open":
                return web.json_response({"ok": True, "url": f"{self._base.replace('http', 'ws', 1)}/socket"})
            case "users.info":
                return web.json_response(
                    {"ok": True, "user": {"id": args["user"], "locale": self.locale, "tz": self.zone, **self.person}}
                )
            case "files.info":
                told = {"id": args["file"], "url_private_download": f"{self._base}/files/{args['file']}"}
                return web.json_response({"ok": True, "file": told})
            case "conversations.open":
                return web.json_response({"ok": True, "channel": {"id": f"D{args['users']}"}})
            case "files.getUploadURLExternal":
                file_id = f"F{len(self.made(method)) + 1}"
                return web.json_response({"ok": True, "file_id": file_id, "upload_url": f"{self._base}/upload/{file_id}"})
            case "files.completeUploadExternal":
                return web.json_response({"ok": True, "files": json.loads(args["files"])})
            case _:
                return web.json_response({"ok": True, "ts": "1.1"})

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        async with self._changed:
            self._sockets.append(socket)
            self._changed.notify_all()
        async for message in socket:
            if message.type == aiohttp.WSMsgType.TEXT:
                async with self._changed:
                    self.acknowledged.append(json.loads(message.data)["envelope_id"])
                    self._changed.notify_all()
        return socket


async def _arguments(request: web.Request) -> Json:
    if request.content_type == "application/json":
        return dict(await request.json())
    return {**request.query, **await request.post()}
