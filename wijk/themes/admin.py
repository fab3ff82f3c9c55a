"""Themes, concepts and words: reference data that municipality staff may look at and technical staff may change."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from wijk.themes.models import Concept, Term, Theme


class Reference(admin.ModelAdmin):
    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_staff

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_staff


@admin.register(Theme)
class ThemeAdmin(Reference):
    list_display = ("code", "label", "area", "risk", "together", "straight_to", "active")
    list_filter = ("area", "risk", "active")
    search_fields = ("code", "label")


class TermInline(admin.TabularInline):
    model = Term
    extra = 0


@admin.register(Concept)
class ConceptAdmin(Reference):
    list_display = ("label", "code", "theme", "area", "straight_to")
    list_select_related = ("theme",)
    list_filter = ("area", "theme")
    search_fields = ("label", "code", "terms__text")
    inlines = (TermInline,)
