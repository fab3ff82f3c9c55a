"""Who a need is for, found when it was read and corrected by a person."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Road(models.TextChoices):
    NEIGHBOURS = "neighbours", _("buren eerst")
    ORGANISATION = "organisation", _("meteen naar een organisatie")
    COORDINATOR = "coordinator", _("naar de buurtverbinder")
    DANGER = "danger", _("mogelijk gevaar")
