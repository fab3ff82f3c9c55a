"""The background of a need: what the asker tells the coordinator only. Sealed, never indexed, read in one place.

`needs/background.py` is the only page that reads or writes these rows. PostgreSQL itself shows none to the application
unless the transaction says for whom it looks, and that person is the asker, coordinates the wijk, or was let in for
half an hour (migration 0004, row security, also for the owner of the table).
"""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from needs.models.need import Need
from wijk.places.scopes import Scoped, ScopedManager


class Why(models.TextChoices):
    """Why a professional opens a background; the asker reads it."""

    CALL = "call", _("Ik ga nu bellen")
    SEEK = "seek", _("Ik zoek iemand die past")
    WORRY = "worry", _("Ik maak mij zorgen")
    OTHER = "other", _("Iets anders")


class NeedPrivate(Scoped):
    WITHIN = "need__neighbourhood"

    # PostgreSQL removes it with its need (ON DELETE CASCADE in the migration): Django would look for the row first,
    # and row security shows none.
    need = models.OneToOneField(
        Need, models.DO_NOTHING, primary_key=True, related_name="+", db_constraint=False, editable=False
    )
    body = models.TextField(editable=False)  # a token of wijk.keys

    objects: Any = ScopedManager()

    def __str__(self) -> str:
        return f"background of {self.need_id}"

    @classmethod
    def visible(cls, person: Any) -> Q:
        return Q(pk__in=())  # nobody in a list; one at a time, through needs/background.py
