"""The ring of keys with which a few columns are encrypted at rest. Pure: no Django, no database.

The first key seals; every key of the ring opens. A new key is put in front, what is there is sealed again, and only
then the old key leaves the ring (`settings.FIELD_KEYS`, kept apart from the database and its dumps). What is sealed
carries what it belongs to, so that a text moved to another row does not open there.
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class Unreadable(Exception):
    """No key of the ring opens this, or it belongs to something else."""


def derived(secret: str) -> str:
    """A key for one's own machine, from the site's secret. Production names its keys: they outlive the secret."""
    return base64.urlsafe_b64encode(hashlib.sha256(b"wijk.keys:" + secret.encode()).digest()).decode()


def ring(keys: Sequence[str]) -> MultiFernet:
    """The ring of these keys (each 32 bytes in url-safe base64, as `Fernet.generate_key` gives them).

    Raises ValueError when there is none, or when one is no key.
    """
    return _ring(tuple(keys))


@lru_cache(maxsize=8)
def _ring(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def seal(keys: Sequence[str], text: str, **about: str | int) -> str:
    """`text` sealed with the first key and with what it belongs to: seal(keys, text, m="need", pk=7, f="body")."""
    envelope = json.dumps({"v": 1, "t": text, "about": about}, sort_keys=True)
    return ring(keys).encrypt(envelope.encode()).decode()


def unseal(keys: Sequence[str], sealed: str, **about: str | int) -> str:
    """What was sealed for exactly this. Raises Unreadable otherwise."""
    try:
        envelope = json.loads(ring(keys).decrypt(sealed.encode()))
    except (InvalidToken, UnicodeError) as wrong:
        raise Unreadable from wrong
    if envelope["about"] != about:
        raise Unreadable
    return str(envelope["t"])


def reseal(keys: Sequence[str], sealed: str) -> str:
    """The same, sealed with the first key of the ring. Raises Unreadable."""
    try:
        return ring(keys).rotate(sealed.encode()).decode()
    except InvalidToken as wrong:
        raise Unreadable from wrong


if __name__ == "__main__":
    print(Fernet.generate_key().decode())  # noqa: T201 -- a command line tool prints
