"""Four moments that people choose, twenty-one day-parts that the engine counts, and the words for both."""

import pytest

from wijk.places.dayparts import AFTERNOON, EVENING, MOMENTS, MORNING, WEEKEND, day_parts, in_words, moments, on_weekday


def test_the_four_moments_cover_the_week_without_overlap() -> None:
    assert sorted(part for moment, _words in MOMENTS for part in day_parts([moment])) == list(range(21))


def test_no_choice_is_an_empty_list() -> None:
    assert (day_parts([]), day_parts(["unknown"]), moments([])) == ([], [], [])


@pytest.mark.parametrize("chosen", [[MORNING], [AFTERNOON, WEEKEND], [MORNING, AFTERNOON, EVENING, WEEKEND]])
def test_what_was_chosen_comes_back(chosen: list[str]) -> None:
    assert moments(day_parts(chosen)) == chosen


def test_a_part_of_a_moment_is_not_that_moment() -> None:
    assert moments([0, 3, 6, 9]) == []


def test_a_day_has_three_parts() -> None:
    assert (on_weekday(0), on_weekday(6)) == ({0, 1, 2}, {18, 19, 20})


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([3], ["dinsdagochtend"]),
        ([20, 1], ["maandagmiddag", "zondagavond"]),
        ([0, 3, 6, 9, 12], ["doordeweeks in de ochtend"]),
        ([0, 3, 6, 9, 12, 1, 4, 7, 10, 13], ["doordeweeks overdag"]),
        (range(15), ["doordeweeks"]),
        (range(15, 21), ["in het weekend"]),
        ([2, 5, 8, 11, 14, *range(15, 21)], ["doordeweeks in de avond", "in het weekend"]),
        ([6, 7, 8], ["woensdag"]),
        ([0, 3, 6, 9, 12, 15], ["doordeweeks in de ochtend", "zaterdagochtend"]),
        ([0, 3, 6, 9, 12, 7], ["doordeweeks in de ochtend", "woensdagmiddag"]),
        (range(21), ["altijd"]),
        ([], ["altijd"]),
    ],
)
def test_in_words(parts: list[int], words: list[str]) -> None:
    assert in_words(parts) == words


@pytest.mark.parametrize("part", [-1, 21])
def test_a_week_has_twenty_one_parts(part: int) -> None:
    with pytest.raises(ValueError):
        in_words([part])
