"""Which concepts a person said that a need or an offer is about: a row each, with who said it and when.

Rows and not a list in the need: they outlive every new reading of the words, and the log can say whose choice it was.
Codes and not a foreign key: a concept may leave the thesaurus, what somebody said does not.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from wijk.themes.thesaurus import Thesaurus

MOST = 5  # concepts that one text may be about


class Confirmed(models.Model):
    """Abstract; each floor has its own, with a foreign key named `about`."""

    code = models.SlugField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.code


def keep(row: models.Model, codes: Iterable[str], *, by: Any) -> None:
    """From now on `row` (with `confirmed`) is about these. Who confirmed the same before stays who did."""
    rows: Any = row.confirmed  # type: ignore[attr-defined]  # the relation of each floor
    wanted = list(dict.fromkeys(codes))
    rows.exclude(code__in=wanted).delete()
    known = set(rows.values_list("code", flat=True))
    author = by if by is not None and by.pk else None
    rows.bulk_create(rows.model(about=row, code=code, by=author) for code in wanted if code not in known)


def codes_of(row: models.Model) -> list[str]:
    rows: Any = row.confirmed  # type: ignore[attr-defined]
    return list(rows.order_by("pk").values_list("code", flat=True))


def theme_of(codes: Iterable[str], thesaurus: Thesaurus) -> str:
    """The code of the theme that follows from the first confirmed concept that has one; '' when none has."""
    concepts = (thesaurus.concepts[code] for code in codes if code in thesaurus.concepts)
    return next((concept.theme for concept in concepts if concept.theme), "")
