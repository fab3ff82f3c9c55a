"""How often one visitor's address tried a code this hour: a row, counted in one statement, so that nobody slips by."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

KEPT = timedelta(days=1)  # longer than the hour that counts; after that nobody has to know


class KnockManager(models.Manager["Knock"]):
    def allow(self, address: str, most: int) -> bool:
        """Count one more try from this address in this hour; False when there were `most` already."""
        about = {"address": _hidden(address), "hour": _hour()}
        self.bulk_create([self.model(**about)], ignore_conflicts=True)
        return bool(self.filter(**about, tries__lt=most).update(tries=models.F("tries") + 1))

    def forget(self) -> int:
        return self.filter(hour__lt=timezone.now() - KEPT).delete()[0]


class Knock(models.Model):
    address = models.CharField(max_length=64)  # keyed hash: the address itself is nobody's business
    hour = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)

    objects: Any = KnockManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address", "hour"], name="knock_once_an_hour")]

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H:%M}"


def _hidden(address: str) -> str:
    return salted_hmac("members.knock", address, algorithm="sha256").hexdigest()


def _hour() -> datetime:
    return timezone.now().replace(minute=0, second=0, microsecond=0)
