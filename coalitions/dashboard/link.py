"""The page behind the signed link: read one shared need, and say whether the organisation picks it up."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from coalitions import by_link
from coalitions.dashboard.forms import ReplyForm, replies
from needs.lifecycle import NotAllowed
from wijk.places.request import Request


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
@transaction.atomic
def answer(request: Request, token: str) -> HttpResponse:
    said = ""
    if request.method == "POST":
        share = by_link.read(token, lock=True)
        form = ReplyForm(request.POST, choices=replies(share) if share and not share.reply else [])
        if share is not None and form.is_valid():
            try:
                with transaction.atomic():
                    share.answer_by_link(form.cleaned_data["reply"], words=form.cleaned_data["words"])
            except NotAllowed:
                said = _("Dat kan nu niet meer. Deze vraag is intussen veranderd.")
            else:
                said = _("Uw antwoord is verstuurd.")
    seen = by_link.look(token)
    if seen is None and not said:
        return render(request, "members/notices/over.html", status=404)
    form = ReplyForm(
        request.POST if request.method == "POST" and not said else None,
        choices=replies(seen.share) if seen and not seen.share.reply else [],
    )
    context: dict[str, Any] = {"seen": seen, "said": said, "form": form}
    if seen is not None:  # the head and the foot say whom to call
        context["wijk"] = seen.share.need.neighbourhood
    return render(request, "coalitions/dashboard/link.html", context)
