"""The mails of linking, as text and as HTML, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from babel import Locale

from bot.knowledge.library import Library
from bot.members.mail import Mail
from bot.members.registry import Link

_CHANNELS = {"telegram": "Telegram", "slack": "Slack", "web": "Web"}


class Letters:
    """Writes mails; the sentences are those of the phrasebook, the names those of the content."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def code(self, lang: str, address: str, digits: str, channel: str) -> Mail:
        """Return the mail with a code that was asked for on a channel."""
        say = self._library.phrasebook.say
        paragraphs = (
            say(lang, "mail-code", channel=_CHANNELS.get(channel, channel)),
            say(lang, "mail-code-holds"),
            say(lang, "mail-code-secret", email=self._library.association.email),
        )
        return self._mail(lang, address, say(lang, "mail-code-subject", code=digits), paragraphs, digits)

    def linked(self, address: str, links: Sequence[Link]) -> Mail:
        """Return the mail that tells a contact of an account that speaks for them now."""
        phrasebook = self._library.phrasebook
        lang = phrasebook.match_hint(links[0].contact.details.language) or phrasebook.languages[0]
        channel = links[0].account.channel
        members = ", ".join(link.member.name for link in links)
        paragraphs = (
            phrasebook.say(lang, "mail-linked", channel=_CHANNELS.get(channel, channel), members=members),
            phrasebook.say(lang, "mail-linked-not-you", email=self._library.association.email),
        )
        return self._mail(lang, address, phrasebook.say(lang, "mail-linked-subject"), paragraphs)

    def _mail(self, lang: str, address: str, subject: str, paragraphs: Sequence[str], code: str = "") -> Mail:
        foot = self._library.phrasebook.say(lang, "mail-foot")
        first, *rest = paragraphs
        text = "\n\n".join([first, *([f"    {code}"] if code else []), *rest, "-- \n" + foot])
        shown = [
            _paragraph(first),
            *([f'<p dir="ltr" style="{_CODE_STYLE}">{code}</p>'] if code else []),
            *map(_paragraph, rest),
            f'<p style="{FOOT_STYLE}">{escape(foot)}</p>',
        ]
        return Mail(address, subject, f"{text}\n", page(lang, subject, "\n".join(shown)), lang)


_SHEET_STYLE = "max-width:520px;margin:0 auto;padding:28px 24px;background:#fff;font:16px/1.5 sans-serif;color:#1d2327"
_CODE_STYLE = (
    "margin:24px 0;padding:14px 0;text-align:center;font:bold 30px/1.2 monospace;letter-spacing:6px;"
    "background:#eef3f7;color:#0b3d5c;border-radius:6px"
)
FOOT_STYLE = "margin:28px 0 0;padding-top:12px;border-top:1px solid #d5dde3;font-size:13px;color:#5b6770"


def _paragraph(text: str) -> str:
    return f'<p style="margin:0 0 14px">{escape(text)}</p>'


def page(lang: str, title: str, body: str) -> str:
    """Return a mail's HTML around a body."""
    direction = Locale.parse(lang).text_direction
    breaks = "word-break:keep-all" if lang == "ko" else ""  # browsers break Korean inside words
    return f"""<!doctype html>
<html lang="{lang}" dir="{direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title></head>
<body style="margin:0;background:#f5f7f9">
<div dir="{direction}" style="{_SHEET_STYLE};{breaks}">
{body}
</div>
</body>
</html>
"""
