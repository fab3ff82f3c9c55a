"""Danger and work for professionals are found in everyday Dutch; neighbours' work stays with neighbours."""

import re

import pytest

from tests.wijk.themes.sentences import DANGER, NEIGHBOURS, ORGANISATION
from wijk.themes.safety import Triage, Verdict, plain, signs, triage
from wijk.themes.warnings import WARNINGS


def cases(table: dict) -> list[tuple]:
    return [(key, sentence) for key, sentences in table.items() for sentence in sentences]


@pytest.mark.parametrize(("why", "sentence"), cases(DANGER))
def test_danger_is_found(why: str, sentence: str) -> None:
    assert triage("Een vraag", sentence) == Triage(Verdict.DANGER, why)


@pytest.mark.parametrize(("who", "sentence"), cases(ORGANISATION))
def test_professional_work_goes_to_who_can_do_it(who: tuple[str, str], sentence: str) -> None:
    assert triage("Een vraag", sentence) == Triage(Verdict.ORGANISATION, *who)


@pytest.mark.parametrize("sentence", NEIGHBOURS)
def test_neighbours_work_stays_with_neighbours(sentence: str) -> None:
    assert triage("Een vraag", sentence) == Triage(Verdict.NEIGHBOURS)


def test_danger_in_the_title_and_at_the_end_of_a_long_text_is_found() -> None:
    assert triage("Ik wil niet meer leven", "").verdict is Verdict.DANGER
    assert triage("", "Ik woon hier fijn. " * 500 + "Mijn man slaat mij.").verdict is Verdict.DANGER


def test_danger_wins_from_an_organisation() -> None:
    assert triage("", "De verwarming is kapot en mijn man slaat mij.").verdict is Verdict.DANGER


def test_a_sign_that_is_taken_back_once_still_counts_elsewhere() -> None:
    text = (
        "Na de zelfmoord van mijn zoon zoek ik anderen. "
        + "Het is stil in huis. " * 6
        + "Ik denk zelf ook aan zelfmoord."
    )
    assert triage("", text) == Triage(Verdict.DANGER, "suicide")


@pytest.mark.parametrize(
    "sentence", ["IK WIL NIET MEER LEVEN", "ik wil\nniet  meer…leven", "Ik wíl niet meer\u200b leven"]
)
def test_spelling_signs_hide_nothing(sentence: str) -> None:
    assert triage("", sentence).verdict is Verdict.DANGER


@pytest.mark.parametrize(
    "text", ["", "🙂" * 3000, "\x00\ud800\u202e", "ساعدني", "a" * 100_000, "(" * 5000, "slaat " * 20_000]
)
def test_nothing_that_is_typed_raises(text: str) -> None:
    assert triage(text, text) == Triage(Verdict.NEIGHBOURS)


def test_each_sign_has_words_for_the_coordinator_and_reads_plain_text() -> None:
    assert {sign.answer.why for sign in signs()} == set(WARNINGS)
    assert plain("’s Nachts, bij mijn ex-man!") == "s nachts bij mijn ex man"
    assert not any(re.search(r"[A-Z'’]", sign.words.pattern.replace(r"\B", "")) for sign in signs())
