"""A query on a scoped model that says neither who looks nor why, raises: whatever road it takes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Count, Exists, F, OuterRef, Q

from members.models import User
from needs.models import Need
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE, Unscoped

pytestmark = [pytest.mark.django_db, pytest.mark.unaudited]  # some break the transaction on purpose

ROADS: dict[str, Callable[[Any], Any]] = {
    "iterate": list,
    "len": len,
    "bool": bool,
    "index": lambda q: q[0],
    "slice": lambda q: list(q[:1]),
    "contains": lambda q: Need(pk=1) in q,
    "get": lambda q: q.get(pk=1),
    "first": lambda q: q.first(),
    "last": lambda q: q.last(),
    "latest": lambda q: q.latest("registered_at"),
    "earliest": lambda q: q.earliest("registered_at"),
    "count": lambda q: q.count(),
    "exists": lambda q: q.exists(),
    "aggregate": lambda q: q.aggregate(n=Count("pk")),
    "annotate": lambda q: list(q.annotate(n=Count("proposals"))),
    "values": lambda q: list(q.values("title")),
    "values_list": lambda q: list(q.values_list("title")),
    "dates": lambda q: list(q.dates("registered_at", "day")),
    "datetimes": lambda q: list(q.datetimes("registered_at", "day")),
    "in_bulk": lambda q: q.in_bulk([1]),
    "iterator": lambda q: list(q.iterator()),
    "distinct": lambda q: list(q.distinct()),
    "union": lambda q: list(q.union(q)),
    "union with a scoped one": lambda q: list(q.within(EVERYWHERE, reason="test").union(q)),
    "intersection": lambda q: list(q.intersection(q)),
    "or": lambda q: list(q.filter(pk=1) | q.filter(pk=2)),
    "exclude": lambda q: list(q.exclude(pk=1)),
    "exclude over a relation": lambda q: list(q.exclude(proposals__status="open")),
    "only": lambda q: list(q.only("title")),
    "select_related": lambda q: list(q.select_related("asker")),
    "prefetch_related": lambda q: list(q.prefetch_related("proposals")),
    "select_for_update": lambda q: list(q.select_for_update()),
    "update": lambda q: q.update(title="x"),
    "update with an expression": lambda q: q.update(reopened=F("reopened") + 1),
    "delete": lambda q: q.delete(),
    "_raw_delete": lambda q: q._raw_delete("default"),
    "get_or_create": lambda q: q.get_or_create(number="AAAAA"),
    "update_or_create": lambda q: q.update_or_create(number="AAAAA"),
    "bulk_update": lambda q: q.bulk_update([Need(pk=1, title="x")], ["title"]),
    "raw": lambda q: list(q.raw("SELECT * FROM needs_need")),
    "explain": lambda q: q.explain(),
    "as a subquery": lambda q: list(User.objects.filter(pk__in=q.values("asker"))),
    "as a subquery of Exists": lambda q: list(User.objects.filter(Exists(q.filter(asker=OuterRef("pk"))))),
}


@pytest.mark.parametrize("road", ROADS)
def test_an_unscoped_query_raises(road: str) -> None:
    with pytest.raises(Unscoped):
        ROADS[road](Need.objects.all())


@pytest.mark.parametrize("road", sorted(set(ROADS) - {"get", "index", "latest", "earliest", "raw", "contains"}))
def test_the_same_query_within_a_scope_does_not(road: str, wijk: Neighbourhood) -> None:
    needs = Need.objects.within(EVERYWHERE, reason="test")
    try:
        ROADS[road](needs)
    except Unscoped as problem:
        # These two hand an unscoped queryset in themselves.
        assert road == "union with a scoped one", problem
    except Exception as other:  # noqa: BLE001 -- an empty number may fail for its own reasons, not for the scope
        assert not isinstance(other, Unscoped)


def test_raw_sql_is_refused_even_within_a_scope() -> None:
    with pytest.raises(Unscoped):
        Need.objects.within(EVERYWHERE, reason="test").raw("SELECT 1")


def test_a_scope_wants_a_reason(wijk: Neighbourhood) -> None:
    with pytest.raises(Unscoped):
        Need.objects.within(wijk, reason="")


def test_nothing_is_nothing_without_a_scope() -> None:
    assert list(Need.objects.none()) == []


def test_a_row_in_hand_is_a_scope(amina: User) -> None:
    assert list(amina.needs.all()) == []
    assert list(amina.needs.filter(Q(title="x"))) == []


def test_within_keeps_to_one_neighbourhood(wijk: Neighbourhood, other_wijk: Neighbourhood, amina: User) -> None:
    need = Need.objects.register(by=amina, neighbourhood=wijk, asker=amina, kind="help", title="Lamp", text="Lamp")
    assert list(Need.objects.within(wijk, reason="test")) == [need]
    assert list(Need.objects.within(other_wijk, reason="test")) == []


def test_uniqueness_is_checked_over_all_rows(wijk: Neighbourhood, amina: User) -> None:
    """A form's own check must find a number that its reader may not see."""
    need = Need.objects.register(by=amina, neighbourhood=wijk, asker=amina, kind="help", title="Lamp", text="Lamp")
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        Need(number=need.number).validate_constraints()
