"""Organisations are members too: who they are, who works there, and whose civil servant somebody is."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.user import User
from wijk.places.models import Municipality


class OrganisationKind(models.Model):
    """gemeente, woningcorporatie, zorg, welzijn …: data, so that a network can add its own."""

    code = models.SlugField(max_length=30, unique=True)
    label = models.CharField(_("naam"), max_length=60)

    class Meta:
        verbose_name = _("soort organisatie")
        verbose_name_plural = _("soorten organisaties")
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label


class Organisation(models.Model):
    name = models.CharField(_("naam"), max_length=120)
    kind = models.ForeignKey(OrganisationKind, models.PROTECT, related_name="organisations", verbose_name=_("soort"))
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="organisations", verbose_name=_("gemeente")
    )
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="organisation_name")]

    def __str__(self) -> str:
        return self.name

    def workers(self) -> models.QuerySet[User]:
        return User.objects.filter(pk__in=self.employments.current().values("user"), is_active=True)


class EmploymentQuerySet(models.QuerySet["Employment"]):
    def current(self) -> "EmploymentQuerySet":
        return self.filter(until=None)


class Employment(models.Model):
    """A worker of an organisation; a vrijwilligerscoördinator also keeps its helpers as offers."""

    class Task(models.TextChoices):
        WORKER = "worker", _("medewerker")
        VOLUNTEERS = "volunteers", _("vrijwilligerscoördinator")

    user = models.ForeignKey(User, models.CASCADE, related_name="employments", verbose_name=_("persoon"))
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="employments", verbose_name=_("organisatie")
    )
    task = models.CharField(_("taak"), max_length=12, choices=Task, default=Task.WORKER)
    since = models.DateField(_("sinds"), default=timezone.localdate)
    until = models.DateField(_("tot"), null=True, blank=True)

    objects = EmploymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("medewerker")
        verbose_name_plural = _("medewerkers")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], condition=models.Q(until=None), name="employment_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.organisation}"


class Posting(models.Model):
    """Municipality staff: whose admin this person may open, limited to that gemeente."""

    user = models.ForeignKey(User, models.CASCADE, related_name="postings", verbose_name=_("persoon"))
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="postings", verbose_name=_("gemeente"))

    class Meta:
        verbose_name = _("beheerder van een gemeente")
        verbose_name_plural = _("beheerders van gemeenten")
        constraints = [models.UniqueConstraint(fields=["user", "municipality"], name="posting_once")]

    def __str__(self) -> str:
        return f"{self.user}, {self.municipality}"
