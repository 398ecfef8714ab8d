"""Accounts, turns and the inbox."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import UTCDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", _Id, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), comment="chosen by the person; null: what they write in decides"),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("channel", "user_id", name="uq_accounts_channel"),
    )
    op.create_table(
        "turns",
        sa.Column("id", _Id, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False, comment="the platform's name for the update; unique per channel"),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False, comment="JSON of bot.conversation.Reply"),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_turns"),
        sa.UniqueConstraint("channel", "message_id", name="uq_turns_channel"),
    )
    op.create_index("ix_turns_conversation", "turns", ["channel", "conversation_id", "user_id", "id"])
    op.create_index("ix_turns_asked_at", "turns", ["asked_at"])
    op.create_table(
        "inbox",
        sa.Column("id", _Id, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False, comment="the platform's name for the update; a repeat finds it"),
        sa.Column("lane", sa.Text(), nullable=False, comment="updates of one lane are handled in order"),
        sa.Column("payload", sa.Text(), comment="the update as it came; null once handled"),
        sa.Column("received_at", UTCDateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("handled_at", UTCDateTime()),
        sa.Column("failed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("channel", "external_id", name="uq_inbox_channel"),
    )
    op.create_index("ix_inbox_open", "inbox", ["channel", "handled_at", "id"])


def downgrade() -> None:
    op.drop_table("inbox")
    op.drop_table("turns")
    op.drop_table("accounts")
