"""Word to the secretariat's people about an announcement: somebody asks for approval, somebody has decided."""

from __future__ import annotations

from collections.abc import Iterable

from bot.clock import Clock
from bot.conversation import Account, Address, Choice, Kind, Reply
from bot.knowledge.library import Library
from bot.knowledge.text import literal
from bot.members.registry import Links, Staff, actor_of
from bot.outreach.announcements import Announcement, Preview
from bot.outreach.audience import Audience
from bot.outreach.office import APPROVING
from bot.outreach.outbox import Draft, Outbox, PushKind
from bot.outreach.recipients import CHANNELS

ACTION = "announce"
"""Where the actions of buttons about announcements begin; they go on with what to do, and the number."""


class Notices:
    """Tells them, in the first language, where they can be written to.

    Args:
        library: For the words.
        links: Who is of the secretariat.
        outbox: The way out.
        clock: The time.
        alone: Whether the author may approve.
    """

    def __init__(self, library: Library, links: Links, outbox: Outbox, clock: Clock, *, alone: bool) -> None:
        self._library = library
        self._links = links
        self._outbox = outbox
        self._clock = clock
        self._alone = alone

    async def ask(self, announcement: Announcement, audience: Audience, previews: Iterable[Preview]) -> int:
        """Ask all who may approve; return how many those are. Who was asked already is not asked again."""
        staff = await self._links.staff()
        people = [one for one in staff if self._may_approve(one, announcement)]
        lang, say = self._library.phrasebook.languages[0], self._library.phrasebook.say
        author = next((one.name for one in staff if actor_of(one.account) == announcement.author), announcement.author)
        parts = [
            say(lang, "announce-asked", author=f"**{literal(author)}**", number=announcement.id),
            self.reach(lang, audience),
            f"{say(lang, 'announce-leaves', when=str(announcement.draft.when))} {say(lang, 'announce-looks')}",
            *(one.message.text for one in previews),
        ]
        choices = self.deciding(lang, announcement.id)
        message = Reply(Kind.ASK, "\n\n".join(parts), lang, choices=choices, file=announcement.draft.attachment)
        await self._tell(people, announcement, "asked", message)
        return len(people)

    async def approved(self, announcement: Announcement, audience: Audience) -> None:
        """Tell the author that it can be sent."""
        lang = self._library.phrasebook.languages[0]
        text = self._library.phrasebook.say(lang, "announce-approved", number=announcement.id, title=literal(announcement.title))
        choices = (self.sending(lang, announcement.id, len(audience.reached)),)
        await self._tell_author(announcement, "approved", Reply(Kind.DONE, text, lang, choices=choices))

    async def rejected(self, announcement: Announcement) -> None:
        """Tell the author that it will not be sent."""
        lang = self._library.phrasebook.languages[0]
        text = self._library.phrasebook.say(lang, "announce-rejected", number=announcement.id, title=literal(announcement.title))
        await self._tell_author(announcement, "rejected", Reply(Kind.DONE, text, lang))

    def reach(self, lang: str, audience: Audience) -> str:
        """Return whom an announcement reaches, in words and numbers."""
        say = self._library.phrasebook.say
        count = len(audience.reached)
        told = [say(lang, "announce-reaches", count=count, total=audience.candidates, who=literal(audience.explanation))]
        if audience.channels:
            channels = ", ".join(f"{channel.capitalize()} {count}" for channel, count in audience.channels.items())
            told.append(say(lang, "announce-channels", channels=channels))
        if audience.muted or audience.unreachable:
            told.append(say(lang, "announce-left-out", muted=len(audience.muted), unreachable=len(audience.unreachable)))
        return " ".join(told)

    def deciding(self, lang: str, number: int) -> tuple[Choice, ...]:
        """Return the buttons by which a draft is approved or rejected."""
        say = self._library.phrasebook.say
        return tuple(Choice(say(lang, f"announce-{what}"), f"{ACTION}:{what}:{number}") for what in ("approve", "reject"))

    def sending(self, lang: str, number: int, count: int) -> Choice:
        """Return the button by which it is sent."""
        return Choice(self._library.phrasebook.say(lang, "announce-send", count=count), f"{ACTION}:send:{number}")

    def _may_approve(self, person: Staff, announcement: Announcement) -> bool:
        return person.role in APPROVING and (self._alone or actor_of(person.account) != announcement.author)

    async def _tell_author(self, announcement: Announcement, what: str, message: Reply) -> None:
        authors = [one for one in await self._links.staff() if actor_of(one.account) == announcement.author]
        await self._tell(authors, announcement, what, message)

    async def _tell(self, people: Iterable[Staff], announcement: Announcement, what: str, message: Reply) -> None:
        now = self._clock.now()
        drafts = [
            Draft(
                key=f"notice:{announcement.batch}:{what}:{actor_of(account)}",
                kind=PushKind.NOTICE,
                batch=f"notice:{announcement.batch}",
                recipient=f"account:{actor_of(account)}",
                addresses=(_address(account),),
                message=message,
                not_before=now,
            )
            for account in (person.account for person in people)
            if account.channel in CHANNELS
        ]
        await self._outbox.enqueue(drafts, at=now)


def _address(account: Account) -> Address:
    return Address(account.channel, account.user_id)
