"""A score tells all its parts, quotes nobody, and falls to nothing when two texts are about different things."""

import json
from dataclasses import replace
from datetime import date

import pytest

from needs.matching.profile import Profile, Side
from needs.matching.relevance import Pool
from needs.matching.scoring import WEIGHTS, Score, best, confirmed, is_good, score
from wijk.themes.analysis import analyse

TODAY = date(2026, 12, 1)


def need(title: str, text: str = "", **known: object) -> Profile:
    return replace(Profile(side=Side.NEED, id=1, features=analyse(title, text)), **known)  # type: ignore[arg-type]


def offer(number: int, title: str, text: str = "", **known: object) -> Profile:
    return replace(Profile(side=Side.OFFER, id=number, features=analyse(title, text)), **known)  # type: ignore[arg-type]


OFFERS = [
    offer(1, "Ik laat graag honden uit", "Elke ochtend loop ik in het park."),
    offer(2, "Oppas voor poes of konijn", "Ik ben veel thuis en gek op dieren."),
    offer(3, "Schaken op dinsdag", "In de buurtkamer staat een bord klaar."),
    offer(4, "Hulp bij belastingaangifte", "Gepensioneerd boekhouder."),
    offer(5, "Boormachine te leen", "Ook een ladder."),
]


def pool(offers: list[Profile] = OFFERS) -> Pool:
    return Pool.of(offers)


def of(asked: Profile, offered: Profile, among: Pool | None = None) -> Score:
    found = score(asked, offered, among or pool(), today=TODAY)
    assert isinstance(found, Score)
    return found


def test_what_is_about_the_same_comes_first_and_what_is_related_after_it() -> None:
    found = best(need("Wie laat mijn hond uit?"), pool(), today=TODAY)
    assert [number for number, _score in found][:2] == [1, 2]
    assert found[0][1].shared == ("hond_uitlaten",)
    assert {3, 4, 5}.isdisjoint(number for number, _score in found)  # the floor


def test_related_concepts_are_kept_as_a_pair_of_need_and_offer() -> None:
    found = of(need("Wie laat mijn hond uit?"), OFFERS[1])
    assert found.shared == () and ("hond_uitlaten", "huisdier_oppas") in found.related


@pytest.mark.parametrize("text", ["", "🙂", "zzz qqq", "كلب", "\x00", "de het een", "a" * 100_000])
def test_a_text_without_anything_shared_gets_no_proposal(text: str) -> None:
    assert best(need(text, text), pool(), today=TODAY) == []


def test_one_pair_and_all_pairs_give_the_same_score() -> None:
    asked = need("Wie laat mijn hond uit?", kinds=frozenset({"help"}), buurt="A", day_parts=frozenset({1}))
    for number, found in best(asked, pool(), today=TODAY):
        again = of(asked, next(o for o in OFFERS if o.id == number))
        assert again.as_json() == found.as_json()


def test_the_order_of_the_offers_changes_nothing() -> None:
    asked = need("Ik zoek iemand voor mijn hond en mijn poes")
    forward, backward = best(asked, pool(), today=TODAY), best(asked, pool(OFFERS[::-1]), today=TODAY)
    assert [(n, s.as_json()) for n, s in forward] == [(n, s.as_json()) for n, s in backward]


@pytest.mark.parametrize(
    ("known_need", "known_offer"),
    [
        ({"kinds": frozenset({"help"})}, {"kinds": frozenset({"help", "join"})}),
        ({"theme": "A8"}, {"theme": "A8"}),
        ({"buurt": "A"}, {"buurt": "A"}),
    ],
)
def test_what_agrees_lifts_a_match(known_need: dict, known_offer: dict) -> None:
    asked, offered = need("Wie laat mijn hond uit?"), OFFERS[0]
    with_it = of(replace(asked, **known_need), replace(offered, **known_offer))
    assert with_it.value > of(asked, offered).value


@pytest.mark.parametrize("wrong", [{"theme": "A1"}, {"kinds": frozenset({"goods"})}])
def test_another_theme_or_kind_lowers_the_chance_but_refuses_nothing(wrong: dict) -> None:
    asked = need("Wie laat mijn hond uit?")
    offered = replace(OFFERS[0], theme="A8", kinds=frozenset({"help"}))
    assert 0 < of(replace(asked, **wrong), offered).value < of(asked, offered).value


