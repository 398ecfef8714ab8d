"""A workspace to talk in: the npm package ``local-slack-linux-x64`` (package.json), driven over its control routes.

What it does otherwise than Slack: it never brings an event again, so `redeliver` does what Slack does after a minute;
it checks no tokens; it takes a second message with the same `client_msg_id`.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import aiohttp
import yaml

from tests.e2e.process import free_port

BINARY = Path(__file__).parent / "node_modules/local-slack-linux-x64/bin/local-slack"
MISSING = f"the Slack peer is not installed; run: npm ci --prefix {Path(__file__).parent}"
SECRET = "test-signing-secret"
BOT = "U0BOT"
GENERAL = "C01GENERAL"
PEOPLE = tuple(f"U{number:02}PERSON" for number in range(1, 9))
ANSWER_SECONDS = 20.0
LOOK_SECONDS = 0.02

Json = dict[str, Any]
T = TypeVar("T")


class LocalSlack:
    """The peer, running: ``async with LocalSlack(folder, events_to=None) as slack: ...``.

    Args:
        folder: For its configuration and files.
        events_to: Where it calls the bot over HTTP; ``None`` for Socket Mode.
        people: Ids of its members.
    """

    def __init__(self, folder: Path, *, events_to: str | None, people: Sequence[str] = PEOPLE) -> None:
        self._folder = folder
        self._events_to = events_to
        self._people = tuple(people)
        self._port = free_port()
        self._base = f"http://127.0.0.1:{self._port}"
        self._direct: dict[str, str] = {}
        self._redelivered: set[str] = set()

    @property
    def env(self) -> dict[str, str]:
        """Settings with which the bot reaches this workspace."""
        tokens = {"SLACK_BOT_TOKEN": "xoxb-test-token", "SLACK_API_BASE": f"{self._base}/api/"}
        return {**tokens, **({"SLACK_SIGNING_SECRET": SECRET} if self._events_to else {"SLACK_APP_TOKEN": "xapp-test-token"})}

    async def __aenter__(self) -> LocalSlack:
        self._folder.mkdir(parents=True, exist_ok=True)
        config = self._folder / "workspace.yaml"
        config.write_text(yaml.safe_dump(self._config()), encoding="utf-8")
        with (self._folder / "peer.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                str(BINARY),
                *("--config", str(config), "--port", str(self._port), "--base-host", "127.0.0.1"),
                *("--files-dir", str(self._folder / "files")),
                stdout=log,
                stderr=log,
            )
        # The peer closes a connection that was idle for ten seconds: none is kept.
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True))
        await _until(self._up, bool)
        for person in self._people:
            self._direct[person] = (await self._post("/api/conversations.open", {"users": person}))["channel"]["id"]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._session.close()
        self._process.kill()
        await self._process.wait()

    def direct(self, person: str) -> str:
        """Return the channel between a person and the bot."""
        return self._direct[person]

    async def say(self, person: str, text: str, *, channel: str = "", thread: str = "") -> Json:
        """Let a person write, to the bot itself unless a channel is given; return the message."""
        said = {"channel": channel or self._direct[person], "user": person, "text": text, "thread_ts": thread or None}
        message: Json = (await self._post("/_control/message", said))["message"]
        return message

    async def edit(self, person: str, message: Json, text: str) -> None:
        """Let a person change what they wrote."""
        changed = {"channel": message["channel"], "messageTs": message["ts"], "ts": message["ts"], "user": person, "text": text}
        await self._post("/_control/edit-message", changed)

    async def command(self, person: str, text: str, *, channel: str = "") -> None:
        """Let a person use the slash command."""
        said = {"channel": channel or self._direct[person], "user": person, "command": "/wego", "text": text}
        await self._post("/_control/command", said)

    async def press(self, person: str, message: Json, button: Json) -> None:
        """Let a person press a button of a message."""
        pressed = {"channel": message["channel"], "messageTs": message["ts"], "user": person, "action": button}
        await self._post("/_control/interact", pressed)

    async def fill_in(self, person: str, fields: dict[str, str]) -> dict[str, str]:
        """Let a person submit the form that is open; return what is wrong with it, by field; empty when it closed."""
        values = {name: {"value": {"type": "plain_text_input", "value": said}} for name, said in fields.items()}
        async with asyncio.timeout(ANSWER_SECONDS), self._session.ws_connect(f"{self._base}/ui") as screen:
            await screen.send_json({"t": "view_submit", "user": person, "values": values})
            async for shown in screen:
                told = shown.json()
                if told["t"] in ("view", "view_errors"):
                    return dict(told.get("errors") or {})
        raise AssertionError("the peer is gone")

    async def react(self, person: str, message: Json, name: str) -> None:
        """Let a person give a message an emoji."""
        await self._post("/_control/reaction", {"channel": message["channel"], "ts": message["ts"], "user": person, "name": name})

    async def open_home(self, person: str) -> None:
        """Let a person open the Home tab."""
        await self._post("/_control/open-home", {"user": person})

    async def answers(self, channel: str) -> list[Json]:
        """Return what the bot wrote in a channel, oldest first."""
        async with self._session.get(f"{self._base}/_control/messages/{channel}") as response:
            return [message for message in (await response.json())["messages"] if message["user"] == BOT]

    async def wait_for_answers(self, channel: str, count: int, *, thread: str = "", fragment: str = "", ts: str = "") -> list[Json]:
        """Return what the bot wrote in a channel, once there are ``count`` of it.

        Args:
            channel: Its id.
            count: How many.
            thread: Only what is in this thread.
            fragment: Only what has this in its text.
            ts: Only this message.
        """

        async def look() -> list[Json]:
            return [
                said
                for said in await self.answers(channel)
                if (not thread or said.get("thread_ts") == thread) and fragment in said["text"] and ts in ("", said["ts"])
            ]

        return await _until(look, lambda found: len(found) >= count)

    async def calls(self, method: str) -> list[Json]:
        """Return the bot's calls of a Web API method, oldest first: ``detail`` and ``time`` in ms."""
        return [entry for entry in await self.log() if entry["kind"] == "web_api" and entry["summary"] == method]

    async def wait_for_calls(self, method: str, enough: Callable[[list[Json]], bool]) -> list[Json]:
        """Return the bot's calls of a method, once they are enough."""
        return await _until(lambda: self.calls(method), enough)

    async def dropped(self) -> int:
        """Return how many events the peer had for the bot when nobody was connected."""
        return sum(entry["direction"] == "internal" and "dropped" in entry["summary"] for entry in await self.log())

    async def log(self) -> list[Json]:
        """Return all that went between the peer and the bot, oldest first."""
        async with self._session.get(f"{self._base}/_control/log") as response:
            entries: list[Json] = (await response.json())["log"]
            return entries

    async def redeliver(self) -> None:
        """Bring every event again, heard or not, until it is heard: Slack can't always tell either."""
        for entry in await self.log():
            if entry["kind"] == "events_api" and entry["direction"] == "to_bot" and entry["id"] not in self._redelivered:
                await _until(partial(self._call_bot, entry["detail"]), bool)
                self._redelivered.add(entry["id"])

    async def _call_bot(self, body: str) -> bool:
        stamp = str(int(time.time()))
        digest = hmac.new(SECRET.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
        headers = {
            "content-type": "application/json",
            "x-slack-request-timestamp": stamp,
            "x-slack-signature": f"v0={digest}",
            "x-slack-retry-num": "1",
            "x-slack-retry-reason": "connection_failed",
        }
        assert self._events_to is not None
        async with self._session.post(self._events_to, data=body.encode(), headers=headers) as response:
            return response.status == 200

    async def _up(self) -> bool:
        try:
            async with self._session.get(f"{self._base}/_control/state") as response:
                return response.status == 200
        except (aiohttp.ClientError, OSError):
            return False

    async def _post(self, path: str, body: Json) -> Json:
        async with self._session.post(f"{self._base}{path}", json=body) as response:
            answer: Json = await response.json()
        assert answer["ok"], answer
        return answer

    def _config(self) -> Json:
        app = {
            "appId": "A01APP",
            "botUserId": BOT,
            "botName": "assistant",
            "botToken": "xoxb-test-token",
            "appToken": "xapp-test-token",
            "signingSecret": SECRET,
        }
        app |= {"mode": "events", "requestUrl": self._events_to} if self._events_to else {"mode": "socket"}
        return {
            "workspace": {"name": "Members", "domain": "members", "teamId": "T01TEST"},
            "app": app,
            "users": [{"id": person, "name": person.lower(), "real_name": person} for person in self._people],
            "channels": [{"id": GENERAL, "name": "general", "members": [*self._people, BOT]}],
        }


async def _until(look: Callable[[], Awaitable[T]], enough: Callable[[T], bool]) -> T:
    """Look until it is enough; return what was seen.

    Raises:
        AssertionError: It was not, within 20 seconds.
    """
    deadline = time.monotonic() + ANSWER_SECONDS
    while True:
        found = await look()
        if enough(found):
            return found
        assert time.monotonic() < deadline, f"not enough after {ANSWER_SECONDS:.0f} s: {found}"
        await asyncio.sleep(LOOK_SECONDS)
