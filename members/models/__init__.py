"""The rows of this floor, one idea a file."""

from members.models.claim import Claim
from members.models.departure import Departure
from members.models.membership import Membership, Role
from members.models.organisation import Employment, Organisation, OrganisationKind, Posting
from members.models.user import CallWhen, User

__all__ = [
    "CallWhen",
    "Claim",
    "Departure",
    "Employment",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Posting",
    "Role",
    "User",
]
