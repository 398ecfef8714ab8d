"""Whom a segment reaches, and what each of them reads."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel import Locale

from bot.clock import Clock
from bot.conversation import Address, Kind, Reply
from bot.dues.ledger import Ledger
from bot.dues.report import statements
from bot.dues.standing import Position, Standing, position
from bot.errors import UsageError
from bot.knowledge.fees import CATEGORIES
from bot.knowledge.text import literal, with_times_in_links
from bot.members.registry import Member, Registry, Status
from bot.outreach import segments
from bot.outreach.drafts import AnnouncementDraft, Variable, When, fill, parse_instant, variables
from bot.outreach.explaining import Explainer
from bot.outreach.recipients import CHANNELS, WRITTEN_TO, Recipient, Recipients, Topic, on_channels
from bot.outreach.segments import Candidate, Key, Known, Segment, matches, parse, select
from bot.outreach.wording import stop

if TYPE_CHECKING:
    from bot.knowledge.library import Library
    from bot.phrasebook import Phrasebook

_ISO = 2
"""Letters of a country's code; longer ones are parts of the world."""
_BREATH = 500
_NAMED = 3
"""How many of those are named for whom a variable has no value."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a segment reaches.

    Attributes:
        rule: The segment.
        known: Names of its values, in the first language.
        reached: With an address, not muted; each person once, and one in each chat, the first. Their addresses are those where
            they can be written to now.
        muted: Those who turned announcements off.
        unreachable: Those without any address.
        closed: Those with addresses on channels that are not set up alone, by the first of these.
        channels: How many of the reached are written to first on each channel.
        candidates: How many people there are in all, who are written to in one chat counted once.
    """

    rule: Segment
    known: Known = field(repr=False)
    reached: tuple[Candidate, ...]
    muted: tuple[Candidate, ...]
    unreachable: tuple[Candidate, ...]
    candidates: int
    channels: Mapping[str, int] = field(default_factory=dict)
    closed: Mapping[str, Sequence[Candidate]] = field(default_factory=dict)

    @property
    def readers(self) -> tuple[Candidate, ...]:
        """Return those who read it, or would on a channel that is not set up."""
        return (*self.reached, *(one for there in self.closed.values() for one in there))

    @property
    def zoneless(self) -> tuple[Recipient, ...]:
        """Return the readers for whom the association's time zone stands, since nobody knows theirs."""
        return tuple(one.recipient for one in self.readers if not one.recipient.knows_zone)

    def late(self, when: When, now: datetime) -> int:
        """Return for how many readers a local time has passed: they get it at once."""
        return sum(when.is_local and when.instant(one.recipient.zone, now) < now for one in self.readers)

    @property
    def is_everyone(self) -> bool:
        """Whether it leaves out nobody."""
        return len(self.readers) + len(self.muted) + len(self.unreachable) == self.candidates


@dataclass(frozen=True, slots=True)
class Written:
    """What readers read, by person; ``lacking`` has those for whom a variable has no value, with its name."""

    messages: Mapping[str, Reply]
    lacking: Mapping[str, str]

    def whole(self) -> Mapping[str, Reply]:
        """Return what each reader reads.

        Raises:
            UsageError: A variable has no value for somebody.
        """
        if not self.lacking:
            return self.messages
        name = next(iter(self.lacking.values()))
        people = [person.removeprefix("email:") for person, lacks in self.lacking.items() if lacks == name]
        more = f" and {len(people) - _NAMED} more" if len(people) > _NAMED else ""
        who = ", ".join(people[:_NAMED])
        text = f"{{{name}}} has no value for {who}{more}; complete the registry, or write {{{name}|something else}}"
        said, otherwise = f"{{{name}}}", f"{{{name}|…}}"
        raise UsageError(text, "announce-no-value", said=said, who=who, count=len(people), otherwise=otherwise)


