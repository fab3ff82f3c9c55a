"""Each address finds its wijk, in Dutch unless somebody chose otherwise here."""

from typing import Any

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from wijk.places.context import neighbourhood
from wijk.places.middleware import NeighbourhoodMiddleware
from wijk.places.models import Neighbourhood

pytestmark = pytest.mark.django_db


def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@pytest.fixture
def request_(rf: RequestFactory) -> Any:
    request = rf.get("/")
    NeighbourhoodMiddleware(view)(request)
    return request


def test_the_view_never_sees_the_slug(request_: Any, wijk: Neighbourhood, django_assert_num_queries: Any) -> None:
    kwargs = {"wijk": "zebraspoor", "pk": 7}
    with django_assert_num_queries(1):
        NeighbourhoodMiddleware(view).process_view(request_, view, (), kwargs)
        assert (request_.neighbourhood, request_.neighbourhood.municipality.code) == (wijk, "GM1904")
    assert kwargs == {"pk": 7}
    assert neighbourhood(request_) == {"wijk": wijk}


def test_an_address_without_a_wijk_asks_nothing(request_: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        NeighbourhoodMiddleware(view).process_view(request_, view, (), {})
    assert (request_.neighbourhood, neighbourhood(request_)) == (None, {"wijk": None})


def test_an_unknown_wijk_is_not_there(request_: Any, wijk: Neighbourhood) -> None:
    for slug in ("nergens", "Zebraspoor", ""):
        with pytest.raises(Http404):
            NeighbourhoodMiddleware(view).process_view(request_, view, (), {"wijk": slug})
    assert Client().get("/nergens/").status_code == 404


def test_the_browsers_own_language_never_switches_a_page(wijk: Neighbourhood) -> None:
    page = Client().get("/", headers={"accept-language": "en-GB,en;q=0.9"})
    assert (page.headers["Content-Language"], '<html lang="nl">' in page.content.decode()) == ("nl", True)


@pytest.mark.parametrize("chosen", ["nl", "xx", "nl-je", ""])
def test_a_language_that_is_not_there_stays_dutch(wijk: Neighbourhood, chosen: str) -> None:
    client = Client()
    client.cookies["taal"] = chosen
    assert client.get("/").headers["Content-Language"] == "nl"
