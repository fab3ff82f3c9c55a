"""At night the platform finds what is alike; nobody is asked until the coordinator says so."""

from datetime import timedelta
from typing import Any

import pytest

from members.models import Departure, User
from needs.models import Apart, Bundle, BundledNeed, CallTask, Contact, Need
from needs.tasks import find_bundles
from needs.together import finding
from tests.cast import person
from tests.needs.together.conftest import Ask, row_of, rows, run
from wijk.journal.models import Entry
from wijk.places.models import Buurt, Neighbourhood
from wijk.themes.models import Theme

pytestmark = pytest.mark.django_db


def stored() -> list[tuple[str, str, list[int]]]:
    return [(b.concept, b.status, sorted(b.need_ids())) for b in rows(Bundle).order_by("pk")]


def test_four_walkers_become_one_idea_and_nobody_hears_of_it(
    wijk: Neighbourhood, needs: list[Need], buurt: Buurt
) -> None:
    run()
    assert find_bundles() == 1
    bundle = rows(Bundle).get()
    assert stored() == [("wandelen", "suggested", [need.pk for need in needs])]
    assert (bundle.buurt, bundle.day_parts, bundle.neighbourhood) == (buurt, [], wijk)
    run()
    assert list(rows(CallTask).filter(reason="together")) == []
    assert rows(BundledNeed).exclude(asked_at=None).count() == 0


def test_twice_changes_nothing(wijk: Neighbourhood, bundle: Bundle) -> None:
    before = (stored(), list(rows(Entry).values_list("verb", flat=True)))
    finding.find(wijk)
    assert (stored(), list(rows(Entry).values_list("verb", flat=True))) == before


def test_an_idea_follows_what_is_found(
    wijk: Neighbourhood, bundle: Bundle, needs: list[Need], walks: Ask, next_buurt: Buurt
) -> None:
    late = walks(person("Laat", wijk), buurt=next_buurt)
    needs[0].pause(by=needs[0].asker)
    finding.find(wijk)
    assert stored() == [("wandelen", "suggested", [*(need.pk for need in needs[1:]), late.pk])]
    needs[0].refresh_from_db()
    needs[0].move("open", by=needs[0].asker)
    finding.find(wijk)
    assert stored() == [("wandelen", "suggested", [*(need.pk for need in needs), late.pk])]
    assert rows(BundledNeed).count() == 5


def test_an_idea_that_fell_apart_goes(wijk: Neighbourhood, bundle: Bundle, needs: list[Need]) -> None:
    Need.objects.within(wijk, reason="test").filter(pk__in=[n.pk for n in needs[:2]]).update(status="agreed")
    assert finding.find(wijk) == 0
    assert stored() == [("wandelen", "dropped", [])]


@pytest.mark.parametrize(
    "fields",
    [
        {"private": True},
        {"road": "danger"},
        {"road": "organisation"},
        {"road": "coordinator"},
        {"status": "agreed"},
        {"status": "proposed"},
        {"status": "closed"},
        {"buurt": None},
        {"expires_on": "2026-01-01"},
        {"theme": None, "theme_checked": False},  # nobody looked yet: careful, and not spoken to
    ],
)
def test_who_is_never_bundled(wijk: Neighbourhood, needs: list[Need], fields: dict[str, Any]) -> None:
    rows(Need).filter(pk__in=[need.pk for need in needs[:2]]).update(**fields)
    assert (finding.find(wijk), stored()) == (0, [])


def test_a_theme_that_cannot_be_done_together_is_left_alone(
    wijk: Neighbourhood, needs: list[Need], walking: Theme, coby: User
) -> None:
    other = Theme.objects.create(code="Z1", label="Anders", area="A", risk=0, together=False)
    for need in needs[:2]:
        need.correct(theme=other, by=coby)
    assert finding.find(wijk) == 0
    Theme.objects.filter(pk=walking.pk).update(together=False)
    rows(Need).update(theme=walking, theme_checked=False)
    assert finding.find(wijk) == 0


def test_a_theme_that_goes_straight_to_an_organisation_is_left_alone(
    wijk: Neighbourhood, needs: list[Need], walking: Theme
) -> None:
    Theme.objects.filter(pk=walking.pk).update(straight_to="zorg")
    assert finding.find(wijk) == 0


def test_careful_needs_only_when_their_askers_were_spoken_to(
    wijk: Neighbourhood, needs: list[Need], walking: Theme, coby: User
) -> None:
    Theme.objects.filter(pk=walking.pk).update(risk=2)
    assert finding.find(wijk) == 0
    for need in needs[:2]:
        Contact.objects.log("voicemail", by=coby, need=need)
    assert finding.find(wijk) == 0
    for need in needs[:2]:
        Contact.objects.log("spoken", by=coby, need=need)
    needs[2].asker.memberships.get().meet(by=coby)
    assert finding.find(wijk) == 1
    assert stored() == [("wandelen", "suggested", [need.pk for need in needs[:3]])]


def test_who_is_away_or_kept_apart_is_not_in_it(wijk: Neighbourhood, needs: list[Need], coby: User) -> None:
    Apart.objects.keep(needs[0].asker, needs[3].asker, neighbourhood=wijk, by=coby)
    finding.find(wijk)
    assert stored() == [("wandelen", "suggested", [need.pk for need in needs[:3]])]
    Departure.objects.create(person=needs[1].asker, kind="admitted", by=coby)
    finding.find(wijk)
    assert stored() == [("wandelen", "dropped", [])]


def test_what_did_not_fit_is_not_suggested_again(wijk: Neighbourhood, bundle: Bundle, coby: User) -> None:
    bundle.drop(by=coby)
    assert (finding.find(wijk), len(stored())) == (0, 1)


def test_a_no_or_no_answer_is_not_asked_again_and_a_yes_is(
    wijk: Neighbourhood, asked: Bundle, needs: list[Need], coby: User, walks: Ask
) -> None:
    """Ria said no, Joke nothing; Amina and Tom wait for two others."""
    for need, yes in zip(needs, (True, False, True), strict=False):
        row_of(need).reply(yes, by=coby, how="spoken")
    asked.refresh_from_db()
    asked.drop(by=None)
    assert finding.find(wijk) == 0
    third = walks(person("Derde", wijk))
    assert finding.find(wijk) == 1
    assert stored()[1] == ("wandelen", "suggested", [needs[0].pk, needs[2].pk, third.pk])


def test_who_is_asked_already_stays_where_they_are(
    wijk: Neighbourhood, asked: Bundle, needs: list[Need], walks: Ask
) -> None:
    more = [walks(person(f"Buur {number}", wijk)) for number in range(3)]
    finding.find(wijk)
    assert stored() == [
        ("wandelen", "asking", [need.pk for need in needs]),
        ("wandelen", "suggested", [need.pk for need in more]),
    ]


def test_another_wijk_has_its_own(wijk: Neighbourhood, other_wijk: Neighbourhood, needs: list[Need]) -> None:
    rows(Need).filter(pk__in=[need.pk for need in needs[:2]]).update(neighbourhood=other_wijk)
    assert find_bundles() == 0


def test_too_late_is_over(asked: Bundle, wijk: Neighbourhood, bundle: Bundle) -> None:
    from needs.tasks import expire_bundles

    assert (asked.expires_on, expire_bundles()) == (wijk.due(10), 0)
    rows(Bundle).update(expires_on=wijk.today() - timedelta(days=1))
    assert (expire_bundles(), expire_bundles()) == (1, 0)
    asked.refresh_from_db()
    assert (asked.status, asked.by, asked.need_ids()) == ("dropped", None, set())
