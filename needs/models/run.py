"""A run of the engine over one neighbourhood, with the proof that its set was the best."""

from typing import Any

from django.db import models
from django.utils import timezone

from wijk.places.models import Neighbourhood
from wijk.places.scopes import Scoped, ScopedManager


class MatchRun(Scoped):
    """`gap` 0 is the proof: no other set within everybody's capacity is worth more. Checked without the solver."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    needs = models.PositiveIntegerField()
    offers = models.PositiveIntegerField()
    pairs = models.PositiveIntegerField()
    chosen = models.PositiveIntegerField()
    primal = models.BigIntegerField()  # 64-millionths of a score
    dual = models.BigIntegerField(null=True)
    proven = models.BooleanField()
    milliseconds = models.PositiveIntegerField()
    analysis_version = models.PositiveSmallIntegerField()

    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["neighbourhood", "-at"], name="matchrun_latest")]

    def __str__(self) -> str:
        return f"{self.neighbourhood} {self.at:%Y-%m-%d %H:%M}"

    @classmethod
    def visible(cls, person: Any) -> models.Q:
        if not person.is_authenticated:
            return models.Q(pk__in=())
        return models.Q(neighbourhood__in=person.coordinated_neighbourhoods())
