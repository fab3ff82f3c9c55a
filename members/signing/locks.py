"""The pages of the second factor: an app with codes, a passkey, spare codes; and in the demo the code of the moment."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from members.models import CodeTry
from members.signing import codes, tenants


def app_code(person: Any) -> str:
    """A code of this person's app that still opens; '' without an app. For the demo, where nobody has that app."""
    lock = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
    if lock is None:
        return ""
    secret = decrypt(lock.data["secret"])
    turns = sorted(yield_hotp_counters_from_time(), reverse=True)  # the newest first: it lives longest
    shown = [format_hotp_value(hotp_value(secret, turn)) for turn in turns]
    return next((code for code in shown if not CodeTry.objects.spent(codes.app_code_name(person.pk, code), 1)), "")


class Locks(base.IndexView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"gemeenten": tenants.known()}


class SecondStep(base.AuthenticateView):
    form_class = codes.SecondFactorForm
    webauthn_form_class = codes.PasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {"demo_code": app_code(self.stage.login.user) if settings.DEMO else ""}
        return super().get_context_data(**kwargs) | shown


class _Proved:
    """Who just made a lock has it in hands: that counts as shown, for this session."""

    request: Any
    kind: str

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        record_authentication(self.request, self.request.user, "mfa", type=self.kind)
        return answer


class ActivateApp(_Proved, totp.ActivateTOTPView):
    form_class = codes.ActivateAppForm
    kind = Authenticator.Type.TOTP.value


class AddPasskey(_Proved, webauthn.AddWebAuthnView):
    form_class = codes.NewPasskeyForm
    kind = Authenticator.Type.WEBAUTHN.value


class RemovePasskey(webauthn.RemoveWebAuthnView):
    """The library asks for the app only whether it is the last lock; the last passkey stays just as well."""

    def form_valid(self, form: Any) -> HttpResponse:
        lock = self.get_object()
        others = Authenticator.objects.filter(user=lock.user, type=lock.type).exclude(pk=lock.pk)
        if not others.exists() and not get_adapter().can_delete_authenticator(lock):
            messages.error(self.request, get_adapter().error_messages["cannot_delete_authenticator"])
            return HttpResponseRedirect(self.get_success_url())
        return super().form_valid(form)


class PasskeyAgain(webauthn.ReauthenticateWebAuthnView):
    form_class = codes.PasskeyAgainForm

    def form_valid(self, form: Any) -> HttpResponse:
        self.request.session.pop(STATE_SESSION_KEY, None)  # nothing is sent again by itself: one presses the button
        return super().form_valid(form)


@method_decorator(login_not_required, name="dispatch")
class PasskeyPage(TemplateView):
    template_name = "mfa/webauthn/login.html"


@method_decorator(login_not_required, name="dispatch")
class PasskeyLogin(webauthn.LoginWebAuthnView):
    form_class = codes.PasskeyLoginForm
