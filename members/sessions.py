"""Whose session is it? Django does not keep that in a column, so the sessions are opened one by one."""

from collections.abc import Iterable, Iterator
from typing import Any

from members.models import User


def of_person(person: User, sessions: Iterable[Any]) -> Iterator[Any]:
    """Where this person is logged in, or was typing the own address to log in."""
    addresses = {value for value in (person.email, person.typed_email) if value}
    for session in sessions:
        held = session.get_decoded()
        if held.get("_auth_user_id") == str(person.pk) or any(address in str(held) for address in addresses):
            yield session
