"""Pure: which needs are alike enough, by hand-made asks."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from needs.matching.bundling import MOST, Ask, Group, groups, strengths

WALK = {"wandelen": 0.9}


def ask(number: int, **about: Any) -> Ask:
    known: dict[str, Any] = {"id": number, "person": number, "strengths": WALK, "buurt": "A", **about}
    return Ask(**known)


def found(*asks: Ask) -> list[tuple[str, str, tuple[int, ...]]]:
    return [(group.concept, group.buurt, group.needs) for group in groups(asks)]


def test_three_who_want_the_same_in_one_buurt_are_a_group_and_two_are_not() -> None:
    three = [ask(1), ask(2), ask(3)]
    assert groups(three) == [Group("wandelen", "A", (1, 2, 3), frozenset(), pytest.approx(2.7))]
    assert found(*three[:2]) == []


def test_three_needs_of_two_people_are_no_group() -> None:
    assert found(ask(1), ask(2), ask(3, person=2)) == []
    assert found(ask(1), ask(2), ask(3, person=2), ask(4)) == [("wandelen", "A", (1, 2, 4))]


def test_buurten_must_adjoin_and_either_side_may_know_it() -> None:
    far, beside = ask(3, buurt="C"), ask(3, buurt="B", adjoining=frozenset({"A"}))
    assert found(ask(1), ask(2), far) == []
    assert found(ask(1), ask(2), beside) == [("wandelen", "A", (1, 2, 3))]
    known = [ask(number, adjoining=frozenset({"B"})) for number in (1, 2)]
    assert found(*known, ask(3, buurt="B")) == [("wandelen", "A", (1, 2, 3))]
    assert found(ask(1), ask(2), ask(3, buurt="")) == []


def test_there_is_a_day_part_on_which_everybody_can() -> None:
    tuesday, friday = frozenset({4}), frozenset({13})
    assert found(ask(1, day_parts=tuesday), ask(2, day_parts=tuesday), ask(3, day_parts=friday)) == []
    whenever = groups([ask(1, day_parts=tuesday | friday), ask(2, day_parts=tuesday), ask(3)])
    assert [(group.needs, group.day_parts) for group in whenever] == [((1, 2, 3), tuesday)]


def test_who_are_kept_apart_are_not_together() -> None:
    assert found(ask(1, blocked=frozenset({2})), ask(2), ask(3)) == []
    assert found(ask(1), ask(2, blocked=frozenset({1})), ask(3), ask(4)) == [("wandelen", "A", (1, 3, 4))]


def test_no_need_stands_in_two_groups_and_the_clear_one_goes_first() -> None:
    both = {"wandelen": 0.9, "koffie": 0.4}
    asks = [ask(n, strengths=both) for n in (1, 2, 3)] + [ask(n, strengths={"koffie": 0.5}) for n in (4, 5)]
    assert found(*asks) == [("wandelen", "A", (1, 2, 3))]
    assert found(*asks, ask(6, strengths={"koffie": 0.5})) == [
        ("koffie", "A", (1, 2, 3, 4, 5, 6)),
    ]


def test_a_group_is_no_larger_than_fits_round_a_table_and_the_rest_is_a_group_of_its_own() -> None:
    sizes = [len(group.needs) for group in groups(ask(number) for number in range(MOST + 4))]
    assert sizes == [MOST, 4]


def test_the_order_in_which_they_came_makes_no_difference() -> None:
    dice = Random(7)  # noqa: S311 -- the same asks every time
    asks = [
        ask(
            number,
            person=dice.randrange(40),
            buurt=dice.choice("ABC"),
            adjoining=frozenset(dice.sample("ABC", 1)),
            strengths={dice.choice(("a", "b", "c")): dice.random(), "d": dice.random()},
            day_parts=frozenset(dice.sample(range(21), dice.choice((0, 2, 8)))),
        )
        for number in range(80)
    ]
    first = groups(asks)
    for _time in range(3):
        dice.shuffle(asks)
        assert groups(asks) == first
    seen = [need for group in first for need in group.needs]
    assert len(first) > 3 and len(seen) == len(set(seen))
    by_id = {one.id: one for one in asks}
    assert all(len({by_id[need].person for need in group.needs}) == len(group.needs) >= 3 for group in first)


def test_what_a_text_strongly_means() -> None:
    text = {"wandelen": 2.6, "natuur": 1.4, "psychisch": 0.3}
    assert strengths(text, frozenset(), whole=4.0) == {"wandelen": 0.65, "natuur": 0.35}
    assert strengths(text, frozenset({"natuur"}), whole=4.0) == {"natuur": 1.0}
    assert strengths({"wandelen": 0.9}, frozenset(), whole=4.0) == {}
    assert strengths({}, frozenset(), whole=4.0) == {}


def test_worth_falls_with_distance() -> None:
    near = groups([ask(1), ask(2), ask(3)])[0].worth
    beside = groups([ask(1), ask(2), replace(ask(3), buurt="B", adjoining=frozenset({"A"}))])[0].worth
    assert (near, beside) == (pytest.approx(2.7), pytest.approx(1.8 + 0.9 * 0.8))
