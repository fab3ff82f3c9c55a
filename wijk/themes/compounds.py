"""Dutch glues words together: 'rolstoeltaxi' into 'rolstoel' and 'taxi'. Pure.

The parts are those with the highest geometric mean of their frequencies (Koehn & Knight 2003); a word that is itself
commoner than its parts stays whole.
"""

from collections.abc import Iterator
from functools import lru_cache

from wijk.themes.lexicon import zipf

SHORTEST = 3  # letters of a part
LONGEST = 30  # letters of a word that is looked at
COMMON = 2.6  # Zipf of the rarest part; rarer ones are names and slips of the pen
MOST = 3  # parts
LINKERS = ("", "s", "en", "e", "er", "n")
Parts = tuple[str, ...]
NONE: Parts = ()


@lru_cache(maxsize=50_000)
def parts(word: str) -> Parts:
    """At least two, the last one the head ('taxi'); empty when it is no compound."""
    if not 2 * SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return NONE
    for count in range(2, MOST + 1):  # as few as possible: 'ziekenhuis' is one part
        best, found = zipf(word), NONE
        for split in _splits(word, count):
            mean = sum(map(zipf, split)) / count  # Zipf is a logarithm: the geometric mean of frequencies
            if mean > best:
                best, found = mean, split
        if found:
            return found
    return NONE


def _splits(word: str, count: int) -> Iterator[Parts]:
    if count == 1:
        if zipf(word) >= COMMON:
            yield (word,)
        return
    for end in range(SHORTEST, len(word) - SHORTEST + 1):
        if zipf(word[:end]) < COMMON:
            continue
        for linker in LINKERS:
            if word.startswith(linker, end):
                rest = word[end + len(linker) :]
                if len(rest) >= SHORTEST:
                    for tail in _splits(rest, count - 1):
                        yield (word[:end], *tail)
