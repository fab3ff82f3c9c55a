"""A mail came back: the right address, heard on the telephone, and the mails that failed once more."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from members.models import User
from members.notices.models import Notice
from needs import looks
from needs.views.work import coordinating
from wijk.places.request import Request

WRONG = gettext_lazy("Dit lijkt geen e-mailadres. Kijk nog eens goed.")


class AddressForm(forms.Form):
    use_required_attribute = False
    headline = ""

    email = forms.EmailField(
        label=gettext_lazy("Het goede e-mailadres"),
        help_text=gettext_lazy("Lees het letter voor letter terug."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Typ het e-mailadres."), "invalid": WRONG},
    )


@require_http_methods(["GET", "POST"])
def mend(request: Request, pk: int) -> HttpResponse:
    coordinating(request)
    rows = User.objects.visible_to(request.user).here(request.neighbourhood).filter(is_active=True)
    person = get_object_or_404(rows, pk=pk)
    if not person.email or person.works_here():
        raise Http404
    wijk = request.neighbourhood
    looks.listed(User, [person.pk], by=request.user, standing=looks.AS_COORDINATOR, neighbourhood=wijk)
    form = AddressForm(request.POST if request.method == "POST" else None, initial={"email": person.email})
    if form.is_valid():
        if _mended(request, person, form.cleaned_data["email"]):
            messages.success(request, _("Het adres is beter. De mail gaat zo weg."))
            return redirect("dashboard:today", request.neighbourhood.slug)
        form.add_error("email", _("Dit adres is van iemand anders. Vraag het nog eens."))
    return render(request, "coalitions/dashboard/address.html", {"form": form, "person": person})


@transaction.atomic
def _mended(request: Request, person: User, email: str) -> bool:
    if not person.mend_address(email, by=request.user):
        return False
    failed = Notice.objects.visible_to(request.user).filter(neighbourhood=request.neighbourhood, person=person)
    for notice in failed.filter(status__in=Notice.FAILED):
        notice.requeue(by=request.user)
    return True
