"""The partner's filter: a plain GET form."""

from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coalitions.standing import Group
from needs.haste import Haste
from needs.models import Share
from wijk.places.models import Buurt
from wijk.places.widgets import Choices
from wijk.themes.models import Theme


class ShareFilter(django_filters.FilterSet):
    """Over the shares of one's organisations with their `group`; `theme` and `buurt` offer only what occurs in them."""

    theme = django_filters.ModelChoiceFilter(
        field_name="need__theme", queryset=Theme.objects.none(), label=_("Thema"), empty_label=_("Alle thema’s")
    )
    buurt = django_filters.ModelChoiceFilter(
        field_name="need__buurt", queryset=Buurt.objects.none(), label=_("Buurt"), empty_label=_("Alle buurten")
    )
    haste = django_filters.ChoiceFilter(
        field_name="need__haste",
        choices=Haste.choices,
        label=_("Haast"),
        empty_label=_("Maakt niet uit"),
        widget=Choices,
    )
    state = django_filters.ChoiceFilter(
        field_name="group",
        choices=Group.choices,
        label=_("Hoe staat het"),
        empty_label=_("Alles"),
        widget=Choices,
    )
    waiting = django_filters.ChoiceFilter(
        method="waits",
        choices=[("3", _("Meer dan 3 dagen")), ("7", _("Meer dan 7 dagen"))],
        label=_("Wacht al"),
        empty_label=_("Maakt niet uit"),
        widget=Choices,
    )

    class Meta:
        model = Share
        fields: list[str] = []
        form = forms.Form

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["theme"].queryset = Theme.objects.filter(pk__in=self.queryset.values("need__theme"))
        self.filters["buurt"].queryset = Buurt.objects.filter(pk__in=self.queryset.values("need__buurt"))

    def waits(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(need__registered_at__lt=timezone.now() - timedelta(days=int(value)))
