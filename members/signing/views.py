"""allauth's pages, with what they leave open."""

from typing import Any

from allauth.account import app_settings, views
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils.decorators import method_decorator

from members.models import CodeTry
from members.signing import codes


class _CountedCode:
    """A page that asks for a mailed code: when its guesses are spent, the process ends, however many tabs are open."""

    purpose: str
    attempts: int
    _process: Any
    _action: str

    def about(self) -> str:
        return codes.named(self.purpose, self._process.state)

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]
        return kwargs | {"about": self.about()} if self._action == "verify" else kwargs

    def form_invalid(self, form: Any) -> HttpResponse:
        if CodeTry.objects.spent(self.about()):
            self._process.state["failed_attempts"] = self.attempts
        return super().form_invalid(form)  # type: ignore[misc]


class ConfirmLoginCode(_CountedCode, views.ConfirmLoginCodeView):
    form_class = codes.LoginCodeForm
    purpose = "login"
    attempts = app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS


@method_decorator(login_not_required, name="dispatch")
class ConfirmAddress(_CountedCode, views.ConfirmEmailVerificationCodeView):
    form_class = codes.AddressCodeForm
    purpose = "address"
    attempts = app_settings.EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS
