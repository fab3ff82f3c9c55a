"""When the desk of a neighbourhood is open, and when it is closed for a while."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wijk.places.models.neighbourhood import Neighbourhood


class OpeningHours(models.Model):
    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("maandag")
        TUESDAY = 1, _("dinsdag")
        WEDNESDAY = 2, _("woensdag")
        THURSDAY = 3, _("donderdag")
        FRIDAY = 4, _("vrijdag")
        SATURDAY = 5, _("zaterdag")
        SUNDAY = 6, _("zondag")

    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField(_("dag"), choices=Weekday)
    opens = models.TimeField(_("open van"))
    closes = models.TimeField(_("tot"))

    class Meta:
        verbose_name = _("openingstijd")
        verbose_name_plural = _("openingstijden")
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="hours_close_after_opening",
                violation_error_message=_("De sluitingstijd moet later zijn dan de openingstijd."),
            ),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="hours_on_a_weekday"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H.%M}–{self.closes:%H.%M}"


class Closure(models.Model):
    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, related_name="closures")
    first = models.DateField(_("eerste dag"))
    last = models.DateField(_("laatste dag"))
    reason = models.CharField(_("reden"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("sluiting")
        verbose_name_plural = _("sluitingen")
        ordering = ["first"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="closure_ends_after_it_starts",
                violation_error_message=_("De laatste dag moet na de eerste dag liggen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.last}"
