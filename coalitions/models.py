"""A coalition per neighbourhood, and the seats in it: which organisation sits there for which theme."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Organisation
from wijk.places.models import Neighbourhood
from wijk.places.scopes import Scoped, ScopedManager, ScopedQuerySet
from wijk.themes.models import Theme


class Coalition(models.Model):
    neighbourhood = models.OneToOneField(Neighbourhood, models.CASCADE, related_name="coalition")
    since = models.DateField(_("sinds"), default=timezone.localdate)

    class Meta:
        verbose_name = _("coalitie")
        verbose_name_plural = _("coalities")

    def __str__(self) -> str:
        return str(self.neighbourhood)


class SeatQuerySet(ScopedQuerySet["Seat"]):
    def current(self) -> "SeatQuerySet":
        return self.filter(until=None)


class SeatManager(ScopedManager.from_queryset(SeatQuerySet)):  # type: ignore[misc]
    pass


class Seat(Scoped):
    """An organisation that takes part; without a theme it sits there for every theme."""

    WITHIN = "coalition__neighbourhood"

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="seats", verbose_name=_("coalitie"))
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="seats", verbose_name=_("organisatie"))
    theme = models.ForeignKey(Theme, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("thema"))
    since = models.DateField(_("sinds"), default=timezone.localdate)
    until = models.DateField(_("tot"), null=True, blank=True)

    objects = SeatManager()

    class Meta:
        verbose_name = _("plek in de coalitie")
        verbose_name_plural = _("plekken in de coalitie")
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "organisation", "theme"],
                condition=models.Q(until=None),
                nulls_distinct=False,
                name="seat_once",
            ),
        ]

    def __str__(self) -> str:
        about = self.theme or _("alle thema’s")
        return f"{self.organisation}, {about}"

    @classmethod
    def visible(cls, person: Any) -> models.Q:
        """Who sits in a coalition is public: residents choose from it."""
        return models.Q()
