"""People of the wijk, for whom it is theirs to know: the coordinator hands over a code, the board gives roles."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.models import Claim, Membership, Role, User
from members.notices import digest
from members.notices.models import Subscription
from members.signing.sudo import fresh
from needs import looks
from needs.views.work import coordinating
from wijk.places.request import Request

PER_PAGE = 25
GIVEN_BY_BOARD = (Role.COORDINATOR, Role.DESK, Role.BOARD, Role.REFERRER)


def _people(request: Request) -> QuerySet[User]:
    if not request.user.has_role(request.neighbourhood, Role.COORDINATOR, Role.BOARD):
        raise Http404
    return User.objects.visible_to(request.user).here(request.neighbourhood)


def _as(request: Request) -> looks.Standing:
    """The coordinator sees numbers too, the board names only."""
    coordinates = request.user.has_role(request.neighbourhood, Role.COORDINATOR)
    return looks.AS_COORDINATOR if coordinates else looks.Standing(looks.BOARD, "board")


@require_safe
@transaction.atomic
def people(request: Request) -> HttpResponse:
    """Everybody with a role here: by name for the board, with the telephone number for the coordinator."""
    rows, wijk = _people(request), request.neighbourhood
    query = request.GET.get("q", "").replace("\0", "").strip()[:80]
    if query:
        digits = "".join(c for c in query if c.isdigit())
        by_phone = len(digits) > 5 and request.user.has_role(request.neighbourhood, Role.COORDINATOR)
        rows = rows.filter(phone__contains=digits) if by_phone else rows.filter(name__icontains=query)
    page = Paginator(rows.order_by("name", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    here = Membership.objects.current().filter(neighbourhood=request.neighbourhood, user__in=list(page))
    roles: dict[int, list[Membership]] = {}
    for membership in here:
        roles.setdefault(membership.user_id, []).append(membership)
    quiet = Subscription.objects.filter(kind=digest.KIND, person__in=list(page)).exclude(person__email=None)
    stopped = set(quiet.values_list("person", flat=True))
    looks.listed(User, [person.pk for person in page], by=request.user, standing=_as(request), neighbourhood=wijk)
    context = {
        "page_obj": page,
        "rows": [(person, roles.get(person.pk, []), person.pk in stopped) for person in page],
        "q": query,
        "query": f"q={query}&" if query else "",
        "board": request.user.has_role(request.neighbourhood, Role.BOARD),
        "coordinates": request.user.has_role(request.neighbourhood, Role.COORDINATOR),
        "roles": [(role.value, role.label) for role in GIVEN_BY_BOARD],
    }
    return render(request, "coalitions/dashboard/people.html", context)


@require_POST
@fresh
def appoint(request: Request, pk: int) -> HttpResponse:
    """The board gives a role, or ends one."""
    person = get_object_or_404(_people(request), pk=pk)
    role = request.POST.get("role", "")
    if role not in GIVEN_BY_BOARD:
        raise Http404
    membership = Membership.objects.appoint(person, request.neighbourhood, role, by=request.user)
    messages.success(request, _("%(name)s is nu %(role)s.") % {"name": person, "role": membership.get_role_display()})
    return redirect("dashboard:people", request.neighbourhood.slug)


@require_POST
@fresh
def dismiss(request: Request, pk: int) -> HttpResponse:
    _people(request)
    if not request.user.has_role(request.neighbourhood, Role.BOARD):
        raise PermissionDenied
    rows = Membership.objects.current().filter(neighbourhood=request.neighbourhood, role__in=GIVEN_BY_BOARD)
    membership: Membership = get_object_or_404(rows, pk=pk)
    membership.end(by=request.user)
    messages.success(request, _("De rol is beëindigd."))
    return redirect("dashboard:people", request.neighbourhood.slug)


@require_POST
@fresh
def code(request: Request, pk: int) -> HttpResponse:
    """A one-time code for somebody without e-mail: shown once, to read out or to copy on paper."""
    person = get_object_or_404(_people(request), pk=pk)
    return render(
        request,
        "coalitions/dashboard/code.html",
        {"person": person, "code": Claim.objects.hand_over(person, by=request.user)},
    )


@require_POST
def digest_again(request: Request, pk: int) -> HttpResponse:
    """Somebody says on the telephone that they want the wijkbericht after all."""
    coordinating(request)
    person = get_object_or_404(_people(request), pk=pk)
    Subscription.objects.start(person, digest.KIND, by=request.user)
    messages.success(request, _("%(name)s krijgt het wijkbericht weer.") % {"name": person})
    return redirect("dashboard:people", request.neighbourhood.slug)
