"""Coalitions and seats for municipality staff."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from coalitions.models import Coalition, Seat
from wijk.places.admin import OwnMunicipality, StaffInline, own


class SeatInline(StaffInline):
    model = Seat
    fields = ("organisation", "theme", "since", "until")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Seat]:

        return own(Seat, request.user)


@admin.register(Coalition)
class CoalitionAdmin(OwnMunicipality):
    list_display = ("neighbourhood", "since")
    list_select_related = ("neighbourhood",)
    search_fields = ("neighbourhood__name",)
    inlines = (SeatInline,)
