"""A download of one's own data: for one person, once, for a day."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone

from members.models.user import User
from wijk import journal

VALID = timedelta(hours=24)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


class DownloadManager(models.Manager["Download"]):
    @transaction.atomic
    def open(self, person: User, *, by: User) -> str:
        """A key (256 bits) that opens the data of `person` once, for `by` alone. Only oneself, or who coordinates
        where they live, to print it for who has no e-mail. Earlier keys stop working."""
        here = person.memberships.current().filter(neighbourhood__in=by.coordinated_neighbourhoods())
        if by.pk != person.pk and (person.email or not here.exists()):
            raise PermissionDenied
        self.filter(person=person, by=by, used_at=None).delete()
        key = secrets.token_urlsafe(32)
        row = self.create(person=person, by=by, digest=_digest(key), expires_at=timezone.now() + VALID)
        place = here.first()
        journal.write("export.opened", row, by=by, neighbourhood=place.neighbourhood if place else None)
        return key

    @transaction.atomic
    def use(self, key: str, *, by: User) -> User | None:
        """Whose data this key opens; None for a wrong key, a used one, one that is over, or another reader's."""
        rows = self.filter(digest=_digest(key), by=by, used_at=None, expires_at__gt=timezone.now())
        row = rows.select_for_update(of=("self",)).select_related("person").first()
        if row is None:
            return None
        row.used_at = timezone.now()
        row.save(update_fields=["used_at"])
        journal.write("export.taken", row, by=by)
        person: User = row.person
        return person


class Download(models.Model):
    person = models.ForeignKey(User, models.CASCADE, related_name="+")
    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)  # the key itself is nowhere kept
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects: Any = DownloadManager()

    def __str__(self) -> str:
        return f"{self.person_id}"
