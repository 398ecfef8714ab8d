"""The conversation by which an account is linked to the contact that it speaks for, and unlinked.

What was asked last stands in `Reply.subject`; what is typed then (an address, a code, an invitation) is kept nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace

from bot.conversation import Choice, Conversation, Kind, Reply
from bot.errors import UsageError
from bot.knowledge.library import Library
from bot.knowledge.text import literal
from bot.members.codes import DIGITS, Typed, read
from bot.members.linking import Linking, Refused, Why
from bot.members.registry import Contact, Link, Links, Member, actor_of

NAME = "link"
"""Of this capability: its command, where its buttons' actions and the subjects of its replies begin."""
UNLINK = "unlink"

_ADDRESS, _SURE, _CODE, _SENT = "address", "sure", "code", "sent"
"""What was asked for: an address; the same address again, which seemed wrong; a code or an invitation; a code that was sent."""
_YES, _NO, _VOUCHED = "yes", "no", "vouched"
_ALL = "all"
_HIDDEN = "•••"
_GARBLED = re.compile(r"(?=\S*\d)[\w-]{5,40}")  # a word with a digit: a code that is cut off, not a question


class LinkDialog:
    """Asks who somebody speaks for, checks it, and ends it again.

    Args:
        library: For the words.
        linking: The rules.
        links: For whom accounts speak.
        greet: What ``/start`` does when it brings no invitation.
    """

    def __init__(
        self, library: Library, linking: Linking, links: Links, *, greet: Callable[[Conversation, str], Awaitable[Reply]]
    ) -> None:
        self._library = library
        self._linking = linking
        self._links = links
        self._greet = greet

    # -- doors --------------------------------------------------------------------------------------------------

    async def start(self, conversation: Conversation, payload: str) -> Reply:
        """Redeem the payload of a deep link, or greet."""
        if not read(payload).invitation:
            return await self._greet(conversation, payload)
        return await self.command(conversation, payload)

    async def command(self, conversation: Conversation, argument: str) -> Reply:
        """Begin, or go on with the address or the code that follows ``/link``."""
        typed = read(argument)
        if not conversation.message.private:
            return await self._not_here(conversation, typed)
        if not argument:
            return await self._ask(conversation)
        reply = await self._take(conversation, typed) or self._say(conversation, Kind.ERROR, "link-neither", _ADDRESS)
        return replace(reply, kept_as=_HIDDEN)

    async def answer(self, conversation: Conversation, text: str) -> Reply | None:
        """Begin; whoever asks for it after a code was sent is told where it is."""
        waits = bool(conversation.history) and conversation.history[-1].reply.subject == f"{NAME}:{_SENT}"
        if text and waits and conversation.message.private:
            return self._say(conversation, Kind.ASK, "link-sent", _SENT, email=self._library.association.email)
        return await self.command(conversation, "")

    async def resume(self, conversation: Conversation, text: str, state: str) -> Reply | None:
        """Take what was asked for, if the text is that; else ``None``."""
        if not conversation.message.private:
            return None
        spoken = replace(conversation, lang=conversation.history[-1].reply.lang)
        reply = await self._take(spoken, read(text), state)
        if reply is None and _GARBLED.fullmatch(text.strip()):
            reply = self._say(spoken, Kind.ERROR, "link-neither", state)
        return replace(reply, kept_as=_HIDDEN) if reply else None

    def claims(self, _text: str) -> str:
        """Claim nothing: a number may be anything."""
        return ""

    async def press(self, conversation: Conversation, argument: str) -> Reply:
        """Begin, confirm or drop what a button offered."""
        what, _, seal = argument.partition(":")
        if not conversation.message.private:
            return await self._not_here(conversation, Typed())
        account = conversation.message.sender
        match what:
            case "":
                return await self._ask(conversation)
            case "address":
                return self._ask_address(conversation)
            case "yes" if seal:
                return self._linked(conversation, await self._linking.accept(account, seal))
            case "vouched" if conversation.message.verified_email:
                made = await self._linking.link_vouched(account, conversation.message.verified_email)
                return self._linked(conversation, made) if made else self._ask_address(conversation)
            case "no":
                return self._say(conversation, Kind.DONE, "link-dropped")
        raise UsageError(self._library.phrasebook.say(conversation.lang, "outdated-button"))

    async def unlink(self, conversation: Conversation, _argument: str) -> Reply:
        """Ask for whom the account shall no longer speak."""
        if not conversation.message.private:
            return await self._not_here(conversation, Typed())
        say, lang = self._library.phrasebook.say, conversation.lang
        members = _members((await self._links.speaker(conversation.message.sender)).links)
        if not members:
            return self._say(conversation, Kind.DONE, "unlink-nothing")
        keep = Choice(say(lang, "unlink-keep"), f"{UNLINK}:{_NO}")
        if len(members) == 1:
            choices = [Choice(say(lang, "unlink-yes"), f"{UNLINK}:{members[0].id}")]
            text = say(lang, "unlink-ask", member=literal(members[0].name))
        else:
            choices = [Choice(member.name, f"{UNLINK}:{member.id}") for member in members]
            choices.append(Choice(say(lang, "unlink-all"), f"{UNLINK}:{_ALL}"))
            text = say(lang, "unlink-which")
        return Reply(Kind.ASK, text, lang, choices=(*choices, keep))

    async def press_unlink(self, conversation: Conversation, which: str) -> Reply:
        """End the link with one member, or all."""
        if not conversation.message.private:
            return await self._not_here(conversation, Typed())
        account = conversation.message.sender
        if which == _NO:
            return self._say(conversation, Kind.DONE, "unlink-kept")
        theirs = (await self._links.speaker(account)).links
        ended = _members(link for link in theirs if which in (_ALL, str(link.member.id)))
        if not ended:
            raise UsageError(self._library.phrasebook.say(conversation.lang, "outdated-button"))
        at = self._linking.now()
        for member in ended:
            await self._links.unlink(account, actor=actor_of(account), at=at, member_id=member.id)
        names = ", ".join(f"**{literal(member.name)}**" for member in ended)
        return self._say(conversation, Kind.DONE, "unlink-done", members=names)

    # -- asking -------------------------------------------------------------------------------------------------

    async def _ask(self, conversation: Conversation) -> Reply:
        """Offer what the workspace vouches for, else ask for an address; say first for whom the account speaks already."""
        message = conversation.message
        links = (await self._links.speaker(message.sender)).links
        linked = {link.contact.id for link in links}
        vouched = await self._linking.vouched(message.verified_email) if message.verified_email else []
        new = [one for one in vouched if one[0].id not in linked]
        reply = self._offer_vouched(conversation, new) if new else self._ask_address(conversation)
        if links:
            already = self._library.phrasebook.say(conversation.lang, "link-speaks", who=_who_links(links))
            reply = replace(reply, text=f"{already}\n\n{reply.text}")
        return reply

    def _offer_vouched(self, conversation: Conversation, found: Iterable[tuple[Contact, Member]]) -> Reply:
        say, lang = self._library.phrasebook.say, conversation.lang
        choices = (
            Choice(say(lang, "link-yes"), f"{NAME}:{_VOUCHED}"),
            Choice(say(lang, "link-other-address"), f"{NAME}:{_ADDRESS}"),
        )
        return Reply(Kind.ASK, say(lang, "link-vouched", who=_who(found)), lang, choices=choices, subject=f"{NAME}:{_CODE}")

    def _ask_address(self, conversation: Conversation) -> Reply:
        email = self._library.association.email
        if self._linking.by_mail:
            return self._say(conversation, Kind.ASK, "link-ask", _ADDRESS)
        return self._say(conversation, Kind.ASK, "link-ask-invitation", _CODE, email=email)

    async def _not_here(self, conversation: Conversation, typed: Typed) -> Reply:
        """Point to a private conversation; an invitation that the group could read is ended first."""
        burnt = bool(typed.invitation) and await self._linking.burn(conversation.message.sender, typed.invitation)
        reply = self._say(conversation, Kind.DENIED, "link-burnt" if burnt else "link-in-private")
        return replace(reply, kept_as=_HIDDEN if conversation.message.text else "")

    # -- taking -------------------------------------------------------------------------------------------------

    async def _take(self, conversation: Conversation, typed: Typed, state: str = "") -> Reply | None:
        """Return what becomes of what was typed; ``None`` when it is nothing of this."""
        if typed.invitation:
            return await self._take_invitation(conversation, typed.invitation)
        if typed.address or typed.bad_address:
            return await self._take_address(conversation, typed, sure=state == _SURE)
        return await self._take_digits(conversation, typed.digits) if typed.digits else None

    async def _take_address(self, conversation: Conversation, typed: Typed, *, sure: bool) -> Reply:
        if not self._linking.by_mail:
            return self._ask_address(conversation)
        if typed.bad_address and not (sure and typed.address):
            if typed.near:
                return self._say(conversation, Kind.ERROR, "link-near", _SURE if typed.address else _ADDRESS, domain=typed.near)
            return self._say(conversation, Kind.ERROR, "link-bad-address", _ADDRESS)
        refused = await self._linking.request(conversation.message.sender, typed.address, lang=conversation.lang)
        if refused:
            return self._refused(conversation, refused)
        return self._say(conversation, Kind.ASK, "link-sent", _SENT, email=self._library.association.email)

    async def _take_digits(self, conversation: Conversation, digits: str) -> Reply:
        if len(digits) != DIGITS:
            return self._say(conversation, Kind.ERROR, "link-digits", _CODE)
        return self._linked(conversation, await self._linking.redeem(conversation.message.sender, digits))

    async def _take_invitation(self, conversation: Conversation, secret: str) -> Reply:
        offer = await self._linking.invited(conversation.message.sender, secret)
        if isinstance(offer, Refused):
            return self._refused(conversation, offer)
        say, lang = self._library.phrasebook.say, conversation.lang
        member, contact = f"**{literal(offer.member.name)}**", literal(offer.contact.details.name)
        if offer.linked:
            return self._say(conversation, Kind.DONE, "link-speaks", who=f"{member} ({contact})")
        choices = (Choice(say(lang, "link-yes"), f"{NAME}:{_YES}:{offer.seal}"), Choice(say(lang, "link-no"), f"{NAME}:{_NO}"))
        return Reply(Kind.ASK, say(lang, "link-offered", member=member, contact=contact), lang, choices=choices)

    # -- telling ------------------------------------------------------------------------------------------------

    def _linked(self, conversation: Conversation, made: tuple[Link, ...] | Refused) -> Reply:
        if isinstance(made, Refused):
            return self._refused(conversation, made)
        return self._say(conversation, Kind.DONE, "link-done", who=_who_links(made))

    def _refused(self, conversation: Conversation, refused: Refused) -> Reply:
        """Say why, and offer what helps."""
        say, lang = self._library.phrasebook.say, conversation.lang
        text = say(lang, f"link-{refused.why.value}", minutes=refused.minutes, email=self._library.association.email)
        again = refused.why in (Why.EXPIRED, Why.USED, Why.NONE) and self._linking.by_mail
        choices = (Choice(say(lang, "link-again"), f"{NAME}:{_ADDRESS}"),) if again else ()
        return Reply(Kind.ERROR, text, lang, choices=choices, subject=f"{NAME}:{_CODE}")

    def _say(self, conversation: Conversation, kind: Kind, key: str, state: str = "", **values: str) -> Reply:
        subject = f"{NAME}:{state}" if state else ""
        return Reply(kind, self._library.phrasebook.say(conversation.lang, key, **values), conversation.lang, subject=subject)


def _members(links: Iterable[Link]) -> list[Member]:
    return list({link.member.id: link.member for link in links}.values())


def _who_links(links: Iterable[Link]) -> str:
    return _who((link.contact, link.member) for link in links)


def _who(found: Iterable[tuple[Contact, Member]]) -> str:
    return ", ".join(f"**{literal(member.name)}** ({literal(contact.details.name)})" for contact, member in found)
