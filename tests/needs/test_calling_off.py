"""Nobody is called for nothing."""

import pytest

from members.models import User
from needs.models import FollowUp, Proposal
from tests.needs.ria import asked_by, to_call
from wijk.journal import post
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db


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
