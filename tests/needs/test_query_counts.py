"""A page costs the same number of queries with 1, 3 and 30 rows."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import Organisation, User
from members.notices.models import Notice
from needs.lifecycle import Status
from needs.models import CallTask, Contact, FollowUp, Match, Need, Proposal, Share
from offers.models import Offer
from tests.cast import person
from wijk import journal
from wijk.places.models import Municipality, Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db
Add = Callable[[int], None]


def counts(client: Client, address: str, add: Add) -> list[int]:
    """Queries of the page with 1, 3 and 30 rows. `add(n)` adds n rows."""
    client.get(address)  # what is read once a process
    found, so_far = [], 0
    for wanted in (1, 3, 30):
        add(wanted - so_far)
        so_far = wanted
        with CaptureQueriesContext(connections["default"]) as seen:
            assert client.get(address).status_code == 200
        found.append(len(seen))
    return found


def equal(found: list[int]) -> bool:
    return len(set(found)) == 1


@pytest.fixture
def ask(wijk: Neighbourhood, theme: Theme, buurt: Any) -> Callable[..., Need]:
    """A need of somebody new each time, so that every row reads its own people."""

    def make(**fields: Any) -> Need:
        asker = fields.pop("asker", None) or person("Vrager", wijk, phone="0600000000")
        state = fields.pop("status", Status.NEW)
        known = {"kind": "help", "title": "Kast", "text": "Kast", "theme": theme, "buurt": buurt}
        need = Need.objects.register(by=asker, neighbourhood=wijk, asker=asker, **(known | fields))
        back = wijk.now() - timedelta(days=30)
        Need.objects.within(wijk, reason="test").filter(pk=need.pk).update(status=state, status_since=back)
        need.refresh_from_db()
        return need

    return make


@pytest.fixture
def give(wijk: Neighbourhood, buurt: Any, theme: Theme) -> Callable[..., Offer]:
    def make(**fields: Any) -> Offer:
        giver = fields.pop("person", None) or person("Helper", wijk)
        known = {"kinds": ["help"], "title": "Klus", "text": "Klus", "buurt": buurt, "theme": theme, "places": 99}
        return Offer.objects.register(by=giver, neighbourhood=wijk, person=giver, rhythm="anytime", **(known | fields))

    return make


def test_the_offers(client: Client, wijk: Neighbourhood, give: Any, welzijn: Organisation, buurt: Any) -> None:
    def add(many: int) -> None:
        for number in range(many):
            give()
            if number % 2:
                Offer.objects.register(
                    by=None, neighbourhood=wijk, organisation=welzijn, kinds=["help"], title="Les", text="Les"
                )

    assert equal(counts(client, f"/{wijk.slug}/aanbod/", add))


def test_the_home_page(client: Client, wijk: Neighbourhood, give: Any) -> None:
    assert equal(counts(client, f"/{wijk.slug}/", lambda many: [give() for _row in range(many)] and None))


def test_the_work_list(client: Client, wijk: Neighbourhood, coby: User, ask: Any) -> None:
    client.force_login(coby)
    assert equal(counts(client, f"/{wijk.slug}/vragen/", lambda many: [ask() for _row in range(many)] and None))


def fill_today(wijk: Neighbourhood, coby: User, ask: Any, give: Any, partner: Organisation) -> None:
    """One row in every block of Vandaag, each with people of its own."""
    past = wijk.today() - timedelta(days=3)
    ask(haste="today")
    ask()
    ask(status=Status.OPEN)
    proposal = Proposal.objects.make(ask(), by=coby, source="hand", offer=give())
    proposal.reply("asker", True, by=coby, how="spoken")
    Proposal.objects.within(wijk, reason="test").filter(pk=proposal.pk).update(expires_on=past)
    agreed = Proposal.objects.make(ask(), by=coby, source="hand", offer=give())
    for side in ("asker", "helper"):
        agreed.reply(side, True, by=coby, how="spoken")
    FollowUp.objects.within(wijk, reason="test").update(due_on=past, call_on=past)
    share = Share.objects.tick(ask(), partner, by=coby, how="phone")
    Share.objects.reach(share.need, partner, by=coby)
    Share.objects.within(wijk, reason="test").update(answer_by=past)
    CallTask.objects.plan("promised", neighbourhood=wijk, person=agreed.need.asker, need=agreed.need)
    CallTask.objects.plan("partner_late", neighbourhood=wijk, organisation=partner, need=agreed.need)
    mailed = person("Mail", wijk, email=f"mail{agreed.pk}@voorbeeld.example")
    Notice.objects.tell(mailed, "proposal.over", str(agreed.pk), neighbourhood=wijk)
    Notice.objects.within(wijk, reason="test").update(status=Notice.Status.BOUNCED)


def test_vandaag_with_every_block_filled(
    client: Client, wijk: Neighbourhood, coby: User, ask: Any, give: Any, welzijn: Organisation
) -> None:
    """31 of each would be 31 pages of setup; a block shows ten and counts the rest, so the count is one query more."""
    from coalitions.dashboard.today import AT_MOST, Today

    client.force_login(coby)
    address = f"/{wijk.slug}/vandaag/"

    def add(many: int) -> None:
        for _row in range(many):
            fill_today(wijk, coby, ask, give, welzijn)

    add(1)
    day = Today(coby, wijk)
    assert [b.code for b in (*day.blocks(), day.calls(), day.bounced()) if not b.rows] == []
    found = counts(client, address, lambda many: add({1: 0, 2: 2, 27: AT_MOST + 1 - 3}[many]))
    assert found[0] == found[1]
    assert found[2] <= found[0] + 8  # one count for each of the eight blocks that are over the edge


def test_mijn_wijk(client: Client, wijk: Neighbourhood, amina: User, coby: User, ask: Any, give: Any) -> None:
    client.force_login(amina)

    def add(many: int) -> None:
        for _row in range(many):
            Proposal.objects.make(ask(asker=amina), by=coby, source="hand", offer=give())
            give(person=amina)
            done = Proposal.objects.make(ask(asker=amina), by=coby, source="hand", offer=give())
            for side in ("asker", "helper"):
                done.reply(side, True, by=coby, how="spoken")
            done.followups.get(side="asker").ask()

    assert equal(counts(client, f"/{wijk.slug}/mijn/", add))


def test_mijn_wijk_of_a_helper(client: Client, wijk: Neighbourhood, bram: User, coby: User, ask: Any) -> None:
    client.force_login(bram)

    def add(many: int) -> None:
        for _row in range(many):
            Proposal.objects.make(ask(), by=coby, source="hand", helper=bram)

    assert equal(counts(client, f"/{wijk.slug}/mijn/", add))


def test_the_need_page_with_proposals_matches_and_log(
    client: Client, wijk: Neighbourhood, coby: User, ask: Any, give: Any
) -> None:
    client.force_login(coby)
    need = ask()

    def add(many: int) -> None:
        for _row in range(many):
            offer = give()
            match = Match.objects.create(need=need, offer=offer, score=0.5)
            made = Proposal.objects.make(need, by=coby, source="hand", offer=offer, match=match)
            made.reply("asker", True, by=coby, how="spoken")
            Contact.objects.log("voicemail", by=person("Balie", wijk), need=need)
            journal.write("need.matched", need, by=person("Actor", wijk))
            Share.objects.tick(need, _organisation(wijk), by=coby, how="phone")

    assert equal(counts(client, f"/{wijk.slug}/vragen/{need.number}/", add))


def _organisation(wijk: Neighbourhood) -> Organisation:
    from members.models import OrganisationKind

    kind, _new = OrganisationKind.objects.get_or_create(code="welzijn", defaults={"label": "Welzijn"})
    number = Organisation.objects.count()
    return Organisation.objects.create(name=f"Stichting {number}", kind=kind, municipality=wijk.municipality)


def test_the_people(client: Client, wijk: Neighbourhood, coby: User) -> None:
    client.force_login(coby)
    add: Add = lambda many: [person("Bewoner", wijk) for _row in range(many)] and None  # noqa: E731
    assert equal(counts(client, f"/{wijk.slug}/mensen/", add))


def test_the_chooser_of_places(client: Client, wijk: Neighbourhood) -> None:
    def add(many: int) -> None:
        for _row in range(many):
            number = Neighbourhood.objects.count()
            place = Municipality.objects.create(code=f"GM9{number:03}", name=f"Plaats {number}", province="Utrecht")
            Neighbourhood.objects.create(slug=f"wijk-{number}", name=f"Wijk {number}", municipality=place)

    assert equal(counts(client, "/", add))


def test_the_counter_sees_a_query_too_many(wijk: Neighbourhood, ask: Any) -> None:
    """The test of the test: reading the asker of each row one by one is not equal."""
    found = []
    for wanted in (1, 3):
        while Need.objects.within(EVERYWHERE, reason="test").count() < wanted:
            ask()
        with CaptureQueriesContext(connections["default"]) as seen:
            assert [need.asker.name for need in Need.objects.within(wijk, reason="test")] == ["Vrager"] * wanted
        found.append(len(seen))
    assert not equal(found)
