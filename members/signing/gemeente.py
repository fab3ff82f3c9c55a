"""The gemeente's own login (OpenID Connect) for municipality staff; off unless `settings.OIDC` names one.

It says who somebody is and nothing else: the account was tied before, by that person and with a fresh proof; the match
is on issuer and subject, never on an e-mail address; roles come from our own tables; and the second factor is ours
unless the tenant is trusted for it and says that it asked one.
"""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from members.signing.second_factor import ELSEWHERE

ASKED_MORE = {"mfa", "otp", "hwk", "swk", "fpt", "face"}  # RFC 8176: what `amr` holds after a second factor


def refused(request: HttpRequest, words: str) -> ImmediateHttpResponse:
    messages.error(request, words)
    return ImmediateHttpResponse(redirect("account_login"))


def is_staff(person: Any) -> bool:
    return any(duty.partition(":")[0] in ("posting", "staff", "technical") for duty in person.duties())


class GemeenteAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Refuse another issuer or tenant, an account that nobody tied, and who is no municipality staff (any more)."""
        claims = sociallogin.account.extra_data.get("id_token") or {}
        known = sociallogin.provider.app.settings
        tenants = known["tenants"]
        if claims.get("iss") != known["issuer"] or (tenants and claims.get("tid") not in tenants):
            raise refused(request, _("Deze organisatie kennen wij niet."))
        ties = sociallogin.state.get("process") == AuthProcess.CONNECT
        person = request.user if ties else sociallogin.user if sociallogin.is_existing else None
        if person is None or not person.is_authenticated or not is_staff(person):
            raise refused(request, _("Log eerst in met een code uit uw mail. Maak daarna de koppeling."))
        if not ties and known["trusts_mfa"] and ASKED_MORE & set(claims.get("amr") or ()):
            record_authentication(request, person, "mfa", type=ELSEWHERE)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **about: Any) -> None:
        raise refused(request, _("Inloggen bij de gemeente lukte niet. Probeer het nog eens."))

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("mfa_index")

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """allauth's own words are English; the journal and the page say it."""
