"""Many at once: the third yes gathers once, two clicks make one activity, and who leaves meanwhile is not left in."""

from collections.abc import Iterator
from functools import partial

import pytest

from members.models import Organisation, User
from needs.models import Bundle, BundledNeed, Need, Outcome, Proposal
from needs.together import finding, making
from offers.models import Offer
from tests.audit import audit
from tests.needs.together.conftest import Ask, row_of, rows
from tests.threads import at_once
from wijk.journal.models import Entry
from wijk.places.models import Neighbourhood


@pytest.fixture
def db(race: None) -> Iterator[None]:
    """Real connections instead of one transaction; the audit closes every race."""
    yield
    audit()


def verbs(verb: str) -> int:
    count: int = rows(Entry).filter(verb=verb).count()
    return count


def test_two_nights_at_once_make_one_idea(wijk: Neighbourhood, needs: list[Need]) -> None:
    said = at_once([partial(finding.find, wijk)] * 6)
    assert set(said) <= {0, 1}
    assert (rows(Bundle).count(), rows(BundledNeed).count(), verbs("bundle.suggested")) == (1, 4, 1)


def test_a_double_click_asks_each_once(bundle: Bundle, coby: User) -> None:
    copies = [rows(Bundle).get() for _time in range(6)]
    assert at_once([partial(copy.ask, by=coby) for copy in copies]) == [True] * 6
    assert (verbs("need.together_asked"), verbs("bundle.asking")) == (4, 1)


def test_all_answer_at_once_and_it_is_gathered_once(asked: Bundle, needs: list[Need]) -> None:
    answers = [partial(row_of(need).reply, True, by=need.asker) for need in needs for _time in range(3)]
    assert at_once(answers) == [None] * 12
    asked.refresh_from_db()
    assert (asked.status, verbs("need.together_answered"), verbs("bundle.gathered")) == ("gathered", 4, 1)


def test_two_clicks_make_one_activity(gathered: Bundle, coby: User, welzijn: Organisation) -> None:
    fields = {"title": "Wandelen", "text": "Samen", "places": 3, "organisation": welzijn}
    copies = [rows(Bundle).get() for _time in range(6)]
    made = at_once([partial(making.make, copy, by=coby, **fields) for copy in copies])
    offer = rows(Offer).get()
    assert (made, offer.held, rows(Proposal).count()) == ([offer] * 6, 3, 3)


def test_somebody_is_helped_while_it_is_made(
    gathered: Bundle, needs: list[Need], coby: User, welzijn: Organisation
) -> None:
    """In either order nobody waits for the other for ever, and no closed need has a proposal out."""
    fields = {"title": "Wandelen", "text": "Samen", "places": 3, "organisation": welzijn}
    close = [partial(Outcome.objects.close, need, "self", by=coby) for need in needs[:2]]
    leave = [partial(row_of(need).leave) for need in reversed(needs)]
    said = at_once([partial(making.make, gathered, by=coby, **fields), *close, *leave])
    assert [problem for problem in said if isinstance(problem, Exception) and "deadlock" in str(problem)] == []
    held = sum(offer.held for offer in rows(Offer))
    assert held == rows(Proposal).live().count() and held <= 3


def test_answers_while_the_night_looks(asked: Bundle, needs: list[Need], walks: Ask, wijk: Neighbourhood) -> None:
    answers = [partial(row_of(need).reply, True, by=need.asker) for need in needs]
    said = at_once([partial(finding.find, wijk), *answers, partial(finding.find, wijk)])
    assert [problem for problem in said if isinstance(problem, Exception)] == []
    asked.refresh_from_db()
    assert asked.status == "gathered"
