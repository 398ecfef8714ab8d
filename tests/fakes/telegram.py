"""A Telegram Bot API server for tests: real HTTP, readable state, and failures on request.

In a test::

    async with FakeTelegram(token="1:TEST", username="wego_bot") as telegram:
        maya = telegram.user(id=7, first_name="Maya", language_code="en")
        telegram.say(maya, "/start")
        await telegram.wait_for(lambda t: t.texts(maya.id))

In a process of its own: ``python -m tests.fakes.telegram --port 8081``; see ``telegram_control.py``.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Callable
from typing import Any, Self, TypeVar

from aiohttp import web

from .telegram_control import Control
from .telegram_faults import Fault, FaultKind, Faults, hang_up
from .telegram_limits import PUBLISHED, Limits, RateMeter
from .telegram_methods import Methods
from .telegram_people import People
from .telegram_state import (
    NOT_FOUND,
    TOO_LARGE,
    UNAUTHORIZED,
    Call,
    Json,
    RefusedError,
    SentMessage,
    State,
    too_many_requests,
)
from .telegram_updates import UpdateQueue, Webhook, WebhookPace
from .telegram_wire import encode, error_page, read_params, refuse, respond

__all__ = ["PUBLISHED", "FakeTelegram", "Fault", "FaultKind", "Limits", "WebhookPace"]

LARGEST_UPLOAD = 50 * 1024 * 1024
_Truth = TypeVar("_Truth")


class FakeTelegram(People):
    """The server. Its state outlives ``stop()``, and ``start()`` takes the same port again: an outage.

    Attributes:
        faults: What shall go wrong.
        webhook: Where updates go when a webhook is set, with the attempts made.
    """

    def __init__(
        self,
        *,
        token: str,
        username: str = "wego_bot",
        limits: Limits | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        callback_seconds: float = 15.0,
        first_update_id: int = 1000,
        webhook_pace: WebhookPace | None = None,
        https_only: bool = False,
    ) -> None:
        """Prepare a server.

        Args:
            token: The one token that is accepted; the digits before its colon are the bot's id.
            username: The bot's name, without ``@``.
            limits: Limits on sending; ``None`` for none.
            host: Address to listen on.
            port: Port to listen on; 0 for any that is free.
            callback_seconds: How long a button press can be answered.
            first_update_id: Number of the first update.
            webhook_pace: How failed deliveries are repeated.
            https_only: Whether ``setWebhook`` refuses plain HTTP, as Telegram does.
        """
        state = State(token=token, username=username)
        updates = UpdateQueue(first_id=first_update_id, on_change=self._changed)
        super().__init__(state, updates)
        self.faults = Faults()
        self.webhook = Webhook(updates, webhook_pace or WebhookPace(), self._changed)
        self._token = token
        self._host = host
        self._port = port
        self._meter = RateMeter(limits)
        self._methods = Methods(state, updates, self.webhook, callback_seconds=callback_seconds, https_only=https_only)
        self._control = Control(self)
        self._runner: web.AppRunner | None = None
        self._watchers: list[Callable[[], None]] = []

    # Life

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen; after ``stop()`` on the same port as before."""
        app = web.Application(client_max_size=LARGEST_UPLOAD)
        app.router.add_route("*", "/{path:.*}", self._handle)
        # A handler whose client left is cancelled: that ends stalls, slow answers and abandoned polls.
        self._runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=0.01)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.webhook.resume()

    async def stop(self) -> None:
        """Close every connection, answered or not, and refuse new ones."""
        await self.webhook.stop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    # What a test reads

    @property
    def base_url(self) -> str:
        """Scheme, host and port; the client appends ``/bot<token>/<method>``."""
        return f"http://{self._host}:{self._port}"

    @property
    def env(self) -> dict[str, str]:
        """Settings with which the assistant reaches it."""
        return {"TELEGRAM_BOT_TOKEN": self._token, "TELEGRAM_API_BASE": self.base_url}

    @property
    def ledger(self) -> list[Call]:
        """Every request of the bot, in order of arrival."""
        return self.state.ledger

    @property
    def sent(self) -> list[SentMessage]:
        """Every message of the bot that took effect, oldest first."""
        return self.state.sent

    @property
    def waiting(self) -> list[Json]:
        """The updates the bot has not confirmed."""
        return [waiting.update for waiting in self._updates.waiting]

    def calls(self, method: str) -> list[Call]:
        """Return the requests for one method, in order of arrival."""
        return [call for call in self.ledger if call.method == method]

    def sent_to(self, chat_id: int) -> list[SentMessage]:
        """Return the bot's messages in one chat, oldest first."""
        return [message for message in self.sent if message.chat_id == chat_id]

    def texts(self, chat_id: int) -> list[str]:
        """Return what a reader sees of the bot in one chat, oldest first."""
        return [message.text for message in self.sent_to(chat_id)]

    def answer_to(self, press: Json) -> Json | None:
        """Return how the bot answered a button press (the update ``press()`` gave); ``None``: not yet."""
        return self.state.presses[press["callback_query"]["id"]].answer

    async def wait_for(
        self,
        condition: Callable[[Self], _Truth],
        timeout: float = 5.0,  # noqa: ASYNC109 - one word for every caller
    ) -> _Truth:
        """Wait until a condition on the server is true and return its value; it is asked again after each change.

        Raises:
            TimeoutError: It is still false; the message lists the last requests.
        """
        future: asyncio.Future[_Truth] = asyncio.get_running_loop().create_future()

        def look() -> None:
            if future.done():
                return
            try:
                if value := condition(self):
                    future.set_result(value)
            except Exception as error:  # noqa: BLE001 - the test's own code; it belongs to the waiting test
                future.set_exception(error)

        self._watchers.append(look)
        try:
            look()
            async with asyncio.timeout(timeout):
                return await future
        except TimeoutError as error:
            seen = ", ".join(f"{call.method} {call.status}" for call in self.ledger[-5:])
            raise TimeoutError(f"still false after {timeout} s; last requests: {seen or 'none'}") from error
        finally:
            self._watchers.remove(look)

    def _changed(self) -> None:
        for look in tuple(self._watchers):
            look()

    # What the bot hears

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        arrived_at = time.monotonic()
        path = request.path
        if path.startswith("/_control/"):
            return await self._control.answer(request, path.removeprefix("/_control/"))
        is_file = path.startswith("/file/bot")
        token, _, name = path.removeprefix("/file").removeprefix("/bot").partition("/")
        method = "downloadFile" if is_file else self._methods.name_of(name)
        call = Call(method or name, arrived_at)
        self.ledger.append(call)
        try:
            if not (is_file or path.startswith("/bot")):
                raise RefusedError(NOT_FOUND)  # noqa: TRY301 - one place turns refusals into answers
            call.params = {"file_path": name} if is_file else await read_params(request)
            self._changed()
            response = await self._serve(call, request, is_authorized=token == self._token, is_known=method is not None)
        except RefusedError as error:
            call.description = error.refusal.description
            response = refuse(error.refusal)
        except web.HTTPRequestEntityTooLarge:
            response = refuse(TOO_LARGE)
        except asyncio.CancelledError:
            call.cut_off = True
            self._changed()
            raise
        call.status = response.status
        self._changed()
        return response

    async def _serve(self, call: Call, request: web.Request, *, is_authorized: bool, is_known: bool) -> web.Response:
        if not is_authorized:
            raise RefusedError(UNAUTHORIZED)
        if not is_known:
            raise RefusedError(NOT_FOUND)
        call.early = self._meter.is_early(call.method, call.chat_id, call.arrived_at)
        fault = self.faults.take(call.method, call.chat_id)
        if fault is not None:
            call.fault = fault.kind
            self._changed()
            if not fault.is_after_commit and (page := await self._fail(fault, call, request)) is not None:
                return page
        if call.method == "downloadFile":
            return self._download(call)
        self._apply_limits(call)
        result = await self._methods.execute(call.method, call.params)
        call.committed = True
        self._changed()
        if fault is not None and fault.is_after_commit:
            return await self._spoil(fault, result, request)
        return respond(encode({"ok": True, "result": result}))

    def _apply_limits(self, call: Call) -> None:
        retry_after = self._meter.refuse(call.method, call.chat_id, call.arrived_at)
        if retry_after is not None:
            raise RefusedError(too_many_requests(retry_after))

    def _download(self, call: Call) -> web.Response:
        for upload in self.state.uploads.values():
            if upload.path == call.params["file_path"]:
                call.committed = True
                return web.Response(body=upload.content, content_type=upload.mime_type)
        raise RefusedError(NOT_FOUND)

    async def _fail(self, fault: Fault, call: Call, request: web.Request) -> web.Response | None:
        """Apply a fault that comes before the effect; ``None``: go on."""
        if (refusal := fault.refusal()) is not None:
            if fault.kind is FaultKind.TOO_MANY_REQUESTS and fault.retry_after:
                self._meter.announce(call.chat_id, call.arrived_at, fault.retry_after)
            raise RefusedError(refusal)
        if fault.kind is FaultKind.SERVER_ERROR:
            return error_page(fault.status)
        if fault.kind is FaultKind.RESET_BEFORE_COMMIT:
            await hang_up(request.transport, reset=True)
        await fault.released.wait()
        return None

    @staticmethod
    async def _spoil(fault: Fault, result: Any, request: web.Request) -> web.Response:
        """Apply a fault that comes after the effect."""
        match fault.kind:
            case FaultKind.COMMIT_THEN_FIN | FaultKind.COMMIT_THEN_RST:
                await hang_up(request.transport, reset=fault.kind is FaultKind.COMMIT_THEN_RST)
            case FaultKind.COMMIT_THEN_STALL:
                await fault.released.wait()
            case FaultKind.SLOW:
                await asyncio.sleep(fault.seconds)
            case FaultKind.SERVER_ERROR:
                return error_page(fault.status)
            case FaultKind.DUPLICATE_UPDATES if isinstance(result, list):
                result = [update for update in result for _ in range(2)]
        body = encode({"ok": True, "result": result})
        return respond(body[: len(body) // 2] if fault.kind is FaultKind.TRUNCATED_JSON else body)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.telegram", description="A fake Telegram Bot API.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default="1:TEST")
    parser.add_argument("--username", default="wego_bot")
    parser.add_argument("--published-limits", action="store_true", help="1/s per chat, 30/s in all, 20/min per group")
    parser.add_argument("--per-chat-per-second", type=float)
    parser.add_argument("--chat-burst", type=int, default=1)
    parser.add_argument("--overall-per-second", type=int)
    parser.add_argument("--group-per-minute", type=int)
    return parser.parse_args()


async def _serve_until_killed(arguments: argparse.Namespace) -> None:
    limits = Limits(
        per_chat_per_second=arguments.per_chat_per_second,
        chat_burst=arguments.chat_burst,
        overall_per_second=arguments.overall_per_second,
        group_per_minute=arguments.group_per_minute,
    )
    async with FakeTelegram(
        token=arguments.token,
        username=arguments.username,
        limits=PUBLISHED if arguments.published_limits else limits,
        host=arguments.host,
        port=arguments.port,
    ) as telegram:
        sys.stdout.write(f"{telegram.base_url}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve_until_killed(_arguments()))
