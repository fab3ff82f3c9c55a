"""When … then …: the whole list of what this floor does in answer to what happened. Each is idempotent."""

from typing import Any

from needs.matching import engine
from needs.proposing import propose_best
from wijk import journal
from wijk.journal.post import superseded

SEARCH_AGAIN = (
    "need.registered",
    "need.reopened",
    "need.corrected",
    "offer.registered",
    "offer.open",
    "offer.paused",
    "offer.ended",
    "proposal.declined",
    "proposal.expired",
    "proposal.failed",
)


@journal.on(*SEARCH_AGAIN)
def search_again(entry: Any) -> None:
    """Match the whole neighbourhood once for all that happened meanwhile; then propose where the wijk allows it."""
    if entry.neighbourhood is None or superseded(entry, search_again):
        return
    if engine.rematch(entry.neighbourhood) is not None:
        propose_best(entry.neighbourhood)
