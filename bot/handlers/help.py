"""Small talk, help, and the menu of topics for those who don't type."""

from __future__ import annotations

from bot.conversation import Choice, Conversation, Kind, Reply
from bot.errors import UsageError
from bot.knowledge.library import Library

PAGE = 8
"""Articles of a topic that are shown at once."""


class Help:
    """Greets, explains itself, and shows topics and their articles as buttons."""

    def __init__(self, library: Library) -> None:
        self._library = library

    async def greet(self, conversation: Conversation, _argument: str) -> Reply:
        """Return a greeting with the topics."""
        return self._say(conversation, Kind.GREETING, "greeting", self._topics(conversation.lang))

    async def thank(self, conversation: Conversation, _argument: str) -> Reply:
        """Return "you're welcome"."""
        return self._say(conversation, Kind.GREETING, "thanks")

    async def go_on(self, conversation: Conversation, _argument: str) -> Reply:
        """Say to an "ok" that one may ask on."""
        return self._say(conversation, Kind.GREETING, "nods")

    async def regret(self, conversation: Conversation, _argument: str) -> Reply:
        """Say sorry to who is angry, and who will help."""
        text = self._library.phrasebook.say(conversation.lang, "upset", email=self._library.association.email)
        return Reply(Kind.GREETING, text, conversation.lang, choices=self._topics(conversation.lang))

    async def leave_off(self, conversation: Conversation, _argument: str) -> Reply:
        """End what was being asked for."""
        return self._say(conversation, Kind.DONE, "left-off")

    async def part(self, conversation: Conversation, _argument: str) -> Reply:
        """Return a goodbye."""
        return self._say(conversation, Kind.GREETING, "goodbye")

    async def introduce(self, conversation: Conversation, _argument: str) -> Reply:
        """Say who and what the assistant is."""
        return self._say(conversation, Kind.GREETING, "who", self._topics(conversation.lang))

    async def help(self, conversation: Conversation, _argument: str) -> Reply:
        """Say what the assistant can do."""
        phrasebook, lang = self._library.phrasebook, conversation.lang
        languages = ", ".join(phrasebook.name_of(language) for language in phrasebook.languages)
        text = f"{phrasebook.say(lang, 'help', languages=languages)}\n\n{phrasebook.say(lang, 'help.commands')}"
        return Reply(Kind.GREETING, text, lang, choices=self._topics(lang))

    async def topics(self, conversation: Conversation, _argument: str) -> Reply:
        """Show the menu of topics."""
        return self._say(conversation, Kind.ASK, "topics", self._topics(conversation.lang))

    async def topic(self, conversation: Conversation, key: str) -> Reply:
        """Show a topic's articles as buttons; ``key`` is ``fees`` or, for a later page, ``fees:8``."""
        lang, phrasebook = conversation.lang, self._library.phrasebook
        name, _, start = key.partition(":")
        if name not in self._library.topics or not ((start.isascii() and start.isdigit()) or not start):
            raise UsageError(phrasebook.say(lang, "outdated-button"))
        first = int(start[:6] or 0)
        titles = self._library.titles(name, lang)
        choices = [Choice(title, f"a:{slug}") for slug, title in titles[first : first + PAGE]]
        if first + PAGE < len(titles):
            choices.append(Choice(phrasebook.say(lang, "more"), f"topic:{name}:{first + PAGE}"))
        choices.append(Choice(phrasebook.say(lang, "unknown-topics"), "topics"))
        topic = self._library.topic_name(name, lang)
        return Reply(Kind.ASK, phrasebook.say(lang, "topic", topic=topic), lang, choices=tuple(choices))

    def _topics(self, lang: str) -> tuple[Choice, ...]:
        return tuple(Choice(name, f"topic:{key}") for key, name in self._library.menu(lang))

    def _say(self, conversation: Conversation, kind: Kind, key: str, choices: tuple[Choice, ...] = ()) -> Reply:
        return Reply(kind, self._library.phrasebook.say(conversation.lang, key), conversation.lang, choices=choices)
