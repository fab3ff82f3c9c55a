"""Which neighbourhood a request is about, and in which language it is answered."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from wijk.places.languages import chosen, known, read_by, spoken, tag
from wijk.places.models import Neighbourhood

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
        found = None
        if slug is not None:
            found = Neighbourhood.objects.filter(slug=slug).select_related("municipality").first()
            request.neighbourhood = found  # type: ignore[attr-defined]
        translation.activate(spoken(read_by(request), found))  # `language` below puts it back after the response
        if slug is not None and found is None:
            raise Http404


def language(get_response: View) -> View:
    """Dutch, unless the visitor chose otherwise here. The browser's own preference never switches a Dutch page.

    Stands outside: what is activated further in, for a person or a wijk, ends with the request.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        with translation.override(known(chosen(request))):
            request.LANGUAGE_CODE = translation.get_language()
            response = get_response(request)
            response.headers.setdefault("Content-Language", tag(translation.get_language()))
            patch_vary_headers(response, ["Cookie"])
            return response

    return middleware
