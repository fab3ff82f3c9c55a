"""The partner's work list: needs matched to what the organisation offers, after consent, the minimum, for a time."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coalitions.dashboard.filters import ShareFilter
from coalitions.dashboard.forms import ReplyForm, replies
from coalitions.seats import wijken_of
from coalitions.standing import Group, on_the_list
from needs import looks
from needs.lifecycle import NotAllowed, Status
from needs.models import Need, Share
from needs.privacy import Disclosure, card
from wijk.places.request import Request

PER_PAGE = 20


def _shares(request: Request) -> Any:
    """Live shares of the worker's organisations, with their group; who works nowhere finds nothing here."""
    if not request.user.organisations().exists():
        raise Http404
    rows = Share.objects.visible_to(request.user).filter(organisation__in=request.user.organisations())
    return on_the_list(rows).select_related("need__buurt", "need__theme", "need__neighbourhood", "organisation")


@require_safe
@transaction.atomic
def work_list(request: Request) -> HttpResponse:
    """Cards with title, theme, buurt and time; never a name, a number or a word of the request."""
    rows = _shares(request)
    counted = dict(rows.order_by().values_list("group").annotate(Count("pk")))
    found = ShareFilter(request.GET, rows.order_by("place", "answer_by", "pk"))
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    rest = request.GET.copy()
    rest.pop("page", None)
    organisations = list(request.user.organisations())
    for organisation in organisations:
        there = [share.need_id for share in page if share.organisation_id == organisation.pk]
        standing = looks.Standing(looks.WORKER, "share", organisation.pk)
        looks.listed(Need, there, by=request.user, standing=standing)
    context = {
        "page_obj": page,
        "rows": [(Group(share.group), share, card(share.need, request.user, Disclosure.LIST)) for share in page],
        "counts": [(group, counted.get(group.value, 0)) for group in Group],
        "state": request.GET.get("state", ""),
        "filter": found,
        "query": f"{rest.urlencode()}&" if rest else "",
        "organisations": organisations,
        "places": wijken_of(*organisations).filter(municipality__in={row.municipality_id for row in organisations}),
    }
    return render(request, "coalitions/dashboard/partner.html", context)


@require_http_methods(["GET", "POST"])
@transaction.atomic
def opened(request: Request, pk: int) -> HttpResponse:
    """The opened need. The look is written in the transaction that reads it: no log, no content."""
    share: Share = get_object_or_404(_shares(request), pk=pk)
    form = ReplyForm(request.POST or None, choices=replies(share))
    if form.is_valid():
        return _answered(request, share, form)
    over = share.need.status == Status.CLOSED  # nothing is left to do for it, so nothing more to read than in the list
    shown = card(share.need, request.user, Disclosure.LIST if over else None)
    standing = looks.Standing(looks.WORKER, f"share:{share.pk}", share.organisation_id)
    looks.opened(share.need, by=request.user, level=shown.level, standing=standing)
    context = {"share": share, "card": shown, "form": form}
    return render(request, "coalitions/dashboard/partner_need.html", context)


def _answered(request: Request, share: Share, form: ReplyForm) -> HttpResponse:
    try:
        share.answer(form.cleaned_data["reply"], by=request.user, words=form.cleaned_data["words"])
    except PermissionDenied as refused:
        raise Http404 from refused
    except NotAllowed:
        messages.warning(request, _("Dat kan nu niet meer. Deze vraag is intussen veranderd."))
    else:
        messages.success(request, _("Uw antwoord is verstuurd."))
    return redirect("partner:list")
