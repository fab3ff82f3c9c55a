"""What happened, and who must still react: the one event mechanism, the audit trail and the timeline.

    journal.write("need.registered", need, by=person)       inside the transaction of a verb
    @journal.on("need.registered") def find_matches(entry)   in a floor's reactions.py

Going down the stairs one calls; going up one writes here. Uses `wijk.places` only.
"""

from wijk.journal.post import on, write

__all__ = ["on", "write"]
