"""Marks are looked up by the key that a search among them uses: an X is an X, and letters that look alike are one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from firearmskit.records.registry.deriving import mark_key

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_BATCH = 1_000


def upgrade() -> None:
    """Write the key of each mark anew."""
    connection = op.get_bind()
    marking = sa.table("marking", sa.column("number"), sa.column("verbatim"), sa.column("key"))
    rows = connection.execute(sa.select(marking.c.number, marking.c.verbatim)).all()
    changed = sa.update(marking).where(marking.c.number == sa.bindparam("of")).values(key=sa.bindparam("anew"))
    for start in range(0, len(rows), _BATCH):
        some = rows[start : start + _BATCH]
        connection.execute(changed, [{"of": row.number, "anew": mark_key(row.verbatim)} for row in some])
