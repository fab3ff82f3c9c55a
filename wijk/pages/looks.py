"""Wie keek mee?: who opened one's own needs, when and why, and which organisations may look now."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from needs import looking
from wijk.places.request import Request

PER_PAGE = 25


@require_safe
def looks(request: Request) -> HttpResponse:
    """Over all wijken: whoever moved may also know who looked where they lived before."""
    page = Paginator(looking.of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "lines": looking.lines(page.object_list), "query": ""}
    return render(request, "pages/looks.html", context)
