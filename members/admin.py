"""Organisations and their workers for municipality staff; people and roles for technical administration only.

Municipality staff cannot make anyone a coordinator: Membership is not registered for them, and the workers that they
enter have no role in any neighbourhood.
"""

from typing import Any

import allauth.mfa.admin  # registered first, to be replaced below
import allauth.socialaccount.admin
import allauth.usersessions.admin  # noqa: F401
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.http import HttpRequest

from members.models import Employment, Membership, Organisation, OrganisationKind, Posting, User
from wijk.places.admin import OwnMunicipality, StaffInline


class Technical(admin.ModelAdmin):
    """Only technical administration."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser


class EmploymentInline(StaffInline):
    model = Employment
    fields = ("user", "task", "since", "until")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name != "user":
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        # Workers of organisations in the own gemeente: never the residents.
        people = User.objects.all()
        if not request.user.is_superuser:
            places = request.user.municipalities()  # type: ignore[union-attr]
            people = people.filter(employments__organisation__municipality__in=places).distinct()
        kwargs["queryset"] = people
        return admin.TabularInline.formfield_for_foreignkey(self, db_field, request, **kwargs)


@admin.register(Organisation)
class OrganisationAdmin(OwnMunicipality):
    list_display = ("name", "kind", "municipality", "phone")
    list_select_related = ("kind", "municipality")
    list_filter = ("kind", "municipality")
    search_fields = ("name",)
    inlines = (EmploymentInline,)


@admin.register(OrganisationKind)
class OrganisationKindAdmin(Technical):
    list_display = ("label", "code")


@admin.register(User)
class UserAdmin(Technical):
    list_display = ("name", "email", "is_staff", "is_active", "date_joined")
    search_fields = ("name", "email")
    fields = ("name", "email", "phone", "call_when", "language", "is_active", "is_staff", "is_superuser")


@admin.register(Membership)
class MembershipAdmin(Technical):
    list_display = ("user", "neighbourhood", "role", "since", "until")
    list_select_related = ("user", "neighbourhood")
    list_filter = ("role", "neighbourhood")
    autocomplete_fields = ("user", "neighbourhood", "buurt", "employer")


@admin.register(Posting)
class PostingAdmin(Technical):
    list_display = ("user", "municipality")
    list_select_related = ("user", "municipality")
    autocomplete_fields = ("user", "municipality")


admin.site.unregister(
    (Authenticator, UserSession, SocialAccount, SocialApp, SocialToken)
)  # the library's own lists show sealed secrets and addresses


@admin.register(Authenticator)
class AuthenticatorAdmin(Technical):
    """A lock of somebody who lost the telephone can be taken away, after they were recognised; it cannot be made."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_select_related = ("user",)
    fields = readonly_fields = ("user", "type", "created_at", "last_used_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
