"""Through which door something came in: the same record, different doors."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    WEB = "web", _("website")
    PHONE = "phone", _("telefoon")
    DESK = "desk", _("balie")
    PAPER = "paper", _("papier")
    VISIT = "visit", _("huisbezoek")
    MAIL = "mail", _("e-mail")
