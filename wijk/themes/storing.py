"""Concepts and their words in and out of the tables, whole: 42,000 words in a few seconds.

What is there already stays as it is; only what differs is written.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from wijk.themes.models import Concept, Edition, Term, Theme
from wijk.themes.reference import ConceptRow, TermRow
from wijk.themes.thesaurus import Concept as Pure
from wijk.themes.thesaurus import Thesaurus
from wijk.themes.writing import written

BATCH = 5_000
FIELDS = ("label", "theme_id", "area", "straight_to", "related", "kinds")


@dataclass(frozen=True)
class Changes:
    """What an import did, or would do: how many concepts and words come, change and go."""

    concepts_new: int
    concepts_changed: int
    concepts_gone: int
    words_new: int
    words_changed: int
    words_gone: int

    @property
    def any(self) -> bool:
        return any(vars(self).values())

    def __str__(self) -> str:
        return (
            f"begrippen: {self.concepts_new} erbij, {self.concepts_changed} anders, {self.concepts_gone} weg; "
            f"woorden: {self.words_new} erbij, {self.words_changed} anders, {self.words_gone} weg"
        )


def rows() -> list[ConceptRow]:
    """All of the tables, as an import would read it."""
    terms: dict[int, list[TermRow]] = defaultdict(list)
    for concept, text, weight in Term.objects.order_by("pk").values_list("concept", "text", "weight"):
        terms[concept].append((text, weight))
    concepts = Concept.objects.order_by("pk").select_related("theme")
    return [
        ConceptRow(
            code=row.code,
            label=row.label,
            area=row.area,
            theme=row.theme.code if row.theme else "",
            straight_to=row.straight_to,
            terms=tuple(terms[row.pk]),
            related=tuple(row.related),
            kinds=tuple(row.kinds),
        )
        for row in concepts
    ]


def thesaurus(found: Iterable[ConceptRow]) -> Thesaurus:
    """What the tables would be read as with exactly these rows."""
    found = list(found)
    concepts = {
        row.code: Pure(row.code, row.label, row.theme, row.related, row.straight_to, row.area, frozenset(row.kinds))
        for row in found
    }
    return Thesaurus(concepts, [(row.code, written(term)) for row in found for term in row.terms])


@transaction.atomic
def store(
    found: Iterable[ConceptRow], *, by: Any, words_go: bool = False, concepts_go: bool = False, keep: bool = True
) -> Changes:
    """Bring the tables to what `found` says. With `words_go`, words that a concept of `found` does not have go; with
    `concepts_go`, also the concepts that `found` does not have. Publishes an Edition when anything changed, or when
    there was none yet. `keep=False` only counts, and leaves the tables as they were."""
    point = transaction.savepoint()
    found = list(found)
    concepts = _concepts(found)
    new, changed, gone = _terms(found)
    leaving = Concept.objects.exclude(code__in=[row.code for row in found])
    lost = Term.objects.filter(concept__in=leaving).count() if concepts_go else 0
    count = leaving.count() if concepts_go else 0
    did = Changes(*concepts, count, len(new), len(changed), lost + (len(gone) if words_go else 0))
    if not keep:
        transaction.savepoint_rollback(point)
        return did
    if words_go:
        Term.objects.filter(pk__in=gone).delete()
    if concepts_go:
        leaving.delete()
    Term.objects.bulk_create(new, batch_size=BATCH)
    Term.objects.bulk_update(changed, ["weight"], batch_size=BATCH)
    if did.any or not Edition.objects.filter(neighbourhood=None).exists():
        Edition.objects.publish(by=by)
    return did


def _concepts(found: list[ConceptRow]) -> tuple[int, int]:
    themes = dict(Theme.objects.values_list("code", "pk"))
    known = {row.code: row for row in Concept.objects.all()}
    new, changed = [], []
    for row in found:
        wanted = {
            "label": row.label,
            "theme_id": themes.get(row.theme),
            "area": row.area,
            "straight_to": row.straight_to,
            "related": list(row.related),
            "kinds": list(row.kinds),
        }
        stored = known.get(row.code)
        if stored is None:
            new.append(Concept(code=row.code, **wanted))
        elif any(getattr(stored, name) != value for name, value in wanted.items()):
            vars(stored).update(wanted)
            changed.append(stored)
    Concept.objects.bulk_create(new, batch_size=BATCH)
    Concept.objects.bulk_update(changed, [name.removesuffix("_id") for name in FIELDS], batch_size=BATCH)
    return len(new), len(changed)


def _terms(found: list[ConceptRow]) -> tuple[list[Term], list[Term], list[int]]:
    """Words to add, words with another weight, and primary keys of words that `found` does not have."""
    ids = dict(Concept.objects.values_list("code", "pk"))
    known = Term.objects.filter(concept__code__in=[row.code for row in found])
    stored = {
        (concept, text): (pk, weight)
        for pk, concept, text, weight in known.values_list("pk", "concept", "text", "weight")
    }
    new, changed = [], []
    for row in found:
        for text, weight in row.terms:
            pk, now = stored.pop((ids[row.code], text), (None, ""))
            if pk is None:
                new.append(Term(concept_id=ids[row.code], text=text, weight=weight))
            elif now != weight:
                changed.append(Term(pk=pk, concept_id=ids[row.code], text=text, weight=weight))
    return new, changed, [pk for pk, _weight in stored.values()]
