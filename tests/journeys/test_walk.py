"""A need walks through the house: asked, proposed, two times yes, followed up, closed; also by telephone only."""

import pytest
from django.test import Client
from django.urls import reverse

from members.models import User
from needs.lifecycle import Status
from needs.models import CallTask, FollowUp, Need, Outcome, Proposal
from offers.models import Offer
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

pytestmark = pytest.mark.django_db

ANSWERS = {
    "soort": {"kind": "help"},
    "vraag": {"title": "Wie zet mijn kast in elkaar?", "text": "De tekening snap ik niet. Er zijn veel schroeven."},
    "wanneer": {"haste": "week", "moments": ["morning", "weekend"]},
    "buurt": {"buurt": "BU19041210"},
    "contact": {
        "name": "Tomasz",
        "phone": "06 0000 0009",
        "email": "",
        "call_when": "morning",
        "for_other": "no",
    },
}


def ask(client: Client, wijk: Neighbourhood, **choices: object) -> Need:
    for step, answer in ANSWERS.items():
        page = client.post(reverse("needs:ask_step", args=[wijk.slug, step]), answer)
        assert page.status_code == 302, page.content.decode()
    page = client.post(reverse("needs:ask_check", args=[wijk.slug]), choices)
    assert page.status_code == 302
    return Need.objects.within(wijk, reason="test").latest("registered_at")


def the(model: type) -> object:
    return model.objects.within(EVERYWHERE, reason="test").get()


def test_a_visitor_asks_without_an_account(client: Client, wijk: Neighbourhood) -> None:
    need = ask(client, wijk)
    assert (need.title, need.asker.name, need.asker.phone) == (ANSWERS["vraag"]["title"], "Tomasz", "0600000009")
    assert (need.buurt.name, need.status, need.channel, need.private) == ("Zebraspoor", Status.NEW, "web", False)
    assert need.day_parts == [0, 3, 6, 9, 12, *range(15, 21)]
    thanks = client.get(reverse("needs:thanks", args=[wijk.slug])).content.decode()
    assert str(need) in thanks


def test_sending_twice_makes_one_need(client: Client, wijk: Neighbourhood) -> None:
    ask(client, wijk)
    again = client.post(reverse("needs:ask_check", args=[wijk.slug]), {})
    assert again.url == reverse("needs:thanks", args=[wijk.slug])
    assert Need.objects.within(wijk, reason="test").count() == 1


def test_the_whole_walk_with_clicks(
    client: Client, wijk: Neighbourhood, amina: User, bram: User, coby: User, theme: object
) -> None:
    offer = Offer.objects.register(
        by=bram, neighbourhood=wijk, person=bram, kinds=["help"], title="Klussen", text="Kasten", rhythm="weekly"
    )
    client.force_login(amina)
    need = ask(client, wijk)
    assert need.asker == amina
    need.correct(theme=theme, by=coby)

    client.force_login(coby)
    assert need.title in client.get(reverse("dashboard:today", args=[wijk.slug])).content.decode()
    client.post(reverse("needs:contact", args=[wijk.slug, need.number]), {"how": "spoken"})
    client.post(reverse("needs:propose", args=[wijk.slug, need.number]), {"helper": bram.pk})
    proposal = the(Proposal)
    assert (proposal.helper, proposal.source, proposal.status) == (bram, "hand", "open")

    for person in (bram, amina):
        client.force_login(person)
        page = client.get(reverse("needs:proposal", args=[wijk.slug, proposal.pk]))
        assert amina.phone not in page.content.decode().replace("-", "")
        assert bram.phone not in page.content.decode().replace("-", "").replace(person.phone, "")
        client.post(reverse("needs:answer", args=[wijk.slug, proposal.pk]), {"answer": "yes"})
    need.refresh_from_db()
    assert need.status == Status.AGREED
    client.force_login(bram)
    page = client.get(reverse("needs:proposal", args=[wijk.slug, proposal.pk])).content.decode()
    assert "Amina" in page and "06-00000001" in page

    followup = FollowUp.objects.within(EVERYWHERE, reason="test").get(side="asker")
    assert followup.due_on == wijk.due(1)
    followup.ask()
    client.force_login(amina)
    address = reverse("needs:followup", args=[wijk.slug, followup.pk])
    assert client.get(address).status_code == 200
    client.post(address, {"answer": "yes"})
    need.refresh_from_db()
    assert (need.status, the(Outcome).kind) == (Status.CLOSED, "neighbour")
    offer.refresh_from_db()
    assert offer.held == 0


def test_the_same_walk_with_a_telephone_only(
    client: Client, wijk: Neighbourhood, amina: User, bram: User, coby: User, theme: object
) -> None:
    client.force_login(coby)
    data = {key: value for answer in ANSWERS.values() for key, value in answer.items()}
    page = client.post(reverse("needs:phone", args=[wijk.slug]), {**data, "channel": "phone", "read_back": "on"})
    assert page.status_code == 302, page.content.decode()
    need = the(Need)
    assert (need.channel, need.entered_by, need.asker.email) == ("phone", coby, None)
    need.correct(theme=theme, by=coby)
    client.post(reverse("needs:propose", args=[wijk.slug, need.number]), {"helper": bram.pk})
    proposal = the(Proposal)
    for side in ("asker", "helper"):
        client.post(reverse("needs:spoken", args=[wijk.slug, proposal.pk]), {"side": side, "answer": "yes"})
    need.refresh_from_db()
    assert need.status == Status.AGREED
    assert {(a.side, a.how, a.by) for a in proposal.answers.all()} == {
        ("asker", "spoken", coby),
        ("helper", "spoken", coby),
    }
    followup = FollowUp.objects.within(EVERYWHERE, reason="test").get(side="asker")
    followup.ask()
    client.post(reverse("needs:followup", args=[wijk.slug, followup.pk]), {"answer": "no"})
    need.refresh_from_db()
    assert (need.status, need.reopened) == (Status.OPEN, 1)
    today = client.get(reverse("dashboard:today", args=[wijk.slug])).content.decode()
    assert "ging niet goed" in today


def test_a_careful_need_wants_a_helper_who_was_met(
    client: Client, wijk: Neighbourhood, amina: User, bram: User, coby: User
) -> None:
    client.force_login(amina)
    need = ask(client, wijk)
    client.force_login(coby)
    client.post(reverse("needs:propose", args=[wijk.slug, need.number]), {"helper": bram.pk})
    assert Proposal.objects.within(EVERYWHERE, reason="test").count() == 0
    client.post(reverse("needs:meet", args=[wijk.slug, bram.pk]), {"number": need.number})
    client.post(reverse("needs:propose", args=[wijk.slug, need.number]), {"helper": bram.pk})
    assert Proposal.objects.within(EVERYWHERE, reason="test").count() == 1


def test_talking_first_becomes_a_promised_call(
    client: Client, wijk: Neighbourhood, amina: User, bram: User, coby: User, theme: object
) -> None:
    need = Need.objects.register(by=amina, neighbourhood=wijk, asker=amina, kind="help", title="Kast", text="Kast")
    need.correct(theme=theme, by=coby)
    proposal = Proposal.objects.make(need, by=coby, source="hand", helper=bram)
    client.force_login(amina)
    client.post(reverse("needs:answer", args=[wijk.slug, proposal.pk]), {"answer": "talk"})
    task = CallTask.objects.within(wijk, reason="test").get(reason="promised")
    assert (task.person, task.need) == (amina, need)
