"""Two rows that may be one person: the coordinator compares, chooses who stays, and says that she asked."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from members import doubles
from members.models import Membership, Merge, Unmergeable, User
from members.models.merge import check
from needs import looks
from needs.models import CallTask, Need, Proposal
from needs.views.work import coordinating
from offers.models import Offer
from wijk.places.request import Request

PER_PAGE = 25


class SpokenForm(forms.Form):
    use_required_attribute = False
    headline = ""

    spoken = forms.BooleanField(
        label=gettext_lazy("Ik heb het gevraagd. Dit is 1 persoon."),
        error_messages={"required": gettext_lazy("Vraag het eerst. Vink dan dit vakje aan.")},
    )


@dataclass(frozen=True)
class Side:
    """One of the two, with how much is theirs in this wijk."""

    person: User
    roles: list[Membership]
    needs: int
    offers: int
    proposals: int
    calls: int


def _two(request: Request, pk: int, other: int) -> tuple[User, User]:
    """Both, as far as they are people of her own wijk; otherwise 404."""
    coordinating(request)
    rows = User.objects.visible_to(request.user).here(request.neighbourhood).filter(is_active=True)
    if pk == other:
        raise Http404
    two = get_object_or_404(rows, pk=pk), get_object_or_404(rows, pk=other)
    _looked(request, pk, other)
    return two


def _looked(request: Request, *people: int) -> None:
    wijk = request.neighbourhood
    looks.listed(User, people, by=request.user, standing=looks.AS_COORDINATOR, neighbourhood=wijk)


def _side(request: Request, person: User) -> Side:
    me, wijk = request.user, request.neighbourhood
    roles = Membership.objects.current().filter(user=person, neighbourhood=wijk)
    return Side(
        person=person,
        roles=list(roles),
        needs=Need.objects.visible_to(me).filter(neighbourhood=wijk, asker=person).count(),
        offers=Offer.objects.visible_to(me).filter(neighbourhood=wijk, person=person).count(),
        proposals=Proposal.objects.visible_to(me).filter(need__neighbourhood=wijk, helper=person).count(),
        calls=CallTask.objects.visible_to(me).filter(neighbourhood=wijk, person=person).open().count(),
    )


@require_safe
def likely(request: Request) -> HttpResponse:
    coordinating(request)
    page = Paginator(doubles.likely(request.neighbourhood), PER_PAGE).get_page(request.GET.get("page"))
    _looked(request, *(person.pk for pair in page for person in (pair.first, pair.second)))
    return render(request, "coalitions/dashboard/doubles.html", {"page_obj": page})


@require_safe
def compare(request: Request, pk: int, other: int) -> HttpResponse:
    """Side by side. Who stays keeps the name and the number; a merge that cannot be is said here already."""
    one, two = _two(request, pk, other)
    ways = [
        (_side(request, stays), goes, _refusal(goes, stays, request.user)) for stays, goes in ((one, two), (two, one))
    ]
    return render(request, "coalitions/dashboard/double.html", {"ways": ways})


def _refusal(gone: User, into: User, by: Any) -> Any:
    try:
        check(gone, into, by=by)
    except Unmergeable as refused:
        return refused.message
    except PermissionDenied:
        return _("Een van deze twee hoort ook bij een andere wijk. Dan kan het hier niet.")
    return ""


@require_http_methods(["GET", "POST"])
def merge(request: Request, pk: int, other: int) -> HttpResponse:
    """`pk` goes, `other` stays. GET asks, POST does."""
    gone, into = _two(request, pk, other)
    if refusal := _refusal(gone, into, request.user):
        messages.error(request, refusal)
        return redirect("dashboard:double", request.neighbourhood.slug, pk, other)
    form = SpokenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _merged(request, gone, into)
    context = {"form": form, "gone": _side(request, gone), "into": into}
    return render(request, "coalitions/dashboard/merge.html", context)


def _merged(request: Request, gone: User, into: User) -> HttpResponse:
    try:
        Merge.objects.record(gone, into=into, by=request.user)
    except Unmergeable as refused:  # somebody was a moment earlier
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Samengevoegd. Alles staat nu bij %(name)s.") % {"name": into})
    return redirect("dashboard:doubles", request.neighbourhood.slug)
