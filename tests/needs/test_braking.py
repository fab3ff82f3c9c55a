"""Forty needs an hour is work; more is harvesting, and stops."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from members.models import Organisation, User
from members.notices.models import Notice
from needs import braking, looks
from needs.models import CallTask, Need, Share
from tests.cast import person
from wijk.journal.models import Look
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db
Make = Callable[[int], list[Need]]


@pytest.fixture
def needs(wijk: Neighbourhood, amina: User, theme: Theme) -> Make:
    about = {"by": amina, "neighbourhood": wijk, "asker": amina, "kind": "help", "title": "Rit", "text": "Zeepaardje"}
    return lambda number: [Need.objects.register(**about, theme=theme) for _one in range(number)]


def crawl(client: Client, rows: list[Need]) -> list[int]:
    return [client.get(need.get_absolute_url()).status_code for need in rows]


def alerts() -> tuple[int, int]:
    """(tasks for the coordinators, mails to the board)"""
    tasks = CallTask.objects.within(EVERYWHERE, reason="test").filter(reason="brake")
    return tasks.count(), Notice.objects.within(EVERYWHERE, reason="test").filter(kind="looks.braked").count()


def shared(rows: list[Need], welzijn: Organisation, amina: User) -> None:
    for need in rows:
        Share.objects.tick(need, welzijn, by=amina, how="form")
        Share.objects.reach(need, welzijn, by=None)


def test_a_worker_who_crawls_is_stopped_at_forty_with_one_alert(
    client: Client, needs: Make, amina: User, dirk: User, coby: User, welzijn: Organisation, wijk: Neighbourhood
) -> None:
    person("Bea", wijk, "board", email="bea@voorbeeld.example")
    rows = needs(braking.LIMIT + 5)
    shared(rows, welzijn, amina)
    client.force_login(dirk)
    assert crawl(client, rows) == [200] * 40 + [429] * 5
    stopped = client.get(rows[-1].get_absolute_url()).content.decode()
    assert "Even stoppen" in stopped and "Zeepaardje" not in stopped
    assert alerts() == (1, 1)
    task = CallTask.objects.within(EVERYWHERE, reason="test").get(reason="brake")
    assert (task.person, task.neighbourhood) == (dirk, wijk)
    assert Look.objects.within(EVERYWHERE, reason="test").exclude(action="braked").count() == 40
    assert crawl(client, rows[:3]) == [200] * 3, "what was open already is work in hand"


def test_a_coordinator_who_crawls_is_for_the_board(
    client: Client, needs: Make, coby: User, wijk: Neighbourhood
) -> None:
    person("Bea", wijk, "board", email="bea@voorbeeld.example")
    client.force_login(coby)
    assert crawl(client, needs(42)) == [200] * 40 + [429] * 2
    assert alerts() == (0, 1)


def test_a_normal_day_gives_no_alert(needs: Make, coby: User) -> None:
    """Nine hours of fifteen needs an hour, each opened four times."""
    rows, start = needs(15 * 9), timezone.now() - timedelta(hours=9)
    open_one = partial(looks.record, by=coby, action="full", role=looks.COORDINATOR, ground="coordination")
    for number, need in enumerate(rows):
        for turn in range(4):
            with time_machine.travel(start + timedelta(minutes=4 * number, seconds=turn)):
                open_one(need)
    assert alerts() == (0, 0)


def test_an_hour_later_one_may_go_on(needs: Make, coby: User) -> None:
    open_one = partial(looks.record, by=coby, action="full", role=looks.COORDINATOR, ground="coordination")
    *first, last = needs(41)
    for need in first:
        open_one(need)
    with pytest.raises(looks.TooMany):
        open_one(last)
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        open_one(last)
