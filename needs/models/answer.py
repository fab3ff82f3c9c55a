"""Who said what, and how we know: a click, or a voice that the coordinator read the answer back to."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import User
from wijk.places.scopes import Scoped


class Answer(Scoped):
    WITHIN = "proposal__need__neighbourhood"

    class Side(models.TextChoices):
        ASKER = "asker", _("vrager")
        HELPER = "helper", _("helper")

    class How(models.TextChoices):
        CLICKED = "clicked", _("zelf geklikt")
        SPOKEN = "spoken", _("aan de telefoon gezegd")

    proposal = models.ForeignKey("needs.Proposal", models.CASCADE, related_name="answers")
    side = models.CharField(max_length=6, choices=Side)
    yes = models.BooleanField()
    how = models.CharField(max_length=8, choices=How)
    reason = models.CharField(max_length=30, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)

    objects: Any = models.Manager()  # reached through its proposal only

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "side"], name="answer_once_a_side")]

    def __str__(self) -> str:
        return f"{self.side}: {self.yes}"
