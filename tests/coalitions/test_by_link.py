"""Welzijn Vechtstreek has an address and nobody who logs in: a signed link, one share, three answers, until a stop."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from coalitions import by_link, tasks
from members.models import Organisation, User
from members.notices import delivery
from members.notices.kinds import KINDS
from members.notices.models import Notice
from needs import looking
from needs.models import Need, Share
from tests.members.notices.conftest import Sink
from tests.members.notices.conftest import sink as sink
from wijk.journal import post
from wijk.journal.models import Entry, Look
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

RACES = 200


def rows(model: type) -> Any:
    return model.objects.within(EVERYWHERE, reason="test")


@pytest.fixture
def mailbox(welzijn: Organisation) -> Organisation:
    welzijn.email = "info@welzijn.example"
    welzijn.save()
    return welzijn


@pytest.fixture
def ask(wijk: Neighbourhood, theme: Theme) -> Callable[..., Need]:
    def make(asker: User, title: str = "Pimpelmees") -> Need:
        return Need.objects.register(
            by=asker, neighbourhood=wijk, asker=asker, kind="help", title=title, text="Zeepaardje", theme=theme
        )

    return make


def live(need: Need, organisation: Organisation) -> Share:
    Share.objects.tick(need, organisation, by=need.asker, how="form")
    return Share.objects.reach(need, organisation, by=None, purpose="hulp in huis")


@pytest.fixture
def share(ask: Any, amina: User, mailbox: Organisation) -> Share:
    made = live(ask(amina), mailbox)
    made.extra = "Erbij verteld"
    made.save(update_fields=["extra"])
    return made


def settle() -> None:
    while post.run_due():
        pass


def token_of(share: Share) -> str:
    return by_link.address(share).split("/vraag/")[1].rstrip("/")


def page(share: Share) -> str:
    return f"/partner/vraag/{token_of(share)}/"


@pytest.mark.django_db
def test_the_mail_goes_by_itself_and_names_nobody_and_nothing(sink: Sink, share: Share) -> None:
    settle()
    delivery.drain()
    assert [mail["To"] for mail in sink.mails] == ["info@welzijn.example"]
    words = sink.whole()
    assert [word for word in ("Amina", "Pimpelmees", "Zeepaardje", "Iets lenen", "0600000001") if word in words] == []
    assert "/partner/vraag/" in words


@pytest.mark.django_db
def test_where_somebody_logs_in_or_no_address_is_known_no_link_goes(
    share: Share, mailbox: Organisation, dirk: User, ask: Any, bram: User
) -> None:
    settle()
    assert rows(Notice).filter(organisation=mailbox).count() == 0
    dirk.employments.update(until="2026-01-01")
    mailbox.email = ""
    mailbox.save()
    live(ask(bram), mailbox)
    settle()
    assert rows(Notice).filter(organisation=mailbox).count() == 0


@pytest.mark.django_db
def test_a_look_shows_the_share_and_nothing_else_and_is_written_down(client: Client, share: Share) -> None:
    shown = client.get(page(share))
    text = shown.content.decode()
    assert all(word in text for word in ("Pimpelmees", "Zeepaardje", "Erbij verteld", "hulp in huis"))
    assert [word for word in ("Amina", "0600000001", "06-00000001") if word in text] == []
    assert "no-store" in shown.headers["Cache-Control"]
    client.get(page(share))
    assert [(line.who, line.times, line.saw, line.why) for line in looking.newest(share.need.asker, share.need)] == [
        (
            "Welzijn Vechtstreek, via de link in de mail",
            2,
            f"Zag vraag {share.need}. Niet uw naam en nummer.",
            "U vond meekijken goed.",
        )
    ]
    share.refresh_from_db(from_queryset=rows(Share))
    assert share.reply == "", "a mail scanner that opens the link answers nothing"


@pytest.mark.django_db
def test_no_log_no_content(client: Client, share: Share, monkeypatch: Any) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the log is full")

    monkeypatch.setattr(Look.objects.__class__, "write", broken)
    client.raise_request_exception = False
    shown = client.get(page(share))
    assert (shown.status_code, "Zeepaardje" in shown.content.decode()) == (500, False)


@pytest.mark.django_db
@pytest.mark.parametrize(("reply", "status"), [("picked_up", "referred"), ("partly", "referred"), ("cannot", "new")])
def test_three_answers(client: Client, share: Share, reply: str, status: str) -> None:
    said = client.post(page(share), {"reply": reply, "words": "Tot dinsdag"})
    share.refresh_from_db(from_queryset=rows(Share))
    need = rows(Need).get(pk=share.need_id)
    assert (share.reply, share.words, share.replied_by, need.status) == (reply, "Tot dinsdag", None, status)
    entry = rows(Entry).filter(verb="share.answered").get()
    assert (entry.actor, entry.ids) == (None, {"reply": reply, "how": "link"})
    assert ("Amina" in said.content.decode()) == (reply != "cannot"), "who picks it up may call"
    assert client.get(page(share)).status_code == (404 if reply == "cannot" else 200)
    client.post(page(share), {"reply": "cannot"})
    share.refresh_from_db(from_queryset=rows(Share))
    assert share.reply == reply, "the first answer stands"


@pytest.mark.django_db
@pytest.mark.parametrize("reply", ["", "done", "handed_back", "x", "\x00"])
def test_no_other_answer(client: Client, share: Share, reply: str) -> None:
    assert client.post(page(share), {"reply": reply}).status_code == 200
    share.refresh_from_db(from_queryset=rows(Share))
    assert share.reply == ""
    with pytest.raises(PermissionDenied):
        share.answer_by_link("done")


@pytest.mark.django_db
def test_the_link_dies_with_the_yes(client: Client, share: Share, amina: User, coby: User, ask: Any) -> None:
    link = page(share)
    for kill in (
        {"withdrawn_at": timezone.now()},
        {"refused_at": timezone.now()},
        {"until": timezone.localdate() - timedelta(days=1)},
        {"given_at": timezone.now() + timedelta(minutes=1)},  # stopped, and a new yes later: that is a new link
        {"reached_at": None},
    ):
        kept = {name: getattr(share, name) for name in kill}
        rows(Share).filter(pk=share.pk).update(**kill)
        assert (kill, client.get(link).status_code) == (kill, 404)
        assert (kill, client.post(link, {"reply": "picked_up"}).status_code) == (kill, 404)
        rows(Share).filter(pk=share.pk).update(**kept)
    assert client.get(link).status_code == 200
    share.need.correct(private=True, by=amina)
    assert client.get(link).status_code == 404


@pytest.mark.django_db
def test_it_is_worth_nothing_after_fourteen_days_or_when_it_is_bent(
    client: Client, share: Share, monkeypatch: Any
) -> None:
    link, now = page(share), time.time()
    for age, code in ((by_link.VALID - 60, 200), (by_link.VALID + 60, 404)):
        monkeypatch.setattr("django.core.signing.time.time", lambda age=age: now + age)
        assert (age, client.get(link).status_code) == (age, code)
    monkeypatch.undo()
    bent = [
        link.replace("vraag/W", "vraag/X"),
        link[:-2] + "/",
        "/partner/vraag/x/",
        "/partner/vraag/" + "a" * 400 + "/",
    ]
    assert [client.get(one).status_code for one in bent] == [404] * 4


@pytest.mark.django_db
def test_a_link_opens_no_other_share(client: Client, share: Share, ask: Any, bram: User, mailbox: Organisation) -> None:
    other = live(ask(bram, "Kraanvogel"), mailbox)
    client.post(page(share), {"reply": "picked_up", "share": other.pk, "pk": other.pk})
    other.refresh_from_db(from_queryset=rows(Share))
    assert (other.reply, "Kraanvogel" in client.get(page(share)).content.decode()) == ("", False)


@pytest.mark.django_db
def test_one_reminder_on_the_last_day_and_none_after_an_answer(sink: Sink, share: Share, monkeypatch: Any) -> None:
    settle()
    delivery.drain()
    rows(Share).update(answer_by=timezone.localdate())
    monkeypatch.setattr(tasks, "OFFICE", SimpleNamespace(is_working_day=lambda day: True))
    monkeypatch.setattr(tasks, "AT", timezone.datetime.min.time())
    for _again in range(3):
        tasks.plan_partner_mails()
        delivery.drain()
    assert len(sink.mails) == 2
    rows(Notice).all().delete()
    rows(Share).update(reply="picked_up")
    tasks.plan_partner_mails()
    delivery.drain()
    assert len(sink.mails) == 2


@pytest.mark.django_db
def test_the_coordinator_chooses_it_also_when_somebody_has_an_account(
    client: Client, share: Share, dirk: User, coby: User, bram: User, wijk: Neighbourhood
) -> None:
    client.force_login(coby)
    for _twice in range(2):
        assert client.post(f"/{wijk.slug}/delen/{share.pk}/link/").status_code == 302
    assert rows(Notice).filter(organisation=share.organisation).count() == 1
    client.force_login(bram)
    assert client.post(f"/{wijk.slug}/delen/{share.pk}/link/").status_code == 404
    rows(Notice).update(status="bounced")
    client.force_login(coby)
    assert "Welzijn Vechtstreek" in client.get(f"/{wijk.slug}/vandaag/").content.decode()


@pytest.mark.deep  # hundreds of races against the clock
class TestRaces:
    @pytest.fixture
    def db(self, race: None) -> Iterator[None]:
        yield

    @pytest.fixture
    def shares(self, ask: Any, amina: User, mailbox: Organisation) -> list[Share]:
        made = [live(ask(amina), mailbox) for _number in range(RACES)]
        settle()
        return made

    def _race(self, sink: Sink, shares: list[Share], amina: User) -> tuple[int, int]:
        """Two mail runs empty the outbox while every share is stopped: (mails after their stop, pages after it)."""
        stopped: dict[str, float] = {}
        arrived: list[tuple[str, float]] = []
        keep = sink.mails.append

        def note(mail: Any) -> None:
            arrived.append((mail.get_body(("plain",)).get_content(), time.monotonic()))
            keep(mail)

        sink.mails = type("Mails", (list,), {"append": lambda self, mail: note(mail)})()
        keep = list[Any]().append
        links = {token_of(share): share for share in shares}
        seen = []

        def stop_all() -> None:
            from django.db import connections

            browser = Client()
            for token, share in links.items():
                share.withdraw(by=amina)
                stopped[token] = time.monotonic()
                seen.append(browser.get(f"/partner/vraag/{token}/").status_code)
            connections.close_all()

        def send_all() -> None:
            from django.db import connections

            delivery.drain()
            connections.close_all()

        threads = [threading.Thread(target=run) for run in (send_all, stop_all, send_all)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=120)
        late = sum(1 for text, at in arrived for token, when in stopped.items() if token in text and at > when)
        self.sent = len(arrived)
        return late, sum(code != 404 for code in seen)

    def test_two_hundred_stops_against_the_mail_run(self, sink: Sink, shares: list[Share], amina: User) -> None:
        assert self._race(sink, shares, amina) == (0, 0)
        assert 0 < self.sent < RACES, "some went before their stop, and some stops were first"
        delivery.drain()
        assert rows(Notice).exclude(status__in=("sent", "stopped")).count() == 0

    def test_without_the_lock_a_mail_goes_after_its_stop(
        self, sink: Sink, shares: list[Share], amina: User, monkeypatch: Any
    ) -> None:
        """What the test above is worth: the same race, with the guard taken away and a server that takes its time."""
        kind = KINDS[by_link.KIND]

        def slow(notice: Notice) -> Any:
            said = kind.words(notice)
            time.sleep(0.02)
            return said

        loose = type(kind)(code=kind.code, subject=kind.subject, words=slow)
        monkeypatch.setitem(KINDS, by_link.KIND, loose)
        late, _pages = self._race(sink, shares, amina)
        assert late > 0
