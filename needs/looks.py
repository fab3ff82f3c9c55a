"""Who looked at a need: written in the transaction that shows it, and shown to whoever asked.

An opened need is one row of the log, a page of a list is one row with the numbers that stood on it. The asker's own
looking is written down for the background only. Whoever opens very many needs in an hour is stopped (`TooMany`).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.http import Http404

from needs import acting, braking
from needs.braking import TooMany
from wijk.journal.models import Look

if TYPE_CHECKING:
    from needs.models import Need

__all__ = ["TooMany", "listed", "opened", "record", "record_link", "standing"]

COORDINATOR, WORKER, HELPER, TECHNICAL, BOARD = "coordinator", "worker", "helper", "technical", "board"
AGENT, LINK = "agent", "link"
PROFESSIONAL = (COORDINATOR, WORKER, TECHNICAL)
BACKGROUND, CONTACT = "background", "contact"


@dataclass(frozen=True)
class Standing:
    """In which role somebody looks, on what ground, and for which organisation."""

    role: str
    ground: str
    organisation: int | None = None


@transaction.atomic
def record(
    need: "Need",
    *,
    by: Any,
    action: str,
    role: str,
    ground: str,
    organisation: int | None = None,
    purpose: str = "",
    words: str = "",
) -> None:
    """Write that `by` sees this much (`action`) of this need now. Raises TooMany for a professional who harvests."""
    if role in PROFESSIONAL:
        braking.hold(need, by=by)
    Look.objects.write(
        need,
        by=by,
        action=action,
        role=role,
        ground=ground,
        subject=need.asker_id,
        neighbourhood=need.neighbourhood_id,
        organisation=organisation,
        purpose=purpose,
        words=words,
    )


def opened(need: "Need", *, by: Any, level: Any, standing: Standing | None) -> None:
    """An opened need, as far as `level` (a Disclosure) shows it. Without a standing it is a page that is not there."""
    if by.pk == need.asker_id:
        return
    if standing is None:
        raise Http404
    record(
        need,
        by=by,
        action=level.name.lower(),
        role=standing.role,
        ground=standing.ground,
        organisation=standing.organisation,
    )


def record_link(need: "Need", *, share: int, level: Any, organisation: int) -> None:
    """Somebody of this organisation opened the signed link in its mail; who it was nobody knows."""
    record(need, by=None, action=level.name.lower(), role=LINK, ground=f"link:{share}", organisation=organisation)


def standing(need: "Need", person: Any) -> Standing | None:
    """Why somebody who does not coordinate reads this need: a live share, a mandate of the asker, or a proposal."""
    from needs.models import Proposal, Share  # circular: a need says who looked at it

    live = Share.objects.visible_to(person).live().filter(need=need, organisation__in=person.organisations())
    if share := live.exclude(reply__in=Share.ENDED).order_by("pk").first():
        return Standing(WORKER, f"share:{share.pk}", share.organisation_id)
    if acting.is_for_asker(need, person) and not need.private:
        return AS_AGENT
    if proposal := Proposal.objects.visible_to(person).filter(need=need).exclude(need__asker=person).first():
        return of_proposal(proposal)
    return None


def of_proposal(proposal: Any) -> Standing:
    return Standing(HELPER, f"proposal:{proposal.pk}", proposal.organisation_id)


@transaction.atomic
def listed(model: type[models.Model], rows: Any, *, by: Any, standing: Standing, neighbourhood: Any = None) -> None:
    """One page of a list with these rows (numbers) on it."""
    Look.objects.write_list(
        model,
        list(rows),
        by=by,
        role=standing.role,
        ground=standing.ground,
        organisation=standing.organisation,
        neighbourhood=neighbourhood.pk if neighbourhood is not None else None,
    )


AS_COORDINATOR = Standing(COORDINATOR, "coordination")
AS_AGENT = Standing(AGENT, "mandate")
