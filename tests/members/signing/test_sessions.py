"""Sessions: a new key at signing in, listed, ended in one click, ended by a change of work, and not for ever.

Shown red: with `over` answering False nothing ends; with Django's own session hash a change of role ends nothing.
"""

import time
from typing import Any

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from members.models import Employment, Membership, Organisation, Posting, Role, User
from members.signing.limits import DAY, HOUR, MINUTE, OWN, SEEN, SINCE
from tests.members.signing.conftest import asks_for_a_code, last_code, signs_in
from wijk.places.models import Neighbourhood

pytestmark = pytest.mark.django_db
LIST = reverse("usersessions_list")


def inside(web: Client) -> bool:
    return web.get(LIST).status_code == 200


def test_signing_in_gives_a_new_key(bram: User) -> None:
    web = asks_for_a_code(bram.email or "")
    before = web.session.session_key
    web.post(reverse("account_confirm_login_code"), {"code": last_code()})
    assert inside(web) and web.session.session_key != before


def test_other_places_are_listed_and_ended_in_one_click(bram: User, coby: User) -> None:
    phone, library = signs_in(bram.email or ""), signs_in(bram.email or "")
    page = phone.get(LIST, headers={"User-Agent": "x"})
    assert (page.context["session_count"], "127.0.0.1" in page.content.decode()) == (2, False)
    phone.post(LIST)
    assert (inside(phone), inside(library)) == (True, False)
    assert phone.get(LIST).context["session_count"] == 1


def test_nobody_ends_the_session_of_another(bram: User, els: User) -> None:
    hers = signs_in(els.email or "")
    signs_in(bram.email or "").post(LIST)
    assert inside(hers)


CHANGES: dict[str, Any] = {
    "gets a role": lambda who, place, firm: Membership.objects.create(user=who, neighbourhood=place, role=Role.DESK),
    "becomes board": lambda who, place, firm: Membership.objects.create(user=who, neighbourhood=place, role=Role.BOARD),
    "gets work": lambda who, place, firm: Employment.objects.create(user=who, organisation=firm),
    "is posted": lambda who, place, firm: Posting.objects.create(user=who, municipality=place.municipality),
    "becomes staff": lambda who, place, firm: User.objects.filter(pk=who.pk).update(is_staff=True),
    "is stopped": lambda who, place, firm: User.objects.filter(pk=who.pk).update(is_active=False),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_work_ends_every_session_at_the_next_request(
    change: str, bram: User, wijk: Neighbourhood, welzijn: Organisation
) -> None:
    web = Client()
    web.force_login(bram)
    assert inside(web)
    CHANGES[change](bram, wijk, welzijn)
    web.get(LIST)
    assert SESSION_KEY not in web.session, "not only sent on to the second step"


def test_losing_a_role_ends_it_too_and_moving_house_does_not(coby: User, bram: User, other_wijk: Neighbourhood) -> None:
    work, home = Client(), Client()
    work.force_login(coby)
    home.force_login(bram)
    Membership.objects.get(user=coby).end(by=coby)
    bram.move_to(other_wijk, by=bram)
    assert (inside(work), inside(home)) == (False, True)


@pytest.mark.parametrize(
    ("who", "own_device", "quiet", "since", "stays"),
    [
        ("bram", False, 59 * MINUTE, 2 * HOUR, True),
        ("bram", False, 61 * MINUTE, 2 * HOUR, False),
        ("bram", False, MINUTE, DAY - MINUTE, True),
        ("bram", False, MINUTE, DAY + MINUTE, False),
        ("bram", True, 20 * DAY, 29 * DAY, True),
        ("bram", True, MINUTE, 31 * DAY, False),
        ("coby", False, 14 * MINUTE, HOUR, True),
        ("coby", False, 16 * MINUTE, HOUR, False),
        ("coby", True, 16 * MINUTE, HOUR, False),  # one's own device makes no difference for who works here
        ("coby", True, MINUTE, 8 * HOUR + MINUTE, False),
    ],
)
def test_how_long_a_session_lasts(
    who: str, own_device: bool, quiet: int, since: int, stays: bool, request: pytest.FixtureRequest
) -> None:
    web = Client()
    web.force_login(request.getfixturevalue(who))
    session = web.session
    session[OWN], session[SEEN], session[SINCE] = own_device, time.time() - quiet, time.time() - since
    session.save()
    assert inside(web) is stays
    assert inside(web) is stays, "and it does not come back"


def test_every_click_counts(bram: User) -> None:
    web = Client()
    with time_machine.travel(time.time(), tick=False) as clock:
        web.force_login(bram)
        for _turn in range(3):
            clock.shift(50 * MINUTE)
            assert web.get(reverse("members:stay")).status_code == 200
        clock.shift(61 * MINUTE)
        assert "U was een tijd weg" in web.get(LIST, follow=True).content.decode()


@pytest.mark.parametrize(("ticked", "days"), [({}, 0), ({"remember": "on"}, 30)])
def test_only_ones_own_device_remembers(ticked: dict[str, str], days: int, bram: User) -> None:
    web = asks_for_a_code(bram.email or "")
    web.post(reverse("account_confirm_login_code"), {"code": last_code()} | ticked)
    cookie = web.cookies["wijk"]
    assert (cookie["max-age"] or 0) == days * DAY
    warned = "Bent u er nog?" in web.get(reverse("members:stay")).content.decode()
    assert warned is (days == 0)


def test_the_page_warns_a_worker_after_thirteen_minutes(client: Client, coby: User, wijk: Neighbourhood) -> None:
    client.force_login(coby)
    assert "idle idle-15" in client.get(f"/{wijk.slug}/vandaag/").content.decode()
    assert "idle" not in Client().get(f"/{wijk.slug}/").content.decode()
