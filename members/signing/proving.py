"""The page "Bent u het echt?": a code from the app, or from the mailbox, before a big step."""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal import ratelimit
from allauth.utils import get_request_param
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.models import CodeTry
from members.signing import codes, locks
from members.signing.sudo import factors

SENT = "sudo_code"  # in the session: what was mailed, and when
LIVES = 600  # seconds
MAILS = {"sudo": "3/m/user,10/h/user"}
GUESSES = {"sudo": "10/m/user"}


def where_to(request: HttpRequest) -> str:
    there = get_request_param(request, "next") or ""
    allowed = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    return there if allowed else reverse("pages:start")


@require_http_methods(["GET", "POST"])
def sudo(request: HttpRequest) -> HttpResponse:
    """Ask for the strongest that this person has: the app or passkey, and for who has neither a code by mail."""
    person: Any = request.user
    having = factors(person)
    if request.method == "POST" and not ratelimit.consume(request, app="members", action="sudo", config=GUESSES):
        return render(request, "429.html", status=429)
    if not having and request.POST.get("action") == "send":
        return _send(request)
    form = _app_form(request) if having else _mail_form(request)
    if request.method == "POST" and form is not None and form.is_valid():
        _prove(request, form)
        return redirect(where_to(request))
    context = {"form": form, "factors": having, "next": where_to(request), "demo_code": _demo_code(request, having)}
    return render(request, "members/sudo.html", context)


def _app_form(request: HttpRequest) -> Any:
    return codes.SecondFactorAgainForm(user=request.user, data=request.POST or None)


def _mail_form(request: HttpRequest) -> Any:
    """The form for the code that was mailed; None when none was, or it is over."""
    sent = request.session.get(SENT)
    if not sent or time.time() - sent["at"] > LIVES or CodeTry.objects.spent(codes.named("sudo", sent)):
        return None
    return codes.SudoCodeForm(request.POST or None, code=sent["code"], about=codes.named("sudo", sent))


def _send(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    if not ratelimit.consume(request, app="members", action="sudo", config=MAILS):
        return render(request, "429.html", status=429)
    adapter = get_adapter()
    code = adapter.generate_login_code()
    request.session[SENT] = {"code": code, "at": time.time(), "user_id": person.pk, "email": person.email}
    adapter.send_mail("account/email/login_code", person.email, {"request": request, "code": code})
    messages.success(request, _("De code is onderweg naar uw mailbox."))
    return redirect(f"{reverse('members:sudo')}?{urlencode({'next': where_to(request)})}")


def _prove(request: HttpRequest, form: Any) -> None:
    if isinstance(form, codes.SecondFactorAgainForm):
        form.save()  # records it, and when
        return
    request.session.pop(SENT, None)
    request.session.pop("demo_code", None)
    record_authentication(request, request.user, method="code", reauthenticated=True)


def _demo_code(request: HttpRequest, having: set[str]) -> str:
    if not settings.DEMO:
        return ""
    return locks.app_code(request.user) if having else str(request.session.get("demo_code", ""))


@require_safe
def stay(request: HttpRequest) -> HttpResponse:
    """A click that only says: I am still here. In a tab of its own, so that what was typed stays."""
    return render(request, "members/stay.html")
