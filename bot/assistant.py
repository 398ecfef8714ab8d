"""IncomingMessage -> Reply: the one path for every channel."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

import structlog

from bot.clock import Clock
from bot.conversation import Choice, Conversation, IncomingMessage, Kind, Memory, Recollection, Reply, Turn
from bot.errors import UsageError
from bot.knowledge.library import Library
from bot.knowledge.mail import unquoted
from bot.knowledge.text import MAX_QUESTION, clean, normalize, script_language
from bot.knowledge.zones import known_zone, zones_called
from bot.metrics import ANSWER_SECONDS, REPLIES

log = structlog.get_logger(__name__)

HISTORY = 5
"""How many turns back a question may refer."""

_BEFORE_CODES = ("start", "link")
"""Commands after which stands a code, which is in no language."""

Handler = Callable[[Conversation, str], Awaitable[Reply]]
"""A capability: takes the conversation and what follows the command or the button's name."""

FormCheck = Callable[[Conversation, str], Awaitable[Mapping[str, UsageError]]]
"""Tells what is wrong with a form, by field; takes the conversation and what follows the name in the form's action."""


class Assistant:
    """Answers messages.

    Args:
        library: Knowledge and phrasebook.
        memory: Turns and chosen languages.
        clock: The time.
        commands: Handlers by command, without the slash.
        actions: Handlers by the name of a button's action, which is ``name`` or ``name:argument``.
        small_talk: Handlers by what small talk means (`Phrasebook.cue`), and of ``cancel``, which ends what is asked for.
        dialogs: Handlers of whatever is written while their last reply asks for it, by the name that begins its subject.
        forms: Checks of forms, by the name of their action.
        ask: The handler of every other text.
    """

    def __init__(
        self,
        *,
        library: Library,
        memory: Memory,
        clock: Clock,
        commands: Mapping[str, Handler],
        actions: Mapping[str, Handler],
        small_talk: Mapping[str, Handler],
        dialogs: Mapping[str, Handler],
        ask: Handler,
        forms: Mapping[str, FormCheck] | None = None,
    ) -> None:
        self._library = library
        self._memory = memory
        self._clock = clock
        self._commands = commands
        self._actions = actions
        self._small_talk = small_talk
        self._dialogs = dialogs
        self._forms = forms or {}
        self._ask = ask

    async def reply(self, message: IncomingMessage) -> Reply:
        """Return the reply to a message; the same message again gets the same reply and changes nothing.

        Never raises for what a person did or what a handler got wrong: that becomes a reply of kind ``error``.
        """
        message = replace(message, text=_storable(message.text), action=_storable(message.action))
        with ANSWER_SECONDS.time():
            lang = self._library.phrasebook.match_hint(message.language_hint) or self._library.association.languages[0]
            try:
                message = replace(message, text=clean(message.text))
                recollection = await self._memory.recall(message, limit=HISTORY)
                if recollection.reply:
                    return recollection.reply
                foreign = self._foreign(message, recollection)
                if self._asks(message, recollection.history):
                    meant = message.text if foreign else self._library.retyped(message.text)
                    message = replace(message, text=self._library.glossed(meant))
                lang = self._library.phrasebook.languages[0] if foreign else self._language(message, recollection)
                reply = await self._route(self._conversation(message, lang, recollection))
                if foreign:
                    reply = replace(reply, text=f"_{foreign}_\n\n{reply.text}")
                said = replace(message, text=reply.kept_as or message.text[:MAX_QUESTION] or _label(message, recollection))
                await self._memory.remember(said, reply, at=self._clock.now())
            except UsageError as error:
                reply = Reply(Kind.ERROR, self._told(error, lang), lang)
            except Exception:
                reference = secrets.token_hex(4).upper()
                log.exception("reply_failed", channel=message.to.channel, message_id=message.id, reference=reference)
                reply = Reply(Kind.ERROR, self._library.phrasebook.say(lang, "error", reference=reference), lang)
            REPLIES.labels(channel=message.to.channel, kind=reply.kind.value, lang=reply.lang).inc()
            log.info(
                "replied",
                channel=message.to.channel,
                message_id=message.id,
                kind=reply.kind.value,
                article=reply.article,
            )
            return reply

    async def faults(self, message: IncomingMessage) -> dict[str, str]:
        """Return what is wrong with a form that was filled in, by field; empty when nothing is, or when that can't be told now."""
        name, _, argument = message.action.partition(":")
        if name not in self._forms:
            return {}
        try:
            recollection = await self._memory.recall(message, limit=HISTORY)
            lang = self._language(message, recollection)
            found = await self._forms[name](self._conversation(message, lang, recollection), argument)
        except Exception:
            log.exception("form_not_checked", channel=message.to.channel, message_id=message.id)
            return {}
        return {field: self._told(error, lang) for field, error in found.items()}

    def _conversation(self, message: IncomingMessage, lang: str, recollection: Recollection) -> Conversation:
        zone = known_zone(recollection.zone) or known_zone(message.zone_hint)
        return Conversation(message, lang, recollection.history, self._clock.today(), zone)

    def _told(self, error: UsageError, lang: str) -> str:
        return self._library.phrasebook.say(lang, error.key, **error.values(lang)) if error.key else str(error)

    def knows_command(self, name: str) -> bool:
        """Whether a command, without its slash, is one of ours."""
        return name.lower() in self._commands

    async def _route(self, conversation: Conversation) -> Reply:
        message, phrasebook = conversation.message, self._library.phrasebook
        text = unquoted(message.text).strip()
        if message.action:
            name, _, argument = message.action.partition(":")
            action = self._actions.get(name)
            if action is None:
                raise UsageError(phrasebook.say(conversation.lang, "outdated-button"))
            return await action(conversation, argument)
        dialog = self._dialog(message, conversation.history)
        if len(text) > MAX_QUESTION and not dialog:
            raise UsageError(phrasebook.say(conversation.lang, "too-long"))
        if text.startswith("/"):
            name, argument = _command(message.text.strip())
            command = self._commands.get(name.lower())
            if command is None:
                shown = f"/{normalize(name)[:32]}"
                raise UsageError(phrasebook.say(conversation.lang, "unknown-command", command=shown))
            return await command(conversation, argument)
        if dialog and message.upload:
            return await dialog(conversation, message.text.strip())
        if not normalize(text):
            raise UsageError(phrasebook.say(conversation.lang, "not-text" if message.attachment else "empty"))
        if self._ends(text, conversation.history):
            return await self._small_talk["cancel"](conversation, "")
        if dialog:
            return await dialog(conversation, message.text.strip())
        if wanted := phrasebook.wanted_language(text):
            return await self._small_talk["language"](conversation, wanted)
        if wanted_zone := self._wanted_zone(text):
            return await self._actions["zone"](conversation, wanted_zone[0])
        if cue := phrasebook.cue(text):
            return await self._small_talk[cue[0]](conversation, "")
        if (topic := self._library.topic_named(text)) and not self._library.keyed(text, conversation.lang):
            return await self._actions["topic"](conversation, topic)
        return await self._ask(conversation, text)

    def _asks(self, message: IncomingMessage, history: Sequence[Turn]) -> bool:
        """Whether a message is a text of its own: no button, no command, nothing that was asked for."""
        return not (message.action or message.text.lstrip().startswith("/") or self._dialog(message, history))

    def _dialog(self, message: IncomingMessage, history: Sequence[Turn]) -> Handler | None:
        """Return the handler of a text that was asked for, whatever it says; ``None`` for a command, a button, a question."""
        last = history[-1].reply if history else None
        said = message.text.strip() or message.upload
        if not last or last.kind is not Kind.ASK or not said or message.text.lstrip().startswith("/"):
            return None
        return self._dialogs.get(last.subject.partition(":")[0])

    def _ends(self, text: str, history: Sequence[Turn]) -> bool:
        """Whether a text ends what the last reply, courtesies aside, asks for; "cancel" asks something at any other time."""
        last = next((turn.reply for turn in reversed(history) if turn.reply.kind is not Kind.GREETING), None)
        waits = last is not None and (last.kind is Kind.ASK or (last.kind is Kind.ERROR and bool(last.subject)))
        return waits and self._library.phrasebook.cancels(text)

    def _wanted_zone(self, text: str) -> tuple[str, str] | None:
        """Return ``(place, language)`` when all that the text asks is to set the time zone; an empty place asks which it is."""
        wanted = self._library.phrasebook.wanted_zone(text)
        return wanted if wanted and (not wanted[0] or zones_called(wanted[0], at=self._clock.now())) else None

    def _foreign(self, message: IncomingMessage, recollection: Recollection) -> str | None:
        """Return the line for who writes in a language that is not spoken here, and has not chosen one that is."""
        text = unquoted(message.text).strip()[:MAX_QUESTION]
        if not text or text.startswith("/") or recollection.language in self._library.phrasebook.languages:
            return None
        if self._dialog(message, recollection.history):
            return None
        return self._library.phrasebook.foreign(text)

    def _language(self, message: IncomingMessage, recollection: Recollection) -> str:
        """Return the language to answer in: chosen, else written in, else spoken last, else the client's, else the first.

        What may be in one of several languages, such as “logotipo”, is in the one that comes next, if that is among them.
        """
        phrasebook = self._library.phrasebook
        if recollection.language in phrasebook.languages:
            return str(recollection.language)
        if self._dialog(message, recollection.history) or self._ends(message.text, recollection.history):
            return recollection.history[-1].reply.lang
        last = recollection.history[-1].reply.lang if recollection.history else None
        spoken = last or phrasebook.match_hint(message.language_hint) or phrasebook.languages[0]
        said = unquoted(message.text).strip()
        command, argument = _command(said) if said.startswith("/") else ("", said)
        words = [] if command.lower() in _BEFORE_CODES else argument[:MAX_QUESTION].split()
        text = " ".join(word for word in words if "@" not in word)  # an address is in no language
        if text:
            cue = phrasebook.cue(text) or self._wanted_zone(text)
            written_in = cue[1] if cue else self._library.language_of(text, spoken=spoken)
            if written_in and not (recollection.history and self._goes_on_in(spoken, text, written_in)):
                return written_in
        return spoken

    def _goes_on_in(self, spoken: str, text: str, written_in: str) -> bool:
        """Whether a text that rather looks like another language names a figure in the one spoken last: "PIB per capita: US$ 9"."""
        if script_language(text):
            return False
        own, other = (
            {
                normalize(cue)
                for measure, cues in self._library.phrasebook.table("measures", lang).items()
                for cue in cues
                if measure != "year"
            }
            for lang in (spoken, written_in)
        )
        said = f" {normalize(text)} "
        return any(f" {cue} " in said for cue in own - other)


def _storable(text: str) -> str:
    """Return text that any database keeps: no halves of characters, no NUL."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")


def _command(text: str) -> tuple[str, str]:
    """Return the name of a command that begins with a slash, and what follows it."""
    name, *rest = text[1:].split(maxsplit=1) if text[1:2].strip() else [""]
    return name, rest[0].strip() if rest else ""


def _label(message: IncomingMessage, recollection: Recollection) -> str:
    """Return what the pressed button said, if it is one of the last replies' buttons."""
    offered: list[Choice] = [choice for turn in reversed(recollection.history) for choice in turn.reply.choices]
    return next((choice.label for choice in offered if choice.action == message.action), "")
