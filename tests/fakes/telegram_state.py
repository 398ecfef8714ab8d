"""What the fake Telegram knows: chats, messages, uploads, the bot's profile, and the ledger of requests.

Only data and the rules for building Telegram's JSON from it; nothing here speaks HTTP.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer with ``ok: false``: HTTP status, Telegram's text, and its ``parameters`` if it has any."""

    status: int
    description: str
    parameters: Mapping[str, int] = field(default_factory=dict)

    def body(self) -> Json:
        """Return the JSON object Telegram sends."""
        body: Json = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            body["parameters"] = dict(self.parameters)
        return body


class RefusedError(Exception):
    """A request ends with a refusal; ``refusal`` is what the client is told."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.description)
        self.refusal = refusal


def bad_request(reason: str) -> RefusedError:
    """Return the error for a 400 with Telegram's prefix in front of the reason."""
    return RefusedError(Refusal(400, f"Bad Request: {reason}"))


def too_many_requests(retry_after: int | None) -> Refusal:
    """Return a 429; with ``None`` one that does not say how long to wait."""
    if retry_after is None:
        return Refusal(429, "Too Many Requests")
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


UNAUTHORIZED = Refusal(401, "Unauthorized")
NOT_FOUND = Refusal(404, "Not Found")
LOGGED_OUT = Refusal(400, "Logged out")
BLOCKED = Refusal(403, "Forbidden: bot was blocked by the user")
DEACTIVATED = Refusal(403, "Forbidden: user is deactivated")
NEVER_STARTED = Refusal(403, "Forbidden: bot can't initiate conversation with a user")
OTHER_POLLER = Refusal(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")
WEBHOOK_SET = Refusal(409, "Conflict: terminated by setWebhook request")
TOO_LARGE = Refusal(413, "Request Entity Too Large")
WEBHOOK_ACTIVE = Refusal(
    409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


@dataclass(slots=True)
class Call:
    """One request of the bot, in the order of arrival.

    ``committed`` is the truth about the effect, ``status`` about the answer: a message that was accepted
    while the connection broke is committed with status ``None``. ``cut_off`` marks one whose connection ended
    before an answer, whoever ended it. ``early`` marks a request that came before
    the ``retry_after`` of an earlier 429 for the same chat (or for all chats) was over.
    """

    method: str
    arrived_at: float
    params: Json = field(default_factory=dict)
    committed: bool = False
    status: int | None = None
    description: str | None = None
    fault: str | None = None
    early: bool = False
    cut_off: bool = False

    @property
    def chat_id(self) -> int | str | None:
        """The chat the request names, if it names one."""
        chat_id: int | str | None = self.params.get("chat_id")
        return chat_id


@dataclass(frozen=True, slots=True)
class User:
    """A person; the private chat with them has the same id."""

    id: int
    first_name: str
    language_code: str | None = None
    last_name: str | None = None
    username: str | None = None

    def as_json(self) -> Json:
        """Return Telegram's User object; absent fields are left out, as Telegram does."""
        fields = {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
        }
        return {name: value for name, value in fields.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in either direction."""

    file_id: str
    file_name: str
    mime_type: str
    content: bytes

    @property
    def path(self) -> str:
        """Where the file is served, below ``/file/bot<token>/``."""
        return f"documents/{self.file_id}/{self.file_name}"

    def as_json(self) -> Json:
        """Return Telegram's Document object."""
        return {
            "file_id": self.file_id,
            "file_unique_id": f"u{self.file_id}",
            "file_name": self.file_name,
            "mime_type": self.mime_type,
            "file_size": len(self.content),
        }


@dataclass(slots=True, eq=False)
class SentMessage:
    """A message of the bot as it stands now; ``earlier`` holds the texts it had before edits, oldest first.

    ``text`` (for a document: its caption) is what the reader sees; ``html`` is what the bot sent,
    ``None`` when it sent plain text.
    """

    chat_id: int
    message_id: int
    text: str
    sent_at: float
    html: str | None = None
    entities: list[Json] = field(default_factory=list)
    reply_markup: Json | None = None
    thread_id: int | None = None
    reply_to: int | None = None
    document: Upload | None = None
    edited_at: float | None = None
    earlier: list[str] = field(default_factory=list)

    def buttons(self) -> list[Json]:
        """Return the inline buttons in reading order."""
        rows = (self.reply_markup or {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat or a group. ``refusal`` is what the bot hears when it writes there; ``None``: it may write."""

    id: int
    kind: str
    name: str
    username: str | None = None
    forum: bool = False
    refusal: Refusal | None = None
    threads: set[int] = field(default_factory=set)
    last_message_id: int = 0
    incoming: dict[int, Json] = field(default_factory=dict)
    outgoing: dict[int, SentMessage] = field(default_factory=dict)

    def as_json(self) -> Json:
        """Return Telegram's Chat object."""
        chat: Json = {"id": self.id, "type": self.kind}
        chat["first_name" if self.kind == "private" else "title"] = self.name
        if self.username:
            chat["username"] = self.username
        if self.forum:
            chat["is_forum"] = True
        return chat

    def next_message_id(self) -> int:
        """Number the next message; ids are unique within a chat only, so two chats do have equal ids."""
        self.last_message_id += 1
        return self.last_message_id


@dataclass(slots=True)
class Profile:
    """What the bot set about itself. Keys are language codes, ``""`` for the rest of the world."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[int | None, Json] = field(default_factory=dict)


@dataclass(slots=True)
class Press:
    """A button press that waits for (or got) its ``answerCallbackQuery``."""

    pressed_at: float
    answer: Json | None = None


class State:
    """Everything that outlives a request."""

    def __init__(self, *, token: str, username: str) -> None:
        self.bot: Json = {"id": int(token.partition(":")[0]), "is_bot": True, "first_name": username}
        self.bot["username"] = username
        self.chats: dict[int, Chat] = {}
        self.users: dict[int, User] = {}
        self.ledger: list[Call] = []
        self.sent: list[SentMessage] = []
        self.uploads: dict[str, Upload] = {}
        self.presses: dict[str, Press] = {}
        self.profile = Profile()
        self.logged_out = False

    def add_upload(self, file_name: str, mime_type: str, content: bytes) -> Upload:
        """Keep a file under a new id."""
        upload = Upload(f"F{len(self.uploads) + 1}", file_name, mime_type, content)
        self.uploads[upload.file_id] = upload
        return upload

    def message_json(self, message: SentMessage) -> Json:
        """Return a bot's message as Telegram's Message object."""
        chat = self.chats[message.chat_id]
        is_document = message.document is not None
        built: Json = {
            "message_id": message.message_id,
            "from": self.bot,
            "chat": chat.as_json(),
            "date": wall_clock(message.sent_at),
            "caption" if is_document else "text": message.text,
        }
        if message.entities:
            built["caption_entities" if is_document else "entities"] = message.entities
        if message.document is not None:
            built["document"] = message.document.as_json()
        if message.reply_markup is not None and "inline_keyboard" in message.reply_markup:
            built["reply_markup"] = message.reply_markup
        if message.thread_id is not None:
            built["message_thread_id"] = message.thread_id
            built["is_topic_message"] = True
        if message.edited_at is not None:
            built["edit_date"] = wall_clock(message.edited_at)
        if message.reply_to is not None:
            built["reply_to_message"] = self.quoted(chat, message.reply_to)
        return built

    def quoted(self, chat: Chat, message_id: int) -> Json:
        """Return a message as it looks inside a reply to it: without what it itself replied to."""
        message = self.message_json(chat.outgoing[message_id]) if message_id in chat.outgoing else dict(chat.incoming[message_id])
        message.pop("reply_to_message", None)
        return message


def wall_clock(at: float) -> int:
    """Return a monotonic instant as Unix time, the form of every date in the Bot API."""
    return int(time.time() - time.monotonic() + at)
