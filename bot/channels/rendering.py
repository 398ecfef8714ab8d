"""From a reply's Markdown to what each platform shows.

Content uses paragraphs, lists, bold, italics and links (content/README.md); everything else is shown as plain text,
so whatever a text holds, it can't break out of its rendering.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

TELEGRAM_LIMIT = 4096
"""UTF-16 units in a message. Source: core.telegram.org/bots/api#sendmessage."""
SLACK_SECTION_LIMIT = 3000
"""Characters in a section block. Source: docs.slack.dev/reference/block-kit/blocks/section-block."""

_MARKDOWN = MarkdownIt("zero").enable(["list", "emphasis", "link", "autolink", "newline", "escape", "entity"])


_TIMES = {"time": ("wDt", "{date_long} {time}"), "clock": ("t", "{time}")}
"""What stands in the place of an address where a text tells a time: in which form Telegram and Slack show it by the reader's clock.

Source: core.telegram.org/bots/api#date-time-entity-formatting (since Bot API 9.5, March 2026);
docs.slack.dev/messaging/formatting-message-text#date-formatting.
"""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_FIGURE = re.compile(r"(?<![A-Za-z0-9_./@#=&?%+~-])(?:\+[0-9]+(?:[-~][0-9]+)*|[0-9]+(?:[-~][0-9]+)+)(?![-~]?[.]?[A-Za-z0-9_@/])")
"""A number of several parts, such as a phone's or an invoice's; none that stands in an address or a file's name."""
_ISOLATE, _END = "\u2066", "\u2069"
_ISOLATED = re.compile(f"{_ISOLATE}([^{_ISOLATE}{_END}]*){_END}")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with one look; ``href`` is an address, or ``time:`` or ``clock:`` with the seconds since 1970."""

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
            spans = tuple(_spans(token.children or []))
            if _RIGHT_TO_LEFT.search("".join(span.text for span in spans)):
                spans = tuple(replace(span, text=_isolated(span.text)) for span in spans)
            blocks.append(Block(spans, item=depth > 0))
    return blocks


def label(text: str) -> str:
    """Return the words of a button, which bear no markup: amid right-to-left writing a number keeps its order."""
    return _isolated(text) if _RIGHT_TO_LEFT.search(text) else text


def web_label(text: str) -> str:
    """Return the same as HTML."""
    return _escaped(label(text))


def _isolated(text: str) -> str:
    """Return text with its numbers of several parts isolated: after Arabic letters these parts would be shown backwards.

    What isolates some of its parts by itself stays as it is.

    Source: unicode.org/reports/tr9 (rules W2, W4: a hyphen joins no Arabic numbers; 2.4: isolates).
    """
    return text if _ISOLATE in text else _FIGURE.sub(rf"{_ISOLATE}\g<0>{_END}", text)


def _escaped(text: str) -> str:
    """Return text as HTML for a page, where isolates are tags: who copies a number copies no invisible signs."""
    return _ISOLATED.sub(r'<bdi dir="ltr">\1</bdi>', html.escape(text, quote=False))


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
    """Return the text without any markup and without addresses of links, items marked by a dash."""
    return _lines(markdown, lambda spans: "".join(span.text for span in spans))


def mail_text(markdown: str) -> str:
    """Return the text of a mail: as `plain`, with the address of each link behind its words unless they are the address."""
    return _lines(markdown, _with_addresses)


def _lines(markdown: str, line: Callable[[tuple[Span, ...]], str]) -> str:
    return _join((f"{'- ' if block.item else ''}{line(block.spans)}", block.item) for block in parse(markdown))


def _with_addresses(spans: tuple[Span, ...]) -> str:
    told = ""
    for href, together in groupby(spans, lambda span: "" if _time(span) else span.href):
        words = "".join(span.text for span in together)
        address = href.removeprefix("mailto:")
        told += words if not href or words in (unquote(href), href, address) else f"{words} <{address}>"
    return told


def web_html(markdown: str) -> str:
    """Return HTML for a page: ``p``, ``ul``, ``strong``, ``em``, ``a``; all text escaped."""
    parts: list[str] = []
    in_list = False
    for block in parse(markdown):
        if block.item != in_list:
            parts.append("<ul>" if block.item else "</ul>")
            in_list = block.item
        tag = "li" if block.item else "p"
        parts.append(f"<{tag}>{''.join(_web(span) for span in block.spans)}</{tag}>")
    return "".join([*parts, "</ul>"] if in_list else parts)


def telegram_html(markdown: str, note: str = "") -> list[str]:
    """Return HTML for Telegram, in messages of at most 4,096 UTF-16 units; no message breaks a tag or a character.

    The limit counts text after parsing; we count the markup too, which errs on the safe side.

    Source: core.telegram.org/bots/api#html-style (only & < > need escaping; also " inside attributes).
    """
    pieces = [
        (f"{'• ' if block.item else ''}{''.join(map(_telegram, part.spans))}", block.item)
        for block in parse(markdown)
        for part in _split(block, TELEGRAM_LIMIT, lambda span: _utf16(_telegram(span)))
    ]
    if note:
        pieces.append((f"<i>{html.escape(note[:1500], quote=False)}</i>", False))
    return _pack(pieces, TELEGRAM_LIMIT, _utf16)


def slack_mrkdwn(markdown: str) -> list[str]:
    """Return Slack's mrkdwn in parts of at most 3,000 characters.

    Source: docs.slack.dev/messaging/formatting-message-text (escape only & < >).
    """
    pieces = [
        (f"{'• ' if block.item else ''}{''.join(_mrkdwn(*alike) for alike in _alike(part.spans))}", block.item)
        for block in parse(markdown)
        for part in _split(block, SLACK_SECTION_LIMIT, lambda span: len(_mrkdwn(span)))
    ]
    return _pack(pieces, SLACK_SECTION_LIMIT, len)


def without_times(message: str) -> str:
    """Return HTML for Telegram with the times as they are written: servers older than Bot API 9.5 refuse the tag."""
    return _TIME_TAG.sub("", message)


_TIME_TAG = re.compile(r"</?tg-time[^<>]*>")


def _time(span: Span) -> tuple[str, str] | None:
    """Return kind and seconds of a time that a span tells; ``None`` where it tells none."""
    kind, _, seconds = span.href.partition(":")
    return (kind, seconds) if kind in _TIMES and re.fullmatch(r"\d{1,11}", seconds) else None


def _web(span: Span) -> str:
    shown = replace(span, href="") if _time(span) else span
    return _html(shown, _escaped(span.text), bold="strong", italic="em")


def _telegram(span: Span) -> str:
    text = html.escape(span.text, quote=False)
    if (time := _time(span)) is None:
        return _html(span, text, bold="b", italic="i")
    tag = f'<tg-time unix="{time[1]}" format="{_TIMES[time[0]][0]}">'
    return _html(replace(span, href=""), f"{tag}{text}</tg-time>", bold="b", italic="i")


def _html(span: Span, text: str, *, bold: str, italic: str) -> str:
    """Return the text of a span, which is HTML already, with its look."""
    if span.href:
        text = f'<a href="{html.escape(span.href)}">{text}</a>'
    if span.italic:
        text = f"<{italic}>{text}</{italic}>"
    return f"<{bold}>{text}</{bold}>" if span.bold else text


def _alike(spans: Iterable[Span]) -> Iterable[list[Span]]:
    """Yield spans together that look alike: Slack sees no bold text where one bold text touches another."""
    for _, alike in groupby(spans, lambda span: (span.bold, span.italic)):
        yield list(alike)


def _mrkdwn(*alike: Span) -> str:
    text = "".join(map(_plain_mrkdwn, alike))
    if alike[0].italic and text.strip():
        text = f"_{text}_"
    return f"*{text}*" if alike[0].bold and text.strip() else text


def _plain_mrkdwn(span: Span) -> str:
    text = html.escape(span.text, quote=False)
    if time := _time(span):
        return f"<!date^{time[1]}^{_TIMES[time[0]][1]}|{text.replace('|', '/')}>"
    return f"<{html.escape(span.href, quote=False).replace('|', '%7C')}|{text}>" if span.href else text


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
