"""The outbox: one row per person, kind and period. A row is the truth; a queue may lose what it likes."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from members.models import User
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


class Notice(Scoped):
    class Status(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        BOUNCED = "bounced"
        UNCERTAIN = "uncertain"
        DEAD = "dead"
        STOPPED = "stopped"

    person = models.ForeignKey(User, models.CASCADE, related_name="+")
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
        constraints = [models.UniqueConstraint(fields=["person", "kind", "period"], name="notice_once")]
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
    def message_id(self) -> str:
        """The same at every attempt, so that a mailbox can throw a second copy away."""
        host = settings.SITE_URL.split("//")[-1].split(":")[0]
        return f"<notice-{self.pk}@{host}>"

    def retry(self) -> None:
        """Later again; after five times nobody believes in it any more."""
        if self.attempts > len(RETRIES):
            self.status = Notice.Status.DEAD
        else:
            self.status = Notice.Status.QUEUED
            self.due_at = timezone.now() + RETRIES[self.attempts - 1]
        self.save(update_fields=["status", "due_at"])


class Subscription(models.Model):
    """Somebody wants this kind no more; no row means yes."""

    person = models.ForeignKey(User, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    stopped_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="subscription_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"
