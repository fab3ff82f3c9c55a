"""Three times yes becomes an offer with many places; from then on the engine sets it against new needs too."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from members.models import Organisation, User
from needs import ladder
from needs.matching import engine
from needs.models import Bundle, BundledNeed, FollowUp, Match, Need, Outcome, Proposal
from needs.proposing import Refused, propose_best
from needs.together import making
from offers.models import Offer
from tests.cast import person
from tests.needs.ria import told
from tests.needs.together.conftest import Ask, row_of, rows, run
from wijk.places.models import Buurt, Neighbourhood
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db
Make = Callable[..., Offer]
SAID = {
    "title": "Samen een rondje wandelen",
    "text": "Een uurtje wandelen door de wijk. Daarna is er koffie.",
    "when": "Elke dinsdag om 10.00 uur bij Het Nest.",
    "moments": ["morning"],
    "buurt": "BU19041210",
    "places": "5",
}


@pytest.fixture
def make(gathered: Bundle, coby: User, welzijn: Organisation) -> Make:
    def it(**fields: Any) -> Offer:
        known: dict[str, Any] = {"title": SAID["title"], "text": SAID["text"], "places": 4, "organisation": welzijn}
        return making.make(gathered, by=coby, **{**known, **fields})

    return it


def test_the_form_makes_an_offer_and_a_proposal_for_each_yes(
    client: Client,
    wijk: Neighbourhood,
    gathered: Bundle,
    needs: list[Need],
    coby: User,
    bram: User,
    buurt: Buurt,
    walking: Theme,
) -> None:
    client.force_login(coby)
    address = f"/{wijk.slug}/samen/{gathered.pk}/activiteit/"
    assert client.get(address).status_code == 200
    page = client.post(address, SAID | {"leader": f"p{bram.pk}"})
    assert page.status_code == 302, page.content.decode()
    offer = rows(Offer).get()
    assert (offer.person, offer.organisation, offer.kinds, offer.places, offer.held) == (bram, None, ["together"], 5, 3)
    assert (offer.buurt, offer.theme, offer.day_parts, offer.asks) == (buurt, walking, [0, 3, 6, 9, 12], None)
    assert offer.text == f"{SAID['text']}\n\n{SAID['when']}"
    assert offer.features["confirmed"] == ["wandelen"]
    gathered.refresh_from_db()
    assert (gathered.status, gathered.offer, gathered.by) == ("activity", offer, coby)
    made = rows(Proposal).order_by("need_id")
    assert [(p.need, p.offer, p.helper, p.source, p.status) for p in made] == [
        (need, offer, bram, "bundle", "open") for need in needs[:3]
    ]
    linked = rows(BundledNeed).order_by("need_id")
    assert [(row.need, row.proposal) for row in linked] == [
        *((proposal.need, proposal) for proposal in made),
        (needs[3], None),
    ]
    assert client.post(address, SAID | {"leader": f"p{bram.pk}"}).status_code == 302
    assert (rows(Offer).count(), rows(Proposal).count()) == (1, 3)


def test_the_link_stays_when_all_is_over(make: Make, gathered: Bundle, needs: list[Need], coby: User) -> None:
    offer = make(leads=True)
    proposal = row_of(needs[0]).proposal
    proposal.reply("asker", True, by=coby, how="spoken")
    followup = rows(FollowUp).get(proposal=proposal, side="asker")
    followup.ask()
    followup.reply("yes", by=coby, how="spoken")
    run()
    row = row_of(needs[0])
    assert (row.bundle.offer, row.proposal.status, row.need.status) == (offer, "done", "closed")
    assert rows(Outcome).get().kind == "organisation"


def test_whoever_leads_and_said_yes_is_not_asked_for_each(
    make: Make, needs: list[Need], bram: User, coby: User
) -> None:
    make(organisation=None, person=bram, leads=True)
    run()
    answers = [(a.side, a.yes, a.how, a.by) for p in rows(Proposal) for a in p.answers.all()]
    assert answers == [("helper", True, "spoken", coby)] * 3
    assert bram not in told("proposal.waiting") and needs[1].asker in told("proposal.waiting")


def test_an_asker_who_leads_is_not_proposed_to_themselves(
    make: Make, needs: list[Need], people: list[User], coby: User
) -> None:
    offer = make(organisation=None, person=people[0])
    assert [p.need for p in rows(Proposal).order_by("pk")] == needs[1:3]
    offer.refresh_from_db()
    assert (offer.held, row_of(needs[0]).proposal) == (2, None)


def test_there_are_never_more_proposals_than_places(make: Make, gathered: Bundle) -> None:
    offer = make(places=2)
    offer.refresh_from_db()
    assert (offer.places, offer.held, rows(Proposal).count()) == (2, 2, 2)


def test_when_nobody_can_be_proposed_nothing_is_made(
    make: Make, gathered: Bundle, needs: list[Need], bram: User, coby: User, walking: Theme
) -> None:
    """Careful, its askers spoken to, and whoever leads it is not: the coordinator hears why."""
    Theme.objects.filter(pk=walking.pk).update(risk=2)
    for need in needs:
        need.asker.memberships.get().meet(by=coby)
    with pytest.raises(Refused, match="Spreek deze helper eerst"):
        make(organisation=None, person=bram)
    gathered.refresh_from_db()
    assert (gathered.status, rows(Offer).count(), rows(Proposal).count()) == ("gathered", 0, 0)


def test_only_the_coordinator_and_only_with_enough_yes(
    gathered: Bundle, asked: Bundle, needs: list[Need], coby: User, welzijn: Organisation, people: list[User]
) -> None:
    fields: dict[str, Any] = {"title": "x", "text": "x", "places": 4, "organisation": welzijn}
    with pytest.raises(PermissionDenied):
        making.make(gathered, by=people[0], **fields)
    row_of(needs[0]).reply(False, by=coby, how="spoken")
    with pytest.raises(Refused):
        making.make(gathered, by=coby, **fields)
    assert rows(Offer).count() == 0


def test_twice_makes_one(make: Make) -> None:
    assert make() == make()
    assert (rows(Offer).count(), rows(Proposal).count()) == (1, 3)


def test_a_new_need_like_these_is_matched_to_it_on_the_rung_of_together(
    make: Make, walks: Ask, wijk: Neighbourhood, needs: list[Need]
) -> None:
    """Four places, three held: one newcomer is placed, the second is not; a place that comes free is filled."""
    offer = make()
    run()
    first = walks(person("Nieuw", wijk), title="Zin in een wandeling", text="Ik wil graag samen wandelen.")
    run()
    match = rows(Match).get(need=first, offer=offer, chosen=True)
    assert (ladder.rung_of(offer), match.rank, match.need) == (ladder.Rung.TOGETHER, 1, first)
    engine.rematch(wijk)
    chosen = rows(Match).filter(offer=offer, chosen=True)
    assert (chosen.count(), offer.places - 3) == (1, 1)
    walks(person("Later", wijk))
    run()
    engine.rematch(wijk)
    assert rows(Match).filter(offer=offer, chosen=True).count() == 1
    rows(Proposal).filter(need=needs[0]).get().end("withdrawn", by=None)
    run()
    engine.rematch(wijk)
    assert rows(Match).filter(offer=offer, chosen=True).count() == 2


def test_the_platform_proposes_it_where_the_wijk_lets_it(make: Make, walks: Ask, wijk: Neighbourhood) -> None:
    offer = make()
    wijk.system_may_propose = True
    wijk.save(update_fields=["system_may_propose"])
    new = walks(person("Nieuw", wijk))
    run()
    propose_best(wijk)
    made = rows(Proposal).get(need=new)
    offer.refresh_from_db()
    assert (made.offer, made.source, offer.held) == (offer, "system", 4)


def test_who_would_rather_not_is_not_matched_to_it_and_who_was_silent_may_be(
    asked: Bundle, walks: Ask, needs: list[Need], wijk: Neighbourhood, coby: User, welzijn: Organisation
) -> None:
    silent, refusing = walks(person("Stil", wijk)), needs[3]
    for need, yes in zip(needs, (True, True, True, False), strict=True):
        row_of(need).reply(yes, by=coby, how="spoken")
    asked.refresh_from_db()
    offer = making.make(asked, by=coby, title="Wandelen", text="Samen wandelen", places=9, organisation=welzijn)
    run()
    engine.rematch(wijk)
    assert {m.need for m in rows(Match).filter(offer=offer, chosen=True)} == {silent}
    assert refusing.proposals.count() == 0


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"places": "2"}, "Er zeiden al 3 buren ja."),
        ({"places": "0"}, "Typ een getal van 1 of meer."),
        ({"places": "99999999999999999999"}, "Typ een getal tot 500."),
        ({"places": "veel"}, "Typ een getal."),
        ({"leader": "p987654"}, "Kies iemand uit de lijst."),
        ({"leader": "x"}, "Kies iemand uit de lijst."),
        ({"leader": ""}, "Kies wie het leidt."),
        ({"buurt": "BU0"}, "Kies een buurt uit de lijst."),
        ({"moments": ["nooit"]}, "Kies uit de lijst."),
        ({"title": ""}, "Schrijf hoe de activiteit heet."),
        ({"title": "x" * 81}, "Dit is te lang. Houd het bij 80 letters."),
        ({"text": "x" * 4001}, "Dit is te lang. Er passen 4000 letters."),
        ({"when": ""}, "Schrijf wanneer het is, en waar."),
    ],
)
def test_what_is_wrong_is_said_in_dutch(
    client: Client, wijk: Neighbourhood, gathered: Bundle, coby: User, bram: User, wrong: dict[str, Any], words: str
) -> None:
    client.force_login(coby)
    data = SAID | {"leader": f"p{bram.pk}"} | wrong
    page = client.post(f"/{wijk.slug}/samen/{gathered.pk}/activiteit/", data)
    assert (page.status_code, rows(Offer).count()) == (200, 0)
    assert words in page.content.decode()


def test_somebody_of_another_wijk_cannot_lead(
    client: Client, wijk: Neighbourhood, gathered: Bundle, coby: User, els: User
) -> None:
    client.force_login(coby)
    page = client.post(f"/{wijk.slug}/samen/{gathered.pk}/activiteit/", SAID | {"leader": f"p{els.pk}"})
    assert (page.status_code, rows(Offer).count()) == (200, 0)
    assert "Kies iemand uit de lijst." in page.content.decode()
