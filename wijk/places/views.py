"""In welke wijk woont u?"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijk.places.models import Neighbourhood


@login_not_required
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    return render(request, "places/choose.html", {"wijken": Neighbourhood.objects.select_related("municipality")})
