"""Who works here gets no page before a second factor is proved in this session, whichever way they came in."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from members.duties import need_second_factor
from members.signing.sudo import factors

ELSEWHERE = "oidc"  # the type of a second factor that the gemeente's own login has asked for
# Where one gets a second factor, proves it, or leaves.
OPEN = set(
    """account_logout members:sudo members:stay mfa_index mfa_activate_totp mfa_add_webauthn mfa_view_recovery_codes
    mfa_reauthenticate_webauthn""".split()
)


def proved(request: HttpRequest) -> bool:
    """Whether this session has shown a second factor that its owner still has."""
    records = get_authentication_records(request, request.user)
    shown = {record.get("type") for record in records if record["method"] == "mfa"}
    return ELSEWHERE in shown or bool(shown and factors(request.user))


class RequireSecondFactor:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        person: Any = request.user
        if not person.is_authenticated or not need_second_factor(person.duties()) or proved(request):
            return None
        if request.resolver_match is not None and request.resolver_match.view_name in OPEN:
            return None
        if factors(person):
            return redirect("members:sudo")
        messages.warning(request, _("Voor uw werk is een extra slot nodig. Dat maakt u hier."))
        return redirect("mfa_index")
