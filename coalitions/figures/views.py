"""The figures page of the admin, and the same as CSV."""

import csv
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.decorators import staff_member_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from coalitions.figures.counting import WAYS, cells, days_to_agreement, table
from coalitions.figures.withholding import LEAST, Shown, grouped
from wijk.places.admin import own
from wijk.places.models import Neighbourhood

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a cell that begins so


def in_words(cell: Shown) -> str:
    if cell.number is None:
        return _("minder dan %(n)d") % {"n": LEAST}
    if cell.at_least and not cell.number:
        return _("te weinig om te tonen")
    return _("ten minste %(n)d") % {"n": cell.number} if cell.at_least else str(cell.number)


def safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def _rows(request: HttpRequest) -> tuple[list[list[str]], dict[str, Any]]:
    wijken = list(own(Neighbourhood, request.user))
    base = cells(wijken)
    rows = [[*key, in_words(asked), *(in_words(ways[way]) for way in WAYS)] for key, asked, ways in table(base)]
    per_wijk = {str(key[0]): in_words(cell) for key, cell in grouped(base, 0).items()}
    waiting = {name: in_words(cell) for name, cell in days_to_agreement(wijken).items()}
    return rows, {"per_wijk": per_wijk, "waiting": waiting}


def _head() -> list[str]:
    return [_("Wijk"), _("Kwartaal"), _("Gebied"), _("Gevraagd"), *(str(words) for words in WAYS.values())]


@staff_member_required
def figures(request: HttpRequest) -> HttpResponse:
    rows, more = _rows(request)
    context = {**admin.site.each_context(request), "title": _("Cijfers"), "head": _head(), "rows": rows, **more}
    return render(request, "coalitions/figures/figures.html", context)


@staff_member_required
def as_csv(request: HttpRequest) -> HttpResponse:
    """UTF-8 with a mark and semicolons, as Dutch spreadsheets like it."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="cijfers.csv"'
    writer = csv.writer(response, delimiter=";")
    for row in [_head(), *_rows(request)[0]]:
        writer.writerow([safe(text) for text in row])
    return response
