"""Starting again what was stopped, and sending again what never arrived."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from members.models import Role, User
from members.notices import delivery, digest
from members.notices.kinds import KINDS, Kind, Words
from members.notices.links import stop
from members.notices.models import RETRIES, Notice, Subscription
from tests.cast import person
from tests.members.notices.conftest import Sink
from wijk.journal.models import Entry
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(wijk: Neighbourhood, bram: User) -> Notice:
    KINDS["test.plain"] = Kind("test.plain", "Een bericht", lambda notice: Words(["Er is iets voor u."]))
    Notice.objects.tell(bram, "test.plain", "1", neighbourhood=wijk)
    return Notice.objects.within(wijk, reason="test").get()


def verbs() -> list[str]:
    """What happened, apart from that somebody logged in."""
    rows = Entry.objects.within(EVERYWHERE, reason="test").exclude(verb="person.came_in")
    return list(rows.order_by("pk").values_list("verb", flat=True))


def again(client: Client, notice: Notice, by: User) -> Any:
    client.force_login(by)
    return client.post(reverse("dashboard:resend", args=[notice.neighbourhood.slug, notice.pk]))


def test_a_mail_that_came_back_goes_after_the_address_was_mended(
    client: Client, sink: Sink, notice: Notice, bram: User, coby: User
) -> None:
    sink.refused.add(bram.email or "")
    delivery.drain()
    notice.refresh_from_db()
    client.force_login(coby)
    today = client.get(reverse("dashboard:today", args=[notice.neighbourhood.slug])).content.decode()
    assert (notice.status, "Stuur opnieuw" in today) == ("bounced", True)
    bram.take_address("bram.nieuw@voorbeeld.example")
    assert again(client, notice, coby).status_code == 302
    delivery.drain()
    notice.refresh_from_db()
    assert ([mail["To"] for mail in sink.mails], notice.status) == (["bram.nieuw@voorbeeld.example"], "sent")
    assert again(client, notice, coby).status_code == 404, "it is not waiting any more"
    assert (delivery.drain(), verbs().count("notice.requeued")) == (0, 1)


def test_a_mail_that_died_gets_all_its_tries_back(client: Client, no_server: None, notice: Notice, coby: User) -> None:
    notice.status, notice.attempts = Notice.Status.DEAD, len(RETRIES) + 1
    notice.save()
    again(client, notice, coby)
    delivery.drain()
    notice.refresh_from_db()
    assert (notice.status, notice.attempts) == ("queued", 1)


@pytest.mark.parametrize("status", ["queued", "sending", "sent", "uncertain", "stopped"])
def test_what_may_have_arrived_is_never_sent_twice(status: str, notice: Notice, coby: User) -> None:
    notice.status = status
    notice.save()
    assert notice.requeue(by=coby) is False
    notice.refresh_from_db()
    assert notice.status == status


def test_only_the_coordinator_of_that_wijk_sends_again(
    client: Client, notice: Notice, bram: User, other_wijk: Neighbourhood
) -> None:
    notice.status = Notice.Status.DEAD
    notice.save()
    for by in (bram, person("Cees", other_wijk, Role.COORDINATOR, email="cees@voorbeeld.example")):
        assert again(client, notice, by).status_code == 404
        with pytest.raises(PermissionDenied):
            notice.requeue(by=by)


def test_who_has_no_address_any_more_is_called(client: Client, notice: Notice, bram: User, coby: User) -> None:
    notice.status = Notice.Status.BOUNCED
    notice.save()
    User.objects.filter(pk=bram.pk).update(email=None)
    again(client, notice, coby)
    notice.refresh_from_db()
    assert notice.status == "bounced"


def test_stopping_and_starting_on_mijn_wijk(client: Client, wijk: Neighbourhood, bram: User) -> None:
    client.force_login(bram)
    address, mine = reverse("pages:digest", args=[wijk.slug]), reverse("pages:mine", args=[wijk.slug])
    assert "Stop het wijkbericht" in client.get(mine).content.decode()
    for want, wanted in (("no", False), ("no", False), ("yes", True), ("yes", True)):
        client.post(address, {"want": want})
        assert Subscription.objects.wanted(bram, digest.KIND) is wanted
    assert verbs() == ["subscription.stopped", "subscription.started"]
    client.post(address, {"want": "no"})
    assert "Stuur het wijkbericht weer" in client.get(mine).content.decode()


def test_the_page_of_the_stop_link_starts_it_again(client: Client, bram: User) -> None:
    address = stop(bram.pk, digest.KIND)
    client.post(address, {"List-Unsubscribe": "One-Click"})
    assert not Subscription.objects.wanted(bram, digest.KIND)
    assert "toch weer" in client.get(address).content.decode()
    client.post(address, {"again": "1"})
    assert Subscription.objects.wanted(bram, digest.KIND)


def test_the_coordinator_starts_it_for_who_calls(
    client: Client, wijk: Neighbourhood, bram: User, coby: User, els: User
) -> None:
    Subscription.objects.stop(bram, digest.KIND, by=bram)
    client.force_login(coby)
    people = client.get(reverse("dashboard:people", args=[wijk.slug])).content.decode()
    assert people.count("Wil het wijkbericht weer") == 1
    client.post(reverse("dashboard:digest", args=[wijk.slug, bram.pk]))
    assert Subscription.objects.wanted(bram, digest.KIND)
    assert client.post(reverse("dashboard:digest", args=[wijk.slug, els.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        Subscription.objects.start(els, digest.KIND, by=coby)


def mend(client: Client, wijk: Neighbourhood, person: User, by: User, email: str) -> Any:
    client.force_login(by)
    return client.post(reverse("dashboard:address", args=[wijk.slug, person.pk]), {"email": email})


def test_a_mended_address_sends_what_failed(
    client: Client, sink: Sink, wijk: Neighbourhood, notice: Notice, bram: User, coby: User
) -> None:
    notice.status = Notice.Status.BOUNCED
    notice.save()
    assert mend(client, wijk, bram, coby, " Bram.Goed@Voorbeeld.example").status_code == 302
    delivery.drain()
    bram.refresh_from_db()
    rows = list(bram.emailaddress_set.values_list("email", "primary", "verified"))
    assert ([mail["To"] for mail in sink.mails], rows) == (
        ["bram.goed@voorbeeld.example"],
        [("bram.goed@voorbeeld.example", True, False)],
    )
    assert verbs() == ["member.address_mended", "notice.requeued"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Typ het e-mailadres."),
        ("x" * 10_000, "Dit lijkt geen e-mailadres."),
        ("🔑", "Dit lijkt geen e-mailadres."),
        ("<script>alert(1)</script>", "Dit lijkt geen e-mailadres."),
        ("coby@voorbeeld.example", "Dit adres is van iemand anders."),
    ],
)
def test_a_wrong_or_taken_address_changes_nothing(
    typed: str, says: str, client: Client, wijk: Neighbourhood, bram: User, coby: User
) -> None:
    page = mend(client, wijk, bram, coby, typed)
    bram.refresh_from_db()
    assert (page.status_code, says in page.content.decode(), bram.email) == (200, True, "bram@voorbeeld.example")


def test_no_login_of_who_works_here_is_changed_by_hand(
    client: Client, wijk: Neighbourhood, bram: User, coby: User, els: User
) -> None:
    """A coordinator would read with the board's eyes; and elsewhere she has nothing to say."""
    board = person("Bea", wijk, Role.BOARD, email="bea@voorbeeld.example")
    for somebody in (board, coby, els):
        assert mend(client, wijk, somebody, coby, "nieuw@voorbeeld.example").status_code == 404
        with pytest.raises(PermissionDenied):
            somebody.mend_address("nieuw@voorbeeld.example", by=coby)
    assert mend(client, wijk, bram, board, "nieuw@voorbeeld.example").status_code == 404
