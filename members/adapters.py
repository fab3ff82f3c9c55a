"""Where allauth and our people meet: who signs up, and where login leads."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


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
        super().send_mail(template_prefix, email, context)
