"""From a reply's Markdown to what each platform shows.

Content uses paragraphs, lists, bold, italics and links (content/README.md); everything else is shown as plain text,
so whatever a text holds, it can't break out of its rendering.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

TELEGRAM_LIMIT = 4096
"""UTF-16 units in a message. Source: core.telegram.org/bots/api#sendmessage."""
SLACK_SECTION_LIMIT = 3000
"""Characters in a section block. Source: docs.slack.dev/reference/block-kit/blocks/section-block."""

_MARKDOWN = MarkdownIt("zero").enable(["list", "emphasis", "link", "autolink", "newline", "escape", "entity"])


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with one look."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or an item of a list."""

    spans: tuple[Span, ...]
    item: bool = False


def parse(markdown: str) -> list[Block]:
    """Return the blocks of a Markdown text, in order."""
    blocks: list[Block] = []
    depth = 0
    for token in _MARKDOWN.parse(markdown):
        if token.type == "list_item_open":
            depth += 1
        elif token.type == "list_item_close":
            depth -= 1
        elif token.type == "inline":
            blocks.append(Block(tuple(_spans(token.children or [])), item=depth > 0))
    return blocks


def _spans(tokens: Iterable[Token]) -> Iterable[Span]:
    look = Span("")
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                look = replace(look, bold=token.type == "strong_open")
            case "em_open" | "em_close":
                look = replace(look, italic=token.type == "em_open")
            case "link_open":
                look = replace(look, href=str(token.attrGet("href") or ""))
            case "link_close":
                look = replace(look, href="")
            case "softbreak":
                yield replace(look, text=" ")
            case "hardbreak":
                yield replace(look, text="\n")
            case _ if token.content:
                yield replace(look, text=token.content)


def plain(markdown: str) -> str:
    """Return the text without any markup, items marked by a dash."""
    return _join(
        (f"{'- ' if block.item else ''}{''.join(span.text for span in block.spans)}", block.item) for block in parse(markdown)
    )


def web_html(markdown: str) -> str:
    """Return HTML for a page: ``p``, ``ul``, ``strong``, ``em``, ``a``; all text escaped."""
    parts: list[str] = []
    in_list = False
    for block in parse(markdown):
        if block.item != in_list:
            parts.append("<ul>" if block.item else "</ul>")
            in_list = block.item
        tag = "li" if block.item else "p"
        parts.append(f"<{tag}>{''.join(_html(span, bold='strong', italic='em') for span in block.spans)}</{tag}>")
    return "".join([*parts, "</ul>"] if in_list else parts)


def telegram_html(markdown: str, note: str = "") -> list[str]:
    """Return HTML for Telegram, in messages of at most 4,096 UTF-16 units; no message breaks a tag or a character.

    The limit counts text after parsing; we count the markup too, which errs on the safe side.

    Source: core.telegram.org/bots/api#html-style (only & < > need escaping; also " inside attributes).
    """
    pieces = [
        (f"{'• ' if block.item else ''}{''.join(_html(span, bold='b', italic='i') for span in part.spans)}", block.item)
        for block in parse(markdown)
        for part in _split(block, TELEGRAM_LIMIT, lambda span: _utf16(_html(span, bold="b", italic="i")))
    ]
    if note:
        pieces.append((f"<i>{html.escape(note[:1500], quote=False)}</i>", False))
    return _pack(pieces, TELEGRAM_LIMIT, _utf16)


def slack_mrkdwn(markdown: str) -> list[str]:
    """Return Slack's mrkdwn in parts of at most 3,000 characters.

    Source: docs.slack.dev/messaging/formatting-message-text (escape only & < >).
    """
    pieces = [
        (f"{'• ' if block.item else ''}{''.join(_mrkdwn(span) for span in part.spans)}", block.item)
        for block in parse(markdown)
        for part in _split(block, SLACK_SECTION_LIMIT, lambda span: len(_mrkdwn(span)))
    ]
    return _pack(pieces, SLACK_SECTION_LIMIT, len)


def _html(span: Span, *, bold: str, italic: str) -> str:
    text = html.escape(span.text, quote=False)
    if span.href:
        text = f'<a href="{html.escape(span.href)}">{text}</a>'
    if span.italic:
        text = f"<{italic}>{text}</{italic}>"
    return f"<{bold}>{text}</{bold}>" if span.bold else text


def _mrkdwn(span: Span) -> str:
    text = html.escape(span.text, quote=False)
    if span.href:
        text = f"<{html.escape(span.href, quote=False).replace('|', '%7C')}|{text}>"
    if span.italic and text.strip():
        text = f"_{text}_"
    return f"*{text}*" if span.bold and text.strip() else text


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _split(block: Block, limit: int, size: Callable[[Span], int]) -> list[Block]:
    """Return a block in parts that fit, broken at spaces where there are any."""
    room = limit - 2  # the bullet
    if sum(size(span) for span in block.spans) <= room:
        return [block]
    parts: list[list[Span]] = [[]]
    used = 0
    for span in block.spans:
        for piece in _halves(span, room, size):
            if parts[-1] and used + size(piece) > room:
                parts.append([])
                used = 0
            parts[-1].append(piece)
            used += size(piece)
    return [replace(block, spans=tuple(part)) for part in parts]


def _halves(span: Span, room: int, size: Callable[[Span], int]) -> Iterable[Span]:
    if size(span) <= room or len(span.text) < 2:
        yield span
        return
    middle = len(span.text) // 2
    cut = span.text.rfind(" ", 1, middle + 1)
    cut = cut if cut > 0 else middle
    yield from _halves(replace(span, text=span.text[:cut]), room, size)
    yield from _halves(replace(span, text=span.text[cut:].lstrip()), room, size)


def _pack(pieces: Iterable[tuple[str, bool]], limit: int, size: Callable[[str], int]) -> list[str]:
    messages: list[list[tuple[str, bool]]] = [[]]
    for piece in pieces:
        if messages[-1] and size(_join([*messages[-1], piece])) > limit:
            messages.append([])
        messages[-1].append(piece)
    return [text for message in messages if (text := _join(message))]


def _join(pieces: Iterable[tuple[str, bool]]) -> str:
    """Join texts: items of one list by a line break, everything else by an empty line."""
    joined = ""
    previous_item = False
    for text, item in pieces:
        if joined:
            joined += "\n" if item and previous_item else "\n\n"
        joined += text
        previous_item = item
    return joined
