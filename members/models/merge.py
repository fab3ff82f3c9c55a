"""Two rows that turn out to be one person: the coordinator merges them, because a typed number proves nothing.

Every floor says in its `merging.py` what *is* of a person and moves (needs, offers, proposals, calls, mail, roles), and
what somebody *did* and stays with the row that did it: a record of a deed is not rewritten. The merged row stays too,
closed, so that old links and old entries still find somebody.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import floors
from members.models.departure import Departure
from members.models.membership import Membership
from members.models.user import User
from wijk import journal
from wijk.places.models import Neighbourhood


class Unmergeable(Exception):
    """These two cannot be one person; the message is meant for the screen."""

    def __init__(self, message: Any) -> None:
        super().__init__(message)
        self.message = message


class MergeManager(models.Manager["Merge"]):
    @transaction.atomic
    def record(self, gone: User, *, into: User, by: User) -> "Merge":
        """Everything of `gone` becomes `into`'s, in this transaction. Twice is once. Raises Unmergeable."""
        rows = User.objects.filter(pk__in=(gone.pk, into.pk)).order_by("pk")
        # no_key: other verbs add rows that point at a person while they hold a need; they must not wait for us.
        locked = {row.pk: row for row in rows.select_for_update(no_key=True)}
        gone_, into_ = locked[gone.pk], locked[into.pk]
        known = self.filter(gone=gone_).first()
        if known is not None and known.into_id == into_.pk:
            return known
        where = check(gone_, into_, by=by)
        merge = self.create(gone=gone_, into=into_, by=by)
        merge.gather(by=by)
        journal.write("member.merged", merge, by=by, neighbourhood=where, into=into_.pk)
        return merge


class Merge(models.Model):
    gone = models.OneToOneField(User, models.CASCADE, related_name="merged")
    into = models.ForeignKey(User, models.CASCADE, related_name="absorbed")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = MergeManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(gone=models.F("into")), name="merge_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.into_id}"

    def gather(self, *, by: Any) -> None:
        """Move what is of the one who is gone; what came in while we merged comes along the second time."""
        for floor in floors.from_the_top("merging"):
            floor.move(self.gone, self.into, by=by)


def check(gone: User, into: User, *, by: User) -> Neighbourhood:
    """The neighbourhood in which `by` may merge these two. Raises PermissionDenied or Unmergeable.

    Both belong to her own neighbourhood, and to no other: elsewhere it is not hers to say who is who.
    """
    if not (gone.is_active and into.is_active):
        raise Unmergeable(_("Een van deze twee is al samengevoegd of gestopt."))
    places = [set(_current(person).values_list("neighbourhood", flat=True)) for person in (gone, into)]
    hers = by.coordinated_neighbourhoods()
    where = hers.filter(pk__in=places[0] & places[1]).order_by("pk").first()
    if where is None or (places[0] | places[1]) - set(hers.values_list("pk", flat=True)):
        raise PermissionDenied
    if gone.pk == into.pk:
        raise Unmergeable(_("Dit is dezelfde persoon."))
    if Departure.objects.filter(person__in=(gone, into), back_at=None).exists():
        raise Unmergeable(_("Een van deze twee is verhuisd, opgenomen of overleden. Wij voegen niets samen."))
    if gone.works_here():
        raise Unmergeable(_("%(name)s heeft een rol of een baan hier. Laat deze persoon blijven.") % {"name": gone})
    return where


def _current(person: User) -> Any:
    return Membership.objects.current().filter(user=person)
