"""What is kept of a person: told in plain words, given as a file, erased on request."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import time

from bot.clock import Clock
from bot.conversation import Choice, Conversation, File, Kind, Memory, Reply
from bot.knowledge.library import Library
from bot.members.registry import Links, actor_of
from bot.outreach.recipients import Recipients

PRIVACY, MY_DATA, FORGET = "privacy", "mydata", "forget"
_YES = "yes"


class Privacy:
    """Explains, exports and erases what is kept of whoever asks.

    Args:
        library: Sentences.
        memory: Turns and what the person chose.
        links: Whom they speak for.
        recipients: What they want to hear.
        clock: The time.
        retention_days: How long turns are kept.
    """

    def __init__(
        self, library: Library, memory: Memory, links: Links, recipients: Recipients, clock: Clock, *, retention_days: int
    ) -> None:
        self._library = library
        self._memory = memory
        self._links = links
        self._recipients = recipients
        self._clock = clock
        self._days = retention_days

    async def answer(self, conversation: Conversation, _text: str) -> Reply:
        """Say what is kept, why, and for how long."""
        email = self._library.association.email
        text = self._say(conversation, "privacy", days=self._days, email=email)
        choices = (
            Choice(self._say(conversation, "privacy-export"), MY_DATA),
            Choice(self._say(conversation, "privacy-forget"), FORGET),
        )
        return Reply(Kind.ANSWER, text, conversation.lang, choices=choices)

    async def resume(self, _conversation: Conversation, _text: str, _state: str) -> Reply | None:
        """Go on from nothing."""
        return None

    def claims(self, _text: str) -> str:
        """Claim nothing."""
        return ""

    async def export(self, conversation: Conversation, _argument: str) -> Reply:
        """Send all that is kept of the sender as a JSON file."""
        if not conversation.message.private:
            return Reply(Kind.DENIED, self._say(conversation, "status-in-private"), conversation.lang)
        account = conversation.message.sender
        speaker = await self._links.speaker(account)
        turns = await self._memory.turns_of(account)
        kept = {
            "account": actor_of(account),
            "role": speaker.role,
            "language": conversation.lang,
            "time_zone": conversation.zone,
            "speaks_for": [
                {
                    "member": link.member.name,
                    "contact": asdict(link.contact.details),
                    "linked_at": link.linked_at.isoformat(),
                    "proved_by": link.via,
                }
                for link in speaker.links
            ],
            "wishes": asdict(await self._recipients.preferences(*await self._recipients.people_of(account))),
            "conversation": [{"at": turn.asked_at.isoformat(), "you": turn.text, "assistant": turn.reply.text} for turn in turns],
        }
        content = json.dumps(kept, ensure_ascii=False, indent=2, default=_plain).encode("utf-8")
        text = self._say(conversation, "privacy-file", count=len(turns))
        return Reply(Kind.DONE, text, conversation.lang, file=File("my-data.json", "application/json", content))

    async def forget(self, conversation: Conversation, argument: str) -> Reply:
        """Ask whether it is meant, and then erase the sender's turns, choices, links, and contact details."""
        if not conversation.message.private:
            return Reply(Kind.DENIED, self._say(conversation, "status-in-private"), conversation.lang)
        if argument != _YES:
            choices = (
                Choice(self._say(conversation, "forget-yes"), f"{FORGET}:{_YES}"),
                Choice(self._say(conversation, "forget-no"), PRIVACY),
            )
            return Reply(Kind.ASK, self._say(conversation, "forget-question"), conversation.lang, choices=choices)
        account = conversation.message.sender
        speaker = await self._links.speaker(account)
        now = self._clock.now()
        await self._recipients.forget(account, at=now)
        await self._links.forget(account, at=now)
        await self._memory.erase(account)
        text = self._say(conversation, "forgotten", days=self._days)
        if speaker.role:
            text += f" {self._say(conversation, 'forgotten-staff')}"
        return Reply(Kind.DONE, text, conversation.lang)

    def _say(self, conversation: Conversation, key: str, **values: str | int) -> str:
        return self._library.phrasebook.say(conversation.lang, key, **values)


def _plain(value: object) -> object:
    """Return what JSON has no word for: hours, and sets."""
    return f"{value:%H:%M}" if isinstance(value, time) else sorted(map(str, value))  # type: ignore[call-overload]