def test_what_is_said_of_the_kind_tells_what_the_words_mean() -> None:
    """The same words: who wants to borrow gets the tool before the handyman."""
    asked = need("Boormachine nodig voor een klus in huis")
    offers = [offer(1, "Klussen in huis", "Ik boor gaatjes."), offer(2, "Gereedschap te leen", "Ook een boor.")]
    among = pool([replace(o, kinds=frozenset({k})) for o, k in zip(offers, ("help", "goods"), strict=True)])
    for kind, first in (("help", 1), ("goods", 2)):
        assert best(replace(asked, kinds=frozenset({kind})), among, today=TODAY)[0][0] == first


def test_what_the_giver_does_not_do_sinks() -> None:
    asked = need("Wie laat mijn hond uit?")
    willing, unwilling = (
        replace(OFFERS[1], id=number, features=analyse("Ik help met dieren", "Honden en katten.", not_done=no))
        for number, no in ((11, ""), (12, "honden uitlaten"))
    )
    among = pool([*OFFERS, willing, unwilling])
    found = dict(best(asked, among, today=TODAY))
    assert 11 in found and (12 not in found or found[12].value < found[11].value)


def test_a_clear_match_is_good_and_a_faint_one_is_for_the_coordinator() -> None:
    clear = of(need("Wie laat mijn hond uit?"), OFFERS[0])
    faint = of(need("Mijn poes is ziek en de dierenarts is ver"), OFFERS[0])
    assert is_good(clear) and not is_good(faint)


def test_past_er_niet_bij_is_no_shared_kind() -> None:
    asked, offered = need("Wie laat mijn hond uit?", kinds=frozenset({"other"})), OFFERS[0]
    assert "kind" not in of(asked, replace(offered, kinds=frozenset({"other"}))).facts


def test_nearer_is_better_and_the_steps_are_kept() -> None:
    asked = need("Wie laat mijn hond uit?", buurt="A", adjoining=frozenset("B"))
    near, beside, far = (of(asked, replace(OFFERS[0], buurt=buurt)) for buurt in "ABC")
    assert near.value > beside.value > far.value
    assert (near.steps, beside.steps, far.steps) == (0, 1, 2)


def test_more_shared_day_parts_are_better_and_no_preference_is_best() -> None:
    asked = need("Wie laat mijn hond uit?", day_parts=frozenset({0, 3, 6}))
    one, two, all_ = (of(asked, replace(OFFERS[0], day_parts=frozenset(d))) for d in ({0}, {0, 3}, set()))
    assert one.value < two.value < all_.value
    assert (one.day_parts, two.day_parts, all_.day_parts) == ((0,), (0, 3), ())


def test_every_part_is_between_0_and_1() -> None:
    for text in ("hond " * 900, "hond", "Wie laat mijn hond uit? De hond is lief."):
        for _number, found in best(need(text, text, buurt="A"), pool(), today=TODAY):
            assert all(0 <= part.value <= 1 and part.weight > 0 for part in found.parts)
            assert 0 < found.value < 1


def test_what_is_stored_quotes_nobody() -> None:
    asked = need("Mijn teckel Kareltje trekt", "Ik heb chemotherapie en mijn hond moet naar buiten.")
    offered = offer(9, "Teckel uitlaten", "Kareltje mag ook.")
    stored = of(asked, offered, pool([offered])).as_json()
    text = json.dumps(stored)
    assert json.loads(text) == stored
    assert [word for word in ("karel", "teckel", "chemo") if word in text.lower()] == []


def test_urgency_and_waiting_lift_a_need_but_not_how_well_it_fits() -> None:
    calm, urgent = need("Hond uitlaten"), need("Hond uitlaten", urgency=2, waiting_days=400)
    assert of(calm, OFFERS[0]).value == of(urgent, OFFERS[0]).value
    assert WEIGHTS.priority(calm) == 1
    assert WEIGHTS.priority(urgent) == pytest.approx(1.25)


def test_a_confirmed_concept_outweighs_what_was_guessed() -> None:
    asked = need("Mijn hond is ziek", "Kan iemand mij naar de dierenarts rijden?")
    said = confirmed(asked, frozenset({"vervoer_rit"}))
    assert said.features.concepts["vervoer_rit"] == 4.0
    assert said.features.concepts["hond_uitlaten"] < asked.features.concepts["hond_uitlaten"]


def test_without_offers_there_is_nothing() -> None:
    assert best(need("Hond uitlaten"), pool([]), today=TODAY) == []
