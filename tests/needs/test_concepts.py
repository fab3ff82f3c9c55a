"""Gaat het hierover? Suggested, searched and ticked without a script; stored with who and when; and it counts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.models import User
from needs.confirming import confirm
from needs.matching import engine
from needs.models import Match, Need, NeedConcept
from needs.tasks import reread_old_needs
from offers.models import Offer
from tests.journeys.test_walk import ANSWERS
from tests.needs.hostile import TEXTS
from tests.needs.test_bad_input import PHONED
from tests.thesaurus import ROWS
from wijk.journal.models import Entry
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE, Unscoped
from wijk.themes import current, storing
from wijk.themes.analysis import CONFIRMED, Features
from wijk.themes.models import Edition, OverlayTerm, Theme
from wijk.themes.overlay import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(client: Client, wijk: Neighbourhood) -> str:
    """Everything is answered; the address of "Klopt dit?"."""
    for step, answer in ANSWERS.items():
        client.post(reverse("needs:ask_step", args=[wijk.slug, step]), answer)
    return reverse("needs:ask_check", args=[wijk.slug])


def sent(wijk: Neighbourhood) -> Need:
    return Need.objects.within(wijk, reason="test").latest("registered_at")


def codes(need: Need) -> list[str]:
    return list(need.confirmed.order_by("pk").values_list("code", flat=True))


def test_at_most_five_are_suggested_and_none_is_ticked(client: Client, asking: str) -> None:
    form = client.get(asking).context["form"]
    values = [value for value, _label in form.fields["concepts"].choices]
    assert "klus_meubel" in values and values[-1] == "none"
    assert len(values) <= 6
    assert "checked" not in str(form["concepts"])


def test_nothing_has_to_be_chosen(client: Client, asking: str, wijk: Neighbourhood) -> None:
    client.post(asking, {})
    assert codes(sent(wijk)) == []


def test_what_is_ticked_is_kept_with_who_and_counts(
    client: Client, asking: str, wijk: Neighbourhood, amina: User
) -> None:
    client.force_login(amina)
    for step, answer in ANSWERS.items():  # logging in begins another session
        client.post(reverse("needs:ask_step", args=[wijk.slug, step]), answer)
    client.post(asking, {"concepts": ["klus_meubel", "verhuizen"]})
    need = sent(wijk)
    assert [(row.code, row.by) for row in need.confirmed.order_by("pk")] == [
        ("klus_meubel", amina),
        ("verhuizen", amina),
    ]
    features = Features.from_json(need.features)
    assert features.confirmed == {"klus_meubel", "verhuizen"}
    assert features.concepts["klus_meubel"] == features.concepts["verhuizen"] == CONFIRMED


def test_something_else_is_no_concept(client: Client, asking: str, wijk: Neighbourhood) -> None:
    client.post(asking, {"concepts": ["none"]})
    assert codes(sent(wijk)) == []


def test_a_search_sends_nothing_and_loses_nothing(client: Client, asking: str, wijk: Neighbourhood) -> None:
    typed = {"subject": "fiets", "search": "1", "concepts": ["klus_meubel"], "private": "on"}
    page = client.post(asking, typed)
    form = page.context["form"]
    assert (page.status_code, form.errors, Need.objects.within(EVERYWHERE, reason="test").count()) == (200, {}, 0)
    choices = dict(form.fields["concepts"].choices)
    assert "fiets_reparatie" in choices
    html = page.content.decode()
    assert _is_ticked(html, "klus_meubel")
    assert page.context["form"]["private"].value() is True
    assert 'value="fiets"' in html
    client.post(asking, {**{k: v for k, v in typed.items() if k != "search"}, "concepts": ["fiets_reparatie"]})
    assert codes(sent(wijk)) == ["fiets_reparatie"]


def _is_ticked(html: str, code: str) -> bool:
    return any("checked" in row for row in html.split("<input") if f'value="{code}"' in row)


def test_a_search_without_a_hit_says_so(client: Client, asking: str) -> None:
    assert "Niets gevonden" in client.post(asking, {"subject": "zzzqx", "search": "1"}).content.decode()


def test_more_than_five_are_refused(client: Client, asking: str, wijk: Neighbourhood) -> None:
    many = ["tuin", "klus_huis", "klus_water", "klus_meubel", "verhuizen", "boodschappen"]
    assert "Kies er hooguit vijf" in client.post(asking, {"concepts": many}).content.decode()
    client.post(asking, {"concepts": ["tuin"] * 9})  # the same nine times is one
    assert codes(sent(wijk)) == ["tuin"]


@pytest.mark.parametrize("typed", TEXTS.values(), ids=TEXTS)
def test_whatever_is_searched_the_page_stays(typed: str, client: Client, asking: str) -> None:
    page = client.post(asking, {"subject": typed, "search": "1", "concepts": [typed, "klus_meubel"]})
    assert (page.status_code, page.context["form"].errors) == (200, {})


def test_an_unknown_concept_is_no_answer(client: Client, asking: str) -> None:
    page = client.post(asking, {"concepts": ["bestaat_niet"]})
    assert (page.status_code, "Kies een onderwerp uit de lijst." in page.content.decode()) == (200, True)


@pytest.fixture
def dogs(db: None) -> Theme:
    return Theme.objects.create(code="A8", label="Huisdieren", area="A", risk=1)


def test_the_theme_follows_from_what_was_confirmed(
    client: Client, asking: str, wijk: Neighbourhood, dogs: Theme
) -> None:
    client.post(asking, {"concepts": ["hond_uitlaten"]})
    need = sent(wijk)
    assert (need.theme, need.theme_checked) == (dogs, False)  # still a suggestion: the coordinator may correct it


def test_at_the_telephone_too(client: Client, wijk: Neighbourhood, coby: User) -> None:
    client.force_login(coby)
    address = reverse("needs:phone", args=[wijk.slug])
    page = client.post(address, {**PHONED, "search": "1"})
    assert (page.context["form"].errors, PHONED["title"] in page.content.decode()) == ({}, True)
    assert Need.objects.within(EVERYWHERE, reason="test").count() == 0
    client.post(address, {**PHONED, "concepts": ["tuin"]})
    assert [(row.code, row.by) for row in sent(wijk).confirmed.all()] == [("tuin", coby)]


def test_coordinator_and_asker_correct_it_and_the_search_goes_on(
    client: Client, wijk: Neighbourhood, need: Need, coby: User, amina: User
) -> None:
    confirm(need, ["tuin", "klus_meubel"], by=amina)
    client.force_login(coby)
    address = reverse("needs:concepts", args=[wijk.slug, need.number])
    assert _is_ticked(client.get(reverse("needs:detail", args=[wijk.slug, need.number])).content.decode(), "tuin")
    found = client.post(address, {"concepts": ["klus_meubel"], "subject": "fiets", "search": "1"})
    assert (found.status_code, codes(need)) == (200, ["tuin", "klus_meubel"])
    assert client.post(address, {"concepts": ["klus_meubel", "fiets_reparatie"]}).status_code == 302
    rows = {row.code: row.by for row in need.confirmed.all()}
    assert rows == {"klus_meubel": amina, "fiets_reparatie": coby}  # who said it first said it
    entry = Entry.objects.within(wijk, reason="test").about(need).filter(verb="need.corrected").first()
    assert (entry.actor, entry.ids["concepts"]) == (coby, ["klus_meubel", "fiets_reparatie"])
    assert entry.errands.filter(reaction__endswith="search_again").count() == 1


def test_nobody_else_finds_that_page(client: Client, wijk: Neighbourhood, need: Need, bram: User, propose: Any) -> None:
    propose(need, helper=bram)
    client.force_login(bram)
    address = reverse("needs:concepts", args=[wijk.slug, need.number])
    assert [client.get(address).status_code, client.post(address, {"concepts": ["tuin"]}).status_code] == [404, 404]


def test_the_rows_are_read_by_asker_and_coordinator_only(
    need: Need, amina: User, coby: User, bram: User, els: User, propose: Any
) -> None:
    confirm(need, ["rouw"], by=amina)
    propose(need, helper=bram)
    seen = {who.name: NeedConcept.objects.visible_to(who).count() for who in (amina, coby, bram, els)}
    assert seen == {"Amina": 1, "Coby": 1, "Bram": 0, "Els": 0}
    with pytest.raises(Unscoped):
        NeedConcept.objects.count()


def test_other_words_keep_it_and_the_form_may_change_it(need: Need, amina: User) -> None:
    confirm(need, ["klus_meubel"], by=amina)
    said = {"kind": "help", "title": "Iets heel anders", "text": "Zomaar", "on_board": False, "private": False}
    need.rewrite(by=amina, **said)
    assert Features.from_json(need.features).concepts["klus_meubel"] == CONFIRMED
    need.rewrite(by=amina, **said, concepts=[])
    assert (codes(need), Features.from_json(need.features).confirmed) == ([], frozenset())


def test_a_new_version_of_the_thesaurus_reads_again_and_keeps_it(
    need: Need, amina: User, wijk: Neighbourhood, small_tables: Any
) -> None:
    confirm(need, ["tuin"], by=amina)
    reread_old_needs()
    assert reread_old_needs() == 0
    OverlayTerm.objects.decide(wijk, "kaart", [Change("kaart", "schroeven")], by=None)
    assert reread_old_needs() == 1
    need.refresh_from_db()
    features = Features.from_json(need.features)
    assert (features.confirmed, "kaart" in features.concepts) == ({"tuin"}, True)
    Edition.objects.publish(by=None)  # another edition with the same words
    assert reread_old_needs() == 0


def test_a_concept_that_went_and_came_back_is_still_confirmed(need: Need, amina: User, small_tables: Any) -> None:
    confirm(need, ["tuin"], by=amina)
    for rows, expected in ((ROWS[:1], frozenset()), (ROWS, {"tuin"})):
        storing.store(rows, by=None, words_go=True, concepts_go=True)
        assert reread_old_needs() == 1
        need.refresh_from_db()
        assert Features.from_json(need.features).confirmed == expected


def test_nothing_is_read_again_without_need(
    need: Need, wijk: Neighbourhood, small_tables: Any, django_assert_num_queries: Any
) -> None:
    """A sweep over wijken with words of their own asks per wijk whether rows are old, and makes no thesaurus."""
    OverlayTerm.objects.decide(wijk, "tuin", [Change("tuin", "border")], by=None)
    reread_old_needs()
    current.of(None)
    with django_assert_num_queries(2 + 2 * 3):  # stamps and overlays; two looks, each in a savepoint
        assert reread_old_needs() == 0


def test_what_both_confirmed_is_matched_first(
    new_need: Callable[..., Need],
    new_offer: Callable[..., Offer],
    wijk: Neighbourhood,
    amina: User,
    bram: User,
    coby: User,
) -> None:
    need = new_need(title="Help mij", text="Het lukt mij niet meer", theme=None)
    bram.memberships.get(neighbourhood=wijk).meet(by=coby)  # without a theme nobody is proposed unseen
    _loose, meant = (new_offer(title="Handig", text="Ik doe graag iets nuttigs") for _number in range(2))
    confirm(need, ["klus_meubel"], by=amina)
    meant.confirm(["klus_meubel"], by=bram)
    engine.rematch(wijk)
    found = Match.objects.within(wijk, reason="test").filter(need=need).order_by("rank")
    assert (found[0].offer, found[0].parts["shared"]) == (meant, ["klus_meubel"])


def test_the_words_of_one_wijk_never_change_the_matches_of_another(
    new_offer: Callable[..., Offer],
    wijk: Neighbourhood,
    other_wijk: Neighbourhood,
    els: User,
    theme: Theme,
    small_tables: Any,
) -> None:
    """An offer that serves both is read in each by its own words."""
    need = Need.objects.register(
        by=els, neighbourhood=other_wijk, asker=els, kind="help", title="Tuin", text="De tuin in", theme=theme
    )
    offer = new_offer(title="Border", text="Borders bijhouden")
    offer.also_serves.add(other_wijk)
    OverlayTerm.objects.decide(wijk, "tuin", [Change("tuin", "border")], by=None)
    offer.confirm([], by=None)
    assert "tuin" in Features.from_json(offer.features).concepts  # read at home, by the words of home
    engine.rematch(other_wijk)
    assert Match.objects.within(other_wijk, reason="test").filter(need=need).count() == 0
    OverlayTerm.objects.decide(other_wijk, "tuin", [Change("tuin", "border")], by=None)
    engine.rematch(other_wijk)
    assert [match.offer for match in Match.objects.within(other_wijk, reason="test").filter(need=need)] == [offer]
