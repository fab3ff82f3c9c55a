"""A neighbourhood that does not exist, the same for the same numbers: for measuring, and for what always holds.

Concepts and words follow Zipf's law, as in real texts: many ask about a few things. Pure, without a word of anybody.
"""

import random
from datetime import date

from needs.matching.profile import Profile, Side
from wijk.themes.analysis import Features

CONCEPTS, WORDS, BUURTEN, THEMES = 150, 4_000, 12, 30
KINDS = ("goods", "space", "help", "together", "advice", "join")
TODAY = date(2026, 1, 5)


def neighbourhood(needs: int, offers: int, *, seed: int = 1) -> tuple[list[Profile], list[Profile]]:
    """Profiles with ids from 1 on each side; places 1 to 4."""
    dice = random.Random(seed)  # noqa: S311 -- a market, no secrets
    return (
        [_profile(dice, Side.NEED, number) for number in range(1, needs + 1)],
        [_profile(dice, Side.OFFER, number) for number in range(1, offers + 1)],
    )


def _zipf(dice: random.Random, among: int) -> int:
    """0 … among - 1; number n comes about 1/n as often as the first."""
    return min(among - 1, int((among + 1) ** dice.random()) - 1)


def _profile(dice: random.Random, side: Side, number: int) -> Profile:
    main = _zipf(dice, CONCEPTS)
    concepts = {f"c{main}": 3.0} | {f"c{_zipf(dice, CONCEPTS)}": 1.0 for _more in range(dice.randint(0, 2))}
    words = {f"w{_zipf(dice, WORDS)}": 1.0 for _word in range(22)}
    buurt = dice.randrange(BUURTEN)
    return Profile(
        side=side,
        id=number,
        features=Features(concepts, words),
        kinds=frozenset([KINDS[main % len(KINDS)]]),
        theme=f"t{main % THEMES}" if dice.random() < 0.8 else "",
        buurt=f"b{buurt}",
        adjoining=frozenset({f"b{(buurt + 1) % BUURTEN}", f"b{(buurt - 1) % BUURTEN}"}),
        reach=2 if side == Side.NEED else dice.choice((0, 1, 2, 2)),
        day_parts=frozenset(dice.sample(range(21), dice.choice((0, 0, 3, 7)))),
        trust_needed=dice.choice((0, 0, 2)) if side == Side.NEED else 0,
        trust=dice.choice((1, 3, 3)),
        places=1 if side == Side.NEED else dice.randint(1, 4),
        person=number if side == Side.NEED else 1_000_000 + number,
        waiting_days=dice.randint(0, 40),
        urgency=dice.choice((0, 0, 0, 1, 2)),
    )
