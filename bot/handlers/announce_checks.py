"""What is wrong with a form for an announcement, told field by field before it closes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.conversation import Conversation
from bot.errors import UsageError
from bot.handlers.announce_words import line, typed
from bot.outreach.audience import Audiences
from bot.outreach.drafts import AnnouncementDraft, check_size, parse_when, text_of
from bot.outreach.office import Office
from bot.outreach.uploads import name_of


class FormChecks:
    """Looks at forms.

    Args:
        audiences: Whether each variable has a value for everybody.
        office: Whom a segment reaches, and what has been sent.
        first: The language of the text that everybody gets who reads no other.
    """

    def __init__(self, audiences: Audiences, office: Office, first: str) -> None:
        self._audiences = audiences
        self._office = office
        self._first = first

    async def faults(self, conversation: Conversation, about: int | None) -> dict[str, UsageError]:
        """Return what is wrong with a form, by field; ``about`` is `Said.about`, ``None`` where it holds but one more language."""
        message, found = conversation.message, dict[str, UsageError]()
        title, body = line(message.fields.get("title", "")), typed(message.fields.get("text", "").strip())
        segment, when = (line(message.fields.get(name, "")) for name in ("segment", "when"))

        @contextmanager
        def noting(field: str) -> Iterator[None]:
            try:
                yield
            except UsageError as error:
                found.setdefault(field, error)

        with noting("title"):
            text_of(title, "Text")
        with noting("text"):
            text_of("Title", body)
        if about is None:
            return found
        with noting("when"):
            self._office.in_time(parse_when(when or "now"), {})
        if (upload := message.upload) and upload.size is not None:
            with noting("file"):
                check_size(name_of(upload), upload.size)
        if not about:
            with noting("segment"):
                await self._office.reached(segment)
        if not found:
            with noting("text"):
                segment = (await self._office.get(about)).draft.segment if about else segment
                draft = AnnouncementDraft({self._first: text_of(title, body)}, segment)
                self._office.in_time(parse_when(when or "now"), draft.texts)
                await self._audiences.messages(draft, await self._office.reached(segment))
        return found
