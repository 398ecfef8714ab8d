"""Word to the secretariat when a channel can't be used any more: through the other ones, once a day."""

from __future__ import annotations

from collections.abc import Collection

from bot.clock import Clock
from bot.conversation import Address, Kind, Reply
from bot.knowledge.library import Library
from bot.members.registry import Links
from bot.outreach.outbox import Draft, Outbox, PushKind


class Alarm:
    """Tells staff.

    Args:
        outbox: The way out.
        links: Who is of the secretariat.
        library: For the words.
        channels: Names of those that can be written to.
        clock: The time.
    """

    def __init__(self, outbox: Outbox, links: Links, library: Library, channels: Collection[str], clock: Clock) -> None:
        self._outbox = outbox
        self._links = links
        self._library = library
        self._channels = channels
        self._clock = clock

    async def channel_refused(self, channel: str, reason: str) -> None:
        """Tell everybody of the secretariat whom another channel reaches that this one refuses our token."""
        now, phrasebook = self._clock.now(), self._library.phrasebook
        lang = phrasebook.languages[0]
        text = phrasebook.say(lang, "channel-refused", channel=channel.capitalize())
        message = Reply(Kind.ERROR, text, lang, note=reason)
        drafts = [
            Draft(
                key=f"notice:refused:{channel}:{now:%Y-%m-%d}:{person.account.channel}:{person.account.user_id}",
                kind=PushKind.NOTICE,
                batch=f"notice:refused:{channel}",
                recipient=f"account:{person.account.channel}:{person.account.user_id}",
                addresses=(Address(person.account.channel, person.account.user_id),),
                message=message,
                not_before=now,
            )
            for person in await self._links.staff()
            if person.account.channel != channel and person.account.channel in self._channels
        ]
        await self._outbox.enqueue(drafts, at=now)
