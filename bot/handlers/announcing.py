"""What the secretariat does with announcements in a chat: write, approve, send, follow, take back, put right.

Whoever is not of the secretariat is told so, and nothing else.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.conversation import Choice, Conversation, Kind, Reply
from bot.errors import UsageError
from bot.handlers.announce_writing import Said, Writing
from bot.knowledge.library import Library
from bot.knowledge.text import literal
from bot.members.registry import Links, Staff, actor_of
from bot.outreach.announcements import Progress, Stage
from bot.outreach.boards import Boards
from bot.outreach.drafts import When, parse_when
from bot.outreach.notices import Notices
from bot.outreach.office import APPROVING, Office
from bot.outreach.recalling import Recalling
from bot.outreach.telling import ACTION, Teller

NAME = ACTION
"""Of this capability: its command, where its buttons' actions and the subjects of its replies begin."""
_DIGITS = 10

Press = Callable[[Conversation, Staff, int], Awaitable[Reply]]


class AnnounceDialog:
    """Leads the secretariat from a text to the final report.

    Args:
        library: For the words.
        links: Who is of the secretariat.
        office: What can be done with announcements.
        recalling: Takes back, and puts right.
        boards: Progress, shown to whoever sends one.
        writing: From a text to a draft.
        notices: Word to approvers and authors.
        teller: What is told of them.
    """

    def __init__(
        self,
        library: Library,
        links: Links,
        office: Office,
        recalling: Recalling,
        boards: Boards,
        writing: Writing,
        notices: Notices,
        teller: Teller,
    ) -> None:
        self._library = library
        self._links = links
        self._office = office
        self._recalling = recalling
        self._boards = boards
        self._writing = writing
        self._notices = notices
        self._teller = teller
        self._presses: dict[str, Press] = {
            "approve": self._approve,
            "reject": self._reject,
            "send": self._send,
            "everyone": self._send_to_everyone,
            "later": self._ask_when,
            "show": self._show,
            "pause": self._pause,
            "resume": self._resume,
            "cancel": self._ask_to_cancel,
            "withdraw": self._cancel,
            "recall": self._ask_to_recall,
            "takeback": self._recall,
            "correct": self._correct,
            "place": self._place,
            "write": self._write,
            "form": self._submit,
        }

    # -- doors --------------------------------------------------------------------------------------------------

    async def command(self, conversation: Conversation, argument: str) -> Reply:
        """Ask for a text, or show how far the announcement of a number is."""
        person = await self._person(conversation)
        if isinstance(person, Reply):
            return person
        if argument.isdecimal() and len(argument) < _DIGITS:
            return await self._show(conversation, person, int(argument))
        return await self._writing.begin(conversation)

    async def answer(self, conversation: Conversation, text: str) -> Reply:
        """Take what was asked for last, and ask for the next.

        Raises:
            UsageError: It can't be used; the same is asked for still.
        """
        person = await self._person(conversation)
        if isinstance(person, Reply):
            return person
        said = Said.of(conversation.history[-1].reply)
        if said is None:
            return await self.command(conversation, "")
        if said.step == "at":
            return await self._send_at(conversation, person, said.about, " ".join(text.split()))
        return await self._writing.go_on(conversation, said, text)

    async def press(self, conversation: Conversation, argument: str) -> Reply:
        """Do what a button says, or take what was filled into a form."""
        person = await self._person(conversation)
        if isinstance(person, Reply):
            return person
        what, _, which = argument.partition(":")
        which, _, more = which.partition(":")
        match what:
            case "drop":
                return self._say(conversation, Kind.DONE, "announce-dropped")
            case "keep":
                return await self._writing.keep(conversation, person, self._writing.said(conversation, which))
            case "segment" | "when":
                said = self._writing.said(conversation, which)
                return self._writing.ask(conversation, replace(said, step=what))
            case "time":
                return await self._writing.go_on(conversation, self._writing.said(conversation, which), more)
        if what not in (*self._presses, "at") or not which.isdecimal() or len(which) >= _DIGITS:
            raise self._writing.outdated()
        if what in ("at", "everyone") and more:
            return await self._send_at(conversation, person, int(which), more, everyone=what == "everyone")
        return await self._presses.get(what, self._ask_when)(conversation, person, int(which))

    async def faults(self, conversation: Conversation, argument: str) -> Mapping[str, UsageError]:
        """Return what is wrong with a form, by field; nothing to whoever is not of the secretariat."""
        which = argument.partition(":")[2]
        if isinstance(await self._person(conversation), Reply) or not which.isdecimal():
            return {}
        return await self._writing.faults(conversation, int(which))

    async def _write(self, conversation: Conversation, _person: Staff, about: int) -> Reply:
        return self._writing.ask(conversation, Said("text", about=about))

    async def _submit(self, conversation: Conversation, _person: Staff, about: int) -> Reply:
        return await self._writing.submit(conversation, about)

    # -- deciding -----------------------------------------------------------------------------------------------

    async def _approve(self, conversation: Conversation, person: Staff, number: int) -> Reply:
        announcement = await self._office.approve(number, person)
        audience = await self._office.reached(announcement.draft.segment)
        if actor_of(person.account) != announcement.author:
            await self._notices.approved(announcement, audience)
        title = literal(announcement.title)
        reply = self._say(conversation, Kind.DONE, "announce-approved", number=number, title=title)
        return replace(reply, choices=self._notices.sending(conversation.lang, announcement, len(audience.reached)))

    async def _reject(self, conversation: Conversation, person: Staff, number: int) -> Reply:
        announcement = await self._office.reject(number, person)
        await self._notices.rejected(announcement)
        return self._say(conversation, Kind.DONE, "announce-rejected", number=number, title=literal(announcement.title))

    async def _send(self, conversation: Conversation, person: Staff, number: int) -> Reply:
        return await self._sent(conversation, person, number, everyone=False)

    async def _send_to_everyone(self, conversation: Conversation, person: Staff, number: int) -> Reply:
        return await self._sent(conversation, person, number, everyone=True)

    async def _send_at(self, conversation: Conversation, person: Staff, number: int, said: str, *, everyone: bool = False) -> Reply:
        return await self._sent(conversation, person, number, everyone=everyone, when=parse_when(said))

    async def _sent(
        self, conversation: Conversation, person: Staff, number: int, *, everyone: bool, when: When | None = None
    ) -> Reply:
        lang, announcement = conversation.lang, await self._office.get(number)
        wanted = when or announcement.draft.when
        self._office.in_time(wanted)
        audience = await self._office.reached(announcement.draft.segment)
        if announcement.stage is Stage.APPROVED and audience.is_everyone and not everyone:
            return self._ask_for_everyone(lang, number, len(audience.reached), when)
        _, count = await self._office.send(number, actor=actor_of(person.account), everyone=everyone, when=when)
        await self._boards.open(number, person.account, lang)
        if wanted.at is None:
            reply = self._say(conversation, Kind.DONE, "announce-sent", number=number, count=count)
        else:
            told = self._teller.when(lang, wanted)
            reply = self._say(conversation, Kind.DONE, "announce-scheduled", number=number, count=count, when=told)
        return replace(reply, choices=self._teller.named(lang, number, "show", "pause", "cancel"))

    def _ask_for_everyone(self, lang: str, number: int, count: int, when: When | None) -> Reply:
        say, at = self._library.phrasebook.say, f":{when}" if when else ""
        choices = (
            Choice(say(lang, "announce-everybody-yes", count=count), f"{NAME}:everyone:{number}{at}"),
            Choice(say(lang, "announce-not-yet"), f"{NAME}:show:{number}"),
        )
        return Reply(Kind.CHOICES, say(lang, "announce-everybody", count=count), lang, choices=choices)

    async def _ask_when(self, conversation: Conversation, _person: Staff, number: int) -> Reply:
        return self._writing.ask(conversation, Said("at", about=(await self._office.get(number)).id))

    # -- following ----------------------------------------------------------------------------------------------

    async def _show(self, conversation: Conversation, person: Staff, number: int) -> Reply:
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
        return await self._show(conversation, person, number)

    async def _resume(self, conversation: Conversation, person: Staff, number: int) -> Reply:
        await self._office.resume(number, actor=actor_of(person.account))
        return await self._show(conversation, person, number)

    async def _ask_to_cancel(self, conversation: Conversation, _person: Staff, number: int) -> Reply:
        choices = self._teller.named(conversation.lang, number, "withdraw", "show")
        return replace(self._say(conversation, Kind.CHOICES, "announce-cancel-sure", number=number), choices=choices)

    async def _cancel(self, conversation: Conversation, person: Staff, number: int) -> Reply:
        await self._office.cancel(number, actor=actor_of(person.account))
        return await self._show(conversation, person, number)

    # -- afterwards ---------------------------------------------------------------------------------------------

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

    # -- who ----------------------------------------------------------------------------------------------------

    async def _person(self, conversation: Conversation) -> Staff | Reply:
        """Return who of the secretariat it is, or the reply to who is not, or not alone."""
        account = conversation.message.sender
        if not conversation.message.private:
            return self._say(conversation, Kind.DENIED, "link-in-private")
        role = (await self._links.speaker(account)).role
        return Staff(account, role, "") if role else self._say(conversation, Kind.DENIED, "announce-denied")

    def _say(self, conversation: Conversation, kind: Kind, key: str, **values: str | int) -> Reply:
        return Reply(kind, self._library.phrasebook.say(conversation.lang, key, **values), conversation.lang)
