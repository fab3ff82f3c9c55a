"""The switch in the foot of every page: kept in the browser, and with the person when somebody is logged in."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from wijk.places.languages import COOKIE, known
from wijk.places.request import Request

KEPT = 365 * 24 * 3600  # seconds


@login_not_required
@require_POST
def choose(request: Request) -> HttpResponse:
    """Back to the page that one came from, in another language. What is no language of ours is Dutch."""
    language = known(request.POST.get("language"))
    if request.user.is_authenticated:
        request.user.speak(language)
    response = redirect(_back(request))
    response.set_cookie(COOKIE, language, max_age=KEPT, secure=settings.HTTPS, httponly=True, samesite="Lax")
    return response


def _back(request: Request) -> str:
    """Only to a page of this site: a form elsewhere must not send people on from here."""
    page = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if ours else reverse("places:choose")
