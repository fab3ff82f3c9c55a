"""The rows of this floor, one idea a file."""

from members.models.claim import Claim
from members.models.code_try import CodeTry
from members.models.departure import Departure
from members.models.download import Download
from members.models.erasure import Erasure
from members.models.knock import Knock
from members.models.mandate import Mandate
from members.models.membership import Membership, Role
from members.models.merge import Merge, Unmergeable
from members.models.organisation import Employment, Organisation, OrganisationKind, Posting
from members.models.user import CallWhen, User

__all__ = [
    "CallWhen",
    "Claim",
    "CodeTry",
    "Departure",
    "Download",
    "Employment",
    "Erasure",
    "Knock",
    "Mandate",
    "Membership",
    "Merge",
    "Organisation",
    "OrganisationKind",
    "Posting",
    "Role",
    "Unmergeable",
    "User",
]
