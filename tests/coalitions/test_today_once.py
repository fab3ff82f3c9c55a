"""Vandaag shows each matter once, and each block what it says; what came of a call is one click."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coalitions.dashboard.today import Today
from coalitions.tasks import ring_late_partners
from members.models import Departure, Membership, Organisation, Role, User
from members.notices.models import Notice
from needs.models import CallTask, Contact, FollowUp, Need, Outcome, Proposal, Share
from offers.models import Offer
from tests.cast import person
from tests.coalitions.conftest import Make
from wijk.journal import post
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

pytestmark = pytest.mark.django_db
See = Callable[[], dict[str, int]]


@pytest.fixture
def see(wijk: Neighbourhood, coby: User) -> See:
    """How many rows stand in each block that has any."""

    def count() -> dict[str, int]:
        day = Today(coby, wijk)
        return {block.code: block.total for block in (*day.blocks(), day.calls(), day.bounced()) if block.total}

    return count


def rows(model: type) -> Any:
    return model.objects.within(EVERYWHERE, reason="test")


def set_to(model: type, row: Any, **fields: Any) -> None:
    rows(model).filter(pk=row.pk).update(**fields)


LONG_AGO = timezone.now() - timedelta(days=40)


def test_each_block_has_what_it_says(
    wijk: Neighbourhood, ask: Make, live: Make, welzijn: Organisation, bram: User, coby: User, see: See
) -> None:
    """One row of every kind that point 8 names, none of them said twice."""
    asker = person("Fenna", wijk, email="fenna@voorbeeld.example")
    yesterday = wijk.today() - timedelta(days=1)
    ask(asker=asker, haste="today")  # urgent
    ask(asker=asker)  # new
    waiting = ask(asker=asker)  # waiting too long
    set_to(Need, waiting, status="open", status_since=LONG_AGO)
    expiring = Proposal.objects.make(ask(asker=asker), by=coby, source="hand", helper=bram)
    set_to(Proposal, expiring, expires_on=yesterday)
    done = Proposal.objects.make(ask(asker=asker), by=coby, source="hand", helper=bram)
    for side in ("asker", "helper"):
        done.reply(side, True, by=coby, how="spoken")
    rows(FollowUp).filter(side="asker").update(asked_at=LONG_AGO, call_on=yesterday)
    share = live(ask(asker=asker), welzijn)
    set_to(Need, share.need, status="open")
    set_to(Share, share, answer_by=yesterday)
    promised = ask(asker=asker)
    set_to(Need, promised, status="open")
    CallTask.objects.promise(promised, by=coby, day=wijk.today())
    Notice.objects.tell(bram, "x", "1", neighbourhood=wijk)
    rows(Notice).update(status="dead")
    once = dict.fromkeys(("nu", "nieuw", "wacht", "verloopt", "nazorg", "partners", "bellen", "mail"), 1)
    assert see() == once


def test_somebody_without_mail_stands_once_for_a_proposal(ask: Make, bram: User, coby: User, see: See) -> None:
    proposal = Proposal.objects.make(ask(), by=coby, source="hand", helper=bram)
    post.run_due()
    assert see() == {"bellen": 1}
    set_to(Proposal, proposal, expires_on=timezone.localdate())
    assert see() == {"verloopt": 1}


def test_and_once_for_how_it_went(ask: Make, bram: User, coby: User, see: See) -> None:
    proposal = Proposal.objects.make(ask(), by=coby, source="hand", helper=bram)
    for side in ("asker", "helper"):
        proposal.reply(side, True, by=coby, how="spoken")
    post.run_due()
    rows(CallTask).filter(reason="numbers").update(done_at=timezone.now())
    rows(FollowUp).update(due_on=timezone.localdate())
    rows(FollowUp).get(side="asker").ask()
    post.run_due()
    assert (rows(CallTask).open().get().reason, see()) == ("follow_up", {"nazorg": 1})


def test_and_once_for_a_need_that_waits(ask: Make, sit: Make, welzijn: Organisation, see: See, coby: User) -> None:
    need = ask()
    set_to(Need, need, status="open", status_since=LONG_AGO)
    assert see() == {"wacht": 1}
    task = CallTask.objects.plan("consent", neighbourhood=need.neighbourhood, person=need.asker, need=need)
    assert see() == {"bellen": 1}
    task.done(by=coby)
    assert see() == {"wacht": 1}


def test_what_is_urgent_always_stands_on_top(ask: Make, see: See, coby: User) -> None:
    need = ask(haste="today")
    for reason in ("consent", "next_step"):
        CallTask.objects.plan(reason, neighbourhood=need.neighbourhood, person=need.asker, need=need)
    assert see() == {"nu": 1}


def test_what_was_promised_for_an_urgent_need_stands_in_its_row(
    client: Client, ask: Make, wijk: Neighbourhood, coby: User, see: See
) -> None:
    need = ask(haste="today")
    CallTask.objects.promise(need, by=coby, day=wijk.today(), at=time(10, 30), note="Over de sleutel")
    assert see() == {"nu": 1}
    client.force_login(coby)
    page = client.get(reverse("dashboard:today", args=[wijk.slug])).content.decode()
    assert (page.count("Over de sleutel"), page.count("Beloofd terug te bellen"), "10.30" in page) == (1, 1, True)
    client.post(reverse("needs:contact", args=[wijk.slug, need.number]), {"how": "voicemail", "back": "today"})
    assert rows(CallTask).open().count() == 1, "a voicemail keeps no promise"
    client.post(reverse("needs:contact", args=[wijk.slug, need.number]), {"how": "spoken", "back": "today"})
    assert (rows(CallTask).open().count(), see()) == (0, {"nu": 1})


def test_a_promise_for_another_day_or_of_another_need_is_not_kept_by_speaking_now(
    ask: Make, wijk: Neighbourhood, coby: User
) -> None:
    need, other = ask(), ask()
    CallTask.objects.promise(need, by=coby, day=wijk.today() + timedelta(days=1))
    CallTask.objects.promise(other, by=coby, day=wijk.today())
    Contact.objects.log("spoken", by=coby, need=need)
    assert rows(CallTask).open().count() == 2


def test_an_organisation_that_helped_is_named(
    client: Client, ask: Make, wijk: Neighbourhood, coby: User, welzijn: Organisation
) -> None:
    about = {"neighbourhood": wijk, "organisation": welzijn, "kinds": ["goods"], "title": "Iets", "text": "Iets"}
    offer = Offer.objects.register(by=None, **about)
    proposal = Proposal.objects.make(ask(), by=coby, source="hand", offer=offer)
    for side in ("asker", "helper"):
        proposal.reply(side, True, by=coby, how="spoken")
    rows(FollowUp).filter(side="asker").delete()
    rows(FollowUp).update(due_on=timezone.localdate())
    client.force_login(coby)
    page = client.get(reverse("dashboard:today", args=[wijk.slug])).content.decode()
    assert f'<p class="who">{welzijn}</p><p>Hielp bij:' in page


def test_and_once_for_a_partner_that_is_late(ask: Make, live: Make, welzijn: Organisation, see: See) -> None:
    share = live(ask(asker=person("Fenna", welzijn.municipality.neighbourhoods.get(), email="f@x.example")), welzijn)
    set_to(Need, share.need, status="open")
    set_to(Share, share, answer_by=timezone.localdate() - timedelta(days=1))
    assert (ring_late_partners(), see()) == (1, {"partners": 1})


def test_a_call_is_logged_with_one_click(client: Client, ask: Make, wijk: Neighbourhood, coby: User, see: See) -> None:
    need = ask()
    task = CallTask.objects.promise(need, by=coby, day=wijk.today())
    client.force_login(coby)
    page = client.get(reverse("dashboard:today", args=[wijk.slug])).content.decode()
    assert "Geen gehoor" in page
    client.post(reverse("dashboard:call_done", args=[wijk.slug, task.pk]), {"how": "voicemail"})
    task.refresh_from_db()
    assert (task.done_at, task.due_on, rows(Contact).get().how) == (None, wijk.due(1), "voicemail")
    client.post(reverse("dashboard:call_done", args=[wijk.slug, task.pk]), {"how": "spoken"})
    task.refresh_from_db()
    assert (task.done_by, rows(Contact).count()) == (coby, 2)
    client.post(reverse("dashboard:call_done", args=[wijk.slug, task.pk]), {"how": "spoken"})
    assert rows(Contact).count() == 2
    need.refresh_from_db()
    assert need.status == "open", "speaking somebody takes a new need up"


def test_a_closed_need_leaves_only_what_must_still_be_told(
    ask: Make, wijk: Neighbourhood, amina: User, coby: User, welzijn: Organisation
) -> None:
    need, other = ask(), ask()
    for reason in CallTask.Reason.values:
        CallTask.objects.plan(reason, neighbourhood=wijk, person=amina, need=need)
    CallTask.objects.plan("promised", neighbourhood=wijk, person=amina, need=other)
    CallTask.objects.plan("expires", neighbourhood=wijk, person=amina)
    Outcome.objects.close(need, "nobody", by=coby)
    left = sorted((task.reason, task.need_id) for task in rows(CallTask).open().filter(need=need))
    assert [reason for reason, _need in left] == ["bounced", "brake", "closed", "let_in", "numbers", "tell"]
    assert sorted(task.reason for task in rows(CallTask).open().exclude(need=need)) == ["expires", "promised"]
    assert {task.done_by for task in rows(CallTask).exclude(done_at=None)} == {coby}


def test_a_call_about_an_offer_is_not_swallowed_by_one_about_a_need(
    ask: Make, wijk: Neighbourhood, amina: User
) -> None:
    about = [{"need": ask()}, {"need": ask()}, {}, {}]
    made = {CallTask.objects.plan("expires", neighbourhood=wijk, person=amina, **fields).pk for fields in about}
    assert len(made) == 3


@pytest.fixture
def colleagues(wijk: Neighbourhood) -> list[User]:
    """Gerda has been here longest, Ivo stands in, Loes came last."""
    made = [person(name, wijk, Role.COORDINATOR) for name in ("Gerda", "Ivo", "Loes")]
    made[1].memberships.update(stands_in=True)
    return made


def test_a_stand_in_who_is_away_herself_is_passed_over(wijk: Neighbourhood, coby: User, colleagues: list[User]) -> None:
    gerda, ivo, _loes = colleagues
    assert coby.colleague_in(wijk) == ivo
    Departure.objects.record(ivo, "admitted", by=coby)
    assert coby.colleague_in(wijk) == gerda


@pytest.mark.parametrize("how", ["role ends", "departs"])
def test_a_coordinator_who_leaves_leaves_no_needs(
    how: str, wijk: Neighbourhood, ask: Make, coby: User, colleagues: list[User]
) -> None:
    need, closed = ask(), ask()
    for row in (need, closed):
        row.assign(coby, by=coby)
    Outcome.objects.close(closed, "self", by=coby)
    if how == "role ends":
        Membership.objects.current().get(user=coby).end(by=None)
    else:
        Departure.objects.record(coby, "moved", by=colleagues[0])
    while post.run_due():
        pass
    need.refresh_from_db()
    closed.refresh_from_db()
    assert (need.assignee, closed.assignee) == (colleagues[1], coby)