class Audiences:
    """Finds out whom a segment reaches, and writes to each.

    Args:
        library: Sentences, regions, terms.
        registry: Members.
        ledger: For standing and amounts.
        recipients: People.
        clock: The time.
        channels: Those that are set up.
    """

    def __init__(
        self,
        library: Library,
        registry: Registry,
        ledger: Ledger,
        recipients: Recipients,
        clock: Clock,
        *,
        channels: Collection[str],
    ) -> None:
        self._library = library
        self._registry = registry
        self._ledger = ledger
        self._recipients = recipients
        self._clock = clock
        self._channels = channels

    async def reached(self, segment: str) -> Audience:
        """Return whom a segment reaches now.

        Raises:
            UsageError: It can't be read, or names what nobody has.
        """
        candidates = await self._candidates(parse(segment))
        known = self._known(candidates)
        rule = parse(segment, known)
        chosen = select(rule, candidates)
        muted = tuple(one for one in chosen if Topic.ANNOUNCEMENTS in one.recipient.preferences.muted)
        rest = [one for one in chosen if Topic.ANNOUNCEMENTS not in one.recipient.preferences.muted]
        opened = [one for one in map(self._opened, rest) if one.recipient.addresses]
        reached = _once(opened)
        closed: dict[str, list[Candidate]] = {}
        for one in rest:
            if one.recipient.addresses and not self._opened(one).recipient.addresses:
                closed.setdefault(one.recipient.addresses[0].channel, []).append(one)
        counted = Counter(one.recipient.addresses[0].channel for one in reached)
        return Audience(
            rule,
            known,
            reached,
            muted,
            tuple(one for one in rest if not one.recipient.addresses),
            len({one.recipient.person for one in candidates}) - len(opened) + len(reached),
            {channel: counted[channel] for channel in CHANNELS if counted[channel]},
            closed,
        )

    def _opened(self, one: Candidate) -> Candidate:
        """Return somebody with those addresses alone where they can be written to."""
        return replace(one, recipient=on_channels(one.recipient, self._channels))

    async def chosen(self, segment: str) -> set[tuple[str, int]]:
        """Return whom a segment selects now, whatever they muted: persons, each with the members as whose they are selected.

        Raises:
            UsageError: It can't be read, or names what nobody has.
        """
        candidates = await self._candidates(parse(segment))
        rule = parse(segment, self._known(candidates))
        return {(one.recipient.person, _member_of(one).id) for one in candidates if matches(rule, one)}

    def explained(self, audience: Audience, lang: str) -> str:
        """Return in words who is meant."""
        return Explainer(self._library, lang, audience.known).explain(audience.rule)

    async def messages(self, draft: AnnouncementDraft, audience: Audience) -> Mapping[str, Reply]:
        """Return what each recipient reads, by person.

        Raises:
            UsageError: A variable has no value for somebody.
        """
        return (await self.written(draft, audience)).whole()

    async def written(self, draft: AnnouncementDraft, audience: Audience) -> Written:
        """Return what recipients read, without those for whom a variable has no value."""
        first = next(iter(draft.texts))
        used = {lang: variables(f"{text.title}\n{text.body}") for lang, text in draft.texts.items()}
        owed = any(variable.name == "amount_due" for found in used.values() for variable in found)
        positions = await self._positions() if owed else {}
        messages: dict[str, Reply] = {}
        lacking: dict[str, str] = {}
        written: dict[tuple[str, tuple[str, ...]], Reply] = {}
        shared = _Shared(self._library.phrasebook, positions)
        for number, one in enumerate(audience.readers):
            if number % _BREATH == 0:
                await asyncio.sleep(0)  # questions are answered meanwhile
            lang = one.recipient.language if one.recipient.language in draft.texts else first
            values = {variable: shared.value(variable, lang, one) or variable.otherwise for variable in used[lang]}
            if lacks := next((variable.name for variable, value in values.items() if not value), ""):
                lacking[one.recipient.person] = lacks
                continue
            same = (lang, tuple(values.values()))
            if same not in written:
                written[same] = self._message(draft, lang, values)
            messages[one.recipient.person] = written[same]
        return Written(messages, lacking)

    def _message(self, draft: AnnouncementDraft, lang: str, values: Mapping[Variable, str]) -> Reply:
        text = draft.texts[lang]
        shown = {variable: value if variable.name == "local_time" else literal(value) for variable, value in values.items()}
        body = with_times_in_links(f"**{fill(text.title, shown)}**\n\n{fill(text.body, shown)}")
        phrasebook = self._library.phrasebook
        note, choices = phrasebook.say(lang, "announcement-note"), (stop(phrasebook, lang, Topic.ANNOUNCEMENTS),)
        return Reply(Kind.ANSWER, body, lang, note=note, choices=choices, file=draft.attachment)

    async def _candidates(self, segment: Segment) -> list[Candidate]:
        positions = await self._positions()
        regions: dict[str, set[str]] = {}
        for region in self._library.directory.regions:
            for country in region.countries:
                regions.setdefault(country.casefold(), set()).add(region.id)
        coming = await self._coming(segment)
        candidates = []
        for recipient in await self._recipients.all():
            for member in recipient.members:
                if member.details.status in WRITTEN_TO:
                    facts = _facts(recipient, member, regions, positions.get(member.id))
                    facts[Key.EVENT] = coming.get(recipient.person, set())
                    candidates.append(Candidate(recipient, facts))
        return candidates

    def _known(self, candidates: Sequence[Candidate]) -> dict[Key, dict[str, str]]:
        """Return the values that there are, by key, with their names."""
        known = {key: {value: value for one in candidates for value in one.facts[key]} for key in Key}
        directory, english = self._library.directory, Locale("en")
        lang = self._library.association.languages[0]
        known[Key.REGION] |= {region.id: region.names.get(lang, region.id) for region in directory.regions}
        known[Key.COUNTRY] |= {str(code).casefold(): str(name) for code, name in english.territories.items() if len(code) == _ISO}
        known[Key.MEMBER] = {_member_of(one).slug: _member_of(one).name for one in candidates}
        known[Key.EVENT] = {event.id: event.names.get(lang, event.id) for event in self._library.calendar.events}
        for key, values in ((Key.CATEGORY, CATEGORIES), (Key.STATUS, Status), (Key.STANDING, Standing)):
            known[key] = {str(value): str(value) for value in values}
        known[Key.LANG] |= {code: str(english.languages[code]) for code in self._library.association.languages}
        return known

    async def _coming(self, segment: Segment) -> dict[str, set[str]]:
        """Return the events to which people said that they come, by person; of those that a segment names."""
        found: dict[str, set[str]] = {}
        for event_id in _events(segment):
            for person, choice in (await self._recipients.event_choices(event_id)).items():
                if choice.coming:
                    found.setdefault(person, set()).add(event_id)
        return found

    async def _positions(self) -> dict[int, Position]:
        currency, today = self._library.dues_terms.currency, self._clock.today()
        invoices, entries = await self._ledger.all()
        members = await self._registry.members()  # after the ledger, so that it holds all whom that names
        settled = statements(members, invoices, entries, currency=currency, as_of=today)
        return {member.id: position(member.details, settled[member.id], today=today) for member in members}


