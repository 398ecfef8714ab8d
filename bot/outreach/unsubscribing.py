"""Turning a topic off from a mail: a link that needs no account, and that nobody else can make."""

from __future__ import annotations

from dataclasses import replace

from itsdangerous import BadSignature, URLSafeSerializer

from bot.clock import Clock
from bot.outreach.recipients import Recipients, Topic

PATH = "/unsubscribe"


class Unsubscribing:
    """Makes and takes links.

    Args:
        recipients: Where preferences are kept.
        clock: The time.
        secret: Signs the links.
        public_url: Where we can be reached from outside; empty when we can't, and then there are no links.
    """

    def __init__(self, recipients: Recipients, clock: Clock, *, secret: bytes, public_url: str) -> None:
        self._recipients = recipients
        self._clock = clock
        self._signer = URLSafeSerializer(secret, salt="unsubscribe")
        self._public_url = public_url.rstrip("/")

    def link(self, person: str, topic: Topic) -> str:
        """Return the link by which a person turns a topic off; empty when there can be none."""
        return f"{self._public_url}{PATH}?of={self._signer.dumps([person, topic.value])}" if self._public_url else ""

    def link_of(self, key: str, address: str) -> str:
        """Return the link for what a delivery to a mail address is about; empty when that can't be turned off."""
        topic = topic_of(key)
        return self.link(f"email:{address.strip().casefold()}", topic) if topic else ""

    def read(self, token: str) -> tuple[str, Topic] | None:
        """Return whose link it is, and of which topic; ``None`` when it is none of ours."""
        try:
            person, topic = self._signer.loads(token)
            return str(person), Topic(topic)
        except (BadSignature, ValueError, TypeError):
            return None

    async def turn_off(self, person: str, topic: Topic) -> None:
        """Turn a topic off for a person; a second time changes nothing."""
        chosen = await self._recipients.preferences(person)
        await self._recipients.choose(person, replace(chosen, muted=chosen.muted | {topic}), at=self._clock.now())


def topic_of(key: str) -> Topic | None:
    """Return the topic of a delivery by its key (`bot.outreach.outbox.Draft`); ``None`` for what can't be turned off."""
    if key.startswith("announcement:"):
        return Topic.ANNOUNCEMENTS
    if key.startswith("reminder:"):
        return Topic.DUES if key.split(":")[2].startswith("invoice.") else Topic.EVENTS
    if key.startswith(("correction:", "deadline:")):
        return Topic.EVENTS
    return None
