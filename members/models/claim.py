"""The one-time code with which somebody whom the coordinator entered takes the own account later."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone

from members.models.user import User
from wijk import journal

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 O 1 I L: the code is read aloud and copied from paper
LENGTH = 8  # 31^8 is 39 bits
VALID = timedelta(days=14)
MAX_TRIES = 10  # wrong codes per hour over the whole site before everybody waits; guessing 39 bits stays hopeless


def _digest(code: str) -> str:
    return hashlib.sha256("".join(c for c in code.upper() if c in ALPHABET).encode()).hexdigest()


class ClaimManager(models.Manager["Claim"]):
    @transaction.atomic
    def hand_over(self, person: User, *, by: User) -> str:
        """Make a code for `person`; the coordinator reads it out or prints it. Earlier codes stop working."""
        neighbourhoods = by.coordinated_neighbourhoods()
        membership = person.memberships.current().filter(neighbourhood__in=neighbourhoods).first()
        if membership is None or person.email:
            raise PermissionDenied
        self.filter(person=person, used_at=None).delete()
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        claim = self.create(person=person, digest=_digest(code), by=by, expires_at=timezone.now() + VALID)
        journal.write("claim.handed_over", claim, by=by, neighbourhood=membership.neighbourhood)
        return f"{code[:4]} {code[4:]}"

    @transaction.atomic
    def redeem(self, code: str, email: str) -> User | None:
        """The person of a valid code, who now has this address (still to be proved by mail); None when it is not."""
        claim = (
            self.select_for_update().filter(digest=_digest(code), used_at=None, expires_at__gt=timezone.now()).first()
        )
        if claim is None or User.objects.filter(email=email.strip().lower()).exists():
            return None
        claim.used_at = timezone.now()
        claim.save(update_fields=["used_at"])
        claim.person.take_address(email.strip().lower())
        journal.write("claim.redeemed", claim, by=claim.person)
        return claim.person


class Claim(models.Model):
    person = models.ForeignKey(User, models.CASCADE, related_name="claims")
    digest = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects: Any = ClaimManager()

    def __str__(self) -> str:
        return f"{self.person_id}"
