"""What this floor keeps sealed, sealed anew with the newest key: the secrets of second factors."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.db import transaction

from wijk import keys

SEALED = ("secret", "seed")  # of an app, and of spare codes


def rotate() -> Iterator[bool]:
    """One row at a time; yields whether it was sealed anew."""
    for pk in Authenticator.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            row = Authenticator.objects.select_for_update().get(pk=pk)
            old = {name: row.data[name] for name in SEALED if name in row.data and not keys.is_newest(row.data[name])}
            row.data |= {name: keys.rotate(token) for name, token in old.items()}
            row.save(update_fields=["data"])
        yield bool(old)
