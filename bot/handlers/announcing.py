"""What the secretariat does with announcements in a chat: write, approve, send, follow, take back, put right.

Whoever is not of the secretariat is told so, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.conversation import Choice, Conversation, Kind, Reply
from bot.errors import UsageError
from bot.handlers.announce_after import Afterwards, Press
from bot.handlers.announce_checks import FormChecks
from bot.handlers.announce_said import Said
from bot.handlers.announce_writing import Writing
from bot.knowledge.library import Library
from bot.knowledge.text import literal
from bot.members.registry import Links, Staff, actor_of
from bot.outreach.announcements import Stage
from bot.outreach.boards import Boards
from bot.outreach.drafts import When, parse_when
from bot.outreach.notices import Notices
from bot.outreach.office import Office
from bot.outreach.telling import ACTION, Teller

NAME = ACTION
"""Of this capability: its command, where its buttons' actions and the subjects of its replies begin."""
_DIGITS = 10


class AnnounceDialog:
    """Leads the secretariat from a text to the final report.

    Args:
        library: For the words.
        links: Who is of the secretariat.
        office: What can be done with announcements.
        boards: Progress, shown to whoever sends one.
        writing: From a text to a draft.
        checks: What is wrong with a form.
        after: What can be done with one that exists.
        notices: Word to approvers and authors.
        teller: What is told of them.
    """

    def __init__(
        self,
        library: Library,
        links: Links,
        office: Office,
        boards: Boards,
        writing: Writing,
        checks: FormChecks,
        after: Afterwards,
        notices: Notices,
        teller: Teller,
    ) -> None:
        self._library = library
        self._links = links
        self._office = office
        self._boards = boards
        self._writing = writing
        self._checks = checks
        self._after = after
        self._notices = notices
        self._teller = teller
        self._presses: dict[str, Press] = {
            "approve": self._approve,
            "reject": self._reject,
            "send": self._send,
            "everyone": self._send_to_everyone,
            "later": self._ask_when,
            "write": self._write,
            "form": self._submit,
            **after.presses,
        }

    # -- doors --------------------------------------------------------------------------------------------------

    async def command(self, conversation: Conversation, argument: str) -> Reply:
        """Ask for a text, or show how far the announcement of a number is."""
        person = await self._person(conversation)
        if isinstance(person, Reply):
            return person
        if argument.isdecimal() and len(argument) < _DIGITS:
            return await self._after.show(conversation, person, int(argument))
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
        if said.step == "at" and not text:
            return self._writing.ask(conversation, said)
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
        if what == "drop":
            return self._say(conversation, Kind.DONE, "announce-dropped")
        if reply := await self._writing.press(conversation, person, what, which, more):
            return reply
        if what not in (*self._presses, "at") or not which.isdecimal() or len(which) >= _DIGITS:
            raise self._writing.outdated()
        if what in ("at", "everyone") and more:
            return await self._send_at(conversation, person, int(which), more, everyone=what == "everyone")
        return await self._presses.get(what, self._ask_when)(conversation, person, int(which))

    async def faults(self, conversation: Conversation, argument: str) -> Mapping[str, UsageError]:
        """Return what is wrong with a form, by field; nothing to whoever is not of the secretariat."""
        what, _, which = argument.partition(":")
        if isinstance(await self._person(conversation), Reply) or (what == "form" and not which.isdecimal()):
            return {}
        return await self._checks.faults(conversation, int(which) if what == "form" else None)

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
        self._office.in_time(wanted, announcement.draft.texts)
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
