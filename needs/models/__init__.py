"""The rows of this floor, one idea a file."""

from needs.models.answer import Answer
from needs.models.apart import Apart
from needs.models.bundle import Bundle
from needs.models.bundled import BundledNeed
from needs.models.call import CallTask, Contact
from needs.models.concept import NeedConcept
from needs.models.draft import Draft
from needs.models.due import Rematch
from needs.models.followup import FollowUp
from needs.models.glass import BreakGlass
from needs.models.match import Match
from needs.models.need import Need, NeedQuerySet
from needs.models.outcome import Outcome
from needs.models.private import NeedPrivate, Why
from needs.models.proposal import Proposal
from needs.models.run import MatchRun
from needs.models.share import Share

__all__ = [
    "Answer",
    "Apart",
    "Bundle",
    "BundledNeed",
    "BreakGlass",
    "CallTask",
    "Contact",
    "Draft",
    "FollowUp",
    "Match",
    "MatchRun",
    "Need",
    "NeedConcept",
    "NeedPrivate",
    "NeedQuerySet",
    "Outcome",
    "Proposal",
    "Rematch",
    "Share",
    "Why",
]
