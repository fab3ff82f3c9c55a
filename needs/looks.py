"""Who looked at a need: written in the transaction that shows it, and shown to whoever asked.

Once a day per person and organisation; the resident reads who, in which role, and when.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Organisation
from wijk import journal
from wijk.journal.models import Entry

if TYPE_CHECKING:
    from needs.models import Need

VERB = "need.seen"
REASON = "the resident sees who looked"
SHOWN = 50


@dataclass(frozen=True)
class Look:
    who: str
    role: str
    at: datetime


@transaction.atomic
def record(need: "Need", *, by: Any, organisation: int | None = None) -> None:
    """Write that `by` opens this need now, for an organisation or as coordinator. Not the asker's own looking."""
    if by.pk == need.asker_id:
        return
    ids = {"organisation": organisation} if organisation else {}
    today = Entry.objects.within(need.neighbourhood, reason=REASON).about(need)
    today = today.filter(verb=VERB, actor=by, ids=ids, at__date=timezone.localdate())
    if not today.exists():
        journal.write(VERB, need, by=by, **ids)


def of(need: "Need") -> list[Look]:
    """The looks at one need, newest first; for its asker."""
    rows = Entry.objects.within(need.neighbourhood, reason=REASON).about(need).filter(verb=VERB)
    rows = rows.select_related("actor")[:SHOWN]
    organisations = Organisation.objects.in_bulk({row.ids["organisation"] for row in rows if "organisation" in row.ids})
    return [
        Look(
            who=row.actor.name if row.actor else _("iemand die er niet meer werkt"),
            role=str(organisations.get(row.ids.get("organisation"), _("buurtverbinder"))),
            at=row.at,
        )
        for row in rows
    ]
