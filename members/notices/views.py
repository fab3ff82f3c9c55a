"""Answering and stopping from a mail, without logging in. GET shows, POST does: mail scanners open every link."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.models import User
from members.notices import links
from members.notices.models import Subscription
from wijk.places.languages import chosen, tag


@login_not_required
@never_cache  # words of a need, read without logging in: no browser or proxy keeps them
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    found = links.read_answer(token)
    if found is None:
        return render(request, "members/notices/over.html", status=404)
    person, handler, about, language = found
    _go_on_in(language, request)
    said = ""
    if request.method == "POST":
        said = handler.act(person, about, request.POST.get("answer", ""))
    shown = handler.show(person, about)
    if shown is None and not said:
        return render(request, "members/notices/over.html", status=404)
    return render(request, "members/notices/answer.html", {"shown": shown, "said": said})


@login_not_required
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop, and on the same page start again. A mail program only ever stops: it posts no `again`."""
    found = links.read_stop(token)
    person = User.objects.standing(found[0]) if found else None
    if found is None or person is None:
        raise Http404
    kind = found[1]
    _go_on_in(found[2], request)
    if request.method == "POST":
        change = Subscription.objects.start if "again" in request.POST else Subscription.objects.stop
        change(person, kind, by=person)
    stopped = not Subscription.objects.wanted(person, kind)
    return render(request, "members/notices/stop.html", {"stopped": stopped})


def _go_on_in(language: str, request: HttpRequest) -> None:
    """The page speaks as its mail did, unless the reader chose another language here."""
    if chosen(request) in ("", tag(language)):
        translation.activate(language)
