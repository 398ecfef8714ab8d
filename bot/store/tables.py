"""The tables of the operational database. Every change here needs a migration; a test compares the two."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

VERSION = "0002"
"""The newest migration; a test compares it with the files."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
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
    UniqueConstraint("channel", "external_id"),
    Index("ix_inbox_open", "channel", "handled_at", "id"),
)
