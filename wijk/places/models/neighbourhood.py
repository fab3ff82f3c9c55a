"""The neighbourhood that runs itself: the tenant of everything, with what it chose for itself."""

from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijk.places.hours import Desk
from wijk.places.models.area import Buurt, Municipality

RESERVED = frozenset(
    {"beheer", "toegang", "static", "mijn", "antwoord", "livez", "readyz", "wijkbericht", "partner", "taal"}
)


def not_reserved(slug: str) -> None:
    """A wijk's slug is the first word of its addresses and must not hide a page of the site itself."""
    if slug in RESERVED:
        raise ValidationError(gettext("Dit woord is al in gebruik. Kies een ander."))


def known_zone(name: str) -> None:
    """Every page reads the desk's clock, so one wrong letter here would break them all."""
    try:
        ZoneInfo(name)
    except (LookupError, OSError, ValueError) as wrong:
        raise ValidationError(gettext("Deze tijdzone bestaat niet.")) from wrong


class Step(models.IntegerChoices):
    """How much something counts when there is too little for all. What a step is in numbers stands with the engine."""

    NOT = 0, _("niet")
    BIT = 1, _("een beetje")
    NORMAL = 2, _("gewoon")
    MUCH = 3, _("veel")


class Neighbourhood(models.Model):
    class Kind(models.TextChoices):
        WIJK = "wijk", _("Wijkcoöperatie")
        BUURT = "buurt", _("Buurtcoöperatie")
        DORP = "dorp", _("Dorpscoöperatie")
        ZORG = "zorg", _("Zorgcoöperatie")

    class AddressForm(models.TextChoices):
        U = "u", _("u")
        JE = "je", _("je")

    slug = models.SlugField(_("woord in het adres"), unique=True, validators=[not_reserved])
    name = models.CharField(_("naam"), max_length=80)
    kind = models.CharField(_("noemt zich"), max_length=10, choices=Kind, default=Kind.WIJK)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="neighbourhoods", verbose_name=_("gemeente")
    )
    buurten = models.ManyToManyField(Buurt, blank=True, related_name="neighbourhoods", verbose_name=_("buurten"))
    address_form = models.CharField(_("aanspreken met"), max_length=2, choices=AddressForm, default=AddressForm.U)
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    visiting = models.TextField(_("kom langs"), blank=True, max_length=300)
    time_zone = models.CharField(_("tijdzone"), max_length=40, default="Europe/Amsterdam", validators=[known_zone])
    # What the neighbourhood chooses, in working days of its own desk.
    answer_within = models.PositiveSmallIntegerField(_("antwoord binnen"), default=2)
    wait_neighbours = models.PositiveSmallIntegerField(_("wachten op buren"), default=3)
    wait_together = models.PositiveSmallIntegerField(_("wachten op samen"), default=4)
    wait_partner = models.PositiveSmallIntegerField(_("wachten op een organisatie"), default=5)
    proposal_days = models.PositiveSmallIntegerField(_("een voorstel geldt"), default=3)
    follow_up_after = models.PositiveSmallIntegerField(_("nazorg na"), default=1)
    consent_days = models.PositiveSmallIntegerField(_("toestemming geldt (dagen)"), default=30)
    system_may_propose = models.BooleanField(_("het platform mag zelf voorstellen"), default=False)
    digest_weekday = models.PositiveSmallIntegerField(_("wijkbericht op weekdag"), default=1)
    # What the members choose, through their board and nobody else: who goes first when there is too little for all.
    second_proposals = models.PositiveSmallIntegerField(
        _("een tweede en derde voorstel"), choices=Step, default=Step.NORMAL
    )
    spare_helpers = models.PositiveSmallIntegerField(_("drukke helpers sparen"), choices=Step, default=Step.NORMAL)
    longest_first = models.PositiveSmallIntegerField(_("wie lang wacht, eerder"), choices=Step, default=Step.NORMAL)
    neighbours_first = models.PositiveSmallIntegerField(_("buren voor organisaties"), choices=Step, default=Step.NORMAL)

    WEIGHED = ("second_proposals", "spare_helpers", "longest_first", "neighbours_first")

    class Meta:
        verbose_name = _("wijk")
        verbose_name_plural = _("wijken")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(digest_weekday__lte=6), name="neighbourhood_digest_weekday"),
            models.CheckConstraint(
                condition=models.Q(answer_within__gte=1, proposal_days__gte=1, consent_days__gte=1),
                name="neighbourhood_waits_at_least_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    second_proposals__lte=Step.MUCH,
                    spare_helpers__lte=Step.MUCH,
                    longest_first__lte=Step.MUCH,
                    neighbours_first__lte=Step.MUCH,
                ),
                name="neighbourhood_weights_are_steps",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("pages:home", args=[self.slug])

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @cached_property
    def desk(self) -> Desk:
        hours: dict[int, list[tuple]] = {}
        for row in self.opening_hours.all():
            hours.setdefault(row.weekday, []).append((row.opens, row.closes))
        closures = [(row.first, row.last) for row in self.closures.all()]
        return Desk(hours, closures, self.time_zone)

    def now(self) -> datetime:
        return timezone.now().astimezone(self.zone)

    def today(self) -> date:
        return self.now().date()

    def due(self, working_days: int, start: date | None = None) -> date:
        """`working_days` working days of this desk after `start` (today when not given)."""
        return self.desk.add_working_days(start or self.today(), working_days)

    @property
    def is_open(self) -> bool:
        return self.desk.is_open(timezone.now())

    @property
    def next_opening(self) -> datetime | None:
        return self.desk.next_opening(timezone.now())
