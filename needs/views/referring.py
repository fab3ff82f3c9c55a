"""A referrer asks for a client, and hears later that it was picked up or worked out; nothing more."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.models import Role
from needs.asking.sending import register
from needs.forms import PhoneForm
from needs.lifecycle import Status
from needs.models import Need, Outcome, Share
from wijk.places.request import Request

SHOWN = 50
PICKED_UP = (Status.AGREED, Status.AFTERCARE, Status.REFERRED)


def may_refer(request: Request) -> bool:
    """A referrer of this wijk, or a worker of an organisation in the same gemeente."""
    municipality = request.neighbourhood.municipality_id
    return request.user.has_role(request.neighbourhood, Role.REFERRER) or (
        request.user.organisations().filter(municipality=municipality).exists()
    )


@require_http_methods(["GET", "POST"])
def refer(request: Request) -> HttpResponse:
    if not may_refer(request):
        raise Http404
    form = PhoneForm(request.POST or None, neighbourhood=request.neighbourhood)
    if form.is_valid():
        answers = form.cleaned_data
        need = register(
            request.neighbourhood,
            answers,
            {"private": answers["private"], "concepts": form.chosen()},
            by=request.user,
            how=Share.How.PHONE,
            channel=answers["channel"],
            referrer=request.user.organisations().first(),
        )
        messages.success(request, _("Dank u wel. De vraag is binnen: %(number)s.") % {"number": need})
        return redirect("needs:refer", request.neighbourhood.slug)
    rows = Need.objects.within(request.neighbourhood, reason="a referrer hears how it goes, in one word")
    mine = rows.filter(entered_by=request.user).prefetch_related("outcomes").order_by("-registered_at")[:SHOWN]
    return render(request, "needs/refer.html", {"form": form, "told": [(str(need), word(need)) for need in mine]})


def word(need: Need) -> str:
    """Opgepakt, gelukt, klaar, or still searching: never what it was about or who helps."""
    if need.status == Status.CLOSED:
        last = max(need.outcomes.all(), key=lambda outcome: outcome.at, default=None)
        return _("gelukt") if last is not None and last.kind in Outcome.SOLVED else _("klaar")
    return _("opgepakt") if need.status in PICKED_UP else _("wij zoeken nog")
