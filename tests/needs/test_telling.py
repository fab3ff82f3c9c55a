"""People hear that there is something, never what; whoever has no mail is called."""

from datetime import timedelta

import pytest

from members.models import Departure, User
from members.notices import delivery
from members.notices.models import Notice
from needs.models import CallTask, FollowUp, Need, Outcome, Proposal
from needs.tasks import ask_due_followups, expire_proposals, warn_expiring_needs
from tests.members.notices.conftest import Sink
from tests.needs.ria import SECRET, agree, asked_by, need, ria, sink, to_call, told  # noqa: F401 -- fixtures
from wijk.journal import post
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db


def test_no_mail_names_a_person_a_title_or_a_word(
    sink: Sink,
    need: Need,
    bram: User,
    coby: User,
    theme: Theme,
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


def test_a_proposal_that_waits_or_is_off_names_nothing_either(
    sink: Sink,
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
    assert "Er is een voorstel voor u. Bekijk het en zeg ja of nee." in sink.whole()
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
    sink: Sink,
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


def test_a_need_that_was_opened_again_is_warned_of_again(need: Need, ria: User) -> None:
    today = need.neighbourhood.today()
    Need.objects.within(EVERYWHERE, reason="test").update(expires_on=today, warned_on=today - timedelta(days=90))
    assert (warn_expiring_needs(), warn_expiring_needs()) == (1, 0)
    assert told("need.expires") == [ria]
