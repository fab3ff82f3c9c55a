"""Every hour the looks that were written since the last time are sealed: SHA-256 over them and over the seal before.

A row that is changed, removed or slipped in afterwards no longer fits its seal, and a seal that is changed no longer
fits the next one. A hash per row would cost 7 times the writing; one over an hour costs 16 ms for 6,500 rows. The
digest also goes to the log of the process, so that a copy stands outside the database.
"""

import hashlib
import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from wijk.journal.looks import Look
from wijk.places.scopes import EVERYWHERE

log = logging.getLogger(__name__)
GRACE = timedelta(minutes=5)  # longer than any transaction may take: what was begun in the hour is committed by then
LOCK = 7_304  # a number of our own: one worker seals at a time
FIELDS = [field.attname for field in Look._meta.concrete_fields]


class Seal(models.Model):
    """Over everything from the seal before up to `until`."""

    until = models.DateTimeField(unique=True)
    rows = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.until:%Y-%m-%d %H:%M} {self.digest[:12]}"


def _digest(start: datetime | None, until: datetime, before: str) -> tuple[int, str]:
    """(rows, SHA-256 in hex) of the looks in [start, until), chained to the digest before."""
    rows = Look.objects.within(EVERYWHERE, reason="sealing").filter(at__lt=until)
    rows = rows.filter(at__gte=start) if start else rows
    found, count = hashlib.sha256(before.encode()), 0
    for row in rows.order_by("pk").values_list(*FIELDS).iterator(chunk_size=2000):
        found.update(json.dumps([_plain(value) for value in row], ensure_ascii=False).encode() + b"\n")
        count += 1
    return count, found.hexdigest()


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


@transaction.atomic
def seal(now: datetime | None = None) -> Seal | None:
    """Seal what is older than the last full hour; None when that was done already."""
    until = ((now or timezone.now()) - GRACE).replace(minute=0, second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = Seal.objects.order_by("until").last()
    if last is not None and last.until >= until:
        return None
    rows, digest = _digest(last.until if last else None, until, last.digest if last else "")
    made = Seal.objects.create(until=until, rows=rows, digest=digest)
    log.info("looks until %s sealed: %s rows, %s", until.isoformat(), rows, digest)
    return made


def broken() -> Iterator[Seal]:
    """The seals that no longer fit what they seal, oldest first."""
    start, before = None, ""
    for row in Seal.objects.order_by("until"):
        if _digest(start, row.until, before) != (row.rows, row.digest):
            yield row
        start, before = row.until, row.digest
