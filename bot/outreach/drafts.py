"""An announcement as a file: Markdown with front matter, its translations beside it, and what is wrong with it."""

from __future__ import annotations

import glob
import math
import mimetypes
import re
from collections.abc import Iterable, Mapping, Sequence
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
MAX_TITLE = 200
_VARIABLE = re.compile(r"\{([^{}]*)\}")
_MATTER = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n(.*))?", re.DOTALL)
_KEYS = ("title", "segment", "when", "attachment", "count_links")
_SWITCH = {"": False, "false": False, "true": True}
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

    def last(self, now: datetime) -> datetime:
        """Return when it leaves for whoever has the latest clock on earth."""
        return self.instant("Pacific/Pago_Pago", now)

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
    """What a file, or a conversation, says that is to be announced; ``texts`` by language, the first one always there.

    Attributes:
        corrects: The announcement in whose place it is to come; it is not sent itself.
        count_links: Whether it is counted how often its links are opened.
    """

    texts: dict[str, Text]
    segment: str
    when: When = When()
    attachment: File | None = None
    corrects: int | None = None
    count_links: bool = False


def read(path: Path, languages: tuple[str, ...]) -> AnnouncementDraft:
    """Return the draft in a file, with the translations beside it: ``webinar.md``, ``webinar.ko.md``.

    Args:
        path: The text in the first language.
        languages: Those that are spoken; the first is the fallback.

    Raises:
        UsageError: A file can't be read, or something in it is missing or wrong; the text says what to mend.
    """
    if (lang := path.stem.rpartition(".")[2]) in languages and "." in path.stem:
        first = path.with_name(f"{path.stem.removesuffix(f'.{lang}')}{path.suffix}")
        raise UsageError(
            f"{path.name} is a translation; give {first.name}, the text in “{languages[0]}”: the others stand beside it"
        )
    if not path.exists() and (there := sorted(_translations(path))):
        names = ", ".join(one.name for one in there)
        raise UsageError(
            f"{path.name}, the text in “{languages[0]}”, is missing beside {names}; who reads no other language gets that one"
        )
    matter, body = _parts(path)
    _only(_KEYS, matter, path)
    if not matter.get("segment"):
        raise UsageError(f"{path.name}: segment is missing; say who gets it, such as segment: region:africa, or everyone")
    texts = {languages[0]: _text(path, matter, body)}
    for beside in sorted(_translations(path)):
        lang = beside.stem.rpartition(".")[2]
        if lang not in languages:
            raise UsageError(f"{beside.name}: “{lang}” is not spoken here; there are {', '.join(languages)}")
        matter_beside, body_beside = _parts(beside)
        _only(("title",), matter_beside, beside)
        texts[lang] = _text(beside, matter_beside, body_beside)
    attachment = _attachment(path.parent / matter["attachment"]) if matter.get("attachment") else None
    counted = _SWITCH.get(matter.get("count_links", ""))
    if counted is None:
        raise UsageError(f"{path.name}: count_links is true or false")
    return AnnouncementDraft(texts, matter["segment"], parse_when(matter.get("when", "now")), attachment, count_links=counted)


