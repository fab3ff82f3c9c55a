"""Which neighbourhood a request is about, and in which language it is answered."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from wijk.places.models import Neighbourhood

LANGUAGE_COOKIE = "taal"
View = Callable[[HttpRequest], HttpResponse]


class NeighbourhoodMiddleware:
    """Takes `wijk` (a slug) out of the address; the view finds the row on `request.neighbourhood`."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.neighbourhood = None  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        slug = kwargs.pop("wijk", None)
        if slug is None:
            return
        found = Neighbourhood.objects.filter(slug=slug).select_related("municipality").first()
        if found is None:
            raise Http404
        request.neighbourhood = found  # type: ignore[attr-defined]


def language(get_response: View) -> View:
    """Dutch, unless the visitor chose otherwise here. The browser's own preference never switches a Dutch page."""
    known = dict(settings.LANGUAGES)

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
        with translation.override(chosen if chosen in known else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "nl")
            return response

    return middleware
