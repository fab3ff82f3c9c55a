"""People of the wijk: the board gives roles, the coordinator hands over a code, an absence moves her needs."""

import pytest
from django.test import Client
from django.urls import reverse

from members.models import Claim, Membership, Role, User
from needs.models import CallTask, Need
from tests.cast import person
from wijk.places.models import Neighbourhood

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(wijk: Neighbourhood) -> User:
    return person("Hanna", wijk, Role.BOARD)


def test_only_the_board_makes_a_coordinator(
    client: Client, wijk: Neighbourhood, board: User, coby: User, bram: User
) -> None:
    address = reverse("dashboard:appoint", args=[wijk.slug, bram.pk])
    client.force_login(coby)
    assert client.post(address, {"role": "coordinator"}).status_code == 403
    client.force_login(board)
    assert client.post(address, {"role": "coordinator"}).status_code == 302
    assert bram.has_role(wijk, Role.COORDINATOR)
    held = Membership.objects.current().get(user=bram, role=Role.COORDINATOR)
    client.post(reverse("dashboard:dismiss", args=[wijk.slug, held.pk]))
    assert not bram.has_role(wijk, Role.COORDINATOR)


def test_nobody_outside_the_wijk_can_be_appointed(client: Client, wijk: Neighbourhood, board: User, els: User) -> None:
    client.force_login(board)
    answer = client.post(reverse("dashboard:appoint", args=[wijk.slug, els.pk]), {"role": "coordinator"})
    assert answer.status_code == 404


def test_the_page_of_people_is_not_there_for_residents(client: Client, wijk: Neighbourhood, amina: User) -> None:
    client.force_login(amina)
    assert client.get(reverse("dashboard:people", args=[wijk.slug])).status_code == 404


def test_a_code_is_shown_once_and_works_once(client: Client, wijk: Neighbourhood, coby: User, amina: User) -> None:
    client.force_login(coby)
    page = client.post(reverse("dashboard:code", args=[wijk.slug, amina.pk]))
    code = page.context["code"]
    assert code in page.content.decode()
    assert Claim.objects.redeem(code.lower(), "amina@voorbeeld.example") == amina
    assert Claim.objects.redeem(code, "ander@voorbeeld.example") is None
    amina.refresh_from_db()
    assert amina.email == "amina@voorbeeld.example"


def test_a_promised_call_stands_on_vandaag(client: Client, wijk: Neighbourhood, coby: User, amina: User) -> None:
    need = Need.objects.register(by=amina, neighbourhood=wijk, asker=amina, kind="help", title="Kast", text="Kast")
    client.force_login(coby)
    today = wijk.today()
    data = {"day_0": today.day, "day_1": today.month, "at": "10.30", "note": "Haar dochter luistert mee"}
    client.post(reverse("dashboard:promise", args=[wijk.slug, need.pk]), data)
    task = CallTask.objects.within(wijk, reason="test").get()
    need.refresh_from_db()
    assert (task.person, task.reason, f"{task.at:%H.%M}", need.assignee) == (amina, "promised", "10.30", coby)
    assert "Haar dochter luistert mee" in client.get(reverse("dashboard:today", args=[wijk.slug])).content.decode()


def test_an_absence_moves_her_needs_to_who_stands_in(
    client: Client, wijk: Neighbourhood, coby: User, amina: User
) -> None:
    person("Gerda", wijk, Role.COORDINATOR)
    stand_in = person("Ivo", wijk, Role.COORDINATOR)
    stand_in.memberships.update(stands_in=True)
    need = Need.objects.register(by=amina, neighbourhood=wijk, asker=amina, kind="help", title="Kast", text="Kast")
    need.assign(coby, by=coby)
    client.force_login(coby)
    client.post(reverse("dashboard:hand_over", args=[wijk.slug]))
    need.refresh_from_db()
    assert need.assignee == stand_in
