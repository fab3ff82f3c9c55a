"""Sending a whole thesaurus as TOML, from the admin: refused with its line, or tried first and stored then."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from needs.vocabulary import score
from needs.vocabulary.trying import attempt
from wijk.places.cbs import BadFile
from wijk.themes import reference, storing, writing
from wijk.themes.models import Theme

LARGEST = 4_000_000  # bytes; a hundred thousand words


class ImportForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("TOML-bestand"))
    away = forms.BooleanField(label=gettext_lazy("Wat niet in het bestand staat gaat weg"), required=False)
    sure = forms.BooleanField(label=gettext_lazy("Meteen bewaren, zonder eerst te kijken"), required=False)

    rows: list[reference.ConceptRow]

    def clean_file(self) -> Any:
        """A file is chosen again at the second step: a million letters in a hidden box would not pass."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("Dit bestand is te groot."))
        try:
            text = file.read().decode("utf-8-sig")
            self.rows = reference.concepts(text, set(Theme.objects.values_list("code", flat=True)), file.name[:60])
        except UnicodeDecodeError as problem:
            raise forms.ValidationError(_("Dit bestand is geen UTF-8.")) from problem
        except BadFile as problem:
            raise forms.ValidationError(_("Niets geladen. %(problem)s"), params={"problem": problem}) from problem
        return file


def importing(request: HttpRequest) -> HttpResponse:
    if not request.user.is_superuser:
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None)
    trial = counted = None
    if form.is_valid():
        away = form.cleaned_data["away"]
        if form.cleaned_data["sure"]:
            did = storing.store(form.rows, by=request.user, words_go=away, concepts_go=away)
            messages.success(request, _("Bewaard: %(did)s.") % {"did": did})
            return redirect("admin:themes_concept_changelist")
        counted = storing.store(form.rows, by=request.user, words_go=away, concepts_go=away, keep=False)
        trial = attempt(form.rows, words_go=away, concepts_go=away, folder=score.installed())
    title = _("Thesaurus importeren")
    context = {**admin.site.each_context(request), "form": form, "trial": trial, "counted": counted, "title": title}
    return render(request, "admin/thesaurus_import.html", context)


def exporting(request: HttpRequest) -> HttpResponse:
    """Public reference data; whoever may look at the admin may take it along."""
    content = writing.toml(storing.rows()).encode()
    headers = {"Content-Disposition": 'attachment; filename="thesaurus.toml"'}
    return HttpResponse(content, content_type="application/toml; charset=utf-8", headers=headers)
