"""Samen: needs that are alike, for the coordinator: ask whether it may be done together, and make an activity of it."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from needs.models import Bundle, BundledNeed
from needs.proposing import Refused
from needs.together import making, words
from needs.together.form import ActivityForm
from needs.views.work import coordinating
from wijk.places.request import Request
from wijk.places.scopes import ScopedQuerySet

SHOWN = 30  # bundles on the list that still go on
LATEST = 10  # activities that came of one


def _visible(request: Request) -> ScopedQuerySet[Bundle]:
    coordinating(request)
    rows = Bundle.objects.visible_to(request.user).filter(neighbourhood=request.neighbourhood)
    needs = BundledNeed.objects.visible_to(request.user).select_related("need__asker", "need__buurt", "proposal")
    found: ScopedQuerySet[Bundle] = rows.select_related("buurt", "offer__neighbourhood", "neighbourhood")
    return found.prefetch_related(Prefetch("bundled", queryset=needs))


def _find(request: Request, pk: int) -> Bundle:
    return get_object_or_404(_visible(request), pk=pk)


@require_safe
def bundles(request: Request) -> HttpResponse:
    """What came of it last, and what goes on: first what only she can do."""
    rows = _visible(request)
    going = rows.filter(status__in=(Bundle.Status.SUGGESTED, *Bundle.ASKED)).order_by("-worth", "pk")[:SHOWN]
    cards = [words.card(bundle) for bundle in going]
    blocks = [
        (_("Maak er een activiteit van"), "circle-check-big", "good", Bundle.Status.GATHERED),
        (_("Nieuwe ideeën"), "lightbulb", "", Bundle.Status.SUGGESTED),
        (_("Wij wachten op antwoord"), "hourglass", "wait", Bundle.Status.ASKING),
    ]
    made = rows.filter(status=Bundle.Status.ACTIVITY).order_by("-status_since")[:LATEST]
    context = {
        "blocks": [
            (title, icon, tone, status, [card for card in cards if card.bundle.status == status])
            for title, icon, tone, status in blocks
        ],
        "busy": bool(cards),
        "made": [words.card(bundle) for bundle in made],
    }
    return render(request, "needs/together/list.html", context)


@require_safe
def bundle(request: Request, pk: int) -> HttpResponse:
    return render(request, "needs/together/bundle.html", {"card": words.card(_find(request, pk))})


@require_POST
def change(request: Request, pk: int, verb: str) -> HttpResponse:
    """Vraag of het samen mag; or past niet."""
    found = _find(request, pk)
    try:
        if verb == "past-niet":
            found.drop(by=request.user)
            messages.success(request, _("Goed. Dit idee is weg. De vragen zelf blijven staan."))
        elif found.ask(by=request.user):
            messages.success(request, _("Wij vragen het. Wie geen mail heeft, staat bij Bellen."))
        else:
            messages.warning(request, _("Er zijn te weinig vragen over. Dit idee is weg."))
    except Refused as refused:
        messages.error(request, refused.message)
    if found.is_open:
        return redirect("needs:bundle", request.neighbourhood.slug, found.pk)
    return redirect("needs:bundles", request.neighbourhood.slug)


@require_http_methods(["GET", "POST"])
def activity(request: Request, pk: int) -> HttpResponse:
    """The short form, and in one click an offer with many places and a proposal for each who said yes."""
    found = _find(request, pk)
    if found.status != Bundle.Status.GATHERED:
        return redirect("needs:bundle", request.neighbourhood.slug, found.pk)
    card = words.card(found)
    form = ActivityForm(request.POST or None, bundle=found, yes=card.yes)
    if form.is_valid():
        try:
            making.make(found, by=request.user, **form.offer_fields())
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("De activiteit staat erin. Wie ja zei, krijgt een voorstel."))
            return redirect("needs:bundle", request.neighbourhood.slug, found.pk)
    return render(request, "needs/together/activity.html", {"form": form, "card": card})
