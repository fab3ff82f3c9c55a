"""The coordinator's desk: a need with its matches, the telephone, and what she decides."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.models import Membership, Role
from needs import background as private
from needs import ladder, looks, near, reading, reasons, sums
from needs.asking.sending import register
from needs.background_forms import BackgroundForm, WhyForm
from needs.confirming import said_of
from needs.forms import CloseForm, ConceptForm, KnownHelperForm, PhoneForm, PromiseForm, ThemeForm
from needs.lifecycle import SEARCHING, NotAllowed
from needs.matching.policy import Policy
from needs.models import Contact, Match, Need, Outcome, Proposal, Share
from needs.privacy import Disclosure
from needs.proposing import Refused
from needs.roads import Road
from offers.models import Offer
from wijk.journal.models import Entry
from wijk.places.request import Request
from wijk.places.scopes import EVERYWHERE

PER_PAGE = 25
MATCHES = 5


def coordinating(request: Request) -> None:
    """Everybody else gets the answer of a page that does not exist."""
    if not request.user.has_role(request.neighbourhood, Role.COORDINATOR):
        raise Http404


@require_safe
@transaction.atomic
def needs(request: Request) -> HttpResponse:
    """All needs under way, oldest first; a number or a name finds one."""
    coordinating(request)
    rows = Need.objects.visible_to(request.user).filter(neighbourhood=request.neighbourhood)
    query = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    if query:
        number = query.upper().removeprefix("V-")
        rows = rows.filter(Q(number=number) | Q(asker__name__icontains=query) | Q(title__icontains=query))
    else:
        rows = rows.under_way()
    rows = rows.select_related("asker", "buurt", "theme").order_by("registered_at")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = [need.pk for need in page]
    looks.listed(Need, shown, by=request.user, standing=looks.AS_COORDINATOR, neighbourhood=request.neighbourhood)
    return render(
        request, "needs/work_list.html", {"page_obj": page, "query": f"q={query}&" if query else "", "q": query}
    )


@transaction.atomic
def detail(request: Request, need: Need) -> HttpResponse:
    looks.opened(need, by=request.user, level=Disclosure.FULL, standing=looks.AS_COORDINATOR)
    matches = Match.objects.visible_to(request.user).filter(
        need=need, set_aside_at=None, score__gte=Policy.of(request.neighbourhood).least
    )
    matches = matches.exclude(offer__in=need.proposals.exclude(offer=None).values("offer"))  # those stand below
    matches = matches.select_related("offer__person", "offer__organisation", "offer__buurt", "offer__theme", "need")
    proposals = need.proposals.select_related("helper", "organisation", "offer").prefetch_related("answers")
    shown = list(matches[:MATCHES])
    context = {
        "need": need,
        "card": need.card_for(request.user),
        "matches": [(match, reasons.for_coordinator(match), sums.of(match.parts)) for match in shown],
        "locked": private.exists(need, by=request.user),
        "why_form": WhyForm(neighbourhood=request.neighbourhood, auto_id="achtergrond-%s"),
        "background_form": BackgroundForm(neighbourhood=request.neighbourhood, auto_id="achtergrond-%s"),
        "near": near.for_page(need, by=request.user) if not shown or "bijna" in request.GET else None,
        "proposals": proposals.order_by("-made_at"),
        "shares": need.shares.select_related("organisation"),
        "log": Entry.objects.visible_to(request.user).about(need).select_related("actor")[:20],
        "contacts": need.contacts.select_related("by")[:10],
        "known": KnownHelperForm(neighbourhood=request.neighbourhood),
        "close": CloseForm(neighbourhood=request.neighbourhood),
        "said": said_of(need),
        "subjects": ConceptForm.of(need),
        "theme": ThemeForm(neighbourhood=request.neighbourhood, initial={"theme": need.theme}),
        "promise": PromiseForm(neighbourhood=request.neighbourhood),
        "rungs": ladder.calendar(need),
        "together": need.bundled.in_sight().select_related("bundle").order_by("-pk").first(),
        "danger": need.road == Road.DANGER,
        "away": need.road == Road.ORGANISATION,
        "why": reading.why(need.title, need.text, need.road),
    }
    return render(request, "needs/work.html", context)


@require_http_methods(["GET", "POST"])
def phone(request: Request) -> HttpResponse:
    """A caller's need on one page; a desk volunteer may enter one too, and reads none."""
    if not request.user.has_role(request.neighbourhood, Role.COORDINATOR, Role.DESK):
        raise Http404
    form = PhoneForm(request.POST or None, neighbourhood=request.neighbourhood)
    coordinates = request.user.has_role(request.neighbourhood, Role.COORDINATOR)
    if not coordinates:
        del form.fields["background"]  # whoever reads none writes none
    if form.is_valid():
        answers = form.cleaned_data
        choices = {name: answers[name] for name in ("private", "on_board")} | {"concepts": form.chosen()}
        how = Share.How.DESK if answers["channel"] == "desk" else Share.How.PHONE
        with transaction.atomic():
            need = register(
                request.neighbourhood, answers, choices, by=request.user, how=how, channel=answers["channel"]
            )
            if answers.get("background"):
                private.keep_background(need, answers["background"], by=request.user)
        messages.success(request, _("De vraag staat erin: %(number)s.") % {"number": need})
        if coordinates:
            return redirect(need)
        return redirect("needs:phone", request.neighbourhood.slug)
    return render(request, "needs/phone.html", {"form": form})


