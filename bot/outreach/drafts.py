"""An announcement as a file: Markdown with front matter, its translations beside it, and what is wrong with it."""

from __future__ import annotations

import mimetypes
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from bot.conversation import File
from bot.errors import UsageError

MAX_TEXT = 3500
"""Characters of one language's text: what fits into one message on each platform (Telegram takes 4,096 units)."""
MAX_FILE = 10_000_000
"""Bytes of an attachment: what most mail servers take."""
VARIABLES = ("name", "member", "amount_due", "local_time")
_VARIABLE = re.compile(r"\{([^{}]*)\}")
_KEYS = ("title", "segment", "when", "attachment")
_LOCAL = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}) local")


@dataclass(frozen=True, slots=True)
class When:
    """When an announcement leaves: at once, at an instant, or at a time of day in each recipient's zone.

    Attributes:
        at: Aware for an instant; naive for a local time; ``None`` for at once.
    """

    at: datetime | None = None

    @property
    def is_local(self) -> bool:
        """Whether it is another instant in each zone."""
        return self.at is not None and self.at.tzinfo is None

    def instant(self, zone: str, now: datetime) -> datetime:
        """Return when it leaves for a reader in a zone; a local time that the clock jumps over is taken as the hour after."""
        if self.at is None:
            return now
        return self.at.replace(tzinfo=ZoneInfo(zone)).astimezone(now.tzinfo) if self.is_local else self.at

    def __str__(self) -> str:
        if self.at is None:
            return "now"
        return f"{self.at:%Y-%m-%d %H:%M} local" if self.is_local else self.at.isoformat(timespec="minutes")


@dataclass(frozen=True, slots=True)
class Text:
    """An announcement in one language; ``body`` is Markdown with variables."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class AnnouncementDraft:
    """What a file, or a conversation, says that is to be announced; ``texts`` by language, the first one always there."""

    texts: dict[str, Text]
    segment: str
    when: When = When()
    attachment: File | None = None


def read(path: Path, languages: tuple[str, ...]) -> AnnouncementDraft:
    """Return the draft in a file, with the translations beside it: ``webinar.md``, ``webinar.ko.md``.

    Args:
        path: The text in the first language.
        languages: Those that are spoken; the first is the fallback.

    Raises:
        UsageError: A file can't be read, or something in it is missing or wrong; the text says what to mend.
    """
    matter, body = _parts(path)
    unknown = [key for key in matter if key not in _KEYS]
    if unknown:
        raise UsageError(f"{path.name}: there is no “{unknown[0]}:”; the front matter has {', '.join(_KEYS)}")
    if "segment" not in matter:
        raise UsageError(
            f"{path.name}: segment is missing; say who gets it, such as “segment: region:africa”, or “segment: everyone”"
        )
    texts = {languages[0]: _text(path, matter, body)}
    for lang in languages[1:]:
        beside = path.with_name(f"{path.stem}.{lang}{path.suffix}")
        if beside.exists():
            texts[lang] = _text(beside, *_parts(beside))
    attachment = _attachment(path.parent / matter["attachment"]) if matter.get("attachment") else None
    return AnnouncementDraft(texts, matter["segment"], parse_when(matter.get("when", "now")), attachment)


def parse_when(said: str) -> When:
    """Return when an announcement is to leave: ``now``, ``2026-12-01T10:00+09:00``, or ``2026-12-01 10:00 local``.

    Raises:
        UsageError: It is none of these.
    """
    said = said.strip()
    if said in ("", "now"):
        return When()
    try:
        if local := _LOCAL.fullmatch(said):
            return When(datetime.fromisoformat(f"{local[1]}T{local[2]}"))
        at = datetime.fromisoformat(said)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise UsageError(f"“{said}” is no time to send at; write now, 2026-12-01T10:00+09:00, or “2026-12-01 10:00 local”")
    return When(at)


def variables(text: str) -> list[tuple[str, str]]:
    """Return the variables of a text as ``(name, argument)``; the argument is what follows a colon, or empty.

    Raises:
        UsageError: There is one that nobody knows.
    """
    found = []
    for inner in _VARIABLE.findall(text):
        name, _, argument = inner.partition(":")
        if name not in VARIABLES:
            raise UsageError(f"there is no variable {{{inner}}}; there are {', '.join(f'{{{one}}}' for one in VARIABLES)}")
        if name == "local_time":
            parse_instant(argument)
        found.append((name, argument))
    return found


def fill(text: str, values: dict[tuple[str, str], str]) -> str:
    """Return a text with its variables replaced by their values."""
    return _VARIABLE.sub(lambda found: values[_split(found[1])], text)


def parse_instant(argument: str) -> datetime:
    """Return the instant of ``{local_time:2026-12-01T10:00+09:00}``.

    Raises:
        UsageError: It is none, or has no zone.
    """
    try:
        at = datetime.fromisoformat(argument)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise UsageError(f"{{local_time:{argument}}} names no instant; write for example {{local_time:2026-12-01T10:00+09:00}}")
    return at


def _split(inner: str) -> tuple[str, str]:
    name, _, argument = inner.partition(":")
    return name, argument


def _parts(path: Path) -> tuple[dict[str, str], str]:
    try:
        text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise UsageError(f"can't read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path.name} is not UTF-8 text; save it as UTF-8") from error
    found = re.fullmatch(r"---\n(.*?)\n---\n(.*)", text, re.DOTALL)
    if not found:
        raise UsageError(f"{path.name} has no front matter; it begins with a line ---, then title: and segment:, then a line ---")
    try:
        matter = yaml.load(found[1], Loader=yaml.BaseLoader)  # noqa: S506  plain strings only
    except yaml.YAMLError as error:
        problem = str(error).splitlines()[0]
        raise UsageError(f"the front matter of {path.name} can't be read: {problem}; a text with a colon needs quotes") from error
    if not isinstance(matter, dict) or not all(isinstance(value, str) for value in matter.values()):
        raise UsageError(f"the front matter of {path.name} must be lines such as title: …")
    return {str(key): str(value).strip() for key, value in matter.items()}, found[2].strip()


def _text(path: Path, matter: dict[str, str], body: str) -> Text:
    if not matter.get("title"):
        raise UsageError(f"{path.name}: title is missing")
    if not body:
        raise UsageError(f"{path.name}: there is no text below the front matter")
    if len(body) > MAX_TEXT:
        raise UsageError(f"{path.name}: the text has {len(body)} characters; at most {MAX_TEXT} fit into one message")
    variables(f"{matter['title']} {body}")
    return Text(matter["title"], body)


def _attachment(path: Path) -> File:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"can't read the attachment {path}: {error.strerror}") from error
    if len(content) > MAX_FILE:
        raise UsageError(f"the attachment {path.name} has {len(content) / 1e6:.1f} MB; at most {MAX_FILE / 1e6:.0f} MB can be sent")
    if not content:
        raise UsageError(f"the attachment {path.name} is empty")
    return File(path.name, mimetypes.guess_type(path.name)[0] or "application/octet-stream", content)
