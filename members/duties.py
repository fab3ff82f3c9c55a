"""What somebody works as today, and which work asks for a second factor when signing in.

The same list is part of every session's seal (`User.get_session_auth_hash`): when a role comes or goes, or somebody
becomes or is no longer staff, all sessions of that person end at the next request.
"""

from typing import Any

from django.db.models import CharField, F, Value

# Not residents and helpers, who should get in with a mailed code alone, and not the desk and referrers: they enter
# questions and read none.
SECOND_FACTOR = {"coordinator", "board", "employment", "posting", "staff", "technical"}


def duties_of(person: Any) -> frozenset[str]:
    """'coordinator:3', 'employment:7', 'posting:2' (with the wijk, organisation or gemeente), 'staff', 'technical'."""
    from members.models.membership import Membership, Role  # circular: a membership has a person
    from members.models.organisation import Employment, Posting  # circular: employment has a person

    roles = Membership.objects.current().filter(user=person).exclude(role=Role.RESIDENT)
    rows = roles.order_by().values_list("role", "neighbourhood")
    work = Employment.objects.current().filter(user=person).annotate(role=_word("employment"), at=F("organisation"))
    posts = Posting.objects.filter(user=person).annotate(role=_word("posting"), at=F("municipality"))
    rows = rows.union(work.values_list("role", "at"), posts.values_list("role", "at"), all=True)
    flags = (("staff", person.is_staff), ("technical", person.is_superuser))
    return frozenset({f"{role}:{where}" for role, where in rows} | {word for word, yes in flags if yes})


def need_second_factor(duties: frozenset[str]) -> bool:
    return any(duty.partition(":")[0] in SECOND_FACTOR for duty in duties)


def _word(word: str) -> Value:
    return Value(word, output_field=CharField())
