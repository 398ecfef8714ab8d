"""Word to the secretariat's people about an announcement: somebody asks for approval, somebody has decided, it is taken back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from bot.clock import Clock
from bot.conversation import Account, Address, Choice, Kind, Reply
from bot.errors import UsageError
from bot.knowledge.library import Library
from bot.knowledge.text import literal
from bot.members.registry import Links, Staff, actor_of
from bot.outreach.announcements import Announcement, Outcome, Preview
from bot.outreach.audience import Audience, Audiences, listed
from bot.outreach.drafts import AnnouncementDraft
from bot.outreach.office import APPROVING
from bot.outreach.outbox import Draft, Outbox, PushKind
from bot.outreach.telling import ACTION, Teller


class Notices:
    """Tells them, each in the language that they chose, where they can be written to.

    Args:
        library: For the words.
        audiences: For whom a segment means.
        links: Who is of the secretariat.
        outbox: The way out.
        teller: For the words about announcements.
        clock: The time.
        alone: Whether the author may approve.
        channels: Those that are set up.
    """

    def __init__(
        self,
        library: Library,
        audiences: Audiences,
        links: Links,
        outbox: Outbox,
        teller: Teller,
        clock: Clock,
        *,
        alone: bool,
        channels: Collection[str],
    ) -> None:
        self._library = library
        self._audiences = audiences
        self._links = links
        self._outbox = outbox
        self._teller = teller
        self._clock = clock
        self._alone = alone
        self._channels = channels

    async def ask(self, announcement: Announcement, audience: Audience, previews: Iterable[Preview]) -> int:
        """Ask all who may approve and can be written to; return how many those are. Who was asked already is not asked again."""
        staff, shown = await self._links.staff(), list(previews)
        people = [one for one in staff if self._may_approve(one, announcement) and one.account.channel in self._channels]
        author = next((one.name for one in staff if actor_of(one.account) == announcement.author), announcement.author)

        def message(lang: str) -> Reply:
            return self._request(lang, announcement, audience, shown, author)

        await self._tell(people, announcement, "asked", message)
        return len(people)

    def _request(
        self, lang: str, announcement: Announcement, audience: Audience, previews: Sequence[Preview], author: str
    ) -> Reply:
        say, draft = self._library.phrasebook.say, announcement.draft
        late = audience.late(draft.when, self._clock.now())
        asks, leaves = "announce-asked", say(lang, "announce-leaves", when=self._teller.when(lang, draft.when))
        if draft.corrects:
            asks, leaves = "announce-asked-correction", ""
        parts = [
            say(lang, asks, author=f"**{literal(author)}**", number=announcement.id, other=draft.corrects or 0),
            self.reach(lang, audience),
            *([say(lang, "announce-counts-links")] if draft.count_links else []),
            *([say(lang, "announce-late", count=late)] if late else []),
            f"{leaves} {say(lang, 'announce-looks')}".strip(),
            *(one.message.text for one in previews),
            *self._unread(lang, draft, {one.message.lang for one in previews}),
        ]
        return Reply(
            Kind.ASK, "\n\n".join(parts), lang, choices=self.deciding(lang, announcement.id), file=announcement.draft.attachment
        )

    def _unread(self, lang: str, draft: AnnouncementDraft, read: Collection[str]) -> Iterator[str]:
        """Yield the texts in languages that nobody reads yet: when it leaves, somebody may."""
        phrasebook = self._library.phrasebook
        for written, text in draft.texts.items():
            if written not in read:
                head = phrasebook.say(lang, "announce-in-language", language=phrasebook.name_of(written), count=0)
                yield f"{head}\n\n**{text.title}**\n\n{text.body}"

    async def approved(self, announcement: Announcement, audience: Audience) -> None:
        """Tell the author that it can be sent."""

        def message(lang: str) -> Reply:
            title = literal(announcement.title)
            text = self._library.phrasebook.say(lang, "announce-approved", number=announcement.id, title=title)
            return Reply(Kind.DONE, text, lang, choices=self.sending(lang, announcement, len(audience.reached)))

        await self._tell_author(announcement, "approved", message)

    async def rejected(self, announcement: Announcement) -> None:
        """Tell the author that it will not be sent."""

        def message(lang: str) -> Reply:
            title = literal(announcement.title)
            text = self._library.phrasebook.say(lang, "announce-rejected", number=announcement.id, title=title)
            return Reply(Kind.DONE, text, lang)

        await self._tell_author(announcement, "rejected", message)

    async def revised(self, announcement: Announcement, outcome: Outcome) -> None:
        """Tell whoever asked for it that an announcement is taken back, or put right, and what of it is not."""

        def message(lang: str) -> Reply:
            what = "recalled" if outcome.revision.by_id is None else "corrected"
            title = f"**{literal(announcement.title)}**"
            text = self._library.phrasebook.say(lang, f"announce-is-{what}", number=announcement.id, title=title)
            return Reply(Kind.DONE, "\n".join([text, "", *(f"- {point}" for point in self._teller.outcome(lang, outcome))]), lang)

        people = [one for one in await self._links.staff() if actor_of(one.account) == outcome.revision.actor]
        await self._tell(people, announcement, f"revised-{outcome.revision.id}", message)

    async def interrupted(self, announcement: Announcement, reason: UsageError) -> None:
        """Tell the author that what a crash has left of it is paused, and why."""

        def message(lang: str) -> Reply:
            say = self._library.phrasebook.say
            why = say(lang, reason.key, **reason.values(lang)) if reason.key else str(reason)
            title = f"**{literal(announcement.title)}**"
            text = say(lang, "announce-interrupted", number=announcement.id, title=title, reason=literal(why))
            return Reply(Kind.DONE, text, lang, choices=self._teller.named(lang, announcement.id, "resume", "cancel"))

        await self._tell_author(announcement, f"interrupted-{self._clock.now():%Y%m%d%H%M}", message)

    def reach(self, lang: str, audience: Audience) -> str:
        """Return whom an announcement reaches, in words and numbers."""
        say = self._library.phrasebook.say
        count = len(audience.reached)
        told = [
            say(
                lang,
                "announce-reaches",
                count=count,
                total=audience.candidates,
                who=literal(self._audiences.explained(audience, lang)),
            )
        ]
        if audience.channels:
            channels = ", ".join(f"{channel.capitalize()} {count}" for channel, count in audience.channels.items())
            told.append(say(lang, "announce-channels", channels=channels))
        if audience.muted or audience.unreachable:
            told.append(say(lang, "announce-left-out", muted=len(audience.muted), unreachable=len(audience.unreachable)))
        if audience.closed:
            told.append(say(lang, "announce-closed", channels=listed(audience.closed)))
        if strangers := audience.zoneless:
            told.append(say(lang, "announce-zoneless", count=len(strangers), zone=strangers[0].zone))
        return " ".join(told)

    def deciding(self, lang: str, number: int) -> tuple[Choice, ...]:
        """Return the buttons by which a draft is approved or rejected."""
        return self._teller.named(lang, number, "approve", "reject")

    def sending(self, lang: str, announcement: Announcement, count: int) -> tuple[Choice, ...]:
        """Return the buttons by which it is sent, or put in the place of what it corrects."""
        say, number, draft = self._library.phrasebook.say, announcement.id, announcement.draft
        if draft.corrects:
            return (Choice(say(lang, "announce-place", number=draft.corrects), f"{ACTION}:place:{number}"),)
        label = say(lang, "announce-send" if draft.when.at is None else "announce-schedule", count=count)
        return (Choice(label, f"{ACTION}:send:{number}"), *self._teller.named(lang, number, "later"))

    def _may_approve(self, person: Staff, announcement: Announcement) -> bool:
        return person.role in APPROVING and (self._alone or actor_of(person.account) != announcement.author)

    async def _tell_author(self, announcement: Announcement, what: str, message: Callable[[str], Reply]) -> None:
        authors = [one for one in await self._links.staff() if actor_of(one.account) == announcement.author]
        await self._tell(authors, announcement, what, message)

    async def _tell(self, people: Iterable[Staff], announcement: Announcement, what: str, message: Callable[[str], Reply]) -> None:
        now, languages = self._clock.now(), self._library.phrasebook.languages
        drafts = [
            Draft(
                key=f"notice:{announcement.batch}:{what}:{actor_of(person.account)}",
                kind=PushKind.NOTICE,
                batch=f"notice:{announcement.batch}",
                recipient=f"account:{actor_of(person.account)}",
                addresses=(_address(person.account),),
                message=message(person.language if person.language in languages else languages[0]),
                not_before=now,
            )
            for person in people
            if person.account.channel in self._channels
        ]
        await self._outbox.enqueue(drafts, at=now)


def _address(account: Account) -> Address:
    return Address(account.channel, account.user_id)
