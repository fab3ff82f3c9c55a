"""The security log: who came in, and whose code or lock was tried in vain. Entries hold ids and codes, never words.

allauth tells by signals of its own; these are the only ones we listen to besides Django's "somebody is in".
"""

from typing import Any

from django.db import transaction

from wijk import journal

SPARE = "recovery_codes"


def came_in(sender: Any, request: Any, user: Any, **about: Any) -> None:
    with transaction.atomic():
        journal.write("person.came_in", user, by=user)


def code_refused(sender: Any, request: Any, user: Any, last_attempt: bool, **about: Any) -> None:
    with transaction.atomic():
        journal.write("person.code_refused", user, by=None, last=last_attempt)


def lock_refused(sender: Any, request: Any, user: Any, authenticator: Any, **about: Any) -> None:
    with transaction.atomic():
        journal.write("person.lock_refused", user, by=None, kind=authenticator.type)


def lock_changed(verb: str) -> Any:
    def write(sender: Any, request: Any, user: Any, authenticator: Any, **about: Any) -> None:
        with transaction.atomic():
            journal.write(verb, user, by=user, kind=authenticator.type)

    return write


def spare_code_used(sender: Any, request: Any, user: Any, authenticator: Any, **about: Any) -> None:
    """Worth a line of its own: somebody lost a telephone, or somebody found the paper."""
    if authenticator.type == SPARE:
        with transaction.atomic():
            journal.write("person.spare_code_used", user, by=user)


lock_made, lock_taken = lock_changed("person.lock_made"), lock_changed("person.lock_taken_away")


def listen() -> None:
    from allauth.account.signals import login_code_rejected  # after the models are loaded
    from allauth.mfa import signals
    from django.contrib.auth.signals import user_logged_in

    for signal, receiver in (
        (user_logged_in, came_in),
        (login_code_rejected, code_refused),
        (signals.authentication_failed, lock_refused),
        (signals.authenticator_used, spare_code_used),
        (signals.authenticator_added, lock_made),
        (signals.authenticator_removed, lock_taken),
    ):
        signal.connect(receiver, dispatch_uid=f"members.log.{receiver.__name__}.{id(receiver)}")
