"""Who has which role in which neighbourhood, from when until when."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.organisation import Organisation
from members.models.user import User
from wijk import journal
from wijk.places.models import Buurt, Neighbourhood


class Role(models.TextChoices):
    RESIDENT = "resident", _("bewoner")
    COORDINATOR = "coordinator", _("buurtverbinder")
    DESK = "desk", _("vrijwilliger aan de balie")
    BOARD = "board", _("bestuur")
    REFERRER = "referrer", _("verwijzer")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        return self.filter(until=None)


class MembershipManager(models.Manager.from_queryset(MembershipQuerySet)):  # type: ignore[misc]
    @transaction.atomic
    def appoint(self, user: User, neighbourhood: Neighbourhood, role: str, *, by: User, **fields: Any) -> "Membership":
        """The wijk's board gives a role that opens needs; nobody else does, the municipality least of all."""
        if not (by.is_superuser or by.has_role(neighbourhood, Role.BOARD)):
            raise PermissionDenied
        membership: Membership
        membership, new = self.get_or_create(
            user=user, neighbourhood=neighbourhood, role=role, until=None, defaults=fields
        )
        if new:
            journal.write("member.appointed", membership, by=by, role=role)
        return membership


class Membership(models.Model):
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("persoon"))
    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, related_name="memberships", verbose_name=_("wijk"))
    role = models.CharField(_("rol"), max_length=12, choices=Role, default=Role.RESIDENT)
    buurt = models.ForeignKey(Buurt, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("buurt"))
    employer = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("werkgever")
    )
    stands_in = models.BooleanField(_("neemt waar bij afwezigheid"), default=False)
    met_at = models.DateTimeField(_("gesproken op"), null=True, blank=True)
    met_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+", editable=False)
    since = models.DateField(_("sinds"), default=timezone.localdate)
    until = models.DateField(_("tot"), null=True, blank=True)

    objects = MembershipManager()

    class Meta:
        verbose_name = _("rol in de wijk")
        verbose_name_plural = _("rollen in de wijk")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "neighbourhood", "role"], condition=models.Q(until=None), name="membership_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"

    @transaction.atomic
    def meet(self, *, by: User) -> None:
        """The coordinator spoke this helper: from now on needs of risk 2 and 3 may be proposed."""
        if not by.has_role(self.neighbourhood, Role.COORDINATOR):
            raise PermissionDenied
        self.met_at, self.met_by = timezone.now(), by
        self.save(update_fields=["met_at", "met_by"])
        journal.write("member.met", self, by=by)

    @transaction.atomic
    def end(self, *, by: Any) -> None:
        self.until = timezone.localdate()
        self.save(update_fields=["until"])
        journal.write("member.left", self, by=by, role=self.role)
