"""Gaat het hierover? Of an offer: on the form, on the thank-you page, and later."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.models import User
from needs.models import Need, Proposal
from offers.models import Offer, OfferConcept
from offers.tasks import reread_old_offers
from tests.needs.hostile import TEXTS
from wijk.journal.models import Entry
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.analysis import ANALYSIS_VERSION, Features
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db
TYPED = {
    "kinds": ["help"],
    "title": "Ik loop graag met uw hond",
    "text": "Elke ochtend door het park.",
    "rhythm": "weekly",
    "reach": "wijk",
    "buurt": "unknown",
    "name": "Tomasz",
    "phone": "06 0000 0009",
}


@pytest.fixture
def new(wijk: Neighbourhood) -> str:
    return reverse("offers:new", args=[wijk.slug])


def offers() -> Any:
    return Offer.objects.within(EVERYWHERE, reason="test")


def codes(offer: Offer) -> list[str]:
    return list(offer.confirmed.order_by("pk").values_list("code", flat=True))


def test_a_search_on_the_form_loses_nothing_and_sends_nothing(client: Client, new: str) -> None:
    searched = {"search": "1", "subject": "fiets", "kinds": ["help", "together"], "concepts": "hond_uitlaten"}
    page = client.post(new, {**TYPED, **searched})
    form = page.context["form"]
    assert (page.status_code, form.errors, offers().count()) == (200, {}, 0)
    found = [value for value, _label in form.fields["concepts"].choices]
    assert "hond_uitlaten" in found and "fiets_reparatie" in found
    for name in ("title", "text", "kinds", "name", "phone"):
        expected = ["help", "together"] if name == "kinds" else TYPED[name]
        assert form[name].value() == expected
    client.post(new, {**TYPED, "concepts": ["hond_uitlaten"]})
    assert [(row.code, row.by) for row in offers().get().confirmed.all()] == [("hond_uitlaten", offers().get().person)]


def test_at_the_telephone_too(client: Client, wijk: Neighbourhood, coby: User) -> None:
    client.force_login(coby)
    address = reverse("offers:phone", args=[wijk.slug])
    phoned = {**TYPED, "channel": "phone", "read_back": "on"}
    page = client.post(address, {**phoned, "search": "1"})
    assert (page.status_code, page.context["form"].errors, offers().count()) == (200, {}, 0)
    assert client.post(address, {**phoned, "concepts": ["hond_uitlaten"]}).status_code == 302
    assert [(row.code, row.by) for row in offers().get().confirmed.all()] == [("hond_uitlaten", coby)]


def test_after_sending_the_thank_you_page_asks_once(client: Client, new: str, wijk: Neighbourhood) -> None:
    assert client.post(new, TYPED).url == reverse("offers:thanks", args=[wijk.slug])
    thanks = reverse("offers:thanks", args=[wijk.slug])
    assert "Gaat het hierover?" in client.get(thanks).content.decode()
    found = client.post(thanks, {"subject": "fiets", "search": "1"})
    assert (found.status_code, codes(offers().get())) == (200, [])
    assert "Genoteerd" in client.post(thanks, {"concepts": ["hond_uitlaten"]}).content.decode()
    assert codes(offers().get()) == ["hond_uitlaten"]
    client.post(thanks, {"concepts": ["tuin"]})
    assert codes(offers().get()) == ["hond_uitlaten"]
    assert "Gaat het hierover?" not in client.get(thanks).content.decode()


def test_another_session_has_nothing_to_say_there(client: Client, new: str, wijk: Neighbourhood) -> None:
    client.post(new, TYPED)
    page = Client().post(reverse("offers:thanks", args=[wijk.slug]), {"concepts": ["tuin"]})
    assert (page.status_code, codes(offers().get())) == (200, [])


@pytest.fixture
def offer(wijk: Neighbourhood, bram: User) -> Offer:
    return Offer.objects.register(
        by=bram, neighbourhood=wijk, person=bram, kinds=["help"], title="Klus", text="Kasten", rhythm="weekly"
    )


def test_giver_and_coordinator_correct_it_also_while_somebody_is_asked(
    client: Client, offer: Offer, amina: User, bram: User, coby: User, wijk: Neighbourhood, theme: Theme
) -> None:
    asked = {"kind": "help", "title": "Kast", "text": "Kast", "theme": theme}
    need = Need.objects.register(by=amina, neighbourhood=wijk, asker=amina, **asked)
    Proposal.objects.make(need, by=coby, source="hand", offer=offer)
    address = reverse("offers:concepts", args=[wijk.slug, offer.pk])
    for who, chosen in ((bram, ["klus_meubel"]), (coby, ["klus_meubel", "verhuizen"])):
        client.force_login(who)
        assert client.get(address).status_code == 200
        assert client.post(address, {"concepts": chosen}).status_code == 302
    assert {row.code: row.by for row in offer.confirmed.all()} == {"klus_meubel": bram, "verhuizen": coby}
    entry = Entry.objects.within(wijk, reason="test").about(offer).filter(verb="offer.rewritten").first()
    assert entry.errands.filter(reaction__endswith="search_again").count() == 1


def test_nobody_else_does(client: Client, offer: Offer, els: User, amina: User, wijk: Neighbourhood) -> None:
    offer.confirm(["tuin"], by=None)
    address = reverse("offers:concepts", args=[wijk.slug, offer.pk])
    for who in (els, amina):
        client.force_login(who)
        assert client.post(address, {"concepts": ["rouw"]}).status_code == 404
        assert OfferConcept.objects.visible_to(who).count() == 0
    assert codes(offer) == ["tuin"]


@pytest.mark.parametrize("typed", TEXTS.values(), ids=TEXTS)
def test_hostile_searches_on_the_form(typed: str, client: Client, new: str) -> None:
    page = client.post(new, {**TYPED, "title": typed, "search": "1", "subject": typed, "concepts": typed})
    assert (page.status_code, offers().count()) == (200, 0)


def test_a_new_version_reads_again_and_keeps_it(offer: Offer, bram: User) -> None:
    offer.confirm(["tuin"], by=bram)
    stale = {**offer.features, "version": ANALYSIS_VERSION - 1}
    offers().filter(pk=offer.pk).update(features=stale)
    assert (reread_old_offers(), reread_old_offers()) == (1, 0)
    offer.refresh_from_db()
    assert Features.from_json(offer.features).confirmed == {"tuin"}
