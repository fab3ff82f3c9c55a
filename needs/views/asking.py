"""Asking on the site: five pages, a check, and a thank-you. Nobody has to log in."""

from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.http import require_safe

from members.models import Mandate
from needs import acting
from needs.asking import drafts
from needs.asking.check import CheckForm
from needs.asking.questions import ORDER, QUESTIONS
from needs.asking.sending import ASKS_FOR, asked_for, asker_of, send
from needs.asking.summary import summary
from needs.models import Need
from wijk.places.request import Request
from wijk.themes.safety import Verdict, triage

WHAT = "need"
TITLES = {
    "soort": _("Wat zoekt u?"),
    "vraag": _("Vertel wat u zoekt"),
    "wanneer": _("Wanneer?"),
    "buurt": _("Waar?"),
    "contact": _("Hoe bereiken wij u?"),
}


@login_not_required
@require_safe
def begin(request: Request) -> HttpResponse:
    return redirect("needs:ask_step", request.neighbourhood.slug, ORDER[0])


@method_decorator(login_not_required, name="dispatch")
class Step(View):
    """One question. A change from "Klopt dit?" leads straight back there."""

    def get(self, request: Request, step: str) -> HttpResponse:
        if step not in QUESTIONS:
            raise Http404
        draft = drafts.find(request, request.neighbourhood, WHAT)
        form = drafts.form_for(draft, step) if draft else QUESTIONS[step](neighbourhood=request.neighbourhood)
        if form.is_bound:  # what was kept is shown, not judged again
            cast(Any, form)._errors = {}
        elif step == "contact" and request.user.is_authenticated:
            me = asked_for(request) or request.user
            form.initial = {"name": me.name, "phone": me.phone, "email": me.email or "", "call_when": me.call_when}
        return self._page(request, step, form)

    def post(self, request: Request, step: str) -> HttpResponse:
        if step not in QUESTIONS:
            raise Http404
        form = QUESTIONS[step](request.POST, neighbourhood=request.neighbourhood)
        draft = drafts.find_or_begin(request, request.neighbourhood, WHAT)
        drafts.keep(draft, step, form)
        if not form.is_valid():
            return self._page(request, step, form)
        slug = request.neighbourhood.slug
        if step == "vraag":
            verdict = triage(form.cleaned_data["title"], form.cleaned_data["text"])
            if verdict.verdict is Verdict.DANGER:
                return redirect("needs:ask_danger", slug)
        following = drafts.first_open(draft)
        return redirect("needs:ask_step", slug, following) if following else redirect("needs:ask_check", slug)

    def _page(self, request: Request, step: str, form: object) -> HttpResponse:
        number = ORDER.index(step)
        context = {
            "form": form,
            "number": number + 1,
            "total": len(ORDER),
            "heading": TITLES[step],
            "before": ORDER[number - 1] if number else "",
        }
        return render(request, "needs/ask.html", context)


@login_not_required
@require_safe
def danger(request: Request) -> HttpResponse:
    """Numbers first. Whoever wants to go on can; the coordinator sees it on top, and no neighbour is asked."""
    draft = drafts.find(request, request.neighbourhood, WHAT)
    following = drafts.first_open(draft) if draft else ORDER[0]
    return render(request, "needs/danger.html", {"following": following})


@method_decorator(login_not_required, name="dispatch")
class Check(View):
    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        self.draft = drafts.find(request, request.neighbourhood, WHAT)
        if self.draft is None:
            # Sent already (back and again), or too old: the thank-you page still knows.
            known = request.session.get("thanks")
            return redirect("needs:thanks" if known else "needs:ask", request.neighbourhood.slug)
        missing = drafts.first_open(self.draft)
        if missing:
            return redirect("needs:ask_step", request.neighbourhood.slug, missing)
        self.answers = drafts.cleaned(self.draft)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: Request) -> HttpResponse:
        return self._page(request, CheckForm(neighbourhood=request.neighbourhood, answers=self.answers))

    def post(self, request: Request) -> HttpResponse:
        form = CheckForm(request.POST, neighbourhood=request.neighbourhood, answers=self.answers)
        if not form.is_valid():
            return self._page(request, form)
        me = asker_of(request)
        assert self.draft is not None  # noqa: S101 -- dispatch turned everybody else away
        with transaction.atomic():
            other = asked_for(request)
            need = send(self.draft, self.answers, form.choices(), by=me, asker=other or me)
            if other is not None:
                acting.note(need, me, Mandate.Scope.ASK)
        request.session.pop(ASKS_FOR, None)
        request.session["thanks"] = need.pk
        return redirect("needs:thanks", request.neighbourhood.slug)

    def _page(self, request: Request, form: CheckForm) -> HttpResponse:
        rows = summary(self.answers, request.neighbourhood)
        return render(request, "needs/check.html", {"form": form, "rows": rows, "asks_for": asked_for(request)})


@login_not_required
@require_safe
def thanks(request: Request) -> HttpResponse:
    needs = Need.objects.within(request.neighbourhood, reason="the session that sent it sees its number")
    need = needs.filter(pk=request.session.get("thanks")).first()
    if need is None:
        return redirect("needs:ask", request.neighbourhood.slug)
    answer_on = request.neighbourhood.due(1 if need.is_urgent else request.neighbourhood.answer_within)
    return render(request, "needs/thanks.html", {"number": str(need), "answer_on": answer_on, "urgent": need.is_urgent})
