"""Offer: what a neighbour or an organisation wants to do, within the limits that they set themselves."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Organisation, User
from offers import capacity, privacy, reading
from wijk import journal
from wijk.places.channels import Channel
from wijk.places.models import Buurt, Neighbourhood
from wijk.places.scopes import Scoped, ScopedManager, ScopedQuerySet
from wijk.themes import confirmed
from wijk.themes.confirmed import Confirmed
from wijk.themes.kinds import Kind
from wijk.themes.models import Theme

LIVES = timedelta(days=182)  # an offer that nobody renews stops after half a year: stale offers disappoint askers
WARNING = timedelta(days=14)


class Reach(models.TextChoices):
    BUURT = "buurt", _("Mijn eigen buurt")
    ADJOINING = "adjoining", _("Ook de buurten ernaast")
    WIJK = "wijk", _("De hele wijk")


class Rhythm(models.TextChoices):
    ONCE = "once", _("Een keer")
    MONTHLY = "monthly", _("1 of 2 keer per maand")
    WEEKLY = "weekly", _("Elke week")
    ANYTIME = "anytime", _("Zo vaak als nodig")


ASKS = {Rhythm.ONCE: 2, Rhythm.MONTHLY: 2, Rhythm.WEEKLY: 5, Rhythm.ANYTIME: None}  # at most, in 30 days


class OfferQuerySet(ScopedQuerySet["Offer"]):
    def standing(self) -> "OfferQuerySet":
        """Open, not past its end date, and with a place free or held: what is there today."""
        today = timezone.localdate()
        return self.filter(status=Offer.Status.OPEN).filter(models.Q(until=None) | models.Q(until__gte=today))

    def serving(self, neighbourhood: Neighbourhood) -> "OfferQuerySet":
        """Meant for this wijk; an organisation may serve several."""
        here = models.Q(neighbourhood=neighbourhood) | models.Q(also_serves=neighbourhood)
        return self.filter(here).distinct()

    def askable(self) -> "OfferQuerySet":
        return self.standing().filter(capacity.askable())


class OfferManager(ScopedManager.from_queryset(OfferQuerySet)):  # type: ignore[misc]
    @transaction.atomic
    def register(self, *, by: Any, neighbourhood: Neighbourhood, **fields: Any) -> "Offer":
        """A new offer, open at once. `by` entered it: the giver, the coordinator or a worker of the organisation."""
        fields.setdefault("until", timezone.localdate() + LIVES)
        concepts = fields.pop("concepts", ())
        offer: Offer = self.create(
            **reading.read(**fields, confirmed=concepts, neighbourhood=neighbourhood),
            neighbourhood=neighbourhood,
            entered_by=by if by and by.pk else None,
        )
        confirmed.keep(offer, concepts, by=by)
        journal.write("offer.registered", offer, by=by)
        return offer


class Offer(Scoped):
    class Status(models.TextChoices):
        OPEN = "open", _("Staat open")
        PAUSED = "paused", _("Even pauze")
        ENDED = "ended", _("Gestopt")

    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="+", verbose_name=_("wijk"))
    also_serves = models.ManyToManyField(Neighbourhood, related_name="+", blank=True, verbose_name=_("ook voor"))
    person = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="offers")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="offers")
    entered_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.WEB)
    kinds = ArrayField(models.CharField(max_length=10, choices=Kind), verbose_name=_("soort"))
    title = models.CharField(_("titel"), max_length=80)
    text = models.TextField(_("eigen woorden"), max_length=5000)
    not_done = models.TextField(_("wat ik niet doe"), max_length=1000, blank=True)
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("thema"))
    features: Any = models.JSONField(default=dict, editable=False)
    day_parts = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)  # 0-20; empty is any
    buurt = models.ForeignKey(Buurt, models.SET_NULL, null=True, blank=True, related_name="+")
    reach = models.CharField(_("hoe ver"), max_length=10, choices=Reach, default=Reach.WIJK)
    rhythm = models.CharField(_("hoe vaak"), max_length=10, choices=Rhythm, default=Rhythm.MONTHLY)
    costs = models.CharField(_("kosten"), max_length=120, blank=True)
    until = models.DateField(_("tot en met"), null=True, blank=True)
    warned_on = models.DateField(null=True, editable=False)
    paused_until = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    registered_at = models.DateTimeField(default=timezone.now)
    # Capacity: `held` proposals are out for `places`; `asked` in the thirty days since `asked_since`.
    places = models.PositiveSmallIntegerField(_("plaatsen"), default=1)
    held = models.PositiveSmallIntegerField(default=0, editable=False)
    asks = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    asked = models.PositiveSmallIntegerField(default=0, editable=False)
    asked_since = models.DateField(null=True, editable=False)

    objects = OfferManager()

    class Meta:
        verbose_name = _("aanbod")
        verbose_name_plural = _("aanbod")
        constraints = [
            models.CheckConstraint(condition=models.Q(held__lte=models.F("places")), name="offer_held_within_places"),
            models.CheckConstraint(
                condition=models.Q(person=None) ^ models.Q(organisation=None), name="offer_has_one_giver"
            ),
        ]
        indexes = [models.Index(fields=["neighbourhood", "status", "until"], name="offer_standing")]

    def __str__(self) -> str:
        return f"A-{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.asks = ASKS[Rhythm(self.rhythm)]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("offers:detail", args=[self.neighbourhood.slug, self.pk])

    @classmethod
    def visible(cls, person: Any) -> models.Q:
        return privacy.visible(person)

    @property
    def is_collective(self) -> bool:
        return Kind.TOGETHER in self.kinds

    def serves(self, neighbourhood: Neighbourhood) -> bool:
        return self.neighbourhood_id == neighbourhood.pk or self.also_serves.filter(pk=neighbourhood.pk).exists()

    @transaction.atomic
    def pause(self, *, by: Any, until: Any = None) -> None:
        """Ask nobody here for a while; what is agreed goes on."""
        self._change(self.Status.PAUSED, by=by, paused_until=until)

    @transaction.atomic
    def resume(self, *, by: Any) -> None:
        self._change(self.Status.OPEN, by=by, paused_until=None)

    @transaction.atomic
    def end(self, *, by: Any) -> None:
        self._change(self.Status.ENDED, by=by, paused_until=None)

    @transaction.atomic
    def renew(self, *, by: Any) -> None:
        """Half a year more, in one click; an ended offer stands open again."""
        self._change(self.Status.OPEN, by=by, paused_until=None, until=timezone.localdate() + LIVES, warned_on=None)

    @transaction.atomic
    def rewrite(self, *, by: Any, **said: Any) -> bool:
        """Other words or other limits; False while somebody was asked, because they answer what they read."""
        row = Offer.objects.within(self.neighbourhood, reason="rewritten only while nobody is asked")
        if row.select_for_update(of=("self",)).get(pk=self.pk).held:
            return False
        if (concepts := said.pop("concepts", None)) is not None:
            confirmed.keep(self, concepts, by=by)
        fields = reading.read(**said, confirmed=confirmed.codes_of(self), neighbourhood=self.neighbourhood)
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=[*fields, "asks"])
        journal.write("offer.rewritten", self, by=by)
        return True

    @transaction.atomic
    def confirm(self, concepts: Iterable[str], *, by: Any) -> None:
        """A person says what it is about. No words change, so it may also while somebody is asked."""
        confirmed.keep(self, concepts, by=by)
        codes = confirmed.codes_of(self)
        self.features, theme = reading.confirmed(self, codes)
        self.theme = theme or self.theme
        self.save(update_fields=["features", "theme"])
        journal.write("offer.rewritten", self, by=by, concepts=codes)

    @transaction.atomic
    def set_places(self, places: int, *, by: Any) -> bool:
        """More or fewer places at a time; False when fewer than one, or fewer than are held now."""
        rows = Offer.objects.within(self.neighbourhood, reason="places are changed against what is held")
        if places < 1 or not rows.filter(pk=self.pk, held__lte=places).update(places=places):
            return False
        self.places = places
        journal.write("offer.places", self, by=by, places=places)
        return True

    def _change(self, status: str, *, by: Any, **fields: Any) -> None:
        self.status = status
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=["status", *fields])
        journal.write(f"offer.{status}", self, by=by)


class OfferConcept(Confirmed, Scoped):
    """What a person said that an offer is about; seen by whoever sees the offer in full."""

    WITHIN = "about__neighbourhood"

    about = models.ForeignKey(Offer, models.CASCADE, related_name="confirmed")

    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["about", "code"], name="offer_concept_once")]

    @classmethod
    def visible(cls, person: Any) -> models.Q:
        return privacy.concept_visible(person)