def _translations(path: Path) -> Iterable[Path]:
    return path.parent.glob(f"{glob.escape(path.stem)}.??{path.suffix}")


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
        text = f"“{said}” is no time to send at; write now, 2026-12-01T10:00+09:00, or “2026-12-01 10:00 local”"
        raise UsageError(text, "announce-bad-when", said=said)
    return When(at)


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable in a text: ``{name}``, ``{name|colleague}``, ``{local_time:2026-12-01T10:00+09:00}``."""

    name: str
    argument: str = ""
    otherwise: str = ""


def variables(said: str) -> list[Variable]:
    """Return the variables of a text.

    Raises:
        UsageError: There is one that nobody knows, or a brace that is part of none.
    """
    found = [_variable(inner) for inner in _VARIABLE.findall(said)]
    if loose := re.search(r".{0,20}[{}].{0,20}", _VARIABLE.sub("", said)):
        near = loose[0].strip()
        text = f"there is a brace by itself near “{near}”; a variable is written {{name}}"
        raise UsageError(text, "announce-loose-brace", near=near, example="{name}")
    return found


def tells_amount(texts: Mapping[str, Text]) -> bool:
    """Whether a text tells its reader what is owed, which changes with each payment."""
    return any(one.name == "amount_due" for text in texts.values() for one in variables(f"{text.title}\n{text.body}"))


def fill(text: str, values: Mapping[Variable, str]) -> str:
    """Return a text with its variables replaced by their values."""
    return _VARIABLE.sub(lambda found: values[_variable(found[1])], text)


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
        said, example = f"{{local_time:{argument}}}", "{local_time:2026-12-01T10:00+09:00}"
        text = f"{said} names no instant; write for example {example}"
        raise UsageError(text, "announce-bad-instant", said=said, example=example)
    return at


def _variable(inner: str) -> Variable:
    said, _, otherwise = inner.partition("|")
    name, _, argument = said.strip().partition(":")
    if name not in VARIABLES or (argument and name != "local_time"):
        given, known = f"{{{inner}}}", ", ".join(f"{{{one}}}" for one in VARIABLES)
        raise UsageError(f"there is no variable {given}; there are {known}", "announce-no-variable", said=given, variables=known)
    if name == "local_time":
        parse_instant(argument)
    return Variable(name, argument, otherwise.strip())


def _parts(path: Path) -> tuple[dict[str, str], str]:
    try:
        text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise UsageError(f"can't read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path.name} is not UTF-8 text; save it as UTF-8") from error
    found = _MATTER.fullmatch(text)
    if not found:
        raise UsageError(f"{path.name} has no front matter; it begins with a line ---, then title: and segment:, then a line ---")
    try:
        matter = yaml.load(found[1], Loader=yaml.BaseLoader)  # noqa: S506  plain strings only
    except yaml.YAMLError as error:
        problem = str(error).splitlines()[0]
        raise UsageError(f"the front matter of {path.name} can't be read: {problem}; a text with a colon needs quotes") from error
    if not isinstance(matter, dict) or not all(isinstance(value, str) for value in matter.values()):
        raise UsageError(f"the front matter of {path.name} must be lines such as title: …")
    return {str(key): str(value).strip() for key, value in matter.items()}, (found[2] or "").strip()


def _only(keys: Sequence[str], matter: Mapping[str, str], path: Path) -> None:
    unknown = [key for key in matter if key not in keys]
    if unknown:
        raise UsageError(f"{path.name}: there is no “{unknown[0]}:” here; the front matter has {', '.join(keys)}")


def _text(path: Path, matter: Mapping[str, str], body: str) -> Text:
    try:
        return text_of(matter.get("title", ""), body)
    except UsageError as error:
        raise UsageError(f"{path.name}: {error}") from None


def text_of(title: str, body: str) -> Text:
    """Return an announcement's text in one language.

    Raises:
        UsageError: A part is missing or too long, or there is a variable that nobody knows.
    """
    if not title:
        raise UsageError("the title is missing", "announce-no-title")
    if not body:
        raise UsageError("there is no text below the title", "announce-no-text")
    for what, text, most in (("title", title, MAX_TITLE), ("text", body, MAX_TEXT)):
        if len(text) > most:
            told = f"the {what} has {len(text)} characters; at most {most} can be sent"
            raise UsageError(told, f"announce-long-{what}", count=len(text), most=most)
    variables(f"{title}\n{body}")
    return Text(title, body)


def check_size(name: str, size: int) -> None:
    """Make sure that a file of so many bytes can be sent.

    Raises:
        UsageError: It is too large, or there is nothing in it.
    """
    if size > MAX_FILE:
        told, most = f"{math.ceil(size / 1e5) / 10:.1f}", f"{MAX_FILE / 1e6:.0f}"
        text = f"the attachment {name} has {told} MB; at most {most} MB can be sent"
        raise UsageError(text, "announce-large-file", name=name, size=told, most=most)
    if not size:
        raise UsageError(f"the attachment {name} is empty", "announce-empty-file", name=name)


def _attachment(path: Path) -> File:
    try:
        check_size(path.name, path.stat().st_size)
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"can't read the attachment {path}: {error.strerror}") from error
    return File(path.name, mimetypes.guess_type(path.name)[0] or "application/octet-stream", content)
