"""The outbox over a real mail server: once, never twice, and nothing lost when the server is away."""

import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from members.models import Departure, User
from members.notices import delivery
from members.notices.kinds import KINDS, Kind, Words
from members.notices.models import Notice, Subscription
from tests.members.notices.conftest import Sink
from wijk.places.models import Municipality, Neighbourhood
from wijk.places.scopes import EVERYWHERE


@pytest.fixture(autouse=True)
def kinds() -> None:
    KINDS["test.plain"] = Kind("test.plain", "Een bericht", lambda notice: Words(["Er is iets voor u."]))
    KINDS["test.digest"] = Kind(
        "test.digest", "Nieuws", lambda notice: Words(["Nieuws."]), stoppable=True, twice_is_worse=True
    )
    KINDS["test.over"] = Kind("test.over", "Niets", lambda notice: None)


def notices() -> list[str]:
    return list(Notice.objects.within(EVERYWHERE, reason="test").order_by("pk").values_list("status", flat=True))


@pytest.mark.django_db
def test_a_notice_goes_once(sink: Sink, bram: User, wijk: Neighbourhood) -> None:
    for _again in range(3):
        assert Notice.objects.tell(bram, "test.plain", "1", neighbourhood=wijk)
    assert (delivery.drain(), delivery.drain()) == (1, 0)
    assert [mail["To"] for mail in sink.mails] == [bram.email]
    assert notices() == ["sent"]


@pytest.mark.django_db
def test_who_has_no_mail_is_not_queued(amina: User, wijk: Neighbourhood) -> None:
    assert Notice.objects.tell(amina, "test.plain", "1", neighbourhood=wijk) is False
    assert notices() == []


@pytest.mark.django_db
def test_a_dead_mail_server_loses_nothing(no_server: None, bram: User, wijk: Neighbourhood) -> None:
    Notice.objects.tell(bram, "test.plain", "1", neighbourhood=wijk)
    assert delivery.drain() == 0
    notice = Notice.objects.within(wijk, reason="test").get()
    assert (notice.status, notice.attempts) == ("queued", 1)
    assert notice.due_at > timezone.now()


@pytest.mark.django_db
def test_after_the_server_is_back_it_goes(sink: Sink, bram: User, wijk: Neighbourhood) -> None:
    Notice.objects.tell(bram, "test.plain", "1", neighbourhood=wijk)
    Notice.objects.within(wijk, reason="test").update(attempts=3)
    assert delivery.drain() == 1


@pytest.mark.django_db
def test_after_five_retries_it_is_given_up_and_seen(no_server: None, bram: User, wijk: Neighbourhood) -> None:
    Notice.objects.tell(bram, "test.plain", "1", neighbourhood=wijk)
    Notice.objects.within(wijk, reason="test").update(attempts=5)
    delivery.drain()
    assert notices() == ["dead"]


@pytest.mark.django_db
def test_a_refused_address_is_a_bounce(sink: Sink, bram: User, wijk: Neighbourhood) -> None:
    sink.refused.add(bram.email or "")
    Notice.objects.tell(bram, "test.plain", "1", neighbourhood=wijk)
    delivery.drain()
    assert (notices(), sink.mails) == (["bounced"], [])


@pytest.mark.django_db
def test_a_server_that_says_try_again_is_tried_again(sink: Sink, bram: User, wijk: Neighbourhood) -> None:
    """Greylisting refuses the recipient too, with a number below 500: that address is fine."""
    sink.refused.add(bram.email or "")
    sink.reply = "450 greylisted, come back later"
    Notice.objects.tell(bram, "test.plain", "1", neighbourhood=wijk)
    delivery.drain()
    assert notices() == ["queued"]
    sink.refused.clear()
    Notice.objects.within(wijk, reason="test").update(due_at=timezone.now())
    delivery.drain()
    assert (notices(), len(sink.mails)) == (["sent"], 1)


@pytest.mark.django_db
def test_a_notice_that_cannot_be_made_stops_nobody_else(
    sink: Sink, bram: User, coby: User, wijk: Neighbourhood
) -> None:
    KINDS["test.broken"] = Kind("test.broken", "Kapot", lambda notice: Words([str(notice.ids["missing"])]))
    Notice.objects.tell(bram, "test.broken", "1", neighbourhood=wijk)
    Notice.objects.tell(coby, "test.plain", "1", neighbourhood=wijk)
    assert delivery.drain() == 1
    assert notices() == ["queued", "sent"]


@pytest.mark.django_db
def test_a_dead_server_costs_one_attempt_of_one_notice(no_server: None, bram: User, wijk: Neighbourhood) -> None:
    for number in range(30):
        Notice.objects.tell(bram, "test.plain", str(number), neighbourhood=wijk)
    delivery.drain()
    spent = Notice.objects.within(wijk, reason="test").values_list("attempts", flat=True)
    assert (notices(), sum(spent)) == (["queued"] * 30, 1)


@pytest.mark.django_db
def test_a_notice_that_ends_its_worker_every_time_is_given_up(sink: Sink, bram: User, wijk: Neighbourhood) -> None:
    Notice.objects.tell(bram, "test.plain", "1", neighbourhood=wijk)
    past = timezone.now() - timedelta(minutes=1)
    Notice.objects.within(wijk, reason="test").update(status="sending", lease=past, attempts=6)
    delivery.drain()
    assert (notices(), sink.mails) == (["dead"], [])


