"""Codes that were mailed: a try is counted in the database before the code is looked at."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmEmailVerificationCodeForm, ConfirmLoginCodeForm

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
    pass


class AddressCodeForm(Counted, ConfirmEmailVerificationCodeForm):
    pass
