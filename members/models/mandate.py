"""Somebody may act for somebody else: with an own account, for some things, until a day, stopped by either of them.

A mantelzorger, a mentor, a bewindvoerder. `SEE` reads what the other asked and what came of it; `ANSWER` also says yes
or no and changes a need; `ASK` also asks something new. Each includes the one before it.
"""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.membership import Role
from members.models.user import User
from wijk import journal
from wijk.places.models import Neighbourhood

LONGEST = timedelta(days=366)  # a year later the resident is asked again


class MandateQuerySet(models.QuerySet["Mandate"]):
    def live(self) -> "MandateQuerySet":
        return self.filter(ended_at=None, until__gte=timezone.localdate(), agent__is_active=True)

    def allowing(self, scope: str) -> "MandateQuerySet":
        """Live, and for at least this."""
        return self.live().filter(scope__in=Mandate.INCLUDED_IN[scope])


class MandateManager(models.Manager.from_queryset(MandateQuerySet)):  # type: ignore[misc]
    @transaction.atomic
    def give(
        self, person: User, agent: User, *, neighbourhood: Neighbourhood, scope: str, role: str, until: date, by: User
    ) -> "Mandate":
        """`person` lets `agent` act. `by` is the person, or the coordinator who heard it and read it back; never the
        agent. A new one takes the place of an earlier one. Raises PermissionDenied, or ValueError for a day."""
        coordinates = by.has_role(neighbourhood, Role.COORDINATOR)
        lives_here = person.memberships.current().filter(neighbourhood=neighbourhood).exists()
        if by.pk == agent.pk or person.pk == agent.pk or not lives_here or not (by.pk == person.pk or coordinates):
            raise PermissionDenied
        today = neighbourhood.today()
        if not today <= until <= today + LONGEST or scope not in Mandate.Scope.values or role not in Mandate.As.values:
            raise ValueError(until)
        for earlier in self.live().filter(person=person, agent=agent):
            earlier.end(by=by)
        how = Mandate.How.SELF if by.pk == person.pk else Mandate.How.SPOKEN
        about = {"scope": scope, "role": role, "until": until, "how": how, "by": by}
        mandate: Mandate = self.create(person=person, agent=agent, neighbourhood=neighbourhood, **about)
        journal.write("mandate.given", mandate, by=by, scope=scope)
        return mandate


class Mandate(models.Model):
    class Scope(models.TextChoices):
        SEE = "see", _("meelezen")
        ANSWER = "answer", _("meelezen en antwoord geven")
        ASK = "ask", _("meelezen, antwoord geven en vragen stellen")

    class As(models.TextChoices):
        CARER = "carer", _("mantelzorger")
        MENTOR = "mentor", _("mentor")
        TRUSTEE = "trustee", _("bewindvoerder")
        OTHER = "other", _("iemand anders")

    class How(models.TextChoices):
        SELF = "self", _("zelf gegeven")
        SPOKEN = "spoken", _("gezegd tegen de buurtverbinder")

    INCLUDED_IN = {"see": ("see", "answer", "ask"), "answer": ("answer", "ask"), "ask": ("ask",)}  # noqa: RUF012

    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, related_name="+")
    person = models.ForeignKey(User, models.CASCADE, related_name="mandates")
    agent = models.ForeignKey(User, models.CASCADE, related_name="acts_for")
    scope = models.CharField(max_length=6, choices=Scope)
    role = models.CharField(max_length=8, choices=As)
    how = models.CharField(max_length=6, choices=How)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    until = models.DateField()  # the last day that counts
    ended_at = models.DateTimeField(null=True)

    objects: Any = MandateManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(person=models.F("agent")), name="mandate_of_two"),
            models.UniqueConstraint(
                fields=["person", "agent"], condition=models.Q(ended_at=None), name="mandate_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agent_id} → {self.person_id}"

    @transaction.atomic
    def end(self, *, by: User) -> None:
        """Stop, from the next page on: either of the two, or the coordinator on the resident's word."""
        if by.pk not in (self.person_id, self.agent_id) and not by.has_role(self.neighbourhood, Role.COORDINATOR):
            raise PermissionDenied
        if Mandate.objects.filter(pk=self.pk, ended_at=None).update(ended_at=timezone.now()):
            journal.write("mandate.ended", self, by=by)
