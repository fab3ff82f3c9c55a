"""Match: a need and an offer that fit, with how well and why. Computed, and computed again."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone

from members.models import User
from needs.models.need import Need
from offers.models import Offer
from wijk import journal
from wijk.places.scopes import Scoped, ScopedManager


class Match(Scoped):
    WITHIN = "need__neighbourhood"

    need = models.ForeignKey(Need, models.CASCADE, related_name="matches")
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="matches")
    score = models.FloatField()  # 0..1
    rank = models.PositiveSmallIntegerField(default=0)
    chosen = models.BooleanField(default=False)  # in the best set over all needs and offers together
    parts: Any = models.JSONField(default=dict)  # concept ids and weights; never a quote
    found_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True)  # the coordinator: past niet

    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "offer"], name="match_once")]
        ordering = ["-score", "pk"]

    def __str__(self) -> str:
        return f"{self.need} × {self.offer}"

    @transaction.atomic
    def set_aside(self, *, by: User) -> None:
        """Past niet: not shown again and not proposed; somebody else may get the place."""
        self.set_aside_at, self.chosen = timezone.now(), False
        self.save(update_fields=["set_aside_at", "chosen"])
        journal.write("match.set_aside", self, by=by, neighbourhood=self.need.neighbourhood)

    @classmethod
    def visible(cls, person: Any) -> models.Q:
        """The coordinator's working material; an asker and a helper see a proposal, not a match."""
        if not person.is_authenticated:
            return models.Q(pk__in=())
        return models.Q(need__neighbourhood__in=person.coordinated_neighbourhoods())
