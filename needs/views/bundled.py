"""Mag dit ook samen? The asker reads the own need and how many others ask the like, and says yes or no."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from needs.models import BundledNeed
from needs.proposing import Refused
from needs.together import telling
from needs.views.work import coordinating
from wijk.places.request import Request


def _rows(request: Request) -> Any:
    rows = BundledNeed.objects.visible_to(request.user).filter(bundle__neighbourhood=request.neighbourhood)
    return rows.select_related("need", "bundle")


def _mine(request: Request, pk: int) -> BundledNeed:
    row: BundledNeed = get_object_or_404(_rows(request).exclude(asked_at=None), pk=pk, need__asker=request.user)
    return row


@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    context = {
        "row": row,
        "title": row.need.title,
        "question": telling.question(),
        "others": telling.others(row),
        "open": telling.waits_for(request.user, row.pk) is not None,
    }
    return render(request, "needs/together/asked.html", context)


@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    _reply(request, row, "clicked")
    return redirect("pages:mine", request.neighbourhood.slug)


@require_POST
def spoken(request: Request, pk: int) -> HttpResponse:
    """The coordinator heard yes or no at the telephone or at the desk."""
    coordinating(request)
    row: BundledNeed = get_object_or_404(_rows(request), pk=pk)
    _reply(request, row, "spoken")
    return redirect("needs:bundle", request.neighbourhood.slug, row.bundle_id)


def _reply(request: Request, row: BundledNeed, how: str) -> None:
    said = request.POST.get("answer", "")
    if said not in ("yes", "no"):
        raise Http404
    try:
        row.reply(said == "yes", by=request.user, how=how)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, telling.noted(said == "yes"))
