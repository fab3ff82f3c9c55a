"""What a text is about, read by one thesaurus for needs and offers alike; whatever is typed, nothing raises."""

import json

import pytest

from wijk.themes.analysis import (
    ANALYSIS_VERSION,
    Features,
    analyse,
    is_current,
    suggest,
    suggest_theme,
    suggest_themes,
)
from wijk.themes.thesaurus import Concept, Thesaurus

SMALL = Thesaurus(
    {
        code: Concept(code, code, theme)
        for code, theme in (("hond", "A8"), ("fiets", "A7"), ("eten", "B4"), ("spel", ""))
    },
    [
        ("hond", "hond uitlaten"),
        ("hond", "teckel"),
        ("hond", "~baasje"),
        ("hond", "!hondenweer"),
        ("fiets", "fiets*"),
        ("fiets", "lekke band"),
        ("eten", "samen eten"),
        ("eten", "aan tafel"),
        ("spel", "potje kaarten"),
    ],
)


def concepts(title: str, text: str = "") -> dict[str, float]:
    return analyse(title, text, SMALL).concepts


def test_a_word_is_found_in_each_of_its_forms() -> None:
    assert concepts("", "Mijn teckels") == concepts("", "een teckel") != {}


def test_a_phrase_may_have_one_word_between_and_no_more() -> None:
    assert set(concepts("", "een lekke voorste band")) == {"fiets"}
    assert concepts("", "een lekke oude voorste band") == {}


def test_a_beginning_finds_longer_words() -> None:
    assert set(concepts("", "fietsenstalling")) == {"fiets"}


def test_a_weak_sign_counts_for_less_than_a_plain_one() -> None:
    assert 0 < concepts("", "baasje")["hond"] < concepts("", "teckel")["hond"]


def test_a_counter_sign_takes_the_concept_back() -> None:
    assert concepts("", "Hondenweer! De teckel blijft binnen.") == {}


def test_the_title_counts_for_more() -> None:
    assert concepts("teckel")["hond"] > concepts("", "teckel")["hond"]


def test_saying_it_three_times_is_not_asking_for_three() -> None:
    assert concepts("", "teckel teckel teckel")["hond"] < 3 * concepts("", "teckel")["hond"]


def test_stop_words_say_nothing_by_themselves() -> None:
    assert analyse("ik wil samen met iemand", "", SMALL) == Features()


def test_accents_and_invisible_signs_change_nothing() -> None:
    assert concepts("", "TÉCKEL") == concepts("", "tec\u200bkel") == concepts("", "teckel")


HOSTILE = {
    "empty": "",
    "emoji": "🙂🐕‍🦺" * 2000,
    "very long": "hond " * 20_000,
    "one long word": "a" * 100_000,
    "Arabic": "أبحث عن شخص يساعدني " * 50,
    "right to left": "\u202eteckel\u202c",
    "control": "\x00\x07\x1b[31m",
    "half a pair": "\ud800\udfff",
    "accents piled up": "e" + "\u0301" * 10_000,
    "digits": "1234567890" * 500,
    "markup": "<script>alert(1)</script>" * 100,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_that_is_typed_raises(name: str) -> None:
    features = analyse(HOSTILE[name], HOSTILE[name])
    assert json.loads(json.dumps(features.as_json())) == features.as_json()
    assert all(weight > 0 for weight in (*features.concepts.values(), *features.words.values()))
    assert all(len(word) <= 40 for word in features.words)


def test_features_are_stored_with_their_version_and_come_back() -> None:
    features = analyse("Wie laat mijn hond uit?", "Mijn been is gebroken.")
    stored = json.loads(json.dumps(features.as_json()))
    assert stored["version"] == ANALYSIS_VERSION
    assert Features.from_json(stored) == features
    assert is_current(stored) and not is_current({**stored, "version": 0})


@pytest.mark.parametrize("stored", [{}, None, [], "x", {"concepts": None}])
def test_features_that_were_never_made_are_empty(stored: object) -> None:
    assert Features.from_json(stored) == Features()
    assert not is_current(stored)


def test_suggestions_come_best_first() -> None:
    features = analyse("Hond uitlaten", "Daarna samen eten aan tafel met de teckel.", SMALL)
    assert suggest(features) == ["hond", "eten"]
    assert suggest(features, 1) == ["hond"]
    assert suggest_themes(features, 3, SMALL) == ["A8", "B4"]


def test_no_theme_is_guessed_without_a_sign() -> None:
    assert suggest_theme(analyse("Zzz", "", SMALL), SMALL) is None
    assert suggest_theme(analyse("", "potje kaarten", SMALL), SMALL) is None
    assert suggest_theme(Features({"gone": 3.0})) is None


@pytest.mark.parametrize(
    ("title", "theme"),
    [
        ("Wie laat mijn hond uit?", "A8"),
        ("Boodschappen doen op donderdag", "A1"),
        ("Mijn fiets heeft een lekke band", "A7"),
        ("Ladder te leen gevraagd", "A6"),
        ("Samen klaverjassen", "B5"),
        ("Hulp bij de belastingaangifte", "D1"),
        ("Nederlands oefenen", "E1"),
        ("Rit naar het ziekenhuis", "F1"),
        ("Wie wil er een kaartje sturen?", "B12"),
        ("Speelmaatje voor mijn dochter", "B13"),
    ],
)
def test_everyday_titles_get_the_likely_theme(title: str, theme: str) -> None:
    assert suggest_theme(analyse(title, "")) == theme
