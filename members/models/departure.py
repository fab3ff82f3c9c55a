"""Somebody moved away, was taken into hospital, or died: from that moment nothing may reach them any more."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import floors
from members.models.user import User
from wijk import journal


class DepartureManager(models.Manager["Departure"]):
    @transaction.atomic
    def record(self, person: User, kind: str, *, by: User) -> "Departure":
        """Record it, and let every floor stop what is under way for this person, in this transaction.

        Each floor says in its `departing.py` what stops: proposals, follow-ups, mail in the queue, call tasks.
        """
        departure = self.create(person=person, kind=kind, by=by)
        for floor in floors.from_the_top("departing"):
            floor.leave(departure)
        if kind == Departure.Kind.DIED:
            person.is_active = False
            person.save(update_fields=["is_active"])
        journal.write("member.departed", departure, by=by, kind=kind)
        return departure


class Departure(models.Model):
    class Kind(models.TextChoices):
        MOVED = "moved", _("verhuisd")
        ADMITTED = "admitted", _("opgenomen")
        DIED = "died", _("overleden")

    person = models.ForeignKey(User, models.CASCADE, related_name="departures")
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    back_at = models.DateTimeField(null=True, blank=True)

    objects = DepartureManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=models.Q(back_at=None), name="departure_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"

    @transaction.atomic
    def undo(self, *, by: Any) -> None:
        """They are back, or it was a mistake. What was stopped stays stopped; it can be asked again."""
        self.back_at = timezone.now()
        self.save(update_fields=["back_at"])
        if not self.person.is_active:
            self.person.is_active = True
            self.person.save(update_fields=["is_active"])
        journal.write("member.returned", self, by=by)
