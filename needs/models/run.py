"""A run of the engine over one neighbourhood or one new need, with the proof that its set was the best."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from needs.models.need import Need
from wijk.places.models import Neighbourhood
from wijk.places.scopes import Scoped, ScopedManager


class MatchRun(Scoped):
    """`gap` 0 is the proof: no other set within everybody's capacity is worth more. Checked without the solver.

    The same input is not run again: the last run then says how often it came back.
    """

    class Solver(models.TextChoices):
        ORTOOLS = "ortools", "OR-tools"
        HIGHS = "highs", "HiGHS"
        GREEDY = "greedy", _("niet bewezen")

    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, related_name="+")
    placed = models.ForeignKey(
        Need, models.CASCADE, null=True, related_name="+"
    )  # one need on free places; None is all
    at = models.DateTimeField(default=timezone.now)
    input_hash = models.CharField(max_length=32, default="")
    again = models.PositiveIntegerField(default=0)  # how often the same input came back
    needs = models.PositiveIntegerField()
    offers = models.PositiveIntegerField()
    pairs = models.PositiveIntegerField()
    chosen = models.PositiveIntegerField()
    primal = models.BigIntegerField()  # 64-millionths of a score
    dual = models.BigIntegerField(null=True)
    proven = models.BooleanField()
    solver = models.CharField(max_length=10, choices=Solver, default=Solver.ORTOOLS)
    milliseconds = models.PositiveIntegerField()
    analysis_version = models.PositiveSmallIntegerField()

    objects = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["neighbourhood", "-at"], name="matchrun_latest")]

    def __str__(self) -> str:
        return f"{self.neighbourhood} {self.at:%Y-%m-%d %H:%M}"

    @property
    def gap(self) -> int | None:
        return None if self.dual is None else self.dual - self.primal

    @classmethod
    def visible(cls, person: Any) -> models.Q:
        if not person.is_authenticated:
            return models.Q(pk__in=())
        return models.Q(neighbourhood__in=person.coordinated_neighbourhoods())
