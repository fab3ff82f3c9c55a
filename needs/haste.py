"""How soon somebody needs it, as they say it themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Haste(models.TextChoices):
    TODAY = "today", _("Vandaag of morgen")
    WEEK = "week", _("Deze week")
    DAY = "day", _("Op een vaste dag")
    CALM = "calm", _("Het heeft geen haast")
