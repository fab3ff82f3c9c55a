"""A sweep finds what is due and rings each row on its own: one that fails never stops the others.

    everywhere(here, what="routing")                                        here(neighbourhood) → how many
    each(rows, lambda need: routing.route(need), what="routing")

What fails is logged by its kind and its number, never by its words, and comes up again at the next turn.
"""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction

from wijk.places.models import Neighbourhood

log = logging.getLogger(__name__)


def each(rows: Iterable[Any], ring: Callable[[Any], Any], *, what: str) -> int:
    """Ring every row in a transaction of its own. Returns for how many `ring` gave something true, or None."""
    return sum(_safely(row, transaction.atomic(ring), what) for row in rows)


def everywhere(here: Callable[[Neighbourhood], int], *, what: str) -> int:
    """The sum over all neighbourhoods. No transaction around them: their rows have their own."""
    return sum(_safely(neighbourhood, here, what) for neighbourhood in Neighbourhood.objects.all())


def _safely(row: Any, ring: Callable[[Any], Any], what: str) -> int:
    try:
        done = ring(row)
    except SoftTimeLimitExceeded:  # the worker wants to stop: no row is to blame
        raise
    except Exception as problem:  # noqa: BLE001 -- whatever one row raises, the others go on
        log.error("%s: %s %s failed: %s", what, type(row).__name__, row.pk, type(problem).__name__, exc_info=problem)
        return 0
    return 1 if done is None else int(done)
