"""Who was forgotten: ids and a keyed mark only, so that a restored backup forgets them again.

The ledger stands in this table and, line by line, in a file beside it (`ERASURE_LEDGER`): a backup that is put back
brings the table of that day, and only the file knows who was forgotten since. The line is written before the commit: an
erasure that got no line does not happen, and a line without an erasure is somebody who asked for it.
"""

import hmac
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from members.floors import from_the_top
from members.models.user import User
from wijk import journal


class ErasureManager(models.Manager["Erasure"]):
    @transaction.atomic
    def record(self, person: User, *, by: User) -> "Erasure":
        """Forget this person now, on every floor. `by` is the person, or who coordinates where they live.

        What stays: counts, and a row without anything in it, to which agreements of others still point.
        """
        person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
        here = person.memberships.current().filter(neighbourhood__in=by.coordinated_neighbourhoods())
        if by.pk != person.pk and (not here.exists() or person.works_here()):
            raise PermissionDenied
        how = Erasure.How.SELF if by.pk == person.pk else Erasure.How.DESK
        return self._forget(person, by=by, how=how)

    def replay(self, lines: Iterable[str] = ()) -> int:
        """After a restore: forget again whoever stands in the table or in the lines of the file. Returns how many."""
        known = [(row.person_id, row.mark) for row in self.all()]
        known += [(entry["person"], entry["mark"]) for entry in map(json.loads, filter(str.strip, lines))]
        return sum(self._again(pk, mark) for pk, mark in dict.fromkeys(known))

    @transaction.atomic
    def _again(self, pk: int, mark: str) -> bool:
        """Only the very person: after a restore a number may be given to somebody new."""
        person = User.objects.select_for_update(no_key=True).filter(pk=pk).first()
        if person is None or not _is(person, mark):
            return False
        self._forget(person, by=None, how=Erasure.How.REPLAY)
        return True

    def _forget(self, person: User, *, by: Any, how: str) -> "Erasure":
        for double in User.objects.filter(merged__into=person).exclude(name="", phone=""):
            self._forget(double, by=by, how=how)
        erasure = self.create(person_id=person.pk, mark=_marks(person)[0], how=how)
        for floor in from_the_top("personal"):
            floor.erase(person, by=by)
        journal.write("member.erased", erasure, by=by)
        erasure.note()
        return erasure


class Erasure(models.Model):
    """Rows are added and never changed: the application's role has no right to."""

    class How(models.TextChoices):
        SELF = "self"
        DESK = "desk"
        SWEEP = "sweep"
        REPLAY = "replay"

    person_id = models.BigIntegerField()  # a number, no key: after a restore nobody may be there
    mark = models.CharField(max_length=64)
    how = models.CharField(max_length=6, choices=How)
    at = models.DateTimeField(default=timezone.now)

    objects: Any = ErasureManager()

    def __str__(self) -> str:
        return f"{self.person_id}"

    def note(self) -> None:
        """One line in the file that no backup of the database puts back. Raises OSError: then nothing is erased."""
        path = Path(settings.ERASURE_LEDGER)
        path.parent.mkdir(parents=True, exist_ok=True)
        line = {"person": self.person_id, "mark": self.mark, "at": self.at.isoformat()}
        with path.open("a", encoding="utf-8") as ledger:
            ledger.write(json.dumps(line) + "\n")


def _marks(person: User) -> list[str]:
    """The mark under the key of today and under each earlier key: number and the moment of joining, to the microsecond.

    The moment is overwritten when somebody is forgotten, so a forgotten row bears its own mark no more.
    """
    about = f"{person.pk} {person.date_joined.isoformat()}"
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac("members.erasure", about, secret=key, algorithm="sha256").hexdigest() for key in keys]


def _is(person: User, mark: str) -> bool:
    return any(hmac.compare_digest(mark, own) for own in _marks(person))
