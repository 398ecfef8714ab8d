"""The registry of members, links and staff, the audit log, and the ledger of dues."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import UTCDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TABLES = ("audit", "entries", "invoices", "codes", "links", "staff", "contacts", "members")
# A line of the audit log may lose its values and its actor when a person is forgotten; nothing else of it ever changes.
_EDITED = """NEW.id <> OLD.id OR NEW.at <> OLD.at OR NEW.action <> OLD.action OR NEW.subject <> OLD.subject
    OR NEW.actor NOT IN (OLD.actor, 'erased') OR NEW.before NOT IN (OLD.before, '{}') OR NEW.after NOT IN (OLD.after, '{}')"""
_APPEND_ONLY = (
    ("audit", "DELETE", ""),
    ("audit", "UPDATE", _EDITED),
    *((table, verb, "") for table in ("entries", "invoices") for verb in ("DELETE", "UPDATE")),
)


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", _Id, nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False, comment="JSON; a trigger lets it be blanked, never changed"),
        sa.Column("after", sa.Text(), nullable=False, comment="the same"),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_actor", "audit", ["actor", "action", "at"])
    op.create_index("ix_audit_subject", "audit", ["subject", "id"])
    op.create_table(
        "members",
        sa.Column("id", _Id, nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False, comment="ISO 3166, two letters"),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False, comment="JSON list of other names"),
        sa.Column("population", sa.BigInteger()),
        sa.Column("gdp", sa.BigInteger(), comment="US dollars per head and year"),
        sa.Column("employees", sa.BigInteger()),
        sa.Column("joined", sa.Text(), nullable=False, comment="ISO date, partial, or empty"),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("status_since", sa.Text(), nullable=False, comment="ISO date, partial, or empty"),
        sa.Column("networks", sa.Text(), nullable=False, comment="JSON list"),
        sa.Column("offices", sa.Text(), nullable=False, comment="JSON list of {name, since, until}"),
        sa.Column("billing", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_members"),
        sa.UniqueConstraint("slug", name="uq_members_slug"),
    )
    op.create_table(
        "staff",
        sa.Column("id", _Id, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("channel", "user_id", name="uq_staff_channel"),
    )
    op.create_table(
        "contacts",
        sa.Column("id", _Id, nullable=False),
        sa.Column("member_id", _Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False, comment="the address in lower case; empty without one"),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("added_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_contacts_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_contacts"),
    )
    op.create_index("ix_contacts_email_key", "contacts", ["email_key"])
    op.create_index("ix_contacts_member_id", "contacts", ["member_id"])
    op.create_table(
        "invoices",
        sa.Column("id", _Id, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("member_id", _Id, nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False, comment="smallest unit of the currency"),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("billed_to", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_invoices_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_invoices"),
        sa.UniqueConstraint("number", name="uq_invoices_number"),
    )
    op.create_index("ix_invoices_member", "invoices", ["member_id", "fiscal_year"])
    op.create_table(
        "codes",
        sa.Column("id", _Id, nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False, comment="email: proves an address; invitation: names a contact"),
        sa.Column("digest", sa.Text(), nullable=False, comment="keyed hash of the code; the code itself is nowhere"),
        sa.Column("channel", sa.Text(), comment="of the account that asked; null for an invitation"),
        sa.Column("user_id", sa.Text()),
        sa.Column("address", sa.Text(), comment="keyed hash of the address that it was asked for; null for an invitation"),
        sa.Column("email_key", sa.Text(), comment="the address that is proved; null for an invitation, or where nobody has it"),
        sa.Column("contact_id", _Id, comment="whom an invitation is for"),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("used_at", UTCDateTime()),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="fk_codes_contact_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_codes"),
    )
    op.create_index("ix_codes_account", "codes", ["channel", "user_id", "id"])
    op.create_index("ix_codes_address", "codes", ["address", "created_at"])
    op.create_index("ix_codes_digest", "codes", ["digest"])
    op.create_table(
        "entries",
        sa.Column("id", _Id, nullable=False),
        sa.Column("member_id", _Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False, comment="smallest unit; positive adds to what is owed"),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("posted_at", UTCDateTime(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("invoice_id", _Id),
        sa.Column("paid_amount", sa.BigInteger(), comment="as it was paid, where that is another currency"),
        sa.Column("paid_currency", sa.Text()),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reverses_id", _Id),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name="fk_entries_invoice_id"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_entries_member_id"),
        sa.ForeignKeyConstraint(["reverses_id"], ["entries.id"], name="fk_entries_reverses_id"),
        sa.PrimaryKeyConstraint("id", name="pk_entries"),
        sa.UniqueConstraint("reverses_id", name="uq_entries_reverses_id"),
    )
    op.create_index("ix_entries_invoice_id", "entries", ["invoice_id"])
    op.create_index("ix_entries_member_id", "entries", ["member_id"])
    op.create_table(
        "links",
        sa.Column("id", _Id, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("contact_id", _Id, nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("linked_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="fk_links_contact_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_links"),
        sa.UniqueConstraint("channel", "user_id", "contact_id", name="uq_links_channel"),
    )
    op.create_index("ix_links_contact_id", "links", ["contact_id"])

    postgresql = op.get_bind().dialect.name == "postgresql"
    if postgresql:
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append-only'; END $$"
        )
    for table, verb, when in _APPEND_ONLY:
        condition = f" WHEN ({when})" if when else ""
        refuse = "EXECUTE FUNCTION refuse_change()" if postgresql else "BEGIN SELECT RAISE(ABORT, 'append-only'); END"
        op.execute(f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} FOR EACH ROW{condition} {refuse}")


def downgrade() -> None:
    for table in _TABLES:
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")
