"""The tables of a registry: the log, which is the truth, and what is derived from it for looking things up."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

__all__ = [
    "DERIVED",
    "KEPT",
    "METADATA",
    "checkpoint",
    "event",
    "firearm",
    "marking",
    "node",
    "sealed",
    "subject",
    "thing",
]

METADATA = MetaData()

# SQLite counts rows in this very column when it is an INTEGER.
_NUMBER = BigInteger().with_variant(Integer, "sqlite")

event = Table(
    "event",
    METADATA,
    Column("number", _NUMBER, primary_key=True, autoincrement=False, comment="place in the log, from 0"),
    Column("id", String(64), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("recorded_at", String(27), nullable=False, comment="UTC, ISO 8601, to the microsecond"),
    Column("recorded_by", String(64), nullable=False),
    Column("body", Text, nullable=False, comment="canonical JSON (RFC 8785): what is hashed"),
)

node = Table(
    "node",
    METADATA,
    Column("level", Integer, nullable=False),
    Column("place", _NUMBER, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    PrimaryKeyConstraint("level", "place"),
    comment="complete subtrees of the log's Merkle tree (RFC 9162)",
    sqlite_with_rowid=False,
)

checkpoint = Table(
    "checkpoint",
    METADATA,
    Column("number", _NUMBER, primary_key=True, autoincrement=False),
    Column("size", _NUMBER, nullable=False),
    Column("note", Text, nullable=False, comment="signed note (C2SP)"),
)

sealed = Table(
    "sealed",
    METADATA,
    Column("digest", String(64), primary_key=True, comment="SHA-256 of data, as the log has it"),
    Column("holder", String(64), nullable=False, index=True),
    Column("data", LargeBinary, nullable=False, comment="personal data, encrypted with the holder's own key"),
)

thing = Table(
    "thing",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("number", _NUMBER, nullable=False, comment="the event that registered it"),
)

subject = Table(
    "subject",
    METADATA,
    Column("subject", String(64), nullable=False),
    Column("number", _NUMBER, nullable=False),
    PrimaryKeyConstraint("subject", "number"),
    comment="which events are about which thing",
    sqlite_with_rowid=False,
)

firearm = Table(
    "firearm",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("state", String(30), nullable=False, index=True),
    Column("make", String(300)),
    Column("model", String(300)),
    Column("calibre", String(300)),
    Column("country", String(3)),
    Column("year", Integer),
    Column("serial", String(300)),
    Column("holder", String(64), index=True),
    Column("custodian", String(64)),
    Column("place", String(64), index=True),
    Column("discrepancies", Integer, nullable=False),
    Column("synthetic", Boolean, nullable=False),
)

marking = Table(
    "marking",
    METADATA,
    Column("number", _NUMBER, primary_key=True, autoincrement=False, comment="the event that read it"),
    Column("item", String(64), nullable=False, index=True),
    Column("verbatim", String(300), nullable=False),
    Column("key", String(300), nullable=False, comment="as it is looked up: no blanks and signs, capitals"),
    Column("serial", Boolean, nullable=False),
    Index("marking_key", "key"),
    # PostgreSQL orders the other one by its language, which doesn't help to find what begins alike.
    Index("marking_key_begin", "key", postgresql_ops={"key": "varchar_pattern_ops"}).ddl_if(dialect="postgresql"),
)

KEPT = (event, node, checkpoint)
"""Tables to which rows are only ever added: the database itself refuses anything else."""

DERIVED = (thing, subject, firearm, marking)
"""Tables that can be made again from the log."""
