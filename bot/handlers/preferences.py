"""What a person can set for themselves: the language, and the time zone."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.conversation import Choice, Conversation, Kind, Memory, Reply
from bot.handlers.places import zone_named
from bot.knowledge.library import Library
from bot.knowledge.zones import zones_called


class Preferences:
    """Asks for and keeps the language that a person wants to be spoken to, and the time zone in which they read times."""

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

    async def zone(self, conversation: Conversation, wanted: str) -> Reply:
        """Keep the time zone of the place ``wanted`` (a city or an IANA name), or say which is kept and ask."""
        place = wanted.strip()
        if not place:
            if conversation.zone:
                return self._about_zone(conversation, Kind.ASK, "zone-current", conversation.zone)
            return self._ask_zone(conversation, "zone-question")
        now = self._clock.now()
        found = zones_called(place, at=now)
        if not found and (zone := zone_named(self._library, self._library.gazetteer.find(place), at=now)):
            found = (zone,)
        if len(found) != 1:
            return self._ask_zone(conversation, "zone-several" if found else "zone-unknown", found)
        await self._memory.choose_zone(conversation.message.sender, found[0], at=self._clock.now())
        return self._about_zone(conversation, Kind.DONE, "zone-set", found[0])

    def _about_zone(self, conversation: Conversation, kind: Kind, key: str, zone: str) -> Reply:
        """Say something of a zone, and what time it is there: by that people see whether it is theirs."""
        time = self._clock.now().astimezone(ZoneInfo(zone)).strftime("%H:%M")
        return Reply(kind, self._library.phrasebook.say(conversation.lang, key, zone=_shown(zone), time=time), conversation.lang)

    def _ask_zone(self, conversation: Conversation, key: str, zones: tuple[str, ...] = ()) -> Reply:
        choices = tuple(Choice(_shown(zone), f"zone:{zone}") for zone in zones)
        return Reply(Kind.ASK, self._library.phrasebook.say(conversation.lang, key), conversation.lang, choices=choices)


def _shown(zone: str) -> str:
    return zone.replace("_", " ")
