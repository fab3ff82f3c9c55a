"""Two rows are one person: roles, departures, the code on paper and the addresses, last of all floors.

`MOVES` and `STAYS` name every column that points at a person, on this floor and in the libraries below it; a test
holds them against the models, so that a new column cannot be forgotten.
"""

from typing import Any

from allauth.account.models import EmailAddress
from django.utils import timezone

from members.models import Claim, Employment, User

MOVES = {
    "members.Membership.user",
    "members.Departure.person",
    "members.Claim.person",
    "members.Employment.user",
    "members.Merge.into",
    "account.EmailAddress.user",
}
STAYS = {
    # whoever did it, did it
    "members.User.entered_by",
    "members.Membership.met_by",
    "members.Departure.by",
    "members.Claim.by",
    "members.Merge.by",
    "members.Merge.gone",
    "journal.Entry.actor",
    "admin.LogEntry.user",
    # only who has no role at all is merged away (members/models/merge.py)
    "members.Posting.user",
    "members.User_groups.user",
    "members.User_user_permissions.user",
    # and nobody logs in with that row any more
    "mfa.Authenticator.user",
    "usersessions.UserSession.user",
    "socialaccount.SocialAccount.user",
}


def move(gone: User, into: User, *, by: Any) -> None:
    _roles(gone, into)
    gone.departures.update(person=into)
    Employment.objects.filter(user=gone).update(user=into)
    gone.absorbed.update(into=into)
    _identity(gone, into)
    if into.email:  # the code on paper is for who has no mailbox
        Claim.objects.filter(person__in=(gone, into), used_at=None).delete()
    gone.claims.update(person=into)


def _roles(gone: User, into: User) -> None:
    """The same role twice becomes one: the oldest date, a known buurt, and "gesproken" when either was."""
    for row in gone.memberships.current():
        twin = into.memberships.current().filter(neighbourhood=row.neighbourhood, role=row.role).first()
        if twin is None:
            continue
        twin.since, twin.buurt = min(twin.since, row.since), twin.buurt or row.buurt
        if twin.met_at is None:
            twin.met_at, twin.met_by = row.met_at, row.met_by
        twin.save(update_fields=["since", "buurt", "met_at", "met_by"])
        row.until = timezone.localdate()
        row.save(update_fields=["until"])
    gone.memberships.update(user=into)


def _identity(gone: User, into: User) -> None:
    """Addresses with their allauth rows, the number when there is none yet, and no way in for the old row."""
    address = gone.email
    gone.email, gone.is_active = None, False  # first: an address belongs to one row at a time
    gone.save(update_fields=["email", "is_active"])
    primary = address if not into.email else None
    EmailAddress.objects.filter(user=gone, email__in=_addresses(into)).delete()
    rows = EmailAddress.objects.filter(user=gone)
    rows.exclude(email=primary).update(user=into, primary=False)
    rows.filter(email=primary).update(user=into, primary=True)
    typed = into.typed_email or gone.typed_email
    into.typed_email = "" if typed in _addresses(into) else typed
    into.email, into.phone = into.email or address, into.phone or gone.phone
    into.save(update_fields=["email", "phone", "typed_email"])


def _addresses(person: User) -> list[str]:
    return list(EmailAddress.objects.filter(user=person).values_list("email", flat=True))
