"""Whose needs they are at the desk: whoever is absent hands them over, and whoever leaves leaves none behind.

The reaction is in a file of its own; `reactions.py` names it.
"""

from typing import Any

from members.models import Membership, Role, User
from needs.models import Need
from wijk import journal
from wijk.journal.post import subject_of
from wijk.places.models import Neighbourhood


def hand_over(person: User, neighbourhood: Neighbourhood, *, by: Any) -> int:
    """To a colleague who coordinates here too; without one they are nobody's, so everybody's. Returns how many."""
    colleague = person.colleague_in(neighbourhood)
    rows = Need.objects.within(neighbourhood, reason="needs of whoever is absent").under_way().filter(assignee=person)
    needs = list(rows.order_by("pk"))
    for need in needs:
        need.assign(colleague, by=by)
    return len(needs)


@journal.on("member.left")
def whoever_leaves_the_desk_leaves_no_needs(entry: Any) -> None:
    role = subject_of(entry)
    if not isinstance(role, Membership) or role.role != Role.COORDINATOR:
        return
    if not role.user.has_role(role.neighbourhood, Role.COORDINATOR):
        hand_over(role.user, role.neighbourhood, by=None)
