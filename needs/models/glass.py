"""Break-glass: technical administration looks at one need, for half an hour, with a reason, and the asker hears it."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import User
from needs.models.need import Need
from wijk import journal
from wijk.places.scopes import Scoped, ScopedManager, ScopedQuerySet

LASTS = timedelta(minutes=30)


class BreakGlassQuerySet(ScopedQuerySet["BreakGlass"]):
    def open(self) -> "BreakGlassQuerySet":
        return self.filter(until__gt=timezone.now())


class BreakGlassManager(ScopedManager.from_queryset(BreakGlassQuerySet)):  # type: ignore[misc]
    @transaction.atomic
    def ask(self, need: Need, *, by: User, why: str, words: str, background: bool) -> "BreakGlass":
        """Let `by` in, and write it down; the asker is told by a reaction. Raises PermissionDenied for who is not
        technical administration."""
        if not (by.is_superuser and by.is_active):
            raise PermissionDenied
        glass: BreakGlass = self.create(
            need=need, by=by, why=why, words=words, background=background, until=timezone.now() + LASTS
        )
        journal.write("glass.broken", glass, by=by, neighbourhood=need.neighbourhood, need=need.pk)
        return glass


class BreakGlass(Scoped):
    WITHIN = "need__neighbourhood"

    class Why(models.TextChoices):
        FAULT = "fault", _("Er is een storing bij deze vraag")
        SAFETY = "safety", _("Iemand kan in gevaar zijn")
        COMPLAINT = "complaint", _("Er is een klacht over deze vraag")
        LAW = "law", _("De wet vraagt het")

    need = models.ForeignKey(Need, models.CASCADE, related_name="+", verbose_name=_("vraag"))
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("wie"))
    why = models.CharField(_("reden"), max_length=10, choices=Why)
    words = models.CharField(_("toelichting"), max_length=200)
    background = models.BooleanField(_("ook de achtergrond"), default=False)
    at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()

    objects = BreakGlassManager()

    class Meta:
        indexes = [models.Index(fields=["need", "by", "until"], name="glass_open")]

    def __str__(self) -> str:
        return f"{self.by_id} → {self.need_id} until {self.until:%H:%M}"

    @classmethod
    def visible(cls, person: Any) -> Q:
        """Technical administration sees every one; the board those of its own wijk. The asker reads it among the
        looks."""
        if not person.is_authenticated:
            return Q(pk__in=())
        if person.is_superuser:
            return Q()
        return Q(need__neighbourhood__in=person.governed_neighbourhoods())
