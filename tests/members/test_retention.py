"""What is kept no longer goes, one second after its limit and not one second before; twice is once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from members import retention
from members.models import Claim, Departure, Download, Employment, Mandate, Membership, User
from members.notices.models import Notice
from needs.models import CallTask, Contact, Draft, Match, Need, Outcome, Share
from offers.models import Offer
from tests.privacy.conftest import TEXT, World
from tests.privacy.conftest import people as people
from tests.privacy.conftest import world as world
from wijk.journal.models import Entry, Errand
from wijk.places.scopes import EVERYWHERE

pytestmark = pytest.mark.django_db
Make = Callable[[World, datetime], Any]
DAY = timedelta(days=1)


def rows(model: type) -> Any:
    return model.objects.within(EVERYWHERE, reason="test")


def _need(world: World, at: datetime) -> Any:
    rows(Match).delete()
    Outcome.objects.close(world.need, "arranged", by=world.people["amina"])
    rows(Share).update(extra="")
    rows(Need).filter(pk=world.need.pk).update(status_since=at)
    return lambda: rows(Need).filter(pk=world.need.pk, text=TEXT)


def _match(world: World, at: datetime) -> Any:
    Outcome.objects.close(world.need, "arranged", by=world.people["amina"])
    rows(Need).filter(pk=world.need.pk).update(status_since=at)
    return lambda: rows(Match).filter(need=world.need)


def _share(world: World, at: datetime) -> Any:
    rows(Share).filter(pk=world.rows["partner:need"]).update(extra="Woord", withdrawn_at=at)
    return lambda: rows(Share).filter(extra="Woord")


def _share_past(world: World, at: datetime) -> Any:
    rows(Share).filter(pk=world.rows["partner:need"]).update(extra="Woord", until=_last_day(at))
    return lambda: rows(Share).filter(extra="Woord")


def _offer(world: World, at: datetime) -> Any:
    offer = rows(Offer).get(person=world.people["amina"])
    offer.end(by=world.people["amina"])
    rows(Entry).filter(verb="offer.ended").update(at=at)
    return lambda: rows(Offer).filter(pk=offer.pk)


def _last_day(at: datetime) -> Any:
    """The last day that counts, when the class is over at `at`: the midnight after it."""
    return timezone.localdate(at) - DAY


def _set(model: Any, field: str, **of: Any) -> Make:
    def make(world: World, at: datetime) -> Any:
        found = model.objects.within(EVERYWHERE, reason="test") if hasattr(model, "visible") else model.objects.all()
        row = found.filter(**of).order_by("pk").first()
        value = _last_day(at) if field == "until" else at
        found.filter(pk=row.pk).update(**{field: value})
        return lambda: found.filter(pk=row.pk)

    return make


def _new(model: Any, field: str, **fields: Any) -> Make:
    def make(world: World, at: datetime) -> Any:
        found = rows(model) if hasattr(model, "visible") else model.objects.all()
        found.all().delete()
        given = {name: value(world) if callable(value) else value for name, value in fields.items()}
        row = model.objects.create(**given)
        found.filter(pk=row.pk).update(**{field: _last_day(at) if field == "until" else at})
        return lambda: found.filter(pk=row.pk)

    return make


def amina(world: World) -> User:
    return world.people["amina"]


def coby(world: World) -> User:
    return world.people["coby"]


FAR = datetime(2031, 1, 1, tzinfo=timezone.get_default_timezone())
_MANDATE: dict[str, Any] = {
    "person": amina, "agent": coby, "neighbourhood": lambda w: w.wijk, "scope": "see", "role": "carer", "how": "self",
}  # fmt: skip
CLASSES: list[tuple[str, Make]] = [
    ("draft", _new(Draft, "touched_at", neighbourhood=lambda w: w.wijk, what="need")),
    ("match", _match),
    ("share", _share),
    ("share", _share_past),
    ("call", _set(CallTask, "done_at")),
    ("contact", _set(Contact, "at")),
    ("need", _need),
    ("offer", _offer),
    ("notice", _set(Notice, "made_at", status="bounced")),
    ("role", _set(Membership, "until")),
    ("job", _set(Employment, "until")),
    ("mandate", _new(Mandate, "ended_at", until=FAR.date(), **_MANDATE)),
    ("mandate", _new(Mandate, "until", until=FAR.date(), **_MANDATE)),
    ("departure", _new(Departure, "back_at", person=amina, kind="admitted", by=coby)),
    ("claim", _new(Claim, "expires_at", person=amina, head="AAAA", digest="x", by=coby, expires_at=FAR)),
    ("download", _new(Download, "expires_at", person=amina, by=amina, digest="x", expires_at=FAR)),
    ("session", _new(Session, "expire_date", session_key="x", session_data="x", expire_date=FAR)),
    ("errand", _set(Errand, "done_at")),
    ("admin", _new(LogEntry, "action_time", user=coby, object_repr="x", action_flag=2)),
]


@pytest.fixture
def now() -> datetime:
    """A winter midnight here, a year ahead of everything in the world: days and seconds then have the same limit."""
    return datetime(2027, 1, 15, tzinfo=timezone.get_default_timezone())


@pytest.mark.parametrize(("code", "make"), CLASSES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_second_before_the_limit_it_stays_and_a_second_after_it_goes(
    code: str, make: Make, world: World, now: datetime
) -> None:
    kept = next(kept for kept in retention.table() if kept.code == code)
    limit = now - timedelta(days=kept.days)
    there = make(world, timezone.localtime(limit).replace(hour=0))
    base = timezone.localtime(limit).replace(hour=0) + timedelta(days=kept.days)
    second = timedelta(seconds=1)
    assert (there().exists(), retention._take(kept, base - second), there().exists()) == (True, 0, True)
    counted = {row.code: count for row, count in retention.due(base + second)}
    assert (counted[code], there().exists()) == (1, True), "a dry run changes nothing"
    assert (retention._take(kept, base + second), there().exists()) == (1, False)
    assert retention._take(kept, base + second) == 0, "the second time there is nothing"


def test_every_class_has_its_twins() -> None:
    assert {code for code, _make in CLASSES} == {kept.code for kept in retention.table()}
    assert all(kept.what and kept.why for kept in retention.table())


def test_a_need_that_is_under_way_and_a_mail_that_waits_are_never_old(world: World, now: datetime) -> None:
    rows(Need).update(status_since="2020-01-01T00:00Z")
    rows(Notice).update(made_at="2020-01-01T00:00Z", status="queued")
    before = rows(Need).filter(text=TEXT).count(), rows(Notice).count()
    retention.sweep(now)
    assert (rows(Need).filter(text=TEXT).count(), rows(Notice).count()) == before


def test_the_counts_stay_when_the_words_go(world: World, now: datetime) -> None:
    Outcome.objects.close(world.need, "arranged", by=world.people["amina"])
    rows(Need).filter(pk=world.need.pk).update(status_since="2020-01-01T00:00Z")
    retention.sweep(now)
    need = rows(Need).get(pk=world.need.pk)
    assert (need.title, need.text, need.status, need.theme) == ("", "", "closed", world.need.theme)
    assert rows(Outcome).filter(need=need).count() == 1
    assert sum(retention.sweep(now).values()) == 0


def test_the_command_prints_and_changes_nothing(world: World) -> None:
    rows(CallTask).update(done_at="2020-01-01T00:00Z")
    said, calls = StringIO(), rows(CallTask).count()
    call_command("retention", stdout=said)
    assert f"{calls:>7}   365 d  call" in said.getvalue()
    assert rows(CallTask).count() == calls
    call_command("retention", "--sweep", stdout=said)
    assert rows(CallTask).count() == 0
