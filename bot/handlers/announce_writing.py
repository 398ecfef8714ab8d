"""How an announcement is written in a chat: step by step, or in a form where the platform has forms; until it is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from bot.clock import Clock
from bot.conversation import Choice, Conversation, Form, Kind, Reply, Upload
from bot.errors import UsageError
from bot.handlers.announce_said import Said
from bot.handlers.announce_words import Words, line, typed
from bot.knowledge.library import Library
from bot.members.registry import Staff, actor_of
from bot.outreach.audience import Audience, Audiences
from bot.outreach.drafts import AnnouncementDraft, parse_when, text_of, variables
from bot.outreach.notices import Notices
from bot.outreach.office import Office
from bot.outreach.telling import ACTION, Teller
from bot.outreach.uploads import Uploads, fetched

_TITLE = "Title"


class Writing:
    """Leads from a text to a draft.

    Args:
        library: For the words.
        audiences: Whom a segment reaches.
        office: Keeps drafts.
        uploads: Keeps files.
        notices: Word to approvers.
        teller: For the words about announcements.
        clock: The time.
    """

    def __init__(
        self,
        library: Library,
        audiences: Audiences,
        office: Office,
        uploads: Uploads,
        notices: Notices,
        teller: Teller,
        clock: Clock,
    ) -> None:
        self._library = library
        self._audiences = audiences
        self._office = office
        self._uploads = uploads
        self._notices = notices
        self._teller = teller
        self._clock = clock
        self._words = Words(library.phrasebook, teller, clock)

    @property
    def _first(self) -> str:
        """Return the language in which everybody gets it who reads no other."""
        return self._library.phrasebook.languages[0]

    # -- steps --------------------------------------------------------------------------------------------------

    async def begin(self, conversation: Conversation, about: int = 0) -> Reply:
        """Show a form, or ask for a text: of a new announcement, or in the place of another."""
        if not conversation.message.takes_forms:
            return self.ask(conversation, Said("text", about=about))
        before = next(iter((await self._office.get(about)).draft.texts.values())) if about else None
        form = self._words.form(conversation.lang, about, before)
        return self._opening(conversation, form, "write", str(about))

    def ask(self, conversation: Conversation, said: Said, told: str = "") -> Reply:
        """Ask for the next step; ``told`` is said before."""
        phrasebook, lang = self._library.phrasebook, conversation.lang
        choices = (
            *(self._words.times(lang, said) if said.step in ("when", "at") else ()),
            *(self._leaving_out(lang, said) if said.step == "text" else ()),
            Choice(phrasebook.say(lang, "announce-drop"), f"{ACTION}:drop"),
        )
        question = self._words.question(lang, said)
        return Reply(Kind.ASK, f"{told} {question}".strip(), lang, choices=choices, subject=said.subject)

    async def go_on(self, conversation: Conversation, said: Said, text: str) -> Reply:
        """Take what was asked for, and ask for the next.

        Raises:
            UsageError: It can't be used; the same is asked for still.
        """
        told = ""
        if upload := conversation.message.upload:
            said = await self._attached(said, upload)
            told = self._words.with_file(conversation.lang, said)
            if said.step == "file":
                return await self.preview(conversation, replace(said, step="ready"))
            if not text:
                return self.ask(conversation, said, told)
        lang = said.lang or self._first
        match said.step:
            case "text":
                body = typed(text)
                variables(text_of(_TITLE, body).body)
                return self.ask(conversation, replace(said.worded(lang, said.wording(lang)[0], body), step="title"), told)
            case "title":
                body = said.wording(lang)[1]
                said = said.worded(lang, text_of(line(text), body).title, body)
                if said.about or said.lang:
                    return await self.preview(conversation, replace(said, step="ready", lang=""))
                return self.ask(conversation, replace(said, step="segment"), told)
            case "when":
                return await self.preview(conversation, replace(said, step="ready", when=line(text)))
            case "file":
                raise UsageError("that is no file", "announce-no-file")
            case _:
                return await self.preview(conversation, replace(said, step="ready", segment=line(text)))

    async def press(self, conversation: Conversation, person: Staff, what: str, which: str, more: str) -> Reply | None:
        """Do what a button says that names what was said; ``None`` for any other button.

        Raises:
            UsageError: It was said too long ago, or can't be used.
        """
        match what:
            case "keep":
                return await self._keep(conversation, person, self._said(conversation, which))
            case "segment" | "when" | "file":
                return self.ask(conversation, replace(self._said(conversation, which), step=what))
            case "time":
                return await self.go_on(conversation, self._said(conversation, which), more)
            case "nofile":
                return await self.preview(conversation, replace(self._said(conversation, which), file="", file_name=""))
            case "languages":
                return self._languages(conversation, self._said(conversation, which))
            case "words" if more in self._library.phrasebook.languages[1:]:
                return await self._translate(conversation, self._said(conversation, which), more)
            case "steps" if more in self._library.phrasebook.languages[1:]:
                return self.ask(conversation, replace(self._said(conversation, which), step="text", lang=more))
            case "without":
                return await self.preview(
                    conversation, replace(self._said(conversation, which).without(more), step="ready", lang="")
                )
        return None

    async def preview(self, conversation: Conversation, said: Said) -> Reply:
        """Show whom it reaches and how it looks.

        Raises:
            UsageError: It reaches nobody, its time has passed, or a variable has no value for somebody or may change until then.
        """
        draft, lang, say = await self._draft(said), conversation.lang, self._library.phrasebook.say
        self._office.in_time(draft.when, draft.texts)
        audience = await self._office.reached(draft.segment)
        if said.about:
            head = say(lang, "announce-corrects", number=said.about)
            if len(draft.texts) == 1 < len((await self._office.get(said.about)).draft.texts):
                head = f"{head} {say(lang, 'announce-one-language')}"
        else:
            leaves = say(lang, "announce-leaves", when=self._teller.when(lang, draft.when))
            head = f"{self._notices.reach(lang, audience)} {leaves}"
        heads = [head, self._words.with_file(lang, said), self._doubted(lang, draft)]
        shown = await self._shown(lang, draft, audience)
        text = "\n\n".join([" ".join(filter(None, heads)), say(lang, "announce-looks"), *(part for part, _ in shown)])
        return Reply(Kind.ANSWER, text, lang, note=shown[0][1], choices=self._words.after(lang, said), subject=said.subject)

    async def _keep(self, conversation: Conversation, person: Staff, said: Said) -> Reply:
        """Keep it as a draft, and ask for approval.

        Raises:
            UsageError: It was kept already, or can't be used any more.
        """
        kept = replace(said, step="kept")
        if any(turn.reply.subject == kept.subject for turn in conversation.history):
            raise self.outdated()
        announcement = await self._office.draft(await self._draft(said), author=actor_of(person.account))
        audience = await self._audiences.reached(announcement.draft.segment)
        count = await self._notices.ask(announcement, audience, (await self._office.previews(announcement)).values())
        text = self._library.phrasebook.say(conversation.lang, "announce-kept", number=announcement.id, count=count)
        return Reply(Kind.DONE, text, conversation.lang, subject=kept.subject)

    def _said(self, conversation: Conversation, digest: str) -> Said:
        for turn in reversed(conversation.history):
            said = Said.of(turn.reply)
            if said and said.digest == digest:
                return said
        raise self.outdated()

    def outdated(self) -> UsageError:
        """Return what is told of a button that means nothing any more."""
        return UsageError("that button is out of date", "outdated-button")

    # -- what it consists of ------------------------------------------------------------------------------------

    async def _draft(self, said: Said) -> AnnouncementDraft:
        """Return the draft that was said.

        Raises:
            UsageError: Something of it can't be used.
        """
        texts = {self._first: text_of(*said.wording(self._first))}
        texts |= {lang: text_of(*text) for lang, text in said.texts.items() if lang != self._first}
        if said.about:
            corrected = (await self._office.get(said.about)).draft
            return AnnouncementDraft(texts, corrected.segment, corrects=said.about)
        attachment = await self._uploads.get(said.file) if said.file else None
        if said.file and attachment is None:
            raise UsageError(f"{said.file_name} is not here any more", "announce-file-gone", name=said.file_name)
        return AnnouncementDraft(texts, said.segment, parse_when(said.when), attachment)

    async def _attached(self, said: Said, upload: Upload) -> Said:
        """Return what was said with a file, which is kept.

        Raises:
            UsageError: It is too large, could not be fetched, or a correction can't have one.
        """
        if said.about:
            raise UsageError("a file can't be put into a message that has left", "announce-file-corrects")
        file = await fetched(upload)
        return replace(said, file=await self._uploads.keep(file, at=self._clock.now()), file_name=file.name)

    async def _shown(self, lang: str, draft: AnnouncementDraft, audience: Audience) -> list[tuple[str, str]]:
        """Return text and small print of each language as its first reader gets it."""
        messages = [*(await self._audiences.messages(draft, audience)).values()]
        if len(draft.texts) == 1:
            return [(messages[0].text, messages[0].note)]
        counted, phrasebook = Counter(message.lang for message in messages), self._library.phrasebook
        shown = []
        for written in draft.texts:
            first = next((message for message in messages if message.lang == written), None)
            head = phrasebook.say(lang, "announce-in-language", language=phrasebook.name_of(written), count=counted[written])
            shown.append((f"{head}\n\n{first.text}", first.note) if first else (head, messages[0].note))
        return shown

    def _doubted(self, lang: str, draft: AnnouncementDraft) -> str:
        """Return a word of warning where a text is in another language than it is kept for; empty where none is."""
        phrasebook = self._library.phrasebook
        for written, text in draft.texts.items():
            other = self._library.language_of(text.body)
            if other and other != written and other in phrasebook.languages:
                names = {"language": phrasebook.name_of(written), "other": phrasebook.name_of(other)}
                return phrasebook.say(lang, "announce-looks-like", **names)
        return ""

    # -- further languages --------------------------------------------------------------------------------------

    def _languages(self, conversation: Conversation, said: Said) -> Reply:
        phrasebook, lang = self._library.phrasebook, conversation.lang
        text = phrasebook.say(lang, "announce-which-language", language=phrasebook.name_of(self._first))
        choices = tuple(
            Choice(phrasebook.name_of(other), f"{ACTION}:words:{said.digest}:{other}") for other in phrasebook.languages[1:]
        )
        return Reply(Kind.CHOICES, text, lang, choices=choices, subject=said.subject)

    async def _translate(self, conversation: Conversation, said: Said, other: str) -> Reply:
        """Take the text in a language that a form brings, or open a form for it, or ask for it."""
        message = conversation.message
        if message.fields:
            worded = said.worded(other, line(message.fields.get("title", "")), typed(message.fields.get("text", "").strip()))
            return await self.preview(conversation, replace(worded, step="ready", lang=""))
        if not message.takes_forms:
            return self.ask(conversation, replace(said, step="text", lang=other))
        form = self._words.translation_form(conversation.lang, said, other)
        return replace(self._opening(conversation, form, "steps", f"{said.digest}:{other}"), subject=said.subject)

    def _leaving_out(self, lang: str, said: Said) -> Iterator[Choice]:
        if said.lang in said.texts:
            label = self._library.phrasebook.say(lang, "announce-leave-out", language=self._library.phrasebook.name_of(said.lang))
            yield Choice(label, f"{ACTION}:without:{said.digest}:{said.lang}")

    # -- forms --------------------------------------------------------------------------------------------------

    def _opening(self, conversation: Conversation, form: Form, what: str, which: str) -> Reply:
        """Return a form, and what is said where it can't be opened: that it goes step by step as well."""
        say, lang = self._library.phrasebook.say, conversation.lang
        step_by_step = Choice(say(lang, "announce-write"), f"{ACTION}:{what}:{which}")
        return Reply(Kind.CHOICES, say(lang, "announce-no-form"), lang, choices=(step_by_step,), form=form)

    async def submit(self, conversation: Conversation, about: int) -> Reply:
        """Show the preview of what was filled into a form."""
        said = self._words.filled(conversation.message.fields, about)
        if conversation.message.upload:
            said = await self._attached(said, conversation.message.upload)
        return await self.preview(conversation, said)
