"""Prikbord en papier: what the coordinator prints. The poster and the empty form show nobody and are public."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from needs import looks
from needs.models import Need
from needs.paper.cards import cards, for_the_board, names_somebody
from needs.paper.form import paper_form
from needs.paper.poster import poster
from needs.views.work import coordinating
from wijk.places.request import Request


@require_safe
def board(request: Request) -> HttpResponse:
    """What may hang on the board now, and what stays off because its title names somebody."""
    coordinating(request)
    needs = for_the_board(request.user, request.neighbourhood)
    _looked(request, needs)
    context = {
        "hanging": [need for need in needs if not names_somebody(need)],
        "kept_off": [need for need in needs if names_somebody(need)],
    }
    return render(request, "needs/paper/board.html", context)


@require_safe
def board_cards(request: Request) -> HttpResponse:
    coordinating(request)
    wijk = request.neighbourhood
    needs = for_the_board(request.user, wijk)
    _looked(request, needs)
    return _pdf(cards(needs, wijk), f"prikbord-{wijk.slug}")


def _looked(request: Request, needs: Any) -> None:
    shown, wijk = [need.pk for need in needs], request.neighbourhood
    looks.listed(Need, shown, by=request.user, standing=looks.AS_COORDINATOR, neighbourhood=wijk)


@login_not_required
@require_safe
def public_poster(request: Request) -> HttpResponse:
    return _pdf(poster(request.neighbourhood), f"poster-{request.neighbourhood.slug}")


@login_not_required
@require_safe
def empty_form(request: Request) -> HttpResponse:
    return _pdf(paper_form(request.neighbourhood), f"vraag-{request.neighbourhood.slug}")


def _pdf(made: bytes, name: str) -> HttpResponse:
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slugify(name)}.pdf"'
    return response
