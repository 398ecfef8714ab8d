"""The conversation in which the secretariat writes an announcement, approves it, sends it, and sees how far it is.

What was said so far travels in `Reply.subject`, and buttons name it by its digest: one under an older message means what
that message showed. Whoever is not of the secretariat is told so, and nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import astuple, dataclass, replace

from bot.conversation import Choice, Conversation, Kind, Reply
from bot.errors import UsageError
from bot.knowledge.library import Library
from bot.knowledge.text import literal
from bot.members.registry import Links, Staff, actor_of
from bot.outreach.announcements import Progress, Stage
from bot.outreach.audience import Audience, Audiences
from bot.outreach.drafts import VARIABLES, AnnouncementDraft, text_of, variables
from bot.outreach.notices import ACTION, Notices
from bot.outreach.office import APPROVING, Office
from bot.outreach.outbox import State

NAME = ACTION
"""Of this capability: its command, where its buttons' actions and the subjects of its replies begin."""
_EXAMPLE = "region:africa category:local-government -country:KE"
_TITLE = "Title"
_COUNTED = {
    "sent": (State.SENT,),
    "open": (State.QUEUED, State.SENDING),
    "failed": (State.FAILED,),
    "unreachable": (State.UNREACHABLE,),
    "uncertain": (State.UNCERTAIN,),
    "withdrawn": (State.CANCELLED, State.SKIPPED),
}
_BUTTONS = {
    Stage.SENDING: ("show", "pause", "cancel"),
    Stage.PAUSED: ("show", "resume", "cancel"),
}


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said so far; ``step`` is what is asked for next."""

    step: str
    body: str = ""
    title: str = ""
    segment: str = ""

    @property
    def subject(self) -> str:
        return f"{NAME}:{json.dumps(astuple(self), ensure_ascii=False)}"

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.subject.encode()).hexdigest()[:12]

    @classmethod
    def of(cls, reply: Reply) -> _Said | None:
        name, _, state = reply.subject.partition(":")
        return cls(*json.loads(state)) if name == NAME else None


class AnnounceDialog:
    """Leads the secretariat from a text to its delivery.

    Args:
        library: For the words.
        links: Who is of the secretariat.
        audiences: Whom a segment reaches.
        office: What can be done with announcements.
        notices: Word to approvers and authors.
    """

    def __init__(self, library: Library, links: Links, audiences: Audiences, office: Office, notices: Notices) -> None:
        self._library = library
        self._links = links
        self._audiences = audiences
        self._office = office
        self._notices = notices
        self._presses: dict[str, Callable[[Conversation, Staff, int], Awaitable[Reply]]] = {
            "approve": self._approve,
            "reject": self._reject,
            "send": self._send,
            "everyone": self._send_to_everyone,
            "show": self._show,
            "pause": self._pause,
            "resume": self._resume,
            "cancel": self._ask_to_cancel,
            "withdraw": self._cancel,
        }

    # -- doors --------------------------------------------------------------------------------------------------

    async def command(self, conversation: Conversation, argument: str) -> Reply:
        """Ask for a text, or show how far the announcement of a number is."""
        person = await self._person(conversation)
        if isinstance(person, Reply):
            return person
        if argument.isdecimal() and len(argument) < 10:
            return await self._show(conversation, person, int(argument))
        return self._ask(conversation, _Said("text"))

    async def answer(self, conversation: Conversation, text: str) -> Reply:
        """Take what was asked for last, and ask for the next.

        Raises:
            UsageError: It can't be used; the same is asked for still.
        """
        person = await self._person(conversation)
        said = _Said.of(conversation.history[-1].reply)
        if isinstance(person, Reply) or said is None:
            return person if isinstance(person, Reply) else await self.command(conversation, "")
        match said.step:
            case "text":
                body = text.replace("\n", "  \n")  # as it was typed: a line is a line
                variables(text_of(_TITLE, body).body)
                return self._ask(conversation, replace(said, step="title", body=body))
            case "title":
                title = text_of(" ".join(text.split()), said.body).title
                return self._ask(conversation, replace(said, step="segment", title=title))
            case _:
                return await self._preview(conversation, replace(said, step="ready", segment=" ".join(text.split())))

    async def press(self, conversation: Conversation, argument: str) -> Reply:
        """Do what a button says."""
        person = await self._person(conversation)
        if isinstance(person, Reply):
            return person
        what, _, which = argument.partition(":")
        if what == "drop":
            return self._say(conversation, Kind.DONE, "announce-dropped")
        if what in ("keep", "segment"):
            said = self._said(conversation, which)
            if what == "keep":
                return await self._keep(conversation, person, said)
            return self._ask(conversation, replace(said, step="segment", segment=""))
        if what not in self._presses or not which.isdecimal():
            raise self._outdated(conversation)
        return await self._presses[what](conversation, person, int(which))

    # -- writing ------------------------------------------------------------------------------------------------

    def _ask(self, conversation: Conversation, said: _Said) -> Reply:
        phrasebook, lang = self._library.phrasebook, conversation.lang
        values = {
            "language": phrasebook.name_of(phrasebook.languages[0]),
            "variables": ", ".join(f"{{{name}}}" for name in VARIABLES if name != "local_time"),
            "default": "{name|colleague}",
            "example": f"“{_EXAMPLE}”",
            "everyone": "“everyone”",
        }
        drop = Choice(phrasebook.say(lang, "announce-drop"), f"{NAME}:drop")
        text = phrasebook.say(lang, f"announce-ask-{said.step}", **values)
        return Reply(Kind.ASK, text, lang, choices=(drop,), subject=said.subject)

    async def _preview(self, conversation: Conversation, said: _Said) -> Reply:
        draft, lang, say = self._draft(said), conversation.lang, self._library.phrasebook.say
        audience = await self._audiences.reached(said.segment)
        if not audience.reached:
            raise UsageError(say(lang, "announce-nobody", who=literal(audience.explanation)))
        first = next(iter((await self._audiences.messages(draft, audience)).values()))
        text = "\n\n".join([self._notices.reach(lang, audience), say(lang, "announce-looks"), first.text])
        choices = (
            Choice(say(lang, "announce-keep"), f"{NAME}:keep:{said.digest}"),
            Choice(say(lang, "announce-other-segment"), f"{NAME}:segment:{said.digest}"),
            Choice(say(lang, "announce-drop"), f"{NAME}:drop"),
        )
        return Reply(Kind.ANSWER, text, lang, note=first.note, choices=choices, subject=said.subject)

    async def _keep(self, conversation: Conversation, person: Staff, said: _Said) -> Reply:
        kept = replace(said, step="kept")
        if any(turn.reply.subject == kept.subject for turn in conversation.history):
            raise self._outdated(conversation)
        announcement = await self._office.draft(self._draft(said), author=actor_of(person.account))
        audience = await self._audiences.reached(said.segment)
        count = await self._notices.ask(announcement, audience, (await self._office.previews(announcement)).values())
        reply = self._say(conversation, Kind.DONE, "announce-kept", number=announcement.id, count=count)
        return replace(reply, subject=kept.subject)

    def _draft(self, said: _Said) -> AnnouncementDraft:
        return AnnouncementDraft({self._library.phrasebook.languages[0]: text_of(said.title, said.body)}, said.segment)

    def _said(self, conversation: Conversation, digest: str) -> _Said:
        for turn in reversed(conversation.history):
            said = _Said.of(turn.reply)
            if said and said.digest == digest:
                return said
        raise self._outdated(conversation)

    # -- deciding -----------------------------------------------------------------------------------------------

    async def _approve(self, conversation: Conversation, person: Staff, number: int) -> Reply:
        announcement = await self._office.approve(number, person)
        audience = await self._audiences.reached(announcement.draft.segment)
        if actor_of(person.account) != announcement.author:
            await self._notices.approved(announcement, audience)
        title = literal(announcement.title)
        reply = self._say(conversation, Kind.DONE, "announce-approved", number=number, title=title)
        return replace(reply, choices=(self._notices.sending(conversation.lang, number, len(audience.reached)),))

    async def _reject(self, conversation: Conversation, person: Staff, number: int) -> Reply:
        announcement = await self._office.reject(number, person)
        await self._notices.rejected(announcement)
        return self._say(conversation, Kind.DONE, "announce-rejected", number=number, title=literal(announcement.title))

    async def _send(self, conversation: Conversation, person: Staff, number: int) -> Reply:
        announcement = await self._office.get(number)
        audience = await self._audiences.reached(announcement.draft.segment)
        if announcement.stage is Stage.APPROVED and audience.is_everyone:
            return self._ask_for_everyone(conversation, number, audience)
        return await self._sent(conversation, person, number, everyone=False)

    def _ask_for_everyone(self, conversation: Conversation, number: int, audience: Audience) -> Reply:
        say, lang, count = self._library.phrasebook.say, conversation.lang, len(audience.reached)
        choices = (
            Choice(say(lang, "announce-everybody-yes", count=count), f"{NAME}:everyone:{number}"),
            Choice(say(lang, "announce-not-yet"), f"{NAME}:show:{number}"),
        )
        return Reply(Kind.CHOICES, say(lang, "announce-everybody", count=count), lang, choices=choices)

    async def _send_to_everyone(self, conversation: Conversation, person: Staff, number: int) -> Reply:
        return await self._sent(conversation, person, number, everyone=True)

    async def _sent(self, conversation: Conversation, person: Staff, number: int, *, everyone: bool) -> Reply:
        _, count = await self._office.send(number, actor=actor_of(person.account), everyone=everyone)
        reply = self._say(conversation, Kind.DONE, "announce-sent", number=number, count=count)
        return replace(reply, choices=self._buttons(conversation.lang, number, Stage.SENDING))

    # -- following ----------------------------------------------------------------------------------------------

    async def _show(self, conversation: Conversation, person: Staff, number: int) -> Reply:
        progress = await self._office.progress(number)
        announcement, lang = progress.announcement, conversation.lang
        choices: tuple[Choice, ...] = ()
        if announcement.stage is Stage.DRAFT and person.role in APPROVING:
            choices = self._notices.deciding(lang, number)
        elif announcement.stage is Stage.APPROVED:
            audience = await self._audiences.reached(announcement.draft.segment)
            choices = (self._notices.sending(lang, number, len(audience.reached)), *self._named(lang, number, "cancel"))
        elif progress.is_open:
            choices = self._buttons(lang, number, announcement.stage)
        return Reply(Kind.ANSWER, self._told(lang, progress), lang, choices=choices)

    async def _pause(self, conversation: Conversation, person: Staff, number: int) -> Reply:
        await self._office.pause(number, actor=actor_of(person.account))
        return await self._show(conversation, person, number)

    async def _resume(self, conversation: Conversation, person: Staff, number: int) -> Reply:
        await self._office.resume(number, actor=actor_of(person.account))
        return await self._show(conversation, person, number)

    async def _ask_to_cancel(self, conversation: Conversation, _person: Staff, number: int) -> Reply:
        choices = self._named(conversation.lang, number, "withdraw", "show")
        return replace(self._say(conversation, Kind.CHOICES, "announce-cancel-sure", number=number), choices=choices)

    async def _cancel(self, conversation: Conversation, person: Staff, number: int) -> Reply:
        await self._office.cancel(number, actor=actor_of(person.account))
        return await self._show(conversation, person, number)

    def _told(self, lang: str, progress: Progress) -> str:
        say, announcement = self._library.phrasebook.say, progress.announcement
        stage = say(lang, f"announce-is-{progress.stage}")
        lines = [say(lang, "announce-progress", number=announcement.id, title=f"**{literal(announcement.title)}**", stage=stage)]
        if progress.total:
            counted = {name: sum(progress.counts.get(state, 0) for state in states) for name, states in _COUNTED.items()}
            lines += ["", *(f"- {say(lang, f'announce-{name}-count', count=count)}" for name, count in counted.items() if count)]
        return "\n".join(lines)

    def _buttons(self, lang: str, number: int, stage: Stage) -> tuple[Choice, ...]:
        return self._named(lang, number, *_BUTTONS.get(stage, ()))

    def _named(self, lang: str, number: int, *names: str) -> tuple[Choice, ...]:
        return tuple(Choice(self._library.phrasebook.say(lang, f"announce-{name}"), f"{NAME}:{name}:{number}") for name in names)

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

    def _outdated(self, conversation: Conversation) -> UsageError:
        return UsageError(self._library.phrasebook.say(conversation.lang, "outdated-button"))
