"""allauth's pages, with what they leave open."""

from typing import Any

from allauth.account import app_settings, views
from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.decorators import method_decorator

from members.models import CodeTry
from members.signing import codes, limits, tenants
from members.signing.steady import steadily


@method_decorator(login_not_required, name="dispatch")
@method_decorator(steadily, name="dispatch")
class RequestLoginCode(views.RequestLoginCodeView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"gemeenten": tenants.known()}


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


@method_decorator(steadily, name="dispatch")
class ConfirmLoginCode(_CountedCode, views.ConfirmLoginCodeView):
    form_class = codes.LoginCodeForm
    purpose = "login"
    attempts = app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS

    def _verify_form_valid(self, form: Any) -> HttpResponse:
        self.request.session[limits.OWN] = form.cleaned_data["remember"]
        return super()._verify_form_valid(form)

    def _resend_form_valid(self, form: Any) -> HttpResponse:
        """A mail again is a mail: it counts for the same limit. An unknown address gets its mail again too."""
        address = self._process.state["email"].lower()
        if not ratelimit.consume(self.request, action="request_login_code", key=address):
            messages.error(self.request, get_adapter().error_messages["rate_limited"])
            return HttpResponseRedirect(self.request.path)
        if self._process.user is None:
            self._process.send()
            self._process.record_resend()
            self._process.persist()
            return HttpResponseRedirect(self.request.path)
        return super()._resend_form_valid(form)


@method_decorator(login_not_required, name="dispatch")
class ConfirmAddress(_CountedCode, views.ConfirmEmailVerificationCodeView):
    form_class = codes.AddressCodeForm
    purpose = "address"
    attempts = app_settings.EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:  # only on the way in: there is no page yet to change an address
            return redirect("pages:start")
        return super().dispatch(request, *args, **kwargs)
