"""Slack's markup and its names of emojis, as people read them; no SDK here."""

from __future__ import annotations

import re

_EMOJIS = {
    "+1": "👍",
    "thumbsup": "👍",
    "-1": "👎",
    "thumbsdown": "👎",
    "heart": "❤",
    "fire": "🔥",
    "clap": "👏",
    "pray": "🙏",
    "tada": "🎉",
    "eyes": "👀",
    "ok_hand": "👌",
    "100": "💯",
    "white_check_mark": "✅",
    "raised_hands": "🙌",
    "thinking_face": "🤔",
    "joy": "😂",
    "cry": "😢",
    "smile": "😄",
}
"""Slack's names of emojis, as far as Telegram's reactions have them or people use them to answer."""
_MARKED = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")


def readable(text: str, bot_user: str | None = None) -> str:
    """Return text as a person reads it: no mention of us, links by their label, Slack's escapes undone.

    Source: docs.slack.dev/messaging/formatting-message-text#escaping.
    """
    shown = _MARKED.sub(lambda marked: _shown(marked[1], marked[2], bot_user), text)
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def emoji(name: str) -> str:
    """Return the emoji that Slack calls so, of the commonest; of another its name between colons. Tints of skin are one."""
    plain = name.partition("::")[0]
    return _EMOJIS.get(plain, f":{plain}:")


def _shown(target: str, label: str | None, bot_user: str | None) -> str:
    if target.startswith("@"):
        return "" if bot_user is None or target == f"@{bot_user}" else label or ""
    if target.startswith(("#", "!")):
        return label or ""
    return label or target.removeprefix("mailto:").removeprefix("tel:")
