"""Codes that were mailed: a try is counted in the database before the code is looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import BaseConfirmCodeForm, ConfirmEmailVerificationCodeForm, ConfirmLoginCodeForm
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import CodeTry


def named(purpose: str, state: dict[str, Any]) -> str:
    """One name for one process of sending codes, so that a second mail does not give three more guesses."""
    return f"{purpose}:{state.get('user_id')}:{state.get('email')}:{state['at']}"


class Counted:
    """For a form with a `code`: give it `about`, the name of what was sent."""

    def __init__(self, *args: Any, about: str = "", **kwargs: Any) -> None:
        self.about = about
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        if not CodeTry.objects.allow(self.about):
            raise get_adapter().validation_error("too_many_login_attempts")
        return super().clean_code()  # type: ignore[misc]


class LoginCodeForm(Counted, ConfirmLoginCodeForm):
    remember = forms.BooleanField(
        label=_("Dit is mijn eigen telefoon of computer"),
        help_text=_("Dan blijft u 30 dagen ingelogd. Niet aanzetten in de bibliotheek of het buurthuis."),
        required=False,
    )


class SudoCodeForm(Counted, BaseConfirmCodeForm):
    pass


class AddressCodeForm(Counted, ConfirmEmailVerificationCodeForm):
    pass


def app_code_name(person_id: int, code: str) -> str:
    return f"totp:{person_id}:{normalize_user_code(code)}"


class Once:
    """A code of the app opens once. The library keeps that in the cache; ours survives an empty cache.

    So a code of the half minute before and after may count too: phones and people are not exact.
    """

    user: Any

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if not CodeTry.objects.allow(app_code_name(self.user.pk, code), most=1):
            raise get_mfa_adapter().validation_error("incorrect_code")
        return code


class Sound:
    """A passkey's answer that is no such thing gives a message; the libraries below stumble over some of them."""

    def clean_credential(self) -> Any:
        with _stumbling():
            return super().clean_credential()  # type: ignore[misc]


@contextmanager
def _stumbling() -> Iterator[None]:
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError, InvalidSignature, UnsupportedAlgorithm) as wrong:
        raise get_mfa_adapter().validation_error("incorrect_code") from wrong


class SecondFactorForm(Once, AuthenticateForm):
    pass


class SecondFactorAgainForm(Once, ReauthenticateForm):
    pass


class ActivateAppForm(Once, ActivateTOTPForm):
    pass


class PasskeyForm(Sound, AuthenticateWebAuthnForm):
    pass


class PasskeyAgainForm(Sound, ReauthenticateWebAuthnForm):
    pass


class PasskeyLoginForm(Sound, LoginWebAuthnForm):
    pass


class NewPasskeyForm(AddWebAuthnForm):
    def clean(self) -> Any:
        with _stumbling():
            return super().clean()
