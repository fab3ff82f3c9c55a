"""Writing an entry with its errands, and running the errands."""

import logging
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

log = logging.getLogger(__name__)
Reaction = Callable[[Any], None]
_reactions: dict[str, list[str]] = defaultdict(list)
_by_name: dict[str, Reaction] = {}


def on(*verbs: str) -> Callable[[Reaction], Reaction]:
    """Register a reaction. It gets the Entry, must be idempotent, and runs after commit in a worker."""

    def register(reaction: Reaction) -> Reaction:
        name = f"{reaction.__module__}.{reaction.__qualname__}"
        _by_name[name] = reaction
        for verb in verbs:
            if name not in _reactions[verb]:
                _reactions[verb].append(name)
        return reaction

    return register


def reactions() -> dict[str, list[str]]:
    """verb → names of its reactions, for the tests and the map of the house."""
    return {verb: list(names) for verb, names in _reactions.items()}


def write(verb: str, subject: models.Model, *, by: Any, neighbourhood: Any = None, **ids: Any) -> Any:
    """Record what happened, in the caller's transaction, with one errand for each reaction to `verb`.

    `by` is the person who did it, or None for the system. `ids` are numbers and codes, never what somebody wrote.
    Returns the Entry. Raises RuntimeError outside a transaction: an event without its cause would be a lie.
    """
    from wijk.journal.models import Entry, Errand  # leaf: models load after the package

    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{verb}: write in the transaction of the verb.")
    entry = Entry(
        neighbourhood=neighbourhood if neighbourhood is not None else getattr(subject, "neighbourhood", None),
        verb=verb,
        subject=subject._meta.label_lower,
        subject_id=subject.pk,
        actor=by if by is not None and by.pk else None,
        ids=ids,
    )
    entry.save(force_insert=True)
    Errand.objects.bulk_create(Errand(entry=entry, reaction=name) for name in _reactions.get(verb, ()))
    return entry


def superseded(entry: Any, reaction: Reaction, *, same_subject: bool = False) -> bool:
    """A later entry of the same neighbourhood, or about the same row, waits for the same reaction: that one does the
    work for both."""
    from wijk.journal.models import Errand  # leaf: models load after the package

    name = f"{reaction.__module__}.{reaction.__qualname__}"
    later = Errand.objects.due().filter(reaction=name, entry__neighbourhood=entry.neighbourhood_id)
    if same_subject:
        later = later.filter(entry__subject=entry.subject, entry__subject_id=entry.subject_id)
    return later.filter(entry__gt=entry.pk).exists()


def subject_of(entry: Any) -> models.Model | None:
    """The row that the entry is about, or None when it is gone."""
    model = apps.get_model(entry.subject)
    return model._base_manager.filter(pk=entry.subject_id).first()


def run_due(limit: int = 200) -> int:
    """Run errands that are due, each in a transaction of its own; several workers may do so at once.

    Returns how many ran. A reaction that fails is put off and logged by its kind; it never stops the others.
    """
    ran = 0
    while ran < limit and _run_one():
        ran += 1
    return ran


def _run_one() -> bool:
    from wijk.journal.models import Errand  # leaf: models load after the package

    with transaction.atomic():
        errand = Errand.objects.due().select_for_update(skip_locked=True, of=("self",)).select_related("entry").first()
        if errand is None:
            return False
        try:
            with transaction.atomic():
                _by_name[errand.reaction](errand.entry)
                errand.done_at = timezone.now()
                errand.save(update_fields=["done_at"])
        except Exception as problem:  # noqa: BLE001 -- whatever a reaction raises, the other errands go on
            log.error("errand %s failed: %s", errand.pk, type(problem).__name__, exc_info=problem)
            errand.done_at = None
            errand.postpone(problem)
    return True
