"""Reasons claim only what was measured, and a helper never learns what only the need said."""

import pytest

from needs.matching.reasons import Audience, Code, Reason, reasons

FULL = {
    "shared": ["hond_uitlaten", "wandelen"],
    "related": [],
    "steps": 1,
    "day_parts": [3, 6],
    "facts": ["kind", "theme"],
}


def codes(parts: dict, audience: Audience) -> list[Code]:
    return [reason.code for reason in reasons(parts, audience)]


def test_the_strongest_come_first_and_at_most_four() -> None:
    assert codes(FULL, Audience.ASKER) == [Code.ABOUT, Code.TIME, Code.ADJOINING, Code.KIND]
    assert codes(FULL, Audience.COORDINATOR) == [Code.ABOUT, Code.ABOUT, Code.TIME, Code.ADJOINING]


@pytest.mark.parametrize("audience", Audience)
def test_a_second_concept_is_told_only_when_there_is_nothing_else(audience: Audience) -> None:
    alone = [Reason(Code.ABOUT, "hond_uitlaten"), Reason(Code.ABOUT, "wandelen")]
    assert reasons({"shared": ["hond_uitlaten", "wandelen", "tuin"]}, audience) == alone
    assert reasons({"shared": ["hond_uitlaten"]}, audience) == alone[:1]


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("parts", [{}, {"shared": [], "steps": None, "day_parts": [], "facts": []}])
def test_nothing_measured_is_nothing_said(parts: dict, audience: Audience) -> None:
    assert reasons(parts, audience) == []


def test_the_helper_never_sees_a_concept_that_only_the_need_has() -> None:
    parts = {"related": [["psychisch", "maatje"]]}
    assert reasons(parts, Audience.HELPER) == [Reason(Code.LOOKS_LIKE, concept="maatje")]
    assert reasons(parts, Audience.ASKER) == [Reason(Code.LOOKS_LIKE, concept="maatje")]
    assert reasons(parts, Audience.COORDINATOR) == [Reason(Code.LOOKS_LIKE, concept="maatje", other="psychisch")]


def test_distance_comes_in_steps_and_far_only_for_the_coordinator() -> None:
    assert codes({"steps": 0}, Audience.ASKER) == [Code.BUURT]
    assert codes({"steps": 1}, Audience.HELPER) == [Code.ADJOINING]
    assert codes({"steps": 2}, Audience.ASKER) == codes({"steps": 2}, Audience.HELPER) == []
    assert [r.speaks_against for r in reasons({"steps": 2}, Audience.COORDINATOR)] == [True]


def test_shared_words_are_a_reason_only_without_a_concept() -> None:
    assert codes({"facts": ["words"]}, Audience.ASKER) == [Code.WORDS]
    assert codes({"facts": ["words"], "shared": ["tuin"]}, Audience.ASKER) == [Code.ABOUT]
