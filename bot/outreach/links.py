"""Links that are counted: each leads over a page of ours that counts how often it is opened, and nothing of who.

One address stands in everybody's message, so that nobody can be told from it. A link that holds a variable would be one
person's own, and is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.knowledge.text import literal
from bot.outreach.drafts import AnnouncementDraft, Text

PATH = "/l"
_LINK = re.compile(
    r"\[(?P<label>[^\]]*)\]\((?P<labelled>https?://[^\s()]+)\)"
    r"|<(?P<angled>https?://[^\s<>]+)>"
    r"|(?<![\w/(<\[])(?P<bare>https?://[^\s<>()\[\]]*[^\s<>()\[\].,;:!?'\"*_])"
)


def urls(draft: AnnouncementDraft) -> list[str]:
    """Return the addresses to which a draft links, in any language, each once."""
    found = [_target(link) for text in draft.texts.values() for link in _LINK.finditer(text.body)]
    return [url for url in dict.fromkeys(found) if "{" not in url]


def counted(draft: AnnouncementDraft, leading: Mapping[str, str]) -> AnnouncementDraft:
    """Return a draft whose links lead elsewhere: ``leading`` has the new address for the old one. What is read stays."""

    def changed(link: re.Match[str]) -> str:
        url = _target(link)
        return f"[{link['label'] or literal(url)}]({leading[url]})" if url in leading else link[0]

    texts = {lang: Text(text.title, _LINK.sub(changed, text.body)) for lang, text in draft.texts.items()}
    return replace(draft, texts=texts)


def _target(link: re.Match[str]) -> str:
    return str(link["labelled"] or link["angled"] or link["bare"])
