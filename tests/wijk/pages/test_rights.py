"""Mijn gegevens: all of one's own, nothing of anybody else, once, for a day; on paper for who has no e-mail."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.models import Claim, Departure, Download, Employment, Erasure, Mandate, Membership, User
from members.notices.models import Subscription
from members.rights import export, register
from needs.models import BundledNeed, CallTask, Need, NeedConcept, Share
from offers.models import Offer, OfferConcept
from tests import pdf
from tests.privacy.conftest import MAIL, NAME, PHONE, TEXT, TITLE, World
from tests.privacy.conftest import people as people
from tests.privacy.conftest import world as world
from tests.proved import aged
from wijk.places.scopes import EVERYWHERE

pytestmark = pytest.mark.django_db
FOREIGN = {"Hans", "Joke", "Coby", "Twin", "Bram", "0600000002", "coby@voorbeeld.example", "Klus", "Anderblauw"}


def rows(model: type) -> Any:
    return model.objects.within(EVERYWHERE, reason="test")


@pytest.fixture
def full(world: World) -> World:
    """Every field of hers that may be empty is filled, and beside her stand others with words of their own."""
    amina, coby = world.people["amina"], world.people["coby"]
    User.objects.filter(pk=amina.pk).update(typed_email="k1@voorbeeld.example", last_login=timezone.now())
    rows(Need).filter(asker=amina).update(
        features={"w": "k2"}, day_parts=[1], on_day="2026-12-01", other_name="Anderblauw", other_phone="0600000002",
        relation="zus",
    )  # fmt: skip
    said = {"purpose": "k3", "extra": "k4", "words": "k5", "given_how": "phone", "reply": "partly"}
    moments = dict.fromkeys(("asked_at", "given_at", "refused_at", "withdrawn_at"), timezone.now())
    rows(Share).filter(need__asker=amina).update(until="2026-12-31", **said, **moments)
    rows(BundledNeed).filter(need__asker=amina).update(yes=True, how="clicked", answered_at=timezone.now())
    NeedConcept.objects.create(about=world.need, code="fietsen", by=amina)
    OfferConcept.objects.create(about=rows(Offer).get(person=amina), code="fietsen", by=amina)
    offer = {"not_done": "k7", "costs": "k8", "features": {"w": "k9"}, "day_parts": [2], "theme": world.need.theme}
    dates = {"paused_until": "2026-12-01", "buurt": world.need.buurt}
    rows(Offer).filter(person=amina).update(**offer, **dates)
    rows(CallTask).filter(person=amina).update(note="k6", at="10:00")
    amina.memberships.update(met_at=timezone.now(), buurt=world.need.buurt)
    Membership.objects.create(user=amina, neighbourhood=world.wijk, role="referrer", until="2026-01-01")
    _rest(world, amina, coby)
    return world


def _rest(world: World, amina: User, coby: User) -> None:
    Claim.objects.create(
        person=amina, head="AAAA", digest="x", by=coby, expires_at=timezone.now(), used_at=timezone.now()
    )
    Departure.objects.create(person=amina, kind="admitted", by=coby, back_at=timezone.now())
    Subscription.objects.create(person=amina, kind="digest")
    Mandate.objects.create(
        person=amina, agent=world.people["bram"], neighbourhood=world.wijk, scope="see", role="carer",
        until=world.wijk.today(), ended_at=timezone.now(), how="self",
    )  # fmt: skip
    organisation = world.people["dirk"].employments.get().organisation
    Employment.objects.create(user=amina, organisation=organisation, until="2026-01-01")


def fields_of(found: list[dict[str, Any]]) -> dict[str, set[str]]:
    return {part["model"]: {cell["field"] for row in part["rows"] for cell in row} for part in found}


def test_everything_of_hers_is_in_it_and_nothing_of_anybody_else(full: World) -> None:
    found = export(full.people["amina"])
    text = json.dumps(found, default=str)
    hers = [NAME, PHONE, MAIL, TITLE, TEXT, *(f"k{n}" for n in range(1, 10))]
    assert [word for word in hers if word not in text] == []
    assert [word for word in FOREIGN if word in text] == []


def test_every_field_that_the_register_calls_her_own_is_in_it(full: World) -> None:
    """What she cannot have, or was given to nobody here, is named; a field that is simply left out fails."""
    found, listed = fields_of(export(full.people["amina"])), register()
    missing = {f"{label}.{name}" for label, data in listed.items() for name in set(data.own) - found.get(label, set())}
    assert missing == {
        "members.Membership.employer",
        "members.Posting.municipality",
        "members.Merge.at",
        "needs.Answer.reason",
        "needs.FollowUp.answer",
        "needs.FollowUp.answered_at",
        "needs.FollowUp.how",
        "needs.Proposal.ended_at",
        "needs.Outcome.at",
        "needs.Outcome.kind",
        "notices.Notice.sent_at",
        "admin.LogEntry.action_time",
        "mfa.Authenticator.type",
        "mfa.Authenticator.created_at",
        "mfa.Authenticator.last_used_at",
        "socialaccount.SocialAccount.provider",
        "socialaccount.SocialAccount.uid",
        "socialaccount.SocialAccount.date_joined",
        "socialaccount.SocialAccount.last_login",
        "usersessions.UserSession.created_at",
        "usersessions.UserSession.last_seen_at",
        "usersessions.UserSession.ip",
        "usersessions.UserSession.user_agent",
    }


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def prepare(client: Client, slug: str, form: str = "json") -> str:
    page = client.post(f"/{slug}/mijn/gegevens/klaarzetten/", {"form": form})
    return next(part for part in page.content.decode().split('"') if part.endswith(f".{form}"))


def test_a_link_opens_once_for_who_asked_it(full: World) -> None:
    amina = full.people["amina"]
    hers, hans = browser(amina), browser(full.people["hans"])
    link = prepare(hers, full.wijk.slug)
    assert (hans.get(link).status_code, Client().get(link).status_code) == (404, 302)
    taken = hers.get(link)
    assert taken.status_code == 200
    assert set(taken.headers["Cache-Control"].split(", ")) == {"no-store", "private"}
    assert taken.headers["Content-Disposition"] == 'attachment; filename="mijn-gegevens.json"'
    assert json.loads(taken.content)["members.User"][0]["name"] == NAME
    assert hers.get(link).status_code == 404, "once is once"


def test_a_link_is_over_after_a_day_and_when_a_new_one_is_made(full: World, monkeypatch: Any) -> None:
    hers = browser(full.people["amina"])
    old = prepare(hers, full.wijk.slug)
    link = prepare(hers, full.wijk.slug)
    assert hers.get(old).status_code == 404
    now = timezone.now()
    row = Download.objects.get(used_at=None)
    Download.objects.update(expires_at=now)
    assert hers.get(link).status_code == 404
    Download.objects.update(expires_at=now + timedelta(seconds=30))
    assert hers.get(link).status_code == 200
    assert row.expires_at - row.made_at <= timedelta(hours=24, seconds=1)


def test_keys_are_long_and_all_different(full: World) -> None:
    amina = full.people["amina"]
    keys = {Download.objects.open(amina, by=amina) for _number in range(200)}
    assert (len(keys), min(map(len, keys))) == (200, 43)  # 256 bits each, so more would say nothing more


def test_the_booklet_can_be_read(full: World) -> None:
    hers = browser(full.people["amina"])
    page = hers.get(prepare(hers, full.wijk.slug, "pdf"))
    text = pdf.words(page.content)
    assert page.headers["Content-Type"] == "application/pdf"
    assert [word for word in (NAME, TITLE, TEXT) if word not in text] == []
    assert [word for word in FOREIGN if word in text] == []


def test_the_coordinator_prints_it_for_who_has_no_mail_and_for_nobody_else(full: World) -> None:
    """With e-mail somebody looks for themselves; the coordinator has no need to read it all."""
    coby, amina = browser(full.people["coby"]), full.people["amina"]
    address = f"/{full.wijk.slug}/mensen/{amina.pk}/gegevens/"
    assert coby.get(address).status_code == 200
    assert coby.post(f"{address}papier/").status_code == 404
    amina.emailaddress_set.all().delete()
    User.objects.filter(pk=amina.pk).update(email=None)
    paper = coby.post(f"{address}papier/")
    assert (paper.status_code, paper.headers["Content-Type"]) == (200, "application/pdf")
    assert NAME in pdf.words(paper.content)
    for name in ("bea", "doortje", "hans", "cees", "gerda", "dirk"):
        for verb in ("", "papier/", "wissen/"):
            one = browser(full.people[name])
            page = one.get(f"{address}{verb}") if not verb else one.post(f"{address}{verb}", {"sure": "yes"})
            assert (name, verb, page.status_code) == (name, verb, 404)


def test_she_reads_what_goes_ticks_and_is_gone_and_out(full: World) -> None:
    amina, slug = full.people["amina"], full.wijk.slug
    hers, elsewhere = browser(amina), browser(amina)
    page = hers.get(f"/{slug}/mijn/gegevens/wissen/")
    assert "Dit kan niet terug." in page.content.decode()
    assert hers.post(f"/{slug}/mijn/gegevens/wissen/").status_code == 400
    assert Erasure.objects.count() == 0
    done = hers.post(f"/{slug}/mijn/gegevens/wissen/", {"sure": "yes"})
    assert "Alles is gewist" in done.content.decode()
    assert [client.get(f"/{slug}/mijn/").status_code for client in (hers, elsewhere)] == [302, 302]


def test_the_coordinator_wipes_on_her_word(full: World) -> None:
    coby, amina = browser(full.people["coby"]), full.people["amina"]
    address = f"/{full.wijk.slug}/mensen/{amina.pk}/gegevens/"
    coby.post(f"{address}wissen/")
    assert Erasure.objects.count() == 0
    assert coby.post(f"{address}wissen/", {"sure": "yes"}).status_code == 302
    assert [row.how for row in Erasure.objects.all()] == ["desk"]
    assert coby.get(address).status_code == 404


@pytest.mark.parametrize("who", ["amina", "coby"])
def test_after_six_minutes_who_is_there_is_asked_again(full: World, who: str) -> None:
    me, amina, slug = full.people[who], full.people["amina"], full.wijk.slug
    web, before = browser(me), (Erasure.objects.count(), Download.objects.count())
    aged(web, me, 360)
    there = [f"/{slug}/mensen/{amina.pk}/gegevens/papier/", f"/{slug}/mensen/{amina.pk}/gegevens/wissen/"]
    own = [f"/{slug}/mijn/gegevens/klaarzetten/", f"/{slug}/mijn/gegevens/wissen/", f"/{slug}/mijn/helpers/"]
    for address in own if who == "amina" else [*there, f"/{slug}/mensen/{amina.pk}/helpers/"]:
        page = web.post(address, {"sure": "yes", "form": "json"})
        assert (address, page.status_code, page.headers.get("Location", "").split("?")[0]) == (
            address,
            302,
            reverse("members:sudo"),
        )
    assert (Erasure.objects.count(), Download.objects.count()) == before
