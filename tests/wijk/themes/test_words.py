"""Dutch words: taken apart, set right, and weighed by how common they are."""

import pytest

from wijk.themes.compounds import parts
from wijk.themes.denials import denied
from wijk.themes.lexicon import UNKNOWN, zipf
from wijk.themes.spelling import Speller
from wijk.themes.words import clauses, stem, tokens


@pytest.mark.parametrize(
    ("word", "split"),
    [
        ("rolstoeltaxi", ("rolstoel", "taxi")),
        ("tuinonderhoud", ("tuin", "onderhoud")),
        ("kinderfeestje", ("kind", "feestje")),
        ("boodschappendienst", ("boodschappen", "dienst")),
        ("hondenuitlaatservice", ("hond", "uitlaat", "service")),
    ],
)
def test_compounds_fall_apart_into_as_few_parts_as_possible(word: str, split: tuple[str, ...]) -> None:
    assert parts(word) == split


@pytest.mark.parametrize(
    "word", ["gezelschap", "begeleiding", "ophangen", "hond", "", "a" * 40, "12345678", "zzzzzzzz"]
)
def test_what_is_no_compound_stays_whole(word: str) -> None:
    assert parts(word) == ()


def test_common_words_are_known_to_be_common() -> None:
    assert zipf("de") > zipf("hond") > zipf("teckel") > zipf("qqqq") == UNKNOWN
    assert zipf("ideeen") > 3  # folded as texts are


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("bodschappen", "boodschappen"),
        ("wandlen", "wandelen"),
        ("verhuisen", "verhuizen"),
        ("huiswrek", "huiswerk"),
        ("mantezorg", "mantelzorg"),
    ],
)
def test_one_slip_is_set_right(slip: str, meant: str) -> None:
    assert Speller(["mantelzorg"]).meant(slip) == meant


@pytest.mark.parametrize(
    "word", ["hond", "fatima", "rollator", "fietsmaker", "xqzwv", "hont", "overvecht", "teckelclub"]
)
def test_words_names_and_short_words_are_left_alone(word: str) -> None:
    assert Speller(["teckelclub"]).meant(word) == word


def test_a_word_of_the_thesaurus_is_no_slip_and_draws_slips() -> None:
    assert Speller([]).meant("breiclup") == "breiclup"
    assert Speller(["breiclub"]).meant("breiclup") == "breiclub"
    assert Speller(["breiclub", "breiclup"]).meant("breiclup") == "breiclup"


def test_clauses_end_at_marks_and_tokens_do_not() -> None:
    assert clauses("Geen auto, wel een fiets!") == [["geen", "auto"], ["wel", "een", "fiets"]]
    assert tokens("Geen auto, wel een fiets!") == ["geen", "auto", "wel", "een", "fiets"]


def test_the_stemmer_is_pinned() -> None:
    """`dutch` of Snowball 3 makes 'beleid' of this; stored features would drift."""
    assert stem("begeleiding") == "begeleid"


@pytest.mark.parametrize(
    ("clause", "covered"),
    [
        ("ik zoek geen eten", {3}),
        ("het gaat niet om koken", {3, 4}),
        ("tuinieren doe ik niet", {0}),
        ("ik zoek geen eten maar gezelschap", {3}),
        ("ik heb geen auto", set()),
        ("ik kan niet meer koken", set()),
        ("geen probleem", set()),
        ("", set()),
    ],
)
def test_only_a_plain_refusal_is_a_denial(clause: str, covered: set[int]) -> None:
    assert denied(clause.split()) == covered
