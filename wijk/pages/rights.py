"""Mijn gegevens: read what is kept about oneself, take it along, or let it be wiped. Without e-mail by telephone."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.models import Download, Erasure, User
from members.rights import export
from members.signing.sudo import fresh
from needs.paper.own_data import own_data
from needs.views.work import coordinating
from wijk.places.request import Request

FORMS = ("pdf", "json")


@require_safe
def own(request: Request) -> HttpResponse:
    return render(request, "pages/own_data.html", {"kinds": _kinds(request.user)})


@fresh
@require_POST
def prepare(request: Request) -> HttpResponse:
    """A page with one link, that works once, for a day, for who asked it."""
    form = request.POST.get("form", "")
    if form not in FORMS:
        raise Http404
    key = Download.objects.open(request.user, by=request.user)
    return render(request, "pages/own_data_ready.html", {"key": key, "form_of": form})


@require_safe
def take(request: Request, token: str, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    person = Download.objects.use(token, by=request.user)
    if person is None:
        return render(request, "members/notices/over.html", status=404)
    return _file(request, person, form)


@fresh
@require_http_methods(["GET", "POST"])
def wipe(request: Request) -> HttpResponse:
    """What goes, what stays, and a yes. Afterwards nobody is logged in here any more."""
    if request.method != "POST":
        return render(request, "pages/wipe.html")
    if "sure" not in request.POST:
        messages.error(request, _("Zet eerst een vinkje."))
        return render(request, "pages/wipe.html", status=400)
    person = User.objects.get(pk=request.user.pk)
    Erasure.objects.record(person, by=person)
    logout(request)
    return render(request, "pages/wiped.html")


def _somebody(request: Request, pk: int) -> User:
    coordinating(request)
    here = User.objects.visible_to(request.user).here(request.neighbourhood).filter(is_active=True)
    return get_object_or_404(here, pk=pk)


@require_safe
def of_person(request: Request, pk: int) -> HttpResponse:
    """For somebody on the telephone: their own data on paper, or a wish to be wiped."""
    person = _somebody(request, pk)
    return render(request, "pages/person_data.html", {"person": person, "kinds": _kinds(person)})


@fresh
@require_POST
def print_for(request: Request, pk: int) -> HttpResponse:
    """Who has e-mail logs in for it; so the papers are for who has none."""
    person = _somebody(request, pk)
    try:
        key = Download.objects.open(person, by=request.user)
    except PermissionDenied as refused:
        raise Http404 from refused
    Download.objects.use(key, by=request.user)
    return _file(request, person, "pdf")


@fresh
@require_POST
def wipe_for(request: Request, pk: int) -> HttpResponse:
    person = _somebody(request, pk)
    if "sure" not in request.POST:
        messages.error(request, _("Lees het eerst terug. Zet daarna een vinkje."))
        return redirect("pages:person_data", request.neighbourhood.slug, person.pk)
    try:
        Erasure.objects.record(person, by=request.user)
    except PermissionDenied:
        messages.error(request, _("Wie hier werkt, doet dit zelf."))
        return redirect("pages:person_data", request.neighbourhood.slug, person.pk)
    messages.success(request, _("De gegevens zijn gewist."))
    return redirect("dashboard:people", request.neighbourhood.slug)


def _kinds(person: User) -> list[tuple[str, int]]:
    return [(part["heading"], len(part["rows"])) for part in export(person)]


def _file(request: Request, person: User, form: str) -> HttpResponse:
    found = export(person, by=request.user)
    if form == "json":
        plain: dict[str, Any] = {}
        for part in found:
            plain[part["model"]] = [{cell["field"]: cell["value"] for cell in row} for row in part["rows"]]
        made = HttpResponse(json.dumps(plain, ensure_ascii=False, indent=1), content_type="application/json")
    else:
        made = HttpResponse(own_data(person.name, found, request.neighbourhood), content_type="application/pdf")
    made["Content-Disposition"] = f'attachment; filename="mijn-gegevens.{form}"'
    made["Cache-Control"] = "no-store, private"
    return made
