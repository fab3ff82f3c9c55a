"""The engine over real rows: finds, chooses within capacity, keeps what was seen, and proves its set."""

import pytest
from django.utils import timezone

from members.models import User
from needs.matching import engine
from needs.models import Match, MatchRun, Need, Proposal
from offers.models import Offer
from wijk.journal import post
from wijk.places.models import Neighbourhood
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db


def offer(person: User, wijk: Neighbourhood, title: str, text: str, **fields: object) -> Offer:
    fields.setdefault("kinds", ["help"])
    fields.setdefault("rhythm", "anytime")
    return Offer.objects.register(by=person, neighbourhood=wijk, person=person, title=title, text=text, **fields)


def need(person: User, wijk: Neighbourhood, title: str, text: str, **fields: object) -> Need:
    fields.setdefault("kind", "help")
    return Need.objects.register(by=person, neighbourhood=wijk, asker=person, title=title, text=text, **fields)


def matches(wijk: Neighbourhood) -> list[tuple[str, str, bool]]:
    rows = Match.objects.within(wijk, reason="test").select_related("need", "offer").order_by("need", "rank")
    return [(row.need.title, row.offer.title, row.chosen) for row in rows]


@pytest.fixture
def drive(bram: User, coby: User, wijk: Neighbourhood) -> Offer:
    """Of Bram, to whom Coby has spoken: a need without a theme counts as careful."""
    bram.memberships.get().meet(by=coby)
    return offer(bram, wijk, "Ik rijd u naar het ziekenhuis", "Met mijn auto, ook naar de dokter of de oogarts.")


@pytest.fixture
def eye(amina: User, wijk: Neighbourhood) -> Need:
    return need(amina, wijk, "Wie rijdt mij naar de oogarts?", "Naar het ziekenhuis, met de auto.")


def test_it_finds_what_fits_and_not_what_does_not(drive: Offer, eye: Need, bram: User, wijk: Neighbourhood) -> None:
    offer(bram, wijk, "Samen schaken", "Op dinsdag in het buurthuis.", kinds=["together"])
    run = engine.rematch(wijk)
    assert matches(wijk) == [(eye.title, drive.title, True)]
    assert (run.needs, run.offers, run.proven, run.primal) == (1, 2, True, run.dual)


def test_running_twice_changes_nothing(drive: Offer, eye: Need, wijk: Neighbourhood) -> None:
    engine.rematch(wijk)
    before = list(Match.objects.within(wijk, reason="test").values_list("pk", "score", "parts"))
    engine.rematch(wijk)
    assert list(Match.objects.within(wijk, reason="test").values_list("pk", "score", "parts")) == before


def test_nothing_is_quoted(drive: Offer, eye: Need, wijk: Neighbourhood) -> None:
    engine.rematch(wijk)
    kept = str(Match.objects.within(wijk, reason="test").get().parts)
    assert [word for word in (*eye.title.split(), *eye.text.split()) if len(word) > 4 and word in kept] == []


def test_one_place_is_chosen_once(drive: Offer, eye: Need, els: User, amina: User, wijk: Neighbourhood) -> None:
    need(amina, wijk, "Met de auto naar het ziekenhuis", "Wie rijdt?", haste="today")
    engine.rematch(wijk)
    assert [row[0] for row in matches(wijk) if row[2]] == ["Met de auto naar het ziekenhuis"]


@pytest.mark.parametrize("change", ["private", "danger", "expired", "closed"])
def test_some_needs_never_reach_the_engine(drive: Offer, eye: Need, wijk: Neighbourhood, change: str) -> None:
    fields = {
        "private": {"private": True},
        "danger": {"road": "danger"},
        "expired": {"expires_on": timezone.localdate() - timezone.timedelta(days=1)},
        "closed": {"status": "closed"},
    }[change]
    Need.objects.within(wijk, reason="test").update(**fields)
    engine.rematch(wijk)
    assert matches(wijk) == []


def test_a_no_is_not_asked_again(drive: Offer, eye: Need, coby: User, bram: User, wijk: Neighbourhood) -> None:
    engine.rematch(wijk)
    proposal = Proposal.objects.make(eye, by=coby, source="engine", offer=drive)
    proposal.reply("helper", False, by=bram)
    engine.rematch(wijk)
    assert matches(wijk) == []


def test_what_was_set_aside_stays_aside(drive: Offer, eye: Need, coby: User, wijk: Neighbourhood) -> None:
    engine.rematch(wijk)
    Match.objects.within(wijk, reason="test").get().set_aside(by=coby)
    engine.rematch(wijk)
    assert matches(wijk) == [(eye.title, drive.title, False)]


def test_a_new_need_is_matched_by_its_reaction(drive: Offer, eye: Need, wijk: Neighbourhood) -> None:
    """Two things happened; the later errand does the work for both."""
    post.run_due()
    assert matches(wijk) == [(eye.title, drive.title, True)]
    assert MatchRun.objects.within(wijk, reason="test").count() == 1


def test_the_platform_proposes_only_where_the_wijk_lets_it_and_the_risk_is_small(
    drive: Offer, eye: Need, coby: User, wijk: Neighbourhood, theme: Theme
) -> None:
    post.run_due()
    assert eye.proposals.count() == 0
    wijk.system_may_propose = True
    wijk.save()
    eye.correct(theme=theme, by=coby)
    post.run_due()
    assert [(p.source, p.offer) for p in eye.proposals.all()] == [("system", drive)]


def test_another_wijk_is_not_looked_in(drive: Offer, els: User, other_wijk: Neighbourhood) -> None:
    need(els, other_wijk, "Wie rijdt mij naar de oogarts?", "Naar het ziekenhuis.")
    engine.rematch(other_wijk)
    assert matches(other_wijk) == []
