"""Why this match, in plain Dutch, from what was measured."""

from itertools import product

import pytest

from needs.matching.reasons import Audience, Code, Reason, reasons
from needs.matching.refusals import Refusal, Why
from needs.reasons import WORDS, for_asker, for_helper, sentences, why_not

PARTS = {"shared": ["hond_uitlaten"], "steps": 0, "day_parts": [4], "facts": ["kind"], "organisation": False}


def test_the_asker_reads_what_the_offer_is_and_where() -> None:
    assert sentences(PARTS, Audience.ASKER) == [
        "Biedt: Hond uitlaten",
        "Kan ook op dinsdag in de middag",
        "Woont in uw buurt",
        "Biedt de soort hulp die u zoekt",
    ]


def test_the_helper_reads_about_the_own_offer() -> None:
    assert sentences({**PARTS, "steps": 1}, Audience.HELPER) == [
        "Past bij uw aanbod: Hond uitlaten",
        "Kan ook op dinsdag in de middag",
        "De vraag komt uit een buurt naast die van u",
        "U biedt de soort hulp die gevraagd wordt",
    ]


def test_an_organisation_does_not_live_anywhere() -> None:
    assert "Is in uw buurt" in sentences({**PARTS, "organisation": True}, Audience.ASKER)


def test_several_times_are_counted() -> None:
    assert sentences({"day_parts": [0, 3, 6]}, Audience.ASKER) == ["Kan op 3 tijden die passen"]


def test_a_concept_that_is_gone_is_not_mentioned() -> None:
    assert sentences({"shared": ["bestaat_niet"], "steps": 0}, Audience.ASKER) == ["Woont in uw buurt"]


def test_a_proposal_by_hand_has_no_measured_reasons() -> None:
    assert for_asker(None) == for_helper(None) == sentences({}, Audience.COORDINATOR) == []


EVERY = [
    {"shared": ["tuin"]},
    {"related": [["tuin", "snoeien"]]},
    {"facts": ["words", "kind", "theme"]},
    *({"steps": steps} for steps in (0, 1, 2)),
]


@pytest.mark.parametrize(("parts", "audience"), list(product(EVERY, Audience)))
def test_each_reason_has_words_for_each_reader(parts: dict, audience: Audience) -> None:
    said = sentences(parts, audience)
    assert len(said) == len(reasons(parts, audience))
    assert [sentence for sentence in said if "%" in sentence or len(sentence.split()) > 12] == []


def test_only_far_and_time_lack_words_of_their_own() -> None:
    lacking = {(code, audience) for code in Code for audience in Audience} - WORDS.keys()
    assert lacking == {(Code.TIME, a) for a in Audience} | {(Code.FAR, Audience.ASKER), (Code.FAR, Audience.HELPER)}
    assert Reason(Code.FAR).speaks_against


def test_why_not_names_every_filter_in_words() -> None:
    assert len(why_not(Refusal(tuple(Why)).as_json())) == len(Why)
    assert why_not({"why": ["full"]}) == ["Er is nu geen plaats, of deze helper is al vaak gevraagd."]
