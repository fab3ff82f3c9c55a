"""Entry: something happened. Errand: one reaction to it that still has to run."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from wijk.journal.looks import Look
from wijk.journal.seals import Seal
from wijk.places.models import Neighbourhood
from wijk.places.scopes import Scoped, ScopedManager, ScopedQuerySet

__all__ = ["Entry", "Errand", "Look", "Seal"]


class EntryQuerySet(ScopedQuerySet["Entry"]):
    def about(self, subject: models.Model) -> "EntryQuerySet":
        return self.filter(subject=subject._meta.label_lower, subject_id=subject.pk)


class EntryManager(ScopedManager.from_queryset(EntryQuerySet)):  # type: ignore[misc]
    pass


class Entry(Scoped):
    """Who did what to which row, and when. Holds ids only, never a name or a word that somebody wrote."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, null=True, related_name="+")
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)  # a model's label, "needs.need"
    subject_id = models.BigIntegerField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ids: Any = models.JSONField(default=dict)

    objects = EntryManager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["subject", "subject_id", "-at"], name="entry_subject"),
            models.Index(fields=["neighbourhood", "verb", "-at"], name="entry_verb"),
        ]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}:{self.subject_id}"

    @classmethod
    def visible(cls, person: Any) -> models.Q:
        """Whoever coordinates a neighbourhood sees what happened there; everybody sees the own deeds."""
        if not person.is_authenticated:
            return models.Q(pk__in=())
        return models.Q(actor=person.pk) | models.Q(neighbourhood__in=person.coordinated_neighbourhoods())


class ErrandQuerySet(models.QuerySet["Errand"]):
    def due(self) -> "ErrandQuerySet":
        return self.filter(done_at=None, due_at__lte=timezone.now()).order_by("due_at", "pk")


class Errand(models.Model):
    """One reaction to one entry; done in the transaction that marks it done, so a crash loses nothing."""

    PATIENCE = (timedelta(seconds=5), timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="errands")
    reaction = models.CharField(max_length=120)
    due_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True)  # the kind of exception; never its text

    objects = ErrandQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "reaction"], name="errand_once")]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(done_at=None), name="errand_due"),
        ]

    def __str__(self) -> str:
        return f"{self.reaction} ({self.entry})"

    def postpone(self, problem: Exception) -> None:
        """Try again later: 5 s, 1 min, 10 min, then every hour."""
        wait = self.PATIENCE[min(self.attempts, len(self.PATIENCE) - 1)]
        self.attempts += 1
        self.due_at = timezone.now() + wait
        self.problem = type(problem).__name__
        self.save(update_fields=["attempts", "due_at", "problem"])
