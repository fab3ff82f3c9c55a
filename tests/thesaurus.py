"""Tables that hold a small thesaurus of three concepts, so that a test does not pay for all words."""

from collections.abc import Callable, Iterator

import pytest

from wijk.themes import current, storing
from wijk.themes.reference import ConceptRow
from wijk.themes.thesaurus import Thesaurus

__all__ = ["small_tables"]
ROWS = [
    ConceptRow("hond", "Hond uitlaten", "praktisch", "", "", (("hond", "plain"), ("trekt", "weak"))),
    ConceptRow("tuin", "Tuinieren", "", "", "", (("tuin", "plain"), ("snoei*", "prefix")), ("hond",), ("help",)),
    ConceptRow(
        "kaart", "Kaarten", "", "", "", (("klaverjassen", "plain"), ("hondenweer", "counter")), ("tuin", "hond")
    ),
]


@pytest.fixture
def small_tables(db: None) -> Iterator[Callable[[], Thesaurus]]:
    """The thesaurus as it is read now; what this process remembers is forgotten afterwards."""
    storing.store(ROWS, by=None)
    yield lambda: current.of(None)
    current.forget()
