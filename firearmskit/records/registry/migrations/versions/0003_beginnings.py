"""Marks are found by how their key begins, with an index on PostgreSQL too, whatever the order of its letters is."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index; that of SQLite serves for both."""
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("marking_key_begin", "marking", ["key"], postgresql_ops={"key": "varchar_pattern_ops"})
