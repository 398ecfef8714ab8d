"""The outbox: deliveries, the pace of each platform, addresses that can't be written to; and what people want to hear."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import UTCDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "files",
        sa.Column("id", sa.Text(), nullable=False, comment="SHA-256 of name and content: many deliveries share one"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_files"),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", _Id, nullable=False),
        sa.Column("key", sa.Text(), nullable=False, comment="one delivery for ever, however often it is planned"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False, comment="by kind; the smaller leaves first"),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False, comment="of the address to try now"),
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("thread_id", sa.Text()),
        sa.Column("others", sa.Text(), nullable=False, comment="JSON list of the addresses to try after it"),
        sa.Column(
            "message", sa.Text(), nullable=False, comment="JSON of bot.conversation.Reply, without its file; empty once forgotten"
        ),
        sa.Column("file_id", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False, comment="its batch is paused"),
        sa.Column("not_before", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime()),
        sa.Column("lease_until", UTCDateTime()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.Integer(), nullable=False, comment="how often nobody knew whether it had arrived"),
        sa.Column("withdrawn", sa.Boolean(), nullable=False, comment="cancelled while it was sent: not to be queued again"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("finished_at", UTCDateTime()),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_deliveries_file_id"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint("key", name="uq_deliveries_key"),
    )
    op.create_index("ix_deliveries_batch", "deliveries", ["batch", "state"])
    op.create_index("ix_deliveries_due", "deliveries", ["state", "channel", "held", "rank", "not_before"])
    op.create_table(
        "paces",
        sa.Column("name", sa.Text(), nullable=False, comment="a channel, or a conversation as channel:id"),
        sa.Column("next_at", UTCDateTime(), nullable=False, comment="when the next message may leave"),
        sa.Column(
            "set_at", UTCDateTime(), nullable=False, comment="later than now: the clock was set back, and the row means nothing"
        ),
        sa.PrimaryKeyConstraint("name", name="pk_paces"),
    )
    op.create_table(
        "unreachable",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "conversation_id", name="pk_unreachable"),
    )
    op.create_table(
        "preferences",
        sa.Column("person", sa.Text(), nullable=False, comment="email:…, contact:17, or account:telegram:123"),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("quiet_from", sa.Text(), nullable=False, comment="HH:MM in their zone"),
        sa.Column("quiet_until", sa.Text(), nullable=False),
        sa.Column("muted", sa.Text(), nullable=False, comment="JSON list of topics"),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_preferences"),
    )
    op.create_table(
        "event_choices",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("reminded", sa.Boolean(), nullable=False),
        sa.Column("muted", sa.Boolean(), nullable=False),
        sa.Column("coming", sa.Boolean()),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person", "event_id", name="pk_event_choices"),
    )
    op.create_table(
        "reminder_rules",
        sa.Column("id", sa.Text(), nullable=False, comment="of a rule that is on"),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("active_from", UTCDateTime(), nullable=False, comment="nothing from before is ever sent"),
        sa.Column("planned_until", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reminder_rules"),
    )
    op.create_table(
        "reminder_events",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False, comment="JSON, by language"),
        sa.Column(
            "occurrence", sa.Text(), nullable=False, comment="when it begins, as it was last told; empty: taken as the content says"
        ),
        sa.Column("first_seen_at", UTCDateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False, comment="raised with each correction"),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("missing_since", UTCDateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_reminder_events"),
    )
    op.create_table(
        "announcements",
        sa.Column("id", _Id, nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False, comment="JSON: title and body by language"),
        sa.Column("segment", sa.Text(), nullable=False),
        sa.Column("send_at", sa.Text(), nullable=False, comment="now, an instant, or a local time"),
        sa.Column("file_id", sa.Text()),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("started_at", UTCDateTime()),
        sa.Column("enqueued_at", UTCDateTime(), comment="when all its deliveries were in the outbox"),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_announcements_file_id"),
        sa.PrimaryKeyConstraint("id", name="pk_announcements"),
    )


def downgrade() -> None:
    for table in (
        "announcements",
        "reminder_events",
        "reminder_rules",
        "event_choices",
        "preferences",
        "unreachable",
        "paces",
        "deliveries",
        "files",
    ):
        op.drop_table(table)
