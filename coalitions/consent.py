"""A yes that the coordinator heard, for any organisation with a seat: whose, when, how, and until when."""

from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coalitions import routing
from coalitions.models import Seat
from members.models import Organisation
from needs.lifecycle import SEARCHING, Status
from needs.models import Need, Share
from wijk.places.widgets import Choices

LONGEST = timedelta(days=180)  # a yes is for a time; half a year later the resident is asked again
FORMATS = ["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]
WRONG = _("Typ de dag zo: 24-11-2026.")


def may_be_recorded(need: Need) -> bool:
    return not need.private and need.status in (*SEARCHING, Status.REFERRED)


class DateField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format=FORMATS[0], attrs={"autocomplete": "off"})
        errors = {"required": WRONG, "invalid": WRONG}
        super().__init__(input_formats=FORMATS, widget=widget, error_messages=errors, **kwargs)


class ConsentForm(forms.Form):
    use_required_attribute = False
    headline = ""

    organisation = forms.ModelChoiceField(
        label=_("Voor welke organisatie?"),
        queryset=Organisation.objects.none(),
        empty_label=_("Kies een organisatie"),
        error_messages={"required": _("Kies een organisatie."), "invalid_choice": _("Kies een organisatie.")},
    )
    how = forms.ChoiceField(
        label=_("Hoe zei de vrager ja?"),
        choices=[(Share.How.PHONE, _("Aan de telefoon")), (Share.How.DESK, _("Aan de balie"))],
        widget=Choices(small=True),
        error_messages={"required": _("Kies hoe de vrager ja zei.")},
    )
    on = DateField(label=_("Op welke dag?"))
    until = DateField(label=_("Tot en met welke dag mag het?"))

    def __init__(self, *args: Any, need: Need, **kwargs: Any) -> None:
        self.need, wijk = need, need.neighbourhood
        today = wijk.today()
        kwargs.setdefault("initial", {"on": today, "until": today + timedelta(days=wijk.consent_days)})
        kwargs.setdefault("auto_id", "toestemming-%s")  # several forms stand on the page of a need
        super().__init__(*args, **kwargs)
        seats = Seat.objects.within(wijk, reason="who sits in a coalition is public").current()
        here = Organisation.objects.filter(pk__in=seats.values("organisation")).order_by("name")
        cast(forms.ModelChoiceField, self.fields["organisation"]).queryset = here

    def clean_on(self) -> date:
        day, asked = self.cleaned_data["on"], timezone.localdate(self.need.registered_at, self.need.neighbourhood.zone)
        if not asked <= day <= self.need.neighbourhood.today():
            raise forms.ValidationError(_("Dit kan niet. Kies een dag tussen de vraag en vandaag."))
        return cast(date, day)

    def clean_until(self) -> date:
        day, today = self.cleaned_data["until"], self.need.neighbourhood.today()
        if not today <= day <= today + LONGEST:
            raise forms.ValidationError(_("Kies een dag vanaf vandaag, hoogstens een half jaar verder."))
        return cast(date, day)

    def record(self, *, by: Any) -> Share:
        """Write it down. Raises NotAllowed when the need asks nobody any more."""
        data, zone = self.cleaned_data, self.need.neighbourhood.zone
        now = timezone.now()
        at = now if data["on"] == self.need.neighbourhood.today() else datetime.combine(data["on"], time(12), zone)
        about = {"how": data["how"], "at": at, "until": data["until"], "purpose": routing.purpose(self.need)}
        return Share.objects.record(self.need, data["organisation"], by=by, **about)
