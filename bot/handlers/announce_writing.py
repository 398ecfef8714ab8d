"""How an announcement is written in a chat: step by step, or in a form where the platform has forms; until it is kept.

What was said so far travels in `Reply.subject`, and buttons name it by its digest: one under an older message means what
that message showed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.conversation import Choice, Conversation, Field, Form, Kind, Reply
from bot.errors import UsageError
from bot.knowledge.library import Library
from bot.members.registry import Staff, actor_of
from bot.outreach.audience import Audiences
from bot.outreach.drafts import MAX_TITLE, VARIABLES, AnnouncementDraft, parse_when, text_of, variables
from bot.outreach.notices import Notices
from bot.outreach.office import Office
from bot.outreach.telling import ACTION, Teller

_EXAMPLE = "region:africa category:local-government -country:KE"
_TITLE = "Title"
_FORM_TEXT = 3000
"""Characters that a form's box takes: docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element."""
_MORNING = 10


@dataclass(frozen=True, slots=True)
class Said:
    """What was said so far.

    Attributes:
        step: What is asked for next.
        about: The announcement that is to be corrected or, in the step ``at``, sent; 0 for none.
    """

    step: str
    body: str = ""
    title: str = ""
    segment: str = ""
    when: str = "now"
    about: int = 0

    @property
    def subject(self) -> str:
        """Return it as it stands in `Reply.subject`."""
        return f"{ACTION}:{json.dumps(astuple(self), ensure_ascii=False)}"

    @property
    def digest(self) -> str:
        """Return by what buttons name it."""
        return hashlib.sha256(self.subject.encode()).hexdigest()[:12]

    @classmethod
    def of(cls, reply: Reply) -> Said | None:
        """Return what a reply of ours says was said; ``None`` for any other reply."""
        name, _, state = reply.subject.partition(":")
        return cls(*json.loads(state)) if name == ACTION else None


