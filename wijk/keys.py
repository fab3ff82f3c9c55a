"""Sealing what may never stand readable in a table: the background of a need, the secret of an authenticator.

    token = keys.encrypt(text, purpose="need_private", pk=need.pk)     a str of ASCII, about 1.6 times the text
    text = keys.decrypt(token, purpose="need_private", pk=need.pk)

Fernet (AES-128-CBC with HMAC-SHA256, 9 µs a text) binds a token to nothing, so a token that is moved to another row
would open there. The text therefore travels in an envelope that says what it is, whose and which field, and what does
not match is refused. It protects a stolen dump or replica, not a server that was taken over.

The ring is `settings.FIELD_KEYS`, newest first: the first key seals, all of them open. A new key goes in front,
`manage.py rotate_keys` seals everything anew, then the oldest key may go. Keep the ring apart from the dumps.
"""

import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

VERSION = 1


class Unreadable(Exception):
    """No key of the ring opens this, or it was sealed for something else. Never says what stood in it."""


def encrypt(text: str, *, purpose: str, pk: int | str, field: str = "body") -> str:
    """Seal `text` with the newest key, for this purpose, row and field only."""
    envelope = {"v": VERSION, "m": purpose, "pk": pk, "f": field, "t": text}
    return _ring().encrypt(json.dumps(envelope, ensure_ascii=False).encode()).decode()


def decrypt(token: str, *, purpose: str, pk: int | str, field: str = "body") -> str:
    """What was sealed for exactly this purpose, row and field. Raises Unreadable for anything else."""
    try:
        envelope: Any = json.loads(_ring().decrypt(token.encode()))
    except (InvalidToken, ValueError) as problem:
        raise Unreadable("no key of the ring opens this") from problem
    bound = {"v": VERSION, "m": purpose, "pk": pk, "f": field}
    if {name: envelope.get(name) for name in bound} != bound:
        raise Unreadable("sealed for something else")
    return str(envelope["t"])


def is_newest(token: str) -> bool:
    """Whether the newest key of the ring opens this."""
    try:
        Fernet(settings.FIELD_KEYS[0]).decrypt(token.encode())
    except InvalidToken:
        return False
    return True


def rotate(token: str) -> str:
    """The same envelope under the newest key. Raises Unreadable when no key of the ring opens it."""
    try:
        return _ring().rotate(token.encode()).decode()
    except InvalidToken as problem:
        raise Unreadable("no key of the ring opens this") from problem


def refused(ring: list[str]) -> str:
    """Why a ring cannot be used; '' when it can."""
    if not ring:
        return "FIELD_KEYS is empty: nothing can be sealed."
    try:
        for key in ring:
            Fernet(key)
    except ValueError:
        return "FIELD_KEYS holds something that is no key: 32 bytes in url-safe base64."
    return ""


def _ring() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])


if __name__ == "__main__":
    print(Fernet.generate_key().decode())  # noqa: T201 -- a command line tool prints
