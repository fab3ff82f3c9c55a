"""What happened stands in the same transaction as its cause; reactions run once, later, and lose nothing."""

import threading

import pytest
from django.db import connections, transaction
from django.utils import timezone

from members.models import User
from wijk import journal
from wijk.journal import post
from wijk.journal.models import Entry, Errand
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

seen: list[int] = []
broken = {"now": False}


@journal.on("test.happened")
def remember(entry: Entry) -> None:
    if broken["now"]:
        raise ValueError("a reaction that fails")
    seen.append(entry.pk)


@pytest.fixture(autouse=True)
def _clean() -> None:
    seen.clear()
    broken["now"] = False


@pytest.mark.django_db
def test_an_entry_makes_one_errand_for_each_reaction(wijk: Neighbourhood, coby: User) -> None:
    entry = journal.write("test.happened", wijk, by=coby, neighbourhood=wijk, size=3)
    assert (entry.actor, entry.subject, entry.subject_id, entry.ids) == (
        coby,
        "places.neighbourhood",
        wijk.pk,
        {"size": 3},
    )
    assert [e.reaction for e in entry.errands.all()] == [f"{__name__}.remember"]


@pytest.mark.django_db
def test_running_twice_reacts_once(wijk: Neighbourhood) -> None:
    entry = journal.write("test.happened", wijk, by=None, neighbourhood=wijk)
    assert (post.run_due(), post.run_due()) == (1, 0)
    assert seen == [entry.pk]


@pytest.mark.django_db
def test_a_reaction_that_fails_waits_and_is_not_lost(wijk: Neighbourhood) -> None:
    broken["now"] = True
    entry = journal.write("test.happened", wijk, by=None, neighbourhood=wijk)
    post.run_due()
    errand = entry.errands.get()
    assert (errand.done_at, errand.attempts, errand.problem) == (None, 1, "ValueError")
    assert errand.due_at > timezone.now()
    broken["now"] = False
    Errand.objects.update(due_at=timezone.now())
    post.run_due()
    assert seen == [entry.pk]


def test_nothing_is_written_outside_a_transaction(race: None) -> None:
    with pytest.raises(RuntimeError):
        journal.write("test.happened", User(pk=1), by=None)


def test_a_rolled_back_verb_leaves_no_event(race: None) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        journal.write("test.happened", User(pk=1), by=None)
        raise ZeroDivisionError
    assert Entry.objects.within(EVERYWHERE, reason="test").count() == 0


def test_four_workers_at_once_react_once_to_each_event(race: None) -> None:
    with transaction.atomic():
        entries = [journal.write("test.happened", User(pk=n), by=None) for n in range(1, 41)]

    def work() -> None:
        post.run_due()
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(seen) == [entry.pk for entry in entries]
