"""A need that becomes the coordinator's alone: what stands open to others ends."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from needs.models import Need


def close_off(need: "Need", *, by: Any) -> None:
    """Nobody outside is asked or may look any more. What two people agreed already is theirs and stays."""
    for proposal in need.proposals.waiting().order_by("offer_id"):
        proposal.end("withdrawn", by=by)
    for share in need.shares.filter(withdrawn_at=None).order_by("pk"):
        share.withdraw(by=by)  # the last one that worked on it sends the need back to the search
    need.refresh_from_db()