def _once(people: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return the first of those who are written to in one chat."""
    chats: dict[Address, Candidate] = {}
    for one in people:
        chats.setdefault(one.recipient.addresses[0], one)
    return tuple(chats.values())


def listed(channels: Mapping[str, Sequence[Candidate]]) -> str:
    """Return how many people there are on each channel: ``Telegram 2, Email 1``."""
    return ", ".join(f"{channel.capitalize()} {len(people)}" for channel, people in channels.items())


class _Shared:
    """Values of variables, each worked out once for all who share it."""

    def __init__(self, phrasebook: Phrasebook, positions: Mapping[int, Position]) -> None:
        self._phrasebook = phrasebook
        self._positions = positions
        self._known: dict[tuple[Variable, str, int | str], str] = {}

    def value(self, variable: Variable, lang: str, one: Candidate) -> str:
        """Return what stands in the place of a variable, a time as Markdown; empty when there is nothing."""
        if variable.name == "name":
            return one.recipient.name
        member = _member_of(one)
        if variable.name == "member":
            return member.name
        of = member.id if variable.name == "amount_due" else one.recipient.zone
        key = (variable, lang, of)
        if key not in self._known:
            if variable.name == "amount_due":
                owed = self._positions[member.id].owed
                self._known[key] = self._phrasebook.money(lang, owed) if owed.minor > 0 else ""
            else:
                at = parse_instant(variable.argument).astimezone(ZoneInfo(one.recipient.zone))
                self._known[key] = self._phrasebook.moment(lang, at, None)
        return self._known[key]


def _facts(
    recipient: Recipient, member: Member, regions: Mapping[str, Collection[str]], stands: Position | None
) -> dict[Key, Collection[str]]:
    details = member.details
    country = details.country.casefold()
    return {
        Key.CATEGORY: {details.category},
        Key.KIND: {details.kind.casefold()} - {""},
        Key.REGION: {details.region.casefold(), *regions.get(country, ())} - {""},
        Key.COUNTRY: {country},
        Key.NETWORK: {network.casefold() for network in details.networks},
        Key.OFFICE: {office.name.casefold() for office in details.offices},
        Key.STATUS: {details.status.value},
        Key.STANDING: {stands.standing.value} if stands else set(),
        Key.MEMBER: {member.slug},
        Key.LANG: {recipient.language},
        Key.PERSON: {recipient.person.removeprefix("email:")},
    }


def _events(segment: Segment) -> set[str]:
    match segment:
        case segments.Term():
            return set(segment.values) if segment.key is Key.EVENT else set()
        case segments.Not():
            return _events(segment.part)
        case _:
            return {event for part in segment.parts for event in _events(part)}


def _member_of(one: Candidate) -> Member:
    """Return the member as whose contact somebody was selected."""
    (slug,) = one.facts[Key.MEMBER]
    return next(member for member in one.recipient.members if member.slug == slug)
