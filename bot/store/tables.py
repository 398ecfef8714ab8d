"""The tables of the operational database. Every change here needs a migration; a test compares the two."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.types import TypeDecorator

VERSION = "0007"
"""The newest migration; a test compares it with the files."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)


class UTCDateTime(TypeDecorator[datetime]):
    """An instant: aware in, UTC in the table, aware out. SQLite alone would drop the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive instant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime; instants are aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Restore the zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


_Id = BigInteger().with_variant(Integer, "sqlite")

accounts = Table(
    "accounts",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("user_id", Text, nullable=False),
    Column("language", Text, comment="chosen by the person; null: what they write in decides"),
    Column("created_at", UTCDateTime, nullable=False),
    Column("zone", Text, comment="IANA name, chosen by the person; null: what their client tells decides"),
    UniqueConstraint("channel", "user_id"),
)

turns = Table(
    "turns",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("message_id", Text, nullable=False, comment="the platform's name for the update; unique per channel"),
    Column("user_id", Text, nullable=False),
    Column("conversation_id", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("reply", Text, nullable=False, comment="JSON of bot.conversation.Reply"),
    Column("asked_at", UTCDateTime, nullable=False),
    UniqueConstraint("channel", "message_id"),
    Index("ix_turns_conversation", "channel", "conversation_id", "user_id", "id"),
    Index("ix_turns_asked_at", "asked_at"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("external_id", Text, nullable=False, comment="the platform's name for the update; a repeat finds it"),
    Column("lane", Text, nullable=False, comment="updates of one lane are handled in order"),
    Column("payload", Text, comment="the update as it came; null once handled"),
    Column("received_at", UTCDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("handled_at", UTCDateTime),
    Column("failed", Boolean, nullable=False),
    Column("lease_until", UTCDateTime, comment="until then a process has it in hand; null: nobody has"),
    UniqueConstraint("channel", "external_id"),
    Index("ix_inbox_open", "channel", "handled_at", "id"),
)

members = Table(
    "members",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("country", Text, nullable=False, comment="ISO 3166, two letters"),
    Column("region", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("names", Text, nullable=False, comment="JSON list of other names"),
    Column("population", BigInteger),
    Column("gdp", BigInteger, comment="US dollars per head and year"),
    Column("employees", BigInteger),
    Column("joined", Text, nullable=False, comment="ISO date, partial, or empty"),
    Column("status", Text, nullable=False),
    Column("status_since", Text, nullable=False, comment="ISO date, partial, or empty"),
    Column("networks", Text, nullable=False, comment="JSON list"),
    Column("offices", Text, nullable=False, comment="JSON list of {name, since, until}"),
    Column("billing", Text, nullable=False),
)

contacts = Table(
    "contacts",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("member_id", ForeignKey("members.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("email_key", Text, nullable=False, index=True, comment="the address in lower case; empty without one"),
    Column("role", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("added_at", UTCDateTime, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("user_id", Text, nullable=False),
    Column("contact_id", ForeignKey("contacts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("via", Text, nullable=False),
    Column("linked_at", UTCDateTime, nullable=False),
    UniqueConstraint("channel", "user_id", "contact_id"),
)

staff = Table(
    "staff",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("user_id", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False),
    UniqueConstraint("channel", "user_id"),
)

codes = Table(
    "codes",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("purpose", Text, nullable=False, comment="email: proves an address; invitation: names a contact"),
    Column("digest", Text, nullable=False, index=True, comment="keyed hash of the code; the code itself is nowhere"),
    Column("channel", Text, comment="of the account that asked; null for an invitation"),
    Column("user_id", Text),
    Column("address", Text, comment="keyed hash of the address that it was asked for; null for an invitation"),
    Column("email_key", Text, comment="the address that is proved; null for an invitation, or where nobody has it"),
    Column("contact_id", ForeignKey("contacts.id", ondelete="CASCADE"), comment="whom an invitation is for"),
    Column("created_at", UTCDateTime, nullable=False),
    Column("expires_at", UTCDateTime, nullable=False),
    Column("used_at", UTCDateTime),
    Index("ix_codes_account", "channel", "user_id", "id"),
    Index("ix_codes_address", "address", "created_at"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("at", UTCDateTime, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("before", Text, nullable=False, comment="JSON; a trigger lets it be blanked, never changed"),
    Column("after", Text, nullable=False, comment="the same"),
    Index("ix_audit_subject", "subject", "id"),
    Index("ix_audit_actor", "actor", "action", "at"),
)

invoices = Table(
    "invoices",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("member_id", ForeignKey("members.id"), nullable=False),
    Column("fiscal_year", Integer, nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("amount", BigInteger, nullable=False, comment="smallest unit of the currency"),
    Column("currency", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("billed_to", Text, nullable=False),
    Index("ix_invoices_member", "member_id", "fiscal_year"),
)

entries = Table(
    "entries",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("member_id", ForeignKey("members.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("amount", BigInteger, nullable=False, comment="smallest unit; positive adds to what is owed"),
    Column("currency", Text, nullable=False),
    Column("on", Date, nullable=False),
    Column("posted_at", UTCDateTime, nullable=False),
    Column("actor", Text, nullable=False),
    Column("invoice_id", ForeignKey("invoices.id"), index=True),
    Column("paid_amount", BigInteger, comment="as it was paid, where that is another currency"),
    Column("paid_currency", Text),
    Column("reference", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("reverses_id", ForeignKey("entries.id"), unique=True),
)

files = Table(
    "files",
    metadata,
    Column("id", Text, primary_key=True, comment="SHA-256 of name and content: many deliveries share one"),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("uploaded_at", UTCDateTime, comment="when it came in a chat, and began to wait for an announcement; null: it did not"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True, comment="one delivery for ever, however often it is planned"),
    Column("kind", Text, nullable=False),
    Column("rank", Integer, nullable=False, comment="by kind; the smaller leaves first"),
    Column("batch", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("channel", Text, nullable=False, comment="of the address to try now"),
    Column("conversation_id", Text, nullable=False),
    Column("thread_id", Text),
    Column("others", Text, nullable=False, comment="JSON list of the addresses to try after it"),
    Column("message", Text, nullable=False, comment="JSON of bot.conversation.Reply, without its file; empty once forgotten"),
    Column("file_id", ForeignKey("files.id")),
    Column("state", Text, nullable=False),
    Column("held", Boolean, nullable=False, comment="its batch is paused"),
    Column("not_before", UTCDateTime, nullable=False),
    Column("expires_at", UTCDateTime),
    Column("lease_until", UTCDateTime),
    Column("attempts", Integer, nullable=False),
    Column("doubts", Integer, nullable=False, comment="how often nobody knew whether it had arrived"),
    Column("withdrawn", Boolean, nullable=False, comment="cancelled while it was sent: not to be queued again"),
    Column("reason", Text, nullable=False),
    Column("receipt", Text, nullable=False),
    Column("created_at", UTCDateTime, nullable=False),
    Column("finished_at", UTCDateTime),
    Index("ix_deliveries_due", "state", "channel", "held", "rank", "not_before"),
    Index("ix_deliveries_batch", "batch", "state"),
    Index("ix_deliveries_conversation", "channel", "conversation_id"),
)

paces = Table(
    "paces",
    metadata,
    Column("name", Text, primary_key=True, comment="a channel, or a conversation as channel:id"),
    Column("next_at", UTCDateTime, nullable=False, comment="when the next message may leave"),
    Column("set_at", UTCDateTime, nullable=False, comment="later than now: the clock was set back, and the row means nothing"),
)

unreachable = Table(
    "unreachable",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("conversation_id", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("since", UTCDateTime, nullable=False),
)

preferences = Table(
    "preferences",
    metadata,
    Column("person", Text, primary_key=True, comment="email:…, contact:17, or account:telegram:123"),
    Column("channel", Text, nullable=False),
    Column("quiet_from", Text, nullable=False, comment="HH:MM in their zone"),
    Column("quiet_until", Text, nullable=False),
    Column("muted", Text, nullable=False, comment="JSON list of topics"),
    Column("updated_at", UTCDateTime, nullable=False),
)

event_choices = Table(
    "event_choices",
    metadata,
    Column("person", Text, primary_key=True),
    Column("event_id", Text, primary_key=True),
    Column("reminded", Boolean, nullable=False),
    Column("muted", Boolean, nullable=False),
    Column("coming", Boolean),
    Column("updated_at", UTCDateTime, nullable=False),
)

reminder_rules = Table(
    "reminder_rules",
    metadata,
    Column("id", Text, primary_key=True, comment="of a rule that is on"),
    Column("fingerprint", Text, nullable=False),
    Column("active_from", UTCDateTime, nullable=False, comment="nothing from before is ever sent"),
    Column("planned_until", UTCDateTime, nullable=False),
)

reminder_events = Table(
    "reminder_events",
    metadata,
    Column("id", Text, primary_key=True),
    Column("names", Text, nullable=False, comment="JSON, by language"),
    Column("occurrence", Text, nullable=False, comment="when it begins, as it was last told; empty: taken as the content says"),
    Column("first_seen_at", UTCDateTime, nullable=False),
    Column("revision", Integer, nullable=False, comment="raised with each correction"),
    Column("cancelled", Boolean, nullable=False),
    Column("missing_since", UTCDateTime),
)

announcements = Table(
    "announcements",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("author", Text, nullable=False),
    Column("texts", Text, nullable=False, comment="JSON: title and body by language"),
    Column("segment", Text, nullable=False),
    Column("send_at", Text, nullable=False, comment="now, an instant, or a local time"),
    Column("file_id", ForeignKey("files.id")),
    Column("stage", Text, nullable=False),
    Column("approved_by", Text, nullable=False),
    Column("created_at", UTCDateTime, nullable=False),
    Column("started_at", UTCDateTime),
    Column("enqueued_at", UTCDateTime, comment="when all its deliveries were in the outbox"),
    Column("corrects", _Id, comment="the announcement in whose place its text is to come"),
    Column("count_links", Boolean, nullable=False, server_default=false(), comment="its links lead over a page that counts"),
)

boards = Table(
    "boards",
    metadata,
    Column("announcement_id", ForeignKey("announcements.id"), primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("user_id", Text, primary_key=True),
    Column("lang", Text, nullable=False),
    Column("shown", Text, nullable=False, comment="the text that stands there now"),
    Column("opened_at", UTCDateTime, nullable=False),
    Column("closed_at", UTCDateTime, comment="since when it is not edited any more"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("announcement_id", ForeignKey("announcements.id"), nullable=False, index=True),
    Column("by_id", ForeignKey("announcements.id"), comment="whose text comes in its place; null: it is taken back"),
    Column("actor", Text, nullable=False),
    Column("asked_at", UTCDateTime, nullable=False),
    Column("done_at", UTCDateTime),
)

revised = Table(
    "revised",
    metadata,
    Column("revision_id", ForeignKey("revisions.id"), primary_key=True),
    Column("delivery_id", ForeignKey("deliveries.id"), primary_key=True),
    Column("reason", Text, nullable=False, comment="why it could not be changed; empty: it was"),
)

reactions = Table(
    "reactions",
    metadata,
    Column("delivery_id", ForeignKey("deliveries.id"), primary_key=True),
    Column("name", Text, primary_key=True, comment="an emoji, or the platform's name of one"),
)

counted_links = Table(
    "counted_links",
    metadata,
    Column("token", Text, primary_key=True, comment="stands in the address that is opened; one for all readers"),
    Column("announcement_id", ForeignKey("announcements.id"), nullable=False),
    Column("url", Text, nullable=False),
    Column("opened", Integer, nullable=False, comment="how often; nothing is kept of who"),
    UniqueConstraint("announcement_id", "url"),
)
