"""The demo: three co-operatives in which every status occurs, nobody is real and no place is held twice."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.core.management.base import CommandError

from members.duties import duties_of, need_second_factor
from members.models import Employment, Membership, Organisation, OrganisationKind, Posting, User
from needs.lifecycle import Status
from needs.models import Bundle, CallTask, Contact, FollowUp, Need, Outcome, Proposal, Share
from offers.models import Offer
from tests.conftest import empty
from wijk import embedded
from wijk.management.demo import locks, places, runner, seed, story
from wijk.places.models import Neighbourhood
from wijk.places.scopes import EVERYWHERE

REAL = re.compile(
    r"Humanitas|VPTZ|AutoMaatje|ANWB|OOPOEH|Home-Start|Rode Kruis|Zonnebloem|Leger des Heils|ANBO|Buurtzorg|"
    r"Thuisvester|SchuldHulpMaatje|Leergeld|Steenbreek|WoningNet|Valys|Alzheimer Caf|Afasiecentrum|Wijkhopper|"
    r"Onder de Pannen|Repair Caf|Klik & Tik|Digisterker|Meander|Hazes|Rieu"
)
INVENTED_PHONE = re.compile(r"06000\d{5}|0\d\d0000000")


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """The command itself, once for the tests below; committed, so that no transaction stays open between tests: the
    server ends one that idles for a minute, and on a loaded machine a minute is soon over."""
    with django_db_blocker.unblock():
        try:
            if embedded.in_use():
                call_command("demo", no_serve=True, stdout=StringIO())
            else:  # the command refuses any other database
                seed.seed()
            yield
        finally:
            empty()


def everywhere(model: type) -> object:
    return model.objects.within(EVERYWHERE, reason="test")


@pytest.mark.slow
def test_who_works_here_has_a_second_factor_and_residents_have_none(demo: None) -> None:
    locked = set(Authenticator.objects.filter(type="totp").values_list("user", flat=True))
    mailed = User.objects.exclude(email=None)
    assert locked == {person.pk for person in mailed if need_second_factor(duties_of(person))}
    assert (len(locked) > 40, locks.give()) == (True, 0)


@pytest.mark.slow
def test_three_neighbourhoods_stand_with_their_people(demo: None) -> None:
    assert seed.is_seeded()
    assert set(Neighbourhood.objects.values_list("slug", flat=True)) == {"zebraspoor", "moerwijk", "lindenholt"}
    for wijk in Neighbourhood.objects.all():
        roles = list(Membership.objects.filter(neighbourhood=wijk).values_list("role", flat=True))
        counted = {role: roles.count(role) for role in set(roles)}
        assert counted == {"resident": 100, "coordinator": 2, "board": 3, "desk": 1, "referrer": 1}
        assert Membership.objects.filter(neighbourhood=wijk, stands_in=True).exclude(employer=None).count() == 1
        assert set(places.organisations(wijk)) == set(places.KINDS)
    assert (OrganisationKind.objects.count(), Posting.objects.count(), Employment.objects.count()) == (9, 3, 36)
    zebraspoor = Neighbourhood.objects.get(slug="zebraspoor")
    assert (zebraspoor.phone, sorted(zebraspoor.desk.hours)) == ("0300000000", [0, 1, 3])


@pytest.mark.slow
def test_every_status_occurs_in_every_neighbourhood(demo: None) -> None:
    assert everywhere(Need).count() == 300 + 7
    for wijk in Neighbourhood.objects.all():
        rows = Need.objects.within(wijk, reason="test")
        assert set(rows.values_list("status", flat=True)) == set(Status)
        assert rows.under_way().count() == (20 + 7 if wijk.slug == "zebraspoor" else 20)
    assert set(everywhere(Proposal).values_list("status", flat=True)) >= {
        "open", "agreed", "done", "declined", "expired", "failed",
    }  # fmt: skip
    assert set(everywhere(Offer).values_list("status", flat=True)) == set(Offer.Status)
    assert everywhere(Share).live().count() >= 3
    assert everywhere(Share).asked().count() >= 3
    assert min(everywhere(model).count() for model in (CallTask, Contact, FollowUp, Outcome)) > 10


@pytest.mark.slow
def test_some_are_asked_to_do_it_together_and_some_do(demo: None) -> None:
    bundles = everywhere(Bundle).order_by("pk")
    assert [(b.concept, b.status, b.bundled.filter(yes=True).count()) for b in bundles] == [
        ("wandelen", "activity", 3),
        ("handwerken", "asking", 2),
    ]
    assert (bundles[0].offer.places, bundles[0].offer.held) == (8, 3)
    assert everywhere(Proposal).filter(source="bundle", offer=bundles[0].offer).count() == 3


@pytest.mark.slow
def test_held_is_the_number_of_live_proposals(demo: None) -> None:
    assert seed.uneven() == []


@pytest.mark.slow
def test_nothing_happened_in_the_future_or_before_it_was_asked(demo: None) -> None:
    for outcome in everywhere(Outcome).select_related("need"):
        assert outcome.need.registered_at < outcome.at
    for proposal in everywhere(Proposal).select_related("need"):
        assert proposal.need.registered_at <= proposal.made_at


@pytest.mark.slow
def test_nobody_can_be_called_or_mailed_for_real(demo: None) -> None:
    numbers = [*User.objects.values_list("phone", flat=True), *Neighbourhood.objects.values_list("phone", flat=True)]
    numbers += Organisation.objects.values_list("phone", flat=True)
    assert [number for number in numbers if number and not INVENTED_PHONE.fullmatch(number)] == []
    assert User.objects.exclude(email=None).exclude(email__endswith=".example").count() == 0
    assert User.objects.filter(email=None).count() >= 90


def test_no_real_organisation_and_no_number_in_the_texts() -> None:
    texts = [f"{row['id']} {row['title']} {row['text']}" for name in ("needs", "offers") for row in story.lines(name)]
    assert [text for text in texts if REAL.search(text)] == []
    assert [text for text in texts if re.search(r"\d{7,}|@|https?:|www\.", text)] == []
    assert all("intent" not in row for name in ("needs", "offers") for row in story.lines(name))


@pytest.mark.slow
@pytest.mark.skipif(not embedded.in_use(), reason="the demo refuses every database but the embedded one")
def test_the_command_seeds_once(demo: None) -> None:
    """The second time it migrates too, finds everything there, and says nothing of filling."""
    before, said = list(everywhere(Need).order_by("pk").values_list("pk", "number")), StringIO()
    call_command("demo", no_serve=True, stdout=said)
    assert (said.getvalue(), list(everywhere(Need).order_by("pk").values_list("pk", "number"))) == ("", before)


def test_another_database_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://elders/wijk")
    with pytest.raises(CommandError, match="alleen op de ingebouwde database"):
        call_command("demo", no_serve=True)


def test_a_taken_port_is_seen() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert not runner.port_is_free(taken.getsockname()[1])


def test_login_codes_on_screen_are_refused_on_any_other_database() -> None:
    environment = {**os.environ, "DEMO": "1", "DATABASE_URL": "postgres://elders/wijk"}
    command = [sys.executable, "-c", "import wijk.settings"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0 and "embedded database only" in done.stderr
