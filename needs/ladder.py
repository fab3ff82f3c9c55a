"""Informal first: neighbours, then something collective, then a partner's service; each after its waiting time.

The wijk sets the times, in working days of its own desk. The platform proposes by itself only from rungs whose time
has come; the coordinator sees on which rung a match stands and may always go first.
"""

import enum
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from wijk.journal.models import Entry

if TYPE_CHECKING:
    from needs.models import Need
    from offers.models import Offer

REASON = "since when a need is looked for"


class Rung(enum.IntEnum):
    NEIGHBOURS = 1
    TOGETHER = 2
    PARTNER = 3


def rung_of(offer: "Offer") -> Rung:
    """What is done together is together, also when an organisation does it."""
    if offer.is_collective:
        return Rung.TOGETHER
    return Rung.NEIGHBOURS if offer.organisation_id is None else Rung.PARTNER


def began_on(need: "Need") -> date:
    """The day on which the search began: asked, or opened again."""
    wijk, since = need.neighbourhood, need.registered_at
    if need.reopened:
        entries = Entry.objects.within(wijk, reason=REASON).about(need).filter(verb="need.reopened")
        since = entries.values_list("at", flat=True).first() or since  # newest first
    return timezone.localdate(since, wijk.zone)


def opens_on(need: "Need", rung: Rung) -> date:
    """The first day on which the platform looks on this rung. Asked for company, company is where it begins."""
    wijk, day = need.neighbourhood, began_on(need)
    if rung is Rung.NEIGHBOURS or (rung is Rung.TOGETHER and need.kind == "together"):
        return day
    waits = wijk.wait_neighbours + (wijk.wait_together if rung is Rung.PARTNER else 0)
    return wijk.due(waits, start=day)


def is_open(need: "Need", rung: Rung) -> bool:
    return need.neighbourhood.today() >= opens_on(need, rung)


def calendar(need: "Need") -> dict[str, date]:
    """When something collective and a partner's service come into sight, for the coordinator's page."""
    return {"together": opens_on(need, Rung.TOGETHER), "partner": opens_on(need, Rung.PARTNER)}
