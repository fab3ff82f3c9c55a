"""De woorden van de wijk: its own words on top of the shared thesaurus, tried on the open needs before they count."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.models import Role
from needs.vocabulary import preview
from needs.vocabulary.forms import OwnWordsForm, bare
from needs.vocabulary.told import tell
from wijk.places.request import Request
from wijk.themes import current
from wijk.themes.finding import find
from wijk.themes.models import OverlayTerm
from wijk.themes.overlay import overlaid

FOUND = 20


def _keeping(request: Request) -> None:
    """The coordinator and the board; everybody else gets the answer of a page that does not exist."""
    if not request.user.has_role(request.neighbourhood, Role.COORDINATOR, Role.BOARD):
        raise Http404


@require_safe
def words(request: Request) -> HttpResponse:
    """What this wijk changed, and a search for a concept to change."""
    _keeping(request)
    thesaurus, typed = current.of(None), request.GET.get("q", "")[:80]
    own: dict[str, list[str]] = {}
    for change in current.changes_of(request.neighbourhood):
        if change.code in thesaurus.concepts:
            words = _("%(word)s telt niet") if change.off else "%(word)s"
            own.setdefault(change.code, []).append(words % {"word": bare(change.term)})
    context = {
        "own": [(thesaurus.concepts[code], ", ".join(texts)) for code, texts in own.items()],
        "found": [thesaurus.concepts[code] for code in find(typed, thesaurus, FOUND)],
        "q": typed,
    }
    return render(request, "needs/vocabulary/words.html", context)


@require_http_methods(["GET", "POST"])
def concept(request: Request, code: str) -> HttpResponse:
    """First what the change would do; saved at the second click."""
    _keeping(request)
    wijk, base = request.neighbourhood, current.of(None)
    if code not in base.concepts:
        raise Http404
    all_changes = current.changes_of(wijk)
    form = OwnWordsForm.of(code, base, [c for c in all_changes if c.code == code], request.POST or None)
    told = None
    if form.is_valid():
        if "save" in request.POST:
            OverlayTerm.objects.decide(wijk, code, form.changes(), by=request.user)
            messages.success(request, _("Bewaard. De vragen van deze wijk worden opnieuw gelezen."))
            return redirect("vocabulary:words", wijk.slug)
        after = overlaid(base, [*(c for c in all_changes if c.code != code), *form.changes()])
        exact = request.user.has_role(wijk, Role.COORDINATOR)
        told = tell(preview.in_wijk(wijk, after), after, exact=exact)
    context = {"form": form, "concept": base.concepts[code], "shared": sorted(form.shared), "told": told}
    return render(request, "needs/vocabulary/concept.html", context)
