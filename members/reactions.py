"""What this floor does in answer to what happened."""

from typing import Any

from members.models import Merge
from wijk import journal
from wijk.journal.post import subject_of


@journal.on("member.merged")
def gather_what_came_in_meanwhile(entry: Any) -> None:
    """Somebody was just asking or answering with the old row while it was merged: that moves as well."""
    merge = subject_of(entry)
    if isinstance(merge, Merge):
        merge.gather(by=entry.actor)
