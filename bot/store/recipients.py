"""Who can be written to, in the database, and what they want to hear."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Text, Update, and_, case, cast, delete, func, literal, or_, select, union, update

from bot.clock import Clock
from bot.conversation import Account
from bot.knowledge.zones import zone_of_place
from bot.members.registry import Member
from bot.outreach.outbox import State
from bot.outreach.recipients import EventChoice, Preferences, Reach, Recipient, Topic, gather, person_key
from bot.store.database import Database
from bot.store.registry import CONTACT_COLUMNS, as_member, joined_contact
from bot.store.tables import accounts, contacts, deliveries, event_choices, links, members, preferences, staff

_ERASED = "erased"
_ALWAYS = datetime.min.replace(tzinfo=UTC)
_REACHES = (
    select(
        *CONTACT_COLUMNS,
        links.c.channel,
        links.c.user_id,
        links.c.linked_at,
        accounts.c.language.label("chosen_language"),
        accounts.c.zone.label("chosen_zone"),
        members,
    )
    .select_from(contacts)
    .join(members, members.c.id == contacts.c.member_id)
    .outerjoin(links, links.c.contact_id == contacts.c.id)
    .outerjoin(accounts, and_(accounts.c.channel == links.c.channel, accounts.c.user_id == links.c.user_id))
    .order_by(contacts.c.id, links.c.id)
)
_PLACES = select(members.c.name, members.c.country).where(members.c.id.in_(select(contacts.c.member_id))).distinct()


class SqlRecipients:
    """Implements `bot.outreach.recipients.Recipients` on the database.

    Args:
        database: Open.
        language: Of whom nobody knows one.
        zone: Of whom neither they nor their member tells one.
        clock: The time.
    """

    def __init__(self, database: Database, clock: Clock, *, language: str, zone: str) -> None:
        self._database = database
        self._clock = clock
        self._language = language
        self._zone = zone

    async def all(self) -> list[Recipient]:
        """See `Recipients`."""
        async with self._database.connect() as connection:
            reaches = list(_reaches((await connection.execute(_REACHES)).all()))
            known = {person_key(reach.contact, reach.account) for reach in reaches}
            asking = (
                select(event_choices.c.person, func.min(event_choices.c.updated_at))
                .where(event_choices.c.reminded, event_choices.c.person.like("account:%"))
                .group_by(event_choices.c.person)
            )
            for person, since in await connection.execute(asking):
                if person not in known:
                    _, channel, user_id = person.split(":", 2)
                    reaches.append(Reach(None, None, Account(channel, user_id), None, None, since))
            chosen = {row.person: _preferences(row) for row in await connection.execute(select(preferences))}
        return gather(reaches, chosen, language=self._language, zone=self._zone, at=self._clock.now())

    async def staff(self) -> list[Recipient]:
        """See `Recipients`."""
        query = (
            select(staff, accounts.c.language, accounts.c.zone)
            .outerjoin(accounts, and_(accounts.c.channel == staff.c.channel, accounts.c.user_id == staff.c.user_id))
            .order_by(staff.c.id)
        )
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).all()
            chosen = {row.person: _preferences(row) for row in await connection.execute(select(preferences))}
        reaches = [Reach(None, None, Account(row.channel, row.user_id), row.language, row.zone, _ALWAYS) for row in rows]
        return gather(reaches, chosen, language=self._language, zone=self._zone, at=self._clock.now())

    async def zones(self) -> list[str]:
        """See `Recipients`."""
        query = union(select(contacts.c.zone), select(accounts.c.zone))
        async with self._database.connect() as connection:
            named = (await connection.execute(query)).scalars().all()
            places = (await connection.execute(_PLACES)).all()
        at = self._clock.now()
        found = {zone_of_place(row.name, row.country, at=at) for row in places}
        return sorted({self._zone, *filter(None, [*named, *found])})

    async def people_of(self, account: Account) -> list[str]:
        """See `Recipients`."""
        query = _REACHES.where(links.c.channel == account.channel, links.c.user_id == account.user_id)
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).all()
        return list(dict.fromkeys(person_key(joined_contact(row), account) for row in rows)) or [person_key(None, account)]

    async def preferences(self, *people: str) -> Preferences:
        """See `Recipients`."""
        async with self._database.connect() as connection:
            rows = await connection.execute(select(preferences).where(preferences.c.person.in_(people)))
            chosen = {row.person: _preferences(row) for row in rows}
        off = frozenset[Topic]().union(*(one.muted for one in chosen.values()))
        return replace(chosen.get(people[0], Preferences()), muted=off)

    async def choose(self, person: str, chosen: Preferences, *, at: datetime) -> None:
        """See `Recipients`."""
        row = {
            "channel": chosen.channel,
            "quiet_from": f"{chosen.quiet_from:%H:%M}",
            "quiet_until": f"{chosen.quiet_until:%H:%M}",
            "muted": json.dumps(sorted(chosen.muted)),
            "updated_at": at,
        }
        statement = self._database.insert(preferences).values(person=person, **row)
        async with self._database.connect() as connection:
            await connection.execute(statement.on_conflict_do_update(index_elements=["person"], set_=row))

    async def forget(self, account: Account, *, at: datetime) -> None:
        """See `Recipients`."""
        people = {person_key(None, account), *await self.people_of(account)}
        async with self._database.writing() as connection:
            for table in (preferences, event_choices):
                await connection.execute(delete(table).where(table.c.person.in_(people)))
            await connection.execute(_erased(people, account, at))

    async def event_choices(self, event_id: str) -> dict[str, EventChoice]:
        """See `Recipients`."""
        query = select(event_choices).where(event_choices.c.event_id == event_id)
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).all()
        return {row.person: EventChoice(row.reminded, row.muted, row.coming) for row in rows}

    async def event_choice(self, person: str, event_id: str) -> EventChoice:
        """See `Recipients`."""
        query = select(event_choices).where(event_choices.c.person == person, event_choices.c.event_id == event_id)
        async with self._database.connect() as connection:
            row = (await connection.execute(query)).first()
        return EventChoice(row.reminded, row.muted, row.coming) if row else EventChoice()

    async def choose_event(self, person: str, event_id: str, choice: EventChoice, *, at: datetime) -> None:
        """See `Recipients`."""
        row = {"reminded": choice.reminded, "muted": choice.muted, "coming": choice.coming, "updated_at": at}
        statement = self._database.insert(event_choices).values(person=person, event_id=event_id, **row)
        async with self._database.connect() as connection:
            await connection.execute(statement.on_conflict_do_update(index_elements=["person", "event_id"], set_=row))


def _erased(people: Iterable[str], account: Account, at: datetime) -> Update:
    """Return the statement that takes all that tells of a person from what was pushed to them, and ends what was not yet.

    What became of it still counts; each row keeps a key of its own.
    """
    theirs = and_(deliveries.c.channel == account.channel, deliveries.c.conversation_id == account.user_id)
    nobody = literal(f"{_ERASED}:") + cast(deliveries.c.id, Text)
    key: ColumnElement[str] = deliveries.c.key
    for person in people:
        key = func.replace(key, person, nobody)
    queued = deliveries.c.state == State.QUEUED.value
    return (
        update(deliveries)
        .where(or_(deliveries.c.recipient.in_(list(people)), theirs))
        .values(
            key=key,
            recipient=nobody,
            channel=_ERASED,
            conversation_id=_ERASED,
            thread_id=None,
            others="[]",
            message="",
            file_id=None,
            receipt="",
            withdrawn=True,
            state=case((queued, State.CANCELLED.value), else_=deliveries.c.state),
            finished_at=case((queued, at), else_=deliveries.c.finished_at),
            reason=case((queued, "the person was erased"), else_=deliveries.c.reason),
        )
    )


def _reaches(rows: Any) -> Iterator[Reach]:
    known: dict[int, Member] = {}
    for row in rows:
        member = known.get(row.id) or known.setdefault(row.id, as_member(row))
        account = Account(row.channel, row.user_id) if row.channel else None
        since = row.linked_at or row.contact_added_at
        yield Reach(joined_contact(row), member, account, row.chosen_language, row.chosen_zone, since)


def _preferences(row: Any) -> Preferences:
    return Preferences(
        row.channel,
        time.fromisoformat(row.quiet_from),
        time.fromisoformat(row.quiet_until),
        frozenset(Topic(topic) for topic in json.loads(row.muted)),
    )
