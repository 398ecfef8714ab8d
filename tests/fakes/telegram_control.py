"""Control of the fake Telegram from another process: JSON over ``/_control/<verb>``.

POST ``user``, ``group``, ``say``, ``edit``, ``photo``, ``press``, ``block``, ``unblock``, ``deactivate``, ``update``,
``fault``, ``clear_faults``, ``release``; GET ``ledger``, ``sent``, ``waiting``, ``webhook``. People are named by
``user_id`` and come into being when they are first named.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from aiohttp import web

from .telegram_faults import Fault, FaultKind
from .telegram_state import Chat, Json, SentMessage, Upload, User
from .telegram_wire import encode, respond

if TYPE_CHECKING:
    from collections.abc import Callable

    from .telegram import FakeTelegram


class Control:
    """Turns control requests into calls of the fake."""

    def __init__(self, telegram: FakeTelegram) -> None:
        self._telegram = telegram
        self._verbs: dict[tuple[str, str], Callable[[Json], object]] = {
            ("POST", "user"): lambda body: telegram.user(**body).as_json(),
            ("POST", "group"): lambda body: telegram.group(**body).as_json(),
            ("POST", "say"): self._say,
            ("POST", "edit"): self._edit,
            ("POST", "photo"): lambda body: telegram.send_photo(self._user(body), body.get("caption"), self._chat(body)),
            ("POST", "press"): self._press,
            ("POST", "block"): lambda body: telegram.block(self._user(body)),
            ("POST", "unblock"): lambda body: telegram.unblock(self._user(body)),
            ("POST", "deactivate"): lambda body: telegram.deactivate(self._user(body)),
            ("POST", "update"): telegram.send_update,
            ("POST", "fault"): self._fault,
            ("POST", "clear_faults"): lambda _: telegram.faults.clear(),
            ("POST", "release"): lambda _: telegram.faults.release(),
            ("GET", "ledger"): lambda _: [_plain(asdict(call)) for call in telegram.ledger],
            ("GET", "sent"): lambda body: [_plain(asdict(message)) for message in self._sent(body)],
            ("GET", "waiting"): lambda _: telegram.waiting,
            ("GET", "webhook"): lambda _: [asdict(attempt) for attempt in telegram.webhook.attempts],
        }

    async def answer(self, request: web.Request, verb: str) -> web.Response:
        """Do what is asked and return its result as JSON; 404 for an unknown verb, 400 for a wrong body."""
        handler = self._verbs.get((request.method, verb))
        if handler is None:
            return respond(encode({"error": f"no such verb: {request.method} {verb}"}), status=404)
        try:
            body = json.loads(await request.read() or b"{}") | dict(request.query)
            return respond(encode(handler(body)))
        except (KeyError, TypeError, ValueError) as error:
            return respond(encode({"error": f"{type(error).__name__}: {error}"}), status=400)

    def _user(self, body: Json) -> User:
        user_id = int(body["user_id"])
        known = self._telegram.state.users.get(user_id)
        return known or self._telegram.user(id=user_id, first_name=f"User {user_id}")

    def _chat(self, body: Json) -> Chat | None:
        return self._telegram.state.chats[int(body["chat_id"])] if "chat_id" in body else None

    def _say(self, body: Json) -> Json:
        user, chat = self._user(body), self._chat(body)
        options = {name: body.get(name) for name in ("thread_id", "reply_to", "entities")}
        return self._telegram.say(user, body["text"], chat, **options)

    def _edit(self, body: Json) -> Json:
        return self._telegram.edit(self._user(body), int(body["message_id"]), body["text"], self._chat(body))

    def _press(self, body: Json) -> Json:
        user = self._user(body)
        chat = self._chat(body) or self._telegram.state.chats[user.id]
        return self._telegram.press(user, chat.outgoing[int(body["message_id"])], body["data"])

    def _fault(self, body: Json) -> None:
        self._telegram.faults.add(Fault(**(body | {"kind": FaultKind(body["kind"])})))

    def _sent(self, body: Json) -> list[SentMessage]:
        return self._telegram.sent if "chat_id" not in body else self._telegram.sent_to(int(body["chat_id"]))


def _plain(fields: Json) -> Json:
    """Return fields without the content of uploads."""
    return {name: _without_content(value) for name, value in fields.items()}


def _without_content(value: Any) -> Any:
    if isinstance(value, Upload):
        return value.as_json()
    if isinstance(value, bytes):
        return len(value)
    if isinstance(value, dict):
        return _plain(value)
    return value
