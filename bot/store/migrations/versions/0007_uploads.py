"""Files that come in a chat wait for the announcement that they are to go with."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import UTCDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "files",
        sa.Column(
            "uploaded_at", UTCDateTime(), comment="when it came in a chat, and began to wait for an announcement; null: it did not"
        ),
    )


def downgrade() -> None:
    op.drop_column("files", "uploaded_at")
