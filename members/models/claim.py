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
HEAD = 4  # the first letters only say which claim it is, so that wrong tails count against that claim
MAX_TRIES = 10  # codes that are looked at for one claim; the tail is 20 bits, so a guesser has a chance of 1 in 92,000
PER_HOUR = 10  # codes that are looked at for one visitor's address in an hour


def _clean(code: str) -> str:
    return "".join(c for c in code.upper() if c in ALPHABET)


def _digest(code: str) -> str:
    return hashlib.sha256(_clean(code).encode()).hexdigest()


class ClaimManager(models.Manager["Claim"]):
    @transaction.atomic
    def hand_over(self, person: User, *, by: User) -> str:
        """Make a code for `person`; the coordinator reads it out or prints it. Earlier codes stop working."""
        neighbourhoods = by.coordinated_neighbourhoods()
        membership = person.memberships.current().filter(neighbourhood__in=neighbourhoods).first()
        if membership is None or person.email:
            raise PermissionDenied
        self.filter(person=person, used_at=None).delete()
        code = self._free_code()
        claim = self.create(
            person=person, head=code[:HEAD], digest=_digest(code), by=by, expires_at=timezone.now() + VALID
        )
        journal.write("claim.handed_over", claim, by=by, neighbourhood=membership.neighbourhood)
        return f"{code[:4]} {code[4:]}"

    def _free_code(self) -> str:
        """A code of which the first letters belong to no other claim that is out."""
        for _attempt in range(20):
            code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
            if not self.filter(head=code[:HEAD], used_at=None).exists():
                return code
        raise RuntimeError("no free code in twenty tries")

    def redeem(self, code: str, email: str) -> User | None:
        """The person of a valid code, who now has this address (still to be proved by mail); None when it is not.

        A try is counted and committed before the code is looked at, so that many at once are no more than MAX_TRIES.
        """
        if len(_clean(code)) != LENGTH or not self._count(code):
            return None
        return self._take(code, email.strip().lower())

    def _open(self, code: str) -> models.QuerySet["Claim"]:
        return self.filter(head=_clean(code)[:HEAD], used_at=None, expires_at__gt=timezone.now())

    def _count(self, code: str) -> bool:
        """One statement: PostgreSQL looks at the number again under the row's lock."""
        return bool(self._open(code).filter(tries__lt=MAX_TRIES).update(tries=models.F("tries") + 1))

    @transaction.atomic
    def _take(self, code: str, email: str) -> User | None:
        claim = self._open(code).select_for_update().first()
        if claim is None or not claim.opens_with(code) or User.objects.filter(email=email).exists():
            return None
        claim.used_at = timezone.now()
        claim.save(update_fields=["used_at"])
        claim.person.take_address(email)
        journal.write("claim.redeemed", claim, by=claim.person)
        return claim.person


class Claim(models.Model):
    person = models.ForeignKey(User, models.CASCADE, related_name="claims")
    head = models.CharField(max_length=HEAD)
    digest = models.CharField(max_length=64, unique=True)
    tries = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects: Any = ClaimManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["head"], condition=models.Q(used_at=None), name="claim_head_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"

    def opens_with(self, code: str) -> bool:
        """Whether this is the code; takes as long for a code that is nearly right."""
        return secrets.compare_digest(self.digest, _digest(code))
