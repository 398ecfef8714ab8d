"""The questions, buttons and forms by which an announcement is written in a chat."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.conversation import Choice, Field, Form
from bot.handlers.announce_said import Said
from bot.knowledge.text import literal
from bot.outreach.drafts import MAX_FILE, MAX_TITLE, VARIABLES, Text, parse_when
from bot.outreach.telling import ACTION, Teller
from bot.phrasebook import Phrasebook

_EXAMPLE = "region:africa category:local-government -country:KE"
_FORM_TEXT = 3000
"""Characters that a form's box takes: docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element."""
_MORNING = 10


class Words:
    """Says them.

    Args:
        phrasebook: The sentences.
        teller: For times.
        clock: The time.
    """

    def __init__(self, phrasebook: Phrasebook, teller: Teller, clock: Clock) -> None:
        self._phrasebook = phrasebook
        self._teller = teller
        self._clock = clock

    def question(self, lang: str, said: Said) -> str:
        """Return what is asked for next."""
        step = said.step
        if said.lang:
            step = {"text": "translation", "title": "title-in"}[step]
        elif said.about and step == "text":
            step = "correction"
        return self._phrasebook.say(lang, f"announce-ask-{step}", number=said.about, **self._hints(said.lang))

    def times(self, lang: str, said: Said) -> tuple[Choice, ...]:
        """Return buttons for the usual times."""
        say, local = self._phrasebook.say, f"{self._tomorrow():%Y-%m-%d %H:%M} local"
        whose = f"at:{said.about}" if said.step == "at" else f"time:{said.digest}"
        return (
            Choice(say(lang, "announce-when-now"), f"{ACTION}:{whose}:now"),
            Choice(self._teller.when(lang, parse_when(local)), f"{ACTION}:{whose}:{local}"),
        )

    def after(self, lang: str, said: Said) -> tuple[Choice, ...]:
        """Return the buttons below a preview."""
        others = {"segment": "other-segment", "when": "later", "file": "other-file" if said.file else "file"}
        if said.file:
            others["nofile"] = "without-file"
        if said.about:
            others.clear()
        labels = {"keep": "keep", **others, "languages": "languages"}
        say = self._phrasebook.say
        named = (Choice(say(lang, f"announce-{label}"), f"{ACTION}:{what}:{said.digest}") for what, label in labels.items())
        return (*named, Choice(say(lang, "announce-drop"), f"{ACTION}:drop"))

    def with_file(self, lang: str, said: Said) -> str:
        """Return which file goes with it; empty where none does."""
        return self._phrasebook.say(lang, "announce-with-file", name=f"**{literal(said.file_name)}**") if said.file else ""

    # -- forms --------------------------------------------------------------------------------------------------

    def form(self, lang: str, about: int, before: Text | None) -> Form:
        """Return the form for an announcement, or for the text in the place of another, which is ``before``."""
        say, hints = self._phrasebook.say, self._hints()
        title, body = (before.title, before.body.replace("  \n", "\n")) if before else ("", "")
        fields = self._text_fields(lang, "", title, body)
        if not about:
            fields += (
                Field("segment", say(lang, "announce-form-segment"), say(lang, "announce-form-segment-hint", **hints), "", 1000),
                Field("when", say(lang, "announce-form-when"), say(lang, "announce-form-when-hint", **hints), "now", 40),
                Field("file", say(lang, "announce-form-file"), say(lang, "announce-form-file-hint", **hints), file=True),
            )
        return self._form(lang, "announce-form-correction" if about else "announce-form", f"form:{about}", fields)

    def translation_form(self, lang: str, said: Said, other: str) -> Form:
        """Return the form for the text in another language."""
        title, body = said.wording(other)
        fields = self._text_fields(lang, other, title, body.replace("  \n", "\n"))
        return self._form(lang, "announce-form-translation", f"words:{said.digest}:{other}", fields)

    def filled(self, fields: Mapping[str, str], about: int) -> Said:
        """Return what was filled into a form."""
        text = line(fields.get("title", "")), typed(fields.get("text", "").strip())
        when = line(fields.get("when", "")) or "now"
        return Said("ready", {self._phrasebook.languages[0]: text}, line(fields.get("segment", "")), when, about)

    def _text_fields(self, lang: str, other: str, title: str, body: str) -> tuple[Field, ...]:
        say, hints = self._phrasebook.say, self._hints(other)
        text, hint = say(lang, "announce-form-text", **hints), say(lang, "announce-form-text-hint", **hints)
        return (
            Field("title", say(lang, "announce-form-title"), "", title, MAX_TITLE),
            Field("text", text, hint, body[:_FORM_TEXT], _FORM_TEXT, long=True),
        )

    def _form(self, lang: str, title: str, action: str, fields: tuple[Field, ...]) -> Form:
        say = self._phrasebook.say
        buttons = say(lang, "announce-form-go-on"), say(lang, "announce-form-cancel")
        return Form(f"{ACTION}:{action}", say(lang, title), *buttons, fields)

    # -- words --------------------------------------------------------------------------------------------------

    def _hints(self, lang: str = "") -> dict[str, str]:
        phrasebook, tomorrow = self._phrasebook, self._tomorrow()
        return {
            "language": phrasebook.name_of(lang or phrasebook.languages[0]),
            "variables": ", ".join(f"{{{name}}}" for name in VARIABLES if name != "local_time"),
            "default": "{name|colleague}",
            "example": f"“{_EXAMPLE}”",
            "everyone": "“everyone”",
            "now": "“now”",
            "local": f"“{tomorrow:%Y-%m-%d %H:%M} local”",
            "instant": f"“{tomorrow:%Y-%m-%dT%H:%M}+00:00”",
            "most": f"{MAX_FILE / 1e6:.0f}",
        }

    def _tomorrow(self) -> datetime:
        day = self._clock.today() + timedelta(days=1)
        return datetime(day.year, day.month, day.day, _MORNING)  # noqa: DTZ001  wherever each reader is


def line(text: str) -> str:
    """Return a text as one line."""
    return " ".join(text.split())


def typed(text: str) -> str:
    """Return a text as Markdown shows it as it was typed: a line is a line."""
    return text.replace("\r\n", "\n").replace("\n", "  \n")
