"""Being in, as if one had come the whole way: with a second factor where the work asks for one.

The middleware stays what it is in production. `tests/conftest.py` lets `client.force_login` end with `prove`; a test
that wants somebody who skipped the second step calls `bare_login`.
"""

import time
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from members.duties import duties_of, need_second_factor

_OF = "account_authentication_methods_user"
bare_login = Client.force_login  # Django's own: in, and nothing shown


def prove(session: Any, person: Any, ago: float = 0) -> None:
    """Write in the session what allauth writes: the mailed code, and for who works here the app, `ago` seconds back."""
    records: list[dict[str, Any]] = [{"method": "code", "at": time.time() - ago, "email": person.email}]
    if need_second_factor(duties_of(person)):
        lock = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
        if lock is None:
            lock = TOTP.activate(person, generate_totp_secret()).instance
        records.append({"method": "mfa", "at": time.time() - ago, "id": lock.pk, "type": "totp"})
    session[AUTHENTICATION_METHODS_SESSION_KEY] = records
    session[_OF] = str(person.pk)
    session.save()


def whole_login(client: Client, person: Any, backend: str | None = None) -> None:
    EmailAddress.objects.filter(user=person, email=person.email).update(verified=True)  # as the mailed code does
    bare_login(client, person, backend)
    session = client.session
    prove(session, person)


def aged(client: Client, person: Any, seconds: float) -> None:
    """Let the proofs of this session be older; the session itself is as it was."""
    session = client.session
    prove(session, person, seconds)
