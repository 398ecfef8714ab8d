"""What a demonstration shows beside the chat: whom a visitor may speak for, and what would be sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock
from bot.conversation import Reply
from bot.members.codes import spaced
from bot.members.linking import Linking
from bot.members.registry import Contact, Member, Registry
from bot.outreach.occasions import Due
from bot.outreach.reminders import Reminders

AHEAD = timedelta(days=30)
SHOWN = 40


@dataclass(frozen=True, slots=True)
class Code:
    """A one-time code for a contact, as it is typed."""

    typed: str
    contact: Contact
    member: Member


class Backstage:
    """Reads what is there; only `code` changes something.

    Args:
        registry: The sample members.
        linking: Makes codes.
        reminders: Knows what would go out.
        clock: The time.
    """

    def __init__(self, registry: Registry, linking: Linking, reminders: Reminders, clock: Clock) -> None:
        self._registry = registry
        self._linking = linking
        self._reminders = reminders
        self._clock = clock

    async def people(self) -> list[tuple[Contact, Member]]:
        """Return the contacts that there are, with their members: those of the samples, less who had themselves erased."""
        members = {member.id: member for member in await self._registry.members()}
        return [(contact, members[contact.member_id]) for contact in await self._registry.contacts()]

    async def code(self, contact_id: int, *, actor: str) -> Code | None:
        """Make a code by which a visitor becomes a contact; it ends the one before. ``None`` when there is no such contact."""
        found = next((one for one in await self.people() if one[0].id == contact_id), None)
        if found is None:
            return None
        contact, member = found
        made = await self._linking.invite(contact, actor=actor)
        return Code(spaced(made.typed), contact, member)

    async def reminders(self) -> list[tuple[Due, Reply]]:
        """Return what would be sent within 30 days if all rules were on, the next first, at most 40."""
        found = [pair async for pair in self._reminders.foretell(self._clock.now() + AHEAD)]
        return sorted(found, key=lambda pair: pair[0].not_before)[:SHOWN]
