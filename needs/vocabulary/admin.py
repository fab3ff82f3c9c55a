"""Concepts and words in the admin: staff look, technical administration changes, and a change is tried first."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from needs.vocabulary import importing, score
from needs.vocabulary.concept_form import ConceptForm
from needs.vocabulary.trying import attempt
from wijk.themes import storing
from wijk.themes.admin import Reference
from wijk.themes.models import Concept, Edition, Term

SURE = "_sure"  # the second click


class Published(Reference):
    """What goes is gone for the next reading."""

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        Edition.objects.publish(by=request.user)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        super().delete_queryset(request, queryset)
        Edition.objects.publish(by=request.user)


@admin.register(Concept)
class ConceptAdmin(Published):
    form = ConceptForm
    list_display = ("label", "code", "theme", "area", "straight_to", "words")
    list_select_related = ("theme",)
    list_filter = ("area", "theme")
    list_per_page = 50
    search_fields = ("label", "code", "terms__text")
    change_list_template = "admin/thesaurus_list.html"

    @admin.display(description=gettext_lazy("woorden"), ordering="many")
    def words(self, concept: Any) -> int:
        return int(concept.many)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Concept]:
        return super().get_queryset(request).annotate(many=Count("terms", distinct=True))

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        own = [
            path("importeren/", view(importing.importing), name="themes_concept_import"),
            path("exporteren/", view(importing.exporting), name="themes_concept_export"),
        ]
        return own + super().get_urls()

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The first click shows what the change would do; only the second one saves."""
        if request.method == "POST" and request.user.is_superuser and SURE not in request.POST:
            concept = self.get_object(request, object_id) if object_id else None
            form: Any = self.get_form(request, concept)(request.POST, instance=concept)
            if form.is_valid():
                return self._preview(request, form)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _preview(self, request: HttpRequest, form: ConceptForm) -> HttpResponse:
        trial = attempt([form.row()], words_go=True, concepts_go=False, folder=score.installed())
        kept = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
        kept = [pair for pair in kept if pair[0] != "csrfmiddlewaretoken"]
        context = {**self.admin_site.each_context(request), "trial": trial, "kept": kept, "title": _("Klopt dit?")}
        return render(request, "admin/thesaurus_preview.html", context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        storing.store([form.row()], by=request.user, words_go=True)
        obj.pk = Concept.objects.get(code=form.cleaned_data["code"]).pk


@admin.register(Term)
class TermAdmin(Published):
    """To find where a word stands; it is changed at its concept."""

    list_display = ("text", "concept", "weight")
    list_select_related = ("concept",)
    list_filter = ("weight",)
    list_per_page = 100
    search_fields = ("text",)
    ordering = ("text", "pk")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
