"""The outbox: one row per person, kind and period. A row is the truth; a queue may lose what it likes."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone

from members.models import Organisation, User
from wijk import journal
from wijk.places.models import Neighbourhood
from wijk.places.scopes import Scoped, ScopedManager, ScopedQuerySet

LEASE = timedelta(minutes=2)  # longer than a mail server may take; after that somebody else looks
RETRIES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12))


class NoticeQuerySet(ScopedQuerySet["Notice"]):
    def due(self) -> "NoticeQuerySet":
        """To be sent now, or left half-way by a worker that died."""
        now = timezone.now()
        left = models.Q(status=Notice.Status.SENDING, lease__lt=now)
        return self.filter(models.Q(status=Notice.Status.QUEUED, due_at__lte=now) | left).order_by("due_at", "pk")


class NoticeManager(ScopedManager.from_queryset(NoticeQuerySet)):  # type: ignore[misc]
    def tell(
        self, person: User, kind: str, period: str, *, neighbourhood: Neighbourhood, due_at: Any = None, **ids: Any
    ) -> bool:
        """Queue a mail in the caller's transaction. False when this person has no mail: then somebody calls.

        Telling the same person the same kind for the same period again changes nothing.
        """
        if not person.reachable_by_mail:
            return False
        self.bulk_create(
            [
                Notice(
                    person=person,
                    kind=kind,
                    period=period,
                    neighbourhood=neighbourhood,
                    due_at=due_at or timezone.now(),
                    ids=ids,
                )
            ],
            ignore_conflicts=True,
        )
        return True

    def tell_organisation(
        self, organisation: Organisation, kind: str, period: str, *, neighbourhood: Neighbourhood, **ids: Any
    ) -> bool:
        """The same for the own address of an organisation, where nobody logs in. False when it has none."""
        if not organisation.email:
            return False
        about = {"kind": kind, "period": period, "neighbourhood": neighbourhood, "ids": ids}
        self.bulk_create([Notice(organisation=organisation, **about)], ignore_conflicts=True)
        return True


class Notice(Scoped):
    class Status(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        BOUNCED = "bounced"
        UNCERTAIN = "uncertain"
        DEAD = "dead"
        STOPPED = "stopped"

    FAILED = ("bounced", "dead")  # somebody was not reached, and a person should know

    person: Any = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")  # this or the next one
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    period = models.CharField(max_length=40)
    ids: Any = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    lease = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    objects = NoticeManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "period"], name="notice_once"),
            models.UniqueConstraint(fields=["organisation", "kind", "period"], name="notice_once_organisation"),
            models.CheckConstraint(
                condition=models.Q(person=None) ^ models.Q(organisation=None), name="notice_to_one_reader"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(status__in=["queued", "sending"]), name="notice_due")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.period}"

    @classmethod
    def visible(cls, person: Any) -> models.Q:
        """The coordinator sees that a mail came back; nobody reads what stood in it."""
        if not person.is_authenticated:
            return models.Q(pk__in=())
        return models.Q(neighbourhood__in=person.coordinated_neighbourhoods())

    @property
    def to(self) -> str:
        """The address it goes to; '' when there is none, or nobody should get it any more."""
        if self.organisation is not None:
            return self.organisation.email
        return (self.person.email or "") if self.person is not None and self.person.is_active else ""

    @property
    def language(self) -> str:
        """An organisation reads Dutch."""
        return self.person.language if self.person is not None else "nl"

    @property
    def reader(self) -> Any:
        return self.person or self.organisation

    @property
    def message_id(self) -> str:
        """The same at every attempt, so that a mailbox can throw a second copy away."""
        host = settings.SITE_URL.split("//")[-1].split(":")[0]
        return f"<notice-{self.pk}@{host}>"

    @transaction.atomic
    def requeue(self, *, by: User) -> bool:
        """Send it again, after the address was mended or the mail server came back. False when it does not wait.

        Only for what came back or never got away; what may have arrived is never sent a second time.
        """
        if not by.has_role(self.neighbourhood, "coordinator"):
            raise PermissionDenied
        rows = Notice.objects.within(self.neighbourhood, reason="one that came back is sent again")
        fresh = {"status": Notice.Status.QUEUED, "attempts": 0, "due_at": timezone.now(), "lease": None}
        if not rows.filter(pk=self.pk, status__in=Notice.FAILED).update(**fresh):
            return False
        self.refresh_from_db(from_queryset=rows)
        journal.write("notice.requeued", self, by=by)
        return True

    def retry(self) -> None:
        """Later again; after five times nobody believes in it any more."""
        if self.attempts > len(RETRIES):
            self.status = Notice.Status.DEAD
        else:
            self.status = Notice.Status.QUEUED
            self.due_at = timezone.now() + RETRIES[self.attempts - 1]
        rows = Notice.objects.within(self.neighbourhood, reason="later again, unless its reader was forgotten")
        rows.filter(pk=self.pk).update(status=self.status, due_at=self.due_at)


class SubscriptionManager(models.Manager["Subscription"]):
    """`by` is the person, or the coordinator of a neighbourhood of theirs who heard it on the telephone."""

    @transaction.atomic
    def stop(self, person: User, kind: str, *, by: User) -> None:
        _theirs(person, by)
        _row, new = self.get_or_create(person=person, kind=kind)
        if new:
            journal.write("subscription.stopped", person, by=by, kind=kind)

    @transaction.atomic
    def start(self, person: User, kind: str, *, by: User) -> None:
        """They want it again, from the next one on."""
        _theirs(person, by)
        if self.filter(person=person, kind=kind).delete()[0]:
            journal.write("subscription.started", person, by=by, kind=kind)

    def wanted(self, person: User, kind: str) -> bool:
        return not self.filter(person=person, kind=kind).exists()


def _theirs(person: User, by: User) -> None:
    here = by.coordinated_neighbourhoods()
    if by.pk != person.pk and not person.memberships.current().filter(neighbourhood__in=here).exists():
        raise PermissionDenied


class Subscription(models.Model):
    """Somebody wants this kind no more; no row means yes."""

    person = models.ForeignKey(User, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    stopped_at = models.DateTimeField(default=timezone.now)

    objects: Any = SubscriptionManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="subscription_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


class DigestRun(models.Model):
    """The wijkbericht of this local week is planned for everybody here; whoever comes later waits for the next."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, related_name="+")
    week = models.CharField(max_length=10)  # 2026-W48
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["neighbourhood", "week"], name="digest_run_once")]

    def __str__(self) -> str:
        return f"{self.neighbourhood_id} {self.week}"
