"""How it ends: once, with one reason, with nobody left waiting and no place left held."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.models import User
from needs.lifecycle import Status
from needs.models import FollowUp, Need, Outcome, Proposal
from needs.proposing import Refused
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def outcomes() -> list[str]:
    return list(Outcome.objects.within(EVERYWHERE, reason="test").values_list("kind", flat=True))


def test_closing_twice_keeps_the_first_reason(client: Client, wijk: Neighbourhood, need: Need, coby: User) -> None:
    client.force_login(coby)
    for kind in ("arranged", "nobody"):
        client.post(reverse("needs:close", args=[wijk.slug, need.number]), {"kind": kind})
    assert outcomes() == ["arranged"]


def test_closing_gives_places_back_and_asks_nobody_how_it_went(
    need: Need, new_offer: Make, agree: Make, coby: User
) -> None:
    offer = new_offer()
    agree(need, offer=offer)
    Outcome.objects.close(need, "died", by=coby)
    offer.refresh_from_db()
    assert (offer.held, FollowUp.objects.within(EVERYWHERE, reason="test").waiting().count()) == (0, 0)


def test_a_stop_from_the_mail_gives_places_back(need: Need, new_offer: Make, propose: Make) -> None:
    import needs.telling  # noqa: F401 -- registers its handlers
    from members.notices.links import HANDLERS

    propose(need, offer=new_offer())
    HANDLERS["need.expires"].act(need.asker, need.pk, "stop")
    need.refresh_from_db()
    assert need.status == Status.CLOSED


def test_opening_again_twice_counts_once(client: Client, wijk: Neighbourhood, need: Need, coby: User) -> None:
    Outcome.objects.close(need, "nobody", by=coby)
    client.force_login(coby)
    for _click in range(2):
        client.post(reverse("needs:reopen", args=[wijk.slug, need.number]))
    need.refresh_from_db()
    assert (need.status, need.reopened) == (Status.OPEN, 1)


def test_a_pause_takes_back_what_was_proposed(
    client: Client, wijk: Neighbourhood, need: Need, new_offer: Make, propose: Make, bram: User
) -> None:
    proposal = propose(need, offer=new_offer())
    client.force_login(need.asker)
    client.post(reverse("needs:change", args=[wijk.slug, need.number, "pauze"]))
    need.refresh_from_db()
    proposal.refresh_from_db()
    assert (need.status, proposal.status) == (Status.PAUSED, "withdrawn")
    client.post(reverse("needs:change", args=[wijk.slug, need.number, "verder"]))
    need.refresh_from_db()
    assert need.status == Status.OPEN


def test_a_yes_to_a_need_that_went_to_an_organisation_is_refused_in_words(
    client: Client, wijk: Neighbourhood, need: Need, new_offer: Make, propose: Make, bram: User, coby: User
) -> None:
    proposal = propose(need, offer=new_offer())
    need.move(Status.REFERRED, by=coby)
    with pytest.raises(Refused):
        proposal.reply("helper", True, by=bram)
    client.force_login(bram)
    page = client.post(reverse("needs:answer", args=[wijk.slug, proposal.pk]), {"answer": "yes"}, follow=True)
    assert (page.status_code, "Deze vraag zoekt nu geen helper." in page.content.decode()) == (200, True)


def test_a_late_no_does_not_undo_a_new_agreement(need: Need, new_offer: Make, agree: Make, bram: User) -> None:
    first = agree(need, offer=new_offer())
    late = FollowUp.objects.within(EVERYWHERE, reason="test").get(side="helper")
    FollowUp.objects.within(EVERYWHERE, reason="test").get(side="asker").reply("no", by=need.asker)
    second = agree(need, offer=new_offer())
    late.reply("no", by=bram)
    need.refresh_from_db()
    statuses = [Proposal.objects.within(EVERYWHERE, reason="test").get(pk=p.pk).status for p in (first, second)]
    assert (need.status, need.reopened, statuses) == (Status.AGREED, 1, ["failed", "agreed"])
