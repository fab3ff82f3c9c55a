"""Two desks at once: one merge, in one direction, and nobody is lost in between."""

from collections.abc import Iterator
from functools import partial

import pytest

from members.models import Merge, Unmergeable, User
from needs.models import Need
from tests.audit import audit
from tests.cast import person
from tests.threads import at_once
from wijk.journal import post
from wijk.journal.models import Entry
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

MANY = 12


@pytest.fixture
def db(race: None) -> Iterator[None]:
    yield
    audit()


@pytest.fixture
def twin(wijk: Neighbourhood) -> User:
    return person("Amina", wijk, phone="0600000001", email="amina@voorbeeld.example")


def test_many_times_at_once_is_once(amina: User, twin: User, coby: User) -> None:
    said = at_once([partial(Merge.objects.record, twin, into=amina, by=coby)] * MANY)
    assert {type(answer) for answer in said} == {Merge}
    written = Entry.objects.within(EVERYWHERE, reason="test").filter(verb="member.merged")
    assert (Merge.objects.count(), written.count()) == (1, 1)


def test_both_ways_at_once_is_one_way(amina: User, twin: User, coby: User) -> None:
    ways = [(twin, amina), (amina, twin)] * 4
    said = at_once([partial(Merge.objects.record, gone, into=into, by=coby) for gone, into in ways])
    assert {type(answer) for answer in said} == {Merge, Unmergeable}
    merge = Merge.objects.get()
    assert [User.objects.get(pk=row.pk).is_active for row in (merge.gone, merge.into)] == [False, True]


def test_who_asks_while_being_merged_keeps_the_need(wijk: Neighbourhood, amina: User, twin: User, coby: User) -> None:
    about = {"neighbourhood": wijk, "asker": twin, "kind": "help", "title": "Kast", "text": "Kast"}
    asks = [partial(Need.objects.register, by=twin, **about) for _need in range(MANY)]
    said = at_once([*asks, partial(Merge.objects.record, twin, into=amina, by=coby)])
    assert {type(answer) for answer in said} == {Need, Merge}
    while post.run_due():
        pass
    owners = set(Need.objects.within(wijk, reason="test").values_list("asker", flat=True))
    assert owners == {amina.pk}
