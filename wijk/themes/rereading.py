"""Reading again what an older version, or another thesaurus, read: for rows with `features` on any floor above."""

import time
from collections.abc import Callable
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from wijk.themes.analysis import ANALYSIS_VERSION
from wijk.themes.thesaurus import Thesaurus

BATCH = 200  # rows in one transaction, some .3 s
LONG_ENOUGH = 60  # seconds; a task is stopped after ninety, and the next sweep goes on


def old(thesaurus: Thesaurus | None = None) -> Q:
    """Features that were not made by this version with this thesaurus, or never."""
    version = (thesaurus or Thesaurus.from_toml()).version
    return ~Q(features__contains={"version": ANALYSIS_VERSION, "thesaurus": version})


def reread(rows: models.QuerySet[Any], read: Callable[[Any], dict[str, Any]]) -> int:
    """How many of `rows` were read again. Rows that somebody else has locked wait for the next sweep."""
    until, done = time.monotonic() + LONG_ENOUGH, 0
    while time.monotonic() < until:
        with transaction.atomic():
            batch = list(rows.filter(old()).order_by("pk").select_for_update(skip_locked=True, of=("self",))[:BATCH])
            for row in batch:
                row.features = read(row)
            rows.bulk_update(batch, ["features"])
        done += len(batch)
        if not batch:
            break
    return done
