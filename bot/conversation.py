"""Channel-neutral words of a conversation: who speaks, where, what is asked, what is replied."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


class Kind(StrEnum):
    """What a reply is; the ``kind`` of the JSON contract."""

    ANSWER = "answer"
    CHOICES = "choices"
    ASK = "ask"
    UNKNOWN = "unknown"
    DENIED = "denied"
    GREETING = "greeting"
    DONE = "done"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a reply goes: a conversation on a channel, and the thread or topic in it."""

    channel: str
    conversation_id: str
    thread_id: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """An identity on a channel: a Telegram user, a Slack user, a web visitor."""

    channel: str
    user_id: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a message, not fetched yet.

    Attributes:
        name: As the sender called it, untrusted.
        media_type: As the platform tells it, such as ``application/pdf``; empty where it doesn't.
        size: Bytes, as the platform tells; ``None`` where it doesn't.
        fetch: Returns the content; takes how many bytes to read at most. Raises `UsageError` when it can't be had.
    """

    name: str
    media_type: str
    size: int | None
    fetch: Callable[[int], Awaitable[bytes]] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class IncomingMessage:
    """One thing that a person said or pressed.

    Attributes:
        id: The platform's name for this update; the same id means a repeat. Unique per channel.
        text: What they wrote, untrusted; a command starts with ``/``. Empty for a button.
        action: What a pressed button carries (``Choice.action``), untrusted. Empty for text.
        language_hint: IETF tag from the client, such as ``pt-br``; a hint only.
        attachment: Whether it came with something that we can't read: a photo, a voice message, a file.
        upload: The file among it, for who asked for one; of several the first.
        private: Whether only the sender reads the reply.
        zone_hint: Time zone that the client tells, such as ``Asia/Kathmandu``; untrusted, a hint only.
        verified_email: Address that the platform vouches to be the sender's; empty where it doesn't. Never kept.
        takes_forms: Whether the reply may be a form that opens now (`Reply.form`).
        fields: What was filled into a form, by the name of the field, untrusted; ``action`` is the form's.
    """

    id: str
    sender: Account
    to: Address
    text: str = ""
    action: str = ""
    language_hint: str | None = None
    attachment: bool = False
    private: bool = True
    zone_hint: str | None = None
    verified_email: str = ""
    takes_forms: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    upload: Upload | None = None


@dataclass(frozen=True, slots=True)
class Reaction:
    """Emojis that a person gave to a message of ours, or took back; ``message_id`` is the platform's."""

    sender: Account
    to: Address
    message_id: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: what it says, and the action that it carries (at most 64 bytes of UTF-8)."""

    label: str
    action: str


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form, with ``long`` a box, with ``file`` a place for a file that may stay empty.

    Attributes:
        most: How many characters it takes.
    """

    name: str
    label: str
    hint: str
    value: str = ""
    most: int = 200
    long: bool = False
    file: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A form; ``action`` is what comes back with its fields, as of a button. ``title``, ``submit``, ``cancel``: 24 characters."""

    action: str
    title: str
    submit: str
    cancel: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an answer stands: title of the document, section in it, and the date as of which it holds (ISO, partial)."""

    document: str
    section: str
    as_of: str


@dataclass(frozen=True, slots=True)
class File:
    """A file that comes with a reply: a calendar entry, a table, an invoice.

    Attributes:
        name: File name, ASCII, such as ``general-assembly-2021.ics``.
        media_type: Such as ``text/calendar``.
        content: The whole of it.
    """

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """What the assistant says.

    Attributes:
        text: Markdown: paragraphs, lists, bold, links.
        lang: Two-letter code of the language that it is written in.
        note: Small print below the text, one line: the sources and their date. Markdown.
        article: Slug of the article that answers, if one does.
        also: Slugs of those that stand beside it, where a message asks for several things or either may be meant. Not kept.
        file: What comes with it, delivered after the text.
        subject: What a computed answer was about, as its handler reads it again: ``fees:start-up,e45``. Never shown.
        confidence: How sure the matcher is that this is what was asked, 0 to 1.
        kept_as: What is remembered in place of what was said, which held a code or an address; empty: what was said.
        form: Shown in place of the text where the message came with `IncomingMessage.takes_forms`; the text is for when
            it can't be opened. Not kept.
    """

    kind: Kind
    text: str
    lang: str
    note: str = ""
    choices: tuple[Choice, ...] = ()
    citations: tuple[Citation, ...] = ()
    article: str | None = None
    confidence: float | None = None
    file: File | None = None
    subject: str = ""
    kept_as: str = ""
    form: Form | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange of the past; ``message_id`` is that of the `IncomingMessage`."""

    text: str
    reply: Reply
    asked_at: datetime
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a handler sees: the message, the language to answer in, and the last few turns, oldest first.

    Attributes:
        today: The calendar day where the association is.
        zone: Time zone of the reader, an IANA name that exists: chosen, else told by their client; ``None`` when neither is.
    """

    message: IncomingMessage
    lang: str
    history: Sequence[Turn]
    today: date
    zone: str | None = None

    @property
    def last(self) -> Reply | None:
        """The last reply that was more than a courtesy; ``None`` at the beginning."""
        return next((turn.reply for turn in reversed(self.history) if turn.reply.kind is not Kind.GREETING), None)


@dataclass(frozen=True, slots=True)
class Recollection:
    """What is known when a message comes in: what the sender chose, the last turns (oldest first), the reply it already got."""

    language: str | None
    history: Sequence[Turn]
    reply: Reply | None
    zone: str | None = None


class Memory(Protocol):
    """What the assistant needs of storage to know a conversation; each call is one transaction."""

    async def recall(self, message: IncomingMessage, *, limit: int) -> Recollection:
        """Return what is known about the sender and the last ``limit`` turns of this person in this conversation."""

    async def remember(self, message: IncomingMessage, reply: Reply, *, at: datetime) -> None:
        """Keep a turn; a second call for the same message changes nothing."""

    async def choose_language(self, account: Account, language: str, *, at: datetime) -> None:
        """Keep the language that a person chose."""

    async def choose_zone(self, account: Account, zone: str, *, at: datetime) -> None:
        """Keep the time zone, an IANA name, that a person chose."""

    async def forget(self, channel: str, conversation_id: str) -> None:
        """Delete all turns of a conversation."""

    async def turns_of(self, account: Account) -> Sequence[Turn]:
        """Return all turns of a person in all conversations, oldest first."""

    async def erase(self, account: Account) -> int:
        """Delete all turns of a person and what they chose; return how many turns there were."""
