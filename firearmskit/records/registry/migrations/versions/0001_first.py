"""The first form of a registry."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEPT = {"event": "number = NEW.number OR id = NEW.id", "node": "level = NEW.level AND place = NEW.place"}
KEPT["checkpoint"] = "number = NEW.number"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables, and have the database refuse to change or delete what the log is made of."""
    op.create_table(
        "event",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False, comment="place in the log, from 0"),
        sa.Column("id", sa.String(64), nullable=False, unique=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("recorded_at", sa.String(27), nullable=False, comment="UTC, ISO 8601, to the microsecond"),
        sa.Column("recorded_by", sa.String(64), nullable=False),
        sa.Column("body", sa.Text, nullable=False, comment="canonical JSON (RFC 8785): what is hashed"),
    )
    op.create_table(
        "node",
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("place", NUMBER, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("level", "place"),
        comment="complete subtrees of the log's Merkle tree (RFC 9162)",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "checkpoint",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("note", sa.Text, nullable=False, comment="signed note (C2SP)"),
    )
    op.create_table(
        "sealed",
        sa.Column("digest", sa.String(64), primary_key=True, comment="SHA-256 of data, as the log has it"),
        sa.Column("holder", sa.String(64), nullable=False, index=True),
        sa.Column("data", sa.LargeBinary, nullable=False, comment="personal data, encrypted with the holder's own key"),
    )
    op.create_table(
        "thing",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("number", NUMBER, nullable=False, comment="the event that registered it"),
    )
    op.create_table(
        "subject",
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("subject", "number"),
        comment="which events are about which thing",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "firearm",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("state", sa.String(30), nullable=False, index=True),
        sa.Column("make", sa.String(300)),
        sa.Column("model", sa.String(300)),
        sa.Column("calibre", sa.String(300)),
        sa.Column("country", sa.String(3)),
        sa.Column("year", sa.Integer),
        sa.Column("serial", sa.String(300)),
        sa.Column("holder", sa.String(64), index=True),
        sa.Column("custodian", sa.String(64)),
        sa.Column("place", sa.String(64), index=True),
        sa.Column("discrepancies", sa.Integer, nullable=False),
        sa.Column("synthetic", sa.Boolean, nullable=False),
    )
    op.create_table(
        "marking",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False, comment="the event that read it"),
        sa.Column("item", sa.String(64), nullable=False, index=True),
        sa.Column("verbatim", sa.String(300), nullable=False),
        sa.Column("key", sa.String(300), nullable=False, comment="as it is looked up: no blanks and signs, capitals"),
        sa.Column("serial", sa.Boolean, nullable=False),
    )
    op.create_index("marking_key", "marking", ["key"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute("PRAGMA application_id = 0x66697265")  # what sort of file it is, for those who find one
    for table, same in KEPT.items():
        _only_add(table, same)


def _only_add(table: str, same: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed or deleted'); END"
            )
        # INSERT OR REPLACE deletes without asking the trigger above.
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "  # noqa: S608 - written above
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed or deleted'); END"
        )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION only_add() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME; END$$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_only_add BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION only_add()"
    )
