"""Nothing under five gets out, whatever one subtracts from whatever."""

import itertools
import random

from coalitions.figures.withholding import LEAST, Shown, grouped, shown, total


def test_a_cell_of_one_to_four_is_withheld() -> None:
    assert [shown(n).number for n in range(7)] == [0, None, None, None, None, 5, 6]


def test_a_total_counts_only_what_is_shown() -> None:
    assert total([7, 3, 5]) == Shown(12, at_least=True)
    assert total([7, 0, 5]) == Shown(12)


def test_no_two_tables_give_a_withheld_cell_back_by_subtracting() -> None:
    """1,000 pairs of groupings of random cells: totals never differ by a cell that is withheld."""
    dice = random.Random(7)
    for _round in range(1000):
        cells = {key: dice.choice((0, 1, 2, 3, 4, 5, 9, 30)) for key in itertools.product("ab", "pq", "xyz")}
        one, other = (tuple(sorted(dice.sample(range(3), dice.randint(0, 3)))) for _table in range(2))
        sums = [sum(cell.number or 0 for cell in grouped(cells, *positions).values()) for positions in (one, other)]
        assert sums[0] == sums[1] == sum(count for count in cells.values() if count == 0 or count >= LEAST)