def test_a_slow_living_worker_keeps_its_notice_and_holds_up_nobody(sink: Sink, race: None) -> None:
    gemeente = Municipality.objects.create(code="GM1904", name="Stichtse Vecht")
    wijk = Neighbourhood.objects.create(slug="zebraspoor", name="Maarssenbroek", municipality=gemeente)
    slow, next_one = (User.objects.enter(name=n, by=None, email=f"{n}@voorbeeld.example") for n in ("slow", "next"))
    for person in (slow, next_one):
        Notice.objects.tell(person, "test.plain", "1", neighbourhood=wijk)
    past = timezone.now() - timedelta(minutes=1)
    held = Notice.objects.within(wijk, reason="test").get(person=slow)
    Notice.objects.within(wijk, reason="test").filter(pk=held.pk).update(status="sending", lease=past, attempts=1)
    locked, done = threading.Event(), threading.Event()

    def work() -> None:
        delivery._lock(held)
        locked.set()
        done.wait(20)
        connections.close_all()

    worker = threading.Thread(target=work)
    worker.start()
    locked.wait(20)
    try:
        assert delivery.drain() == 1
        assert [mail["To"] for mail in sink.mails] == [next_one.email]
    finally:
        done.set()
        worker.join()
    assert delivery.drain() == 1  # that worker is gone: now it is sent again


@pytest.mark.django_db
def test_one_bad_address_stops_nobody_else(sink: Sink, bram: User, coby: User, wijk: Neighbourhood) -> None:
    sink.refused.add(bram.email or "")
    for person in (bram, coby):
        Notice.objects.tell(person, "test.plain", "1", neighbourhood=wijk)
    assert delivery.drain() == 1
    assert notices() == ["bounced", "sent"]


@pytest.mark.django_db
def test_what_is_no_longer_so_is_not_said(sink: Sink, bram: User, wijk: Neighbourhood) -> None:
    Notice.objects.tell(bram, "test.over", "1", neighbourhood=wijk)
    delivery.drain()
    assert (notices(), sink.mails) == (["stopped"], [])


@pytest.mark.django_db
def test_a_departure_stops_mail_that_waits(sink: Sink, bram: User, coby: User, wijk: Neighbourhood) -> None:
    Notice.objects.tell(bram, "test.plain", "1", neighbourhood=wijk)
    Departure.objects.record(bram, "died", by=coby)
    delivery.drain()
    assert (notices(), sink.mails) == (["stopped"], [])


@pytest.mark.django_db
def test_who_stopped_the_digest_gets_none(sink: Sink, bram: User, wijk: Neighbourhood) -> None:
    Subscription.objects.create(person=bram, kind="test.digest")
    Notice.objects.tell(bram, "test.digest", "2026-W48", neighbourhood=wijk)
    Notice.objects.tell(bram, "test.plain", "1", neighbourhood=wijk)
    delivery.drain()
    assert notices() == ["stopped", "sent"]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "status", "mails"), [("test.plain", "sent", 1), ("test.digest", "uncertain", 0)])
def test_a_row_left_half_way(sink: Sink, bram: User, wijk: Neighbourhood, kind: str, status: str, mails: int) -> None:
    """A worker died after it began: a proposal is sent again, a digest is not."""
    Notice.objects.tell(bram, kind, "1", neighbourhood=wijk)
    past = timezone.now() - timedelta(minutes=1)
    Notice.objects.within(wijk, reason="test").update(status="sending", lease=past, attempts=1)
    delivery.drain()
    assert (notices(), len(sink.mails)) == ([status], mails)


@pytest.mark.django_db
def test_the_message_id_is_the_same_at_every_attempt(sink: Sink, bram: User, wijk: Neighbourhood) -> None:
    Notice.objects.tell(bram, "test.plain", "1", neighbourhood=wijk)
    notice = Notice.objects.within(wijk, reason="test").get()
    delivery.drain()
    assert sink.mails[0]["Message-ID"] == notice.message_id


@pytest.mark.django_db
def test_a_digest_can_be_stopped_with_one_click(sink: Sink, bram: User, wijk: Neighbourhood, client) -> None:
    Notice.objects.tell(bram, "test.digest", "2026-W48", neighbourhood=wijk)
    delivery.drain()
    mail = sink.mails[0]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail["List-Unsubscribe"].strip(" <>").replace("http://localhost:8000", "")
    for _scanner in range(3):
        assert client.get(address).status_code == 200
    assert Subscription.objects.count() == 0
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Subscription.objects.filter(person=bram, kind="test.digest").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["x", "WzEsImRpZ2VzdCJd:1abc:forged", "a" * 300])
def test_forged_tokens_do_nothing(client, token: str) -> None:
    assert client.post(f"/wijkbericht/stop/{token}/").status_code == 404
    assert client.post(f"/antwoord/{token}/", {"answer": "yes"}).status_code == 404


def test_four_workers_at_once_send_each_mail_once(sink: Sink, race: None) -> None:
    gemeente = Municipality.objects.create(code="GM1904", name="Stichtse Vecht")
    wijk = Neighbourhood.objects.create(slug="zebraspoor", name="Maarssenbroek", municipality=gemeente)
    people = [User.objects.enter(name=f"P{n}", by=None, email=f"p{n}@voorbeeld.example") for n in range(40)]
    for person in people:
        Notice.objects.tell(person, "test.plain", "1", neighbourhood=wijk)

    def work() -> None:
        delivery.drain()
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    delivery.drain()
    assert sorted(mail["To"] for mail in sink.mails) == sorted(person.email or "" for person in people)
