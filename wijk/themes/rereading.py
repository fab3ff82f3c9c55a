"""Reading again what an older version, or another thesaurus, read: for rows with `features` on any floor above."""

import time
from collections.abc import Callable
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from wijk.themes import current
from wijk.themes.analysis import ANALYSIS_VERSION
from wijk.themes.thesaurus import Thesaurus

BATCH = 200  # rows in one transaction, some .3 s
LONG_ENOUGH = 60  # seconds; a task is stopped after ninety, and the next sweep goes on


def old(version: str) -> Q:
    """Features that were not made by this analysis with this version of the thesaurus, or never."""
    return ~Q(features__contains={"version": ANALYSIS_VERSION, "thesaurus": version})


def reread(rows: models.QuerySet[Any], read: Callable[[Any, Thesaurus], dict[str, Any]]) -> int:
    """How many of `rows` were read again, each wijk with its own thesaurus. Rows that somebody else has locked wait
    for the next sweep."""
    until = time.monotonic() + LONG_ENOUGH
    return sum(
        _reread(rows.filter(reader.rows & old(reader.version)), reader, read, until) for reader in current.everywhere()
    )


def _reread(rows: models.QuerySet[Any], reader: current.Reader, read: Callable[..., Any], until: float) -> int:
    done = 0
    while time.monotonic() < until:
        with transaction.atomic():
            batch = list(rows.order_by("pk").select_for_update(skip_locked=True, of=("self",))[:BATCH])
            if not batch:
                break
            thesaurus = reader.thesaurus()
            for row in batch:
                row.features = read(row, thesaurus)
            rows.model._base_manager.bulk_update(batch, ["features"])
        done += len(batch)
    return done
