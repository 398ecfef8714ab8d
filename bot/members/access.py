"""Who may see what: the one place in which that is decided.

Rows are what is asked for, columns who asks. What is printed in public documents is not here: anyone may ask for it.
"""

from __future__ import annotations

from enum import StrEnum

from bot.members.registry import Speaker


class Asker(StrEnum):
    """Who asks, as seen from the member that is asked about."""

    VISITOR = "visitor"
    OTHER_CONTACT = "other-contact"
    CONTACT = "contact"
    STAFF = "staff"
    APPROVER = "approver"
    ADMIN = "admin"


class Private(StrEnum):
    """What is private."""

    STATUS = "status"  # standing, and what is owed
    INVOICE = "invoice"
    PAYMENTS = "payments"
    CONTACTS = "contacts"


class Decision(StrEnum):
    """What becomes of the wish."""

    ALLOWED = "allowed"
    DENIED = "denied"
    IN_PRIVATE = "in-private"


_SECRETARIAT = frozenset({Asker.STAFF, Asker.APPROVER, Asker.ADMIN})
_MAY: dict[Private, frozenset[Asker]] = {
    Private.STATUS: _SECRETARIAT | {Asker.CONTACT},
    Private.INVOICE: _SECRETARIAT | {Asker.CONTACT},
    Private.PAYMENTS: _SECRETARIAT | {Asker.CONTACT},
    Private.CONTACTS: _SECRETARIAT | {Asker.CONTACT},
}


def asker(speaker: Speaker, member_id: int | None) -> Asker:
    """Return who somebody is to a member; ``None`` is a member that is not in the registry."""
    if speaker.role:
        return Asker(speaker.role.value)
    if member_id is not None and speaker.speaks_for(member_id):
        return Asker.CONTACT
    return Asker.OTHER_CONTACT if speaker.links else Asker.VISITOR


def decide(who: Asker, what: Private, *, private: bool) -> Decision:
    """Return whether somebody gets to see something in a conversation that only they read (``private``) or in a group.

    In a group nobody does, and everybody is told the same: who asks in private learns there whether they may.
    """
    if not private:
        return Decision.IN_PRIVATE
    return Decision.ALLOWED if who in _MAY[what] else Decision.DENIED
