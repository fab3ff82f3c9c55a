"""People hear that there is something, never what; whoever has no mail is called."""

import pytest
from django.test import Client

from members.models import User
from members.notices import delivery
from members.notices.models import Notice
from needs.models import CallTask, FollowUp, Need, Outcome, Proposal
from needs.tasks import ask_due_followups, expire_proposals, warn_expiring_needs
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
    whole = "\n".join(mail.as_string() for mail in sink.mails)
    assert [word for word in (*SECRET, bram.name, theme.label) if word in whole] == []
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
