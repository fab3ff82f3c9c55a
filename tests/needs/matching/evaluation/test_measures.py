"""The counting, checked against sums that were made by hand."""

import pytest

from needs.matching.evaluation.measures import Answer, interval, ndcg, recall, reciprocal_rank, summary
from needs.matching.evaluation.refusals import refusals

GRADES = {"a": 2, "b": 1, "c": 0, "d": 2}


def answer(ranked: str, need: str = "n", confidence: float = 0.5, **flags: bool) -> Answer:
    return Answer(need, need, tuple(ranked), confidence, GRADES, **flags)


def test_the_best_order_is_1_and_a_worse_one_less() -> None:
    assert ndcg(answer("adbc"), 5) == ndcg(answer("dabc"), 5) == 1
    # (1 + 3 / log2 3) of (3 + 3 / log2 3 + 1 / 2)
    assert ndcg(answer("ba"), 5) == pytest.approx(2.892789 / 5.392789)
    assert ndcg(answer("ca"), 1) == ndcg(answer(""), 5) == 0


def test_only_grade_2_is_found() -> None:
    assert recall(answer("bca"), 10) == 0.5
    assert reciprocal_rank(answer("bca")) == pytest.approx(1 / 3)
    assert reciprocal_rank(answer("bc")) == 0


def test_the_surest_half_counts_only_the_surest() -> None:
    rows = [answer("a", "n1", 0.9), answer("b", "n2", 0.8), answer("b", "n3", 0.2), answer("a", "n4", 0.1)]
    found = summary(rows)
    assert (found["p@1"], found["p@1 surest half"]) == (0.5, 0.5)
    assert summary(rows[:2])["p@1 surest half"] == 1


def test_a_need_without_a_fitting_offer_is_no_part_of_the_means() -> None:
    hopeless = Answer("n2", "n2", ("c",), 0.9, {"c": 0})
    assert summary([answer("adb"), hopeless]) == summary([answer("adb")])
    assert summary([hopeless])["ndcg@5"] == 0


def test_the_interval_holds_the_mean_and_a_lead_over_itself_is_nothing() -> None:
    rows = [answer("ad" if n % 2 else "ba", f"n{n}") for n in range(20)]
    low, high = interval(rows)
    assert low < summary(rows)["ndcg@5"] < high
    assert interval(rows, rows) == (0, 0)
    assert interval(rows) == (low, high)


def test_a_refusal_is_right_when_nothing_fits() -> None:
    rows = [
        answer("a", "n1", refused_without=True),
        answer("a", "n2"),
        answer("c", "n3", refused=True, refused_without=True),
        answer("c", "n4"),
    ]
    assert refusals(rows) == {
        "precision": pytest.approx(2 / 3),
        "recall": 0.5,
        "shown": 0.75,
        "right when shown": pytest.approx(2 / 3),
    }
