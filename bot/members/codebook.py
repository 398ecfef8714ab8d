"""Codes as they are kept, and the port by which they are: one transaction for a code, its link and the audit log."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.conversation import Account
from bot.members.registry import Via


class Purpose(StrEnum):
    """What a code is for."""

    EMAIL = "email"
    INVITATION = "invitation"


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it is kept; see the table ``codes``."""

    id: int
    purpose: Purpose
    digest: str
    created_at: datetime
    expires_at: datetime
    account: Account | None = None
    address: str | None = None
    email_key: str | None = None
    contact_id: int | None = None
    used_at: datetime | None = None


class Book(Protocol):
    """Codes, links and the audit log, within one transaction."""

    async def asked(self, since: datetime, *, account: Account | None = None, address: str | None = None) -> list[datetime]:
        """Return when codes by mail were asked for by an account, or for an address; newest first."""

    async def failures(self, account: Account, since: datetime) -> list[datetime]:
        """Return when an account tried in vain, newest first."""

    async def mailed(self, account: Account) -> list[Code]:
        """Return an account's codes by mail that are still known, newest first."""

    async def invitation(self, *, digest: str = "", code_id: int = 0) -> Code | None:
        """Return an invitation by the hash of what is typed, or by its id."""

    async def contact_ids(self, address: str) -> list[int]:
        """Return the contacts that have an e-mail address."""

    async def add(self, code: Code) -> None:
        """Keep a code; its ``id`` is given by the database."""

    async def use(self, code: Code) -> None:
        """Mark a code by mail as used."""

    async def close_invitations(self, contact_id: int) -> None:
        """Mark all open invitations of a contact as used."""

    async def tie(self, account: Account, contact_id: int, via: Via) -> bool:
        """Link an account to a contact; ``False`` when it was already, or the contact is gone."""

    def note(self, action: str, subject: str, **after: str) -> None:
        """Write a line of the audit log."""


class Codes(Protocol):
    """Where codes are kept."""

    def open(self, *, actor: str, at: datetime) -> AbstractAsyncContextManager[Book]:
        """Begin a transaction that lets no other look at codes until it ends; it ends well unless an error leaves it."""

    async def forget_before(self, *, mailed: datetime, invited: datetime) -> int:
        """Delete the codes that expired before a moment; return how many there were."""
