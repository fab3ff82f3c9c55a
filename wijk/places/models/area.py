"""Areas as CBS draws them: gemeente, wijk (District), buurt; with figures and an outline per year."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Area(models.Model):
    name = models.CharField(_("naam"), max_length=120)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Municipality(Area):
    code = models.CharField(max_length=6, unique=True)  # GM1904
    province = models.CharField(_("provincie"), max_length=40, blank=True)

    class Meta(Area.Meta):
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")


class District(Area):
    code = models.CharField(max_length=8, unique=True)  # WK190412
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="districts")

    class Meta(Area.Meta):
        verbose_name = _("wijk van het CBS")
        verbose_name_plural = _("wijken van het CBS")


class Buurt(Area):
    code = models.CharField(max_length=10, unique=True)  # BU19041210
    district = models.ForeignKey(District, models.PROTECT, related_name="buurten")
    adjoining = models.ManyToManyField("self", blank=True, verbose_name=_("buurten ernaast"))
    longitude = models.FloatField(null=True)  # degrees, WGS84, approximate midpoint
    latitude = models.FloatField(null=True)

    class Meta(Area.Meta):
        verbose_name = _("buurt")
        verbose_name_plural = _("buurten")


class Figures(models.Model):
    """CBS key figures of an area (gemeente, wijk or buurt) in one year; empty where CBS leaves it empty."""

    code = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    inhabitants = models.PositiveIntegerField(null=True)
    young = models.PositiveIntegerField(null=True)  # 0 to 15
    old = models.PositiveIntegerField(null=True)  # 65 and older
    households = models.PositiveIntegerField(null=True)
    household_size = models.FloatField(null=True)  # persons
    home_value = models.PositiveIntegerField(null=True)  # mean WOZ, thousands of euros
    owned = models.FloatField(null=True)  # percent of homes
    income = models.FloatField(null=True)  # mean per inhabitant, thousands of euros
    urbanity = models.PositiveSmallIntegerField(null=True)  # 1 very urban to 5 not urban
    doctor = models.FloatField(null=True)  # mean distance to a general practice, km
    supermarket = models.FloatField(null=True)  # km
    school = models.FloatField(null=True)  # km

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "year"], name="figures_once_a_year")]

    def __str__(self) -> str:
        return f"{self.code} {self.year}"


class Outline(models.Model):
    """The outline of a buurt as an SVG path, in the viewBox of its gemeente."""

    buurt = models.ForeignKey(Buurt, models.CASCADE, related_name="outlines")
    year = models.PositiveSmallIntegerField()
    path = models.TextField()
    view_box = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["buurt", "year"], name="outline_once_a_year")]

    def __str__(self) -> str:
        return f"{self.buurt} {self.year}"
