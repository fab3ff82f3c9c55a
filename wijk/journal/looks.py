"""Look: who saw what of whom, when, in which role and on what ground. The application may add one and read; no more.

It holds numbers and codes, without foreign keys: nothing that is deleted elsewhere can touch a row here, and when
somebody is erased their number means nobody any more. The one text is the reason that the looker typed, for the
person whom it is about. Grants are in the migration, `wijk.journal.seals` proves that nothing was changed.
"""

from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models, transaction
from django.utils import timezone

from wijk.places.scopes import Scoped, ScopedManager, ScopedQuerySet


class LookQuerySet(ScopedQuerySet["Look"]):
    def by(self, person: Any) -> "LookQuerySet":
        return self.filter(actor=person.pk)

    def at(self, row: models.Model) -> "LookQuerySet":
        """Looks at exactly this row, or at a list in which it stood."""
        opened = models.Q(object_id=row.pk) | models.Q(ids__contains=[row.pk])
        return self.filter(opened, object=row._meta.label_lower)

    def between(self, start: datetime, end: datetime) -> "LookQuerySet":
        return self.filter(at__gte=start, at__lt=end)


class LookManager(ScopedManager.from_queryset(LookQuerySet)):  # type: ignore[misc]
    def write(
        self,
        row: models.Model,
        *,
        by: Any,
        action: str,
        role: str,
        ground: str,
        subject: int | None,
        neighbourhood: int | None,
        organisation: int | None = None,
        purpose: str = "",
        words: str = "",
    ) -> "Look":
        """One opened row of `subject` (a person's number). Raises RuntimeError outside a transaction: what is shown
        and that it was shown are written together, or neither."""
        _in_transaction()
        look: Look = self.create(
            actor=by.pk if by is not None else None,
            organisation=organisation,
            role=role,
            subject=subject,
            object=row._meta.label_lower,
            object_id=row.pk,
            action=action,
            ground=ground,
            purpose=purpose,
            words=words,
            neighbourhood=neighbourhood,
        )
        return look

    def write_list(
        self,
        model: type[models.Model],
        ids: list[int],
        *,
        by: Any,
        role: str,
        ground: str,
        neighbourhood: int | None,
        organisation: int | None = None,
    ) -> "Look | None":
        """One page of a list: one row with the numbers that stood on it. An empty page shows nobody anything."""
        if not ids:
            return None
        _in_transaction()
        look: Look = self.create(
            actor=by.pk,
            organisation=organisation,
            role=role,
            object=model._meta.label_lower,
            ids=sorted(set(ids)),
            action=Look.LIST,
            ground=ground,
            neighbourhood=neighbourhood,
        )
        return look


def _in_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A look is written in the transaction that shows what was looked at.")


class Look(Scoped):
    LIST, OPENED = "list", "opened"

    at = models.DateTimeField(default=timezone.now)
    actor = models.BigIntegerField(null=True)  # null: by a signed link in a mail, nobody knows by whom
    organisation = models.BigIntegerField(null=True)  # for which organisation, when for one
    role = models.CharField(max_length=20)
    subject = models.BigIntegerField(null=True)  # whom it is about; null for a list
    object = models.CharField(max_length=60)  # a model's label, "needs.need"
    object_id = models.BigIntegerField(null=True)
    ids = ArrayField(models.BigIntegerField(), default=list)  # what stood in a list
    action = models.CharField(max_length=20)  # how much was shown
    ground = models.CharField(max_length=40)  # own, coordination, share:7, proposal:7, break-glass:7
    purpose = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=200, blank=True)
    neighbourhood = models.BigIntegerField(null=True)

    objects = LookManager()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-at"], name="look_subject"),
            models.Index(fields=["actor", "-at"], name="look_actor"),
            models.Index(fields=["object", "object_id", "-at"], name="look_object"),
            models.Index(fields=["at"], name="look_at"),
            GinIndex(fields=["ids"], name="look_ids"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.action} {self.object}:{self.object_id or self.ids}"

    @classmethod
    def visible(cls, person: Any) -> models.Q:
        """Whom it is about reads it. Lists hold rows of many people; the floor that knows the rows says whose."""
        if not person.is_authenticated:
            return models.Q(pk__in=())
        return models.Q(subject=person.pk)
