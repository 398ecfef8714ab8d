"""Text as Telegram counts and reads it: UTF-16 units, HTML parse mode, commands and mentions.

Source: the error texts and the order of the checks follow ``parse_html`` in tdlib/td,
``td/telegram/MessageEntity.cpp``.
"""

import re
from dataclasses import dataclass
from typing import Any

from .telegram_state import Json, RefusedError, bad_request

_ENTITY_OF_TAG = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "blockquote": "blockquote",
}
_TAG_START = re.compile(r"<(/?)([^\s>]*)")
_TAG_REST = re.compile(r"((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>")
_ATTRIBUTE = re.compile(r"([^\s=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9.-]+)))?")
_CHARACTER = re.compile(r"&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![A-Za-z]));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_COMMAND_OR_MENTION = re.compile(
    r"(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/<>])"
    r"|(?<![\w@])(?P<mention>@[A-Za-z0-9_]{3,32})(?!\w)"
)
_LARGEST_CHARACTER = 0x10FFFF


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 units, the unit of every limit and offset in the Bot API."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def find_entities(text: str) -> list[Json]:
    """Return the commands and mentions in what a person wrote, in reading order."""
    return [
        {
            "type": match.lastgroup,
            "offset": utf16_length(text[: match.start()]),
            "length": utf16_length(match.group()),
        }
        for match in _COMMAND_OR_MENTION.finditer(text)
    ]


def parse_html(html: str) -> tuple[str, list[Json]]:
    """Return the text a reader sees and its entities.

    White space at the ends is kept, where Telegram would cut it off: tests compare what the bot wrote.

    Raises:
        RefusedError: 400 ``can't parse entities``: an unknown tag, or tags that do not match.
    """
    if "<" not in html and "&" not in html:
        return html, []
    return _HtmlReader(html).read()


@dataclass(slots=True)
class _OpenTag:
    name: str
    attributes: dict[str, str]
    offset: int


class _HtmlReader:
    """One pass over one message."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._text = ""
        self._length = 0
        self._open: list[_OpenTag] = []
        self._entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        position = 0
        while (tag_at := self._html.find("<", position)) >= 0:
            self._add_text(self._html[position:tag_at])
            position = self._read_tag(tag_at)
        self._add_text(self._html[position:])
        if self._open:
            raise _cannot_parse(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        self._entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return self._text, self._entities

    def _add_text(self, raw: str) -> None:
        text = _CHARACTER.sub(_decode_character, raw)
        self._text += text
        self._length += utf16_length(text)

    def _read_tag(self, at: int) -> int:
        """Take one tag and return where the text goes on."""
        start = _TAG_START.match(self._html, at)
        closing, name = (start[1], start[2].lower()) if start else ("", "")
        name_end = start.end() if start else at
        rest = _TAG_REST.match(self._html, name_end)
        if closing:
            if not self._open:
                raise self._error("Unexpected end tag", at)
            if rest is None or rest[1].strip():
                raise self._error("Unclosed end tag", at)
            self._close_tag(name, at)
            return rest.end()
        if name_end == len(self._html):
            raise self._error("Unclosed start tag", at)
        if name not in _ENTITY_OF_TAG:
            raise self._error(f'Unsupported start tag "{name}"', at)
        if rest is None:
            raise self._error("Unclosed start tag", at)
        attributes = {
            found[1]: _CHARACTER.sub(_decode_character, found[2] or found[3] or found[4] or "")
            for found in _ATTRIBUTE.finditer(rest[1])
        }
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', at)
        self._open.append(_OpenTag(name, attributes, self._length))
        return rest.end()

    def _close_tag(self, name: str, at: int) -> None:
        expected = self._open[-1].name
        if name and name != expected:
            offset = len(self._html[:at].encode())
            raise _cannot_parse(f'Unmatched end tag at byte offset {offset}, expected "</{expected}>", found "</{name}>"')
        tag = self._open.pop()
        if self._length > tag.offset:
            entity = {"type": _ENTITY_OF_TAG[tag.name], "offset": tag.offset, "length": self._length - tag.offset}
            self._entities.append(entity | _argument(tag))

    def _error(self, problem: str, at: int) -> RefusedError:
        return _cannot_parse(f"{problem} at byte offset {len(self._html[:at].encode())}")


def _argument(tag: _OpenTag) -> Json:
    """Return the fields an entity takes from its tag's attributes."""
    if tag.name == "a":
        return {"url": tag.attributes.get("href", "")}
    if tag.name == "tg-emoji":
        return {"custom_emoji_id": tag.attributes.get("emoji-id", "")}
    if tag.name == "tg-time":
        return {"unix_time": int(tag.attributes.get("unix", "0")), "date_time_format": tag.attributes.get("format", "")}
    return {}


def _decode_character(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < _LARGEST_CHARACTER else match.group()


def _cannot_parse(problem: str) -> RefusedError:
    return bad_request(f"can't parse entities: {problem}")


def check_keyboard(markup: Any) -> None:
    """Refuse an inline keyboard Telegram would refuse; other kinds of markup pass.

    Source: Bot API, InlineKeyboardButton (``callback_data`` 1-64 bytes); ``telegram.constants`` (100 buttons).
    """
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    buttons = [button for row in markup.get("inline_keyboard", []) for button in row]
    if len(buttons) > 100:
        raise bad_request("reply markup is too long")
    for button in buttons:
        if not button.get("text"):
            raise bad_request("inline keyboard button text must be non-empty")
        if len(button) == 1:
            raise bad_request("text buttons are unallowed in the inline keyboard")
        data = button.get("callback_data")
        if data is not None and not 1 <= len(data.encode()) <= 64:
            raise bad_request("BUTTON_DATA_INVALID")
