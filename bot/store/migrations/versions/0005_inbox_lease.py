"""For how long a process has an update in hand, so that several can share an inbox."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    comment = "until then a process has it in hand; null: nobody has"
    op.add_column("inbox", sa.Column("lease_until", UTCDateTime(), comment=comment))


def downgrade() -> None:
    op.drop_column("inbox", "lease_until")
