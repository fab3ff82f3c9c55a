"""A wijk in which every kind of row about Amina exists, with words in it that nobody else has."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from coalitions import by_link
from members.models import Download, Membership, Organisation, Posting, Role, User
from members.notices.links import answer, stop
from members.notices.models import Notice
from needs.background import keep_background
from needs.models import (
    Apart,
    BreakGlass,
    Bundle,
    BundledNeed,
    CallTask,
    Contact,
    FollowUp,
    Match,
    Need,
    Proposal,
    Share,
)
from offers.models import Offer
from tests.cast import person
from wijk.places.models import Buurt, Municipality, Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

NAME, PHONE, MAIL, TITLE, TEXT = "Kanariegeel", "0600000777", "tureluur@voorbeeld.example", "Pimpelmees", "Zeepaardje"
BACKGROUND = "Waterhoen"  # what she told the coordinator only
EVERYTHING = {NAME, PHONE, MAIL, TITLE, TEXT, BACKGROUND}


@dataclass
class World:
    wijk: Neighbourhood
    other_wijk: Neighbourhood
    people: dict[str, User]
    need: Need
    proposal: Proposal
    rows: dict[str, int]  # what stands in the gap `pk` of a route
    objects: dict[str, Any]  # the row of an admin model that says something about Amina or her wijk
    tokens: dict[str, str]


def _with(wijk: Neighbourhood, name: str, role: str) -> User:
    return person(name, wijk, role, email=f"{name.lower()}@voorbeeld.example")


@pytest.fixture
def people(wijk: Neighbourhood, other_wijk: Neighbourhood, gemeente: Municipality, request: Any) -> dict[str, User]:
    """Els and Cees live and coordinate elsewhere; Gerda is municipality staff, Doortje sits at the desk."""
    known = {name: request.getfixturevalue(name) for name in ("bram", "coby", "dirk", "els")}
    amina = person(NAME, wijk, phone=PHONE, email=MAIL)
    gerda = User.objects.enter(name="Gerda", by=None, email="gerda@voorbeeld.example", is_staff=True)
    Posting.objects.create(user=gerda, municipality=gemeente)
    return known | {
        "amina": amina,
        "hans": _with(wijk, "Hans", Role.RESIDENT),
        "doortje": _with(wijk, "Doortje", Role.DESK),
        "rita": _with(wijk, "Rita", Role.REFERRER),
        "bea": _with(wijk, "Bea", Role.BOARD),
        "cees": _with(other_wijk, "Cees", Role.COORDINATOR),
        "gerda": gerda,
    }


@pytest.fixture
def world(
    wijk: Neighbourhood,
    other_wijk: Neighbourhood,
    people: dict[str, User],
    theme: Theme,
    buurt: Buurt,
    welzijn: Organisation,
) -> World:
    """Hans is the helper in a live proposal; an agreed and followed-up need of Amina's stands beside it."""
    amina, coby, hans = people["amina"], people["coby"], people["hans"]
    known: dict[str, Any] = {"neighbourhood": wijk, "asker": amina, "by": amina, "kind": "help", "buurt": buurt}
    need = Need.objects.register(title=TITLE, text=TEXT, theme=theme, on_board=True, **known)
    keep_background(need, BACKGROUND, by=amina)
    offer = Offer.objects.register(
        by=hans, neighbourhood=wijk, person=hans, kinds=["help"], title="Klus", text="Klus", rhythm="anytime"
    )
    hers = Offer.objects.register(
        by=amina, neighbourhood=wijk, person=amina, kinds=["help"], title="Soep", text="Soep", rhythm="anytime"
    )
    match = Match.objects.create(need=need, offer=offer, score=1)
    proposal = Proposal.objects.make(need, by=coby, source="hand", offer=offer)
    later = Need.objects.register(title=TITLE, text=TEXT, theme=theme, **known)
    third = person("Joke", wijk)
    twin = person("Twin", wijk, phone=PHONE)  # Amina once more, as far as one can tell
    agreed = Proposal.objects.make(later, by=coby, source="hand", helper=third)
    for side in ("helper", "asker"):
        agreed.reply(side, True, by=coby, how="spoken")
    followup = FollowUp.objects.within(EVERYWHERE, reason="test").get(side="asker")
    followup.ask()
    task = CallTask.objects.plan("promised", neighbourhood=wijk, person=amina, need=need, note=TEXT)
    Contact.objects.log("spoken", by=coby, need=need)
    Notice.objects.tell(amina, "proposal.waiting", "x", neighbourhood=wijk, proposal=proposal.pk)
    bounced = Notice.objects.within(wijk, reason="test").get(person=amina, kind="proposal.waiting", period="x")
    bounced.status = Notice.Status.BOUNCED
    bounced.save(update_fields=["status"])
    share = Share.objects.create(need=need, organisation=welzijn)  # made, and neither given nor reached
    root = User.objects.create_superuser("beheer@voorbeeld.example", name="Beheer")
    glass = BreakGlass.objects.ask(need, by=root, why="fault", words="Kan niet sluiten", background=True)
    mailbox = Organisation.objects.create(
        name="Reparatieteam", kind=welzijn.kind, municipality=wijk.municipality, email="team@voorbeeld.example"
    )
    Share.objects.tick(need, mailbox, by=amina, how="form")
    shared = Share.objects.reach(need, mailbox, by=None)
    apart = Apart.objects.keep(amina, third, neighbourhood=wijk, by=coby)
    bundle = Bundle.objects.create(neighbourhood=wijk, concept="wandelen", buurt=buurt, status="gathered")
    bundled = BundledNeed.objects.create(bundle=bundle, need=need, asked_at=wijk.now())
    role = Membership.objects.get(user=amina)
    return World(
        wijk=wijk,
        other_wijk=other_wijk,
        people=people,
        need=need,
        proposal=proposal,
        rows={
            "offers": hers.pk,
            "needs": proposal.pk,
            "needs:meet": amina.pk,
            "needs:set_aside": match.pk,
            "needs:apart": match.pk,
            "needs:together": apart.pk,
            **dict.fromkeys(("needs:bundle", "needs:bundle_change", "needs:activity"), bundle.pk),
            **dict.fromkeys(("needs:bundled", "needs:bundled_answer", "needs:bundled_spoken"), bundled.pk),
            "needs:followup": followup.pk,
            "dashboard": amina.pk,
            "pages": amina.pk,
            "other": twin.pk,
            "dashboard:call_done": task.pk,
            "dashboard:promise": need.pk,
            "dashboard:resend": bounced.pk,
            "dashboard:dismiss": role.pk,
            "dashboard:share_answer": share.pk,
            "dashboard:share_stop": share.pk,
            "dashboard:share_link": share.pk,
            "partner:need": share.pk,
            "glass:need": glass.pk,
        },
        objects={
            "members_user": amina,
            "members_membership": role,
            "places_municipality": wijk.municipality,
            "places_neighbourhood": wijk,
            "places_buurt": buurt,
            "themes_theme": theme,
            "members_organisation": welzijn,
            "members_organisationkind": welzijn.kind,
            "members_posting": people["gerda"].postings.get(),
            "account_emailaddress": amina.emailaddress_set.get(),
        },
        tokens={
            "notices:answer": answer(people["hans"].pk, "proposal", proposal.pk).rsplit("/", 2)[1],
            "partner:link": by_link.address(shared).rsplit("/", 2)[1],
            "pages:own_data_take": Download.objects.open(amina, by=amina),
            "notices:stop": stop(people["hans"].pk, "digest").rsplit("/", 2)[1],
        },
    )


@pytest.fixture
def looks(world: World) -> Any:
    """looks("bram") is a Client that is logged in as Bram; looks("") is a visitor."""
    known: dict[str, Client] = {}

    def client(name: str) -> Client:
        if name not in known:
            known[name] = Client(raise_request_exception=False)
            if name:
                known[name].force_login(world.people[name])
        return known[name]

    return client
