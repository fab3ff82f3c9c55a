"""What a person said that a need is about."""

from typing import Any

from django.db import models

from needs.models.need import Need
from needs.privacy import concept_visible
from wijk.places.scopes import Scoped, ScopedManager
from wijk.themes.confirmed import Confirmed


class NeedConcept(Confirmed, Scoped):
    """For asker and coordinator: a concept may be about health or money."""

    WITHIN = "about__neighbourhood"

    about = models.ForeignKey(Need, models.CASCADE, related_name="confirmed")

    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["about", "code"], name="need_concept_once")]

    @classmethod
    def visible(cls, person: Any) -> models.Q:
        return concept_visible(person)
