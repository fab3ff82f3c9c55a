"""How common a Dutch word is. Pure; loaded at the first question, because the web starts without it.

The frequencies are those of wordfreq (Speer 2022, data CC BY-SA 4.0), on the Zipf scale: 3 is once in a million words,
6 once in a thousand.
"""

from functools import lru_cache
from math import log10

from wijk.themes.words import fold

UNKNOWN = 0.0


def zipf(word: str) -> float:
    """0 for a word that nobody writes, about 7.5 for the commonest. `word` is folded already."""
    return zipfs().get(word, UNKNOWN)


@lru_cache(maxsize=1)
def zipfs() -> dict[str, float]:
    """All 311,000 words; some .3 s and 50 MB the first time."""
    from wordfreq import get_frequency_dict

    found: dict[str, float] = {}
    for word, share in get_frequency_dict("nl").items():
        plain = word if word.isascii() else fold(word)
        if plain.isalpha():
            found[plain] = max(found.get(plain, 0.0), round(log10(share) + 9, 2))
    return found
