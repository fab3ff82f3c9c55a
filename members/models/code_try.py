"""How often one code was tried: a row, counted in one statement, so that guesses at the same moment do not slip by.

Counting in the session, as the library below us does, lets twenty threads read the same old number.
"""

from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

MOST = 3  # guesses at one code of 8 digits; a guesser has a chance of 3 in 100 million
KEPT = timedelta(days=1)  # much longer than a code lives; after that nobody has to know


class CodeTryManager(models.Manager["CodeTry"]):
    def allow(self, about: str, most: int = MOST) -> bool:
        """Count one more try; False when there were `most` already. Call it before the code is looked at.

        `about` names one code that was sent, and is kept as a keyed hash. Call it outside a transaction: a request that
        fails afterwards must not take its try back.
        """
        digest = _hidden(about)
        self.bulk_create([self.model(digest=digest)], ignore_conflicts=True)
        return bool(self.filter(digest=digest, tries__lt=most).update(tries=models.F("tries") + 1))

    def spent(self, about: str, most: int = MOST) -> bool:
        return self.filter(digest=_hidden(about), tries__gte=most).exists()

    def forget(self) -> int:
        """Throw away the counts of codes that no longer live. Returns how many."""
        return self.filter(since__lt=timezone.now() - KEPT).delete()[0]


class CodeTry(models.Model):
    digest = models.CharField(max_length=64, unique=True)
    tries = models.PositiveSmallIntegerField(default=0)
    since = models.DateTimeField(default=timezone.now)

    objects: Any = CodeTryManager()

    class Meta:
        verbose_name_plural = "code tries"

    def __str__(self) -> str:
        return f"{self.tries}"


def _hidden(about: str) -> str:
    return salted_hmac("members.code_try", about, algorithm="sha256").hexdigest()
