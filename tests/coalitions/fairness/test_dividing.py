"""Bea governs and changes how the wijk divides; every member reads it; nobody else does, the municipality least."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coalitions.fairness import comparing, weights
from members.models import Posting, Role, User
from needs.matching import engine
from needs.matching.gathering import gather
from needs.matching.outlook import Outlook, outlook
from needs.models import Match, MatchRun, Need, Proposal, Rematch
from offers.models import Offer
from tests.cast import person
from wijk.journal import post
from wijk.journal.models import Entry
from wijk.places.models import Neighbourhood, Step
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
GEWOON = dict.fromkeys(Neighbourhood.WEIGHED, 2)


@pytest.fixture
def bea(wijk: Neighbourhood) -> User:
    return person("Bea Pimpelmees", wijk, Role.BOARD, email="bea@voorbeeld.example")


@pytest.fixture
def address(wijk: Neighbourhood) -> str:
    return reverse("fairness:dividing", args=[wijk.slug])


@pytest.fixture
def cabinets(wijk: Neighbourhood, theme: Theme) -> Callable[[int, int], list[Need]]:
    """cabinets(7, 3): seven askers, and three helpers with four places each."""

    def make(asked: int, offered: int) -> list[Need]:
        for number in range(offered):
            helper = person(f"Helper {number}", wijk)
            Offer.objects.register(
                by=helper,
                neighbourhood=wijk,
                person=helper,
                kinds=["help"],
                title="Klussen",
                text="Kasten",
                rhythm="anytime",
                places=4,
            )
        return [_ask(wijk, theme, number) for number in range(asked)]

    return make


def _ask(wijk: Neighbourhood, theme: Theme, number: int) -> Need:
    asker = person(f"Vrager {number}", wijk)
    about: dict[str, Any] = {"kind": "help", "title": "Wie zet mijn kast in elkaar?", "text": "Er zijn schroeven."}
    need: Need = Need.objects.register(by=asker, neighbourhood=wijk, asker=asker, theme=theme, **about)
    return need


def everything(wijk: Neighbourhood) -> list[int]:
    """What a look ahead must leave alone."""
    rows = (Match, MatchRun, Proposal, Entry)
    return [model.objects.within(wijk, reason="test").count() for model in rows] + [Rematch.objects.count()]


def test_the_board_chooses_and_the_journal_keeps_old_new_and_who(wijk: Neighbourhood, bea: User) -> None:
    assert weights.choose(wijk, GEWOON | {"spare_helpers": 3}, by=bea) is True
    entry = Entry.objects.within(wijk, reason="test").get(verb=weights.VERB)
    assert (entry.actor, entry.ids) == (bea, {"old": GEWOON, "new": GEWOON | {"spare_helpers": 3}})
    wijk.refresh_from_db()
    assert weights.steps_of(wijk) == GEWOON | {"spare_helpers": 3}
    assert weights.choose(wijk, GEWOON | {"spare_helpers": 3}, by=bea) is False
    assert Entry.objects.within(wijk, reason="test").filter(verb=weights.VERB).count() == 1


@pytest.mark.parametrize("who", ["bram", "coby", "els", "gerda", "boss"])
def test_nobody_else_chooses(who: str, wijk: Neighbourhood, request: Any) -> None:
    if who == "gerda":
        somebody = User.objects.enter(name="Gerda", by=None, email="gerda@voorbeeld.example", is_staff=True)
        Posting.objects.create(user=somebody, municipality=wijk.municipality)
    elif who == "boss":
        somebody = User.objects.create_superuser("techniek@voorbeeld.example", None)
    else:
        somebody = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        weights.choose(wijk, GEWOON | {"spare_helpers": 3}, by=somebody)
    wijk.refresh_from_db()
    assert weights.steps_of(wijk) == GEWOON


@pytest.mark.parametrize("field", Neighbourhood.WEIGHED)
def test_a_step_that_does_not_exist_cannot_be_stored(wijk: Neighbourhood, field: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Neighbourhood.objects.filter(pk=wijk.pk).update(**{field: 4})


@pytest.mark.parametrize("field", Neighbourhood.WEIGHED)
def test_each_knob_is_input_of_the_run(wijk: Neighbourhood, bea: User, field: str) -> None:
    before = gather(wijk).digest()
    weights.choose(wijk, GEWOON | {field: 3}, by=bea)
    assert gather(wijk).digest() != before
    weights.choose(wijk, GEWOON, by=bea)
    assert gather(wijk).digest() == before


def test_a_change_is_solved_again_half_a_minute_later(wijk: Neighbourhood, bea: User) -> None:
    weights.choose(wijk, GEWOON | {"longest_first": 0}, by=bea)
    post.run_due()
    planned = Rematch.objects.get()
    assert (planned.neighbourhood, planned.due_at <= timezone.now() + timedelta(seconds=30)) == (wijk, True)


def test_the_look_ahead_counts_and_stores_nothing(wijk: Neighbourhood, cabinets: Make) -> None:
    cabinets(7, 3)
    post.run_due()
    engine.rematch(wijk)
    before = everything(wijk)
    lines = comparing.compare(wijk, GEWOON | {"second_proposals": 0})
    assert [(line.label, line.now, line.then, line.change) for line in lines] == [
        ("Vragen met een voorstel", "alle 7", "alle 7", ""),
        ("Vragen met een tweede voorstel", "bijna alle", "geen", "minder"),
        ("Helpers die wij iets vragen", "enkele", "enkele", ""),
        ("De drukste helper", "4 vragen of meer", "2 of 3 vragen", "minder"),
        ("Voorstellen aan organisaties", "geen", "geen", ""),
    ]
    assert (everything(wijk), weights.steps_of(wijk)) == (before, GEWOON)


def test_the_look_ahead_is_what_the_run_then_does(wijk: Neighbourhood, cabinets: Make, bea: User) -> None:
    cabinets(6, 3)
    steps = GEWOON | {"second_proposals": 0}
    weights.choose(wijk, steps, by=bea)
    gathered = gather(wijk)
    told = outlook(gathered, gathered.policy)
    run = engine.rematch(wijk)
    assert run is not None and (told.added, told.first) == (run.chosen, 6)
    assert run.proven and run.gap == 0


def test_with_few_open_needs_nothing_is_told(wijk: Neighbourhood, cabinets: Make) -> None:
    cabinets(4, 2)
    assert comparing.compare(wijk, GEWOON | {"second_proposals": 0}) == []


def counts(**known: int) -> Outlook:
    return Outlook(**(dict.fromkeys(Outlook.__dataclass_fields__, 0) | known))


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "geen"), (1, "enkele"), (4, "enkele"), (5, "5 van de 20"), (15, "15 van de 20"), (16, "bijna alle")]
    + [(19, "bijna alle"), (20, "alle 20")],
)
def test_what_is_small_is_a_word_and_what_is_left_too(count: int, words: str) -> None:
    line = comparing.told(counts(needs=20), counts(needs=20, first=count))[0]
    assert (line.now, line.then) == ("geen", words)


@pytest.mark.parametrize(
    ("requests", "words"),
    [(0, "0 vragen"), (1, "1 vraag"), (2, "2 of 3 vragen"), (3, "2 of 3 vragen"), (4, "4 vragen of meer")],
)
def test_the_busiest_helper_is_a_band(requests: int, words: str) -> None:
    found = [line.then for line in comparing.told(counts(), counts(busiest=requests)) if "drukste" in line.label]
    assert found == [words]


def test_who_waits_long_is_told_only_of_five_or_more() -> None:
    few, many = (comparing.told(counts(needs=9, long=n), counts(needs=9, long=n, long_first=n)) for n in (4, 5))
    assert ([line.then for line in few if "wachten" in line.label], len(many)) == ([], len(few) + 1)
    assert [line.then for line in many if "wachten" in line.label] == ["alle 5"]


def test_every_member_reads_it_and_only_the_board_finds_a_form(
    client: Client, wijk: Neighbourhood, address: str, bea: User, bram: User, coby: User, els: User
) -> None:
    weights.choose(wijk, GEWOON | {"spare_helpers": 3}, by=bea)
    seen = {}
    for name, somebody in {"bea": bea, "bram": bram, "coby": coby, "els": els}.items():
        client.force_login(somebody)
        page = client.get(address)
        text = page.content.decode()
        seen[name] = (page.status_code, "Drukke helpers sparen" in text, "Bewaar" in text, "Bea Pimpelmees" in text)
    assert seen == {
        "bea": (200, True, True, True),
        "bram": (200, True, False, False),
        "coby": (200, True, False, True),
        "els": (404, False, False, False),
    }


def test_looking_saves_nothing_and_keeping_does(
    client: Client, wijk: Neighbourhood, address: str, bea: User, cabinets: Make
) -> None:
    cabinets(6, 2)
    client.force_login(bea)
    page = client.post(address, GEWOON | {"second_proposals": 0, "bekijk": "1"})
    text = page.content.decode()
    assert (page.status_code, "Er is nog niets bewaard" in text, "Vragen met een tweede voorstel" in text) == (
        200,
        True,
        True,
    )
    assert [name for name in ("Helper 0", "Vrager 0") if name in text] == []
    wijk.refresh_from_db()
    assert weights.steps_of(wijk) == GEWOON
    page = client.post(address, GEWOON | {"second_proposals": 0, "bewaar": "1"}, follow=True)
    assert "Bewaard. Wij zoeken meteen opnieuw" in page.content.decode()
    wijk.refresh_from_db()
    assert wijk.second_proposals == Step.NOT


@pytest.mark.parametrize("who", ["bram", "coby", "els"])
def test_who_does_not_govern_cannot_post(
    who: str, client: Client, wijk: Neighbourhood, address: str, request: Any
) -> None:
    client.force_login(request.getfixturevalue(who))
    for button in ("bekijk", "bewaar"):
        assert client.post(address, GEWOON | {"spare_helpers": 3, button: "1"}).status_code == 404
    wijk.refresh_from_db()
    assert weights.steps_of(wijk) == GEWOON


@pytest.mark.parametrize("wrong", ["", "4", "-1", "veel", "9" * 40, "\0"])
def test_what_is_no_step_is_refused_in_words(
    wrong: str, client: Client, wijk: Neighbourhood, address: str, bea: User
) -> None:
    client.force_login(bea)
    page = client.post(address, GEWOON | {"spare_helpers": wrong, "bewaar": "1"})
    assert (page.status_code, "Er klopt nog iets niet" in page.content.decode()) == (200, True)
    wijk.refresh_from_db()
    assert weights.steps_of(wijk) == GEWOON


def test_the_page_costs_the_same_with_one_change_three_and_thirty(
    client: Client, wijk: Neighbourhood, address: str, bea: User, django_assert_max_num_queries: Any
) -> None:
    client.force_login(bea)
    queries = []
    for many in (1, 2, 27):
        for number in range(many):
            weights.choose(wijk, GEWOON | {"spare_helpers": 3 * (number % 2)}, by=bea)
        with django_assert_max_num_queries(40) as counted:
            client.get(address)
        queries.append(len(counted))
    assert len(set(queries)) == 1, queries
