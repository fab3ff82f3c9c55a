"""Forms of people, and the fields that other floors ask a person for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from members.phones import WrongNumber, normalise, shown


class PhoneField(forms.CharField):
    """A Dutch telephone number, with or without spaces; cleans to ten digits."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Uw telefoonnummer"))
        kwargs.setdefault("help_text", _("Bijvoorbeeld 06-00000000. Met of zonder spaties, dat maakt niet uit."))
        kwargs.setdefault("max_length", 30)
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return normalise(typed)
        except WrongNumber as wrong:
            raise ValidationError(
                ngettext(
                    "Dit nummer heeft %(n)d cijfer. Een telefoonnummer heeft er 10.",
                    "Dit nummer heeft %(n)d cijfers. Een telefoonnummer heeft er 10.",
                    wrong.digits,
                )
                % {"n": wrong.digits}
            ) from wrong

    def prepare_value(self, value: Any) -> Any:
        return shown(value) if isinstance(value, str) and value.isdigit() else value


class ClaimForm(forms.Form):
    use_required_attribute = False

    code = forms.CharField(
        label=_("Uw code"),
        help_text=_("De code van 8 letters en cijfers die u van ons kreeg."),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "code-input", "autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _("Typ de code die u van ons kreeg.")},
    )
    email = forms.EmailField(
        label=_("Uw e-mailadres"),
        help_text=_("Hier sturen wij een tweede code heen. Zo weten wij zeker dat u het bent."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Typ uw e-mailadres."),
            "invalid": _("Dit lijkt geen e-mailadres. Kijk nog eens goed."),
        },
    )