class Writing:
    """Leads from a text to a draft.

    Args:
        library: For the words.
        audiences: Whom a segment reaches.
        office: Keeps drafts.
        notices: Word to approvers.
        teller: For the words about announcements.
        clock: The time.
    """

    def __init__(
        self, library: Library, audiences: Audiences, office: Office, notices: Notices, teller: Teller, clock: Clock
    ) -> None:
        self._library = library
        self._audiences = audiences
        self._office = office
        self._notices = notices
        self._teller = teller
        self._clock = clock

    async def begin(self, conversation: Conversation, about: int = 0) -> Reply:
        """Show a form, or ask for a text: of a new announcement, or in the place of another."""
        if not conversation.message.takes_forms:
            return self.ask(conversation, Said("text", about=about))
        say, lang = self._library.phrasebook.say, conversation.lang
        step_by_step = Choice(say(lang, "announce-write"), f"{ACTION}:write:{about}")
        text = say(lang, "announce-no-form")
        return Reply(Kind.CHOICES, text, lang, choices=(step_by_step,), form=await self._form(lang, about))

    def ask(self, conversation: Conversation, said: Said) -> Reply:
        """Ask for the next step."""
        phrasebook, lang = self._library.phrasebook, conversation.lang
        step = "correction" if said.about and said.step == "text" else said.step
        choices = (
            *(self._times(lang, said) if said.step in ("when", "at") else ()),
            Choice(phrasebook.say(lang, "announce-drop"), f"{ACTION}:drop"),
        )
        text = phrasebook.say(lang, f"announce-ask-{step}", number=said.about, **self._hints())
        return Reply(Kind.ASK, text, lang, choices=choices, subject=said.subject)

    async def go_on(self, conversation: Conversation, said: Said, text: str) -> Reply:
        """Take what was asked for, and ask for the next.

        Raises:
            UsageError: It can't be used; the same is asked for still.
        """
        match said.step:
            case "text":
                body = _typed(text)
                variables(text_of(_TITLE, body).body)
                return self.ask(conversation, replace(said, step="title", body=body))
            case "title":
                said = replace(said, title=text_of(_line(text), said.body).title)
                if said.about:
                    return await self.preview(conversation, replace(said, step="ready"))
                return self.ask(conversation, replace(said, step="segment"))
            case "when":
                self._office.in_time(parse_when(_line(text)))
                return await self.preview(conversation, replace(said, step="ready", when=_line(text)))
            case _:
                return await self.preview(conversation, replace(said, step="ready", segment=_line(text)))

    async def preview(self, conversation: Conversation, said: Said) -> Reply:
        """Show whom it reaches and how it looks.

        Raises:
            UsageError: It reaches nobody, or a variable has no value for somebody.
        """
        draft, lang, say = await self.draft(said), conversation.lang, self._library.phrasebook.say
        audience = await self._office.reached(draft.segment)
        first = next(iter((await self._audiences.messages(draft, audience)).values()))
        reach = self._notices.reach(lang, audience)
        if said.about:
            head = say(lang, "announce-corrects", number=said.about)
            if len((await self._office.get(said.about)).draft.texts) > 1:
                head = f"{head} {say(lang, 'announce-one-language')}"
            others: tuple[str, ...] = ()
        else:
            head = f"{reach} {say(lang, 'announce-leaves', when=self._teller.when(lang, draft.when))}"
            others = ("segment", "when")
        labels = {"segment": "announce-other-segment", "when": "announce-later"}
        choices = (
            Choice(say(lang, "announce-keep"), f"{ACTION}:keep:{said.digest}"),
            *(Choice(say(lang, labels[other]), f"{ACTION}:{other}:{said.digest}") for other in others),
            Choice(say(lang, "announce-drop"), f"{ACTION}:drop"),
        )
        text = "\n\n".join([head, say(lang, "announce-looks"), first.text])
        return Reply(Kind.ANSWER, text, lang, note=first.note, choices=choices, subject=said.subject)

    async def keep(self, conversation: Conversation, person: Staff, said: Said) -> Reply:
        """Keep it as a draft, and ask for approval.

        Raises:
            UsageError: It was kept already, or can't be used any more.
        """
        kept = replace(said, step="kept")
        if any(turn.reply.subject == kept.subject for turn in conversation.history):
            raise self.outdated()
        announcement = await self._office.draft(await self.draft(said), author=actor_of(person.account))
        audience = await self._audiences.reached(announcement.draft.segment)
        count = await self._notices.ask(announcement, audience, (await self._office.previews(announcement)).values())
        text = self._library.phrasebook.say(conversation.lang, "announce-kept", number=announcement.id, count=count)
        return Reply(Kind.DONE, text, conversation.lang, subject=kept.subject)

    def said(self, conversation: Conversation, digest: str) -> Said:
        """Return what a button names.

        Raises:
            UsageError: It was said too long ago.
        """
        for turn in reversed(conversation.history):
            said = Said.of(turn.reply)
            if said and said.digest == digest:
                return said
        raise self.outdated()

    async def draft(self, said: Said) -> AnnouncementDraft:
        """Return the draft that was said.

        Raises:
            UsageError: Something of it can't be used.
        """
        texts = {self._library.phrasebook.languages[0]: text_of(said.title, said.body)}
        if not said.about:
            return AnnouncementDraft(texts, said.segment, parse_when(said.when))
        corrected = (await self._office.get(said.about)).draft
        return AnnouncementDraft(texts, corrected.segment, corrects=said.about)

    def outdated(self) -> UsageError:
        """Return what is told of a button that means nothing any more."""
        return UsageError("that button is out of date", "outdated-button")

    # -- forms --------------------------------------------------------------------------------------------------

    async def submit(self, conversation: Conversation, about: int) -> Reply:
        """Show the preview of what was filled into a form."""
        return await self.preview(conversation, self._filled(conversation.message.fields, about))

    async def faults(self, conversation: Conversation, about: int) -> dict[str, UsageError]:
        """Return what is wrong with a form, by field."""
        said = self._filled(conversation.message.fields, about)
        found: dict[str, UsageError] = {}

        @contextmanager
        def noting(field: str) -> Iterator[None]:
            try:
                yield
            except UsageError as error:
                found.setdefault(field, error)

        with noting("title"):
            text_of(said.title, _TITLE)
        with noting("text"):
            text_of(_TITLE, said.body)
        with noting("when"):
            self._office.in_time(parse_when(said.when))
        if not said.about:
            with noting("segment"):
                await self._office.reached(said.segment)
        if not found:
            with noting("text"):
                draft = await self.draft(said)
                await self._audiences.messages(draft, await self._office.reached(draft.segment))
        return found

    async def _form(self, lang: str, about: int) -> Form:
        say, hints = self._library.phrasebook.say, self._hints()
        before = next(iter((await self._office.get(about)).draft.texts.values())) if about else None
        fields = [
            Field("title", say(lang, "announce-form-title"), "", before.title if before else "", MAX_TITLE),
            Field(
                "text",
                say(lang, "announce-form-text", **hints),
                say(lang, "announce-form-text-hint", **hints),
                (before.body.replace("  \n", "\n") if before else "")[:_FORM_TEXT],
                _FORM_TEXT,
                long=True,
            ),
        ]
        if not about:
            fields += [
                Field("segment", say(lang, "announce-form-segment"), say(lang, "announce-form-segment-hint", **hints), "", 1000),
                Field("when", say(lang, "announce-form-when"), say(lang, "announce-form-when-hint", **hints), "now", 40),
            ]
        title = "announce-form-correction" if about else "announce-form"
        return Form(
            f"{ACTION}:form:{about}",
            say(lang, title),
            say(lang, "announce-form-go-on"),
            say(lang, "announce-form-cancel"),
            tuple(fields),
        )

    def _filled(self, fields: Mapping[str, str], about: int) -> Said:
        return Said(
            "ready",
            _typed(fields.get("text", "").strip()),
            _line(fields.get("title", "")),
            _line(fields.get("segment", "")),
            _line(fields.get("when", "")) or "now",
            about,
        )

    # -- words --------------------------------------------------------------------------------------------------

    def _hints(self) -> dict[str, str]:
        phrasebook = self._library.phrasebook
        tomorrow = self._tomorrow()
        return {
            "language": phrasebook.name_of(phrasebook.languages[0]),
            "variables": ", ".join(f"{{{name}}}" for name in VARIABLES if name != "local_time"),
            "default": "{name|colleague}",
            "example": f"“{_EXAMPLE}”",
            "everyone": "“everyone”",
            "now": "“now”",
            "local": f"“{tomorrow:%Y-%m-%d %H:%M} local”",
            "instant": f"“{tomorrow:%Y-%m-%dT%H:%M}+00:00”",
        }

    def _tomorrow(self) -> datetime:
        day = self._clock.today() + timedelta(days=1)
        return datetime(day.year, day.month, day.day, _MORNING)  # noqa: DTZ001  wherever each reader is

    def _times(self, lang: str, said: Said) -> tuple[Choice, ...]:
        """Return buttons for the usual times."""
        say, local = self._library.phrasebook.say, f"{self._tomorrow():%Y-%m-%d %H:%M} local"
        whose = f"at:{said.about}" if said.step == "at" else f"time:{said.digest}"
        return (
            Choice(say(lang, "announce-when-now"), f"{ACTION}:{whose}:now"),
            Choice(self._teller.when(lang, parse_when(local)), f"{ACTION}:{whose}:{local}"),
        )


def _line(text: str) -> str:
    return " ".join(text.split())


def _typed(text: str) -> str:
    """Return a text as Markdown shows it as it was typed: a line is a line."""
    return text.replace("\r\n", "\n").replace("\n", "  \n")
