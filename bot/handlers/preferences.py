"""What a person can set for themselves: the language."""

from __future__ import annotations

from bot.clock import Clock
from bot.conversation import Choice, Conversation, Kind, Memory, Reply
from bot.knowledge.library import Library


class Preferences:
    """Asks for and keeps the language that a person wants to be spoken to."""

    def __init__(self, library: Library, memory: Memory, clock: Clock) -> None:
        self._library = library
        self._memory = memory
        self._clock = clock

    async def language(self, conversation: Conversation, wanted: str) -> Reply:
        """Keep the language ``wanted`` (a code), or ask which; the reply is in it."""
        phrasebook = self._library.phrasebook
        code = wanted.strip().lower()
        if code in phrasebook.languages:
            await self._memory.choose_language(conversation.message.sender, code, at=self._clock.now())
            return Reply(Kind.DONE, phrasebook.say(code, "language-set"), code)
        choices = tuple(Choice(phrasebook.name_of(language), f"lang:{language}") for language in phrasebook.languages)
        key = "language-unknown" if code else "language-question"
        return Reply(Kind.ASK, phrasebook.say(conversation.lang, key), conversation.lang, choices=choices)
