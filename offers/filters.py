"""Searching the offers silently: a plain GET form."""

from typing import Any

import django_filters
from django import forms
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from offers.models import Offer
from wijk.places.widgets import Choices
from wijk.themes.kinds import GIVEN


class OfferFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("In uw eigen woorden"), method="search")
    kind = django_filters.ChoiceFilter(
        label=_("Wat voor aanbod"),
        method="of_kind",
        choices=[(kind.value, words) for kind, words in GIVEN.items()],
        empty_label=_("Alles"),
        widget=Choices(),
    )
    giver = django_filters.ChoiceFilter(
        label=_("Van wie"),
        method="from_whom",
        choices=[("person", _("Buren")), ("organisation", _("Organisaties"))],
        empty_label=_("Maakt niet uit"),
        widget=Choices(),
    )

    class Meta:
        model = Offer
        fields: list[str] = []
        form = forms.Form

    def search(self, offers: QuerySet, name: str, value: str) -> QuerySet:
        return offers.annotate(found=SearchVector("title", "text", config="dutch")).filter(
            found=SearchQuery(value, config="dutch", search_type="websearch")
        )

    def of_kind(self, offers: QuerySet, name: str, value: Any) -> QuerySet:
        return offers.filter(kinds__contains=[value])

    def from_whom(self, offers: QuerySet, name: str, value: str) -> QuerySet:
        return offers.filter(**{f"{value}__isnull": False})
