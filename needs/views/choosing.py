"""What the coordinator knows better than the engine: any offer at all, and what was arranged already."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from needs.forms import KnownHelperForm
from needs.models import Proposal
from needs.proposing import Refused
from needs.views.work import find_for_work
from offers.filters import OfferFilter
from offers.models import Offer
from wijk.places.request import Request
from wijk.places.scopes import EVERYWHERE

PER_PAGE = 20
REASON = "the coordinator chooses by hand"


@require_safe
def offers(request: Request, number: str) -> HttpResponse:
    """All that is on offer, to look through and to propose from; full ones say so."""
    need = find_for_work(request, number)
    rows = Offer.objects.within(EVERYWHERE, reason=REASON).standing().serving(request.neighbourhood)
    rows = rows.select_related("person", "organisation", "buurt", "theme", "neighbourhood")
    found = OfferFilter(request.GET, rows.exclude(person=need.asker).order_by("title", "pk"))
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    askable = set(Offer.objects.within(EVERYWHERE, reason=REASON).askable().filter(pk__in=[o.pk for o in page]))
    rest = request.GET.copy()
    rest.pop("page", None)
    context = {
        "need": need,
        "page_obj": page,
        "offers": [(offer, offer in askable) for offer in page],
        "filter": found,
        "query": f"{rest.urlencode()}&" if rest else "",
    }
    return render(request, "needs/work_offers.html", context)


@require_POST
def arranged(request: Request, number: str) -> HttpResponse:
    """Al geregeld: two people found each other outside the site. We ask later how it went."""
    need = find_for_work(request, number)
    form = KnownHelperForm(request.POST, neighbourhood=request.neighbourhood)
    if not form.is_valid():
        messages.error(request, str(form.errors["helper"][0]))
        return redirect(need)
    try:
        Proposal.objects.arranged(need, helper=form.cleaned_data["helper"], by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Genoteerd. Wij vragen later hoe het ging."))
    return redirect(need)
