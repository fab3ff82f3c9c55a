"""Where allauth's second factor and ours meet: secrets sealed, names in Dutch, the last factor kept."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.duties import need_second_factor
from members.signing.sudo import factors
from wijk import keys

PURPOSE = "second_factor"


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("Deze code klopt niet (meer). Kijk in de app en typ de nieuwe code."),
        "cannot_delete_authenticator": gettext_lazy("Dit is uw enige slot. Maak eerst een ander."),
        "unverified_email": gettext_lazy("Log eerst opnieuw in met een code uit uw mail."),
    }

    def encrypt(self, text: str) -> str:
        return keys.encrypt(text, purpose=PURPOSE, pk="")  # allauth does not say whose it is

    def decrypt(self, encrypted_text: str) -> str:
        return keys.decrypt(encrypted_text, purpose=PURPOSE, pk="")

    def get_totp_issuer(self) -> str:
        return _("Wijkcoöperatie")

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Who works here replaces a factor by another; without one there is no page to be had."""
        person = authenticator.user
        return not need_second_factor(person.duties()) or bool(factors(person) - {authenticator.type})

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 -- allauth's name
        return _("Passkey")
