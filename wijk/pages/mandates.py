"""Iemand mag mij helpen: who acts for me, with an own account, for what, until when."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from coalitions.consent import DateField
from members.models import Knock, Mandate, User
from members.models.mandate import LONGEST
from members.signing.sudo import fresh
from needs import looks
from needs.asking.sending import ASKS_FOR
from needs.models import Need, Proposal
from needs.privacy import Disclosure, card
from needs.views.work import coordinating
from wijk.places.request import Request
from wijk.places.widgets import Choices

PER_HOUR = 5  # addresses that one person may try: a list of who has an account here is nobody's business
HALF_A_YEAR = timedelta(days=182)
UNKNOWN = gettext_lazy("Wij kennen dit adres niet. Vraag of deze persoon eerst een account maakt.")


class MandateForm(forms.Form):
    use_required_attribute = False
    headline = ""

    email = forms.EmailField(
        label=gettext_lazy("E-mailadres van wie mag helpen"),
        help_text=gettext_lazy("Het adres waarmee deze persoon hier inlogt."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Typ het e-mailadres."),
            "invalid": gettext_lazy("Dit lijkt geen e-mailadres. Kijk nog eens goed."),
        },
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Wie is het?"),
        choices=Mandate.As.choices,
        widget=Choices(small=True),
        error_messages={"required": gettext_lazy("Kies wie het is.")},
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("Wat mag deze persoon?"),
        choices=Mandate.Scope.choices,
        widget=Choices(),
        error_messages={"required": gettext_lazy("Kies wat mag.")},
    )
    until = DateField(label=gettext_lazy("Tot en met welke dag?"))

    def __init__(self, *args: Any, person: User, request: Request, **kwargs: Any) -> None:
        self.person, self.request = person, request
        today = request.neighbourhood.today()
        kwargs.setdefault("initial", {"until": today + HALF_A_YEAR})
        super().__init__(*args, **kwargs)
        for name, choices in (("role", Mandate.As.choices), ("scope", Mandate.Scope.choices)):
            labelled = [(value, str(label).capitalize()) for value, label in choices]
            cast(forms.ChoiceField, self.fields[name]).choices = labelled

    def clean_until(self) -> Any:
        day, today = self.cleaned_data["until"], self.request.neighbourhood.today()
        if not today <= day <= today + LONGEST:
            raise forms.ValidationError(_("Kies een dag vanaf vandaag, hoogstens een jaar verder."))
        return day

    def clean_email(self) -> User:
        if not Knock.objects.allow(f"mandate {self.request.user.pk}", PER_HOUR):
            raise forms.ValidationError(_("Dat waren veel adressen. Wacht een uur, of bel ons."))
        address = self.cleaned_data["email"].strip().lower()
        agent: User | None = User.objects.filter(email=address, is_active=True).first()
        if agent is None or agent.pk in (self.person.pk, self.request.user.pk):
            raise forms.ValidationError(str(UNKNOWN))
        return agent


@fresh
@require_http_methods(["GET", "POST"])
def own(request: Request) -> HttpResponse:
    return _page(request, request.user, "pages:mandates")


@fresh
@require_http_methods(["GET", "POST"])
def of_person(request: Request, pk: int) -> HttpResponse:
    """The coordinator writes down what the resident said, and read it back."""
    coordinating(request)
    here = User.objects.visible_to(request.user).here(request.neighbourhood).filter(is_active=True)
    return _page(request, get_object_or_404(here, pk=pk), "pages:person_mandates", pk)


def _page(request: Request, person: User, name: str, *args: int) -> HttpResponse:
    form = MandateForm(request.POST if request.method == "POST" else None, person=person, request=request)
    if form.is_valid():
        data, wijk = form.cleaned_data, request.neighbourhood
        about = {"scope": data["scope"], "role": data["role"], "until": data["until"]}
        try:
            Mandate.objects.give(person, data["email"], neighbourhood=wijk, by=request.user, **about)
        except PermissionDenied as refused:
            raise Http404 from refused
        messages.success(request, _("%(name)s mag nu helpen.") % {"name": data["email"]})
        return redirect(name, wijk.slug, *args)
    given = Mandate.objects.live().filter(person=person).select_related("agent").order_by("pk")
    mine = person.pk == request.user.pk
    context = {"form": form, "person": person, "given": given, "mine": mine}
    return render(request, "pages/mandates.html", {**context, "base": "base.html" if mine else "work.html"})


@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    """Either of the two, or the coordinator on the resident's word."""
    theirs = Q(person=request.user) | Q(agent=request.user)
    theirs |= Q(neighbourhood__in=request.user.coordinated_neighbourhoods())
    rows = Mandate.objects.filter(theirs, neighbourhood=request.neighbourhood, ended_at=None)
    mandate = get_object_or_404(rows, pk=pk)
    mandate.end(by=request.user)
    messages.success(request, _("Gestopt. Deze persoon ziet niets meer."))
    if request.user.pk in (mandate.person_id, mandate.agent_id):
        return redirect("pages:mine", request.neighbourhood.slug)
    return redirect("pages:person_mandates", request.neighbourhood.slug, mandate.person_id)


@require_POST
def ask(request: Request, pk: int) -> HttpResponse:
    """From here the five questions are asked for the other; `asked_for` looks again when it is sent."""
    rows = Mandate.objects.allowing(Mandate.Scope.ASK).filter(agent=request.user, neighbourhood=request.neighbourhood)
    request.session[ASKS_FOR] = get_object_or_404(rows, pk=pk).person_id
    return redirect("needs:ask", request.neighbourhood.slug)


def helping(request: Request) -> list[dict[str, Any]]:
    """Whom one helps in this wijk, with what they asked and which proposals wait for them. Queries: always as many."""
    me, wijk = request.user, request.neighbourhood
    mandates = list(Mandate.objects.live().filter(agent=me, neighbourhood=wijk).select_related("person").order_by("pk"))
    if not mandates:
        return []
    people = [mandate.person_id for mandate in mandates]
    needs = Need.objects.visible_to(me).filter(asker__in=people, neighbourhood=wijk).exclude(status="closed")
    needs = needs.exclude(private=True).select_related("asker", "buurt", "theme", "neighbourhood")
    asked: dict[int, list[Any]] = {}
    needs = needs.order_by("-registered_at")
    for need in needs:
        asked.setdefault(need.asker_id, []).append(card(need, me, Disclosure.LIST))
    looks.listed(Need, [need.pk for need in needs], by=me, standing=looks.AS_AGENT, neighbourhood=wijk)
    waiting: dict[int, list[int]] = {}
    rows = Proposal.objects.visible_to(me).live().filter(need__asker__in=people, need__neighbourhood=wijk)
    for pk, asker in rows.order_by("pk").values_list("pk", "need__asker"):
        waiting.setdefault(asker, []).append(pk)
    return [
        {"mandate": m, "needs": asked.get(m.person_id, []), "waiting": waiting.get(m.person_id, [])} for m in mandates
    ]
