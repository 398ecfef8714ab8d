"""A person who talks to the real assistant, for dialogs written as ``[(said, expected), ...]``."""

from dataclasses import dataclass, field
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
        name: Who speaks: two people of one name are one.
        last: The last reply.
    """

    app: App
    hint: str | None = None
    name: str = "anna"
    last: Reply | None = None
    _numbers: "count[int]" = field(default_factory=count)

    async def say(self, what: str | Press) -> Reply:
        """Send a text, or press a button of the last reply by its label."""
        if isinstance(what, str):
            return await self._send(text=what)
        assert self.last is not None
        (action,) = [choice.action for choice in self.last.choices if choice.label == what.label]
        return await self.press(action)

    async def press(self, action: str) -> Reply:
        """Press a button that carries an action, whether it was offered or not."""
        return await self._send(action=action)

    async def _send(self, *, text: str = "", action: str = "") -> Reply:
        sender, to = Account("test", self.name), Address("test", self.name)
        message = IncomingMessage(
            f"{self.name} {next(self._numbers)}", sender, to, text=text, action=action, language_hint=self.hint
        )
        self.last = await self.app.assistant.reply(message)
        return self.last


async def converse(person: Person, dialog: Dialog) -> list[Expected]:
    """Return what was expected of each reply, as far as it is so (`Expected.of`)."""
    return [expected.of(await person.say(said)) for said, expected in dialog]
