"""How long we keep what, and why: a table of each floor, swept at night from the top floor down.

A floor says in its `keeping.py` what it keeps: `KEPT`, a list of `Kept`. The periods are ours to choose where no law
gives one; they stand beside their reason. Backups are kept for at most 35 days, and the ledger of who was forgotten
longer than any backup; the sweep touches neither.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from members.floors import from_the_top

BATCH = 500  # rows in one transaction


@dataclass(frozen=True)
class Kept:
    """One class of rows: `due(limit)` gives those that ended before that moment, `go` takes them away or empties them.

    After `go` a row is due no more, so that a second sweep finds nothing.
    """

    code: str
    what: Any
    days: int
    why: Any
    due: Callable[[datetime], Any]
    go: Callable[[Any], Any] = lambda rows: rows.delete()

    def over(self, now: datetime) -> Any:
        return self.due(now - timedelta(days=self.days))


def table() -> list[Kept]:
    return [kept for floor in from_the_top("keeping") for kept in floor.KEPT]


def due(now: datetime | None = None) -> Iterator[tuple[Kept, int]]:
    """What a sweep at this moment would take, per class; nothing is changed."""
    moment = now or timezone.now()
    for kept in table():
        yield kept, kept.over(moment).count()


def sweep(now: datetime | None = None) -> dict[str, int]:
    """Take what is over. Returns code → how many; running it again at the same moment takes nothing."""
    moment = now or timezone.now()
    return {kept.code: _take(kept, moment) for kept in table()}


def _take(kept: Kept, moment: datetime) -> int:
    taken = 0
    over = kept.over(moment)
    for start in range(0, len(pks := list(over.order_by("pk").values_list("pk", flat=True))), BATCH):
        with transaction.atomic():
            rows = kept.over(moment).filter(pk__in=pks[start : start + BATCH])
            taken += rows.count()
            kept.go(rows)
    return taken
