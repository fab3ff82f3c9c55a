"""Two people whom the platform never proposes to each other: the coordinator said so, or one of them did."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from members.models import Role, User
from wijk import journal
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE, Scoped, ScopedManager, ScopedQuerySet

NEVER_AGAIN = "never_again"  # the reason of a no: not this person, whatever is asked


class ApartQuerySet(ScopedQuerySet["Apart"]):
    def between(self, one: User | None, other: User | None) -> "ApartQuerySet":
        """At most one row; none when one of the two is not known."""
        if one is None or other is None:
            return self.none()
        first, second = sorted((one.pk, other.pk))
        return self.filter(first=first, second=second)


class ApartManager(ScopedManager.from_queryset(ApartQuerySet)):  # type: ignore[misc]
    @transaction.atomic
    def keep(self, one: User, other: User, *, neighbourhood: Neighbourhood, by: User) -> "Apart":
        """Never together from now on, in whatever wijk, in both directions. What is out is not stopped by this.

        Raises PermissionDenied unless `by` coordinates, or is one of the two. Twice has one effect.
        """
        if by.pk not in (one.pk, other.pk) and not by.has_role(neighbourhood, Role.COORDINATOR):
            raise PermissionDenied
        first, second = sorted((one.pk, other.pk))
        apart: Apart
        rows = self.within(EVERYWHERE, reason="two people are kept apart once")
        apart, new = rows.get_or_create(
            first_id=first, second_id=second, defaults={"neighbourhood": neighbourhood, "by": by}
        )
        if new:
            journal.write("apart.kept", apart, by=by)
        return apart


class Apart(Scoped):
    """Only the coordinator sees that it is so; the two themselves are told nothing about each other."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, related_name="+")
    first = models.ForeignKey(User, models.CASCADE, related_name="+")  # the lower id of the two
    second = models.ForeignKey(User, models.CASCADE, related_name="+")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ApartManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="apart_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="apart_lower_id_first"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} | {self.second_id}"

    @classmethod
    def visible(cls, person: Any) -> Q:
        if not person.is_authenticated:
            return Q(pk__in=())
        return Q(neighbourhood__in=person.coordinated_neighbourhoods())

    @transaction.atomic
    def end(self, *, by: User) -> None:
        """It was a mistake, or it is over."""
        if not by.has_role(self.neighbourhood, Role.COORDINATOR):
            raise PermissionDenied
        journal.write("apart.ended", self, by=by)
        self.delete()
