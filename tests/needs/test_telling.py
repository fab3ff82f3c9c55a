"""People hear that there is something, never what; whoever has no mail is called."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from members.models import Departure, User
from members.notices import delivery, links
from members.notices.models import Notice
from needs.models import CallTask, FollowUp, Need, Outcome, Proposal
from needs.tasks import ask_due_followups, expire_proposals, warn_expiring_needs
from offers.models import Offer
from offers.tasks import warn_expiring_offers
from tests.members.notices.conftest import Sink, sink  # noqa: F401 -- a fixture
from wijk.journal import post
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db
SECRET = ("Kanariegeel", "Pimpelmees", "Zeepaardje")


@pytest.fixture
def ria(wijk: Neighbourhood) -> User:
    """Asks, and has e-mail."""
    person = User.objects.enter(name=SECRET[0], by=None, email="ria@voorbeeld.example", phone="0600000007")
    person.move_to(wijk, by=person)
    return person


@pytest.fixture
def need(ria: User, coby: User, wijk: Neighbourhood, theme: Theme) -> Need:
    row = Need.objects.register(by=ria, neighbourhood=wijk, asker=ria, kind="help", title=SECRET[1], text=SECRET[2])
    row.correct(theme=theme, by=coby)
    return row


def agree(need: Need, helper: User, coby: User) -> Proposal:
    proposal = Proposal.objects.make(need, by=coby, source="hand", helper=helper)
    proposal.reply("helper", True, by=coby, how="spoken")
    proposal.reply("asker", True, by=coby, how="spoken")
    return proposal


def test_no_mail_names_a_person_a_title_or_a_word(
    sink: Sink,
    need: Need,
    bram: User,
    coby: User,
    theme: Theme,  # noqa: F811
) -> None:
    agree(need, bram, coby)
    post.run_due()
    FollowUp.objects.within(EVERYWHERE, reason="test").update(due_on="2026-01-01")
    ask_due_followups()
    post.run_due()
    delivery.drain()
    Need.objects.within(EVERYWHERE, reason="test").update(expires_on=need.neighbourhood.today())
    warn_expiring_needs()
    need.refresh_from_db()
    Outcome.objects.close(need, "neighbour", by=coby)
    post.run_due()
    delivery.drain()
    kinds = set(Notice.objects.within(EVERYWHERE, reason="test").values_list("kind", flat=True))
    assert kinds >= {"proposal.agreed", "followup.asked", "need.expires", "need.closed"}
    assert [word for word in (*SECRET, bram.name, theme.label) if word in sink.whole()] == []
    assert len(sink.mails) >= 5


def test_a_link_in_a_mail_answers_by_post_only(sink: Sink, need: Need, bram: User, coby: User, client: Client) -> None:  # noqa: F811
    proposal = Proposal.objects.make(need, by=coby, source="hand", helper=bram)
    post.run_due()
    delivery.drain()
    text = next(text for mail, text in zip(sink.mails, sink.texts(), strict=True) if mail["To"] == bram.email)
    address = next(word for word in text.split() if "/antwoord/" in word).replace("http://localhost:8000", "")
    for _scanner in range(3):
        assert SECRET[2] in client.get(address).content.decode()
    assert proposal.answers.count() == 0
    assert client.post(address, {"answer": "yes"}).status_code == 200
    answer = proposal.answers.get()
    assert (answer.side, answer.yes, answer.by, answer.how) == ("helper", True, bram, "clicked")
    assert client.get(address).status_code == 404


def test_who_has_no_mail_becomes_a_call(wijk: Neighbourhood, amina: User, bram: User, coby: User, theme: Theme) -> None:
    need = Need.objects.register(by=amina, neighbourhood=wijk, asker=amina, kind="help", title="Kast", text="Kast")
    need.correct(theme=theme, by=coby)
    agree(need, bram, coby)
    post.run_due()
    calls = CallTask.objects.within(wijk, reason="test").filter(person=amina)
    assert [task.reason for task in calls] == ["numbers"]
    FollowUp.objects.within(EVERYWHERE, reason="test").update(due_on="2026-01-01")
    ask_due_followups()
    ask_due_followups()
    post.run_due()
    assert sorted(task.reason for task in calls.all()) == ["follow_up", "numbers"]


def test_a_proposal_that_runs_out_tells_only_who_said_yes(need: Need, bram: User, coby: User) -> None:
    proposal = Proposal.objects.make(need, by=coby, source="hand", helper=bram)
    proposal.reply("helper", True, by=bram)
    Proposal.objects.within(EVERYWHERE, reason="test").update(expires_on="2026-01-01")
    assert (expire_proposals(), expire_proposals()) == (1, 0)
    post.run_due()
    told = Notice.objects.within(EVERYWHERE, reason="test").filter(kind="proposal.over")
    assert [notice.person for notice in told] == [bram]
    need.refresh_from_db()
    assert need.status == "open"


def test_the_asker_is_told_when_somebody_else_closes(need: Need, ria: User, coby: User) -> None:
    Outcome.objects.close(need, "arranged", by=coby)
    post.run_due()
    assert [n.person for n in Notice.objects.within(EVERYWHERE, reason="test").filter(kind="need.closed")] == [ria]


def test_the_asker_is_not_told_of_the_own_click(need: Need, ria: User) -> None:
    Outcome.objects.close(need, "withdrawn", by=ria)
    post.run_due()
    assert not Notice.objects.within(EVERYWHERE, reason="test").filter(kind="need.closed").exists()


def told(kind: str) -> list[User]:
    rows = Notice.objects.within(EVERYWHERE, reason="test").filter(kind=kind).order_by("person__name")
    return [notice.person for notice in rows.select_related("person")]


def to_call(person: User) -> list[str]:
    rows = CallTask.objects.within(EVERYWHERE, reason="test").open().filter(person=person)
    return sorted(task.reason for task in rows)


def local(address: str) -> str:
    return address.replace("http://localhost:8000", "")


def asked_by(person: User, wijk: Neighbourhood, coby: User, theme: Theme) -> Need:
    row = Need.objects.register(by=person, neighbourhood=wijk, asker=person, kind="help", title="Kast", text="Kast")
    row.correct(theme=theme, by=coby)
    return row


def test_a_proposal_that_waits_or_is_off_names_nothing_either(
    sink: Sink,  # noqa: F811
    need: Need,
    bram: User,
    coby: User,
    theme: Theme,
) -> None:
    proposal = Proposal.objects.make(need, by=coby, source="hand", helper=bram)
    post.run_due()
    delivery.drain()
    proposal.reply("asker", True, by=need.asker)
    proposal.reply("helper", False, by=bram)
    post.run_due()
    delivery.drain()
    assert (told("proposal.waiting"), told("proposal.over")) == ([bram, need.asker], [need.asker])
    assert [word for word in (*SECRET, bram.name, theme.label) if word in sink.whole()] == []
    assert len(sink.mails) == 3


def test_who_dies_is_not_called_and_no_mail_tells_the_other(
    wijk: Neighbourhood, amina: User, bram: User, coby: User, theme: Theme
) -> None:
    agree(asked_by(amina, wijk, coby, theme), bram, coby)
    post.run_due()
    Departure.objects.record(amina, "died", by=coby)
    post.run_due()
    assert (to_call(amina), to_call(bram), told("proposal.over")) == ([], ["tell"], [])


def test_numbers_are_not_promised_by_mail_when_it_is_off_again(
    sink: Sink,  # noqa: F811
    need: Need,
    bram: User,
    coby: User,
) -> None:
    proposal = agree(need, bram, coby)
    post.run_due()
    proposal.end(Proposal.Status.WITHDRAWN, by=coby)
    delivery.drain()
    assert (told("proposal.agreed"), sink.mails) == ([bram, need.asker], [])


def test_whoever_is_helped_does_not_hear_of_the_others(need: Need, bram: User, coby: User, wijk: Neighbourhood) -> None:
    other = User.objects.enter(name="Wim", by=None, email="wim@voorbeeld.example")
    other.move_to(wijk, by=other)
    first = Proposal.objects.make(need, by=coby, source="hand", helper=bram)
    second = Proposal.objects.make(need, by=coby, source="hand", helper=other)
    for proposal in (first, second):
        proposal.reply("asker", True, by=need.asker)
    second.reply("helper", True, by=other)
    post.run_due()
    assert (told("proposal.agreed"), told("proposal.over")) == ([need.asker, other], [])


def test_a_call_falls_away_with_what_it_was_about(
    wijk: Neighbourhood, amina: User, bram: User, coby: User, theme: Theme
) -> None:
    need = asked_by(amina, wijk, coby, theme)
    proposal = Proposal.objects.make(need, by=coby, source="hand", helper=bram)
    post.run_due()
    assert to_call(amina) == ["proposal"]
    proposal.reply("asker", True, by=coby, how="spoken")
    post.run_due()
    assert to_call(amina) == []
    proposal.reply("helper", True, by=bram)
    post.run_due()
    assert to_call(amina) == ["numbers"]
    followup = FollowUp.objects.within(EVERYWHERE, reason="test").get(side="asker")
    followup.ask()
    post.run_due()
    assert to_call(amina) == ["follow_up", "numbers"]
    followup.reply("yes", by=coby, how="spoken")
    post.run_due()
    assert to_call(amina) == []  # she said herself that it is done: nobody calls to tell her


def test_an_old_link_to_a_closed_need_says_so(need: Need, ria: User, bram: User, coby: User, client: Client) -> None:
    proposal = Proposal.objects.make(need, by=coby, source="hand", helper=bram)
    Outcome.objects.close(need, "arranged", by=coby)
    for person in (ria, bram):
        page = client.post(local(links.answer(person.pk, "proposal", proposal.pk)), {"answer": "yes"})
        assert page.status_code == 200
    proposal.refresh_from_db()
    assert proposal.status != "agreed"


def test_a_page_behind_a_link_is_kept_nowhere(need: Need, ria: User, bram: User, coby: User, client: Client) -> None:
    proposal = Proposal.objects.make(need, by=coby, source="hand", helper=bram)
    page = client.get(local(links.answer(bram.pk, "proposal", proposal.pk)))
    assert page.status_code == 200 and "no-store" in page["Cache-Control"]


def test_a_link_is_for_one_person_and_one_thing(need: Need, els: User, bram: User, coby: User, client: Client) -> None:
    proposal = Proposal.objects.make(need, by=coby, source="hand", helper=bram)
    page = client.get(local(links.answer(els.pk, "proposal", proposal.pk)))
    assert page.status_code == 404 and SECRET[2] not in page.content.decode()
    assert client.post(local(links.answer(els.pk, "proposal", proposal.pk)), {"answer": "yes"}).status_code == 200
    assert proposal.answers.count() == 0


def test_a_link_that_is_two_weeks_old_does_nothing(
    need: Need, bram: User, coby: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposal = Proposal.objects.make(need, by=coby, source="hand", helper=bram)
    with time_machine.travel("2026-01-01T12:00:00+01:00", tick=False):
        old = local(links.answer(bram.pk, "proposal", proposal.pk))
    assert client.post(old, {"answer": "yes"}).status_code == 404
    assert proposal.answers.count() == 0


def test_a_need_that_was_opened_again_is_warned_of_again(need: Need, ria: User) -> None:
    today = need.neighbourhood.today()
    Need.objects.within(EVERYWHERE, reason="test").update(expires_on=today, warned_on=today - timedelta(days=90))
    assert (warn_expiring_needs(), warn_expiring_needs()) == (1, 0)
    assert told("need.expires") == [ria]


def giving(person: User, wijk: Neighbourhood) -> Offer:
    return Offer.objects.register(
        by=person,
        neighbourhood=wijk,
        person=person,
        kinds=["help"],
        title=SECRET[1],
        text=SECRET[2],
        until=wijk.today(),
    )


def test_a_giver_keeps_the_offer_with_one_click_and_no_login(
    sink: Sink,  # noqa: F811
    bram: User,
    wijk: Neighbourhood,
    client: Client,
) -> None:
    offer = giving(bram, wijk)
    assert (warn_expiring_offers(), warn_expiring_offers()) == (1, 0)
    delivery.drain()
    assert [word for word in SECRET if word in sink.whole()] == []
    address = local(next(word for word in sink.texts()[0].split() if "/antwoord/" in word))
    assert client.get(address).status_code == 200
    offer.refresh_from_db()
    assert offer.until == wijk.today()
    assert client.post(address, {"answer": "keep"}).status_code == 200
    offer.refresh_from_db()
    assert offer.until > wijk.today() + timedelta(days=180)
    assert client.get(address).status_code == 404


def test_a_giver_without_mail_is_called(amina: User, wijk: Neighbourhood) -> None:
    giving(amina, wijk)
    warn_expiring_offers()
    post.run_due()
    assert to_call(amina) == ["expires"]
