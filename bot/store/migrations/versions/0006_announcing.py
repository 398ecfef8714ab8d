"""What becomes of announcements afterwards: progress shown in chats, taking back and putting right, reactions, counted links."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("announcements", sa.Column("corrects", _Id, comment="the announcement in whose place its text is to come"))
    op.add_column(
        "announcements",
        sa.Column(
            "count_links",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="its links lead over a page that counts",
        ),
    )
    op.execute("UPDATE deliveries SET rank = rank + 1 WHERE rank > 0")  # progress comes between notices and reminders
    op.create_index("ix_deliveries_conversation", "deliveries", ["channel", "conversation_id"])
    op.create_table(
        "boards",
        sa.Column("announcement_id", _Id, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("lang", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False, comment="the text that stands there now"),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("closed_at", UTCDateTime(), comment="since when it is not edited any more"),
        sa.ForeignKeyConstraint(["announcement_id"], ["announcements.id"], name="fk_boards_announcement_id"),
        sa.PrimaryKeyConstraint("announcement_id", "channel", "user_id", name="pk_boards"),
    )
    op.create_table(
        "revisions",
        sa.Column("id", _Id, nullable=False),
        sa.Column("announcement_id", _Id, nullable=False),
        sa.Column("by_id", _Id, comment="whose text comes in its place; null: it is taken back"),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("done_at", UTCDateTime()),
        sa.ForeignKeyConstraint(["announcement_id"], ["announcements.id"], name="fk_revisions_announcement_id"),
        sa.ForeignKeyConstraint(["by_id"], ["announcements.id"], name="fk_revisions_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
    )
    op.create_index("ix_revisions_announcement_id", "revisions", ["announcement_id"])
    op.create_table(
        "revised",
        sa.Column("revision_id", _Id, nullable=False),
        sa.Column("delivery_id", _Id, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False, comment="why it could not be changed; empty: it was"),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name="fk_revised_revision_id"),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name="fk_revised_delivery_id"),
        sa.PrimaryKeyConstraint("revision_id", "delivery_id", name="pk_revised"),
    )
    op.create_table(
        "reactions",
        sa.Column("delivery_id", _Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False, comment="an emoji, or the platform's name of one"),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name="fk_reactions_delivery_id"),
        sa.PrimaryKeyConstraint("delivery_id", "name", name="pk_reactions"),
    )
    op.create_table(
        "counted_links",
        sa.Column("token", sa.Text(), nullable=False, comment="stands in the address that is opened; one for all readers"),
        sa.Column("announcement_id", _Id, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False, comment="how often; nothing is kept of who"),
        sa.ForeignKeyConstraint(["announcement_id"], ["announcements.id"], name="fk_counted_links_announcement_id"),
        sa.PrimaryKeyConstraint("token", name="pk_counted_links"),
        sa.UniqueConstraint("announcement_id", "url", name="uq_counted_links_announcement_id"),
    )


def downgrade() -> None:
    for table in ("counted_links", "reactions", "revised", "revisions", "boards"):
        op.drop_table(table)
    op.drop_index("ix_deliveries_conversation", "deliveries")
    op.execute("UPDATE deliveries SET rank = rank - 1 WHERE rank > 0")
    op.drop_column("announcements", "count_links")
    op.drop_column("announcements", "corrects")
