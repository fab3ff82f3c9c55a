"""A fitting offer and a need that may be proposed at once."""

from collections.abc import Callable
from typing import Any

import pytest

from members.models import User
from needs.models import Need, Proposal
from offers.models import Offer
from wijk.places.models import Neighbourhood
from wijk.themes.models import Theme


@pytest.fixture
def new_need(wijk: Neighbourhood, amina: User, theme: Theme) -> Callable[..., Need]:
    def make(**fields: Any) -> Need:
        known: dict[str, Any] = {"kind": "help", "title": "Wie zet mijn kast in elkaar?", "text": "Er zijn schroeven."}
        known |= {"by": amina, "neighbourhood": wijk, "asker": amina, "theme": theme, **fields}
        return Need.objects.register(**known)

    return make


@pytest.fixture
def need(new_need: Callable[..., Need]) -> Need:
    return new_need()


@pytest.fixture
def new_offer(wijk: Neighbourhood, bram: User) -> Callable[..., Offer]:
    def make(**fields: Any) -> Offer:
        known: dict[str, Any] = {"kinds": ["help"], "title": "Klussen", "text": "Kasten", "rhythm": "anytime"}
        known |= {"by": bram, "neighbourhood": wijk, "person": bram, **fields}
        return Offer.objects.register(**known)

    return make


@pytest.fixture
def propose(coby: User) -> Callable[..., Proposal]:
    def make(need: Need, **who: Any) -> Proposal:
        return Proposal.objects.make(need, by=coby, source="hand", **who)

    return make


@pytest.fixture
def agree(propose: Callable[..., Proposal], coby: User) -> Callable[..., Proposal]:
    def make(need: Need, **who: Any) -> Proposal:
        proposal = propose(need, **who)
        proposal.reply("helper", True, by=coby, how="spoken")
        return proposal.reply("asker", True, by=coby, how="spoken")

    return make
