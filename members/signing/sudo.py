"""The fresh proof: a big step asks for a code or passkey of at most five minutes old, also without a password.

allauth asks nothing of people without a password and a second factor, and ours have none; so the question is ours.
Put `@fresh` above a view, or call `is_fresh(request)`. Who has a second factor proves that one; a mailed code is not
enough.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

FRESH = 300  # seconds


def factors(person: Any) -> set[str]:
    """'totp', 'webauthn': with what this person can prove more than a mailbox. Spare codes alone are no factor."""
    kinds = Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return set(kinds.values_list("type", flat=True))


def is_fresh(request: HttpRequest) -> bool:
    proofs = {"mfa"} if factors(request.user) else {"code", "mfa"}
    records = get_authentication_records(request, request.user)
    return any(record["method"] in proofs and time.time() - record["at"] < FRESH for record in records)


def fresh(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask for a fresh proof first. After it one is back on the page with the button, and presses it again."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        return HttpResponseRedirect(f"{reverse('members:sudo')}?{urlencode({'next': _back(request)})}")

    return asked


def _back(request: HttpRequest) -> str:
    """The page to return to: this one when it was only looked at, else the page of the site that had the button."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        parts = urlsplit(came_from)
        return parts.path + (f"?{parts.query}" if parts.query else "")
    return reverse("pages:start")
