"""The admin of municipality staff: only what belongs to the own gemeente, on every road.

Rows, foreign keys, many-to-many choices, autocomplete, filters and history all start from `get_queryset` or from
`_own`. Technical administration (is_superuser) sees everything.
"""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.forms import Media
from django.http import HttpRequest

from wijk.places.models import Buurt, Closure, Municipality, Neighbourhood, OpeningHours
from wijk.places.scopes import EVERYWHERE, Scoped

REASON = "the admin, limited to the own gemeente"
TO_MUNICIPALITY = {  # model label → where its gemeente stands
    "places.Municipality": "pk",
    "places.District": "municipality",
    "places.Buurt": "district__municipality",
    "places.Neighbourhood": "municipality",
    "members.Organisation": "municipality",
    "members.Employment": "organisation__municipality",
    "coalitions.Coalition": "neighbourhood__municipality",
    "coalitions.Seat": "coalition__neighbourhood__municipality",
}
FILLS_SLUGS = ("urlify.js", "prepopulate.js", "xregexp.js", "xregexp.min.js")
EVERYBODYS = {"members.OrganisationKind", "themes.Theme"}  # reference data, the same in every gemeente

admin.site.enable_nav_sidebar = False  # a handful of lists, all on the start page; a first visit stays light


def own(model: type[models.Model], user: Any) -> models.QuerySet:
    """The rows of `model` that this user's admin may show or choose from.

    Raises ImproperlyConfigured for a model that is named nowhere: forgetting one must not show other gemeenten.
    """
    manager: Any = model._default_manager
    rows = manager.within(EVERYWHERE, reason=REASON) if issubclass(model, Scoped) else manager.all()
    label = model._meta.label
    if user.is_superuser or label in EVERYBODYS:
        return rows
    path = TO_MUNICIPALITY.get(label)
    if path is None:
        raise ImproperlyConfigured(f"{label}: where does its gemeente stand?")
    return rows.filter(**{f"{path}__in": user.municipalities()})


class OwnFilter(admin.RelatedFieldListFilter):
    """A filter whose choices are rows of the own gemeente."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        return [(row.pk, str(row)) for row in own(field.related_model, request.user)]


class OwnChoices:
    """Foreign keys and many-to-many fields offer rows of the own gemeente only; a foreign id is refused."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["queryset"] = own(db_field.related_model, request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["queryset"] = own(db_field.related_model, request.user)
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]


class OwnMunicipality(OwnChoices, admin.ModelAdmin):
    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        rows = own(self.model, request.user)
        ordering = self.get_ordering(request)
        return rows.order_by(*ordering) if ordering else rows

    def get_list_filter(self, request: HttpRequest) -> Any:
        filters: list[Any] = []
        for name in super().get_list_filter(request):
            field = self.model._meta.get_field(name) if isinstance(name, str) and "__" not in name else None
            filters.append((name, OwnFilter) if field is not None and field.is_relation else name)
        return filters

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """A list fills in no slug: without the scripts for that it is 39 kB lighter (measured, compressed)."""
        known: Any = self.media  # the stubs hide its list of scripts
        scripts = [script for script in known._js if not str(script).endswith(FILLS_SLUGS)]
        return super().changelist_view(request, {"media": Media(js=scripts), **(extra_context or {})})

    def _is_own(self, request: HttpRequest, row: Any) -> bool:
        return row is None or own(self.model, request.user).filter(pk=row.pk).exists()

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_staff and self._is_own(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is thrown away here: a role, a seat or a job ends on a date."""
        return request.user.is_superuser

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_staff

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_staff


class ReadOnly(OwnMunicipality):
    """Reference data: looked at here, loaded by a command."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class StaffInline(OwnChoices, admin.TabularInline):
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_staff

    has_change_permission = has_view_permission = has_delete_permission = has_add_permission


class HoursInline(StaffInline):
    model = OpeningHours


class ClosureInline(StaffInline):
    model = Closure


@admin.register(Municipality)
class MunicipalityAdmin(ReadOnly):
    list_display = ("name", "code", "province")
    search_fields = ("name", "code")


@admin.register(Buurt)
class BuurtAdmin(ReadOnly):
    list_display = ("name", "code", "district")
    list_select_related = ("district",)
    search_fields = ("name", "code", "district__name")


@admin.register(Neighbourhood)
class NeighbourhoodAdmin(OwnMunicipality):
    list_display = ("name", "slug", "kind", "municipality", "phone")
    list_select_related = ("municipality",)
    list_filter = ("municipality", "kind")
    search_fields = ("name", "slug")
    autocomplete_fields = ("buurten",)
    readonly_fields = Neighbourhood.WEIGHED  # the members decide, through their board; everybody here only reads it
    inlines = (HoursInline, ClosureInline)
