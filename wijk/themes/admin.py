"""Themes: reference data that municipality staff may look at and technical staff may change. Concepts and words have
their admin in `needs.vocabulary`, where a change can be tried on open needs."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from wijk.themes.models import Theme


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
