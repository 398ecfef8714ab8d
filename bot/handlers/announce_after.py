"""What the secretariat does in a chat with an announcement that exists: follow, stop, decide on what is uncertain, take back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.conversation import Choice, Conversation, Kind, Reply
from bot.handlers.announce_writing import Writing
from bot.knowledge.library import Library
from bot.knowledge.text import literal
from bot.members.registry import Staff, actor_of
from bot.outreach.announcements import Progress, Stage
from bot.outreach.notices import Notices
from bot.outreach.office import APPROVING, Office
from bot.outreach.outbox import State
from bot.outreach.recalling import Recalling
from bot.outreach.telling import ACTION, Teller

Press = Callable[[Conversation, Staff, int], Awaitable[Reply]]
"""What a button does; takes who pressed it, and the number of the announcement."""


class Afterwards:
    """Does it.

    Args:
        library: For the words.
        office: What can be done with announcements.
        recalling: Takes back, and puts right.
        writing: Asks for the text of a correction.
        notices: The buttons for a draft, and for one that is approved.
        teller: What is told of them.
    """

    def __init__(
        self, library: Library, office: Office, recalling: Recalling, writing: Writing, notices: Notices, teller: Teller
    ) -> None:
        self._library = library
        self._office = office
        self._recalling = recalling
        self._writing = writing
        self._notices = notices
        self._teller = teller
        self.presses: dict[str, Press] = {
            "show": self.show,
            "pause": self._pause,
            "resume": self._resume,
            "cancel": self._ask_to_cancel,
            "withdraw": self._cancel,
            "resend": self._ask_to_resend,
            "again": self._resend,
            "letbe": self._ask_to_let_be,
            "settle": self._let_be,
            "recall": self._ask_to_recall,
            "takeback": self._recall,
            "correct": self._correct,
            "place": self._place,
        }

    async def show(self, conversation: Conversation, person: Staff, number: int) -> Reply:
        """Show how far an announcement is, with buttons for what this person can do with it."""
        progress = await self._office.progress(number)
        told = self._teller.told(conversation.lang, progress)
        return Reply(Kind.ANSWER, told, conversation.lang, choices=await self._choices(conversation.lang, person, progress))

    async def _choices(self, lang: str, person: Staff, progress: Progress) -> tuple[Choice, ...]:
        announcement = progress.announcement
        if announcement.stage is Stage.DRAFT and person.role in APPROVING:
            return self._notices.deciding(lang, announcement.id)
        if announcement.stage is Stage.APPROVED:
            audience = await self._office.reached(announcement.draft.segment)
            sending = self._notices.sending(lang, announcement, len(audience.reached))
            return (*sending, *self._teller.named(lang, announcement.id, "cancel"))
        again = self._teller.named(lang, announcement.id, "show") if progress.is_open else ()
        return (*again, *self._teller.choices(lang, progress))

    async def _pause(self, conversation: Conversation, person: Staff, number: int) -> Reply:
        await self._office.pause(number, actor=actor_of(person.account))
        return await self.show(conversation, person, number)

    async def _resume(self, conversation: Conversation, person: Staff, number: int) -> Reply:
        await self._office.resume(number, actor=actor_of(person.account))
        return await self.show(conversation, person, number)

    async def _ask_to_cancel(self, conversation: Conversation, _person: Staff, number: int) -> Reply:
        choices = self._teller.named(conversation.lang, number, "withdraw", "show")
        return replace(self._say(conversation, Kind.CHOICES, "announce-cancel-sure", number=number), choices=choices)

    async def _cancel(self, conversation: Conversation, person: Staff, number: int) -> Reply:
        await self._office.cancel(number, actor=actor_of(person.account))
        return await self.show(conversation, person, number)

    async def _ask_to_recall(self, conversation: Conversation, _person: Staff, number: int) -> Reply:
        title = literal((await self._office.get(number)).title)
        choices = self._teller.named(conversation.lang, number, "takeback", "show")
        reply = self._say(conversation, Kind.CHOICES, "announce-recall-sure", number=number, title=title)
        return replace(reply, choices=choices)

    async def _recall(self, conversation: Conversation, person: Staff, number: int) -> Reply:
        await self._recalling.recall(number, actor=actor_of(person.account))
        reply = self._say(conversation, Kind.DONE, "announce-recalling", number=number)
        return replace(reply, choices=self._teller.named(conversation.lang, number, "show"))

    async def _correct(self, conversation: Conversation, _person: Staff, number: int) -> Reply:
        return await self._writing.begin(conversation, (await self._office.get(number)).id)

    async def _place(self, conversation: Conversation, person: Staff, number: int) -> Reply:
        corrected = (await self._office.get(number)).draft.corrects
        if corrected is None:
            raise self._writing.outdated()
        await self._recalling.correct(corrected, number, actor=actor_of(person.account))
        reply = self._say(conversation, Kind.DONE, "announce-correcting", number=corrected)
        return replace(reply, choices=self._teller.named(conversation.lang, corrected, "show"))

    async def _ask_to_resend(self, conversation: Conversation, _person: Staff, number: int) -> Reply:
        return await self._ask_to_resolve(conversation, number, "resend", "again")

    async def _ask_to_let_be(self, conversation: Conversation, _person: Staff, number: int) -> Reply:
        return await self._ask_to_resolve(conversation, number, "letbe", "settle")

    async def _ask_to_resolve(self, conversation: Conversation, number: int, what: str, sure: str) -> Reply:
        """Ask once more before what is uncertain is sent once more, or let be."""
        say, lang = self._library.phrasebook.say, conversation.lang
        count = (await self._office.progress(number)).counts.get(State.UNCERTAIN, 0)
        again = self._teller.named(lang, number, "show")
        if not count:
            return replace(self._say(conversation, Kind.DONE, "announce-settled", number=number, count=0), choices=again)
        choices = (Choice(say(lang, f"announce-{sure}", count=count), f"{ACTION}:{sure}:{number}"), *again)
        reply = self._say(conversation, Kind.CHOICES, f"announce-{what}-sure", number=number, count=count)
        return replace(reply, choices=choices)

    async def _resend(self, conversation: Conversation, person: Staff, number: int) -> Reply:
        return await self._resolve(conversation, person, number, resend=True)

    async def _let_be(self, conversation: Conversation, person: Staff, number: int) -> Reply:
        return await self._resolve(conversation, person, number, resend=False)

    async def _resolve(self, conversation: Conversation, person: Staff, number: int, *, resend: bool) -> Reply:
        count = await self._office.resolve(number, resend=resend, actor=actor_of(person.account))
        told = "announce-resent" if resend else "announce-settled"
        reply = self._say(conversation, Kind.DONE, told, number=number, count=count)
        return replace(reply, choices=self._teller.named(conversation.lang, number, "show"))

    def _say(self, conversation: Conversation, kind: Kind, key: str, **values: str | int) -> Reply:
        return Reply(kind, self._library.phrasebook.say(conversation.lang, key, **values), conversation.lang)
