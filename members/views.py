"""Taking the own account with a code on paper, proved by a code in the mailbox."""

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.core.internal.ratelimit import get_ip
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.forms import ClaimForm
from members.models import Claim, Knock
from members.models.claim import PER_HOUR


@login_not_required
@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest) -> HttpResponse:
    form = ClaimForm(request.POST or None)
    if form.is_valid():
        if not Knock.objects.allow(get_ip(request), PER_HOUR):
            return render(request, "429.html", status=429)
        person = Claim.objects.redeem(form.cleaned_data["code"], form.cleaned_data["email"])
        if person is not None:
            LoginCodeVerificationProcess.initiate(request=request, user=person, email=person.email)
            return redirect("account_confirm_login_code")
        form.add_error("code", _("Deze code werkt niet (meer), of het adres is al in gebruik. Bel ons even."))
    return render(request, "members/claim.html", {"form": form})