def find_for_work(request: Request, number: str) -> Need:
    coordinating(request)
    rows = Need.objects.visible_to(request.user).filter(neighbourhood=request.neighbourhood)
    return get_object_or_404(rows, number=number.upper())


@require_POST
def contact(request: Request, number: str) -> HttpResponse:
    need = find_for_work(request, number)
    how = request.POST.get("how", "")
    if how not in Contact.How.values:
        raise Http404
    Contact.objects.log(how, by=request.user, need=need)
    messages.success(request, _("Genoteerd: %(how)s.") % {"how": Contact.How(how).label.lower()})
    back = request.POST.get("back")
    return redirect("dashboard:today", request.neighbourhood.slug) if back == "today" else redirect(need)


@require_POST
def propose(request: Request, number: str) -> HttpResponse:
    """Propose a match, or somebody whom the coordinator knows."""
    need = find_for_work(request, number)
    about: dict[str, Any]
    if "match" in request.POST:
        rows = Match.objects.visible_to(request.user).filter(need=need).select_related("offer__person")
        typed = request.POST["match"]
        match = get_object_or_404(rows, pk=typed if typed.isdecimal() and len(typed) < 19 else 0)
        about = {"offer": match.offer, "match": match, "source": Proposal.Source.ENGINE}
    elif "offer" in request.POST:
        typed = request.POST["offer"]
        there = Offer.objects.within(EVERYWHERE, reason="the coordinator chose this one").standing()
        there = there.serving(request.neighbourhood).select_related("person")
        offer = get_object_or_404(there, pk=typed if typed.isdecimal() and len(typed) < 19 else 0)
        about = {"offer": offer, "source": Proposal.Source.HAND}
    else:
        form = KnownHelperForm(request.POST, neighbourhood=request.neighbourhood)
        if not form.is_valid():
            messages.error(request, str(form.errors["helper"][0]))
            return redirect(need)
        about = {"helper": form.cleaned_data["helper"], "source": Proposal.Source.HAND}
    try:
        proposal = Proposal.objects.make(need, by=request.user, **about)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        day = proposal.expires_on
        messages.success(request, _("Voorgesteld. Antwoorden kan tot en met %(day)s.") % {"day": f"{day:%d-%m}"})
    return redirect(need)


@require_POST
def set_aside(request: Request, number: str, pk: int) -> HttpResponse:
    """Past niet: this match is not shown again."""
    need = find_for_work(request, number)
    match: Any = get_object_or_404(Match.objects.visible_to(request.user).filter(need=need), pk=pk)
    match.set_aside(by=request.user)
    return redirect(need)


@require_POST
def meet(request: Request, pk: int) -> HttpResponse:
    """The coordinator spoke this helper; from now on careful needs may be proposed to them."""
    coordinating(request)
    here = Membership.objects.current().filter(neighbourhood=request.neighbourhood, user=pk)
    for membership in here:
        membership.meet(by=request.user)
    if not here:
        raise Http404
    messages.success(request, _("Genoteerd: u sprak deze helper."))
    back = request.POST.get("number", "")
    if back.isalnum():
        return redirect("needs:detail", request.neighbourhood.slug, back)
    return redirect("needs:work", request.neighbourhood.slug)


@require_POST
@transaction.atomic
def close(request: Request, number: str) -> HttpResponse:
    """Close with a reason, also "al geregeld"; what was out is withdrawn first."""
    need = find_for_work(request, number)
    form = CloseForm(request.POST, neighbourhood=request.neighbourhood)
    if not form.is_valid():
        messages.error(request, str(form.errors["kind"][0]))
        return redirect(need)
    try:
        Outcome.objects.close(need, form.cleaned_data["kind"], by=request.user)
    except NotAllowed:
        messages.warning(request, _("Deze vraag is al klaar."))
    return redirect(need)


@require_POST
def theme(request: Request, number: str) -> HttpResponse:
    """A person corrects the theme; with it the risk and who is asked."""
    need = find_for_work(request, number)
    form = ThemeForm(request.POST, neighbourhood=request.neighbourhood)
    if form.is_valid():
        need.correct(theme=form.cleaned_data["theme"], by=request.user)
    return redirect(need)


@require_POST
def road(request: Request, number: str) -> HttpResponse:
    """The coordinator has looked: this one may go to neighbours after all."""
    need = find_for_work(request, number)
    need.correct(road=Road.NEIGHBOURS, by=request.user)
    return redirect(need)


@require_POST
def reopen(request: Request, number: str) -> HttpResponse:
    need = find_for_work(request, number)
    try:
        if need.status in SEARCHING:
            raise NotAllowed
        need.reopen(by=request.user)
    except NotAllowed:
        messages.warning(request, _("Deze vraag staat al open."))
    return redirect(need)
