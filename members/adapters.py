"""Where allauth and our people meet: who signs up, and where login leads."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from members.models import User
from members.signing.sudo import is_fresh
from wijk.places.languages import chosen, spoken

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return True

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user.name = form.cleaned_data.get("name") or form.cleaned_data["email"].partition("@")[0]
        return super().save_user(request, user, form, commit)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the demo the code stands on screen: there is no mailbox to look in."""
        if settings.DEMO and "code" in context and (request := context.get("request")):
            request.session["demo_code"] = context["code"]
        try:
            with translation.override(self._language(email)):
                super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as problem:  # a dead mail server is no reason for a dead page
            log.error("mail %s did not get away: %s", template_prefix, type(problem).__name__)
            current.request.mail_failed = True
            messages.error(current.request, _("De mail kon niet weg. Bel ons even."))

    def _language(self, email: str) -> str:
        """What was chosen in this browser, otherwise what the owner of the address reads."""
        here = chosen(current.request)
        person = User.objects.filter(email=email.lower()).first()
        return person.reads if person and here in ("", person.language) else spoken(here, None)

    def add_message(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Whoever just read that the mail did not get away is not told that it was sent."""
        if not getattr(request, "mail_failed", False):
            super().add_message(request, *args, **kwargs)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ours asks everybody; allauth's own answer is "no" for people without a password and a second factor."""
        if not is_fresh(current.request):
            raise ReauthenticationRequired
        return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        names = {"sudo": "members:sudo", "webauthn": "mfa_reauthenticate_webauthn"}
        return [{"id": key, "description": "", "url": reverse(name)} for key, name in names.items()]

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **kwargs: Any) -> None:
        """A changed lock is told by mail, in our words and without the visitor's address and browser."""
        if user.email:
            self.send_mail(template_prefix, user.email, {})
