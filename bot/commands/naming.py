"""How operators name members, contacts and accounts on the command line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.conversation import Account, Address
from bot.errors import UsageError
from bot.members.finding import find_member
from bot.members.registry import Contact, Member, Registry
from bot.outreach.recipients import CHANNELS

_ACCOUNTS = {
    "telegram": (r"[1-9]\d{0,18}", "telegram:123456789, the number of a Telegram user"),
    "slack": (r"[UW][A-Z0-9]{2,}", "slack:U0123ABCD, the member ID in a Slack profile"),
    "web": (r"[\w-]{1,64}", "web:…, as `bot link list` shows it"),
}
_MAIL = re.compile(r"[^@\s:]+@[^@\s.]+(\.[^@\s.]+)+")


def account_named(text: str) -> Account:
    """Return the account of ``telegram:123456789``.

    Raises:
        UsageError: It is no account; the text shows what one looks like.
    """
    channel, _, user_id = text.strip().partition(":")
    shape, _ = _ACCOUNTS.get(channel, ("", ""))
    if not shape or not re.fullmatch(shape, user_id, re.ASCII):
        raise UsageError(f"“{text}” is no account; one is {'; '.join(example for _, example in _ACCOUNTS.values())}")
    return Account(channel, user_id)


def address_named(text: str) -> Address:
    """Return where somebody can be written to: ``telegram:123456789``, ``slack:U0123ABCD``, ``email:me@example.org``.

    Raises:
        UsageError: It is no such place; the text shows what one looks like.
    """
    channel, _, rest = text.strip().partition(":")
    if channel == "email" and _MAIL.fullmatch(rest):
        return Address(channel, rest)
    shapes = {name: shape for name, shape in _ACCOUNTS.items() if name in CHANNELS}
    if channel in shapes and re.fullmatch(shapes[channel][0], rest, re.ASCII):
        return Address(channel, rest)
    examples = "; ".join([*(example for _, example in shapes.values()), "email:me@example.org"])
    raise UsageError(f"“{text}” is nowhere to send to; write {examples}")


async def member_named(registry: Registry, text: str) -> Member:
    """Return the member with a slug or a name; see `find_member`."""
    return find_member(await registry.members(), text)


async def contact_named(registry: Registry, member: Member, text: str) -> Contact:
    """Return the contact of a member with an e-mail address or a name, without regard to case.

    Raises:
        UsageError: There is none, or there are several; the text lists them.
    """
    contacts, wanted = await registry.contacts(member.id), text.strip().casefold()
    found = [one for one in contacts if wanted in (one.details.email.casefold(), one.details.name.casefold())]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{member.name} has several contacts “{text}”; name one by e-mail: {_listed(found)}")
    theirs = f"its contacts are: {_listed(contacts)}" if contacts else "it has none; `bot members import` adds them"
    raise UsageError(f"{member.name} has no contact “{text}”; {theirs}")


def _listed(contacts: Iterable[Contact]) -> str:
    return ", ".join(f"{one.details.name} <{one.details.email}>" if one.details.email else one.details.name for one in contacts)
