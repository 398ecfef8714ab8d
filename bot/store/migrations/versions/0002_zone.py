"""The time zone that a person chose."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    comment = "IANA name, chosen by the person; null: what their client tells decides"
    op.add_column("accounts", sa.Column("zone", sa.Text(), comment=comment))


def downgrade() -> None:
    op.drop_column("accounts", "zone")
