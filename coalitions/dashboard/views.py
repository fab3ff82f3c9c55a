"""Vandaag, and the call list on paper."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coalitions.dashboard.today import Today
from members.models import Departure, User
from members.notices.models import Notice
from needs import looks
from needs.assigning import hand_over as hand_over_needs
from needs.forms import PromiseForm
from needs.models import CallTask, Contact, Need
from needs.views.work import coordinating
from wijk.places.request import Request


@require_safe
@transaction.atomic
def today(request: Request) -> HttpResponse:
    """The coordinator's day. Everybody else gets the answer of a page that does not exist."""
    coordinating(request)
    day = Today(request.user, request.neighbourhood)
    blocks, calls = day.blocks(), day.calls()
    busy = any(block.rows for block in blocks)
    looks.listed(
        Need, day.needs_on(blocks, calls), by=request.user, standing=looks.AS_COORDINATOR, neighbourhood=day.wijk
    )
    context = {"blocks": blocks, "busy": busy, "calls": calls, "bounced": day.bounced(), "together": day.together()}
    return render(request, "coalitions/dashboard/today.html", context)


@require_POST
def call_done(request: Request, pk: int) -> HttpResponse:
    """Struck off; or, with what came of it (`how`), also written down with the need."""
    coordinating(request)
    task: CallTask = get_object_or_404(
        CallTask.objects.visible_to(request.user).filter(neighbourhood=request.neighbourhood).open(), pk=pk
    )
    how = request.POST.get("how", "")
    if task.need is None or how not in Contact.How.values:
        task.done(by=request.user)
        messages.success(request, _("Afgestreept."))
    else:
        task.log(how, by=request.user)
        messages.success(request, _("Genoteerd: %(how)s.") % {"how": Contact.How(how).label.lower()})
    return redirect("dashboard:today", request.neighbourhood.slug)


@require_POST
def resend(request: Request, pk: int) -> HttpResponse:
    """The address was mended, or the mail server is back: the same mail once more."""
    coordinating(request)
    rows = Notice.objects.visible_to(request.user).filter(neighbourhood=request.neighbourhood)
    notice: Notice = get_object_or_404(
        rows.filter(status__in=Notice.FAILED).select_related("person", "organisation"), pk=pk
    )
    if not notice.to:
        messages.warning(request, _("%(name)s heeft geen e-mailadres. Bel even.") % {"name": notice.reader})
    elif notice.requeue(by=request.user):
        messages.success(request, _("De mail aan %(name)s gaat zo weg.") % {"name": notice.reader})
    return redirect("dashboard:today", request.neighbourhood.slug)


@require_POST
def departed(request: Request, pk: int) -> HttpResponse:
    """Verhuisd, opgenomen of overleden: everything for this person stops at once."""
    coordinating(request)
    person = get_object_or_404(User.objects.visible_to(request.user).here(request.neighbourhood), pk=pk)
    kind = request.POST.get("kind", "")
    if kind not in Departure.Kind.values:
        raise Http404
    if not Departure.objects.filter(person=person, back_at=None).exists():
        Departure.objects.record(person, kind, by=request.user)
    messages.success(request, _("Genoteerd. Alles voor deze persoon is gestopt. Bel zelf wie het moet weten."))
    return redirect("dashboard:today", request.neighbourhood.slug)


@require_POST
def promise(request: Request, pk: int) -> HttpResponse:
    """I promised to call back: on a day, at an hour, about this need."""
    coordinating(request)
    need: Need = get_object_or_404(
        Need.objects.visible_to(request.user).filter(neighbourhood=request.neighbourhood), pk=pk
    )
    form = PromiseForm(request.POST, neighbourhood=request.neighbourhood)
    if form.is_valid():
        CallTask.objects.promise(need, by=request.user, **form.cleaned_data)
        messages.success(request, _("Genoteerd. U ziet het terug op Vandaag."))
    else:
        messages.error(request, str(next(iter(form.errors.values()))[0]))
    return redirect(need)


@require_POST
def hand_over(request: Request) -> HttpResponse:
    """Absent: my needs go to a colleague who coordinates here too; without one they are nobody's, so everybody's."""
    coordinating(request)
    moved = hand_over_needs(request.user, request.neighbourhood, by=request.user)
    messages.success(request, _("%(n)d vragen overgedragen.") % {"n": moved})
    return redirect("dashboard:today", request.neighbourhood.slug)
