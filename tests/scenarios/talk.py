"""A person who talks to the real assistant, for dialogs written as ``[(said, expected), ...]``."""

from dataclasses import dataclass, field, replace
from itertools import count

from bot.app import App
from bot.conversation import Account, Address, IncomingMessage, Reply


@dataclass(frozen=True)
class Press:
    """The person presses the button with this label of the last reply."""

    label: str


@dataclass(frozen=True)
class Expected:
    """What must be true of a reply; what is ``None`` or empty may be anything."""

    kind: str
    article: str | None = None
    lang: str | None = None
    text: str = ""
    note: str = ""

    def of(self, reply: Reply) -> "Expected":
        """Return the same, as far as the reply fulfils it; else with what it has instead."""
        return Expected(
            kind=reply.kind.value,
            article=self.article if self.article is None else reply.article,
            lang=self.lang if self.lang is None else reply.lang,
            text=self.text if self.text in reply.text else reply.text,
            note=self.note if self.note in reply.note else reply.note,
        )


Dialog = list[tuple[str | Press, Expected]]


@dataclass
class Person:
    """One who speaks in a conversation of their own.

    Attributes:
        app: May be replaced by another, as a restart does.
        last: The last reply.
    """

    app: App
    hint: str | None = None
    last: Reply | None = None
    _numbers: "count[int]" = field(default_factory=count)

    async def say(self, what: str | Press) -> Reply:
        message = IncomingMessage(
            f"m{next(self._numbers)}", Account("test", "anna"), Address("test", "anna"), language_hint=self.hint
        )
        if isinstance(what, Press):
            assert self.last is not None
            (action,) = [choice.action for choice in self.last.choices if choice.label == what.label]
            message = replace(message, action=action)
        else:
            message = replace(message, text=what)
        self.last = await self.app.assistant.reply(message)
        return self.last
