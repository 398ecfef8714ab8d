"""The audit log: who changed what, when, before and after; written in the transaction of the change itself."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.members.registry import Change
from bot.store.tables import audit

ERASED = "erased"
"""The actor of a line whose person was forgotten."""


class Journal:
    """Lines of the audit log by one actor at one moment; `write` them before the transaction ends."""

    def __init__(self, actor: str, at: datetime) -> None:
        self._actor = actor
        self._at = at
        self._rows: list[dict[str, Any]] = []

    def note(
        self, action: str, subject: str, before: Mapping[str, Any] | None = None, after: Mapping[str, Any] | None = None
    ) -> None:
        """Add a line; of two mappings only what differs is kept. Nothing is added when both are given and alike."""
        old, new = dict(before or {}), dict(after or {})
        if before is not None and after is not None:
            changed = [name for name in {**old, **new} if old.get(name) != new.get(name)]
            if not changed:
                return
            old = {name: old[name] for name in changed if name in old}
            new = {name: new[name] for name in changed if name in new}
        self._rows.append(
            {
                "at": self._at,
                "actor": self._actor,
                "action": action,
                "subject": subject,
                "before": json.dumps(old, ensure_ascii=False, default=str),
                "after": json.dumps(new, ensure_ascii=False, default=str),
            }
        )

    async def write(self, connection: AsyncConnection) -> None:
        """Write all lines."""
        if self._rows:
            await connection.execute(insert(audit), self._rows)
            self._rows = []


async def changes(connection: AsyncConnection, *, subjects: Collection[str], limit: int) -> list[Change]:
    """Return the last lines, newest first; without subjects, of all."""
    query = select(audit).order_by(audit.c.id.desc()).limit(limit)
    if subjects:
        query = query.where(audit.c.subject.in_(list(subjects)))
    rows = (await connection.execute(query)).all()
    return [Change(row.at, row.actor, row.action, row.subject, json.loads(row.before), json.loads(row.after)) for row in rows]


async def blank(connection: AsyncConnection, subjects: Iterable[str], actor: str) -> None:
    """Take from all lines on some subjects, and from all by an actor, their values and their actor."""
    await connection.execute(
        update(audit)
        .where(or_(audit.c.subject.in_(list(subjects)), audit.c.actor == actor))
        .values(
            before="{}",
            after="{}",
        )
    )
    await connection.execute(update(audit).where(audit.c.actor == actor).values(actor=ERASED))
