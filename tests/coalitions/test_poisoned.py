"""A need that raises at every touch: each sweep of the platform passes it by and does the rest."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine

from coalitions import routing, telling
from coalitions.tasks import expire_shares, plan_partner_mails, ring_late_partners, route_due
from members.models import Organisation, User
from members.notices.models import Notice
from needs.models import CallTask, FollowUp, Need, Proposal
from needs.tasks import ask_due_followups, expire_proposals, warn_expiring_needs
from offers.models import Offer
from offers.tasks import end_expired_offers, warn_expiring_offers
from tests.cast import person
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def poison(monkeypatch: pytest.MonkeyPatch, model: type, verb: str, pk: int) -> None:
    """The verb raises for this one row."""
    real = getattr(model, verb)

    def touched(row: Any, *args: Any, **kwargs: Any) -> Any:
        if row.pk == pk:
            raise ZeroDivisionError
        return real(row, *args, **kwargs)

    monkeypatch.setattr(model, verb, touched)


def rows(model: type) -> Any:
    return model.objects.within(EVERYWHERE, reason="test")


@pytest.mark.parametrize("where", ["is_due", "route"])
def test_routing(where: str, ask: Make, sit: Make, welzijn: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    with time_machine.travel("2026-11-02T10:00:00+01:00"):
        bad, good = ask(), ask()
    sit(welzijn)
    real = getattr(routing, where)
    monkeypatch.setattr(routing, where, lambda need: 1 / 0 if need.pk == bad.pk else real(need))
    assert route_due() == 1
    assert [task.need for task in rows(CallTask)] == [good]


def test_late_partners_and_consent_that_ends(
    wijk: Neighbourhood, ask: Make, live: Make, welzijn: Organisation, dirk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with time_machine.travel("2026-11-02T10:00:00+01:00"):
        bad, good = ask(), ask()
        for need in (bad, good):
            live(need, welzijn).answer("picked_up", by=dirk)
        waiting = ask()
        live(waiting, welzijn)
    poison(monkeypatch, Need, "move", bad.pk)
    with time_machine.travel("2027-01-05T10:00:00+01:00"):
        assert expire_shares() == 1
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (bad.status, good.status) == ("referred", "open")
    with time_machine.travel("2026-11-26T10:00:00+01:00"):
        assert ring_late_partners() == 1


def test_follow_ups_and_proposals(ask: Make, coby: User, wijk: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> None:
    helper = person("Joke", wijk)
    with time_machine.travel("2026-11-02T10:00:00+01:00"):
        made = [Proposal.objects.make(ask(), by=coby, source="hand", helper=helper) for _number in range(4)]
        for proposal in made[:2]:
            for side in ("asker", "helper"):
                proposal.reply(side, True, by=coby, how="spoken")
    first = rows(FollowUp).order_by("pk").first()
    poison(monkeypatch, FollowUp, "ask", first.pk)
    poison(monkeypatch, Proposal, "end", made[2].pk)
    assert (ask_due_followups(), expire_proposals()) == (3, 1)
    assert [row.pk for row in rows(FollowUp).filter(asked_at=None)] == [first.pk]
    assert sorted(rows(Proposal).values_list("status", flat=True)) == ["agreed", "agreed", "expired", "open"]


def test_what_runs_out(ask: Make, bram: User, wijk: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> None:
    about = {"by": bram, "neighbourhood": wijk, "person": bram, "kinds": ["help"], "title": "Soep", "text": "Soep"}
    with time_machine.travel("2026-06-01T10:00:00+02:00"):
        needs, offers = [ask(), ask()], [Offer.objects.register(**about, until="2026-06-10") for _number in range(2)]
    poison(monkeypatch, Need, "save", needs[0].pk)
    poison(monkeypatch, Offer, "save", offers[0].pk)
    with time_machine.travel("2026-06-02T10:00:00+02:00"):
        assert warn_expiring_offers() == 1
    with time_machine.travel("2026-08-28T10:00:00+02:00"):
        assert (warn_expiring_needs(), end_expired_offers()) == (1, 1)


def test_mails_to_workers(
    wijk: Neighbourhood,
    ask: Make,
    live: Make,
    another: Make,
    welzijn: Organisation,
    dirk: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    organisation, worker = another("Anders")
    with time_machine.travel("2026-11-24T10:00:00+01:00"):
        need = ask()
        live(need, welzijn)
        live(need, organisation)
        real = telling.day_of
        monkeypatch.setattr(telling, "day_of", lambda who, day: 1 / 0 if who == dirk else real(who, day))
        assert plan_partner_mails() == 1
    assert [notice.person for notice in Notice.objects.within(wijk, reason="test").filter(kind=telling.KIND)] == [
        worker
    ]
