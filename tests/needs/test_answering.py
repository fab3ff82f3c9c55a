"""Answering from a mail: by POST only, for one person and one thing, a limited time."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from members.models import User
from members.notices import delivery, links
from needs.models import FollowUp, Need, Outcome, Proposal
from tests.members.notices.conftest import Sink
from tests.needs.ria import SECRET, agree, local, need, ria, sink  # noqa: F401 -- fixtures
from wijk.journal import post
from wijk.places.scopes import EVERYWHERE

pytestmark = pytest.mark.django_db


def test_a_link_in_a_mail_answers_by_post_only(sink: Sink, need: Need, bram: User, coby: User, client: Client) -> None:
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


def test_a_link_that_is_two_weeks_old_does_nothing(need: Need, bram: User, coby: User, client: Client) -> None:
    proposal = Proposal.objects.make(need, by=coby, source="hand", helper=bram)
    with time_machine.travel(timezone.now() - timedelta(days=15), tick=False):
        old = local(links.answer(bram.pk, "proposal", proposal.pk))
    assert client.post(old, {"answer": "yes"}).status_code == 404
    assert proposal.answers.count() == 0


def test_no_by_link_opens_the_need_again(
    sink: Sink,
    need: Need,
    ria: User,
    bram: User,
    coby: User,
    client: Client,
) -> None:
    agree(need, bram, coby)
    followup = FollowUp.objects.within(EVERYWHERE, reason="test").get(side="asker")
    followup.ask()
    post.run_due()
    address = local(links.answer(ria.pk, "followup", followup.pk))
    assert SECRET[1] in client.get(address).content.decode()
    assert client.post(address, {"answer": "no"}).status_code == 200
    need.refresh_from_db()
    assert (need.status, need.reopened) == ("open", 1)


@pytest.mark.parametrize(("said", "status"), [("keep", "open"), ("stop", "closed"), ("", "open")])
def test_a_need_is_kept_or_stopped_by_link(
    need: Need, ria: User, coby: User, client: Client, said: str, status: str
) -> None:
    Need.objects.within(EVERYWHERE, reason="test").update(expires_on=need.neighbourhood.today(), status="open")
    client.post(local(links.answer(ria.pk, "need.expires", need.pk)), {"answer": said})
    need.refresh_from_db()
    assert (need.status, need.expires_on > need.neighbourhood.today()) == (status, said == "keep")
