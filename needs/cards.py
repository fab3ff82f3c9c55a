"""What a page gets of a proposal instead of the row: one side sees the other's offer or request, and no more."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ProposalCard:
    """One side of a proposal: what the other asks or gives, and after two times yes how to reach each other."""

    pk: int
    need: str
    title: str
    text: str
    buurt: str
    when: str
    other: str
    status: str
    expires_on: Any
    mine: str  # '', yes or no
    open: bool
    agreed: bool
    name: str = ""
    phone: str = ""
    email: str = ""


def proposal_card(proposal: Any, viewer: Any, side: str) -> ProposalCard:
    """For the asker the offer's own words, for the helper the request's; a name and number only when agreed."""
    from needs import words  # circular: the words of a need read its row
    from offers.cards import giver

    need, offer = proposal.need, proposal.offer
    agreed = proposal.status == "agreed"
    said = proposal.said(side)
    other = need.asker if side == "helper" else proposal.helper
    contact: dict[str, Any] = {}
    if agreed and other is not None:
        contact = {"name": str(other), "phone": other.phone, "email": other.email or ""}
    elif agreed and proposal.organisation is not None:
        contact = {"name": proposal.organisation.name, "phone": proposal.organisation.phone}
    who = giver(offer) if offer is not None else ""
    return ProposalCard(
        pk=proposal.pk,
        need=str(need),
        title=need.title if side == "helper" else (offer.title if offer is not None else need.title),
        text=need.text if side == "helper" else (offer.text if offer is not None else ""),
        buurt=need.buurt.name if need.buurt else "",
        when=words.when(need),
        other=who,
        status=proposal.get_status_display(),
        expires_on=proposal.expires_on,
        mine="" if said is None else ("yes" if said.yes else "no"),
        open=proposal.status == "open",
        agreed=agreed,
        **contact,
    )
