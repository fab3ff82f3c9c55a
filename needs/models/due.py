"""Rematch: this neighbourhood has to be solved again, at this moment. A row that is due, and a sweep that finds it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from wijk.places.models import Neighbourhood

PAUSE = timedelta(seconds=30)  # what happens within half a minute is solved in one go


class RematchQuerySet(models.QuerySet["Rematch"]):
    def due(self) -> "RematchQuerySet":
        return self.filter(due_at__lte=timezone.now()).order_by("due_at", "pk")


class RematchManager(models.Manager.from_queryset(RematchQuerySet)):  # type: ignore[misc]
    def plan(self, neighbourhoods: Iterable[Neighbourhood], *, wait: timedelta = PAUSE) -> None:
        """Counted from the first thing that happened, so that a busy day cannot put it off for ever.

        While a run is under way its row is locked: then this waits for that run to end, and plans the next.
        """
        rows = [Rematch(neighbourhood=wijk, due_at=timezone.now() + wait) for wijk in neighbourhoods]
        self.bulk_create(rows, ignore_conflicts=True)


class Rematch(models.Model):
    neighbourhood = models.OneToOneField(Neighbourhood, models.CASCADE, related_name="+")
    due_at = models.DateTimeField(db_index=True)

    objects: Any = RematchManager()

    def __str__(self) -> str:
        return f"{self.neighbourhood} {self.due_at:%H:%M:%S}"
