"""What somebody was typing: kept on the server for thirty days, so that nothing is lost half-way."""

import secrets
from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from wijk.places.models import Neighbourhood

KEPT = timedelta(days=30)


def _key() -> str:
    return secrets.token_urlsafe(24)


class DraftQuerySet(models.QuerySet["Draft"]):
    def alive(self) -> "DraftQuerySet":
        return self.filter(touched_at__gt=timezone.now() - KEPT)


class Draft(models.Model):
    """The session of a visitor holds the key; nobody else can open it. `what` is need or offer."""

    key = models.CharField(max_length=40, unique=True, default=_key)
    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, related_name="+")
    what = models.CharField(max_length=10)
    answers: Any = models.JSONField(default=dict)
    became = models.BigIntegerField(null=True)  # the row it was sent as: sending twice makes one row
    touched_at = models.DateTimeField(auto_now=True)

    objects = DraftQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.what} {self.pk}"
