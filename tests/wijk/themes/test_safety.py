"""Danger and work for professionals are found in everyday Dutch; neighbours' work stays with neighbours."""

import random
import re
import time
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.wijk.themes.sentences import DANGER, NEIGHBOURS, ORGANISATION
from wijk.themes.phrases import Phrase
from wijk.themes.safety import LONGEST, Triage, Verdict, rules, triage, visible
from wijk.themes.warnings import WARNINGS

BATCH = Path(__file__).parent / "triage_batch.tsv"  # half, verdict, sentence


def cases(table: dict) -> list[tuple]:
    return [(key, sentence) for key, sentences in table.items() for sentence in sentences]


@cache
def found(half: str) -> Counter[tuple[str, str]]:
    """(what it is, what the triage says) → number of sentences."""
    lines = [line.split("\t") for line in BATCH.read_text(encoding="utf-8").splitlines() if line[:1] in "AB"]
    return Counter((right, triage("Een vraag", text).verdict.value) for side, right, text in lines if side == half)


def share(half: str, right: str, said: str) -> float:
    counts = found(half)
    return counts[right, said] / sum(number for (is_right, _said), number in counts.items() if is_right == right)


@pytest.mark.parametrize(("why", "sentence"), cases(DANGER))
def test_danger_is_found(why: str, sentence: str) -> None:
    assert triage("Een vraag", sentence) == Triage(Verdict.DANGER, why)


@pytest.mark.parametrize(("who", "sentence"), cases(ORGANISATION))
def test_professional_work_goes_to_who_can_do_it(who: tuple[str, str], sentence: str) -> None:
    assert triage("Een vraag", sentence) == Triage(Verdict.ORGANISATION, *who)


@pytest.mark.parametrize("sentence", NEIGHBOURS)
def test_neighbours_work_stays_with_neighbours(sentence: str) -> None:
    assert triage("Een vraag", sentence) == Triage(Verdict.NEIGHBOURS)


def test_wordings_that_no_rule_was_written_for_are_found() -> None:
    assert share("B", "danger", "danger") >= 0.88
    assert share("B", "organisation", "organisation") >= 0.82


def test_few_neighbours_questions_are_sent_away() -> None:
    assert share("B", "neighbours", "neighbours") >= 0.95
    assert share("A", "neighbours", "neighbours") >= 0.98


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
    "sentence",
    [
        "Ik heb geen pijn op de borst.",
        "Vroeger sloeg mijn vader mij, nu is het veilig.",
        "Cursus reanimatie: een hartstilstand.",
    ],
)
def test_denial_the_past_and_a_lesson_take_a_sign_back(sentence: str) -> None:
    assert triage("", sentence) == Triage(Verdict.NEIGHBOURS)


@pytest.mark.parametrize(
    "sentence",
    ["IK WIL NIET MEER LEVEN", "ik wil\nniet  meer…leven", "Ik wíl niet meer\u200b leven", "ik wil nie meer leve"],
)
def test_spelling_signs_hide_nothing(sentence: str) -> None:
    assert triage("", sentence).verdict is Verdict.DANGER


@pytest.mark.parametrize(
    "sentence", ["mijn moeder is verwart en dwaald", "er is een gasluht", "mijn man is bewustelos"]
)
def test_one_wrong_letter_hides_nothing(sentence: str) -> None:
    assert triage("", sentence).verdict is not Verdict.NEIGHBOURS


def test_the_coordinator_reads_the_words_as_they_were_written() -> None:
    said = triage("Vraag", "Het is hier fijn. Mijn buurvrouw uit het Café krijgt dus géén lucht! Wie komt er?")
    assert said.quote == "buurvrouw uit het Café krijgt dus géén lucht"


@pytest.mark.parametrize(
    "text", ["", "🙂" * 3000, "\x00\ud800\u202e", "ساعدني", "a" * 100_000, "(" * 5000, "slaat " * 20_000, ", . " * 5000]
)
def test_nothing_that_is_typed_raises(text: str) -> None:
    assert triage(text, text) == Triage(Verdict.NEIGHBOURS)


def test_no_text_however_hostile_takes_long() -> None:
    """Milliseconds; the bound is wide, for test machines are busy. No search goes back and forth over a text."""
    words = sorted(rules().vocabulary.whole)
    chosen = random.Random(1)
    texts = ["mijn man niet ik zij film " * 1000, " ".join(chosen.choices(words, k=3000)), "niet meer " * 2000]
    for text in texts:
        triage("", text)
        before = time.process_time()
        triage("", text)
        assert time.process_time() - before < 0.3


def test_each_sign_has_words_for_the_coordinator() -> None:
    assert {sign.answer.why for sign in rules().signs} == set(WARNINGS)


def test_the_phrases_use_only_words_that_can_be_read() -> None:
    """Lower case without accents, no word that is skipped, none that is read as another."""
    known = rules()
    phrases = [phrase for sign in known.signs for phrase in sign.phrases + sign.unless]
    words = {word.strip("*=") for phrase in phrases for element in phrase.elements for word in element.split("|")}
    plain = {word for word in words if not re.fullmatch(r"<[a-z]+>|[a-z0-9]+|\.", word)}
    assert plain | (words & known.filler) | (words & known.spoken.keys()) == set()
    assert len(visible("a" * 30_000)) == LONGEST


@pytest.mark.parametrize(
    ("phrase", "stands"),
    [
        ("man slaat", True),  # one other word may stand between
        ("man_slaat", False),
        ("hij ... vrouw", True),
        ("hij vrouw", False),
        ("vrouw + hij", True),
        ("zij_is|man_die slaat", True),
        ("vrouw .", True),
    ],
)
def test_how_a_phrase_is_read(phrase: str, stands: bool) -> None:
    places = {word: 1 << place for place, word in enumerate("hij is man die slaat zijn vrouw .".split())}
    assert bool(Phrase(phrase).stands(places)) is stands
