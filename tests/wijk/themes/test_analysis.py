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
    near, far = concepts("", "een lekke voorste band"), concepts("", "een lekke oude voorste band")
    assert 0 < far["fiets"] < near["fiets"]  # its words still echo


def test_a_beginning_finds_longer_words() -> None:
    assert set(concepts("", "fietsenstalling")) == {"fiets"}


def test_a_weak_sign_counts_for_less_than_a_plain_one() -> None:
    assert 0 < concepts("", "baasje")["hond"] < concepts("", "teckel")["hond"]


def test_a_part_of_a_compound_points_too_and_its_head_most() -> None:
    assert 0 < concepts("", "kinderteckel")["hond"] < concepts("", "teckel")["hond"]
    assert concepts("", "teckelkind")["hond"] < concepts("", "kinderteckel")["hond"]


def test_a_slip_of_the_pen_is_read_as_what_was_meant() -> None:
    for slip in ("tekcel", "teckl", "teckeel"):
        assert concepts("", slip) == concepts("", "teckel")


def test_a_common_word_says_less_than_a_rare_one() -> None:
    two = Thesaurus({c: Concept(c, c) for c in "ab"}, [("a", "huis"), ("b", "teckel")])
    found = analyse("", "huis teckel", two).concepts
    assert 0 < found["a"] < found["b"]


def test_words_inside_terms_echo_and_more_terms_echo_louder() -> None:
    terms = [("a", "zware tassen"), ("a", "tassen tillen"), ("a", "boodschappentas"), ("b", "lege tassen")]
    found = analyse("", "mijn tassen", Thesaurus({c: Concept(c, c) for c in "ab"}, terms)).concepts
    assert 0 < found["b"] < found["a"]


@pytest.mark.parametrize(
    "text",
    [
        "Ik zoek geen teckel, wel een kopje thee",
        "Het gaat niet om een teckel",
        "Teckels uitlaten doe ik niet",
        "Een teckel hoeft niet",
        "Liever geen teckel",
    ],
)
def test_what_is_refused_counts_against(text: str) -> None:
    features = analyse("", text, SMALL)
    assert "hond" not in features.concepts and features.against["hond"] > 0


@pytest.mark.parametrize(
    "text", ["Ik heb geen teckel meer", "Geen teckel te zien", "Ik kan niet met mijn teckel lopen"]
)
def test_a_lack_is_no_refusal(text: str) -> None:
    features = analyse("", text, SMALL)
    assert features.concepts["hond"] > 0 and features.against == {}


def test_what_a_giver_does_not_do_counts_against() -> None:
    features = analyse("Fietsen maken", "Ook een lekke band.", SMALL, not_done="teckels, samen eten")
    assert set(features.concepts) == {"fiets"} and set(features.against) == {"hond", "eten"}


def test_what_is_said_elsewhere_outweighs_a_refusal() -> None:
    features = analyse("Teckel", "Mijn teckel, een teckel. Ik zoek geen teckel.", SMALL)
    assert features.concepts["hond"] > 0 and features.against == {}


def test_a_life_event_is_a_circumstance_beside_what_is_asked() -> None:
    alone = analyse("", "Mijn man is overleden").concepts["rouw"]
    beside = analyse("", "Mijn man is overleden. Wie maait het gras?").concepts
    assert 0 < beside["rouw"] < alone
    assert beside["gras_maaien"] > beside["rouw"]


def test_what_a_person_confirmed_counts_most_and_is_kept() -> None:
    features = analyse("Teckel", "samen eten", SMALL, confirmed=["fiets", "onbekend"])
    guessed = analyse("Teckel", "samen eten", SMALL)
    assert features.confirmed == {"fiets"} and features.concepts["fiets"] == 4.0
    assert features.concepts["hond"] == pytest.approx(0.4 * guessed.concepts["hond"], abs=0.001)
    assert Features.from_json(json.loads(json.dumps(features.as_json()))) == features


def test_a_counter_sign_takes_the_concept_back() -> None:
    assert concepts("", "Hondenweer! De teckel blijft binnen.") == {}


def test_the_title_counts_for_more() -> None:
    assert concepts("teckel")["hond"] > concepts("", "teckel")["hond"]


def test_saying_it_three_times_is_not_asking_for_three() -> None:
    assert concepts("", "teckel teckel teckel")["hond"] < 3 * concepts("", "teckel")["hond"]


def test_stop_words_say_nothing_by_themselves() -> None:
    features = analyse("ik wil samen met iemand", "", SMALL)
    assert (features.concepts, features.words, features.against) == ({}, {}, {})


def test_accents_and_invisible_signs_change_nothing() -> None:
    assert concepts("", "TÉCKEL") == concepts("", "tec\u200bkel") == concepts("", "teckel")


def test_features_are_stored_with_their_version_and_come_back() -> None:
    features = analyse("Wie laat mijn hond uit?", "Mijn been is gebroken.")
    stored = json.loads(json.dumps(features.as_json()))
    assert stored["version"] == ANALYSIS_VERSION
    assert Features.from_json(stored) == features
    assert is_current(stored) and not is_current({**stored, "version": 0})
    assert not is_current(stored, SMALL) and not is_current({**stored, "thesaurus": "other"})


@pytest.mark.parametrize("stored", [{}, None, [], "x", {"concepts": None}])
def test_features_that_were_never_made_are_empty(stored: object) -> None:
    assert Features.from_json(stored) == Features()
    assert not is_current(stored)


def test_suggestions_come_best_first() -> None:
    features = analyse("Hond uitlaten", "Daarna samen eten aan tafel met de teckel.", SMALL)
    assert suggest(features) == ["hond", "eten"]
    assert suggest(features, 1) == ["hond"]
    assert suggest_themes(features, 3, SMALL) == ["A8", "B4"]


def test_suggestions_bring_what_is_related_and_follow_the_kind() -> None:
    three = {
        "a": Concept("a", "a", related=("c",)),
        "b": Concept("b", "b", kinds=frozenset({"goods"})),
        "c": Concept("c", "c"),
    }
    thesaurus = Thesaurus(three, [("a", "teckel"), ("b", "~fiets")])
    features = analyse("", "teckel fiets", thesaurus)
    assert suggest(features, thesaurus=thesaurus)[0] == "a"
    assert set(suggest(features, thesaurus=thesaurus)) == {"a", "b", "c"}
    lent = Features({"a": 1.0, "b": 0.9})
    assert suggest(lent, 1, thesaurus) == ["a"]
    assert suggest(lent, 1, thesaurus, kind="goods") == ["b"]


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
