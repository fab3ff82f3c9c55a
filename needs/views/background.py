"""The background of a need: the asker reads and writes it, the coordinator opens it with a reason."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from needs.background import keep_background, open_background
from needs.background_forms import BackgroundForm, TellMoreForm, WhyForm
from needs.lifecycle import NotAllowed
from needs.models import Need, Share
from needs.views.need import find
from needs.views.work import coordinating, find_for_work
from wijk import keys
from wijk.places.request import Request


@require_http_methods(["GET", "POST"])
@transaction.atomic
def background(request: Request, number: str) -> HttpResponse:
    """The asker's own page; for the coordinator the answer to a reason. Everybody else: a page that is not there."""
    need = find(request, number)
    try:
        if need.asker_id == request.user.pk:
            return _own(request, need)
        coordinating(request)
        return _opened(request, need)
    except keys.Unreadable:
        messages.error(request, _("De achtergrond is nu niet te lezen. Bel technisch beheer."))
        return redirect(need)


def _own(request: Request, need: Need) -> HttpResponse:
    if request.method == "POST":
        form = BackgroundForm(request.POST, neighbourhood=request.neighbourhood)
        if form.is_valid():
            keep_background(need, form.cleaned_data["text"], by=request.user)
            messages.success(request, _("Bewaard. Het staat op slot."))
            return redirect(need)
    else:
        known = {"text": open_background(need, by=request.user)}
        form = BackgroundForm(initial=known, neighbourhood=request.neighbourhood)
    return render(request, "needs/background.html", {"need": need, "form": form})


def _opened(request: Request, need: Need) -> HttpResponse:
    """Shown in the answer to the reason, and on no address of its own: whoever wants it again says why again."""
    form = WhyForm(request.POST, neighbourhood=request.neighbourhood)
    if request.method != "POST":
        return redirect(need)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect(f"{need.get_absolute_url()}#q-op-slot")
    said = form.cleaned_data
    text = open_background(need, by=request.user, reason=said["why"], words=said["words"])
    shares = _told_more(need, request)
    context = {
        "need": need,
        "text": text,
        "form": BackgroundForm(initial={"text": text}, neighbourhood=request.neighbourhood),
        "more": TellMoreForm(shares=shares, neighbourhood=request.neighbourhood) if shares else None,
    }
    return render(request, "needs/background_opened.html", context)


def _told_more(need: Need, request: Request) -> Any:
    """The organisations that may look today, and still have something to do with it."""
    live = Share.objects.visible_to(request.user).live().filter(need=need).exclude(reply__in=Share.ENDED)
    return live.select_related("organisation").order_by("organisation__name")


@require_POST
def write(request: Request, number: str) -> HttpResponse:
    """The coordinator wrote down what was told."""
    need = find_for_work(request, number)
    form = BackgroundForm(request.POST, neighbourhood=request.neighbourhood)
    if form.is_valid():
        keep_background(need, form.cleaned_data["text"], by=request.user)
        messages.success(request, _("Bewaard. Het staat op slot."))
    else:
        messages.error(request, str(next(iter(form.errors.values()))[0]))
    return redirect(need)


@require_POST
def tell_more(request: Request, number: str) -> HttpResponse:
    """The asker said yes aloud: this part goes to this organisation."""
    need = find_for_work(request, number)
    form = TellMoreForm(request.POST, shares=_told_more(need, request), neighbourhood=request.neighbourhood)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect(need)
    share = form.cleaned_data["share"]
    try:
        share.tell_more(form.cleaned_data["part"], by=request.user, how=form.cleaned_data["how"])
    except NotAllowed:
        messages.warning(request, _("Deze organisatie mag niet meer meekijken."))
    else:
        messages.success(request, _("%(name)s leest dit nu bij de vraag.") % {"name": share.organisation})
    return redirect(need)
