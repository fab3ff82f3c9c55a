"""The members choose who goes first, through their board: the one verb, and what was chosen before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from coalitions.fairness.forms import TITLES
from members.models import Role, User
from wijk import journal
from wijk.journal.models import Entry
from wijk.places.models import Neighbourhood, Step

VERB = "neighbourhood.weights"  # whoever hears it solves the neighbourhood again
REASON = "every member may read what the board chose"
SHOWN = 5


@transaction.atomic
def choose(wijk: Neighbourhood, steps: Mapping[str, int], *, by: User) -> bool:
    """False when nothing changes. Raises PermissionDenied for everybody but the board, also the municipality."""
    if not by.has_role(wijk, Role.BOARD):
        raise PermissionDenied
    row = Neighbourhood.objects.select_for_update().get(pk=wijk.pk)  # the old steps in the journal are the real ones
    old = steps_of(row)
    new = {name: Step(steps[name]).value for name in Neighbourhood.WEIGHED}
    if new == old:
        return False
    for name, step in new.items():
        setattr(row, name, step)
        setattr(wijk, name, step)
    row.save(update_fields=list(new))
    journal.write(VERB, row, by=by, neighbourhood=row, old=old, new=new)
    return True


def steps_of(wijk: Any) -> dict[str, int]:
    return {name: getattr(wijk, name) for name in Neighbourhood.WEIGHED}


@dataclass(frozen=True)
class Change:
    at: datetime
    by: str  # '' unless the reader may know the board by name
    lines: list[tuple[Any, str, str]]  # the knob, and the words of its old and its new step


def history(wijk: Neighbourhood, *, named: bool) -> list[Change]:
    """Newest first."""
    rows = Entry.objects.within(wijk, reason=REASON).filter(verb=VERB).select_related("actor")
    return [
        Change(entry.at, entry.actor.name if named and entry.actor else "", _lines(entry.ids)) for entry in rows[:SHOWN]
    ]


def _lines(ids: Mapping[str, Mapping[str, int]]) -> list[tuple[Any, str, str]]:
    old, new = ids["old"], ids["new"]
    return [
        (TITLES[name], str(Step(old[name]).label), str(Step(new[name]).label))
        for name in Neighbourhood.WEIGHED
        if old[name] != new[name]
    ]
