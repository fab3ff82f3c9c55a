"""Small numbers stay inside, also against subtraction. Pure.

Everything shown is a sum of *shown* cells: a cell of 1 to 4 is withheld and counts in no total. So no total, of
whatever rows or columns, gives a withheld cell back by subtracting; it only says "ten minste".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

LEAST = 5  # persons or cases


@dataclass(frozen=True)
class Shown:
    """`number` is None for a cell that is withheld; `at_least` says that something is missing from a total."""

    number: int | None
    at_least: bool = False

    def __str__(self) -> str:
        return "" if self.number is None else str(self.number)


def shown(count: int) -> Shown:
    return Shown(count) if count == 0 or count >= LEAST else Shown(None)


def total(cells: Iterable[int]) -> Shown:
    """The sum of the cells that may be shown. `cells` are base cells, never totals."""
    kept, hidden = 0, False
    for count in cells:
        cell = shown(count)
        kept += cell.number or 0
        hidden |= cell.number is None
    return Shown(kept, hidden)


def grouped(cells: Mapping[Any, int], *positions: int) -> dict[tuple[Any, ...], Shown]:
    """Base cells, keyed by their coordinates, summed over all but `positions`."""
    groups: dict[tuple[Any, ...], list[int]] = {}
    for key, count in cells.items():
        groups.setdefault(tuple(key[position] for position in positions), []).append(count)
    return {key: total(counts) for key, counts in groups.items()}
