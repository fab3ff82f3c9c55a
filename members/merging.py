"""Two rows are one person: roles, departures, the code on paper and the addresses, last of all floors.

`MOVES` and `STAYS` name every column that points at a person, on this floor and in the libraries below it; a test
holds them against the models, so that a new column cannot be forgotten.
"""

from typing import Any

from allauth.account.models import EmailAddress
from django.utils import timezone

from members.models import Claim, Download, Employment, Mandate, User

MOVES = {
    "members.Membership.user",
    "members.Departure.person",
    "members.Claim.person",
    "members.Employment.user",
    "members.Merge.into",
    "members.Mandate.person",
    "members.Mandate.agent",
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
    "members.Mandate.by",
    # an export that is under way is asked for again
    "members.Download.person",
    "members.Download.by",
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
    Download.objects.filter(person=gone, used_at=None).delete()
    _mandates(gone, into)
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


def _mandates(gone: User, into: User) -> None:
    """Nobody acts for themselves, and of two for the same pair the first one stands."""
    for row in (Mandate.objects.filter(person=gone) | Mandate.objects.filter(agent=gone)).order_by("pk"):
        person, agent = (into if one.pk == gone.pk else one for one in (row.person, row.agent))
        twin = Mandate.objects.filter(person=person, agent=agent, ended_at=None).exclude(pk=row.pk)
        if person.pk == agent.pk:
            row.delete()
            continue
        if row.ended_at is None and twin.exists():
            row.ended_at = timezone.now()
        row.person, row.agent = person, agent
        row.save(update_fields=["person", "agent", "ended_at"])


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
