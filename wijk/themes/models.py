"""Themes and the words of everyday Dutch: public reference data, kept by people.

The tables are what texts are read by (`current.py`); the TOML beside this file is what an installation begins with.
"""

from collections.abc import Iterable
from secrets import token_hex
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijk import journal
from wijk.places.models import Neighbourhood
from wijk.themes.kinds import Kind
from wijk.themes.overlay import Change


class Theme(models.Model):
    """One of about sixty subjects; `risk` 0 public, 1 outdoors or digital, 2 at home, 3 money, children, care."""

    class Area(models.TextChoices):
        HOME = "A", _("Thuis en buurt")
        TOGETHER = "B", _("Samen en gezien")
        CARE = "C", _("Zorg en gezond")
        PAPER = "D", _("Geld, papier en digitaal")
        YOUNG = "E", _("Jong, leren en werk")
        OUT = "F", _("Onderweg en meedoen")

    code = models.CharField(max_length=4, unique=True)
    label = models.CharField(_("naam"), max_length=80)
    area = models.CharField(_("gebied"), max_length=1, choices=Area)
    risk = models.PositiveSmallIntegerField(_("risico"), default=0)
    together = models.BooleanField(_("kan samen"), default=False)
    straight_to = models.CharField(_("meteen naar"), max_length=30, blank=True)  # a kind of organisation
    order = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(_("in gebruik"), default=True)

    class Meta:
        verbose_name = _("thema")
        verbose_name_plural = _("thema’s")
        ordering = ["order", "code"]
        constraints = [models.CheckConstraint(condition=models.Q(risk__lte=3), name="theme_risk")]

    def __str__(self) -> str:
        """The label in the reader's language, as far as the catalogue has it: what people add here stays Dutch."""
        return gettext(self.label)


class Concept(models.Model):
    code = models.SlugField(max_length=60, unique=True)
    label = models.CharField(_("naam"), max_length=80)
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="concepts")
    area = models.CharField(max_length=20, blank=True)
    straight_to = models.CharField(_("meteen naar"), max_length=30, blank=True)  # a kind of organisation
    # Codes and not a relation: the order says which relation is the nearest, and reading all is one query.
    related = ArrayField(models.CharField(max_length=60), verbose_name=_("verwant"), default=list, blank=True)
    kinds = ArrayField(
        models.CharField(max_length=10, choices=Kind), verbose_name=_("soorten"), default=list, blank=True
    )

    class Meta:
        verbose_name = _("begrip")
        verbose_name_plural = _("begrippen")
        ordering = ["label"]

    def __str__(self) -> str:
        """The label in the reader's language, as far as the catalogue has it: what people add here stays Dutch."""
        return gettext(self.label)


class Term(models.Model):
    class Weight(models.TextChoices):
        PLAIN = "plain", _("gewoon")
        WEAK = "weak", _("zwakke aanwijzing")
        PREFIX = "prefix", _("begint met")
        COUNTER = "counter", _("tegenaanwijzing")

    concept = models.ForeignKey(Concept, models.CASCADE, related_name="terms")
    text = models.CharField(max_length=80)
    weight = models.CharField(max_length=8, choices=Weight, default=Weight.PLAIN)

    class Meta:
        verbose_name = _("woord")
        verbose_name_plural = _("woorden")
        constraints = [models.UniqueConstraint(fields=["concept", "text"], name="term_once")]

    def __str__(self) -> str:
        return self.text

    @staticmethod
    def written(text: str, weight: str) -> str:
        """As it stands in TOML: '~trekt', '!hondenweer'. A beginning carries its own '*'."""
        return {"weak": "~", "counter": "!"}.get(weight, "") + text


class OverlayManager(models.Manager["OverlayTerm"]):
    @transaction.atomic
    def decide(self, neighbourhood: Neighbourhood, code: str, changes: Iterable[Change], *, by: Any) -> None:
        """From now on these are the changes of this wijk to this concept."""
        wanted = {(change.term, change.off) for change in changes}
        mine = self.filter(neighbourhood=neighbourhood, code=code)
        known = {(row.term, row.off): row.pk for row in mine}
        if wanted == known.keys():
            return
        mine.exclude(pk__in=[pk for pair, pk in known.items() if pair in wanted]).delete()
        new = sorted(wanted - known.keys())
        self.bulk_create(OverlayTerm(neighbourhood=neighbourhood, code=code, term=term, off=off) for term, off in new)
        Edition.objects.publish(by=by, neighbourhood=neighbourhood)


class OverlayTerm(models.Model):
    """A word that one wijk uses for a concept, or a shared word that it switched off. By the concept's code, so that
    it outlives a new import."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, related_name="+")
    code = models.SlugField(max_length=60)
    term = models.CharField(_("woord"), max_length=81)  # as in TOML: '~' in front is a weak sign
    off = models.BooleanField(_("uit"), default=False)
    at = models.DateTimeField(default=timezone.now)

    objects = OverlayManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["neighbourhood", "code", "term"], name="overlay_term_once")]

    def __str__(self) -> str:
        return f"{self.code}: {'-' if self.off else '+'}{self.term}"

    def change(self) -> Change:
        return Change(self.code, self.term, self.off)


class EditionManager(models.Manager["Edition"]):
    @transaction.atomic
    def publish(self, *, by: Any, neighbourhood: Neighbourhood | None = None) -> "Edition":
        """Words changed, for everybody or in one wijk. Every process reads anew; the journal says who did it."""
        edition = self.create(neighbourhood=neighbourhood)
        journal.write("thesaurus.changed", edition, by=by, neighbourhood=neighbourhood)
        return edition

    def stamps(self, neighbourhood: Neighbourhood | None) -> tuple[str, str]:
        """Of the newest edition for all and of this wijk's own, in one query; '' when there is none."""
        here = models.Q(neighbourhood=None)
        if neighbourhood is not None:
            here |= models.Q(neighbourhood=neighbourhood)
        newest = self.filter(here).order_by("neighbourhood", "-pk").distinct("neighbourhood")
        found: dict[int | None, str] = dict(newest.values_list("neighbourhood", "stamp"))
        return found.get(None, ""), found.get(neighbourhood.pk, "") if neighbourhood is not None else ""


def _stamp() -> str:
    return token_hex(6)  # not the primary key: a sequence that starts again must not bring an old thesaurus back


class Edition(models.Model):
    """The thesaurus changed; of all wijken when `neighbourhood` is empty."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, null=True, related_name="+")
    stamp = models.CharField(max_length=12, default=_stamp, unique=True)
    at = models.DateTimeField(default=timezone.now)

    objects = EditionManager()

    class Meta:
        indexes = [models.Index(fields=["neighbourhood", "-id"], name="edition_newest")]

    def __str__(self) -> str:
        return self.stamp
