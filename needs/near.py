"""Nog geen goed voorstel: the offers that come nearest, and for each of them why it cannot be.

near.for_page(need, by=coordinator)  →  [Near(offer, fits=["Gaat allebei over: Hond uitlaten"], buts=[…]), …]
"""

from dataclasses import dataclass
from typing import Any

from needs import reasons
from needs.matching.nearby import nearest
from needs.matching.reasons import Audience
from needs.matching.refusals import Why
from needs.models import Apart, Match, Need
from offers.models import Offer
from wijk.places.scopes import EVERYWHERE


@dataclass(frozen=True)
class Near:
    offer: Offer
    fits: list[str]
    buts: list[str]
    unspoken: bool  # only a talk with the helper is missing
    match: int | None  # possible, and only not likely: the coordinator may still propose it
    apart: int | None  # the row that keeps the two apart, when this coordinator may end it


def for_page(need: Need, *, by: Any) -> list[Near]:
    """At most three, for the coordinator. Empty when nothing has anything in common with the need."""
    found = nearest(need)
    rows = Offer.objects.within(EVERYWHERE, reason="why not, for the coordinator of the need")
    known = rows.select_related("person", "organisation").in_bulk([number for number, _parts, _refusal in found])
    apart = Apart.objects.visible_to(by).filter(first=need.asker) | Apart.objects.visible_to(by).filter(
        second=need.asker
    )
    pairs = {frozenset((row.first_id, row.second_id)): row.pk for row in apart}
    matches = dict(Match.objects.visible_to(by).filter(need=need).order_by().values_list("offer", "pk"))
    return [
        Near(
            offer=known[number],
            fits=reasons.sentences(parts, Audience.COORDINATOR),
            buts=reasons.why_not(refusal.as_json()),
            match=matches.get(number) if refusal.why == (Why.UNSURE,) else None,
            unspoken=refusal.why == (Why.TRUST,),
            apart=pairs.get(frozenset((need.asker_id, known[number].person_id))),
        )
        for number, parts, refusal in found
        if number in known
    ]
