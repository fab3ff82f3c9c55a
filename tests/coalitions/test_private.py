""" "Alleen de buurtverbinder" reaches no partner, no page, no digest and no mail, also when it became so later."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from coalitions import routing
from coalitions.tasks import expire_shares, plan_partner_mails, ring_late_partners, route_due
from members.models import Organisation, User
from members.notices import delivery, digest
from needs.models import CallTask, Need, Proposal, Share
from tests.coalitions.conftest import NAME, PHONE, TEXT, TITLE, Make
from tests.members.notices.conftest import Sink, sink  # noqa: F401 -- a fixture
from wijk.journal import post
from wijk.places.models import Neighbourhood

pytestmark = pytest.mark.django_db
CANARIES = (NAME, PHONE, "0600000001", TEXT, TITLE)


@pytest.fixture
def share(ask: Make, sit: Make, live: Make, welzijn: Organisation, amina: User) -> Share:
    """Registered long ago, ticked, live, and only then made private."""
    sit(welzijn)
    with time_machine.travel("2026-11-17T10:00:00+01:00", tick=False):
        share: Share = live(ask(), welzijn)
        share.need.correct(private=True, by=amina)
    return share


def leaks(text: str) -> list[str]:
    return [word for word in CANARIES if word in text]


def test_a_canary_sings_where_it_may(
    client: Client, ask: Make, live: Make, welzijn: Organisation, dirk: User, coby: User
) -> None:
    with time_machine.travel("2026-11-24T08:30:00+01:00", tick=False):
        share: Share = live(ask(), welzijn)
        client.force_login(dirk)
        assert leaks(client.get(reverse("partner:list")).content.decode()) == [TITLE]
        assert leaks(client.get(reverse("partner:need", args=[share.pk])).content.decode()) == [TEXT, TITLE]
        client.force_login(coby)
        assert set(leaks(client.get(share.need.get_absolute_url()).content.decode())) == set(CANARIES)


def test_no_partner_sees_it_nor_counts_it(client: Client, share: Share, dirk: User) -> None:
    with time_machine.travel("2026-11-24T08:30:00+01:00", tick=False):
        client.force_login(dirk)
        page = client.get(reverse("partner:list"))
        assert (leaks(page.content.decode()), page.context["page_obj"].paginator.count) == ([], 0)
        assert [count for _group, count in page.context["counts"]] == [0, 0, 0, 0]
        for method in (client.get, client.post):
            assert method(reverse("partner:need", args=[share.pk]), {"reply": "picked_up"}).status_code == 404
        assert client.get(share.need.get_absolute_url()).status_code == 404


def test_open_again_needs_a_new_yes(client: Client, share: Share, dirk: User, amina: User) -> None:
    with time_machine.travel("2026-11-24T08:30:00+01:00", tick=False):
        share.need.correct(private=False, by=amina)
        client.force_login(dirk)
        assert leaks(client.get(reverse("partner:list")).content.decode()) == []


def test_private_while_an_organisation_works_on_it(
    client: Client, ask: Make, live: Make, another: Make, welzijn: Organisation, dirk: User, amina: User, coby: User
) -> None:
    """Everything that stands open ends: two organisations, one that was only asked, and a neighbour's proposal."""
    need = ask(on_board=True)
    share = live(need, welzijn)
    asked = Share.objects.reach(need, another("Anders")[0], by=None)
    proposal = Proposal.objects.make(need, by=coby, source="hand", helper=coby)
    share.answer("picked_up", by=dirk)
    CallTask.objects.plan("consent", neighbourhood=need.neighbourhood, need=need, organisation=asked.organisation)
    client.force_login(amina)
    page = client.post(reverse("needs:change", args=[need.neighbourhood.slug, need.number, "afschermen"]), follow=True)
    assert "Nu ziet alleen de buurtverbinder deze vraag." in page.content.decode()
    post.run_due()
    for row in (need, share, asked, proposal):
        row.refresh_from_db()
    assert (need.status, need.private, need.on_board, proposal.status) == ("open", True, False, "withdrawn")
    assert [row.withdrawn_at is None for row in (share, asked)] == [False, False]
    assert not CallTask.objects.within(need.neighbourhood, reason="test").open().filter(reason="consent").exists()
    client.force_login(dirk)
    assert client.get(reverse("partner:need", args=[share.pk])).status_code == 404
    client.force_login(amina)
    client.post(reverse("needs:change", args=[need.neighbourhood.slug, need.number, "openstellen"]))
    need.refresh_from_db()
    assert (need.private, list(Need.objects.visible_to(dirk))) == (False, [])


def test_what_two_people_agreed_stays_agreed(ask: Make, amina: User, coby: User, bram: User) -> None:
    need = ask()
    proposal = Proposal.objects.make(need, by=coby, source="hand", helper=bram)
    for side in ("asker", "helper"):
        proposal.reply(side, True, by=coby, how="spoken")
    need.refresh_from_db()
    need.correct(private=True, by=amina)
    proposal.refresh_from_db()
    assert (need.status, proposal.status) == ("agreed", "agreed")


def test_no_page_shows_it_to_anybody_else(client: Client, share: Share, bram: User, wijk: Neighbourhood) -> None:
    for person in (None, bram):
        if person is not None:
            client.force_login(person)
        for name in ("pages:home", "offers:list", "pages:mine"):
            assert leaks(client.get(reverse(name, args=[wijk.slug])).content.decode()) == []


def test_no_sweep_offers_it(share: Share, another: Make, sit: Make, wijk: Neighbourhood) -> None:
    sit(another("Anders")[0])
    with time_machine.travel("2026-12-15T09:00:00+01:00", tick=False):
        assert (routing.due(wijk), route_due(), ring_late_partners(), expire_shares()) == ([], 0, 0, 0)
        assert routing.route(share.need) == []
    assert share.need.shares.count() == 1


def test_no_mail_and_no_digest_carries_it(
    sink: Sink,  # noqa: F811
    share: Share,
    bram: User,
    coby: User,
    dirk: User,
) -> None:
    with time_machine.travel("2026-11-24T08:30:00+01:00", tick=False):
        post.run_due()
        assert plan_partner_mails() == 0
        digest.plan()
        delivery.drain()
    assert [word for word in CANARIES if word in sink.whole()] == []
    assert dirk.email not in [mail["To"] for mail in sink.mails]


def test_a_private_need_never_goes_straight_either(
    wijk: Neighbourhood, ask: Make, sit: Make, welzijn: Organisation
) -> None:
    sit(welzijn)
    need: Need = ask(
        kind="help", title="De verwarming doet het niet", text="Al drie dagen is het koud in huis.", private=True
    )
    post.run_due()
    assert (need.road, need.shares.count()) == ("organisation", 0)
