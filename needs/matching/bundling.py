"""Which open needs are alike enough to ask for one activity together. Pure, and the same answer every time.

    groups(asks)  →  [Group("wandelen", "BU19041210", (4, 9, 12), frozenset({4}), 2.3)], the best first

A group is about one concept that all of them strongly mean, around one buurt (everybody lives there or beside it), and
on a day-part on which everybody can. It has at least three askers, each of them once, and no two who are kept apart.
No need stands in two groups.

A group's worth is the sum over its needs of how strongly (0..1) times how near (1 in the buurt itself, .8 beside it):
size counts, and so does how sure we are. The best group is taken first and what is left is grouped anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

LEAST, MOST = 3, 12  # askers in a group: fewer is no group, more does not fit round a table
BESIDE = 0.8  # what a need beside the buurt counts for
STRONG = 1.0  # weight of a concept from which a text means it, when nobody confirmed one
ANY = -1  # nobody named a day-part
NEXT_TO_BEST = 0.5  # and its least share of the text's strongest concept


@dataclass(frozen=True)
class Ask:
    """An open need as far as it counts here. Empty day-parts are any time."""

    id: int
    person: int
    strengths: Mapping[str, float]  # concept → 0..1, only those that may be done together
    buurt: str
    adjoining: frozenset[str] = frozenset()
    day_parts: frozenset[int] = frozenset()
    blocked: frozenset[int] = frozenset()  # persons with whom this one is kept apart


@dataclass(frozen=True)
class Group:
    concept: str
    buurt: str
    needs: tuple[int, ...]  # by id
    day_parts: frozenset[int] = field(default_factory=frozenset)  # on which all can; empty is any
    worth: float = 0.0

    @property
    def order(self) -> tuple[float, str, str, tuple[int, ...]]:
        return (-round(self.worth, 6), self.concept, self.buurt, self.needs)


def strengths(concepts: Mapping[str, float], confirmed: frozenset[str], *, whole: float) -> dict[str, float]:
    """What a text strongly means, 0..1; `whole` is the weight of a confirmed concept. Confirmed ones stand alone."""
    if confirmed:
        return dict.fromkeys(sorted(confirmed & concepts.keys()), 1.0)
    least = max(STRONG, NEXT_TO_BEST * max(concepts.values(), default=0.0))
    return {code: min(1.0, weight / whole) for code, weight in concepts.items() if weight >= least}


def groups(asks: Iterable[Ask]) -> list[Group]:
    left = {ask.id: ask for ask in asks if ask.buurt}
    about: dict[str, set[int]] = defaultdict(set)
    for ask in left.values():
        for concept in ask.strengths:
            about[concept].add(ask.id)
    best = {concept: _best(concept, about[concept], left) for concept in sorted(about)}
    found = []
    while open_ := [group for group in best.values() if group is not None]:
        taken = min(open_, key=lambda group: group.order)
        found.append(taken)
        touched = {concept for need in taken.needs for concept in left[need].strengths}
        for need in taken.needs:
            del left[need]
        for concept in touched:  # what shared a need with it is looked at again
            about[concept] -= set(taken.needs)
            best[concept] = _best(concept, about[concept], left)
    return found


def _best(concept: str, needs: set[int], left: Mapping[int, Ask]) -> Group | None:
    asks = [left[need] for need in sorted(needs)]
    if len({ask.person for ask in asks}) < LEAST:
        return None
    return min(_all(concept, asks), key=lambda group: group.order, default=None)


def _all(concept: str, asks: list[Ask]) -> Iterator[Group]:
    """One for each buurt as the middle, and each day-part that somebody named."""
    for buurt in sorted({ask.buurt for ask in asks}):
        near = [(ask, _worth(ask, concept, buurt)) for ask in asks if ask.buurt == buurt or _beside(ask, buurt, asks)]
        parts: set[int] = set().union(*(ask.day_parts for ask, _worth_ in near))
        for part in sorted(parts) or [ANY]:
            can = [(ask, worth) for ask, worth in near if not ask.day_parts or part in ask.day_parts]
            chosen = _together(can)
            if len(chosen) >= LEAST:
                yield _group(concept, buurt, chosen)


def _beside(ask: Ask, buurt: str, asks: list[Ask]) -> bool:
    """Adjoining may be known from either side."""
    return buurt in ask.adjoining or any(ask.buurt in other.adjoining for other in asks if other.buurt == buurt)


def _worth(ask: Ask, concept: str, buurt: str) -> float:
    return ask.strengths[concept] * (1.0 if ask.buurt == buurt else BESIDE)


def _together(can: list[tuple[Ask, float]]) -> list[tuple[Ask, float]]:
    """The strongest first, each person once, nobody with whom one of them is kept apart, and no more than fit."""
    chosen: list[tuple[Ask, float]] = []
    for ask, worth in sorted(can, key=lambda pair: (-pair[1], pair[0].id)):
        people = {other.person for other, _worth_ in chosen}
        apart = ask.blocked & people or any(ask.person in other.blocked for other, _worth_ in chosen)
        if ask.person not in people and not apart and len(chosen) < MOST:
            chosen.append((ask, worth))
    return chosen


def _group(concept: str, buurt: str, chosen: list[tuple[Ask, float]]) -> Group:
    said = [ask.day_parts for ask, _worth_ in chosen if ask.day_parts]
    return Group(
        concept=concept,
        buurt=buurt,
        needs=tuple(sorted(ask.id for ask, _worth_ in chosen)),
        day_parts=frozenset.intersection(*said) if said else frozenset(),
        worth=sum(worth for _ask, worth in chosen),
    )
