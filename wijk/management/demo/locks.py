"""A second factor for everybody of the demo who needs one. Its codes stand on the screen; the step is the real one."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from members.duties import duties_of, need_second_factor
from members.models import User


def give() -> int:
    """Make the locks that are missing. Returns how many."""
    locked = Authenticator.objects.filter(type=Authenticator.Type.TOTP).values("user")
    without = list(User.objects.exclude(email=None).exclude(pk__in=locked))
    workers = [person for person in without if need_second_factor(duties_of(person))]
    for person in workers:
        TOTP.activate(person, generate_totp_secret())
    return len(workers)
