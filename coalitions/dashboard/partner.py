"""The partner's work list: needs matched to what the organisation offers, after consent, the minimum, for a time."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coalitions.dashboard.filters import ShareFilter
from coalitions.dashboard.forms import ReplyForm
from needs import looks
from needs.models import Need, Share
from needs.privacy import Disclosure, card
from wijk.places.request import Request

PER_PAGE = 20


def _shares(request: Request) -> Any:
    """Live shares of the worker's organisations; who works nowhere finds nothing here."""
    if not request.user.organisations().exists():
        raise Http404
    rows = Share.objects.visible_to(request.user).live().filter(organisation__in=request.user.organisations())
    return rows.select_related("need__buurt", "need__theme", "need__neighbourhood", "organisation")


@require_safe
def work_list(request: Request) -> HttpResponse:
    """Cards with title, theme, buurt and time; never a name, a number or a word of the request."""
    rows = _shares(request)
    found = ShareFilter(request.GET, rows.order_by("answer_by", "pk"))
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    rest = request.GET.copy()
    rest.pop("page", None)
    context = {
        "page_obj": page,
        "cards": [(share, card(share.need, request.user, Disclosure.LIST)) for share in page],
        "filter": found,
        "query": f"{rest.urlencode()}&" if rest else "",
        "organisations": request.user.organisations(),
    }
    return render(request, "coalitions/dashboard/partner.html", context)


@require_http_methods(["GET", "POST"])
@transaction.atomic
def opened(request: Request, pk: int) -> HttpResponse:
    """The opened need. The look is written in the transaction that reads it: no log, no content."""
    share: Share = get_object_or_404(_shares(request), pk=pk)
    form = ReplyForm(request.POST or None)
    if form.is_valid():
        try:
            share.answer(form.cleaned_data["reply"], by=request.user, words=form.cleaned_data["words"])
        except PermissionDenied as refused:
            raise Http404 from refused
        messages.success(request, _("Uw antwoord is verstuurd."))
        return redirect("partner:list")
    need: Need = share.need
    shown = card(need, request.user)
    looks.record(need, by=request.user, organisation=share.organisation_id)
    context = {"share": share, "card": shown, "form": form}
    return render(request, "coalitions/dashboard/partner_need.html", context)
