"""The samples: what stands in ``samples.yaml``, dated from today."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, ConfigDict

from bot.dues.ledger import EntryKind, Invoice, InvoiceDraft, Posting
from bot.knowledge.articles import Source
from bot.knowledge.events import Event
from bot.knowledge.period import Period, Precision
from bot.members.registry import ContactDetails, ContactRow, Member, MemberDetails, Upsert
from bot.money import Money

SOURCE = "Sample data, made up for the demonstration"
"""What answers about sample events cite, and what the amounts of sample invoices are based on."""
NOWHERE = "ZZ"
"""ISO 3166 leaves this code free: samples are in no country."""
_TERM = timedelta(days=60)


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Event(_Entry):
    id: str
    kind: str
    names: Mapping[str, str]
    in_days: int
    at: time | None = None
    minutes: int = 0
    format: str | None = None
    place: Mapping[str, str] | None = None
    register_in_days: int | None = None


class _Invoice(_Entry):
    due_in_days: int
    amount: int
    paid: int = 0
    paid_days_ago: int = 0


class _Member(_Entry):
    slug: str
    name: str
    category: str
    contact: str
    email: str
    role: str
    invoices: tuple[_Invoice, ...]


class Samples(_Entry):
    """All of ``samples.yaml``."""

    events: tuple[_Event, ...]
    members: tuple[_Member, ...]


@dataclass(frozen=True, slots=True)
class Bill:
    """An invoice to be issued, and what is paid of it; zero for nothing."""

    draft: InvoiceDraft
    paid: Money
    paid_on: date

    def payment(self, invoice: Invoice) -> Posting:
        """Return what is paid of it, once it has been issued."""
        return Posting(
            invoice.member_id, EntryKind.PAYMENT, self.paid, self.paid_on, invoice.id, reference=f"SAMPLE-{invoice.number}"
        )


def read() -> Samples:
    """Return the samples as they stand in the package."""
    text = (Path(__file__).parent / "samples.yaml").read_text(encoding="utf-8")
    return Samples.model_validate(yaml.safe_load(text))


def sample_events(samples: Samples, languages: Sequence[str], *, today: date, zone: str) -> list[Event]:
    """Return the events, in the days after ``today``; in a language that the samples don't speak they have English names."""
    return [_event(one, languages, today, zone) for one in samples.events]


def sample_members(samples: Samples) -> list[Upsert]:
    """Return the members, each with its one contact."""
    return [
        Upsert(
            None,
            MemberDetails(one.slug, one.name, one.category, NOWHERE, billing=f"{one.name}\n1 Sample Street"),
            (ContactRow(ContactDetails(one.contact, one.email, one.role)),),
        )
        for one in samples.members
    ]


def sample_bills(samples: Samples, members: Mapping[str, Member], *, today: date, currency: str) -> list[Bill]:
    """Return the invoices of the members, which are given by slug; oldest first."""
    bills = [_bill(members[one.slug], row, today, currency) for one in samples.members for row in one.invoices]
    return sorted(bills, key=lambda bill: bill.draft.issued_on)


def _event(one: _Event, languages: Sequence[str], today: date, zone: str) -> Event:
    day = today + timedelta(days=one.in_days)
    starts_at = datetime.combine(day, one.at, tzinfo=ZoneInfo(zone)) if one.at else None
    return Event(
        id=one.id,
        names=_spoken(one.names, languages),
        kind=one.kind,
        period=Period(day, day, Precision.DAY),
        sources=(Source(SOURCE, ""),),
        as_of=today.isoformat(),
        also=tuple(re.split("[:：]", name)[0] for name in one.names.values()),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=one.minutes) if starts_at else None,
        zone=zone if starts_at else None,
        place=_spoken(one.place, languages) if one.place else None,
        format=one.format,
        planned=True,
        registration_until=today + timedelta(days=one.register_in_days) if one.register_in_days is not None else None,
    )


def _spoken(texts: Mapping[str, str], languages: Sequence[str]) -> Mapping[str, str]:
    return {lang: texts.get(lang, texts["en"]) for lang in languages}


def _bill(member: Member, row: _Invoice, today: date, currency: str) -> Bill:
    due_on = today + timedelta(days=row.due_in_days)
    draft = InvoiceDraft(
        member_id=member.id,
        fiscal_year=due_on.year,
        issued_on=due_on - _TERM,
        due_on=due_on,
        amount=Money.of(row.amount, currency),
        text=f"Membership fee {due_on.year} (sample)",
        basis=SOURCE,
        billed_to=member.details.billing,
    )
    return Bill(draft, Money.of(row.paid, currency), today - timedelta(days=row.paid_days_ago))
