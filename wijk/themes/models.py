"""Themes and the words of everyday Dutch: public reference data, kept by people."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


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
